"""Pages of drafts: the list, one draft with its preview and its checks of layout, the file, the issuing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhipcau import clock
from nhipcau.documents import storage
from nhipcau.documents.views import serve
from nhipcau.drafting import actions, preview, profiles, storing
from nhipcau.drafting.forms import ParticularsForm
from nhipcau.drafting.models import Draft
from nhipcau.organisations import access, names
from nhipcau.organisations.access import Right


@login_required
def drafts(request: HttpRequest) -> HttpResponse:
    """Show the drafts of the user's bodies, newest first."""
    rows = Draft.objects.visible_to(request.actor).select_related("drafted_by", "issued_as").order_by("-drafted_at")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    called = names.bodies((draft.body_id for draft in page), on=request.today)
    return render(request, "drafting/drafts.html", {"page_obj": page, "called": called})


@login_required
def draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show one draft as it will be printed; a POST changes its particulars and prints it again."""
    row = _visible(request, draft_id)
    document = storing.from_json(row.content)
    form = ParticularsForm(request.POST) if request.method == "POST" else ParticularsForm.of(document)
    if request.method == "POST" and form.is_valid():
        changed = actions.with_particulars(
            document, number=form.cleaned_data["number"], on=form.cleaned_data["on"],
            subject=form.cleaned_data["subject"], signer_name=form.cleaned_data["signer_name"],
            signer_titles=form.lines("signer_titles"), addressees=form.lines("addressees"),
            recipients=form.lines("recipients"),
        )  # fmt: skip
        try:
            actions.change(row, changed, by=request.actor, now=clock.now())
        except profiles.NoProfile as unknown:  # a slip in the year: what was typed stays in the form
            form.add_error("on", str(unknown))
        except actions.AlreadyIssued as refusal:
            messages.error(request, str(refusal))
            return redirect("drafting:draft", row.pk)
        else:
            messages.success(request, _("Đã in lại dự thảo."))
            return redirect("drafting:draft", row.pk)
    from nhipcau.drafting import checks  # heavy: a server starts without it

    profile = profiles.of(document)
    with storage.open_file(row.file) as file:
        findings = checks.check(file.read(), profile, document)
    return render(
        request,
        "drafting/draft.html",
        {
            "draft": row,
            "form": form,
            "profile": profile,
            "preview": preview.html(document, profile),
            "failed": [finding for finding in findings if not finding.passed],
            "checked": len(findings),
            "may_change": row.issued_as_id is None and access.may(request.actor, Right.DRAFT, about=row) is not None,
        },
    )


@login_required
def file(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Give the DOCX of a draft."""
    row = _visible(request, draft_id)
    return serve(request, row.file, row.file_name)


@login_required
@require_POST
def issue(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Put a draft into the register of documents out."""
    row = _visible(request, draft_id)
    try:
        issued = actions.issue(row, by=request.actor, now=clock.now())
    except (actions.AlreadyIssued, ValueError) as refusal:
        messages.error(request, str(refusal))
        return redirect("drafting:draft", row.pk)
    messages.success(request, _("Đã phát hành và vào sổ văn bản đi."))
    return redirect("documents:document", issued.pk)


def _visible(request: HttpRequest, draft_id: UUID) -> Draft:
    return get_object_or_404(Draft.objects.visible_to(request.actor).select_related("file", "drafted_by"), pk=draft_id)
