"""The import from Excel: the template, the check, the writing once confirmed."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhipcau import clock
from nhipcau.organisations import importing
from nhipcau.organisations.forms import ImportForm
from nhipcau.organisations.importing.reading import SheetRow
from nhipcau.organisations.views.doors import for_administrators

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SALT = "nhipcau.organisations.import"
_HOURS = 2 * 3600
SHOWN = 200


@for_administrators
def template(request: HttpRequest) -> HttpResponse:
    """Give the template workbook."""
    from nhipcau.organisations.importing.template import template_workbook  # heavy, and seldom asked for

    answer = HttpResponse(template_workbook(), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="mau-co-quan-nguoi-dung.xlsx"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@for_administrators
def upload(request: HttpRequest) -> HttpResponse:
    """Take a workbook and show what writing it would do; nothing is written."""
    form = ImportForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            rows = importing.read_workbook(form.cleaned_data["file"].read())
        except importing.NotReadable as refusal:
            form.add_error("file", str(refusal))
        else:
            plan = importing.make_plan(rows, on=request.today)
            context |= {"plan": plan, "shown": SHOWN, "bodies": plan.bodies[:SHOWN], "users": plan.users[:SHOWN]}
            context["rows"] = _sealed(rows, request) if plan.changes else ""
    return render(request, "organisations/import.html", context)


@for_administrators
@require_POST
def apply(request: HttpRequest) -> HttpResponse:
    """Write what was shown and confirmed; first passwords are shown once."""
    try:
        rows = _opened(request)
    except signing.BadSignature:
        messages.error(request, _("Bản kiểm tra đã quá hai giờ hoặc không nguyên vẹn. Hãy tải tệp lên lại."))
        return redirect("organisations:import")
    outcome = importing.apply_rows(rows, by=request.actor, now=clock.now())
    return render(request, "organisations/imported.html", {"outcome": outcome})


def _sealed(rows: importing.SheetRows, request: HttpRequest) -> str:
    plain = {sheet: [asdict(row) for row in found] for sheet, found in rows.items()}
    return signing.dumps({"user": str(request.user.pk), "rows": plain}, salt=_SALT, compress=True)


def _opened(request: HttpRequest) -> importing.SheetRows:
    plain = signing.loads(request.POST.get("rows", ""), salt=_SALT, max_age=_HOURS)
    if plain["user"] != str(request.user.pk):
        raise signing.BadSignature
    return {sheet: [SheetRow(row["number"], row["cells"]) for row in found] for sheet, found in plain["rows"].items()}
