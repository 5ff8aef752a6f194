"""Deeds on one proposal of the confirm page. Each answers by going back to its card."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhipcau import clock
from nhipcau.obligations import actions
from nhipcau.obligations.actions.proposing import resolver_for
from nhipcau.obligations.forms import ProposalForm, changes_of, rule_forms
from nhipcau.obligations.models import Obligation, Proposal, ProposedOwner
from nhipcau.obligations.queries.confirming import due_preview
from nhipcau.obligations.resolving import GroupRule, Target
from nhipcau.obligations.views.confirm import back, show
from nhipcau.organisations import access
from nhipcau.organisations.queries import work_calendar

_REFUSED = (actions.CannotChange, actions.NotReady, actions.AlreadyConfirmed, access.Denied)


def deed(view: Callable[[HttpRequest, Proposal], HttpResponse | None]) -> Callable[..., HttpResponse]:
    """Make a view of a deed on one proposal: the reader's own only, POST only, a refusal said on the page."""

    @login_required
    @require_POST
    @wraps(view)
    def answer(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
        proposal = _proposal(request, proposal_id)
        try:
            response = view(request, proposal)
        except _REFUSED as refusal:
            messages.error(request, str(refusal))
            response = None
        return response or back(proposal.document, proposal.pk)

    return answer


def owner_deed(view: Callable[[HttpRequest, ProposedOwner], None]) -> Callable[..., HttpResponse]:
    """Make a view of a deed on one printed name of a proposal."""

    @login_required
    @require_POST
    @wraps(view)
    def answer(request: HttpRequest, owner_id: int) -> HttpResponse:
        own = Proposal.objects.visible_to(request.actor)
        owner = get_object_or_404(
            ProposedOwner.objects.select_related("proposal__document"), pk=owner_id, proposal__in=own
        )
        try:
            view(request, owner)
        except _REFUSED as refusal:
            messages.error(request, str(refusal))
        return back(owner.proposal.document, owner.proposal_id)

    return answer


def _proposal(request: HttpRequest, proposal_id: UUID) -> Proposal:
    rows = Proposal.objects.visible_to(request.actor).select_related("document__programme")
    return get_object_or_404(rows, pk=proposal_id)


@deed
def edit(request: HttpRequest, proposal: Proposal) -> HttpResponse | None:
    """Correct a proposal; what was typed stays on the page where it cannot be taken."""
    resolver = resolver_for(proposal.document)
    form = ProposalForm(request.POST, resolver=resolver, proposal=proposal, prefix="sua")
    rules = rule_forms(proposal, request.POST)
    asks_only = bool(request.POST.get("xem"))
    if asks_only:
        _preview(request, proposal, rules)
    if not (form.is_valid() and rules.is_valid()) or asks_only:
        return show(request, proposal.document, form=form, rules=rules, editing=str(proposal.pk))
    try:
        actions.edit(
            proposal, changes_of(form, rules), row_version=form.cleaned_data["row_version"], by=request.actor,
            now=clock.now(),
        )  # fmt: skip
    except actions.CannotChange as refusal:
        form.add_error(None, str(refusal))
        return show(request, proposal.document, form=form, rules=rules, editing=str(proposal.pk))
    return None


def _preview(request: HttpRequest, proposal: Proposal, rules: BaseFormSet) -> None:
    """Put the next due days beside each rule that can be; what cannot says so itself."""
    workdays = work_calendar()
    for form in rules:
        if form.is_valid() and form.rule:
            form.preview = due_preview(form.rule, proposal.document, workdays, on=request.today)


@deed
def split(request: HttpRequest, proposal: Proposal) -> None:
    """Cut a proposal in two."""
    at = request.POST.get("at", "")
    if not at.isdigit():
        raise actions.CannotChange(_("Hãy chọn chỗ tách."))
    actions.split(proposal, int(at), row_version=proposal.row_version, by=request.actor, now=clock.now())


@deed
def join(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Join a proposal with the one before it."""
    before = (
        proposal.document.proposals.filter(position__lt=proposal.position, is_dropped=False, confirmed_as=None)
        .select_related("document")
        .last()
    )
    if before is None:
        raise actions.CannotChange(_("Không có mục nào ở trên để gộp."))
    joined = actions.join(before, proposal, by=request.actor, now=clock.now())
    return back(proposal.document, joined.pk)


@deed
def drop(request: HttpRequest, proposal: Proposal) -> None:
    """Set a proposal aside."""
    actions.drop(proposal, reason=request.POST.get("reason", ""), by=request.actor, now=clock.now())


@deed
def take_up(request: HttpRequest, proposal: Proposal) -> None:
    """Take a proposal up again."""
    actions.take_up(proposal, by=request.actor, now=clock.now())


@deed
def restate(request: HttpRequest, proposal: Proposal) -> None:
    """Mark a proposal as restating a duty in force, or not."""
    chosen = request.POST.get("restates", "")
    obligation = None
    if chosen:
        rows = Obligation.objects.visible_to(request.actor).filter(restates=None).distinct()
        obligation = get_object_or_404(rows, pk=_uuid(chosen))
    actions.set_restating(proposal, obligation, by=request.actor, now=clock.now())


@deed
def owed_by_missing(request: HttpRequest, proposal: Proposal) -> None:
    """Let those owe it who miss a period of another duty, or the printed owners again."""
    key, _slash, day = request.POST.get("missing", "").partition("/")
    obligation, period = None, None
    if key:
        rows = Obligation.objects.visible_to(request.actor).distinct()
        obligation = get_object_or_404(rows, pk=_uuid(key))
        try:
            period = date.fromisoformat(day)
        except ValueError as error:
            raise actions.CannotChange(_("Hãy chọn lại kỳ còn thiếu.")) from error
    actions.set_missing_owners(proposal, obligation, period, by=request.actor, now=clock.now())


@deed
def confirm_one(request: HttpRequest, proposal: Proposal) -> None:
    """Confirm one proposal."""
    actions.confirm(proposal, by=request.actor, now=clock.now())
    messages.success(request, _("Đã xác nhận: %s") % proposal.title)


@deed
def add_owner(request: HttpRequest, proposal: Proposal) -> None:
    """Add an owner or a follower."""
    target = target_of(request.POST.get("target", ""))
    is_follower = request.POST.get("follower") == "1"
    actions.add_owner(proposal, target, is_follower=is_follower, by=request.actor, now=clock.now())


@owner_deed
def answer_name(request: HttpRequest, owner: ProposedOwner) -> None:
    """Say whom a printed name means."""
    settled = actions.answer(
        owner, target_of(request.POST.get("target", "")), remember=request.POST.get("remember") == "1",
        by=request.actor, now=clock.now(),
    )  # fmt: skip
    if settled:
        messages.info(request, _("Đã điền cả %d chỗ khác cùng tên trong văn bản này.") % settled)


@owner_deed
def remove_owner(request: HttpRequest, owner: ProposedOwner) -> None:
    """Take a name away from a proposal."""
    actions.remove_owner(owner, by=request.actor, now=clock.now())


@owner_deed
def set_members(request: HttpRequest, owner: ProposedOwner) -> None:
    """Leave out the members of a group that were unticked."""
    members = resolver_for(owner.proposal.document).members(Target(owner.organisation_id, owner.group_id, owner.rule))
    kept = {_uuid(key) for key in request.POST.getlist("in")}
    left_out = {body.id for body in members} - kept
    actions.exclude(owner, left_out, by=request.actor, now=clock.now())


def target_of(value: str) -> Target:
    """Return the body or group that a choice names (`b:…`, `g:…`, `r:…`)."""
    kind, _colon, key = value.partition(":")
    if kind == "b":
        return Target(organisation=_uuid(key))
    if kind == "g":
        return Target(group=_uuid(key))
    if kind == "r":
        return Target(rule=str(GroupRule.parse(key)))
    raise actions.CannotChange(_("Hãy chọn một cơ quan hoặc một nhóm."))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise actions.CannotChange(_("Lựa chọn không còn đúng. Hãy tải lại trang.")) from error
