"""The same document as HTML for the page where an officer looks before he downloads; every text is escaped."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from nhipcau.drafting.cleaning import cleaned
from nhipcau.drafting.content import (
    Annex,
    Block,
    CellText,
    Heading,
    Kind,
    Level,
    ListItem,
    Narrative,
    OutgoingDocument,
    Paragraph,
    Run,
    Signer,
    SigningForm,
    Table,
)
from nhipcau.drafting.profiles import Profile
from nhipcau.drafting.symbols import date_line, number_line
from nhipcau.drafting.wording import (
    NOT_FOR_MEDIA,
    addressee_label,
    addressee_lines,
    annex_number,
    annex_reference,
    enacting_word,
    ended,
    grounds_lines,
    heading_run,
    heading_text,
    issuer_lines,
    narrative_runs,
    recipient_lines,
    runs_of,
    signing_lines,
    subject_line,
    urgency_word,
)

_CENTRED = (Level.PART, Level.CHAPTER, Level.SECTION)


class Html(str):
    """Text in which everything that people typed is escaped already; templates print it as it is."""

    def __html__(self) -> str:
        return self


def html(document: OutgoingDocument, profile: Profile) -> Html:
    """Return HTML of the document: classes `vb-…` and no inline style, so that it passes a strict CSP.

    The outermost element is `<article class="vb vb--hd36">`; `static/drafting/preview.css` styles it. Raises
    ValueError as `docx.render` does.
    """
    document = cleaned(document)
    parts = [
        _line("circulation", (document.circulation or "").upper()),
        _head(document, profile),
        _title(document, profile),
        _addressees(document, profile),
        _grounds(document, profile),
        _blocks(ended(document.body, profile), profile),
        _foot(document, profile),
        _line("contact", document.contact or ""),
        _line("circulation vb-not-for-media", NOT_FOR_MEDIA if document.is_not_for_media else ""),
        *(_annex(annex, document, profile, place) for place, annex in enumerate(document.annexes, start=1)),
    ]
    return Html(f'<article class="vb vb--{profile.key}" lang="vi">{"".join(parts)}</article>')


def _annex(annex: Annex, document: OutgoingDocument, profile: Profile, place: int) -> str:
    named = replace(annex, reference=annex_reference(annex, document, profile))
    return annex_preview(named, profile, annex_number(place, len(document.annexes), profile))


def annex_preview(annex: Annex, profile: Profile, number: str | None = None) -> Html:
    """Return HTML of an annex alone; `number` is its line "Phụ lục 2"."""
    annex = cleaned(annex)
    title = annex.title if profile.is_party else annex.title.upper()
    reference = f"({annex.reference})" if annex.reference else ""
    heads = _line("annex-number", number or "") + _line("annex-title", title) + _line("annex-reference", reference)
    return Html(f'<section class="vb-annex">{heads}{_blocks(annex.body, profile)}</section>')


def _line(name: str, text: str) -> str:
    return f'<p class="vb-{name}">{escape(text)}</p>' if text else ""


def _runs(runs: tuple[Run, ...]) -> str:
    out = []
    for run in runs:
        text = escape(run.text)
        text = f"<em>{text}</em>" if run.italic else text
        out.append(f"<strong>{text}</strong>" if run.bold else text)
    return "".join(out)


def _head(document: OutgoingDocument, profile: Profile) -> str:
    parent, name = issuer_lines(document.issuer)
    mark = _line("star", "*") if profile.under_issuer == "star" else '<hr class="vb-rule vb-rule--short">'
    left = _line("parent", parent or "") + _line("issuer", name) + mark
    left += _line("number", number_line(profile, document.number, document.symbol))
    if document.kind is Kind.LETTER:
        left += _line("letter-subject", subject_line(document, profile))
    left += _line("draft-mark", document.draft_mark or "")
    left += _line("urgency", urgency_word(document, profile)) if document.urgency else ""
    right = _line("title", profile.titles[0])
    right += "".join(_line("motto", line) for line in profile.titles[1:])
    right += '<hr class="vb-rule">' + _line("date", date_line(document.place, document.date, document.drafted_on))
    return f'<header class="vb-head"><div class="vb-left">{left}</div><div class="vb-right">{right}</div></header>'


def _title(document: OutgoingDocument, profile: Profile) -> str:
    if document.kind is Kind.LETTER:
        return ""
    end = _line("hyphens", "-----") if profile.under_subject == "hyphens" else '<hr class="vb-rule vb-rule--short">'
    author = _line("kind", (document.author_line or "").upper())
    return _line("kind", str(document.kind).upper()) + author + _line("subject", subject_line(document, profile)) + end


def _addressees(document: OutgoingDocument, profile: Profile) -> str:
    lines = addressee_lines(document, profile)
    if not lines:
        return ""
    label = f'<span class="vb-addressee-label">{escape(addressee_label(document, profile))}</span>'
    if len(lines) == 1:
        return f'<p class="vb-addressees">{label} {escape(lines[0])}</p>'
    return f'<div class="vb-addressees">{label}<div>{"".join(_line("addressee", line) for line in lines)}</div></div>'


def _grounds(document: OutgoingDocument, profile: Profile) -> str:
    lines = "".join(_line("grounds", line) for line in grounds_lines(document, profile))
    authority = (document.enacting_authority or "").upper()
    if not authority:
        return lines
    word = enacting_word(document)
    if profile.is_party:
        return lines + _line("part", f"{authority} {word}")
    return _line("part", authority) + lines + _line("part", f"{word}:")


def _blocks(blocks: tuple[Block, ...], profile: Profile) -> str:
    out = []
    for block in blocks:
        match block:
            case Heading():
                out.append(_heading(block, profile))
            case Paragraph():
                out.append(f'<p class="vb-body">{_runs(runs_of(block.text))}</p>')
            case ListItem():
                out.append(f'<p class="vb-body">{escape(block.marker or "-")} {_runs(runs_of(block.text))}</p>')
            case Narrative():
                out.append(_heading(Heading(block.number, block.title), profile))
                out.extend(f'<p class="vb-body">{_runs(runs)}</p>' for runs in narrative_runs(block))
            case Table():
                out.append(_table(block))
    return "".join(out)


def _heading(heading: Heading, profile: Profile) -> str:
    if heading.level in _CENTRED:
        return _line("part", heading_text(heading, profile)) + _line("part", heading.text.upper())
    return f'<p class="vb-body vb-heading">{_runs((heading_run(heading, profile),))}</p>'


def _table(table: Table) -> str:
    head = "".join(
        f'<th scope="col">{escape(f"{column.group}: {column.title}" if column.group else column.title)}</th>'
        for column in table.columns
    )
    rows = []
    for row in table.rows:
        if row.is_section:
            text = _cell(row.cells[0] if row.cells else "")
            rows.append(f'<tr class="vb-section"><th scope="rowgroup" colspan="{len(table.columns)}">{text}</th></tr>')
            continue
        cells = "".join(
            f'<td class="vb-{column.align}">{_cell(text)}</td>'
            for column, text in zip(table.columns, row.cells, strict=True)
        )
        rows.append(f'<tr class="vb-total">{cells}</tr>' if row.is_total else f"<tr>{cells}</tr>")
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    body = f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody>"
    scrolled = 'class="vb-table" role="region" aria-label="Bảng số liệu" tabindex="0"'
    return f"<div {scrolled}><table>{caption}{body}</table></div>" + _line("note", table.note or "")


def _cell(text: CellText) -> str:
    return "<br>".join(escape(line) for line in ((text,) if isinstance(text, str) else text))


def _foot(document: OutgoingDocument, profile: Profile) -> str:
    items = "".join(_line("recipient", line) for line in recipient_lines(document, profile))
    left = f'<p class="vb-recipients-label"><span>Nơi nhận</span>:</p>{items}'
    left += _line("drafter-mark", (document.drafter_mark or "").upper())
    signers = "".join(_signer(one, profile) for one in document.co_signers)
    right = _signer(document.signer, profile)
    sides = f'<div class="vb-left">{signers}{left}</div><div class="vb-right">{right}</div>'
    return f'<footer class="vb-foot">{sides}</footer>'


def _signer(signer: Signer, profile: Profile) -> str:
    bold, under = signing_lines(signer, profile)
    lines = []
    for place, text in enumerate(bold):
        if place and signer.form is SigningForm.KIEM:
            lines.append(_line("kiem", "kiêm"))
        lines.append(_line("authority", text))
    lines.extend(_line("office", text) for text in under)
    lines.append('<p class="vb-signature" aria-hidden="true"></p>')
    lines.append(_line("signer-name", (signer.other_office or "").upper()))
    lines.append(_line("signer-name", signer.name or ""))
    return f'<div class="vb-signing">{"".join(lines)}</div>'
