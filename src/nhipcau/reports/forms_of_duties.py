"""Which form answers a duty, and forms made from data. The form hangs on the obligation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau import clock
from nhipcau.obligations.models import Every, Obligation, ObligationKind
from nhipcau.organisations.models import Programme
from nhipcau.reports.models import (
    AcrossBodies,
    Counted,
    Field,
    FieldKind,
    FormVersion,
    Indicator,
    IndicatorKind,
    ObligationForm,
    OverTime,
    ReportForm,
)
from nhipcau.text import fold


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
class FieldSpec:
    """A line of a form as data: a figure where `indicator` (a code) is given, else a section of narrative."""

    label: str
    indicator: str = ""
    section: str = ""
    help: str = ""
    breakdown: str = ""
    is_required: bool = True


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
def make_form(spec: FormSpec, *, programme: Programme | None, now: datetime) -> FormVersion:
    """Make the form of that name in the programme, or a new version of it where its lines changed; return the version.

    Safe to run again: the same data make nothing new. Raises Indicator.DoesNotExist for an unknown code.
    """
    form, _is_new = ReportForm.objects.get_or_create(
        programme=programme, name=spec.name, defaults={"is_free": spec.is_free}
    )
    matches = "\n".join(spec.matches)
    if form.matches != matches or form.is_free != spec.is_free:
        form.matches, form.is_free = matches, spec.is_free
        form.save(update_fields=["matches", "is_free"])
    newest = form.versions.order_by("-number").first()
    if newest is not None and _spec_of(newest) == spec.fields:
        return newest
    version = FormVersion.objects.create(
        form=form, number=newest.number + 1 if newest else 1, made_at=now, published_at=now
    )
    codes = {line.indicator for line in spec.fields if line.indicator}
    indicators = {code: Indicator.objects.get(code=code) for code in sorted(codes)}
    Field.objects.bulk_create(
        Field(
            version=version, position=position, kind=FieldKind.FIGURE if line.indicator else FieldKind.NARRATIVE,
            section=line.section, label=line.label, help=line.help, indicator=indicators.get(line.indicator),
            breakdown=line.breakdown, is_required=line.is_required,
        )
        for position, line in enumerate(spec.fields, 1)
    )  # fmt: skip
    return version


def _spec_of(version: FormVersion) -> tuple[FieldSpec, ...]:
    return tuple(
        FieldSpec(
            line.label, line.indicator.code if line.indicator else "", line.section, line.help, line.breakdown,
            line.is_required,
        )
        for line in version.fields.select_related("indicator").order_by("position")
    )  # fmt: skip


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
    forms = ReportForm.objects.filter(programme=obligation.programme_id, is_free=False, versions__isnull=False)
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
    there, _is_new = ObligationForm.objects.get_or_create(
        obligation=obligation, defaults={"form": form_for(obligation, now=moment)}
    )
    return there


def newest_form(obligation: Obligation, *, now: datetime) -> FormVersion:
    """Return the newest version of the form that answers a duty; a duty without form gets one first."""
    hung = ObligationForm.objects.filter(obligation=obligation).select_related("form").first()
    form = hung.form if hung else form_for(obligation, now=now)
    if hung is None:
        ObligationForm.objects.get_or_create(obligation=obligation, defaults={"form": form})
    newest = form.versions.filter(published_at__isnull=False).order_by("-number").first()
    assert newest is not None, f"form {form.pk} has no version"
    return newest
