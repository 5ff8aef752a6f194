"""The dated rules of layout, read from `data/profiles.toml`: which profile holds for a document of a given day."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Literal

from nhipcau.drafting.content import Kind, OutgoingDocument, Spelling


class NoProfile(LookupError):
    """No rule of layout is known for that day; the message tells the office what to do."""


@dataclass(frozen=True)
class TextStyle:
    """How an element is set: size in points, weight, slope, underline."""

    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False


@dataclass(frozen=True)
class Styles:
    """The style of each element of a document."""

    title: TextStyle
    parent: TextStyle
    issuer: TextStyle
    star: TextStyle
    number: TextStyle
    date: TextStyle
    kind: TextStyle
    subject: TextStyle
    letter_subject: TextStyle
    addressee_label: TextStyle
    addressee: TextStyle
    grounds: TextStyle
    body: TextStyle
    part: TextStyle
    authority: TextStyle
    office: TextStyle
    kiem: TextStyle
    signer_name: TextStyle
    recipients_label: TextStyle
    recipient: TextStyle
    drafter_mark: TextStyle
    annex_number: TextStyle
    annex_title: TextStyle
    annex_reference: TextStyle
    urgency: TextStyle
    circulation: TextStyle
    draft_mark: TextStyle
    contact: TextStyle
    page_number: TextStyle
    table: TextStyle
    table_head: TextStyle
    motto: TextStyle | None = None


@dataclass(frozen=True)
class Page:
    """A4: margins and the page number's distance from the top edge, in millimetres."""

    top: float
    bottom: float
    left: float
    right: float
    number_from_edge: float

    @property
    def text_width(self) -> float:
        """The width between the margins of an upright page, in millimetres."""
        return 210.0 - self.left - self.right


@dataclass(frozen=True)
class BodyRule:
    """Line pitch (points if exact, else a multiple of single), gap between paragraphs (points), first line (mm)."""

    line_rule: Literal["exact", "multiple"]
    line: float
    gap: float
    indent: float


@dataclass(frozen=True)
class NumberRule:
    """How number and symbol are written; `letter` is the symbol of a công văn."""

    prefix: str
    join: str
    type_first: str
    letter: str


@dataclass(frozen=True)
class AuthorityRule:
    """The marks before the authority; `authorised` None: the rule has no such form."""

    on_behalf: str
    for_head: str
    by_order: str
    acting: str
    authorised: str | None = None


@dataclass(frozen=True)
class AddresseeRule:
    """Label, which kinds have it, marks after each and after the last of several."""

    label: str
    proposal_label: str
    kinds: tuple[Kind, ...]
    mark: str
    last_mark: str
    is_label_on_own_line: bool


@dataclass(frozen=True)
class RecipientRule:
    """Marks of Nơi nhận, which kinds begin with "Như trên", and the form of the last line."""

    mark: str
    last_mark: str
    as_above: str
    as_above_kinds: tuple[Kind, ...]
    archive: str


@dataclass(frozen=True)
class GroundsRule:
    """The dash before each căn cứ, the mark after each and after the last."""

    dash: str
    mark: str
    last_mark: str


@dataclass(frozen=True)
class TypeAbbreviation:
    """The abbreviation of a type in the symbol."""

    kind: Kind
    abbreviation: str


@dataclass(frozen=True)
class Profile:
    """One rule of layout with the days for which it holds (`valid_until` excluded, None while in force)."""

    key: str
    name: str
    is_party: bool
    valid_from: date
    valid_until: date | None
    spelling: Spelling
    titles: tuple[str, ...]
    title_cell: float
    issuer_cell: float
    under_issuer: Literal["star", "rule"]
    under_subject: Literal["hyphens", "rule"]
    letter_subject_prefix: str
    letter_subject_before: float
    subject_starts_upper: bool
    final_mark: str
    annex_numbers: Literal["arabic", "roman"]
    contact_on: Literal["first", "last"]
    media_notice_at: Literal["block", "page"]
    heading_roman_mark: str
    signature_space: float
    page: Page
    body: BodyRule
    number: NumberRule
    authority: AuthorityRule
    addressees: AddresseeRule
    recipients: RecipientRule
    grounds: GroundsRule
    types: tuple[TypeAbbreviation, ...]
    styles: Styles

    def abbreviation(self, kind: Kind) -> str | None:
        """Return the abbreviation of a type, None where the rule gives none (a công văn of the State)."""
        return next((entry.abbreviation for entry in self.types if entry.kind is kind), None)


@cache
def all_profiles() -> tuple[Profile, ...]:
    """Return every profile of the data file, in its order."""
    raw = tomllib.loads(resources.files("nhipcau.drafting").joinpath("data/profiles.toml").read_text("utf-8"))
    return tuple(_build(key, _merged(raw, key)) for key in raw)


def by_key(key: str) -> Profile:
    """Return the profile `hd36`, `hd05` or `nd30`; raises NoProfile for another key."""
    for profile in all_profiles():
        if profile.key == key:
            return profile
    raise NoProfile(f"Không có thể thức “{key}”.")


def for_document(is_party: bool, on: date) -> Profile:
    """Return the profile for a document dated `on`; raises NoProfile for a day before the oldest rule known."""
    for profile in all_profiles():
        starts, ends = profile.valid_from, profile.valid_until
        if profile.is_party == is_party and starts <= on and (ends is None or on < ends):
            return profile
    raise NoProfile(f"Chưa có thể thức cho văn bản ngày {on:%d/%m/%Y}. Hãy kiểm tra lại ngày của văn bản.")


def of(document: OutgoingDocument) -> Profile:
    """Return the profile of a document by its issuer and its date, or the day of drafting while the date is open.

    Raises NoProfile where neither day is known or no rule held on that day.
    """
    on = document.date or document.drafted_on
    if on is None:
        raise NoProfile("Hãy nhập ngày ban hành hoặc ngày soạn thảo của văn bản.")
    return for_document(document.issuer.is_party, on)


def _merged(raw: dict, key: str) -> dict:
    """Return a profile's entries over those of the one it is based on, table by table."""
    own = raw[key]
    if "based_on" not in own:
        return own
    merged = dict(_merged(raw, own["based_on"]))
    for name, value in own.items():
        merged[name] = merged[name] | value if isinstance(value, dict) else value
    return merged


def _build(key: str, raw: dict) -> Profile:
    plain = {name: value for name, value in raw.items() if not isinstance(value, dict) and name != "based_on"}
    addressees, recipients = raw["addressees"], raw["recipients"]
    return Profile(
        **plain
        | {
            "key": key,
            "valid_until": raw.get("valid_until") or None,
            "spelling": Spelling(raw["spelling"]),
            "titles": tuple(raw["titles"]),
            "page": Page(**raw["page"]),
            "body": BodyRule(**raw["body"]),
            "number": NumberRule(**raw["number"]),
            "authority": AuthorityRule(**raw["authority"]),
            "addressees": AddresseeRule(**addressees | {"kinds": _kinds(addressees["kinds"])}),
            "recipients": RecipientRule(**recipients | {"as_above_kinds": _kinds(recipients["as_above_kinds"])}),
            "grounds": GroundsRule(**raw["grounds"]),
            "types": tuple(TypeAbbreviation(Kind(kind), short) for kind, short in raw["types"].items()),
            "styles": Styles(**{name: TextStyle(**style) for name, style in raw["styles"].items()}),
        }
    )


def _kinds(names: list[str]) -> tuple[Kind, ...]:
    return tuple(Kind(name) for name in names)
