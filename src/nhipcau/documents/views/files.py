"""Serving files through the gate: harmless to a browser, found only by who may see the row that names them."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhipcau.documents import storage
from nhipcau.documents.models import DocumentFile, StoredFile, Upload, UploadPage

# What a browser may show in its own window; all else is handed over as a file to save.
SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
# A browser's PDF reader does not start inside a sandbox; it gets a policy under which nothing else runs.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; img-src 'self'; frame-ancestors 'none'"


def serve(request: HttpRequest, stored: StoredFile, name: str) -> HttpResponse:
    """Return the bytes of a file under `name`: a PDF or picture to look at, anything else to save.

    The caller has asked the gate. A type is what the content was found to be, never what a name says; no script of a
    file runs in our origin. Bytes that are gone give 404.
    """
    try:
        file = storage.open_file(stored)
    except storage.Missing:
        raise Http404(_("Tệp không còn trong kho.")) from None
    is_shown = stored.content_type in SHOWN and "tai" not in request.GET
    response = FileResponse(file, as_attachment=not is_shown, filename=name, content_type=stored.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=300"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    is_pdf = stored.content_type == "application/pdf"
    response["Content-Security-Policy"] = POLICY if is_pdf else f"{POLICY}; sandbox"
    return response


@login_required
@require_safe
def file(request: HttpRequest, document_id: UUID, file_id: UUID) -> HttpResponse:
    """Give a file of a document to who may see it."""
    visible = DocumentFile.objects.visible_to(request.actor).select_related("file")
    row = get_object_or_404(visible, pk=file_id, document=document_id)
    return serve(request, row.file, row.name)


@login_required
@require_safe
def uploaded_file(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Give a file in quarantine to its uploader."""
    row = get_object_or_404(Upload.objects.visible_to(request.actor).select_related("file"), pk=upload_id)
    if row.file is None:
        raise Http404
    return serve(request, row.file, row.name)


@login_required
@require_safe
def uploaded_page(request: HttpRequest, upload_id: UUID, number: int) -> HttpResponse:
    """Give the picture of a page of a scan in quarantine to its uploader."""
    visible = UploadPage.objects.visible_to(request.actor).select_related("image")
    row = get_object_or_404(visible, upload=upload_id, number=number)
    return serve(request, row.image, f"trang-{number}")
