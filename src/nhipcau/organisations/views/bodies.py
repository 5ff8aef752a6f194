"""The tree of bodies as of a day, the page of one body, and the administrator's deeds on it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from nhipcau import clock
from nhipcau.organisations import access, actions, names, queries
from nhipcau.organisations.access import Right
from nhipcau.organisations.forms import BodyForm, EndForm
from nhipcau.organisations.models import Level, Organisation, OrganisationKind, Post
from nhipcau.organisations.queries import bodies as body_queries
from nhipcau.organisations.views.doors import for_administrators, for_holders_of_a_post


def asked_day(request: HttpRequest) -> date:
    """Return the day that the address asks for, else today."""
    try:
        return parse_date(request.GET.get("ngay", "")) or request.today
    except ValueError:
        return request.today


@for_holders_of_a_post
def bodies(request: HttpRequest) -> HttpResponse:
    """Show one level of the tree as of a day, or what a search finds. Constant queries, 50 rows."""
    on, text = asked_day(request), request.GET.get("q", "").strip()
    above = _uuid(request.GET.get("duoi", ""))
    found = queries.find_bodies(text, on=on) if text else queries.bodies_below(above, on=on)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {
        "on": on, "text": text, "page_obj": page, "rows": body_queries.rows(page, on=on),
        "path": [] if text else queries.path_to(above, on=on), "may_manage": _may_manage(request),
    }  # fmt: skip
    return render(request, "organisations/bodies.html", context)


@for_holders_of_a_post
def body(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """Show everything about one body as of a day."""
    on = asked_day(request)
    page = queries.body_page(get_object_or_404(Organisation, pk=body_id), on=on)
    if page is None:
        raise Http404
    posts = Post.objects.none()
    if _may_manage(request) or request.actor.posts_for(body_id):
        posts = Post.objects.on(on).filter(organisation=body_id).select_related("user").order_by("title")[:50]
    context = {
        "page": page, "on": on, "path": queries.path_to(page.span.parent_id, on=on), "posts": posts,
        "may_manage": _may_manage(request),
    }  # fmt: skip
    return render(request, "organisations/body.html", context)


@for_administrators
def body_new(request: HttpRequest) -> HttpResponse:
    """Add a body."""
    form = BodyForm(request.POST or None, on=request.today, initial={"day": request.today, "has_seal": True})
    if request.method == "POST" and form.is_valid():
        made = actions.create_body(_facts(form), by=request.actor, now=clock.now(), valid_from=form.cleaned_data["day"])
        messages.success(request, _("Đã thêm cơ quan."))
        return redirect("organisations:body", made.pk)
    context = {"form": form, "heading": _("Thêm cơ quan"), "button": _("Thêm")}
    return render(request, "organisations/form.html", context)


@for_administrators
def body_change(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """Change a body from a day on; what it was before stays."""
    row = get_object_or_404(Organisation, pk=body_id)
    span = names.bodies([row.pk], on=request.today).get(row.pk)
    if span is None:
        raise Http404
    form = BodyForm(request.POST or None, on=request.today, initial=_initial(span, request.today))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_body(
                row, _facts(form), by=request.actor, now=clock.now(), from_day=form.cleaned_data["day"],
                document=form.cleaned_data["document"],
            )  # fmt: skip
        except actions.SpanRefused as refusal:
            form.add_error("day", str(refusal))
        else:
            messages.success(request, _("Đã ghi. Những gì trước ngày này vẫn giữ nguyên."))
            return redirect("organisations:body", row.pk)
    context = {"form": form, "heading": _("Đổi thông tin: %s") % span.name, "button": _("Ghi từ ngày đã chọn")}
    return render(request, "organisations/form.html", context)


@for_administrators
def body_end(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """End a body, and say what it became."""
    row = get_object_or_404(Organisation, pk=body_id)
    span = names.bodies([row.pk], on=request.today).get(row.pk)
    form = EndForm(request.POST or None, on=request.today, initial={"day": request.today})
    if request.method == "POST" and form.is_valid():
        try:
            _end(request, row, form)
        except (actions.SpanRefused, actions.AlreadySucceeded) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi kết thúc. Lịch sử của cơ quan vẫn xem được."))
            return redirect("organisations:body", row.pk)
    context = {
        "form": form, "heading": _("Kết thúc: %s") % (span.name if span else ""), "button": _("Ghi kết thúc"),
        "is_danger": True,
    }  # fmt: skip
    return render(request, "organisations/form.html", context)


@transaction.atomic
def _end(request: HttpRequest, row: Organisation, form: EndForm) -> None:
    day, document, now = form.cleaned_data["day"], form.cleaned_data["document"], clock.now()
    if successor := form.cleaned_data["successor"]:
        actions.succeed(row, successor, by=request.actor, now=now, on_day=day, document=document)
    actions.end_body(row, by=request.actor, now=now, on_day=day, document=document)


def _facts(form: BodyForm) -> actions.BodyFacts:
    given = form.cleaned_data
    return actions.BodyFacts(
        name=given["name"], short_name=given["short_name"], symbol=given["symbol"],
        kind=OrganisationKind(given["kind"]), level=Level(given["level"]), rank=given["rank"], parent=given["parent"],
        locality=given["locality"], place=given["place"], code=given["code"], has_seal=given["has_seal"],
    )  # fmt: skip


def _initial(span: object, today: date) -> dict[str, object]:
    plain = ("name", "short_name", "symbol", "kind", "level", "rank", "place", "code", "has_seal")
    initial: dict[str, object] = {name: getattr(span, name) for name in plain}
    if span.parent_id:
        parent = names.bodies([span.parent_id], on=today).get(span.parent_id)
        initial["parent"] = parent.name if parent else ""
    if span.locality_id:
        place = names.places([span.locality_id], on=today).get(span.locality_id)
        initial["locality"] = (place.code or str(place)) if place else ""
    return {**initial, "day": today}


def _may_manage(request: HttpRequest) -> bool:
    return access.may(request.actor, Right.MANAGE_ORGANISATIONS) is not None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except (ValueError, ValidationError):
        return None
