"""Targets: the table with results as of a data date, giving them, sharing them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau import clock
from nhipcau.documents.models import Document
from nhipcau.numbers import NotANumber, parse_number
from nhipcau.organisations.access import Denied
from nhipcau.organisations.models import Programme, Stage
from nhipcau.organisations.views.doors import for_holders_of_a_post
from nhipcau.reports import coordinators, target_rules
from nhipcau.reports.actions import targets as deeds
from nhipcau.reports.actions.filling import NeedsReason
from nhipcau.reports.models import AcrossBodies, BreakdownOption, Direction, Indicator, RankingSwitch
from nhipcau.reports.queries import targets as reading
from nhipcau.reports.queries.targets import GivenRow, Span


@for_holders_of_a_post
@require_safe
def targets(request: HttpRequest, programme: str = "") -> HttpResponse:
    """Show the targets of a year or stage with what was reached by the data date."""
    mine = coordinators.programmes_coordinated(request.actor)
    shown = reading.programmes_with_targets(request.actor, mine)
    chosen = next((one for one in shown if one.code == programme), None) if programme else next(iter(shown), None)
    if programme and chosen is None:
        raise Http404
    if chosen is None:
        return render(request, "reports/targets/none.html")
    spans = reading.spans(request.actor, chosen)
    span = _span(spans, request.GET.get("ky", "")) or _present(spans, request.today)
    on = _day(request.GET.get("ngay", "")) or request.today
    may_rank = reading.may_rank(request.actor, chosen)
    ranked = may_rank and request.GET.get("xep-hang") == "1"
    context = {
        "programme": chosen, "programmes": shown, "spans": spans, "span": span, "on": min(on, request.today),
        "tables": reading.tables(request.actor, chosen, span, on=min(on, request.today), ranked=ranked) if span else [],
        "time": target_rules.time_passed(span.start, span.end, min(on, request.today)) // 10 if span else 0,
        "may_give": chosen in mine, "may_rank": may_rank, "ranked": ranked,
        "ranking_is_on": RankingSwitch.objects.filter(programme=chosen, is_on=True).exists(),
    }  # fmt: skip
    return render(request, "reports/targets/targets.html", context)


@dataclass
class _Typed:
    """What was typed on the page of giving, with what is wrong in it."""

    indicator: Indicator
    breakdown: str
    span: Span
    direction: str
    document: str = ""
    clause: str = ""
    reason: str = ""
    values: dict[UUID, str] = field(default_factory=dict)
    baselines: dict[UUID, str] = field(default_factory=dict)
    wrong: dict[UUID, str] = field(default_factory=dict)


@for_holders_of_a_post
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, programme: str) -> HttpResponse:
    """Choose what is demanded, then write a number for each body; the sum and the remainder stand below."""
    chosen = get_object_or_404(Programme, code=programme)
    if not coordinators.may_edit(chosen, request.actor):
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    typed = _typed(asked, chosen)
    if typed is None:
        return render(request, "reports/targets/choose.html", _choices(chosen, asked))
    rows = reading.given(
        chosen,
        deeds.bodies_under(chosen, request.actor),
        typed.indicator,
        typed.breakdown,
        typed.span,
        on=request.today,
    )
    if request.method == "POST":
        values = _numbers(request.POST, rows, typed)
        if not typed.wrong:
            answer = _give(request, chosen, typed, values)
            if answer is not None:
                return answer
    return render(
        request, "reports/targets/give.html", _sheet(request, chosen, typed, rows),
        status=422 if request.method == "POST" else 200,
    )  # fmt: skip


def _give(
    request: HttpRequest, programme: Programme, typed: _Typed, values: tuple[Mapping[UUID, int | None], ...]
) -> HttpResponse | None:
    stage = Stage.objects.filter(programme=programme, from_day=typed.span.start, until_day=typed.span.end).first()
    paper = Document.objects.visible_to(request.actor).filter(pk=typed.document).first() if typed.document else None
    order = deeds.Order(
        typed.indicator, typed.span.start, typed.span.end, typed.breakdown, typed.direction, stage, paper, typed.clause
    )
    try:
        n = deeds.give(
            programme, order, values[0], by=request.actor, now=clock.now(), reason=typed.reason, baselines=values[1]
        )
    except NeedsReason:
        messages.error(request, _("Có chỉ tiêu đã giao bị thay đổi: hãy ghi lý do điều chỉnh rồi lưu lại."))
        return None
    except (deeds.NotBelow, deeds.CannotBeMet, Denied) as refused:
        messages.error(request, str(refused))
        return None
    if n:
        messages.success(request, ngettext("Đã giao %(n)d chỉ tiêu.", "Đã giao %(n)d chỉ tiêu.", n) % {"n": n})
    else:
        messages.info(request, _("Không có gì thay đổi."))
    return redirect(f"{reverse('reports:targets', args=[programme.code])}?ky={typed.span.code}")


def _typed(asked: Mapping[str, str], programme: Programme) -> _Typed | None:
    """Return what was chosen; None where something is still to be chosen."""
    indicator = Indicator.objects.filter(code=asked.get("chi-so", "")).first()
    span = _span_of(asked, programme)
    if indicator is None or span is None:
        return None
    direction = asked.get("huong", Direction.AT_LEAST)
    document = asked.get("van-ban", "")
    try:
        document = str(UUID(document)) if document else ""
    except ValueError:
        document = ""
    return _Typed(
        indicator, asked.get("phan-to", "")[:60], span,
        direction if direction in Direction.values else Direction.AT_LEAST, document, asked.get("diem", "")[:40],
        asked.get("ly-do", ""),
    )  # fmt: skip


def _span_of(asked: Mapping[str, str], programme: Programme) -> Span | None:
    code = asked.get("ky", "")
    if code.isdigit() and len(code) == 4:
        year = int(code)
        return Span(date(year, 1, 1), date(year, 12, 31), reading.span_label(date(year, 1, 1), date(year, 12, 31)))
    start, _mark, end = code.partition("_")
    first, last = _day(start), _day(end)
    if first is None or last is None or first > last:
        return None
    stage = Stage.objects.filter(programme=programme, from_day=first, until_day=last).first()
    return Span(first, last, stage.name if stage else reading.span_label(first, last))


def _choices(programme: Programme, asked: Mapping[str, str]) -> dict[str, object]:
    this = clock.today().year
    years = [(str(year), f"năm {year}") for year in range(this + 1, this - 3, -1)]
    stages = [
        (f"{stage.from_day.isoformat()}_{stage.until_day.isoformat()}", stage.name) for stage in programme.stages.all()
    ]
    indicators = Indicator.objects.filter(programme=programme).exclude(across=AcrossBodies.NOT_SUMMED)
    parts = BreakdownOption.objects.filter(is_closed=False).select_related("breakdown")
    return {
        "programme": programme, "spans": stages + years, "indicators": indicators.order_by("name"), "asked": asked,
        "parts": parts.order_by("breakdown__name", "position"), "directions": Direction.choices,
    }  # fmt: skip


def _numbers(posted: Mapping[str, str], rows: list[GivenRow], typed: _Typed) -> tuple[dict[UUID, int | None], ...]:
    """Read the numbers of the sheet; what cannot be read is kept and named beside its cell."""
    values: dict[UUID, int | None] = {}
    baselines: dict[UUID, int | None] = {}
    for row in rows:
        key = row.body.organisation_id
        for name, kept, typed_here in (("v", values, typed.values), ("b", baselines, typed.baselines)):
            typed_here[key] = posted.get(f"{name}-{key}", "")
            try:
                kept[key] = _number(typed_here[key], typed.indicator)
            except NotANumber as wrong:
                typed.wrong[key] = str(wrong)
    return values, baselines


def _number(text: str, indicator: Indicator) -> int | None:
    """Return the number typed; of a ratio, per cent with at most two decimals become hundredths of a per cent."""
    if indicator.across != AcrossBodies.RATIO:
        return parse_number(text)
    whole, comma, decimals = text.strip().removesuffix("%").strip().partition(",")
    number = parse_number(whole)
    if number is None and not comma:
        return None
    if comma and not (decimals.isascii() and decimals.isdigit() and len(decimals) <= 2):
        raise NotANumber(_("Hãy nhập phần trăm như 65 hoặc 65,5."))
    return (number or 0) * 100 + int(decimals.ljust(2, "0") if decimals else 0)


def _sheet(request: HttpRequest, programme: Programme, typed: _Typed, rows: list[GivenRow]) -> dict[str, object]:
    ratio = typed.indicator.across == AcrossBodies.RATIO
    mine = {post.organisation_id for post in request.actor.posts}
    own = next((row for row in rows if row.body.organisation_id in mine and row.target), None)
    below = {row.body.organisation_id: row.value for row in rows if row.value is not None and row is not own}
    return {
        "programme": programme, "typed": typed, "ratio": ratio,
        "rows": [
            {
                "body": row.body,
                "value": typed.values.get(row.body.organisation_id, _shown(row.value, ratio)),
                "baseline": typed.baselines.get(
                    row.body.organisation_id, _shown(row.target.baseline if row.target else None, ratio)
                ),
                "wrong": typed.wrong.get(row.body.organisation_id, ""),
            }
            for row in rows
        ],
        "own": own, "shared": sum(below.values()) if below and not ratio else None,
        "remainder": target_rules.remainder(own.value, below) if own and below and not ratio else None,
        "papers": reading.papers(request.actor, programme), "directions": Direction.choices,
        "has_some": any(row.target for row in rows),
    }  # fmt: skip


def _shown(value: int | None, ratio: bool) -> str:
    if value is None:
        return ""
    if not ratio:
        return f"{value:,}".replace(",", ".")
    whole, rest = divmod(value, 100)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",")


@for_holders_of_a_post
@require_POST
def ranking(request: HttpRequest, programme: str) -> HttpResponse:
    """Switch the ranking for the Thường trực on or off."""
    chosen = get_object_or_404(Programme, code=programme)
    if not coordinators.may_edit(chosen, request.actor):
        raise Http404
    deeds.switch_ranking(chosen, on=request.POST.get("on") == "1", by=request.actor, now=clock.now())
    messages.success(request, _("Đã lưu."))
    return redirect("reports:targets", chosen.code)


def _span(spans: list[Span], code: str) -> Span | None:
    return next((span for span in spans if span.code == code), None)


def _present(spans: list[Span], today: date) -> Span | None:
    """Return the span to begin with: the shortest that holds today, else the newest."""
    holding = [span for span in spans if span.start <= today <= span.end]
    return min(holding, key=lambda span: span.end - span.start, default=next(iter(spans), None))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
