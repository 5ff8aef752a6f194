"""The page of one report: writing, saving as one types, files, signing off, later versions."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau import clock
from nhipcau.documents import storage
from nhipcau.documents.models import StoredFile
from nhipcau.documents.views import serve
from nhipcau.obligations.models import Occurrence
from nhipcau.organisations import access
from nhipcau.organisations.access import Denied, Right
from nhipcau.reports import actions, plausibility, rules
from nhipcau.reports.actions import Conflict
from nhipcau.reports.forms import FileForm, PaperForm, QualityForm, ReasonForm
from nhipcau.reports.models import Attachment, Submission, Version
from nhipcau.reports.queries.asked import fields_for
from nhipcau.reports.queries.places import places_for
from nhipcau.reports.queries.report import ReportPage, report_page
from nhipcau.reports.queries.rows import places_in, tables_of
from nhipcau.reports.reading import Typed, read_answers
from nhipcau.reports.screen import screen
from nhipcau.reports.views.finding import answering, occurrence_of, version_of


@login_required
@require_safe
def report(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Show one report: the form for who fills it in, what was sent for everybody else who may see it."""
    occurrence = occurrence_of(request, occurrence_id)
    return _page(request, occurrence, version_id=_uuid(request.GET.get("phien-ban", "")))


def _page(
    request: HttpRequest,
    occurrence: Occurrence,
    *,
    version_id: UUID | None = None,
    typed: Typed | None = None,
    conflict: bool = False,
    status: int = 200,
) -> HttpResponse:
    page = report_page(occurrence, request.actor, on=request.today, version_id=version_id)
    begins = not page.versions and occurrence.withdrawn_at is None
    writes = page.may.fill and version_id is None and (page.draft is not None or begins)
    context = {
        "page": page,
        "writes": writes,
        "handling": rules.handling_words(page.stand.handling),
        "screen": screen(page.lines, typed, _places(page, occurrence)),
        "typed": typed,
        "checks": plausibility.check(page.shown) if page.shown or writes else None,
        "conflict": conflict,
        "row_version": page.draft.row_version if page.draft else 0,
        "file_form": FileForm(),
        "paper_form": PaperForm(initial=_paper(page)),
        "reason_form": ReasonForm(auto_id="reason_%s"),
        "quality_form": QualityForm(auto_id="quality_%s", initial=_quality(page)),
        "missing_fields": [line.field.label for line in page.lines if line.is_missing],
    }
    return render(request, "reports/conflict.html" if conflict else "reports/report.html", context, status=status)


def _paper(page: ReportPage) -> dict[str, object]:
    shown = page.shown
    return {"number_on_paper": shown.number_on_paper, "date_on_paper": shown.date_on_paper} if shown else {}


def _quality(page: ReportPage) -> dict[str, object]:
    newest = page.newest
    return {"quality": newest.quality, "quality_note": newest.quality_note} if newest else {}


def _places(page: ReportPage, occurrence: Occurrence) -> dict[UUID, str]:
    """Return the places to choose from, and the names of those that stand in the tables already."""
    there = places_in((line.table for line in page.lines), on=occurrence.period_end)
    offered = places_for([line.field for line in page.lines], occurrence.body_id, on=occurrence.period_end)
    return offered | {key: name for key, name in there.items() if key not in offered}


@login_required
@require_POST
def save(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Save what was typed: by itself while typing (htmx), or by the button."""
    now = clock.now()
    occurrence = occurrence_of(request, occurrence_id)
    try:
        draft, typed, row_version = _save(request, occurrence, now=now)
    except Conflict:
        return _conflict(request, occurrence)
    except (Denied, ValueError) as refused:
        if request.htmx:
            return render(request, "reports/_not_saved.html", {"message": str(refused)}, status=200)
        messages.error(request, str(refused))
        return redirect("reports:report", occurrence_id)
    if request.htmx:
        context = {"typed": typed, "row_version": row_version, "at": now, "draft": draft}
        response = render(request, "reports/_saved.html", context)
        response["X-Saved"] = str(row_version)
        return response
    if typed.errors:
        return _page(request, occurrence, typed=typed, status=422)
    messages.success(request, _("Đã lưu."))
    return redirect(reverse("reports:report", args=[occurrence_id]) + _anchor(request))


def _anchor(request: HttpRequest) -> str:
    """Return where on the page the reader was at work: at the table to which he adds a row."""
    table = request.POST.get("add-row", "") or request.POST.get("remove-row", "").partition("-")[0]
    return f"#bang-{table}" if table.isdigit() else ""


@transaction.atomic
def _save(request: HttpRequest, occurrence: Occurrence, *, now) -> tuple[Version, Typed, int]:
    seen = _int(request.POST.get("row_version", ""))
    there = Version.objects.filter(submission__occurrence=occurrence, filed_at=None).exists()
    draft = actions.start(occurrence, by=request.actor, now=now)
    expected = seen if there else draft.row_version
    typed = typed_into(request, draft, occurrence)
    row_version = actions.save_draft(draft, typed.answers, by=request.actor, expected=expected, now=now)
    return draft, typed, row_version


def _conflict(request: HttpRequest, occurrence: Occurrence) -> HttpResponse:
    """Two officers wrote at once: show both texts; who comes second decides what stands."""
    if request.htmx:
        return render(request, "reports/_conflict.html", {"occurrence": occurrence})
    draft = Version.objects.get(submission__occurrence=occurrence, filed_at=None)
    return _page(request, occurrence, typed=typed_into(request, draft, occurrence), conflict=True, status=409)


def typed_into(request: HttpRequest, draft: Version, occurrence: Occurrence) -> Typed:
    """Read what was typed into the form of a draft; a place that stands there already may stay."""
    fields = fields_for(draft.form_version_id, occurrence)
    places = places_for(fields, occurrence.body_id, on=occurrence.period_end)
    there = places_in(tables_of(draft).values(), on=occurrence.period_end) if places else {}
    return read_answers(request.POST, fields, {*places, *there})


@login_required
@require_POST
def take(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Save what stands in the form, and take figures that the program knows: one, or all that are offered."""
    now = clock.now()
    occurrence = occurrence_of(request, occurrence_id)
    try:
        with transaction.atomic():
            draft, typed, row_version = _save(request, occurrence, now=now)
            actions.take_known(
                draft, _wanted(request.POST.get("take", "")), by=request.actor, expected=row_version, now=now
            )
    except Conflict:
        return _conflict(request, occurrence)
    except (Denied, ValueError) as refused:
        messages.error(request, str(refused))
        return redirect("reports:report", occurrence_id)
    if typed.errors:
        return _page(request, occurrence, typed=typed, status=422)
    messages.success(request, _("Đã lấy số liệu đã có, kèm nguồn. Hãy kiểm tra lại trước khi gửi."))
    return redirect("reports:report", occurrence_id)


def _wanted(asked: str) -> set[tuple[UUID, str]] | None:
    """Return which figures a button asks for; None for all that are offered."""
    if asked == "all":
        return None
    indicator, _bar, part = asked.partition("|")
    key = _uuid(indicator)
    return {(key, part)} if key else set()


@login_required
@require_POST
def sign_off(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Duyệt gửi: what stands in the form is saved and released in one step."""
    now = clock.now()
    occurrence = occurrence_of(request, occurrence_id)
    paper = PaperForm(request.POST)
    if not paper.is_valid():
        messages.error(request, _("Ngày văn bản chưa đúng. Hãy nhập lại ngày rồi duyệt gửi."))
        return redirect("reports:report", occurrence_id)
    try:
        filed = _sign_off(request, occurrence, paper, now=now)
    except Conflict:
        return _conflict(request, occurrence)
    except (Denied, ValueError) as refused:
        messages.error(request, str(refused))
        return redirect("reports:report", occurrence_id)
    if isinstance(filed, Typed):
        return _page(request, occurrence, typed=filed, status=422)
    if filed.is_complete:
        messages.success(request, _("Đã gửi báo cáo."))
    else:
        messages.warning(
            request, _("Đã gửi, nhưng còn thiếu mục bắt buộc: báo cáo chưa được tính là đã gửi cho đến khi đủ.")
        )
    return redirect("reports:report", occurrence_id)


@transaction.atomic
def _sign_off(request: HttpRequest, occurrence: Occurrence, paper: PaperForm, *, now) -> Version | Typed:
    on_paper = "on_paper" in request.POST
    access.require(request.actor, Right.FILL_REPORT if on_paper else Right.SIGN_OFF, about=occurrence)
    draft, typed, row_version = _save(request, occurrence, now=now)
    if typed.errors:
        return typed
    return actions.sign_off(
        draft,
        by=request.actor,
        expected=row_version,
        now=now,
        on_paper=on_paper,
        number_on_paper=paper.cleaned_data["number_on_paper"],
        date_on_paper=paper.cleaned_data["date_on_paper"],
        reason=request.POST.get("reason", ""),
    )


@login_required
@require_POST
@answering
def new_version(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Begin a later version with a reason."""
    seen = Submission.objects.visible_to(request.actor)
    submission = get_object_or_404(seen, occurrence=occurrence_of(request, occurrence_id))
    actions.new_version(submission, by=request.actor, reason=request.POST.get("reason", ""), now=clock.now())
    return redirect("reports:report", occurrence_id)


@login_required
@require_POST
@answering
def attach(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Attach a file to the draft, or the signed paper to what was sent."""
    occurrence = occurrence_of(request, occurrence_id)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("reports:report", occurrence_id)
    is_signed = form.cleaned_data["is_signed_paper"]
    page = report_page(occurrence, request.actor, on=request.today)
    version = page.draft or (page.newest if is_signed else None)
    if version is None:
        version = actions.start(occurrence, by=request.actor, now=clock.now())
    handed_in = form.cleaned_data["file"]
    stored = known_file(handed_in)
    actions.attach(version, stored, handed_in.name, by=request.actor, now=clock.now(), is_signed_paper=is_signed)
    messages.success(request, _("Đã đính kèm tệp."))
    return redirect("reports:report", occurrence_id)


class UnknownFile(ValueError):
    """The bytes are of no kind that we take."""

    def __init__(self) -> None:
        super().__init__(_("Chưa nhận loại tệp này. Hãy gửi PDF, ảnh, DOCX hoặc văn bản; bảng tính thì in ra PDF."))


def known_file(handed_in) -> StoredFile:
    """Store a file that was handed in. Raises `UnknownFile`; a file that is too large says so."""
    try:
        staged = storage.stage(handed_in)
    except storage.TooLarge as error:
        raise ValueError(str(error)) from error
    try:
        if staged.content_type == storage.UNKNOWN_TYPE or staged.size == 0:
            raise UnknownFile
        return storage.adopt(staged, now=clock.now())
    finally:
        staged.discard()


@login_required
@require_POST
@answering
def detach(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """Take a file off a draft."""
    seen = Attachment.objects.visible_to(request.actor).select_related("version__submission__occurrence")
    row = get_object_or_404(seen, pk=attachment_id)
    actions.detach(row, by=request.actor, now=clock.now())
    messages.success(request, _("Đã bỏ tệp."))
    return redirect("reports:report", row.version.submission.occurrence_id)


@login_required
@require_safe
def attachment(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """Give a file of a report to who may see it."""
    row = get_object_or_404(Attachment.objects.visible_to(request.actor).select_related("file"), pk=attachment_id)
    return serve(request, row.file, row.name)


@login_required
@require_POST
@answering
def put_number(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Note number and day of the signed paper."""
    version = version_of(request, version_id)
    form = PaperForm(request.POST)
    if not form.is_valid():
        raise ValueError(_("Ngày văn bản chưa đúng."))
    actions.put_number(
        version, number=form.cleaned_data["number_on_paper"], day=form.cleaned_data["date_on_paper"],
        by=request.actor, now=clock.now(),
    )  # fmt: skip
    messages.success(request, _("Đã ghi số, ngày văn bản."))
    return redirect("reports:report", version.submission.occurrence_id)


def _int(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 10 else 0


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
