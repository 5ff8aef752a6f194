"""From the board to the papers: letters to late bodies, the list of the missing, the list of those that reported."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhipcau import clock
from nhipcau.drafting import actions as drafting
from nhipcau.obligations.models import Obligation
from nhipcau.organisations import access
from nhipcau.organisations.access import Right
from nhipcau.organisations.models import Organisation
from nhipcau.reports import actions, composing
from nhipcau.reports.models import Consolidation, Version
from nhipcau.reports.own_paper import own_paper
from nhipcau.reports.queries import board as reading
from nhipcau.reports.queries.standings import stands
from nhipcau.reports.views.finding import answering, occurrence_of


@login_required
def urge(request: HttpRequest, obligation_id: UUID, start: date, end: date) -> HttpResponse:
    """Show who is late with a period; a POST drafts one letter for each chosen body."""
    duty, column, body = _asked(request, obligation_id, start, end)
    late = reading.late_occurrences(request.actor, column, on=request.today)
    if request.method == "POST":
        chosen = set(request.POST.getlist("occurrence")) or {str(row.pk) for row in late}
        asked = [row for row in late if str(row.pk) in chosen]
        try:
            until = date.fromisoformat(request.POST.get("until", "")) if request.POST.get("until") else None
            until = until or composing.new_deadline(request.today)
            letters = composing.urging_letters(asked, body=body, today=request.today, until=until)
        except ValueError as refusal:
            messages.error(request, str(refusal))
            return redirect(request.path)
        source = f"urge:{duty.pk}:{start}:{end}"
        for letter in letters:
            drafting.keep(letter, body=body, made_from=source, by=request.actor, now=clock.now())
        actions.note_reminder(asked, how="letter", by=request.actor, now=clock.now())
        messages.success(request, _("Đã soạn %(n)s công văn đôn đốc.") % {"n": len(letters)})
        return redirect("drafting:drafts")
    called = reading.names.bodies((row.body_id for row in late), on=request.today)
    rows = sorted(((called[row.body_id], row) for row in late), key=lambda pair: pair[0].rank)
    context = {"duty": duty, "column": column, "rows": rows, "until": composing.new_deadline(request.today)}
    return render(request, "reports/urge.html", context)


@login_required
@require_POST
def missing(request: HttpRequest, obligation_id: UUID, start: date, end: date) -> HttpResponse:
    """Draft the list of the missing for the Thường trực."""
    duty, column, body = _asked(request, obligation_id, start, end)
    seen = reading.column_occurrences(request.actor, column)
    standing = stands(seen, on=request.today)
    late = {stand.occurrence_id for stand in standing if stand.is_missing}
    notes = {stand.occurrence_id: stand.badge.words for stand in standing if stand.facts.explained_on}
    paper = composing.missing_list(
        duty, column.label, seen.filter(pk__in=late).select_related("obligation"), body=body, today=request.today,
        expected=sum(stand.is_expected for stand in standing), notes=notes,
    )  # fmt: skip
    draft = drafting.keep(
        paper, body=body, made_from=f"missing:{duty.pk}:{start}:{end}", by=request.actor, now=clock.now()
    )
    return redirect("drafting:draft", draft.pk)


@login_required
@require_POST
def reported(request: HttpRequest, obligation_id: UUID, start: date, end: date) -> HttpResponse:
    """Draft the notice whose annex lists those that have reported."""
    duty, column, body = _asked(request, obligation_id, start, end)
    standing = stands(reading.column_occurrences(request.actor, column), on=request.today)
    sent = {stand.occurrence_id for stand in standing if stand.was_sent}
    first: dict[UUID, Version] = {}
    for version in (
        Version.objects.visible_to(request.actor)
        .filter(submission__occurrence__in=sent, filed_at__isnull=False, voided_at=None)
        .select_related("submission__occurrence")
        .order_by("number")
    ):
        first.setdefault(version.submission.occurrence_id, version)
    paper = composing.reported_list(duty, column.label, first.values(), body=body, today=request.today)
    draft = drafting.keep(
        paper, body=body, made_from=f"reported:{duty.pk}:{start}:{end}", by=request.actor, now=clock.now()
    )
    return redirect("drafting:draft", draft.pk)


@login_required
@require_POST
def consolidated(request: HttpRequest, consolidation_id: UUID) -> HttpResponse:
    """Draft the báo cáo of a frozen consolidation."""
    made = get_object_or_404(
        Consolidation.objects.visible_to(request.actor).select_related("obligation__document", "body"),
        pk=consolidation_id,
    )
    paper = composing.consolidated(made, today=request.today)
    draft = drafting.keep(
        paper, body=made.body, made_from=f"consolidation:{made.pk}", by=request.actor, now=clock.now()
    )
    return redirect("drafting:draft", draft.pk)


@login_required
@require_POST
@answering
def own(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Draft the body's own report as a paper to be signed."""
    occurrence = occurrence_of(request, occurrence_id)
    seen = Version.objects.visible_to(request.actor).filter(submission__occurrence=occurrence, voided_at=None)
    version = seen.select_related("form_version", "submission__occurrence__obligation__document").last()
    if version is None:
        raise ValueError(_("Chưa có nội dung để soạn. Hãy nhập báo cáo trước."))
    draft = drafting.keep(
        own_paper(version, today=request.today), body=Organisation.objects.get(pk=occurrence.body_id),
        made_from=f"report:{version.pk}", by=request.actor, now=clock.now(),
    )  # fmt: skip
    return redirect("drafting:draft", draft.pk)


def _asked(
    request: HttpRequest, obligation_id: UUID, start: date | str, end: date | str
) -> tuple[Obligation, reading.Column, Organisation]:
    """Return duty, column and the body in whose name the actor drafts; 404 for a stranger, Denied without the right."""
    duty = get_object_or_404(
        Obligation.objects.visible_to(request.actor).select_related("document", "recipient", "via"), pk=obligation_id
    )
    column = reading.column_of(request.actor, duty.pk, date.fromisoformat(str(start)), date.fromisoformat(str(end)))
    if column is None:
        raise Http404
    post = access.require(request.actor, Right.URGE, about=duty).post
    assert post is not None
    return duty, column, Organisation.objects.get(pk=post.organisation_id)
