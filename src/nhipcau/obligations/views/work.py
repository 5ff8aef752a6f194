"""A body's own work: its list, one occurrence, one duty."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from nhipcau import clock
from nhipcau.documents.models import Document
from nhipcau.obligations import actions
from nhipcau.obligations.forms import EndForm, ExtensionForm, RuleForm, ShareForm
from nhipcau.obligations.models import DueRule, Every, Obligation, ObligationKind, Occurrence
from nhipcau.obligations.queries import duties, worklist
from nhipcau.obligations.rules import NotARule, RuleSpec
from nhipcau.organisations import access
from nhipcau.organisations.access import Right
from nhipcau.organisations.models import Post, Programme, holds_on
from nhipcau.organisations.queries import work_calendar

_A_PAGE = 50
TABS = (
    ("", gettext_lazy("Cần làm")),
    ("thuong-xuyen", gettext_lazy("Nhiệm vụ thường xuyên")),
    ("da-xong", gettext_lazy("Đã gửi, đã làm")),
)


@login_required
@require_GET
def work(request: HttpRequest) -> HttpResponse:
    """Show what the reader's bodies owe: overdue first, then soon, then later."""
    tab = request.GET.get("muc", "")
    programme, post = _key(request.GET.get("chuong-trinh")), _key(request.GET.get("can-bo"))
    if tab == "thuong-xuyen":
        listed, told = worklist.standing_duties(request.actor, programme=programme), None
    else:
        tab = tab if tab == "da-xong" else ""
        find = worklist.done_work if tab else worklist.ordered_work
        found = find(request.actor, on=request.today, programme=programme, post=post)
        listed, told = found.ids, found.told
    page = Paginator(listed, _A_PAGE).get_page(request.GET.get("page"))
    rows = []
    if tab != "thuong-xuyen":
        rows = worklist.work_rows(list(page.object_list), request.actor, on=request.today, told=told)
    context = {
        "tab": tab,
        "tabs": TABS,
        "page_obj": page,
        "parts": worklist.in_parts(rows),
        "standing": page.object_list if tab == "thuong-xuyen" else (),
        "programmes": Programme.objects.order_by("short_name"),
        "programme": programme,
        "posts": colleagues(request),
        "post": post,
        "several_bodies": len({post.organisation_id for post in request.actor.posts}) > 1,
    }
    return render(request, "obligations/worklist.html", context)


@login_required
@require_GET
def occurrence(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Show one thing to do: where it stands in the paper, until when, and what to do next."""
    return _show_occurrence(request, _own(request, occurrence_id))


def _show_occurrence(
    request: HttpRequest,
    row: Occurrence,
    share_form: ShareForm | None = None,
    extension_form: ExtensionForm | None = None,
) -> HttpResponse:
    shown = worklist.work_rows([row.pk], request.actor, on=request.today)[0]
    may = {
        right.name.lower(): access.may(request.actor, right, about=row) is not None
        for right in (Right.SHARE_DUTY, Right.ANSWER_DUTY, Right.FILL_REPORT, Right.URGE, Right.DECIDE_ON_LATENESS)
    }
    context = {
        "row": shown,
        "occurrence": row,
        "extensions": list(row.extensions.order_by("decided_at")),
        "answers_for": duties.answered_names(row, on=request.today),
        "reminder": duties.reminder_of(shown),
        "may": may,
        "share_form": share_form or (ShareForm(posts=_posts_of(row, request)) if may["share_duty"] else None),
        "extension_form": (extension_form or ExtensionForm()) if may["decide_on_lateness"] and row.until else None,
        "is_own": row.body_id in request.actor.bodies,
        "sees_document": _sees_document(request, row.obligation),
    }
    return render(request, "obligations/occurrence.html", context)


@login_required
@require_GET
def obligation(request: HttpRequest, obligation_id: UUID) -> HttpResponse:
    """Show one duty: its words, who owes it, its rules, and how each body stands in each period."""
    row = _duty(request, obligation_id)
    return _show_obligation(request, row)


def _show_obligation(
    request: HttpRequest, row: Obligation, end_form: EndForm | None = None, rule_form: RuleForm | None = None
) -> HttpResponse:
    may_end = actions.laying_post(row, request.actor) is not None and not row.ends_on
    page = duties.obligation_page(row, request.actor, on=request.today)
    context = {
        "page": page,
        "obligation": row,
        "rule_forms": _rule_forms(page, rule_form) if may_end else (),
        "may_end": may_end,
        "may_lay_down": _may_lay_down(request, row),
        "sees_document": _sees_document(request, row),
        "end_form": end_form or EndForm(initial={"from_day": request.today}),
    }
    return render(request, "obligations/obligation.html", context)


def _may_lay_down(request: HttpRequest, row: Obligation) -> bool:
    if row.kind != ObligationKind.REPORT or not row.programme_id or row.restates_id or row.ends_on:
        return False
    return access.may(request.actor, Right.CONFIRM_DUTIES, about=row) is not None


def _rule_forms(page: duties.ObligationPage, bound: RuleForm | None) -> list[tuple[duties.RuleRow, RuleForm]]:
    forms = [(row, bound if bound and bound.rule_id == row.rule.pk else rule_form(row.rule)) for row in page.rules]
    return [
        (row, form) for row, form in forms if row.rule.every != Every.ONCE or not RuleSpec.stored(row.rule).has_a_day
    ]


@login_required
@require_GET
def place(request: HttpRequest, obligation_id: UUID) -> HttpResponse:
    """Show the document's text with the place of one duty marked, to those who may see the document."""
    row = _duty(request, obligation_id)
    document = get_object_or_404(Document.objects.visible_to(request.actor).distinct(), pk=row.document_id)
    context = {"obligation": row, "document": document, "segments": duties.text_with_place(document.text, row)}
    return render(request, "obligations/place.html", context)


@login_required
@require_POST
def share(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Give a duty to an officer of the body."""
    row = _own(request, occurrence_id)
    form = ShareForm(request.POST, posts=_posts_of(row, request))
    if not form.is_valid():
        return _show_occurrence(request, row, form)
    data = form.cleaned_data
    try:
        actions.share(
            row, Post.objects.get(pk=data["post"]), inner_deadline=data["inner_deadline"], note=data["note"],
            by=request.actor, now=clock.now(),
        )  # fmt: skip
    except (actions.CannotAnswer, access.Denied) as refusal:
        form.add_error(None, str(refusal))
        return _show_occurrence(request, row, form)
    messages.success(request, _("Đã phân công."))
    return redirect("obligations:occurrence", row.pk)


@login_required
@require_POST
def not_ours(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Answer that a duty is not the body's responsibility."""
    row = _own(request, occurrence_id)
    try:
        actions.answer_not_ours(row, reason=request.POST.get("reason", ""), by=request.actor, now=clock.now())
        messages.success(request, _("Đã trả lời; nơi giao nhiệm vụ thấy lý do."))
    except (actions.CannotAnswer, access.Denied) as refusal:
        messages.error(request, str(refusal))
    return redirect("obligations:occurrence", row.pk)


@login_required
@require_POST
def done(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Say that a duty without report is done."""
    row = _own(request, occurrence_id)
    try:
        actions.mark_done(row, note=request.POST.get("note", ""), by=request.actor, now=clock.now())
        messages.success(request, _("Đã ghi: việc đã làm."))
    except (actions.CannotAnswer, access.Denied) as refusal:
        messages.error(request, str(refusal))
    return redirect("obligations:occurrence", row.pk)


@login_required
@require_POST
def extend(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Give more time, by a decision."""
    row = _own(request, occurrence_id)
    form = ExtensionForm(request.POST)
    if not form.is_valid():
        return _show_occurrence(request, row, extension_form=form)
    try:
        count = actions.extend(row, by=request.actor, now=clock.now(), **form.cleaned_data)
    except (actions.CannotAnswer, access.Denied) as refusal:
        form.add_error(None, str(refusal))
        return _show_occurrence(request, row, extension_form=form)
    messages.success(request, _("Đã gia hạn cho %(n)d đơn vị.") % {"n": count})
    return redirect("obligations:occurrence", row.pk)


@login_required
@require_POST
def copied(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Record that the reminder was copied."""
    row = _own(request, occurrence_id)
    try:
        actions.note_reminder(row, by=request.actor, now=clock.now())
        messages.success(request, _("Đã ghi nhận lời nhắc."))
    except access.Denied as refusal:
        messages.error(request, str(refusal))
    return redirect("obligations:occurrence", row.pk)


@login_required
@require_POST
def end(request: HttpRequest, obligation_id: UUID) -> HttpResponse:
    """End a duty with a reason."""
    row = _duty(request, obligation_id)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _show_obligation(request, row, form)
    try:
        actions.end_obligation(row, by=request.actor, now=clock.now(), **form.cleaned_data)
    except (actions.CannotAnswer, access.Denied) as refusal:
        form.add_error(None, str(refusal))
        return _show_obligation(request, row, form)
    messages.success(request, _("Đã kết thúc nhiệm vụ."))
    return redirect("obligations:obligation", row.pk)


@login_required
@require_POST
def set_day(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Change a due rule for what is not yet open, or only show its next days; what was typed stays where it fails."""
    own = Obligation.objects.visible_to(request.actor)
    rule = get_object_or_404(DueRule.objects.select_related("obligation__programme"), pk=rule_id, obligation__in=own)
    duty = _duty(request, rule.obligation_id)
    kind = request.POST.get("due_kind") or rule.due_kind or "before"
    form = rule_form(rule, {**request.POST.dict(), "every": rule.every, "due_kind": kind})
    if not form.is_valid():
        return _show_obligation(request, duty, rule_form=form)
    if request.POST.get("xem"):
        form.coming = duties.coming_of(form.rule, duty, work_calendar(), on=request.today)
        return _show_obligation(request, duty, rule_form=form)
    try:
        actions.change_rule(rule, form.rule, by=request.actor, now=clock.now())
    except (NotARule, actions.CannotAnswer, access.Denied) as refusal:
        form.add_error(None, str(refusal))
        return _show_obligation(request, duty, rule_form=form)
    messages.success(request, _("Đã đổi cách tính hạn cho các kỳ chưa mở và kỳ chưa có ngày."))
    return redirect("obligations:obligation", rule.obligation_id)


def rule_form(rule: DueRule, data: dict[str, object] | None = None) -> RuleForm:
    """Return the form of one rule of a duty; its fields have names of their own on the page."""
    form = RuleForm(data, initial=RuleForm.initial_of(RuleSpec.stored(rule)), auto_id=f"h{rule.pk}-%s")
    form.rule_id, form.fixed = rule.pk, "once" if rule.every == Every.ONCE else "periodic"
    return form


def colleagues(request: HttpRequest) -> list[Post]:
    """Return the posts of the reader's bodies on the day, for the filter by officer. One query."""
    bodies = {post.organisation_id for post in request.actor.posts}
    rows = Post.objects.filter(holds_on(request.today), organisation__in=bodies).select_related("user")
    return list(rows.order_by("title", "pk"))


def _posts_of(row: Occurrence, request: HttpRequest) -> list[tuple[str, str]]:
    held = Post.objects.filter(holds_on(request.today), organisation=row.body_id).select_related("user")
    return [(str(post.pk), f"{post.user.display_name} ({post.title})") for post in held.order_by("title", "pk")]


def _own(request: HttpRequest, occurrence_id: UUID) -> Occurrence:
    rows = Occurrence.objects.visible_to(request.actor).select_related("obligation__document", "obligation__programme")
    return get_object_or_404(rows.distinct(), pk=occurrence_id)


def _duty(request: HttpRequest, obligation_id: UUID) -> Obligation:
    rows = Obligation.objects.visible_to(request.actor).select_related("document", "programme", "restates__document")
    return get_object_or_404(rows.distinct(), pk=obligation_id)


def _sees_document(request: HttpRequest, row: Obligation) -> bool:
    return Document.objects.visible_to(request.actor).filter(pk=row.document_id).exists()


def _key(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
