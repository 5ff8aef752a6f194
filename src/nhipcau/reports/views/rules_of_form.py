"""Rules of plausibility: written at a form that is not in use yet; passed with a reason at a report."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau import clock
from nhipcau.organisations import access
from nhipcau.organisations.access import Denied, Right
from nhipcau.reports import coordinators, plausibility
from nhipcau.reports.actions import plausibility as deeds
from nhipcau.reports.forms_of_rules import PATTERNS, PatternForm
from nhipcau.reports.models import FormVersion, PlausibilityRule, Version
from nhipcau.reports.views.finding import answering, occurrence_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, form_version_id: int) -> HttpResponse:
    """Show the rules of a form version, tried on the newest reports; by POST write another one."""
    form = _form(request, form_version_id)
    lines = plausibility.lines_of(form).lines
    pattern = request.POST.get("pattern", "") if request.method == "POST" else ""
    patterns = [kind(request.POST if kind.pattern == pattern else None, lines=lines) for kind in PATTERNS]
    asked = next((one for one in patterns if one.is_bound), None)
    if asked is not None and asked.is_valid() and _written(request, form, asked):
        return redirect("reports:form_rules", form.pk)
    context = {
        "form_version": form,
        "trials": plausibility.try_rules(form, request.actor),
        "patterns": patterns,
        "is_open": form.published_at is None,
    }
    wrong = request.method == "POST"
    return render(request, "reports/forms/rules.html", context, status=422 if wrong else 200)


def _written(request: HttpRequest, form: FormVersion, asked: PatternForm) -> bool:
    try:
        with transaction.atomic():
            for rule in asked.rules():
                deeds.write_rule(form, rule, by=request.actor, now=clock.now())
    except (Denied, ValueError) as refused:
        asked.add_error(None, str(refused))
        return False
    messages.success(request, _("Đã đặt quy tắc. Kết quả thử với số kỳ trước đứng bên cạnh."))
    return True


@login_required
@require_POST
@answering
def remove(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Take a rule off a form version that is not in use yet."""
    row = get_object_or_404(PlausibilityRule.objects.select_related("version__form"), pk=rule_id)
    _form(request, row.version_id)
    deeds.remove_rule(row, by=request.actor, now=clock.now())
    messages.success(request, _("Đã bỏ quy tắc."))
    return redirect("reports:form_rules", row.version_id)


@login_required
@require_POST
@answering
def harden(request: HttpRequest, form_version_id: int) -> HttpResponse:
    """Make a rule that follows from the form hard."""
    form = _form(request, form_version_id)
    deeds.harden(form, request.POST.get("rule", ""), by=request.actor, now=clock.now())
    messages.success(request, _("Từ nay quy tắc này bắt buộc đúng mới gửi được."))
    return redirect("reports:form_rules", form.pk)


@login_required
@require_safe
def checks(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Give what was found in the draft of a report, as the part of its page that is asked for after each saving."""
    occurrence = occurrence_of(request, occurrence_id)
    draft = _draft(request, occurrence_id)
    may_fill = access.may(request.actor, Right.FILL_REPORT, about=occurrence) is not None
    context = {"occurrence_id": occurrence_id, "checks": plausibility.check(draft), "may_pass": may_fill}
    return render(request, "reports/_checks.html", context)


@login_required
@require_POST
@answering
def pass_rules(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Note the reasons that were typed beside soft rules."""
    occurrence = occurrence_of(request, occurrence_id)
    access.require(request.actor, Right.FILL_REPORT, about=occurrence)
    draft = _draft(request, occurrence_id)
    given = {name[3:]: reason for name, reason in request.POST.items() if name.startswith("ld:") and reason.strip()}
    if draft is None or not given:
        raise ValueError(_("Hãy ghi lý do vào ô bên cạnh số liệu, rồi bấm “Ghi lý do”."))
    with transaction.atomic():
        for rule, reason in given.items():
            deeds.pass_rule(draft, rule, reason=reason, by=request.actor, now=clock.now())
    messages.success(request, _("Đã ghi lý do. Cơ quan nhận sẽ đọc được."))
    return redirect("reports:report", occurrence_id)


def _draft(request: HttpRequest, occurrence_id: UUID) -> Version | None:
    seen = Version.objects.visible_to(request.actor).filter(submission__occurrence=occurrence_id, filed_at=None)
    return seen.select_related("submission__occurrence").first()


def _form(request: HttpRequest, form_version_id: int) -> FormVersion:
    """Return a form version whose programme the reader's body coordinates, else 404."""
    form = get_object_or_404(FormVersion.objects.select_related("form__programme"), pk=form_version_id)
    if not coordinators.may_edit(form.form.programme, request.actor):
        raise Http404
    return form
