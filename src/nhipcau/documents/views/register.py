"""The register, one document, what is done to it, and looking things up."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau import clock
from nhipcau.documents import actions, export, panels, queries, rules, search
from nhipcau.documents.forms import InstructionForm, ReasonForm
from nhipcau.documents.models import Direction, Document, DocumentFile
from nhipcau.organisations import access
from nhipcau.organisations.access import Right
from nhipcau.organisations.models import Programme


@login_required
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Show the register with its filters."""
    filters = _filters(request)
    context = {
        "page_obj": queries.register_page(request.actor, filters, request.GET.get("page")),
        "filters": filters,
        "types": queries.types_seen(request.actor),
        "programmes": Programme.objects.order_by("short_name"),
        "directions": Direction.choices,
        "may_register": access.may(request.actor, Right.REGISTER_DOCUMENT) is not None,
        "is_filtered": filters != queries.RegisterFilters(),
    }
    return render(request, "documents/register.html", context)


@login_required
@require_safe
def register_xlsx(request: HttpRequest) -> HttpResponse:
    """Give the register as filtered, as an Excel workbook."""
    rows = queries.rows_of(queries.register(request.actor, _filters(request))[: export.MOST_ROWS])
    response = HttpResponse(export.workbook(rows), content_type=export.CONTENT_TYPE)
    name = quote(_("So-van-ban-%(day)s.xlsx") % {"day": f"{request.today:%Y-%m-%d}"})
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


@login_required
@require_safe
def document(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Show one document."""
    page = queries.document_page(request.actor, document_id)
    if page is None:
        raise Http404
    row, actor = page.document, request.actor
    may_write = access.may(actor, Right.REGISTER_DOCUMENT, about=row.body) is not None
    context = {
        "page": page,
        "document": row,
        "panels": panels.rendered(request, row),
        "is_not_spread": rules.is_not_spread(row.circulation),
        "may_correct": may_write,
        "may_recall": may_write and not row.is_recalled,
        "may_release": (
            may_write and not row.is_released and not row.is_recalled and not rules.is_not_spread(row.circulation)
            and actions.may_release(actor, row.body, row.issuer, programme=row.programme)
        ),
        "instruction_form": (
            InstructionForm(initial={"text": row.instruction})
            if access.may(actor, Right.CONFIRM_DUTIES, about=row.body) else None
        ),
        "reason_form": ReasonForm(),
        "roles": DocumentFile.Role,
    }  # fmt: skip
    return render(request, "documents/document.html", context)


@login_required
@require_POST
def instruct(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Write a leader's instruction on a document."""
    row = _visible(request, document_id)
    form = InstructionForm(request.POST)
    if form.is_valid():
        actions.instruct(row, by=request.actor, text=form.cleaned_data["text"], now=clock.now())
        messages.success(request, _("Đã ghi bút phê."))
    else:
        messages.error(request, _("Bút phê quá dài."))
    return redirect("documents:document", row.pk)


@login_required
@require_POST
def release(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Show a document to the bodies that it addresses."""
    row = _visible(request, document_id)
    try:
        actions.release(row, by=request.actor, now=clock.now())
        messages.success(request, _("Đã phát hành: các cơ quan được gửi đã thấy văn bản."))
    except actions.MayNotRelease as refusal:
        messages.error(request, refusal)
    return redirect("documents:document", row.pk)


@login_required
@require_POST
def recall(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Take a document back, with the reason."""
    row = _visible(request, document_id)
    try:
        actions.recall(row, by=request.actor, reason=request.POST.get("reason", ""), now=clock.now())
        messages.success(request, _("Đã ghi thu hồi văn bản."))
    except (actions.NeedsReason, actions.AlreadyRecalled) as refusal:
        messages.error(request, refusal)
    return redirect("documents:document", row.pk)


@login_required
@require_safe
def look_up(request: HttpRequest) -> HttpResponse:
    """Look things up by words, with or without diacritics."""
    typed = request.GET.get("q", "").strip()[:200]
    page = search.found_page(request.actor, typed, request.GET.get("page"))
    others = search.elsewhere(request.actor, typed) if page.number == 1 else ()
    context = {"typed": typed, "page_obj": page, "others": others, "most_found": search.MOST_FOUND}
    return render(request, "documents/search.html", context)


def _visible(request: HttpRequest, document_id: UUID) -> Document:
    row = queries.document(request.actor, document_id)
    if row is None:
        raise Http404
    return row


def _filters(request: HttpRequest) -> queries.RegisterFilters:
    """Return the filters of the address; what is no value of theirs counts as not given."""
    asked = request.GET
    year = asked.get("year", "")
    try:
        programme = UUID(asked["programme"]) if asked.get("programme") else None
    except ValueError:
        programme = None
    return queries.RegisterFilters(
        direction=asked.get("direction", "") if asked.get("direction") in Direction.values else "",
        type=asked.get("type", "")[:60],
        programme=programme,
        year=int(year) if year.isdecimal() and date.min.year <= int(year) <= date.max.year else None,
        words=asked.get("words", "")[:200],
        own_only=asked.get("own_only") == "1",
    )
