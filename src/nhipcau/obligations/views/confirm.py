"""The page on which a person turns what was read into duties."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nhipcau import clock
from nhipcau.documents.models import Document
from nhipcau.obligations import actions
from nhipcau.obligations.actions.proposing import existing_series
from nhipcau.obligations.forms import ProposalForm, rule_forms
from nhipcau.obligations.models import ObligationKind, Proposal
from nhipcau.obligations.queries import confirming
from nhipcau.obligations.queries.missing import missed_periods
from nhipcau.organisations import access
from nhipcau.organisations.access import Right


@login_required
@require_GET
def confirm(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Show the text on one side and the proposed duties on the other."""
    return show(request, document_at_desk(request, document_id))


def document_at_desk(request: HttpRequest, document_id: UUID) -> Document:
    """Return the document if the reader may work on its proposals; else 404, as for a document that is not there."""
    rows = Document.objects.visible_to(request.actor).select_related("programme").distinct()
    document = get_object_or_404(rows, pk=document_id)
    if access.may(request.actor, Right.PROPOSE_DUTIES, about=Proposal(document=document)) is None:
        raise Http404
    return document


def show(
    request: HttpRequest,
    document: Document,
    *,
    form: ProposalForm | None = None,
    rules: object = None,
    added: dict[str, str] | None = None,
    editing: str = "",
) -> HttpResponse:
    """Render the page; with a bound form the card that is being corrected shows what was typed."""
    page = confirming.confirm_page(document, request.actor, on=request.today)
    editing = editing or request.GET.get("sua", "")
    edited = next((row.proposal for row in page.rows if str(row.proposal.pk) == editing and row.is_open), None)
    if edited is not None and form is None:
        form, rules = ProposalForm.of(edited, page.resolver), rule_forms(edited)
    asked, adding, query = (request.GET.get(name, "") for name in ("ten", "them", "tim"))
    context = {
        "page": page,
        "document": document,
        "editing": edited.pk if edited else None,
        "form": form,
        "rules": rules,
        "series": restatable(document) if edited else (),
        "missed": _missed(document, page) if edited else (),
        "asked": asked,
        "adding": next((row.proposal.pk for row in page.rows if str(row.proposal.pk) == adding), None),
        "found": confirming.search_bodies(page.resolver, query) if asked or adding else (),
        "query": query,
        "kinds": ObligationKind.choices,
        "added": added or {},
        "may_confirm": access.may(request.actor, Right.CONFIRM_DUTIES, about=Proposal(document=document)) is not None,
    }
    return render(request, "obligations/confirm.html", context)


def restatable(document: Document) -> list[tuple[str, str]]:
    """Return the duties in force that a proposal of this document may restate, as choices."""
    series = existing_series(document)
    return [(str(row.pk), f"{row.document}, điểm {row.clause}: {row.title}") for row, _rules in series]


def _missed(document: Document, page: confirming.ConfirmPage) -> list[tuple[str, str]]:
    found = []
    for row, rules in existing_series(document):
        if any(rule.comes_back for rule in rules):
            for period in missed_periods(row.pk, on=page.resolver.scope.on, limit=4):
                label = _("chưa gửi %(period)s (%(n)d/%(m)d đơn vị): %(title)s") % {
                    "period": period.label, "n": period.missing, "m": period.expected, "title": row.title,
                }  # fmt: skip
                found.append((f"{row.pk}/{period.start.isoformat()}", label))
    return found


@login_required
@require_POST
def confirm_all(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Confirm every proposal that is ready."""
    document = document_at_desk(request, document_id)
    try:
        result = actions.confirm_all(document, by=request.actor, now=clock.now())
    except access.Denied as denied:
        messages.error(request, str(denied))
        return back(document)
    if result.obligations:
        messages.success(
            request,
            _("Đã xác nhận %(n)d nhiệm vụ, mở %(m)d việc trên danh sách của các đơn vị.")
            % {"n": len(result.obligations), "m": result.occurrences},
        )
    if result.left:
        messages.warning(request, _("Còn %d mục chưa xác nhận được, xem lý do ở từng mục.") % len(result.left))
    if not result.obligations and not result.left:
        messages.info(request, _("Không còn mục nào chờ xác nhận."))
    return back(document)


@login_required
@require_POST
def add(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Add a duty that reading did not find."""
    document = document_at_desk(request, document_id)
    typed = {name: request.POST.get(name, "") for name in ("text", "clause", "kind")}
    kind = typed["kind"] if typed["kind"] in ObligationKind.values else ObligationKind.REPORT
    try:
        proposal = actions.add(
            document, text=typed["text"], clause=typed["clause"], kind=kind, by=request.actor, now=clock.now()
        )
    except actions.CannotChange as error:
        messages.error(request, str(error))
        return show(request, document, added=typed)
    return HttpResponseRedirect(f"{address(document)}?sua={proposal.pk}#nv-{proposal.pk}")


@login_required
@require_POST
def join_suggested(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Join every pair that is one task."""
    document = document_at_desk(request, document_id)
    page = confirming.confirm_page(document, request.actor, on=request.today)
    pairs = [(row.join_with, row.proposal.pk) for row in page.rows if row.join_with]
    for first, second in pairs:
        own = document.proposals.select_related("document")
        actions.join(own.get(pk=first), own.get(pk=second), by=request.actor, now=clock.now())
    messages.success(request, _("Đã gộp %d cặp.") % len(pairs))
    return back(document)


@login_required
@require_POST
def resolve_again(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Look again for the names that are not resolved yet."""
    document = document_at_desk(request, document_id)
    settled = actions.resolve_again(document, by=request.actor, now=clock.now())
    messages.info(request, _("Đã tra lại: rõ thêm %d chỗ.") % settled)
    return back(document)


def address(document: Document) -> str:
    """Return the address of the confirm page."""
    return reverse("obligations:confirm", args=[document.pk])


def back(document: Document, proposal: UUID | None = None) -> HttpResponse:
    """Go back to the page, to the card that was worked on."""
    if proposal is None:
        return redirect(address(document))
    return HttpResponseRedirect(f"{address(document)}#nv-{proposal}")
