"""What a reorganisation means to targets: a whole successor takes them over; divided ones are left to a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from nhipcau.ids import new_id
from nhipcau.organisations.access import Actor
from nhipcau.organisations.reorganising import LeftOpen, Plan
from nhipcau.organisations.reorganising.consequences import Carried, Foreseen
from nhipcau.reports.models import AcrossBodies, Target

_AT_ONCE = 500
_Place = tuple[object, object, str, date, date]


class Targets:
    """The part of targets in a reorganisation.

    Targets of bodies that went whole into one other stand, from the day on, at the successor: one as it is, several of
    one indicator and time added up where the indicator may be added over bodies. All else is listed.
    """

    def foresee(self, plan: Plan) -> tuple[Sequence[Foreseen], Sequence[LeftOpen]]:
        """Return how many targets are carried to successors, and which a person has to decide about."""
        carried, left_open = _sorted(plan)
        count = sum(len(rows) for rows in carried.values())
        text = _("chuyển sang đơn vị kế thừa; cùng chỉ tiêu, cùng thời gian thì cộng lại")
        return ([Foreseen(_("chỉ tiêu đang giao"), count, text)] if count else []), left_open

    def carry(self, plan: Plan, *, by: Actor | None, now: datetime) -> Carried:
        """End the targets of bodies that went whole, and set them at the successor."""
        carried, left_open = _sorted(plan)
        reason = _("Sắp xếp đơn vị từ ngày %(day)s, %(document)s") % {
            "day": plan.day.strftime("%d/%m/%Y"), "document": plan.document,
        }  # fmt: skip
        for place, rows in carried.items():
            Target.objects.filter(pk__in=[row.pk for row in rows]).update(ended_at=now, end_reason=reason[:500])
            new = _successor_of(rows, place[0], now, by)
            new.save(force_insert=True)
            Target.objects.filter(pk=rows[0].pk).update(replaced_by=new)
        counts = {"targets_carried": sum(len(rows) for rows in carried.values())}
        return Carried(counts | {"targets_left_open": len(left_open)}, tuple(left_open))


def _sorted(plan: Plan) -> tuple[dict[_Place, list[Target]], list[LeftOpen]]:
    """Return the targets to carry by their new place, and those that a person must decide about. Few queries."""
    found = plan.fates
    touched = [key for key in [*found.became, *found.ended] if key in found.state.bodies]
    carried: dict[_Place, list[Target]] = defaultdict(list)
    left_open: list[LeftOpen] = []
    for row in _in_force(touched, plan.day):
        if found.is_whole(row.body_id):
            heir = found.became[row.body_id][0].successor
            carried[heir, row.indicator_id, row.breakdown, row.start, row.end].append(row)
        else:
            left_open.append(_open(plan, row, _("đơn vị chia tách hoặc không có kế thừa, hãy giao lại")))
    heirs = [heir for heir, *_rest in carried if heir in found.state.bodies]
    for row in _in_force(heirs, plan.day):  # what a successor that was there before has of its own
        place = (row.body_id, row.indicator_id, row.breakdown, row.start, row.end)
        if place in carried:
            carried[place].append(row)
    for place, rows in list(carried.items()):
        if len(rows) > 1 and not _may_be_added(rows):
            left_open += [_open(plan, row, _("không cộng được với chỉ tiêu của đơn vị cùng nhập")) for row in rows]
            del carried[place]
    return dict(carried), left_open


def _in_force(bodies: Sequence[object], day: date) -> Iterable[Target]:
    for start in range(0, len(bodies), _AT_ONCE):
        rows = Target.objects.filter(body__in=bodies[start : start + _AT_ONCE], ended_at=None, end__gte=day)
        yield from rows.select_related("indicator").order_by("pk")


def _may_be_added(rows: Sequence[Target]) -> bool:
    alike = len({(row.direction, row.programme_id, row.baseline is None) for row in rows}) == 1
    return alike and rows[0].indicator.across == AcrossBodies.SUM


def _successor_of(rows: Sequence[Target], heir: UUID, now: datetime, by: Actor | None) -> Target:
    first = rows[0]
    baselines = [row.baseline for row in rows if row.baseline is not None]
    return Target(
        id=new_id(), programme_id=first.programme_id, stage_id=first.stage_id, indicator_id=first.indicator_id,
        breakdown=first.breakdown, body_id=heir, start=first.start, end=first.end, direction=first.direction,
        value=sum(row.value for row in rows), baseline=sum(baselines) if baselines else None,
        document_id=first.document_id, clause=first.clause, shared_from_id=first.shared_from_id,
        set_by_body_id=first.set_by_body_id, set_at=now, set_by_id=by.user.pk if by else first.set_by_id,
    )  # fmt: skip


def _open(plan: Plan, row: Target, why: str) -> LeftOpen:
    unit = plan.fates.state.unit(row.body_id)
    text = _("Chỉ tiêu “%(indicator)s” của “%(body)s”: %(why)s.")
    said = {"indicator": row.indicator.name, "body": unit.label if unit else "?", "why": why}
    return LeftOpen("target", row.body_id, text % said)
