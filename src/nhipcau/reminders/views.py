"""Pages of reminders: one's own messages, the calendar, the plan of a programme, mails that went wrong."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as notes
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nhipcau import clock
from nhipcau.organisations import access
from nhipcau.organisations.access import Denied, Right
from nhipcau.organisations.models import Programme
from nhipcau.reminders import actions, calendars, queries, rules, sending
from nhipcau.reminders.models import CalendarFeed, Mail, MailWish
from nhipcau.reminders.rules import NotDays, Plan


@login_required
@require_GET
def reminders(request: HttpRequest) -> HttpResponse:
    """Show the user's messages, newest day first."""
    shown = queries.own_messages(request.actor)
    wish = MailWish.objects.filter(user=request.user).first()
    return render(
        request,
        "reminders/reminders.html",
        {
            "shown": shown,
            "by_mail": wish is None or wish.by_mail,
            "address": request.user.email,
            "has_feed": CalendarFeed.objects.filter(user=request.user).exists(),
            "feed": request.session.pop("calendar_feed", ""),
        },
    )


@login_required
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Note that the messages were opened: sent by the page itself, or by its button where there is no JavaScript."""
    actions.see(by=request.actor, now=clock.now())
    return redirect("reminders:reminders") if not request.htmx else HttpResponse(status=204)


@login_required
@require_POST
def wish(request: HttpRequest) -> HttpResponse:
    """Keep whether reminders come by mail too."""
    actions.wish_for_mail(by=request.actor, by_mail=request.POST.get("by_mail") == "1")
    notes.success(request, _("Đã lưu."))
    return redirect("reminders:reminders")


@login_required
@require_POST
def feed(request: HttpRequest) -> HttpResponse:
    """Make a new calendar address, shown once, or end it."""
    if request.POST.get("end"):
        calendars.end_feed(by=request.actor, now=clock.now())
        notes.success(request, _("Đã hủy địa chỉ lịch. Ứng dụng lịch nào đang dùng địa chỉ cũ sẽ không cập nhật nữa."))
    else:
        secret = calendars.make_feed(by=request.actor, now=clock.now())
        request.session["calendar_feed"] = request.build_absolute_uri(reverse("reminders:calendar", args=[secret]))
    return redirect("reminders:reminders")


@require_GET
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """Give the calendar of whoever holds the secret address; a program fetches it, nobody is logged in."""
    found = calendars.feed_of(secret)
    if found is None:
        raise Http404
    actor = access.actor_of(found.user, on=clock.today())
    answer = HttpResponse(calendars.calendar_of(actor, now=clock.now()), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=900"
    answer["Content-Disposition"] = 'inline; filename="nhip-cau.ics"'
    return answer


@login_required
def plan(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Show and set when a programme reminds."""
    programme = get_object_or_404(Programme, pk=programme_id)
    try:
        actions.coordinator(request.actor, programme)
    except Denied as refused:
        raise Http404 from refused
    now = actions.plan_of(programme)
    typed = {"before": rules.words_of(now.before), "after": rules.words_of(now.after)}
    typed["escalate"] = rules.words_of(now.escalate)
    error = ""
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in typed}
        try:
            wanted = Plan(*(rules.days_of(typed[name]) for name in ("before", "after", "escalate")))
        except NotDays as wrong:
            error = str(wrong)
        else:
            actions.set_plan(programme, wanted, by=request.actor, now=clock.now())
            notes.success(request, _("Đã lưu lịch nhắc. Lời nhắc đã có không nhắc lại."))
            return redirect("organisations:programme", programme.pk)
    return render(
        request,
        "reminders/plan.html",
        {"programme": programme, "typed": typed, "error": error},
        status=422 if error else 200,
    )


@login_required
@require_GET
def mails(request: HttpRequest) -> HttpResponse:
    """Show the mails about which a person must decide."""
    if access.may(request.actor, Right.MANAGE_ORGANISATIONS) is None:
        raise Http404
    return render(request, "reminders/mails.html", {"mails": queries.troubled_mails()[:200]})


@login_required
@require_POST
def decide(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Send a mail once more, or take it for sent."""
    if access.may(request.actor, Right.MANAGE_ORGANISATIONS) is None:
        raise Http404
    mail = get_object_or_404(Mail, pk=mail_id)
    try:
        sending.decide(mail, again=request.POST.get("again") == "1", by=request.actor, now=clock.now())
        notes.success(request, _("Đã ghi."))
    except sending.NotUnknown as wrong:
        notes.error(request, str(wrong))
    return redirect("reminders:mails")
