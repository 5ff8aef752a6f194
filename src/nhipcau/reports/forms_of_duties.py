"""Which form answers a duty, and forms made from data. The form hangs on the obligation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from nhipcau import clock
from nhipcau.obligations.models import Every, Obligation, ObligationKind
from nhipcau.organisations.models import Programme
from nhipcau.reports.form_specs import AskedSpec, ColumnSpec, FieldSpec, specs_of, write_lines
from nhipcau.reports.models import (
    AcrossBodies,
    Counted,
    FormVersion,
    Indicator,
    IndicatorKind,
    ObligationForm,
    OverTime,
    ReportForm,
)
from nhipcau.text import fold

__all__ = [
    "AskedSpec", "ColumnSpec", "FieldSpec", "FormSpec", "IndicatorSpec", "form_for", "free_form", "free_form_if_any",
    "give_form", "make_form", "make_indicators", "newest_form", "next_number", "version_for",
]  # fmt: skip


@dataclass(frozen=True)
class IndicatorSpec:
    """An indicator as data; `numerator` and `denominator` are codes of indicators named before it."""

    code: str
    name: str
    unit: str
    across: str = AcrossBodies.SUM
    over_time: str = OverTime.SUM
    definition: str = ""
    numerator: str = ""
    denominator: str = ""
    kind: str = IndicatorKind.COUNT
    counted: str = Counted.OTHER


@dataclass(frozen=True)
class FormSpec:
    """A form as data; a duty whose words hold one of `matches` is answered on it."""

    name: str
    fields: tuple[FieldSpec, ...]
    matches: tuple[str, ...] = ()
    is_free: bool = False


@transaction.atomic
def make_indicators(specs: Sequence[IndicatorSpec], *, programme: Programme | None) -> dict[str, Indicator]:
    """Make or update indicators by code; return them by code."""
    made: dict[str, Indicator] = {}
    for spec in specs:
        values = {
            "name": spec.name, "unit": spec.unit, "definition": spec.definition, "programme": programme,
            "across": spec.across, "over_time": spec.over_time, "counted": spec.counted,
            "kind": IndicatorKind.RATIO if spec.across == AcrossBodies.RATIO else spec.kind,
            "numerator": made.get(spec.numerator), "denominator": made.get(spec.denominator),
        }  # fmt: skip
        made[spec.code], _is_new = Indicator.objects.update_or_create(code=spec.code, defaults=values)
    return made


@transaction.atomic
def make_form(
    spec: FormSpec, *, programme: Programme | None, now: datetime, holds_from: date | None = None
) -> FormVersion:
    """Make the form of that name in the programme, or a new version of it where its lines changed; return the version.

    `holds_from` is the first day of the periods that it is for. Safe to run again: the same data make nothing new.
    Raises Indicator.DoesNotExist for an unknown code.
    """
    form, _is_new = ReportForm.objects.get_or_create(
        programme=programme, name=spec.name, defaults={"is_free": spec.is_free}
    )
    matches = "\n".join(spec.matches)
    if form.matches != matches or form.is_free != spec.is_free:
        form.matches, form.is_free = matches, spec.is_free
        form.save(update_fields=["matches", "is_free"])
    newest = form.versions.filter(published_at__isnull=False).order_by("-number").first()
    if newest is not None and specs_of(newest) == spec.fields:
        return newest
    version = FormVersion.objects.create(
        form=form, number=next_number(form), made_at=now, published_at=now, holds_from=holds_from
    )
    write_lines(version, spec.fields)
    return version


def next_number(form: ReportForm) -> int:
    """Return the number of the form's next version. One query."""
    return (form.versions.aggregate(top=Max("number"))["top"] or 0) + 1


def free_form(*, now: datetime) -> ReportForm:
    """Return the free form (one narrative, and files), made at the first asking."""
    form = free_form_if_any()
    if form is not None:
        return form
    field = FieldSpec(label=_("Nội dung báo cáo"), help=_("Viết nội dung, hoặc đính kèm tệp báo cáo là đủ."))
    return make_form(FormSpec(_("Báo cáo tự do"), (field,), is_free=True), programme=None, now=now).form


def free_form_if_any() -> ReportForm | None:
    """Return the free form where it was made already."""
    return ReportForm.objects.filter(is_free=True, programme=None).order_by("pk").first()


def form_for(obligation: Obligation, *, now: datetime) -> ReportForm:
    """Return the form of the programme that answers a duty, else the free form.

    A form with a phrase that stands in the duty's words comes first, the longest phrase before others; then, for a
    periodic duty, the form whose name names its period and shares most words with it.
    """
    if obligation.programme_id is None:
        return free_form(now=now)
    text = fold(f"{obligation.title} {obligation.text}")
    every = set(obligation.due_rules.values_list("every", flat=True))
    forms = ReportForm.objects.filter(
        programme=obligation.programme_id, is_free=False, versions__published_at__isnull=False
    )
    scored = [(_likeness(form, text, every), form) for form in forms.distinct().order_by("name", "pk")]
    best = max(scored, key=lambda pair: pair[0], default=((0, 0), None))
    return best[1] if best[1] is not None and best[0] > (0, 0) else free_form(now=now)


def _likeness(form: ReportForm, text: str, every: set[str]) -> tuple[int, int]:
    """Return how well a form answers a duty: by phrase, then by the words of its name; (0, 0) for not at all."""
    phrases = [fold(line) for line in form.matches.splitlines() if fold(line)]
    found = [len(phrase) for phrase in phrases if f" {phrase} " in f" {text} "]
    if found:
        return (1000 + max(found), 0)
    name = f" {fold(form.name)} "
    if not any(word in name for period in every for word in _PERIOD_WORDS.get(period, ())):
        return (0, 0)
    shared = set(name.split()) & set(text.split())
    return (len(shared), -len(name.split()))


_PERIOD_WORDS = {
    Every.MONTH: (" thang ",),
    Every.QUARTER: (" quy ",),
    Every.HALF_YEAR: (" 06 thang ", " 6 thang ", " sau thang "),
    Every.YEAR: (" nam ",),
}


def give_form(obligation: Obligation, *, now: datetime | None = None) -> ObligationForm | None:
    """Hang a form on a report obligation that has none; duties that ask for no report get none."""
    if obligation.kind != ObligationKind.REPORT:
        return None
    moment = now or clock.now()
    # A level below answers on the form of the level above, so that its report is the other's input.
    above = ObligationForm.objects.filter(obligation=obligation.feeds_id).select_related("form").first()
    form = above.form if above else form_for(obligation, now=moment)
    there, _is_new = ObligationForm.objects.get_or_create(obligation=obligation, defaults={"form": form})
    return there


def newest_form(obligation: Obligation, *, now: datetime, on: date | None = None) -> FormVersion:
    """Return the version of the form that answers a duty for a period that begins `on` (None: any period).

    It is the newest one published whose `holds_from` is not after that day; where all of them are for later periods,
    the first one. A duty without form gets one first.
    """
    hung = ObligationForm.objects.filter(obligation=obligation).select_related("form").first()
    form = hung.form if hung else form_for(obligation, now=now)
    if hung is None:
        ObligationForm.objects.get_or_create(obligation=obligation, defaults={"form": form})
    version = version_for(form, on=on)
    assert version is not None, f"form {form.pk} has no published version"
    return version


def version_for(form: ReportForm, *, on: date | None) -> FormVersion | None:
    """Return the version of a form on which a period that begins `on` is answered; None where none is published."""
    published = form.versions.filter(published_at__isnull=False).select_related("form")
    held = published if on is None else published.filter(Q(holds_from=None) | Q(holds_from__lte=on))
    return held.order_by("-number").first() or published.order_by("number").first()
