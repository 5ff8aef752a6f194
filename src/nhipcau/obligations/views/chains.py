"""The page on which a duty is carried to the levels below, with a due day for each level."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau import clock
from nhipcau.obligations import actions, wording
from nhipcau.obligations.actions import chains
from nhipcau.obligations.dues import NEXT, Due, due_of, next_dues
from nhipcau.obligations.forms import RuleForm
from nhipcau.obligations.models import Every, Obligation
from nhipcau.obligations.rules import NotARule, RuleSpec
from nhipcau.organisations import access, names
from nhipcau.organisations.access import Right
from nhipcau.organisations.queries import work_calendar

_NAMED = 60  # bodies of a level that the page names


@dataclass(frozen=True)
class LevelPart:
    """One level of the page: who reports to whom, and the form of each rule."""

    number: int
    uppers: int
    lowers: int
    named: tuple[str, ...]
    forms: tuple[RuleForm, ...]


@dataclass(frozen=True)
class PeriodRow:
    """One period with the last day of each level, from the lowest to the duty itself."""

    label: str
    days: tuple[Due | None, ...]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def chain(request: HttpRequest, obligation_id: UUID) -> HttpResponse:
    """Show the levels below with a form for each; show their days, or lay the duty down."""
    rows = Obligation.objects.visible_to(request.actor).select_related("document", "programme").distinct()
    duty = get_object_or_404(rows, pk=obligation_id)
    if access.may(request.actor, Right.CONFIRM_DUTIES, about=duty) is None:
        raise Http404
    parts = _parts(request, duty)
    error, table = "", ()
    if request.method == "POST" and request.POST.get("below"):
        try:
            below = next(
                (row for row in chains.takeable(duty, request.actor) if str(row.pk) == request.POST["below"]), None
            )
            if below is None:
                raise actions.CannotAnswer(_("Lựa chọn không còn đúng. Hãy tải lại trang."))
            chains.take_into_the_line(duty, below, by=request.actor, now=clock.now())
            messages.success(request, _("Đã gắn vào tuyến báo cáo: %s") % below.title)
            return redirect("obligations:obligation", duty.pk)
        except (actions.CannotAnswer, NotARule, access.Denied) as refusal:
            error = str(refusal)
    elif request.method == "POST":
        try:
            levels = _levels(parts)
            if levels is not None and request.POST.get("xem"):
                table = _table(duty, levels, request.today)
                chains.check_levels(duty, levels, on=request.today)
            elif levels is not None:
                made = actions.lay_down_the_line(duty, *levels, by=request.actor, now=clock.now())
                owners = sum(each.owners.count() for each in made)
                told = {"n": len(made), "m": owners}
                messages.success(request, _("Đã giao %(n)d nhiệm vụ cho %(m)d đơn vị cấp dưới.") % told)
                return redirect("obligations:obligation", duty.pk)
        except (actions.CannotAnswer, NotARule, access.Denied) as refusal:
            error = str(refusal)
    context = {
        "takeable": chains.takeable(duty, request.actor),
        "obligation": duty, "parts": parts, "error": error, "table": table,
        "words": [wording.rule_words(RuleSpec.stored(rule)) for rule in duty.due_rules.all()],
        "columns": [_("Cấp dưới thứ %d") % number for number in range(len(table[0].days) - 1 if table else 0, 0, -1)],
    }  # fmt: skip
    return render(request, "obligations/chain.html", context)


def _parts(request: HttpRequest, duty: Obligation) -> list[LevelPart]:
    _acting, uppers = chains.who_lays(duty, request.actor)
    branches = chains.line_below(duty, uppers, on=request.today)
    firsts = [[body for row in level for body in row.lowers][:_NAMED] for level in branches]
    called = names.bodies({body for level in firsts for body in level}, on=request.today)
    rules = list(duty.due_rules.all())
    return [
        LevelPart(
            number,
            len(level),
            sum(len(row.lowers) for row in level),
            tuple(called[body].short_name for body in first if body in called),
            tuple(_form(request, number, rule) for rule in rules),
        )
        for number, (level, first) in enumerate(zip(branches, firsts, strict=True), 1)
    ]


def _form(request: HttpRequest, number: int, rule: object) -> RuleForm:
    above = RuleSpec.stored(rule)
    prefix = f"c{number}-{rule.position}"
    data = None
    if request.method == "POST" and not request.POST.get("below"):
        data = request.POST.copy()
        data[f"{prefix}-every"] = above.every
    initial = {"every": above.every, "due_kind": above.due_kind or "before", "window": above.window}
    form = RuleForm(data, initial=initial, prefix=prefix)
    form.fixed = "once" if above.every == Every.ONCE else "periodic"
    return form


def _levels(parts: list[LevelPart]) -> list[chains.LevelRules] | None:
    """Return the rules as typed, up to the first level without any day; None where a form contradicts itself."""
    valid = [form.is_valid() for part in parts for form in part.forms]  # each says what is wrong with it
    if not all(valid):
        return None
    found: list[chains.LevelRules] = []
    for part in parts:
        rules = tuple(form.rule for form in part.forms)
        if not any(rule.has_a_day for rule in rules):
            break
        found.append(chains.LevelRules(rules))
    return found


def _table(duty: Obligation, levels: list[chains.LevelRules], on: date) -> list[PeriodRow]:
    workdays = work_calendar()
    found: list[PeriodRow] = []
    for place, rule in enumerate(duty.due_rules.all()):
        above = RuleSpec.stored(rule)
        coming = next_dues(
            above, duty.programme, workdays, on=on, holds_from=duty.holds_from, count=NEXT, anchor=duty.as_of
        )
        for due in coming:
            below = [due_of(level.rules[place], due.period, duty.programme, workdays) for level in reversed(levels)]
            found.append(PeriodRow(due.label, (*below, due)))
    return found
