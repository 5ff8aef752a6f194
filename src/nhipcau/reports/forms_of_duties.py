"""Which form answers a duty, and forms made from data. The form hangs on the obligation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau import clock
from nhipcau.obligations.models import Obligation, ObligationKind
from nhipcau.organisations.models import Programme
from nhipcau.reports.models import (
    AcrossBodies,
    Field,
    FieldKind,
    FormVersion,
    Indicator,
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
            "across": spec.across, "over_time": spec.over_time,
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
    version = FormVersion.objects.create(form=form, number=newest.number + 1 if newest else 1, made_at=now)
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
    form = ReportForm.objects.filter(is_free=True, programme=None).order_by("pk").first()
    if form is not None:
        return form
    field = FieldSpec(label=_("Nội dung báo cáo"), help=_("Viết nội dung, hoặc đính kèm tệp báo cáo là đủ."))
    return make_form(FormSpec(_("Báo cáo tự do"), (field,), is_free=True), programme=None, now=now).form


def form_for(obligation: Obligation, *, now: datetime) -> ReportForm:
    """Return the programme's form one of whose phrases stands in the duty's words, the longest phrase first; else the
    free form."""
    words = f" {fold(f'{obligation.title} {obligation.text}')} "
    best: tuple[int, ReportForm] | None = None
    for form in ReportForm.objects.filter(programme=obligation.programme_id, is_free=False).order_by("name", "pk"):
        for phrase in form.matches.splitlines():
            folded = fold(phrase)
            if folded and f" {folded} " in words and (best is None or len(folded) > best[0]):
                best = (len(folded), form)
    return best[1] if best and obligation.programme_id else free_form(now=now)


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
    newest = form.versions.order_by("-number").first()
    assert newest is not None, f"form {form.pk} has no version"
    return newest
