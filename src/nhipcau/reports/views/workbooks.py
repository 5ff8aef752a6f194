"""Reports as workbooks: downloaded, filled in offline, read back; one report, or one row for each body."""

from __future__ import annotations

import base64
from hashlib import sha256
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from nhipcau import clock
from nhipcau.obligations.models import Occurrence
from nhipcau.organisations import access, names
from nhipcau.organisations.access import Denied, Right
from nhipcau.reports import forms_of_duties, workbooks
from nhipcau.reports.actions import Conflict
from nhipcau.reports.actions import workbooks as deeds
from nhipcau.reports.models import Field, FormVersion, Version
from nhipcau.reports.queries.asked import answering, asked_of, fields_for
from nhipcau.reports.queries.lines import lines
from nhipcau.reports.queries.places import places_for
from nhipcau.reports.queries.standings import stands
from nhipcau.reports.spreadsheets import download
from nhipcau.reports.views.finding import day, occurrence_of
from nhipcau.reports.workbooks import Identity

_SALT = "nhipcau.reports.workbook"
_SECONDS = 2 * 3600
MOST_CARRIED = 3_500_000  # bytes that go through the page of the question; a larger file is chosen again
SHOWN = 200
_REFUSED = (Denied, ValueError)
Waiting = dict[UUID, Occurrence]


class WorkbookForm(forms.Form):
    """A filled workbook."""

    file = forms.FileField(
        label=gettext_lazy("Bảng tính đã điền (.xlsx)"),
        error_messages={"required": gettext_lazy("Hãy chọn tệp bảng tính.")},
    )
    overwrite = forms.BooleanField(
        label=gettext_lazy("Thay luôn cả những số đã nhập khác trên trang"), required=False,
        help_text=gettext_lazy("Không chọn: ô còn trống được điền ngay, số khác với số đã nhập được hỏi trước."),
    )  # fmt: skip


@login_required
@require_safe
def workbook(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Give the form of a report as a workbook, with what the draft says already."""
    occurrence = _fillable(request, occurrence_id)
    form, draft = _form_of(occurrence)
    asked = lines(form, draft, occurrence)
    places = places_for([line.field for line in asked], occurrence.body_id, on=occurrence.period_end)
    data = workbooks.blank_workbook(_one(occurrence, form, request), occurrence.obligation.title, asked, places)
    return download(data, "bao-cao")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Read a filled workbook into the draft; what would replace typed values is shown first."""
    occurrence = _fillable(request, occurrence_id)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"occurrence": occurrence, "body": _body(occurrence, request)}
    if request.method == "POST":
        carried = "carried" in request.POST
        try:
            data = _carried(request, str(occurrence_id)) if carried else _file(form)
            if data is not None:
                overwrite = carried or bool(form.cleaned_data["overwrite"])
                context |= _read(request, occurrence, data, overwrite=overwrite)
        except Conflict:
            form.add_error(None, _("Vừa có người lưu báo cáo này. Hãy gửi lại bảng tính."))
        except _REFUSED as refused:
            if carried:
                messages.error(request, str(refused))
                return redirect("reports:workbook_read", occurrence_id)
            form.add_error("file", str(refused))
    context["form"] = form
    return render(request, "reports/workbook.html", context, status=422 if form.errors and form.is_bound else 200)


def _read(request: HttpRequest, occurrence: Occurrence, data: bytes, *, overwrite: bool) -> dict[str, object]:
    form, _draft = _form_of(occurrence)
    fields = fields_for(form, occurrence)
    places = places_for(fields, occurrence.body_id, on=occurrence.period_end)
    filled = workbooks.read_workbook(data, _one(occurrence, form, request), fields, places)
    merged = deeds.read_into_draft(occurrence, filled, overwrite=overwrite, by=request.actor, now=clock.now())
    asks = bool(merged.conflicts) and not overwrite
    return {
        "filled": filled, "merged": merged, "overwritten": overwrite, "problems": filled.problems[:SHOWN],
        "problem_count": len(filled.problems) + filled.more_problems, "conflicts": merged.conflicts[:SHOWN],
        "sealed": _sealed(request, str(occurrence.pk), data) if asks else "",
    }  # fmt: skip


def _fillable(request: HttpRequest, occurrence_id: UUID) -> Occurrence:
    """Return an occurrence whose report the reader may fill in, else 404."""
    occurrence = occurrence_of(request, occurrence_id)
    if access.may(request.actor, Right.FILL_REPORT, about=occurrence) is None:
        raise Http404
    return occurrence


def _form_of(occurrence: Occurrence) -> tuple[FormVersion, Version | None]:
    drafts = Version.objects.filter(submission__occurrence=occurrence, filed_at=None)
    draft = drafts.select_related("form_version__form").first()
    if draft is not None:
        return draft.form_version, draft
    newest = forms_of_duties.newest_form(occurrence.obligation, now=clock.now(), on=occurrence.period_start)
    return newest, None


def _body(occurrence: Occurrence, request: HttpRequest):
    return names.bodies([occurrence.body_id], on=request.today)[occurrence.body_id]


def _one(occurrence: Occurrence, form: FormVersion, request: HttpRequest) -> Identity:
    return Identity(
        "one", str(form.pk), str(occurrence.obligation_id), f"{occurrence.period_start}–{occurrence.period_end}",
        str(occurrence.body_id), str(occurrence.pk), _body(occurrence, request).name,
        f"{occurrence.obligation.title}, {occurrence.period_label}",
    )  # fmt: skip


def _file(form: WorkbookForm) -> bytes | None:
    if not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    if file.size > workbooks.MOST_BYTES:
        raise workbooks.NotReadable(_("Tệp lớn hơn 10 MB. Hãy chia thành nhiều tệp."))
    return file.read()


def _sealed(request: HttpRequest, thing: str, data: bytes) -> str:
    """Return the workbook for the page of the question, so that nobody chooses it twice; empty for a large one."""
    if len(data) * 4 // 3 > MOST_CARRIED:
        return ""
    text = f"{request.user.pk} {thing} {base64.b64encode(data).decode()}"
    return signing.TimestampSigner(salt=_SALT).sign(text)


def _carried(request: HttpRequest, thing: str) -> bytes:
    try:
        text = signing.TimestampSigner(salt=_SALT).unsign(request.POST["carried"], max_age=_SECONDS)
        user, about, data = text.split(" ")
    except (signing.BadSignature, ValueError):
        raise workbooks.NotReadable(_("Bản kiểm tra đã quá hai giờ. Hãy gửi lại bảng tính.")) from None
    if (user, about) != (str(request.user.pk), thing):
        raise workbooks.NotReadable(_("Bản kiểm tra này của báo cáo khác. Hãy gửi lại bảng tính."))
    return base64.b64decode(data)


# ---- many bodies ----------------------------------------------------------------------------------------------------
@login_required
@require_safe
def many(request: HttpRequest, obligation_id: UUID, start: str, end: str) -> HttpResponse:
    """Give the workbook of nhập hộ: a row for each body that has not sent its report."""
    first, waiting = _waiting(request, obligation_id, start, end)
    form = _newest(first)
    called = names.bodies({row.body_id for row in waiting.values()}, on=request.today)
    rows = {key: called[row.body_id].name for key, row in waiting.items()}
    data = workbooks.many_workbook(_many(first, form), first.obligation.title, _fields(form), rows)
    return download(data, "nhap-ho")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def read_many(request: HttpRequest, obligation_id: UUID, start: str, end: str) -> HttpResponse:
    """Read the workbook of nhập hộ; what would be entered is shown first, and entered once confirmed."""
    first, waiting = _waiting(request, obligation_id, start, end)
    thing = f"{obligation_id}:{start}:{end}"
    form = WorkbookForm(request.POST or None, request.FILES or None)
    del form.fields["overwrite"]
    context: dict[str, object] = {
        "obligation": first.obligation, "first": first, "start": start, "end": end,
        "waiting": len(waiting),
    }  # fmt: skip
    if request.method == "POST":
        try:
            confirmed = "carried" in request.POST
            data = _carried(request, thing) if confirmed else _file(form)
            if data is not None:
                found = _read_many(data, waiting, first, request)
                if confirmed:
                    return _entered(request, data, found, waiting, first)
                sealed = _sealed(request, thing, data) if found.arrived else ""
                context |= {"found": found, "problems": found.problems[:SHOWN], "sealed": sealed}
                context["problem_count"] = len(found.problems) + found.more_problems
        except _REFUSED as refused:
            if confirmed:
                messages.error(request, str(refused))
                return redirect("reports:workbook_many_read", obligation_id, start, end)
            form.add_error("file", str(refused))
    context["form"] = form
    return render(request, "reports/workbook_many.html", context, status=422 if form.errors and form.is_bound else 200)


def _read_many(data: bytes, waiting: Waiting, first: Occurrence, request: HttpRequest) -> workbooks.ManyRead:
    form = _newest(first)
    fields = _fields(form)
    asked = {key: _asked(fields, occurrence) for key, occurrence in waiting.items()}
    return workbooks.read_many(data, _many(first, form), fields, asked, today=request.today)


def _asked(fields: list[Field], occurrence: Occurrence) -> frozenset[int]:
    if not any(field.asked_of.all() for field in fields):
        return frozenset(field.pk for field in fields)
    bodies = {occurrence.body_id, *(row.organisation_id for row in occurrence.answers_for.all())}
    return frozenset(field.pk for field in asked_of(fields, answering(bodies, on=occurrence.period_end)))


def _entered(
    request: HttpRequest,
    data: bytes,
    found: workbooks.ManyRead,
    waiting: Waiting,
    first: Occurrence,
) -> HttpResponse:
    digest = sha256(data).hexdigest()
    done = deeds.enter_many(found.arrived, waiting, digest=digest, by=request.actor, now=clock.now())
    messages.success(request, _("Đã nhập %(n)d báo cáo.") % {"n": done.entered})
    for row, why in done.refused:
        messages.error(request, _("Dòng %(row)d (%(name)s): %(why)s") % {
            "row": row.row, "name": row.body_name, "why": why,
        })  # fmt: skip
    programme = first.obligation.programme
    return redirect(reverse("reports:board", args=[programme.code]) if programme else reverse("reports:board"))


def _waiting(request: HttpRequest, obligation_id: UUID, start: str, end: str) -> tuple[Occurrence, Waiting]:
    """Return one occurrence of the duty and period, and all whose report did not come, in protocol order.

    To who may not enter reports for others it is not there (404).
    """
    same = Occurrence.objects.visible_to(request.actor).filter(
        obligation=obligation_id, obligation__kind="report", period_start=day(start), period_end=day(end),
        withdrawn_at=None,
    )  # fmt: skip
    rows = same.select_related("obligation__programme", "rule").prefetch_related("answers_for")
    occurrences = {row.pk: row for row in rows}
    first = next(iter(occurrences.values()), None)
    if first is None or access.may(request.actor, Right.ENTER_FOR_OTHERS, about=first) is None:
        raise Http404
    open_ones = [s for s in stands(same, on=request.today) if s.is_expected and not s.was_sent]
    called = names.bodies({s.body_id for s in open_ones}, on=request.today)
    open_ones.sort(key=lambda s: (called[s.body_id].rank, called[s.body_id].name))
    return first, {s.occurrence_id: occurrences[s.occurrence_id] for s in open_ones if s.occurrence_id in occurrences}


def _newest(occurrence: Occurrence) -> FormVersion:
    return forms_of_duties.newest_form(occurrence.obligation, now=clock.now(), on=occurrence.period_start)


def _fields(form: FormVersion) -> list[Field]:
    from nhipcau.reports.form_specs import with_parts

    return list(with_parts(Field.objects.filter(version=form)))


def _many(first: Occurrence, form: FormVersion) -> Identity:
    return Identity(
        "many", str(form.pk), str(first.obligation_id), f"{first.period_start}–{first.period_end}",
        period_name=f"{first.obligation.title}, {first.period_label}",
    )  # fmt: skip
