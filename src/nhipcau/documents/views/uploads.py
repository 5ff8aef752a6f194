"""Pages of what waits in quarantine: handing in, watching the reading, trying again, registering."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau import clock
from nhipcau.documents import actions, queries, storage
from nhipcau.documents.forms import UploadForm
from nhipcau.documents.models import Upload, UploadState
from nhipcau.documents.receiving import Quota
from nhipcau.organisations import access
from nhipcau.organisations.access import Right


@csrf_exempt  # the inner view checks it, once the quota stands before the parser
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Show the upload page, or take the files."""
    quota = Quota(request)
    request.upload_handlers.insert(0, quota)
    return _upload(request, quota)


@csrf_protect
def _upload(request: HttpRequest, quota: Quota) -> HttpResponse:
    if not access.may(request.actor, Right.REGISTER_DOCUMENT):
        raise access.Denied(_("Vị trí của anh/chị không vào sổ văn bản. Hãy nhờ văn thư của cơ quan."))
    if request.method != "POST":
        return _upload_page(request, UploadForm(actor=request.actor))
    form = UploadForm(request.POST, request.FILES, actor=request.actor)
    is_valid = form.is_valid()
    if quota.too_large:
        form.errors.pop("files", None)
        form.add_error("files", _("%(names)s: %(reason)s") % {
            "names": ", ".join(quota.too_large), "reason": storage.TooLarge(),
        })  # fmt: skip
        return _upload_page(request, form, status=413)
    if not is_valid:
        return _upload_page(request, form, status=422)
    rows = [
        actions.upload(
            by=request.actor, body=form.chosen_body(), data=file, name=file.name or "",
            client_key=form.key_of(position), declared_not_secret=form.cleaned_data["declared"], now=clock.now(),
        )
        for position, file in enumerate(form.cleaned_data["files"])
    ]  # fmt: skip
    if len(rows) == 1:
        return redirect("documents:uploaded", rows[0].pk)
    messages.success(
        request,
        ngettext("Đã nhận %(n)s tệp, đang đọc.", "Đã nhận %(n)s tệp, đang đọc.", len(rows)) % {"n": len(rows)},
    )
    return redirect("documents:upload")


def _upload_page(request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "uploads": queries.quarantine(request.actor),
        "states": UploadState,
        "most_bytes": str(settings.MAX_FILE_BYTES),
        "most_mb": settings.MAX_FILE_BYTES // (1024 * 1024),
        "quarantine_days": settings.QUARANTINE_DAYS,
    }
    return render(request, "documents/upload.html", context, status=status)


@login_required
@require_safe
def uploaded(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Show where an upload is; when it was read, its register form, when it was registered, the document."""
    row = _mine(request, upload_id)
    if next_page := _next_page(row):
        return redirect(next_page)
    return render(request, "documents/uploaded.html", {"row": row, "states": UploadState})


@login_required
@require_safe
def progress(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Answer the page that watches a reading: how far it is, or where to go now."""
    row = _mine(request, upload_id)
    response = render(request, "documents/_uploaded.html", {"row": row, "states": UploadState})
    if next_page := _next_page(row):
        response["HX-Redirect"] = next_page
    elif not row.is_waiting:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def read_again(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Ask for another reading."""
    return _deed(request, upload_id, actions.read_again)


@login_required
@require_POST
def declare_again(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Go on to register an unreadable file by hand."""
    if "declared" not in request.POST:
        messages.error(request, actions.NotDeclared())
        return redirect("documents:uploaded", upload_id)
    return _deed(request, upload_id, actions.declare_again)


@login_required
@require_POST
def delete(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Delete a file that is not in the register."""
    row = _mine(request, upload_id)
    try:
        actions.delete_upload(row, by=request.actor, now=clock.now())
    except actions.NotNow as refusal:
        messages.error(request, refusal)
        return redirect("documents:uploaded", row.pk)
    messages.success(request, _("Đã xóa tệp %(name)s.") % {"name": row.name})
    return redirect("documents:upload")


def _deed(request: HttpRequest, upload_id: UUID, deed: Callable[..., None]) -> HttpResponse:
    row = _mine(request, upload_id)
    try:
        deed(row, by=request.actor, now=clock.now())
    except actions.NotNow as refusal:
        messages.error(request, refusal)
    return redirect("documents:uploaded", row.pk)


def _mine(request: HttpRequest, upload_id: UUID) -> Upload:
    visible = Upload.objects.visible_to(request.actor).select_related("file", "body").defer("reading")
    return get_object_or_404(visible, pk=upload_id)


def _next_page(row: Upload) -> str | None:
    if row.state == UploadState.READ:
        return reverse("documents:register_upload", args=[row.pk])
    if row.state == UploadState.REGISTERED:
        return reverse("documents:document", args=[row.document_id])
    return None
