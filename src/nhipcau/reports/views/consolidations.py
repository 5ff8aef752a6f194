"""Consolidating: số hiện thời of a period, what each figure opens to, and what was frozen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau import clock
from nhipcau.organisations import access, names
from nhipcau.organisations.access import Right
from nhipcau.organisations.models import OrganisationSpan
from nhipcau.reports import actions, spreadsheets
from nhipcau.reports.actions.sending_up import upward_occurrence
from nhipcau.reports.models import Consolidation, SummedObligation
from nhipcau.reports.queries import consolidations as reading
from nhipcau.reports.queries.figures import Period, current_versions, occurrences_of
from nhipcau.reports.queries.frozen import FrozenLine, frozen_lines
from nhipcau.reports.queries.gathered import frozen_texts
from nhipcau.reports.queries.gathered_rows import gathered_tables
from nhipcau.reports.queries.levels_board import levels_board
from nhipcau.reports.queries.opened import opened, opened_level
from nhipcau.reports.queries.sources import has_newer
from nhipcau.reports.queries.table import SumLine, comparison_of, period_words, table_of
from nhipcau.reports.sums_sheet import sums_sheet
from nhipcau.reports.views.finding import answering, summed

ROWS = 50
AS_NOW = "hien-nay"  # theo đơn vị hiện nay


@login_required
@require_safe
def consolidations(request: HttpRequest) -> HttpResponse:
    """List the duties and periods that the reader's office sums up."""
    page = Paginator(reading.summed_periods(request.actor), ROWS).get_page(request.GET.get("page"))
    return render(request, "reports/consolidations.html", {"page_obj": page})


@login_required
@require_safe
def levels(request: HttpRequest, obligation_id: UUID) -> HttpResponse:
    """Show how far each body directly below has got, with those below it counted."""
    seen = SummedObligation.objects.visible_to(request.actor).select_related("document", "programme")
    obligation = get_object_or_404(seen, pk=obligation_id, kind="report")
    context = {"obligation": obligation, "board": levels_board(obligation, on=request.today)}
    return render(request, "reports/levels.html", context)


@login_required
@require_safe
def consolidation(request: HttpRequest, obligation_id: UUID, start: str, end: str) -> HttpResponse:
    """Show số hiện thời of a period: table, missing bodies, narrative with its sources, what was frozen."""
    obligation, period = summed(request, obligation_id, start, end)
    page = reading.live_page(obligation, period, request.actor, on=request.today)
    context = {
        "page": page,
        "words": period_words(page.table.comparison),
        "upper_names": _recipients([*page.above, obligation], request.today) if page.above else {},
        "may_freeze": access.may(request.actor, Right.CONSOLIDATE, about=obligation) is not None,
        "newer": bool(page.frozen) and has_newer(page.frozen[0]),
    }
    return render(request, "reports/consolidation.html", context)


def _recipients(duties: Iterable[SummedObligation], on: date) -> dict[UUID, OrganisationSpan]:
    return names.bodies({duty.recipient_id for duty in duties if duty.recipient_id}, on=on)


@login_required
@require_safe
def export(request: HttpRequest, obligation_id: UUID, start: str, end: str) -> HttpResponse:
    """Give the table of số hiện thời as a spreadsheet."""
    obligation, period = summed(request, obligation_id, start, end)
    owed = occurrences_of(obligation, period)
    used = dict(current_versions(owed).values_list("pk", "submission__occurrence__body_id"))
    called = names.bodies(used.values(), on=period.end)
    order = {body: place for place, body in enumerate(sorted(called, key=lambda key: called[key].rank))}
    data = sums_sheet(
        table_of(obligation, period), title=obligation.title, rows=gathered_tables(used, order, on=period.end),
        called=called,
    )  # fmt: skip
    return spreadsheets.download(data, "tong-hop")


@login_required
@require_POST
@answering
def freeze(request: HttpRequest, obligation_id: UUID, start: str, end: str) -> HttpResponse:
    """Freeze what was received."""
    obligation, period = summed(request, obligation_id, start, end)
    shown = {int(key) for key in request.POST.getlist("shown") if key.isdigit()}
    kept = {int(key) for key in request.POST.getlist("keep") if key.isdigit()}
    made = actions.consolidate(
        obligation, period, by=request.actor, now=clock.now(), client_key=_key(request), left_out=shown - kept
    )
    messages.success(request, _("Bản tổng hợp lần %(n)d đã được chốt.") % {"n": made.number})
    return redirect("reports:frozen", made.pk)


@login_required
@require_safe
def figure(request: HttpRequest, obligation_id: UUID, start: str, end: str, indicator_id: UUID) -> HttpResponse:
    """Open a figure of số hiện thời down to what each body said."""
    obligation, period = summed(request, obligation_id, start, end)
    breakdown = request.GET.get("phan-to", "")
    table = table_of(obligation, period)
    line = next((row for row in table.lines if (row.indicator_id, row.breakdown) == (indicator_id, breakdown)), None)
    if line is None:
        raise Http404
    as_now = request.GET.get("theo") == AS_NOW
    context = {"obligation": obligation, "period": period, "line": line, "as_now": as_now}
    template = _figure_template(request)
    if table.has_levels:
        template = "reports/_figure_level.html" if request.htmx else "reports/figure.html"
        context["level"] = opened_level(obligation, period, line, request.actor, on=request.today, as_now=as_now)
    else:
        context["opened"] = opened(obligation, period, line, request.actor, on=request.today, as_now=as_now)
    return render(request, template, context)


def _figure_template(request: HttpRequest) -> str:
    return "reports/_figure.html" if request.htmx else "reports/figure.html"


def _consolidation(request: HttpRequest, consolidation_id: UUID) -> Consolidation:
    seen = Consolidation.objects.visible_to(request.actor)
    return get_object_or_404(
        seen.select_related("obligation__document", "obligation__programme", "made_by", "sent_as__submission"),
        pk=consolidation_id,
    )


@login_required
@require_safe
def frozen(request: HttpRequest, consolidation_id: UUID) -> HttpResponse:
    """Show a frozen consolidation, beside số hiện thời."""
    made = _consolidation(request, consolidation_id)
    upward = upward_occurrence(made)
    lines = frozen_lines(made)
    context = {
        "made": made,
        "body": names.bodies([made.body_id], on=made.period_end)[made.body_id],
        "lines": lines,
        "words": period_words(
            comparison_of(made.obligation, Period(made.period_start, made.period_end, made.period_label))
        ),
        "changed": [line for line in lines if line.changed],
        "sources": list(made.sources.select_related("version").order_by("position")),
        "texts": frozen_texts(made),
        "newer": has_newer(made),
        "upward": upward,
        "sees_live": SummedObligation.objects.visible_to(request.actor).filter(pk=made.obligation_id).exists(),
        "may_draft": access.may(request.actor, Right.CONSOLIDATE, about=made.obligation) is not None,
        "may_send": upward is not None
        and made.sent_as_id is None
        and access.may(request.actor, Right.CONSOLIDATE, about=made.obligation) is not None,
    }
    return render(request, "reports/frozen.html", context)


@login_required
@require_safe
def frozen_figure(request: HttpRequest, consolidation_id: UUID, indicator_id: UUID) -> HttpResponse:
    """Open a frozen figure down to the versions that it used."""
    made = _consolidation(request, consolidation_id)
    breakdown = request.GET.get("phan-to", "")
    row = next(
        (
            row
            for row in frozen_lines(made)
            if (row.figure.indicator_id, row.figure.breakdown) == (indicator_id, breakdown)
        ),
        None,
    )
    if row is None:
        raise Http404
    versions = list(made.sources.exclude(version=None).values_list("version_id", flat=True))
    period = Period(made.period_start, made.period_end, made.period_label)
    line = _line(row)
    context = {
        "obligation": made.obligation, "period": period, "made": made, "line": line,
        "as_now": request.GET.get("theo") == AS_NOW,
        "opened": opened(
            made.obligation, period, line, request.actor, on=request.today, versions=versions,
            as_now=request.GET.get("theo") == AS_NOW,
        ),
    }  # fmt: skip
    return render(request, _figure_template(request), context)


def _line(row: FrozenLine) -> SumLine:
    figure = row.figure
    return SumLine(
        indicator_id=figure.indicator_id, code=figure.indicator.code, breakdown=figure.breakdown, section=row.section,
        label=row.name, unit=row.unit, is_ratio=row.in_period.part is not None, is_summed=row.is_summed,
        in_period=row.in_period, cumulative=row.cumulative,
    )  # fmt: skip


@login_required
@require_safe
def frozen_bytes(request: HttpRequest, consolidation_id: UUID) -> HttpResponse:
    """Give the frozen bytes, whose SHA-256 is the fingerprint."""
    made = _consolidation(request, consolidation_id)
    response = HttpResponse(made.frozen.encode("utf-8"), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="tong-hop-lan-{made.number}.json"'
    return response


@login_required
@require_POST
@answering
def send_upward(request: HttpRequest, consolidation_id: UUID) -> HttpResponse:
    """Put a frozen consolidation into the body's own report to the level above."""
    made = _consolidation(request, consolidation_id)
    draft = actions.send_upward(made, by=request.actor, now=clock.now())
    messages.success(request, _("Đã đưa số liệu tổng hợp vào báo cáo của cơ quan. Hãy xem lại rồi trình duyệt gửi."))
    return redirect("reports:report", draft.submission.occurrence_id)


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("client_key", ""))
    except ValueError:
        return None
