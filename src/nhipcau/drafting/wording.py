"""The words that layout adds to what was given: final marks, first letters, headings. Shared by DOCX and preview."""

from __future__ import annotations

import re

from nhipcau.drafting.content import (
    Annex,
    Heading,
    IssuerBlock,
    Kind,
    Level,
    ListItem,
    Narrative,
    OutgoingDocument,
    Paragraph,
    Run,
    Signer,
    SigningForm,
    Spelling,
)
from nhipcau.drafting.profiles import Profile
from nhipcau.drafting.spelling import spell
from nhipcau.drafting.symbols import full_reference

NOT_FOR_MEDIA = "Không phổ biến trên phương tiện thông tin đại chúng"
_END_MARKS = re.compile(r"(\s*(\./\.|[.;,:]))+\s*$")
_ABOUT = re.compile(r"^(v/v|về việc)\s*:?\s*", re.IGNORECASE)
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def spelling_of(document: OutgoingDocument, profile: Profile) -> Spelling:
    """Return where tone marks stand in our own words: the document's setting, else the profile's."""
    return document.spelling or profile.spelling


def without_end(text: str) -> str:
    """Return `text` without the marks at its end."""
    return _END_MARKS.sub("", text).rstrip()


def with_marks(items: tuple[str, ...], dash: str, mark: str, last_mark: str) -> list[str]:
    """Return each item with the dash before and the mark after it; marks typed by people are replaced."""
    bare = [without_end(item.strip().removeprefix("-").strip()) for item in items if item.strip(" -")]
    last = len(bare) - 1
    return [f"{dash}{item}{last_mark if place == last else mark}" for place, item in enumerate(bare)]


def issuer_lines(issuer: IssuerBlock) -> tuple[str | None, str]:
    """Return the parent's line and the issuer's line in upper case; joint issuers are joined by ` - `."""
    parent = issuer.parent.upper() if issuer.parent else None
    return parent, " - ".join((issuer.name, *issuer.joint_with)).upper()


def subject_line(document: OutgoingDocument, profile: Profile) -> str:
    """Return the trích yếu as printed: `về việc …` or `V/v …` for a công văn, else the text with its first letter."""
    subject = without_end(document.subject)
    if document.kind is Kind.LETTER:
        return profile.letter_subject_prefix + lower_first(_ABOUT.sub("", subject))
    if subject[:3].casefold() == "v/v":
        subject = "về việc " + _ABOUT.sub("", subject)
    if profile.subject_starts_upper:
        return subject[:1].upper() + subject[1:]
    return lower_first(subject)


def lower_first(text: str) -> str:
    """Return `text` beginning in lower case, unless it begins with a name (`Ban Dân vận …`) or an abbreviation."""
    words = text.split(" ", 2)
    first, second = words[0], words[1] if len(words) > 1 else ""
    is_name = not first[1:].islower() if len(first) > 1 else False
    if is_name or second[:1].isupper():
        return text
    return text[:1].lower() + text[1:]


def addressees_of(document: OutgoingDocument, profile: Profile) -> tuple[str, ...]:
    """Return the addressees that the kind prints; empty where the profile has no Kính gửi (a Party báo cáo)."""
    if document.kind not in profile.addressees.kinds:
        return ()
    return tuple(without_end(one.strip().removeprefix("-").strip()) for one in document.addressees if one.strip(" -"))


def addressee_label(document: OutgoingDocument, profile: Profile) -> str:
    """Return `Kính gửi:` or `Kính trình:`."""
    is_proposal = document.kind is Kind.PROPOSAL
    return profile.addressees.proposal_label if is_proposal else profile.addressees.label


def addressee_lines(document: OutgoingDocument, profile: Profile) -> list[str]:
    """Return one bare name, or one line for each of several with dash and mark."""
    names = addressees_of(document, profile)
    if len(names) < 2:
        return list(names)
    return with_marks(names, "- ", profile.addressees.mark, profile.addressees.last_mark)


def grounds_lines(document: OutgoingDocument, profile: Profile) -> list[str]:
    """Return the căn cứ with the profile's marks."""
    rule = profile.grounds
    return with_marks(document.grounds, rule.dash, rule.mark, rule.last_mark)


def recipient_lines(document: OutgoingDocument, profile: Profile) -> list[str]:
    """Return the lines under `Nơi nhận:`, from "Như trên" (where the kind has it) to "Lưu …"."""
    rule = profile.recipients
    given = [name for name in document.recipients if without_end(name).strip(" -").casefold() != "như trên"]
    if document.kind in rule.as_above_kinds and addressees_of(document, profile):
        given.insert(0, rule.as_above)
    archive = re.sub(r"^-?\s*lưu\s*:?\s*", "", document.archive, flags=re.IGNORECASE)
    if not profile.is_party and not re.match(r"VT\b", archive):
        archive = f"VT, {archive}" if archive else "VT"
    return with_marks((*given, rule.archive.format(archive=archive)), "- ", rule.mark, rule.last_mark)


def signing_lines(signer: Signer, profile: Profile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the bold first lines and the lines under them; KIEM gives its two titles as the first.

    A form that the profile does not have (TUQ. in the Party) raises ValueError.
    """
    marks = profile.authority
    titles = tuple(title.upper() for title in signer.titles)
    authority = (signer.authority or "").upper()
    match signer.form:
        case SigningForm.DIRECT | SigningForm.KIEM:
            return titles, ()
        case SigningForm.ACTING:
            return tuple(marks.acting + title for title in titles), ()
        case SigningForm.ON_BEHALF if len(titles) > 1:
            return (marks.on_behalf + authority, marks.for_head + titles[0]), titles[1:]
        case SigningForm.ON_BEHALF:
            return (marks.on_behalf + authority,), titles
        case SigningForm.FOR_HEAD:
            return (marks.for_head + authority,), titles
        case SigningForm.BY_ORDER:
            return (marks.by_order + authority,), titles
        case SigningForm.AUTHORISED:
            if marks.authorised is None:
                raise ValueError("Văn bản của Đảng không có hình thức thừa uỷ quyền (TUQ); hãy dùng thừa lệnh (T/L).")
            return (marks.authorised + authority,), titles


def enacting_word(document: OutgoingDocument) -> str:
    """Return the line that opens what is decided."""
    return "QUYẾT NGHỊ" if document.kind is Kind.RESOLUTION else "QUYẾT ĐỊNH"


def heading_text(heading: Heading, profile: Profile) -> str:
    """Return a heading on one line with the profile's mark after its number: `I- …` or `I. …`, `Điều 1. …`."""
    number = (heading.number or "").rstrip(".-) ")
    if not number:
        return heading.text
    match heading.level:
        case Level.ARTICLE:
            return f"Điều {number}. {heading.text}"
        case Level.ROMAN:
            return f"{number}{profile.heading_roman_mark} {heading.text if profile.is_party else heading.text.upper()}"
        case Level.PART | Level.CHAPTER | Level.SECTION:
            return f"{heading.level} {number}"
        case _:
            return f"{number}. {heading.text}"


def heading_run(heading: Heading, profile: Profile) -> Run:
    """Return the heading's line with its weight: `1.1.` is bold italic, all above it bold."""
    return Run(heading_text(heading, profile), bold=True, italic=heading.level is Level.DECIMAL)


def runs_of(text: str | tuple[Run, ...]) -> tuple[Run, ...]:
    """Return the pieces of a paragraph."""
    return (Run(text),) if isinstance(text, str) else text


def narrative_runs(narrative: Narrative) -> list[tuple[Run, ...]]:
    """Return each collected paragraph; the last of a body's paragraphs names the body in brackets."""
    return [
        (Run(f"- {without_end(entry.text)} "), Run(f"(theo báo cáo của {entry.source})", italic=True), Run("."))
        if entry.source
        else (Run(f"- {without_end(entry.text)}."),)
        for entry in narrative.paragraphs
    ]


def ended(body: tuple, profile: Profile) -> tuple:
    """Return the body whose last paragraph ends with the profile's final mark (`.` or `./.`).

    A body that ends with a table or a heading is returned as it is: there is no sentence to end.
    """
    if not body or not isinstance(body[-1], Paragraph | ListItem):
        return body
    last = body[-1]
    runs = runs_of(last.text)
    closed = (*runs[:-1], Run(without_end(runs[-1].text) + profile.final_mark, runs[-1].bold, runs[-1].italic))
    changed = Paragraph(closed) if isinstance(last, Paragraph) else ListItem(closed, last.marker)
    return (*body[:-1], changed)


def annex_number(place: int, count: int, profile: Profile) -> str:
    """Return the line over an annex's title: `Phụ lục`, or `Phụ lục 2` and `Phụ lục II` where there are several."""
    if count < 2:
        return "Phụ lục"
    return f"Phụ lục {place if profile.annex_numbers == 'arabic' else roman(place)}"


def annex_reference(annex: Annex, document: OutgoingDocument, profile: Profile) -> str:
    """Return the line under an annex's title: as given, else the document itself (number and symbol, date, issuer).

    What is still open leaves room; it is filled when the document is printed again with its number and date.
    """
    if annex.reference is not None:
        return annex.reference
    named = full_reference(
        profile, document.kind, document.number, document.symbol, document.date, document.issuer.name
    )
    return f"Kèm theo {named}"


def roman(value: int) -> str:
    """Return 1 → I … 39 → XXXIX; more annexes than that go on in tens of X."""
    out = ""
    for amount, letters in _ROMAN:
        out += letters * (value // amount)
        value %= amount
    return out


def urgency_word(document: OutgoingDocument, profile: Profile) -> str:
    """Return KHẨN, THƯỢNG KHẨN or HOẢ TỐC in the spelling of the document."""
    return spell(str(document.urgency), spelling_of(document, profile))
