"""Named groups of bodies, as documents address them, and their members."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhipcau import clock
from nhipcau.organisations import access, actions, names
from nhipcau.organisations.access import Right
from nhipcau.organisations.forms import GroupForm, MembersForm
from nhipcau.organisations.models import Group, GroupMember, holds_on
from nhipcau.organisations.views.bodies import asked_day
from nhipcau.organisations.views.doors import for_administrators, for_holders_of_a_post
from nhipcau.text import fold


@for_holders_of_a_post
def groups(request: HttpRequest) -> HttpResponse:
    """List the groups with how many members each has today. Constant queries, 50 rows."""
    text = request.GET.get("q", "").strip()
    count = Count("members", filter=holds_on(request.today, "members__"))
    found = Group.objects.select_related("programme").annotate(count=count).order_by("name", "pk")
    if text:
        found = found.filter(folded__contains=fold(text))
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    called = names.bodies((row.scope_id for row in page if row.scope_id), on=request.today)
    context = {"page_obj": page, "called": called, "text": text, "may_manage": _may_manage(request)}
    return render(request, "organisations/groups.html", context)


@for_holders_of_a_post
def group(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Show one group with its members on a day, in protocol order."""
    return _page(request, get_object_or_404(Group, pk=group_id))


@for_administrators
def group_new(request: HttpRequest) -> HttpResponse:
    """Make a group with its members."""
    form = GroupForm(request.POST or None, on=request.today, initial={"day": request.today})
    if request.method == "POST" and form.is_valid():
        given, now = form.cleaned_data, clock.now()
        with transaction.atomic():
            made = actions.make_group(given["name"], scope=given["scope"], by=request.actor, now=now)
            for body in given["members"]:
                actions.add_member(made, body, by=request.actor, now=now, valid_from=given["day"])
        messages.success(request, _("Đã lập nhóm."))
        return redirect("organisations:group", made.pk)
    context = {"form": form, "heading": _("Lập nhóm cơ quan"), "button": _("Lập nhóm")}
    return render(request, "organisations/form.html", context)


@for_administrators
@require_POST
def member_new(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Put bodies into a group."""
    row = get_object_or_404(Group, pk=group_id)
    form = MembersForm(request.POST, on=request.today)
    if not form.is_valid():
        return _page(request, row, form)
    now = clock.now()
    with transaction.atomic():
        for body in form.cleaned_data["members"]:
            actions.add_member(row, body, by=request.actor, now=now, valid_from=form.cleaned_data["day"])
    messages.success(request, _("Đã thêm thành viên."))
    return redirect("organisations:group", row.pk)


@for_administrators
@require_POST
def member_end(request: HttpRequest, member_id: int) -> HttpResponse:
    """End a membership from today on."""
    row = get_object_or_404(GroupMember.objects.select_related("group"), pk=member_id)
    actions.end_member(row, on_day=request.today, by=request.actor, now=clock.now())
    messages.success(request, _("Đã đưa ra khỏi nhóm từ hôm nay."))
    return redirect("organisations:group", row.group_id)


def _page(request: HttpRequest, row: Group, form: MembersForm | None = None) -> HttpResponse:
    on = asked_day(request)
    members = list(GroupMember.objects.on(on).filter(group=row))
    ids = [member.organisation_id for member in members]
    called = names.bodies([*ids, row.scope_id] if row.scope_id else ids, on=on)
    members.sort(key=lambda member: called[member.organisation_id].rank if member.organisation_id in called else 0)
    context = {
        "group": row, "scope": called.get(row.scope_id), "on": on, "called": called, "may_manage": _may_manage(request),
        "page_obj": Paginator(members, 50).get_page(request.GET.get("page")),
        "form": form or MembersForm(on=request.today, initial={"day": request.today}),
    }  # fmt: skip
    return render(request, "organisations/group.html", context)


def _may_manage(request: HttpRequest) -> bool:
    return access.may(request.actor, Right.MANAGE_ORGANISATIONS) is not None
