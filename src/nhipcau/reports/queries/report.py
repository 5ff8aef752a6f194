"""One report as its page shows it: the form with its answers, the versions, what was done, what the reader may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from nhipcau.numbers import show_number
from nhipcau.obligations.models import Exemption, Obligation, ObligationKind, Occurrence
from nhipcau.organisations import access, names
from nhipcau.organisations.access import Actor, Right
from nhipcau.organisations.models import Organisation, OrganisationSpan
from nhipcau.reports import forms_of_duties
from nhipcau.reports.models import (
    AcrossBodies,
    Attachment,
    CompletionRequest,
    Field,
    FieldKind,
    Figure,
    FormVersion,
    Narrative,
    Submission,
    Version,
)
from nhipcau.reports.queries.standings import Stand, passes_through, stand_of

LOOKS_BACK = timedelta(days=800)  # how far "kỳ trước" is looked for


@dataclass(frozen=True)
class Answer:
    """What stands in one field: a figure, or a text."""

    value: int | None = None
    is_there: bool = False
    is_estimate: bool = False
    source: str = ""
    text: str = ""

    @property
    def is_not_applicable(self) -> bool:
        """Whether it was said that the figure does not apply."""
        return self.is_there and self.value is None


@dataclass(frozen=True)
class Line:
    """One field of the form, what stands in it, and what stood there a period before."""

    field: Field
    answer: Answer
    before: Answer | None = None
    before_label: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether a number belongs here."""
        return self.field.kind == FieldKind.FIGURE

    @property
    def is_ratio(self) -> bool:
        """Whether it is computed from two others and never typed."""
        return self.field.indicator is not None and self.field.indicator.across == AcrossBodies.RATIO


@dataclass(frozen=True)
class Change:
    """What one field said before and says now."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Rights:
    """What the reader may do with this report."""

    fill: bool = False
    sign_off: bool = False
    forward: bool = False
    receive: bool = False
    ask: bool = False
    decide: bool = False
    enter: bool = False
    explain: bool = False


@dataclass(frozen=True)
class ReportPage:
    """Everything on the page of one report."""

    occurrence: Occurrence
    obligation: Obligation
    stand: Stand
    names: dict[UUID, OrganisationSpan]
    passes_through: bool
    submission: Submission | None
    draft: Version | None
    shown: Version | None  # the version whose contents are shown
    versions: list[Version]
    lines: list[Line]
    attachments: list[Attachment]
    requests: list[CompletionRequest]
    prompts: list[Obligation]
    changes: list[Change]
    may: Rights

    @property
    def body(self) -> OrganisationSpan:
        """Return the body that owes the report."""
        return self.names[self.occurrence.body_id]

    @property
    def exemption(self) -> Exemption | None:
        """Return the decision that released the body, if there is one."""
        return getattr(self.occurrence, "exemption", None)

    @property
    def newest(self) -> Version | None:
        """Return the newest filed version that was not voided."""
        filed = [v for v in self.versions if v.filed_at and not v.voided_at]
        return filed[-1] if filed else None


def report_page(occurrence: Occurrence, actor: Actor, *, on: date, version_id: UUID | None = None) -> ReportPage:
    """Return the page of one report as the actor sees it; `version_id` shows an older version. About 20 queries.

    The caller has asked the gate for the occurrence; versions and files are asked for here.
    """
    submission = Submission.objects.filter(occurrence=occurrence).first()
    seen = Version.objects.visible_to(actor).filter(submission__occurrence=occurrence)
    versions = list(
        seen.select_related(
            "form_version__form", "saved_by", "signed_off_by", "forwarded_by", "received_by", "voided_by"
        ).order_by("number")
    )
    may = rights(occurrence, submission, actor)
    draft = next((version for version in versions if version.filed_at is None), None) if may.fill else None
    shown = _shown(versions, draft, version_id)
    form = shown.form_version if shown else _form(occurrence)
    obligation = occurrence.obligation
    bodies = {occurrence.body_id, obligation.recipient_id, obligation.via_id, obligation.issuer_id}
    bodies |= {version.entered_by_body_id for version in versions}
    requests = list(
        CompletionRequest.objects.filter(version__in=versions)
        .select_related("asked_by", "version")
        .order_by("asked_at")
    )
    bodies |= {request.asked_by_body_id for request in requests}
    return ReportPage(
        occurrence=occurrence,
        obligation=obligation,
        stand=stand_of(occurrence, on=on),
        names=names.bodies({body for body in bodies if body}, on=on),
        passes_through=passes_through(obligation.via_id, obligation.recipient_id, occurrence.body_id),
        submission=submission,
        draft=draft,
        shown=shown,
        versions=versions,
        lines=lines(form, shown, occurrence),
        attachments=list(
            Attachment.objects.visible_to(actor).filter(version__in=versions).select_related("file").order_by("pk")
        ),
        requests=requests,
        prompts=standing_duties(occurrence, actor, on=on),
        changes=_changes(versions, shown),
        may=may,
    )


def rights(occurrence: Occurrence, submission: Submission | None, actor: Actor) -> Rights:
    """Return what the actor may do with the report of an occurrence."""

    def may(right: Right) -> bool:
        return access.may(actor, right, about=occurrence) is not None

    return Rights(
        fill=may(Right.FILL_REPORT),
        sign_off=may(Right.SIGN_OFF),
        forward=may(Right.FORWARD_REPORT),
        receive=may(Right.RECEIVE_REPORT),
        ask=may(Right.RECEIVE_REPORT) or may(Right.FORWARD_REPORT),
        decide=may(Right.DECIDE_ON_LATENESS),
        enter=may(Right.ENTER_FOR_OTHERS),
        explain=may(Right.FILL_REPORT) or may(Right.ENTER_FOR_OTHERS),
    )


def _shown(versions: Sequence[Version], draft: Version | None, version_id: UUID | None) -> Version | None:
    if version_id is not None:
        return next((version for version in versions if version.pk == version_id), None)
    return draft or next((version for version in reversed(versions) if version.filed_at), None)


def _form(occurrence: Occurrence) -> FormVersion | None:
    """Return the form that a new draft would have, without making one."""
    hung = getattr(occurrence.obligation, "report_form", None)
    form = hung.form if hung else forms_of_duties.free_form_if_any()
    return form.versions.order_by("-number").select_related("form").first() if form else None


def lines(form: FormVersion | None, version: Version | None, occurrence: Occurrence) -> list[Line]:
    """Return the fields of a form with what `version` answers and what the body said a period before. Four queries."""
    if form is None:
        return []
    fields = list(Field.objects.filter(version=form).select_related("indicator").order_by("position"))
    here = answers_of(version) if version else {}
    earlier = _earlier(occurrence, [field.indicator_id for field in fields if field.indicator_id])
    return [
        Line(field, here.get(_key(field), Answer()), *earlier.get((field.indicator_id, field.breakdown), (None, "")))
        for field in fields
    ]


def answers_of(version: Version) -> dict[object, Answer]:
    """Return what a version answers, by `_key` of its fields. Two queries."""
    found: dict[object, Answer] = {
        (row.indicator_id, row.breakdown): Answer(row.value, True, row.is_estimate, row.source)
        for row in version.figures.all()
    }
    found |= {row.field_id: Answer(text=row.text, is_there=True) for row in version.narratives.all()}
    return found


def _key(field: Field) -> object:
    return (field.indicator_id, field.breakdown) if field.kind == FieldKind.FIGURE else field.pk


def _earlier(occurrence: Occurrence, indicators: Sequence[UUID]) -> dict[tuple[UUID | None, str], tuple[Answer, str]]:
    """Return the body's newest earlier answer to each indicator, with the name of its period. One query."""
    same = Q(version__submission__occurrence__obligation=occurrence.obligation_id)
    if occurrence.obligation.programme_id:
        same |= Q(version__submission__occurrence__obligation__programme=occurrence.obligation.programme_id)
    rows = (
        Figure.objects.filter(
            same,
            indicator__in=list(indicators),
            version__submission__occurrence__body=occurrence.body_id,
            version__submission__occurrence__period_end__lt=occurrence.period_end,
            version__submission__occurrence__period_start__gte=occurrence.period_start - LOOKS_BACK,
            version__filed_at__isnull=False,
            version__voided_at=None,
        )
        .order_by("version__submission__occurrence__period_end", "version__number", "pk")
        .values_list(
            "indicator_id", "breakdown", "value", "is_estimate", "version__submission__occurrence__period_label"
        )
    )
    return {
        (indicator, breakdown): (Answer(value, True, estimate), label)
        for indicator, breakdown, value, estimate, label in rows
    }


def standing_duties(occurrence: Occurrence, actor: Actor, *, on: date) -> list[Obligation]:
    """Return the standing duties of the body in the programme: they prompt its narrative (practice 6). One query."""
    answered = Organisation.objects.filter(Q(pk=occurrence.body_id) | Q(answered_by__unit=occurrence.body_id))
    duties = Obligation.objects.visible_to(actor).filter(
        Q(programme=occurrence.obligation.programme_id) | Q(programme=None),
        Q(ends_on=None) | Q(ends_on__gt=on),
        pk__in=Obligation.objects.filter(owners__organisation__in=answered).values("pk"),
        kind=ObligationKind.STANDING,
    )
    return list(duties.select_related("document").order_by("holds_from", "clause", "pk")[:30])


def _changes(versions: Sequence[Version], shown: Version | None) -> list[Change]:
    """Return what the shown version says otherwise than the filed one before it."""
    if shown is None:
        return []
    before = [v for v in versions if v.number < shown.number and v.filed_at]
    return changes(before[-1], shown) if before else []


def changes(before: Version, after: Version) -> list[Change]:
    """Return the fields that differ between two versions, in the order of the form. Five queries."""
    old, new = _printed(before), _printed(after)
    return [
        Change(label, old.get(label, ""), new.get(label, ""))
        for label in dict.fromkeys([*new, *old])
        if old.get(label, "") != new.get(label, "")
    ]


def _printed(version: Version) -> dict[str, str]:
    """Return what a version says as people read it, by the labels of its fields."""
    here = answers_of(version)
    return {
        field.label + (f" ({field.breakdown})" if field.breakdown else ""): show(here[key])
        for field in Field.objects.filter(version=version.form_version_id).order_by("position")
        if (key := _key(field)) in here
    }


def show(answer: Answer) -> str:
    """Return an answer as people read it."""
    if answer.text:
        return answer.text
    if answer.is_not_applicable:
        return "không áp dụng"
    if answer.value is None:
        return ""
    return show_number(answer.value) + (" (ước)" if answer.is_estimate else "")


def narratives_of(version: Version) -> list[Narrative]:
    """Return the texts of a version in the order of the form. One query."""
    return list(version.narratives.select_related("field").order_by("field__position"))
