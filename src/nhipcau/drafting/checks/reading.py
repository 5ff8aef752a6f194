"""A DOCX as a reader sees it: every paragraph and run with the formatting that results from defaults, style and run.

It reads WordprocessingML itself and shares no code with the renderer. Lengths are in points, page measures in mm.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True)
class RunView:
    """A run with its resolved look; `colour` is None for automatic."""

    text: str
    font: str
    size: float
    bold: bool
    italic: bool
    underline: bool
    colour: str | None


@dataclass(frozen=True)
class FrameView:
    """A paragraph taken out of the flow, in points from the page's or the margin's edge."""

    from_page: bool
    y: float | None
    at_bottom: bool


@dataclass(frozen=True)
class ParagraphView:
    """A paragraph with its resolved shape; `width` is the room between the edges of its cell or of the page's text."""

    runs: tuple[RunView, ...]
    align: str
    left: float
    right: float
    first: float
    before: float
    after: float
    line_rule: str
    line: float
    has_top_rule: bool
    rule_style: str
    has_page_field: bool
    frame: FrameView | None
    width: float
    section: int

    @property
    def text(self) -> str:
        """The words, as one reads them."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def visible(self) -> tuple[RunView, ...]:
        """The runs that print something."""
        return tuple(run for run in self.runs if run.text.strip())

    @property
    def is_rule(self) -> bool:
        """Whether it is a drawn line and nothing else."""
        return self.has_top_rule and not self.text

    @property
    def rule_length(self) -> float:
        """How long its drawn line is."""
        return self.width - self.left - self.right

    def every(self, **look: object) -> bool:
        """Return whether every visible run has this look; `size` may be a pair (least, most)."""
        for name, wanted in look.items():
            for run in self.visible:
                seen = getattr(run, name)
                inside = wanted[0] <= seen <= wanted[1] if isinstance(wanted, tuple) else seen == wanted
                if not inside:
                    return False
        return bool(self.visible)

    def look(self) -> str:
        """Return its look in words, for a finding."""
        seen = []
        for run in self.visible:
            marks = [name for name in ("bold", "italic", "underline") if getattr(run, name)]
            seen.append(f"{run.size:g} {'+'.join(marks) or 'upright'}")
        return f"“{self.text}” {', '.join(dict.fromkeys(seen))}".strip()


@dataclass(frozen=True)
class CellView:
    """A cell: its paragraphs and where it stands in the text, in points."""

    paragraphs: tuple[ParagraphView, ...]
    start: float
    width: float


@dataclass(frozen=True)
class TableView:
    """A table: rows of cells."""

    rows: tuple[tuple[CellView, ...], ...]
    section: int

    def column(self, place: int) -> list[ParagraphView]:
        """Return the paragraphs of a column from top to bottom."""
        return [p for row in self.rows if place < len(row) for p in row[place].paragraphs]

    @property
    def paragraphs(self) -> list[ParagraphView]:
        """All paragraphs, row by row."""
        return [p for row in self.rows for cell in row for p in cell.paragraphs]


@dataclass(frozen=True)
class SectionView:
    """A section: page in mm, how its numbers run, and its headers and footers by kind (default, first, even)."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header_distance: float
    has_title_page: bool
    number_starts: int | None
    number_format: str
    headers: dict[str, tuple[ParagraphView, ...]] = field(default_factory=dict)
    footers: dict[str, tuple[ParagraphView, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class FileView:
    """A whole DOCX."""

    items: tuple[ParagraphView | TableView, ...]
    sections: tuple[SectionView, ...]
    mirrors_margins: bool

    def paragraphs(self) -> list[ParagraphView]:
        """Return every paragraph of the body, those in tables included."""
        out: list[ParagraphView] = []
        for item in self.items:
            out.extend(item.paragraphs if isinstance(item, TableView) else [item])
        return out

    def everywhere(self) -> list[ParagraphView]:
        """Return every paragraph of the file, those of headers and footers included."""
        edges = [p for s in self.sections for part in (s.headers, s.footers) for ps in part.values() for p in ps]
        return self.paragraphs() + edges


def read(data: bytes) -> FileView:
    """Return a DOCX as its reader sees it. Raises zipfile.BadZipFile or lxml.etree.XMLSyntaxError for other bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _Reader(archive).read()


class _Reader:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.styles = {s.get(f"{_W}styleId"): s for s in self._part("word/styles.xml").iter(f"{_W}style")}
        self.looks: dict[tuple[str | None, str], _Look] = {}
        self.defaults = self._part("word/styles.xml").find(f"{_W}docDefaults")
        relations = self._part("word/_rels/document.xml.rels")
        self.targets = {r.get("Id"): r.get("Target") for r in relations}

    def _part(self, name: str):
        return etree.fromstring(self.archive.read(name), _PARSER)

    def read(self) -> FileView:
        body = self._part("word/document.xml").find(f"{_W}body")
        ends = body.findall(f"{_W}p/{_W}pPr/{_W}sectPr") + body.findall(f"{_W}sectPr")
        sections: list[SectionView] = []
        for end in ends:
            sections.append(self._section(end, sections[-1] if sections else None))
        items: list[ParagraphView | TableView] = []
        place = 0
        for child in body:
            room = (sections[place].width - sections[place].left - sections[place].right) * 72 / 25.4
            if child.tag == f"{_W}p":
                items.append(self._paragraph(child, room, place))
                place += child.find(f"{_W}pPr/{_W}sectPr") is not None
            elif child.tag == f"{_W}tbl":
                items.append(self._table(child, place))
        settings = self._part("word/settings.xml")
        return FileView(tuple(items), tuple(sections), _is_on(settings.find(f"{_W}mirrorMargins")))

    def _section(self, end, before: SectionView | None) -> SectionView:
        size, margins, numbers = end.find(f"{_W}pgSz"), end.find(f"{_W}pgMar"), end.find(f"{_W}pgNumType")
        edges: dict[str, dict[str, tuple[ParagraphView, ...]]] = {}
        for kind, inherited in (
            ("header", before.headers if before else {}),
            ("footer", before.footers if before else {}),
        ):
            edges[kind] = dict(inherited)
            for link in end.findall(f"{_W}{kind}Reference"):
                part = self._part("word/" + self.targets[link.get(f"{_R}id")])
                room = (_mm(size, "w") - _mm(margins, "left") - _mm(margins, "right")) * 72 / 25.4
                edges[kind][link.get(f"{_W}type")] = tuple(self._paragraph(p, room, 0) for p in part.iter(f"{_W}p"))
        start = numbers.get(f"{_W}start") if numbers is not None else None
        return SectionView(
            width=_mm(size, "w"),
            height=_mm(size, "h"),
            top=_mm(margins, "top"),
            bottom=_mm(margins, "bottom"),
            left=_mm(margins, "left"),
            right=_mm(margins, "right"),
            header_distance=_mm(margins, "header"),
            has_title_page=_is_on(end.find(f"{_W}titlePg")),
            number_starts=int(start) if start else None,
            number_format=(numbers.get(f"{_W}fmt") if numbers is not None else None) or "decimal",
            headers=edges["header"],
            footers=edges["footer"],
        )

    def _table(self, table, section: int) -> TableView:
        grid = [int(c.get(f"{_W}w")) / 20 for c in table.findall(f"{_W}tblGrid/{_W}gridCol")]
        default = {s.tag: int(s.get(f"{_W}w")) / 20 for s in table.findall(f"{_W}tblPr/{_W}tblCellMar/*")}
        rows = []
        for row in table.findall(f"{_W}tr"):
            cells, column = [], 0
            for cell in row.findall(f"{_W}tc"):
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                wide = int(span.get(f"{_W}val")) if span is not None else 1
                padding = default | {s.tag: int(s.get(f"{_W}w")) / 20 for s in cell.findall(f"{_W}tcPr/{_W}tcMar/*")}
                room = sum(grid[column : column + wide]) - sum(
                    padding.get(f"{_W}{side}", 5.4) for side in ("left", "right")
                )
                start = sum(grid[:column]) + padding.get(f"{_W}left", 5.4)
                found = tuple(self._paragraph(p, room, section) for p in cell.findall(f"{_W}p"))
                cells.append(CellView(found, start, room))
                column += wide
            rows.append(tuple(cells))
        return TableView(tuple(rows), section)

    def _style(self, identity: str | None, kind: str) -> _Look:
        """Return the look of a style (`kind` pPr or rPr) over those it rests on and over the defaults; kept."""
        key = (identity, kind)
        if key not in self.looks:
            style = self.styles.get(identity)
            if style is None:
                below = _Look().over(self.defaults.find(f"{_W}{kind}Default/{_W}{kind}"))
                self.looks[key] = below
            else:
                based = style.find(f"{_W}basedOn")
                below = self._style(based.get(f"{_W}val") if based is not None else None, kind)
                self.looks[key] = below.over(style.find(f"{_W}{kind}"))
        return self.looks[key]

    def _paragraph(self, p, room: float, section: int) -> ParagraphView:
        own = p.find(f"{_W}pPr")
        named = own.find(f"{_W}pStyle") if own is not None else None
        style = named.get(f"{_W}val") if named is not None else "Normal"
        shape = self._style(style, "pPr").over(own)
        base = self._style(style, "rPr")
        runs = tuple(self._run(r, base) for r in p.iter(f"{_W}r"))
        line = float(shape.value("spacing", "line") or 240)
        line_rule = shape.value("spacing", "lineRule") or "auto"
        borders = shape.find("pBdr")
        top = borders.find(f"{_W}top") if borders is not None else None
        frame = own.find(f"{_W}framePr") if own is not None else None
        hanging = shape.value("ind", "hanging")
        return ParagraphView(
            runs=runs,
            align=shape.value("jc", "val") or "left",
            left=float(shape.value("ind", "left") or shape.value("ind", "start") or 0) / 20,
            right=float(shape.value("ind", "right") or shape.value("ind", "end") or 0) / 20,
            first=-float(hanging) / 20 if hanging else float(shape.value("ind", "firstLine") or 0) / 20,
            before=float(shape.value("spacing", "before") or 0) / 20,
            after=float(shape.value("spacing", "after") or 0) / 20,
            line_rule=line_rule,
            line=line / 240 if line_rule == "auto" else line / 20,
            has_top_rule=top is not None and top.get(f"{_W}val") not in ("nil", "none"),
            rule_style=top.get(f"{_W}val") if top is not None else "",
            has_page_field=any("PAGE" in (i.text or "").split() for i in p.iter(f"{_W}instrText"))
            or any("PAGE" in (f.get(f"{_W}instr") or "").split() for f in p.iter(f"{_W}fldSimple")),
            frame=_frame(frame),
            width=room,
            section=section,
        )

    def _run(self, r, base: _Look) -> RunView:
        own = r.find(f"{_W}rPr")
        look = base.over(own)
        named = look.find("rStyle")
        if named is not None:
            style = self.styles.get(named.get(f"{_W}val"))
            look = base.over(style.find(f"{_W}rPr") if style is not None else None).over(own)
        text = "".join("\t" if t.tag == f"{_W}tab" else t.text or "" for t in r if t.tag in (f"{_W}t", f"{_W}tab"))
        text = text.upper() if _is_on(look.find("caps")) else text
        colour = look.value("color", "val")
        fonts = look.find("rFonts")
        theme = fonts is not None and any("Theme" in name for name in fonts.attrib)
        return RunView(
            text=text,
            font="theme font" if theme else (look.value("rFonts", "ascii") or ""),
            size=float(look.value("sz", "val") or 20) / 2,
            bold=_is_on(look.find("b")),
            italic=_is_on(look.find("i")),
            underline=(look.value("u", "val") or "none") != "none",
            colour=None if colour in (None, "auto") else colour.upper(),
        )


class _Look:
    """Properties laid over each other; the later layer counts, attribute by attribute."""

    def __init__(self, below: _Look | None = None) -> None:
        self.elements = dict(below.elements) if below else {}
        self.values = dict(below.values) if below else {}

    def over(self, layer) -> _Look:
        """Return this look with `layer` (an element with properties, or None) laid over it."""
        if layer is None or not len(layer):
            return self
        laid = _Look(self)
        for child in layer:
            laid.elements[child.tag] = child
            for name, value in child.attrib.items():
                laid.values[child.tag, name] = value
        return laid

    def find(self, name: str):
        return self.elements.get(f"{_W}{name}")

    def value(self, name: str, attribute: str) -> str | None:
        return self.values.get((f"{_W}{name}", f"{_W}{attribute}"))


def _is_on(switch) -> bool:
    return switch is not None and switch.get(f"{_W}val") not in ("0", "false", "off")


def _mm(holder, attribute: str) -> float:
    return int(holder.get(f"{_W}{attribute}") or 0) / 20 * 25.4 / 72


def _frame(holder) -> FrameView | None:
    if holder is None:
        return None
    y = holder.get(f"{_W}y")
    return FrameView(
        from_page=holder.get(f"{_W}vAnchor") == "page",
        y=int(y) / 20 if y else None,
        at_bottom=holder.get(f"{_W}yAlign") == "bottom",
    )
