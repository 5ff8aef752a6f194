"""What a reorganisation means to duties: who answers from the next period on, who receives, what stays open.

Rows of duties are not rewritten. A successor answers for its predecessor when the next period opens (`opening`), and
by the gate it receives what was owed to its predecessor and finishes what its predecessor had open. Only what nobody
can take over is left to a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from nhipcau.obligations.models import Obligation, Occurrence, Owner
from nhipcau.organisations.access import Actor
from nhipcau.organisations.reorganising import LeftOpen, Plan
from nhipcau.organisations.reorganising.consequences import Carried, Foreseen

_AT_ONCE = 500


def receivers(day: date) -> Iterable[UUID]:
    """Return the bodies to whom, or through whom, duties in force on a day are owed. One query."""
    for pair in _in_force(day).values_list("recipient", "via").distinct():
        yield from (body for body in pair if body)


class Duties:
    """The part of duties in a reorganisation."""

    def foresee(self, plan: Plan) -> tuple[Sequence[Foreseen], Sequence[LeftOpen]]:
        """Return what becomes of duties and of what is open."""
        found = plan.fates
        over = [key for key in [*found.became, *found.ended] if key in found.state.bodies and found.is_over(key)]
        owing = _owning(over, plan.day)
        divided = sum(len(found.successors(owner)) > 1 for owner in owing)
        alone = sum(found.heir(owner) is None for owner in owing)
        received = [row for row in _received(over, plan.day) if found.heir(row.recipient_id) is not None]
        lines = [
            Foreseen(_("nhiệm vụ của đơn vị có kế thừa"), len(owing) - divided - alone, _(
                "đơn vị kế thừa thực hiện từ kỳ sau")),
            Foreseen(_("nhiệm vụ của đơn vị chia tách"), divided, _("từng đơn vị kế thừa thực hiện từ kỳ sau")),
            Foreseen(_("nhiệm vụ của đơn vị không có kế thừa"), alone, _("không mở kỳ mới")),
            Foreseen(_("nhiệm vụ gửi về đơn vị đã kết thúc"), len(received), _("đơn vị kế thừa nhận")),
            Foreseen(_("kỳ thực hiện còn hạn"), _open_count(over, plan.day), _(
                "giữ tên đơn vị cũ; người của đơn vị kế thừa làm nốt")),
        ]  # fmt: skip
        return [line for line in lines if line.count], self._left_open(plan, over)

    def carry(self, plan: Plan, *, by: Actor | None, now: datetime) -> Carried:
        """Write nothing: see above. Gives what is left to a person."""
        found = plan.fates
        over = [key for key in [*found.became, *found.ended] if key in found.state.bodies and found.is_over(key)]
        return Carried({"duties_left_open": len(left := self._left_open(plan, over))}, tuple(left))

    def _left_open(self, plan: Plan, over: Sequence[object]) -> list[LeftOpen]:
        found = plan.fates
        text = _("Nhiệm vụ “%(title)s”: nơi nhận “%(body)s” không còn và không ai tiếp nhận. Hãy kết thúc nhiệm vụ.")
        return [
            LeftOpen("duty", row.recipient_id, text % {"title": row.title, "body": _name(plan, row.recipient_id)})
            for row in _received(over, plan.day)
            if found.heir(row.recipient_id) is None
        ]


def _in_force(day: date) -> QuerySet[Obligation]:
    return Obligation.objects.filter(Q(ends_on=None) | Q(ends_on__gt=day), restates=None)


def _owning(over: Sequence[object], day: date) -> list[UUID]:
    """Return the ended owners of duties in force, one for each duty."""
    found: list[UUID] = []
    for keys in _chunks(over):
        rows = Owner.objects.filter(organisation__in=keys, obligation__in=_in_force(day))
        found += rows.values_list("organisation_id", flat=True)
    return found


def _received(over: Sequence[object], day: date) -> list[Obligation]:
    return [row for keys in _chunks(over) for row in _in_force(day).filter(recipient__in=keys).order_by("pk")]


def _open_count(over: Sequence[object], day: date) -> int:
    rows = Occurrence.objects.filter(withdrawn_at=None, done_at=None, last_day__gte=day)
    return sum(rows.filter(body__in=keys).count() for keys in _chunks(over))


def _chunks(keys: Sequence[object]) -> Iterable[Sequence[object]]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))


def _name(plan: Plan, key: object) -> str:
    unit = plan.fates.state.unit(key)
    return unit.label if unit else "?"
