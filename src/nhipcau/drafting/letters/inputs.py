"""What the builders of letters take: plain values that the caller has read from its own tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nhipcau.drafting.content import IssuerBlock, Signer, Spelling


@dataclass(frozen=True)
class Sender:
    """The office that drafts: what is the same in all that it issues.

    `abbreviation` is the issuer part of the symbol ("BCĐ", "UBND"); `unit` the drafting unit or field of a State
    letter ("DT"); `self_name` how the text names the office ("Ban Chỉ đạo Cuộc vận động huyện"); `recipients` go into
    every Nơi nhận after those of the case; `archive` follows "Lưu" ("Văn phòng Huyện uỷ", State: "VT, DT").
    """

    issuer: IssuerBlock
    abbreviation: str
    self_name: str
    place: str
    signer: Signer
    archive: str
    recipients: tuple[str, ...] = ()
    unit: str | None = None
    contact: str | None = None
    spelling: Spelling | None = None


@dataclass(frozen=True)
class Issue:
    """When and under what number a paper goes out. `drafted_on` chooses the profile while `date` is open."""

    drafted_on: date
    date: date | None = None
    number: int | None = None


@dataclass(frozen=True)
class Cited:
    """A document as one cites it. `number` is number and symbol as printed ("103-TB/BCĐ"), `kind` "Thông báo"."""

    kind: str
    number: str
    date: date
    issuer: str
    subject: str | None = None


@dataclass(frozen=True)
class Figure:
    """One figure as printed ("1.234", "33,3 %"), resting on `counted` of `expected` bodies; `is_estimate`: ước."""

    shown: str
    counted: int
    expected: int
    is_estimate: bool = False


@dataclass(frozen=True)
class IndicatorLine:
    """A line of the table of figures; None prints "chưa có số liệu". Lines with one `section` stand together."""

    name: str
    unit: str
    in_period: Figure | None
    cumulative: Figure | None
    same_period: Figure | None = None
    target: str | None = None
    section: str | None = None
    before: Figure | None = None  # the period before; its column is printed where any line has it
    stage: Figure | None = None  # from the start of the stage; likewise


@dataclass(frozen=True)
class ReportedBody:
    """A body that has reported: its report as cited ("Báo cáo số 12-BC/ĐU, ngày …"), the day it arrived."""

    name: str
    reference: str | None
    received_on: date
    note: str | None = None


@dataclass(frozen=True)
class Owed:
    """What a body owes: the clause ("điểm 2.2", None for the whole), the duty in words, the deadline as printed."""

    clause: str | None
    duty: str
    due_as_printed: str


@dataclass(frozen=True)
class MissingBody:
    """A body that has not reported, with what it owes and a note ("đã giải trình ngày …")."""

    name: str
    owed: Owed
    note: str | None = None
