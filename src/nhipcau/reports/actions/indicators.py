"""Indicators and breakdowns: made and changed by coordinators; what figures rest on keeps its meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from nhipcau.audit import actions as audit
from nhipcau.organisations.access import Actor
from nhipcau.organisations.models import Programme
from nhipcau.reports import coordinators
from nhipcau.reports.actions.events import Event
from nhipcau.reports.models import (
    AcrossBodies,
    Breakdown,
    BreakdownOption,
    Counted,
    Field,
    Figure,
    Indicator,
    IndicatorKind,
    OverTime,
    TableColumn,
)
from nhipcau.text import fold

UNITS = {
    IndicatorKind.MONEY: "đồng",
    IndicatorKind.RATIO: "%",
    IndicatorKind.YES_NO: "đơn vị",
    IndicatorKind.CHOICE: "đơn vị",
}
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class CodeTaken(ValueError):
    """Codes are for ever, and each for one thing."""

    def __init__(self, code: str) -> None:
        super().__init__(_("Mã “%(code)s” đã dùng. Hãy đặt mã khác.") % {"code": code})


class MeaningInUse(ValueError):
    """Figures rest on it: its meaning is not changed under them."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Chỉ số đã có số liệu hoặc biểu mẫu đã ban hành, nên không đổi đơn vị, loại, cách cộng. "
                "Hãy lập chỉ số mới nối tiếp chỉ số này."
            )
        )


class NotAnIndicator(ValueError):
    """Values that do not fit each other; the text says which."""


@dataclass(frozen=True)
class IndicatorValues:
    """What an indicator is, as its page gives it."""

    name: str
    unit: str
    code: str = ""
    kind: str = IndicatorKind.COUNT
    counted: str = Counted.OTHER
    across: str = AcrossBodies.SUM
    over_time: str = OverTime.SUM
    definition: str = ""
    numerator: UUID | None = None
    denominator: UUID | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    continues: UUID | None = None


_MEANING = ("unit", "kind", "counted", "across", "over_time", "numerator_id", "denominator_id")


@transaction.atomic
def make_indicator(programme: Programme, values: IndicatorValues, *, by: Actor, now: datetime) -> Indicator:
    """Make an indicator; without a code it is made from the name. Raises `access.Denied`, `CodeTaken`,
    `NotAnIndicator`."""
    acting = coordinators.require(programme, by)
    code = _new_code(values.code, values.name, Indicator)
    made = Indicator(programme=programme, code=code)
    _set(made, values)
    made.save()
    audit.record(Event.INDICATOR_MADE, about=made, by=acting, at=now, details={"code": code})
    return made


@transaction.atomic
def change_indicator(indicator: Indicator, values: IndicatorValues, *, by: Actor, now: datetime) -> None:
    """Change an indicator; its code stays, and where figures rest on it only words and span change.

    Raises `access.Denied`, `MeaningInUse`, `NotAnIndicator`.
    """
    acting = coordinators.require(indicator.programme, by)
    meant = {name: getattr(indicator, name) for name in _MEANING}
    used = is_used(indicator)
    _set(indicator, values)
    if used and any(getattr(indicator, name) != before for name, before in meant.items()):
        raise MeaningInUse
    indicator.save()
    audit.record(Event.INDICATOR_CHANGED, about=indicator, by=acting, at=now, details={"code": indicator.code})


def is_used(indicator: Indicator) -> bool:
    """Return whether figures or a published form rest on an indicator. At most three queries."""
    return (
        Figure.objects.filter(indicator=indicator).exists()
        or Field.objects.filter(indicator=indicator, version__published_at__isnull=False).exists()
        or TableColumn.objects.filter(indicator=indicator, field__version__published_at__isnull=False).exists()
    )


def _set(row: Indicator, values: IndicatorValues) -> None:
    unit = values.unit.strip() or UNITS.get(values.kind, "")
    if not values.name.strip() or not unit:
        raise NotAnIndicator(_("Hãy ghi tên và đơn vị tính."))
    is_ratio = values.kind == IndicatorKind.RATIO
    if is_ratio and (values.numerator is None or values.denominator is None):
        raise NotAnIndicator(_("Tỷ lệ cần hai chỉ số: tử số và mẫu số."))
    if values.valid_from and values.valid_until and values.valid_from >= values.valid_until:
        raise NotAnIndicator(_("Ngày thôi dùng phải sau ngày bắt đầu dùng."))
    across = values.across
    if is_ratio:
        across = AcrossBodies.RATIO
    elif across == AcrossBodies.RATIO:
        raise NotAnIndicator(_("Chỉ chỉ số loại tỷ lệ mới tính từ hai tổng."))
    row.name, row.unit, row.kind = values.name.strip(), unit, values.kind
    row.counted, row.across = values.counted, across
    row.over_time = _over_time(values)
    row.definition = values.definition.strip()
    row.numerator_id = values.numerator if is_ratio else None
    row.denominator_id = values.denominator if is_ratio else None
    row.valid_from, row.valid_until, row.continues_id = values.valid_from, values.valid_until, values.continues


def _over_time(values: IndicatorValues) -> str:
    """Return the rule over time; what was answered by yes, no or a choice is as it was last."""
    if values.kind == IndicatorKind.RATIO:
        return OverTime.RATIO
    return OverTime.LAST if values.kind in (IndicatorKind.YES_NO, IndicatorKind.CHOICE) else values.over_time


def _new_code(code: str, name: str, model: type[Indicator] | type[Breakdown]) -> str:
    wanted = code.strip()
    if wanted:
        if not CODE.fullmatch(wanted):
            raise NotAnIndicator(_("Mã gồm chữ thường không dấu, số và gạch nối, như “so-buoi”."))
        if model.objects.filter(code=wanted).exists():
            raise CodeTaken(wanted)
        return wanted
    stem = slug(name)[:34]
    taken = set(model.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return stem if stem not in taken else next(f"{stem}-{n}" for n in range(2, 10**6) if f"{stem}-{n}" not in taken)


def slug(name: str) -> str:
    """Return a code made from a name: “Số buổi” → `so-buoi`."""
    return "-".join(fold(name).split()) or "ma"


@transaction.atomic
def make_breakdown(
    programme: Programme,
    *,
    name: str,
    parts: Sequence[str],
    is_partition: bool,
    by: Actor,
    now: datetime,
    code: str = "",
) -> Breakdown:
    """Make a breakdown with its parts, by their names. Raises `access.Denied`, `CodeTaken`, `NotAnIndicator`."""
    acting = coordinators.require(programme, by)
    if not name.strip():
        raise NotAnIndicator(_("Hãy đặt tên phân tổ."))
    made = Breakdown.objects.create(
        programme=programme, name=name.strip(), code=_new_code(code, name, Breakdown), is_partition=is_partition
    )
    for part in parts:
        _add_part(made, part)
    audit.record(Event.BREAKDOWN_MADE, about=made, by=acting, at=now, details={"code": made.code})
    return made


@transaction.atomic
def add_part(breakdown: Breakdown, label: str, *, by: Actor, now: datetime) -> BreakdownOption:
    """Add a part to a breakdown. Raises `access.Denied`, `CodeTaken`, `NotAnIndicator`."""
    acting = coordinators.require(breakdown.programme, by)
    made = _add_part(breakdown, label)
    details = {"added": made.code}
    audit.record(Event.BREAKDOWN_CHANGED, about=breakdown, by=acting, at=now, details=details)
    return made


@transaction.atomic
def change_part(option: BreakdownOption, *, label: str, is_closed: bool, by: Actor, now: datetime) -> None:
    """Rename a part, close it or open it again; it is never deleted. Raises `access.Denied`, `NotAnIndicator`."""
    acting = coordinators.require(option.breakdown.programme, by)
    if not label.strip():
        raise NotAnIndicator(_("Hãy đặt tên mục."))
    BreakdownOption.objects.filter(pk=option.pk).update(label=label.strip()[:200], is_closed=is_closed)
    details = {"part": option.code, "closed": is_closed}
    audit.record(Event.BREAKDOWN_CHANGED, about=option.breakdown, by=acting, at=now, details=details)


def _add_part(breakdown: Breakdown, label: str) -> BreakdownOption:
    if not label.strip():
        raise NotAnIndicator(_("Hãy đặt tên mục."))
    code = slug(label)[:60]
    if breakdown.options.filter(code=code).exists():
        raise CodeTaken(code)
    last = breakdown.options.aggregate(top=Max("position"))["top"] or 0
    return BreakdownOption.objects.create(breakdown=breakdown, code=code, label=label.strip()[:200], position=last + 1)
