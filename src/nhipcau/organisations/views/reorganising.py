"""Reorganisations: composing the changes, the preview of everything that follows, the deed, and the deeds so far."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nhipcau import clock
from nhipcau.ids import new_id
from nhipcau.organisations import units
from nhipcau.organisations.forms import DayField
from nhipcau.organisations.models import Reorganisation
from nhipcau.organisations.reorganising import (
    Body,
    LeftOpen,
    Place,
    Plan,
    PlanRefused,
    commanding,
    plan,
    reorganise,
    state_on,
    wording,
)
from nhipcau.organisations.reorganising.composing import Row, What, changes_of
from nhipcau.organisations.reorganising.consequences import Foreseen, foresee_all
from nhipcau.organisations.reorganising.national import days_of
from nhipcau.organisations.views.doors import for_administrators

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SALT = "nhipcau.organisations.reorganise"
_HOURS = 2 * 3600
SHOWN = 200
_LEAST_ROWS, _MOST_ROWS = 3, 60


class ReorganiseForm(forms.Form):
    """When and by which document; and, instead of typed rows, a workbook or a day of the table of units."""

    day = DayField(label=gettext_lazy("Từ ngày"))
    document = forms.CharField(
        label=gettext_lazy("Văn bản quyết định"), max_length=200, help_text=gettext_lazy("Số, ngày, cơ quan ban hành.")
    )
    file = forms.FileField(
        label=gettext_lazy("Tệp Excel các thay đổi"), required=False,
        help_text=gettext_lazy("Thay cho các dòng gõ ở dưới, khi có nhiều thay đổi."),
    )  # fmt: skip
    by_table = forms.BooleanField(
        label=gettext_lazy("Theo bảng đơn vị hành chính của ngày này"), required=False,
        help_text=gettext_lazy("Lấy mọi thay đổi của ngày ấy từ bảng đơn vị hành chính kèm chương trình."),
    )  # fmt: skip


@dataclass(frozen=True)
class Preview:
    """What the page shows of a plan: counts in words, what becomes of units, what is left to a person."""

    lines: list[str]
    fates: list[tuple[str, str]]
    fates_count: int
    foreseen: list[Foreseen]
    left_open: list[LeftOpen]
    left_open_count: int


@for_administrators
def compose(request: HttpRequest) -> HttpResponse:
    """Take changes, typed or from a workbook, and show what becomes of everything; nothing is written."""
    form = ReorganiseForm(request.POST or None, request.FILES or None, initial={"day": request.today})
    rows = _typed(request)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        given = form.cleaned_data
        try:
            if given["file"]:
                rows = _uploaded(given["file"].read())
            asked = _Asked(given["day"], given["document"], tuple(rows), given["by_table"])
            made = _plan(asked)
        except PlanRefused as refusal:
            context["problems"] = [problem.text for problem in refusal.problems]
        else:
            context |= {"preview": _preview(made), "sealed": _sealed(asked, request)}
    done = Paginator(Reorganisation.objects.select_related("done_by"), 20).get_page(request.GET.get("page"))
    blank = [Row(number, "") for number in range(len(rows) + 1, max(_LEAST_ROWS, len(rows) + 3))]
    shown = [*rows, *blank] if len(rows) <= _MOST_ROWS else []
    context |= {"rows": shown, "whats": list(What), "page_obj": done, "days": days_of(units.load())}
    return render(request, "organisations/reorganise.html", context)


@for_administrators
@require_POST
def apply(request: HttpRequest) -> HttpResponse:
    """Carry out what was shown and confirmed; a second click finds the deed that was done."""
    try:
        asked, client_key = _opened(request)
    except signing.BadSignature:
        messages.error(request, _("Bản xem trước đã quá hai giờ hoặc không nguyên vẹn. Hãy xem lại."))
        return redirect("organisations:reorganise")
    done = Reorganisation.objects.filter(client_key=client_key).first()
    if done is None:
        try:
            done = reorganise(_plan(asked), by=request.actor, now=clock.now(), client_key=client_key)
        except PlanRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("organisations:reorganise")
        messages.success(request, _("Đã ghi việc sắp xếp. Những gì trước ngày này vẫn giữ nguyên."))
    return redirect("organisations:reorganised", done.pk)


@for_administrators
def reorganised(request: HttpRequest, reorganisation_id: UUID) -> HttpResponse:
    """Show one deed: what it did, and what is left to a person."""
    row = get_object_or_404(Reorganisation.objects.select_related("done_by"), pk=reorganisation_id)
    page = Paginator(row.left_open, 50).get_page(request.GET.get("page"))
    context = {"deed": row, "lines": wording.counted(row.counts), "page_obj": page}
    return render(request, "organisations/reorganised.html", context)


@for_administrators
def template(request: HttpRequest) -> HttpResponse:
    """Give the workbook of changes to fill in."""
    from nhipcau.organisations.reorganising import workbooks  # heavy, and seldom asked for

    answer = HttpResponse(workbooks.template(), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="mau-sap-xep.xlsx"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


# ---- what is asked --------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Asked:
    """What an administrator asks for, as it travels from the preview to the deed."""

    day: date
    document: str
    rows: tuple[Row, ...]
    by_table: bool


def _plan(asked: _Asked) -> Plan:
    if asked.by_table:
        return commanding.national_plan(asked.day, document=asked.document).plan
    state = state_on(asked.day)
    return plan(state, changes_of(state, asked.rows, new_id), document=asked.document)


def _typed(request: HttpRequest) -> list[Row]:
    columns = {name: request.POST.getlist(name) for name in ("what", "of", "units", "into", "parent", "kind")}
    found = []
    for number, what in enumerate(columns["what"][:_MOST_ROWS], start=1):
        cells = {name: values[number - 1] if number <= len(values) else "" for name, values in columns.items()}
        of_places = cells.pop("of") == "place"
        row = Row(number, **cells, of_places=of_places)
        if what or any((row.units, row.into, row.parent, row.kind)):
            found.append(row)
    return found


def _uploaded(data: bytes) -> list[Row]:
    from nhipcau.organisations.reorganising import workbooks
    from nhipcau.organisations.reorganising.fates import Problem

    try:
        return workbooks.read_changes(data)
    except workbooks.NotReadable as refusal:
        raise PlanRefused([Problem(str(refusal))]) from refusal


def _sealed(asked: _Asked, request: HttpRequest) -> str:
    plain = {
        "user": str(request.user.pk), "key": str(new_id()), "day": asked.day.isoformat(), "document": asked.document,
        "rows": [asdict(row) for row in asked.rows], "by_table": asked.by_table,
    }  # fmt: skip
    return signing.dumps(plain, salt=_SALT, compress=True)


def _opened(request: HttpRequest) -> tuple[_Asked, UUID]:
    plain = signing.loads(request.POST.get("asked", ""), salt=_SALT, max_age=_HOURS)
    if plain["user"] != str(request.user.pk):
        raise signing.BadSignature
    rows = tuple(Row(**row) for row in plain["rows"])
    return _Asked(date.fromisoformat(plain["day"]), plain["document"], rows, plain["by_table"]), UUID(plain["key"])


# ---- what follows ---------------------------------------------------------------------------------------------------
def _preview(made: Plan) -> Preview:
    foreseen, more = foresee_all(made)
    left_open = [*made.left_open, *more]
    fates = list(_fates(made))
    return Preview(
        wording.counted(made.counts()), fates[:SHOWN], len(fates), foreseen, left_open[:SHOWN], len(left_open)
    )


def _fates(made: Plan) -> list[tuple[str, str]]:
    """Return what becomes of each unit, in words, bodies first."""
    found = made.fates
    rows: list[tuple[bool, str, str]] = []

    def name(key: object) -> str:
        unit = found.after(key)
        return unit.label if unit else "?"

    for old, parts in found.became.items():
        unit = found.state.unit(old)
        shares = (f" ({part.share / 100:g} %)" if part.share and len(parts) > 1 else "" for part in parts)
        words = "; ".join(name(part.successor) + share for part, share in zip(parts, shares, strict=True))
        verb = _("chia thành") if len(parts) > 1 else _("thành")
        if old in found.goes_on:
            verb = _("giữ lại, và chia một phần cho")
        rows.append((isinstance(unit, Place), unit.label if unit else "?", f"{verb} {words}"))
    for old in found.ended:
        unit, taker = found.state.unit(old), found.heir(old)
        words = _("kết thúc, bàn giao cho %s") % name(taker) if taker else _("kết thúc, không có đơn vị kế thừa")
        rows.append((isinstance(unit, Place), unit.label if unit else "?", words))
    for key, now in found.altered.items():
        before = found.state.unit(key)
        if before is not None:
            rows.append((isinstance(now, Place), before.label, _altered(made, before, now)))
    return [(label, words) for _is_place, label, words in sorted(rows)]


def _altered(made: Plan, before: Body | Place, now: Body | Place) -> str:
    words = []
    if before.label != now.label:
        words.append(_("đổi tên thành %s") % now.label)
    if before.parent != now.parent:
        above = made.fates.after(now.parent)
        words.append(_("cấp trên mới: %s") % above.label if above else _("không còn cấp trên"))
    if before.kind != now.kind:
        words.append(_("đổi loại"))
    if isinstance(before, Body) and isinstance(now, Body) and before.locality != now.locality:
        place = made.fates.after(now.locality)
        words.append(_("địa bàn mới: %s") % (place.label if place else "?"))
    if before.code != now.code:
        words.append(_("mã mới: %s") % now.code)
    return "; ".join(words) or _("giữ nguyên")
