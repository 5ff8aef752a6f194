"""Bodies: created, changed (a span closes, the next opens), ended, succeeded. Nothing is overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from nhipcau.audit.actions import record
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.organisations.actions.lines import rebuild_closure
from nhipcau.organisations.events import Event
from nhipcau.organisations.models import (
    FocalUnit,
    GroupMember,
    Level,
    Line,
    Locality,
    Organisation,
    OrganisationKind,
    OrganisationSpan,
    Programme,
    Succession,
)
from nhipcau.text import fold


class SpanRefused(ValueError):
    """The day does not fit what is recorded; the text says which day would."""


class AlreadySucceeded(ValueError):
    """This succession is recorded already."""


@dataclass(frozen=True)
class BodyFacts:
    """What is true of a body for a span of days."""

    name: str
    short_name: str
    kind: OrganisationKind
    level: Level
    rank: int
    symbol: str = ""
    parent: Organisation | None = None
    locality: Locality | None = None
    place: str = ""
    code: str = ""
    has_seal: bool = True

    def span(
        self, body: Organisation, *, now: datetime, valid_from: date | None = None, valid_until: date | None = None
    ) -> OrganisationSpan:
        """Return the row of these facts, not saved yet, with its folded names."""
        return OrganisationSpan(
            organisation=body, valid_from=valid_from, valid_until=valid_until, recorded_at=now,
            folded=fold(self.name)[:300], folded_short=fold(self.short_name)[:120],
            **{name: getattr(self, name) for name in _FACTS},
        )  # fmt: skip

    def for_trail(self) -> dict[str, object]:
        """Return the facts as JSON values."""
        rows = {"parent": self.parent, "locality": self.locality}
        return {name: str(rows[name].pk) if rows.get(name) else value for name, value in asdict_flat(self).items()}


_FACTS = tuple(BodyFacts.__dataclass_fields__)


def asdict_flat(facts: BodyFacts) -> dict[str, object]:
    """Return the plain values of the facts; rows are left out as None."""
    return {name: None if isinstance(value := getattr(facts, name), models.Model) else value for name in _FACTS}


def facts_of(span: OrganisationSpan) -> BodyFacts:
    """Return the facts that a row holds, to change some of them with `dataclasses.replace`."""
    return BodyFacts(**{name: getattr(span, name) for name in _FACTS})


@transaction.atomic
def create_body(facts: BodyFacts, *, by: Actor, now: datetime, valid_from: date | None = None) -> Organisation:
    """Create a body that exists from `valid_from` (None: since always). Raises `access.Denied`."""
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    body = Organisation.objects.create()
    facts.span(body, now=now, valid_from=valid_from).save(force_insert=True)
    record(Event.BODY_CREATED, about=body, by=acting, at=now, details=_trail(facts, valid_from))
    return body


@transaction.atomic
def change_body(
    body: Organisation, facts: BodyFacts, *, by: Actor, now: datetime, from_day: date, document: str = ""
) -> OrganisationSpan:
    """From `from_day` on the body is as `facts` say; what it was before stays. Gives the new row.

    Raises SpanRefused where `from_day` is not after the day on which the present row began, or the body has ended.
    """
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    present = _present(body, from_day)
    until = present.valid_until
    _close(present, from_day)
    span = facts.span(body, now=now, valid_from=from_day, valid_until=until)
    span.save(force_insert=True)
    record(Event.BODY_CHANGED, about=body, by=acting, at=now, details={**_trail(facts, from_day), "document": document})
    return span


@transaction.atomic
def end_body(body: Organisation, *, by: Actor, now: datetime, on_day: date, document: str = "") -> None:
    """End a body: from `on_day` on it exists no more, and neither do its lines, memberships and focal units.

    Posts stay, so that its people keep the history until they hold a post in the successor.
    """
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    _close(_present(body, on_day), on_day)
    touched = _end_relations(body, on_day)
    for programme in Programme.objects.filter(pk__in=touched):
        rebuild_closure(programme)
    record(
        Event.BODY_ENDED, about=body, by=acting, at=now, details={"on_day": on_day.isoformat(), "document": document}
    )


@transaction.atomic
def succeed(
    predecessor: Organisation,
    successor: Organisation,
    *,
    by: Actor,
    now: datetime,
    on_day: date,
    document: str = "",
    share: int | None = None,
) -> Succession:
    """Say what a body became on `on_day`; `share` is the part in 1/10,000 where it was divided.

    The successor inherits the history. Raises AlreadySucceeded.
    """
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    if Succession.objects.filter(predecessor=predecessor, successor=successor, on_day=on_day).exists():
        raise AlreadySucceeded(_("Việc kế thừa này đã được ghi. Không cần ghi lại."))
    if predecessor.pk in access.predecessors_of(successor.pk, on=date.max) - {successor.pk}:
        raise AlreadySucceeded(_("Cơ quan này đã được ghi là tiền thân của cơ quan kia."))
    if successor.pk in access.predecessors_of(predecessor.pk, on=date.max):
        raise SpanRefused(_("Một cơ quan không thể kế thừa cơ quan do chính nó lập ra. Hãy chọn lại chiều kế thừa."))
    row = Succession.objects.create(
        predecessor=predecessor, successor=successor, on_day=on_day, document=document, share=share, recorded_at=now
    )
    for programme in Programme.objects.filter(closure__lower__in=[predecessor.pk, successor.pk]).distinct():
        rebuild_closure(programme)
    details = {"successor": str(successor.pk), "on_day": on_day.isoformat(), "document": document, "share": share}
    record(Event.BODY_SUCCEEDED, about=predecessor, by=acting, at=now, details=details)
    return row


def _present(body: Organisation, day: date) -> OrganisationSpan:
    span = OrganisationSpan.objects.on(day).filter(organisation=body).select_for_update().first()
    if span is None:
        raise SpanRefused(_("Cơ quan này không tồn tại vào ngày đã chọn. Hãy chọn ngày khác."))
    return span


def _close(span: OrganisationSpan, day: date) -> None:
    if span.valid_from is not None and span.valid_from >= day:
        raise SpanRefused(
            _("Ngày thay đổi phải sau ngày %(day)s, là ngày bắt đầu của dòng hiện nay.")
            % {"day": span.valid_from.strftime("%d/%m/%Y")}
        )
    span.valid_until = day
    span.save(update_fields=["valid_until"])


def _end_relations(body: Organisation, day: date) -> set[object]:
    """Close what holds on `day`; what would only begin later never begins. Gives the programmes whose lines changed."""
    lines = Line.objects.filter(models.Q(lower=body) | models.Q(upper=body))
    touched = set(lines.values_list("programme_id", flat=True))
    rows = (
        lines,
        GroupMember.objects.filter(organisation=body),
        FocalUnit.objects.filter(models.Q(unit=body) | models.Q(member=body)),
    )
    for queryset in rows:
        queryset.filter(valid_from__gte=day).delete()
        queryset.filter(models.Q(valid_until=None) | models.Q(valid_until__gt=day)).update(valid_until=day)
    return touched


def _trail(facts: BodyFacts, valid_from: date | None) -> dict[str, object]:
    return {**facts.for_trail(), "valid_from": valid_from.isoformat() if valid_from else None}
