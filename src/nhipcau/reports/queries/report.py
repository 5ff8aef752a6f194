"""One report as its page shows it: the form with its answers, the versions, what was done, what the reader may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from nhipcau.obligations.models import Exemption, Obligation, ObligationKind, Occurrence
from nhipcau.organisations import access, names
from nhipcau.organisations.access import Actor, Right
from nhipcau.organisations.models import Organisation, OrganisationSpan
from nhipcau.reports import forms_of_duties
from nhipcau.reports.form_specs import with_parts
from nhipcau.reports.models import (
    Attachment,
    CompletionRequest,
    Field,
    FieldKind,
    FormVersion,
    Narrative,
    Submission,
    Version,
)
from nhipcau.reports.queries import rows
from nhipcau.reports.queries.lines import Answer, Line, answers_of, filled_lines, lines, show, show_line
from nhipcau.reports.queries.rows import tables_of
from nhipcau.reports.queries.standings import Stand, passes_through, stand_of

__all__ = [
    "Answer", "Change", "Line", "ReportPage", "Rights", "answers_of", "changes", "lines", "narratives_of",
    "report_page", "rights", "show", "standing_duties",
]  # fmt: skip


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
            "form_version__form",
            "saved_by",
            "signed_off_by",
            "forwarded_by",
            "received_by",
            "voided_by",
            "judged_by",
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
    return forms_of_duties.version_for(form, on=occurrence.period_start) if form else None


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
    """Return what differs between two versions, in the order of the form. About 20 queries."""
    old, new = _printed(before), _printed(after)
    return [
        Change(label, old.get(label, ""), new.get(label, ""))
        for label in dict.fromkeys([*new, *old])
        if old.get(label, "") != new.get(label, "")
    ]


def _printed(version: Version) -> dict[str, str]:
    """Return what a version says as people read it, by the labels of its lines."""
    here = answers_of(version)
    fields = list(with_parts(Field.objects.filter(version=version.form_version_id)))
    tables = tables_of(version) if any(field.kind == FieldKind.TABLE for field in fields) else {}
    printed: dict[str, str] = {}
    for line in filled_lines(fields, here, tables):
        label = line.field.label + (f" ({line.field.breakdown})" if line.field.breakdown else "")
        if line.is_table:
            printed |= {f"{label}, dòng {row.position}": rows.show_row(line.field, row) for row in line.table.rows}
        elif words := show_line(line):
            printed[label] = words
    return printed


def narratives_of(version: Version) -> list[Narrative]:
    """Return the texts of a version in the order of the form. One query."""
    return list(version.narratives.select_related("field").order_by("field__position"))
