"""Documents for tests: a text put together from clauses, with its reading and every span in its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from nhipcau.documents.models import Direction, Document
from nhipcau.organisations.models import Role
from tests.cast import NOW, Cast
from vanban import (
    Assignment,
    Body,
    Confidence,
    DueKind,
    DutyKind,
    Every,
    Item,
    OwnerSource,
    Reading,
    Recurrence,
    Span,
)


@dataclass(frozen=True)
class Duty:
    """One duty of a paper, as a test says it."""

    clause: str
    text: str
    owners: tuple[str, ...]
    kind: str = "report"
    due: date | None = None
    due_kind: str | None = None
    every: tuple[str, ...] = ()
    before_day: int | None = None
    to: str | None = None
    via: str | None = None
    as_of: date | None = None


# A steering committee's notice in the manner of such committees, about an invented district.
NOTICE = (
    Duty("1.1", "Tiếp tục quán triệt, triển khai thực hiện có hiệu quả Kế hoạch của cấp trên.",
         ("các cơ quan, ban, ngành cấp huyện", "Ban Chỉ đạo Cuộc vận động các xã, thị trấn"), "standing"),
    Duty("1.3", "Rà soát, báo cáo thống kê các mô hình không phát huy hiệu quả; hoàn thành, gửi về Ban Chỉ đạo Cuộc "
         "vận động huyện (qua Ủy ban MTTQ Việt Nam huyện) trước ngày 31/7/2023.",
         ("các cơ quan, ban, ngành cấp huyện", "Ban Chỉ đạo Cuộc vận động các xã, thị trấn"), "report",
         date(2023, 7, 31), "before", to="Ban Chỉ đạo Cuộc vận động huyện", via="Ủy ban MTTQ Việt Nam huyện"),
    Duty("1.4", "chế độ báo cáo định kỳ hàng quý theo quy định (trước ngày 07 của tháng cuối quý)",
         ("các cơ quan, ban, ngành cấp huyện", "Ban Chỉ đạo Cuộc vận động các xã, thị trấn"), "report",
         every=("quarter",), before_day=7),
    Duty("1.4", "đồng thời, có báo cáo giải trình và gửi về Ban Chỉ đạo Cuộc vận động huyện (qua Ủy ban MTTQ Việt Nam "
         "huyện) trước ngày 20/7/2023.",
         ("các cơ quan, đơn vị",), "report", date(2023, 7, 20), "before", to="Ban Chỉ đạo Cuộc vận động huyện",
         via="Ủy ban MTTQ Việt Nam huyện"),
    Duty("2.2", "Đánh giá sơ bộ kết quả thực hiện chỉ tiêu được giao (mốc thời gian đánh giá tính đến ngày 30/6/2023).",
         ("Đẳng ủy", "BCD Cuộc vận động các xã, thị trấn"), "action", as_of=date(2023, 6, 30)),
    Duty("2.2", "Hoàn thành, gửi báo cáo kết quả đánh giá về BCD Cuộc vận động huyện (qua Ủy ban MTTQ Việt Nam huyện) "
         "trước ngày 31/7/2023.",
         ("Đẳng ủy", "BCD Cuộc vận động các xã, thị trấn"), "report", date(2023, 7, 31), "before",
         to="BCD Cuộc vận động huyện", via="Ủy ban MTTQ Việt Nam huyện"),
    Duty("4.1", "chủ trì tổ chức cho các địa phương, đơn vị đến tham quan, học hỏi kinh nghiệm trong tháng 8/2023.",
         ("UBND huyện",), "action", date(2023, 8, 31), "within"),
    Duty("4.3", "Hoàn thành, báo cáo kết quả thực hiện về BCD Cuộc vận động huyện (qua Ủy ban MTTQ Việt Nam huyện) "
         "trước ngày 07/9/2023.",
         ("UBND huyện",), "report", date(2023, 9, 7), "before", to="BCD Cuộc vận động huyện",
         via="Ủy ban MTTQ Việt Nam huyện"),
    Duty("5", "Báo cáo kết quả rà soát về Ban Chỉ đạo Cuộc vận động huyện (qua Ủy ban MTTQ Việt Nam huyện) trước ngày "
         "31/7/2023 để theo dõi, chỉ đạo.",
         ("Các tổ chức chính trị - xã hội huyện",), "report", date(2023, 7, 31), "before",
         to="Ban Chỉ đạo Cuộc vận động huyện", via="Ủy ban MTTQ Việt Nam huyện"),
)  # fmt: skip

LETTER = (
    Duty("0", "đề nghị các cơ quan, đơn vị, địa phương quan tâm triển khai thực hiện và báo cáo kết quả định kỳ 06 "
         "tháng, 01 năm để Ban Dân vận Huyện ủy tổng hợp báo cáo cho Huyện ủy.",
         ("các cơ quan, đơn vị, địa phương",), "report", every=("half-year", "year"), to="Ban Dân vận Huyện ủy"),
)  # fmt: skip


def reading_of(duties: tuple[Duty, ...], head: str = "THÔNG BÁO\n\n") -> Reading:
    """Return the reading of a text made of these duties, each behind its owners."""
    text, assignments = head, []
    for duty in duties:
        bodies = []
        for name in duty.owners:
            bodies.append(Body(name, Span(len(text), len(text) + len(name))))
            text += name + ", "
        text = text.removesuffix(", ") + ": "
        start = len(text)
        text += duty.text
        here = Span(start, len(text))
        assignments.append(_assignment(duty, here, tuple(bodies)))
        text += "\n\n"
    return Reading(text=text, assignments=tuple(assignments))


def _assignment(duty: Duty, here: Span, bodies: tuple[Body, ...]) -> Assignment:
    return Assignment(
        clause=duty.clause,
        text=duty.text,
        span=here,
        owners=bodies,
        owner_source=OwnerSource.HEADING,
        coordinators=(),
        due=duty.due,
        due_kind=DueKind(duty.due_kind) if duty.due_kind else None,
        recurrence=tuple(
            Recurrence(Every(every), duty.before_day, of="last-month" if duty.before_day else None)
            for every in duty.every
        ),
        deadline=None,
        deliver_to=Item(duty.to, here) if duty.to else None,
        via=Item(duty.via, here) if duty.via else None,
        kind=DutyKind(duty.kind),
        as_of=duty.as_of,
        confidence=Confidence.SURE,
    )


def register(
    cast: Cast,
    duties: tuple[Duty, ...] = NOTICE,
    *,
    issuer: str = "committee",
    body: str | None = None,
    on: date = date(2023, 7, 12),
    addressees: tuple[str, ...] = (),
    number: str = "3-TB/BCĐ",
    at: datetime = NOW,
) -> Document:
    """Put a document with these duties into the register of `body` (default: the issuer's own, as outgoing)."""
    reading = reading_of(duties)
    own = cast.bodies[body or issuer]
    document = Document.objects.create(
        direction=Direction.OUT if body is None else Direction.IN,
        body=own,
        type="thông báo",
        number=number,
        date=on,
        issuer=cast.bodies[issuer],
        programme=cast.programme,
        subject="kết luận hội nghị giao ban",
        text=reading.text,
        reading=reading.to_dict(),
        registered_at=at,
        registered_by=cast.user_of(own, Role.CLERK),
    )
    for position, text in enumerate(addressees):
        document.parties.create(kind="addressee", position=position, text=text)
    return document


def keys(cast: Cast, ids: object) -> set[str]:
    """Return the cast's names of these bodies."""
    by_id: dict[UUID, str] = {body.pk: key for key, body in cast.bodies.items()}
    return {by_id[key] for key in ids}  # type: ignore[attr-defined]
