"""The page on which a clerk corrects what was recognised and puts the paper into the register."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nhipcau import clock
from nhipcau.documents import actions, matching, queries
from nhipcau.documents.actions.registering import duplicates_of
from nhipcau.documents.forms import (
    CitedFormSet,
    CorrectForm,
    RegisterForm,
    as_recognised,
    as_registered,
    citations_recognised,
    citations_registered,
    missing_on_paper,
)
from nhipcau.documents.models import Document, Upload, UploadState
from nhipcau.documents.rules import DOCUMENT_TYPES
from nhipcau.organisations import access
from nhipcau.organisations.access import Right
from nhipcau.organisations.models import Organisation
from vanban import Reading


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register_upload(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Show the register form of an upload that was read, or register it."""
    visible = Upload.objects.visible_to(request.actor).select_related("file", "body").prefetch_related("pages")
    upload = get_object_or_404(visible, pk=upload_id)
    if upload.state != UploadState.READ:
        return redirect("documents:uploaded", upload.pk)
    reading = _reading_of(upload)
    if request.method != "POST":
        first = as_recognised(upload, reading, request.actor)
        form = RegisterForm(initial=first, actor=request.actor)
        cited = CitedFormSet(initial=citations_recognised(reading), prefix="cited")
        return _page(request, upload, reading, form, cited, _twins_at_first(first, upload))
    form = RegisterForm(request.POST, actor=request.actor)
    cited = CitedFormSet(request.POST, prefix="cited")
    twins: tuple[Document, ...] = ()
    if all([form.is_valid(), cited.is_valid()]):
        kept = [one for row in cited.forms if (one := row.fields_typed()) is not None]
        try:
            document = actions.register(
                by=request.actor, upload=upload, body=form.chosen_body(), fields=form.head(kept),
                client_key=form.cleaned_data["client_key"], now=clock.now(),
            )  # fmt: skip
        except actions.Duplicate as refusal:
            twins = refusal.documents
            form.add_error("duplicate_reason", str(refusal))
        except actions.AlreadyRegistered as done:
            return redirect("documents:document", done.document.pk)
        except actions.MayNotRelease as refusal:
            form.add_error("is_released", str(refusal))
        except actions.NotRead as refusal:
            messages.error(request, refusal)
            return redirect("documents:uploaded", upload.pk)
        else:
            messages.success(request, _("Đã vào sổ %(document)s.") % {"document": document})
            return redirect("documents:document", document.pk)
    return _page(request, upload, reading, form, cited, twins, status=422)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Show the form of correction of a paper in the register, or write the correction."""
    document = queries.document(request.actor, document_id)
    if document is None:
        raise Http404
    access.require(request.actor, Right.REGISTER_DOCUMENT, about=document.body)
    if request.method != "POST":
        first = as_registered(document, document.date or request.today)
        form = CorrectForm(initial=first, actor=request.actor)
        cited = CitedFormSet(initial=citations_registered(document), prefix="cited")
        return _correct_page(request, document, form, cited)
    form = CorrectForm(request.POST, actor=request.actor)
    cited = CitedFormSet(request.POST, prefix="cited")
    if all([form.is_valid(), cited.is_valid()]):
        kept = [one for row in cited.forms if (one := row.fields_typed()) is not None]
        try:
            actions.correct(
                document, by=request.actor, fields=form.head(kept), reason=form.cleaned_data["reason"],
                row_version=form.cleaned_data["row_version"], now=clock.now(),
            )  # fmt: skip
        except actions.ChangedMeanwhile as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã sửa thông tin trong sổ."))
            return redirect("documents:document", document.pk)
    return _correct_page(request, document, form, cited, status=422)


@login_required
@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """Answer a field in which a body is being typed: options for it."""
    typed = request.GET.get("q", "")
    labels = matching.suggestions(typed, on=request.today) if request.actor.posts and typed.strip() else ()
    return HttpResponse("".join(format_html('<option value="{}"></option>', label) for label in labels))


def _page(
    request: HttpRequest, upload: Upload, reading: Reading, form: RegisterForm, cited: object,
    twins: tuple[Document, ...], status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "upload": upload,
        "reading": reading,
        "form": form,
        "cited": cited,
        "twins": queries.rows_of(twins),
        "missing": missing_on_paper(reading) if reading.text else (),
        "types": DOCUMENT_TYPES,
        "first_bodies": matching.suggestions(form["issuer_text"].value() or "", on=request.today),
    }
    return render(request, "documents/register_upload.html", context, status=status)


def _correct_page(
    request: HttpRequest, document: Document, form: CorrectForm, cited: object, status: int = 200
) -> HttpResponse:
    context = {
        "document": document,
        "form": form,
        "cited": cited,
        "types": DOCUMENT_TYPES,
        "first_bodies": matching.suggestions(form["issuer"].value() or "", on=request.today),
    }
    return render(request, "documents/correct.html", context, status=status)


def _reading_of(upload: Upload) -> Reading:
    try:
        return Reading.from_dict(upload.reading)
    except ValueError:  # read by an earlier release: its text is still good
        return Reading(text=str((upload.reading or {}).get("text", "")))


def _twins_at_first(first: dict[str, object], upload: Upload) -> tuple[Document, ...]:
    """Point out at once that the register holds this paper already, before anything was typed."""
    if not first["issuer"] or not first["date"]:
        return ()
    try:
        issuer: Organisation = matching.body_as_typed(str(first["issuer"]), on=first["date"]).organisation
    except matching.NotOneBody:
        return ()
    fields = actions.HeadFields(type=str(first["type"]), number=str(first["number"]), date=first["date"], issuer=issuer)
    return duplicates_of(fields, body=upload.body)
