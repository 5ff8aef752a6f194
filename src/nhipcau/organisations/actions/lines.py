"""Lines of reporting, and the closure that the gate reads, rebuilt in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from nhipcau.audit.actions import record
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.organisations.closure import Became, Below, ReportsTo, closure, inherited
from nhipcau.organisations.events import Event
from nhipcau.organisations.models import (
    Line,
    LineClosure,
    LineRole,
    Organisation,
    OrganisationSpan,
    Programme,
    Succession,
)


class LineExists(ValueError):
    """The same line holds on some of these days already."""


@transaction.atomic
def set_line(
    programme: Programme,
    *,
    lower: Organisation,
    upper: Organisation,
    role: LineRole,
    by: Actor,
    now: datetime,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Line:
    """Say what `upper` is to `lower` in a programme for a span (the end excluded), and rebuild the closure.

    Raises LineExists where the same line holds on some of these days, `closure.LineCycle` where a body would report
    to itself.
    """
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    Programme.objects.select_for_update().get(pk=programme.pk)
    same = Line.objects.filter(programme=programme, lower=lower, upper=upper, role=role)
    for other in same:
        ends_before = other.valid_until is not None and valid_from is not None and other.valid_until <= valid_from
        begins_after = other.valid_from is not None and valid_until is not None and valid_until <= other.valid_from
        if not (ends_before or begins_after):
            raise LineExists(_("Quan hệ này đã có trong thời gian đã chọn. Hãy kết thúc quan hệ cũ trước."))
    line = Line.objects.create(
        programme=programme, lower=lower, upper=upper, role=role, valid_from=valid_from, valid_until=valid_until,
        recorded_at=now,
    )  # fmt: skip
    rebuild_closure(programme)
    record(Event.LINE_SET, about=programme, by=acting, at=now, details=_details(line))
    return line


@transaction.atomic
def set_lines(
    programme: Programme,
    *,
    lowers: Iterable[Organisation],
    upper: Organisation,
    role: LineRole,
    by: Actor,
    now: datetime,
    valid_from: date,
) -> int:
    """Set the same line for several bodies at once, from `valid_from` on; return how many were new.

    Who has this line on that day or later already is left as he is, and `upper` itself is left out. Raises
    `closure.LineCycle` and then sets none.
    """
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    Programme.objects.select_for_update().get(pk=programme.pk)
    same = Line.objects.filter(programme=programme, upper=upper, role=role)
    held = set(same.exclude(valid_until__lte=valid_from).values_list("lower_id", flat=True))
    fresh = [body for body in dict.fromkeys(lowers) if body.pk not in held and body.pk != upper.pk]
    Line.objects.bulk_create(
        Line(programme=programme, lower=body, upper=upper, role=role, valid_from=valid_from, recorded_at=now)
        for body in fresh
    )
    rebuild_closure(programme)
    if fresh:
        details = {
            "lowers": [str(body.pk) for body in fresh], "upper": str(upper.pk), "role": str(role),
            "valid_from": valid_from.isoformat(),
        }  # fmt: skip
        record(Event.LINE_SET, about=programme, by=acting, at=now, details=details)
    return len(fresh)


@transaction.atomic
def end_line(line: Line, *, on_day: date, by: Actor, now: datetime) -> None:
    """End a line: from `on_day` on it holds no more. A line that had not begun by then is taken away."""
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    Programme.objects.select_for_update().get(pk=line.programme_id)
    details = {**_details(line), "on_day": on_day.isoformat()}
    if line.valid_from is not None and line.valid_from >= on_day:
        line.delete()
    else:
        line.valid_until = on_day
        line.save(update_fields=["valid_until"])
    rebuild_closure(line.programme)
    record(Event.LINE_ENDED, about=line.programme, by=acting, at=now, details=details)


@transaction.atomic
def rebuild_closure(programme: Programme) -> int:
    """Write again who stands below whom in a programme; return how many rows. Raises `closure.LineCycle`.

    What a body did before it became another is seen from above its heir, and what a body did that ended without one
    from above the place that it had: a reorganisation cuts no history.
    """
    lines = Line.objects.filter(programme=programme, role=LineRole.REPORTS_TO)
    rows = closure(ReportsTo(*row) for row in lines.values_list("lower_id", "upper_id", "valid_from", "valid_until"))
    became = Succession.objects.values_list("predecessor_id", "successor_id", "on_day")
    rows += inherited(rows, (Became(*step) for step in became), _ended())
    LineClosure.objects.filter(programme=programme).delete()
    _write(programme, rows)
    return len(rows)


def _write(programme: Programme, rows: Iterable[Below]) -> None:
    """Insert rows of the closure, in bare SQL: a country has 60,000, and objects cost ten times the writing."""
    to_key = LineClosure._meta.get_field("lower").target_field.get_db_prep_value
    to_day = connection.ops.adapt_datefield_value
    own = to_key(programme.pk, connection)
    columns = "programme_id, lower_id, upper_id, depth, valid_from, valid_until"
    values = []
    for row in rows:
        bodies = (to_key(body, connection) for body in (row.lower, row.upper))
        values.append((own, *bodies, row.depth, to_day(row.valid_from), to_day(row.valid_until)))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {LineClosure._meta.db_table} ({columns}) VALUES (%s, %s, %s, %s, %s, %s)", values
        )


def _ended() -> dict[UUID, date]:
    """Return the bodies that are at an end, with the first day on which each was no more."""
    lasting = OrganisationSpan.objects.filter(organisation=OuterRef("organisation"), valid_until=None)
    rows = OrganisationSpan.objects.filter(~Exists(lasting)).values_list("organisation_id", "valid_until")
    last: dict[UUID, date] = {}
    for body, until in rows:
        last[body] = max(until, last.get(body, until))
    return last


def _details(line: Line) -> dict[str, object]:
    return {
        "lower": str(line.lower_id),
        "upper": str(line.upper_id),
        "role": str(line.role),
        "valid_from": line.valid_from.isoformat() if line.valid_from else None,
        "valid_until": line.valid_until.isoformat() if line.valid_until else None,
    }
