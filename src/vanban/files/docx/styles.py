"""What styles say of letters: the font (old fonts mean old encodings), capitals, and the list of a paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from vanban.files.docx.parts import attribute, child, children, switched_on

_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Letters:
    """How a run is drawn, as far as it changes what is read."""

    font: str = ""
    is_caps: bool = False


class Styles:
    """The styles of a document, with what each inherits."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles = {attribute(style, "styleId") or "": style for style in children(root, "style")}
        self._normal = next(
            (
                name
                for name, style in self._styles.items()
                if attribute(style, "default") in ("1", "true") and attribute(style, "type") == "paragraph"
            ),
            "",
        )
        self._default = child(root, "docDefaults", "rPrDefault", "rPr")

    def letters(self, run: etree._Element, paragraph_style: str | None) -> Letters:
        """Give how a run is drawn: its own marks first, then its style's, the paragraph's, the document's."""
        own = child(run, "rPr")
        chain = [own, *self._run_marks(attribute(child(own, "rStyle"), "val")), *self._run_marks(paragraph_style)]
        chain.append(self._default)
        font = next((name for name in map(_font, chain) if name), "")
        caps = next((mark for mark in (child(marks, "caps") for marks in chain) if mark is not None), None)
        return Letters(font, switched_on(caps))

    def _run_marks(self, style: str | None) -> list[etree._Element | None]:
        return [child(each, "rPr") for each in self._chain(style)]

    def numbering(self, style: str | None) -> etree._Element | None:
        """Give the `numPr` that a paragraph has from its style."""
        for each in self._chain(style):
            found = child(each, "pPr", "numPr")
            if found is not None:
                return found
        return None

    def is_centred(self, paragraph: etree._Element, style: str | None) -> bool:
        """Tell whether a paragraph is centred."""
        own = child(paragraph, "pPr", "jc")
        if own is None:
            own = next((jc for jc in (child(each, "pPr", "jc") for each in self._chain(style)) if jc is not None), None)
        return attribute(own, "val") == "center"

    def _chain(self, style: str | None) -> list[etree._Element]:
        """Give a style and those it is based on; a ring of styles ends after a few steps."""
        found: list[etree._Element] = []
        name = style or self._normal
        while name in self._styles and len(found) < _DEPTH:
            found.append(self._styles[name])
            name = attribute(child(self._styles[name], "basedOn"), "val") or ""
        return found


def _font(marks: etree._Element | None) -> str:
    fonts = child(marks, "rFonts")
    return attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or ""
