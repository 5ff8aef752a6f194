"""How occurrences stand: the facts that `rules` judges, for any number of occurrences in three queries; and the same
punctuality as a condition of the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Case, CharField, DateField, F, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncDate

from nhipcau import clock
from nhipcau.obligations import progress
from nhipcau.obligations.models import Explanation, Extension, Occurrence
from nhipcau.reports import rules
from nhipcau.reports.models import Version
from nhipcau.reports.rules import ExtensionFacts, Facts, Handling, Punctuality, VersionFacts

_EXTENDED_TO = 13  # the place of `extended_to` among the values of `stands`
FEW = 500  # occurrences that a query names one by one


@dataclass(frozen=True)
class Stand:
    """One occurrence with what is known about its report."""

    occurrence_id: UUID
    obligation_id: UUID
    rule_id: int | None
    body_id: UUID
    period_start: date
    period_end: date
    period_label: str
    printed_due: date | None
    facts: Facts
    on: date

    @cached_property
    def badge(self) -> rules.Badge:
        """Return the word of the board and what stands beside it."""
        return rules.badge(self.facts, on=self.on)

    @cached_property
    def timeliness(self) -> rules.Timeliness:
        """Return whether the report came in time."""
        return rules.punctuality(self.facts, on=self.on)

    @cached_property
    def handling(self) -> Handling:
        """Return where the report is."""
        return rules.handling(self.facts, on=self.on)

    @property
    def last_day(self) -> date | None:
        """Return the last day that is on time: the extension's where there is one."""
        return rules.effective_last_day(self.facts, on=self.on)

    @property
    def was_sent(self) -> bool:
        """Whether a complete report came."""
        return self.timeliness.filed_on is not None

    @property
    def is_expected(self) -> bool:
        """Whether the body counts among those that owe the report; who was exempted and sent it all the same does."""
        if self.timeliness.punctuality is Punctuality.NOT_EXPECTED:
            return False
        return self.badge.state is not rules.State.EXEMPT or self.was_sent

    @property
    def is_missing(self) -> bool:
        """Whether the last day has passed without a report, and nobody exempted the body."""
        return self.is_expected and self.timeliness.punctuality is Punctuality.MISSING


def stands(occurrences: QuerySet[Occurrence], *, on: date) -> list[Stand]:
    """Return how each occurrence of the queryset stands on the day `on`, in no order.

    Two queries, one more where somebody was given more time.
    """
    explained = Explanation.objects.filter(occurrence=OuterRef("pk")).order_by("explained_at").values("explained_at")
    rows = occurrences.annotate(explained_at=Subquery(explained[:1])).values_list(
        "pk", "obligation_id", "rule_id", "body_id", "period_start", "period_end", "period_label", "printed_due",
        "last_day", "withdrawn_at", "explained_at", "exemption__decided_at", "not_ours__answered_at",
        "extended_to", "withdrawn_reason",
        "obligation__via_id", "obligation__recipient_id",
    )  # fmt: skip
    found = list(rows.order_by())
    # Few are named one by one: cheaper to plan than the gate's condition a second time.
    few = [row[0] for row in found] if len(found) <= FEW else None
    versions = _versions_of(occurrences.order_by().values("pk") if few is None else few)
    has_more_time = [row[0] for row in found if row[_EXTENDED_TO]]
    more_time = _extensions_of(has_more_time) if has_more_time else {}
    return [
        Stand(
            pk, obligation, rule, body, start, end, label, printed,
            Facts(
                last_day=last_day, versions=tuple(versions.get(pk, ())),
                passes_through=passes_through(via, recipient, body), withdrawn_on=_day(withdrawn),
                explained_on=_day(explained_at), exempted_on=_day(exempted), disowned_on=_day(disowned),
                extensions=tuple(more_time.get(pk, ())), withdrawn_because=because,
            ),
            on,
        )
        for (
            pk, obligation, rule, body, start, end, label, printed, last_day, withdrawn, explained_at, exempted,
            disowned, _extended_to, because, via, recipient,
        ) in found
    ]  # fmt: skip


def stand_of(occurrence: Occurrence, *, on: date) -> Stand:
    """Return how one occurrence stands. Two queries."""
    return stands(Occurrence.objects.filter(pk=occurrence.pk), on=on)[0]


def passes_through(via: UUID | None, recipient: UUID | None, body: UUID) -> bool:
    """Return whether an intermediary stands between the body and the recipient; nobody passes on to himself."""
    return via is not None and via not in (recipient, body)


def _versions_of(occurrences: QuerySet[Occurrence] | list[UUID]) -> dict[UUID, list[VersionFacts]]:
    found: dict[UUID, list[VersionFacts]] = defaultdict(list)
    rows = (
        Version.objects.filter(submission__occurrence__in=occurrences)
        .annotate(asked_at=Min("completion_requests__asked_at"))
        .order_by("number")
        .values_list(
            "submission__occurrence_id", "number", "filed_at", "is_complete", "voided_at", "forwarded_at",
            "received_at", "asked_at",
        )
    )  # fmt: skip
    for occurrence, number, filed, complete, voided, forwarded, received, asked in rows:
        found[occurrence].append(
            VersionFacts(number, _day(filed), complete, _day(voided), _day(forwarded), _day(received), _day(asked))
        )
    return found


def _extensions_of(occurrences: list[UUID]) -> dict[UUID, list[ExtensionFacts]]:
    """Return the extensions of each occurrence in the order of their decisions. A query for each 500 of them."""
    found: dict[UUID, list[ExtensionFacts]] = defaultdict(list)
    for start in range(0, len(occurrences), FEW):
        rows = Extension.objects.filter(occurrence__in=occurrences[start : start + FEW]).order_by("decided_at", "pk")
        for occurrence, decided, last_day in rows.values_list("occurrence_id", "decided_at", "last_day"):
            found[occurrence].append(ExtensionFacts(clock.day_of(decided), last_day))
    return found


def _day(moment: datetime | None) -> date | None:
    return clock.day_of(moment) if moment else None


def with_punctuality(occurrences: QuerySet[Occurrence], *, on: date) -> QuerySet[Occurrence]:
    """Annotate occurrences with `until_day`, `first_filed_on` and `punctuality`, the same as `rules` says on `on`."""
    after = clock.start_of(on + timedelta(days=1))
    came = Version.objects.filter(
        Q(voided_at=None) | Q(voided_at__gte=after),
        submission__occurrence=OuterRef("pk"),
        is_complete=True,
        filed_at__lt=after,
    )
    first = Subquery(came.order_by("filed_at").values("filed_at")[:1])
    return occurrences.annotate(first_filed_on=TruncDate(first, tzinfo=clock.HANOI), until_day=_until(after)).annotate(
        punctuality=Case(
            When(withdrawn_at__lt=after, then=Value(Punctuality.NOT_EXPECTED.value)),
            When(first_filed_on__gt=F("until_day"), then=Value(Punctuality.LATE.value)),
            When(first_filed_on__isnull=False, then=Value(Punctuality.ON_TIME.value)),
            When(until_day__lt=on, then=Value(Punctuality.MISSING.value)),
            default=Value(Punctuality.NOT_DUE.value),
            output_field=CharField(),
        )
    )


def _until(after: datetime) -> Case:
    """Return the last day that is on time as an expression, by the extensions decided before the moment `after`."""
    decided = Extension.objects.filter(occurrence=OuterRef("pk"), decided_at__lt=after).order_by("-decided_at", "-pk")
    more_time = Coalesce(Subquery(decided.values("last_day")[:1]), F("last_day"))
    return Case(When(extended_to=None, then=F("last_day")), default=more_time, output_field=DateField())


def missing(occurrences: QuerySet[Occurrence], *, on: date) -> QuerySet[Occurrence]:
    """Return the occurrences whose last day has passed without a report and that nobody exempted by the day `on`."""
    after = clock.start_of(on + timedelta(days=1))
    late = with_punctuality(occurrences, on=on).filter(punctuality=Punctuality.MISSING.value)
    return late.exclude(exemption__decided_at__lt=after)


def bodies_missing(obligation_id: UUID, period_start: date, *, on: date) -> list[UUID]:
    """Return the bodies that miss the period of a duty beginning on `period_start` (a state of the board can be a
    group of owners, practice 7). One query."""
    owed = Occurrence.objects.filter(obligation=obligation_id, period_start=period_start)
    return list(missing(owed, on=on).order_by("body_id").values_list("body_id", flat=True).distinct())


_STAGES = {
    Handling.DRAFT: progress.Stage.DRAFT,
    Handling.WAITING: progress.Stage.FILED,
    Handling.SENT: progress.Stage.FILED,
    Handling.FORWARDED: progress.Stage.FORWARDED,
    Handling.RECEIVED: progress.Stage.RECEIVED,
    Handling.CORRECTED: progress.Stage.RECEIVED,
    Handling.COMPLETION_ASKED: progress.Stage.COMPLETION_ASKED,
}


def progress_of(occurrence_ids: Collection[UUID], on: date) -> Mapping[UUID, progress.Progress]:
    """Tell the work list how far reports are; an occurrence without a begun report is left out. Two queries."""
    found = {}
    for stand in stands(Occurrence.objects.filter(pk__in=list(occurrence_ids)), on=on):
        if stand.facts.versions:
            stage = _STAGES.get(stand.handling, progress.Stage.NOTHING)
            received = [v.received_on for v in stand.facts.versions if v.received_on]
            found[stand.occurrence_id] = progress.Progress(
                stage, stand.timeliness.filed_on, max(received) if received else None
            )
    return found
