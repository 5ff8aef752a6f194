"""Making and changing report forms: an unpublished version is worked on, a published one is never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from nhipcau.audit import actions as audit
from nhipcau.obligations.models import Obligation, ObligationKind
from nhipcau.organisations.access import Actor
from nhipcau.organisations.models import Programme
from nhipcau.reports import coordinators, plausibility
from nhipcau.reports.actions.events import Event
from nhipcau.reports.actions.plausibility import copy_rules
from nhipcau.reports.form_specs import FieldSpec, spec_of, specs_of, with_parts, write_line, write_lines
from nhipcau.reports.forms_of_duties import next_number
from nhipcau.reports.line_rules import must_be_a_line
from nhipcau.reports.models import Field, FormVersion, ObligationForm, ReportForm


class FormConflict(RuntimeError):
    """Somebody changed the same version in between; the caller shows both, nothing is lost."""


class Published(ValueError):
    """A form in use is never changed under the reporter."""

    def __init__(self) -> None:
        super().__init__(_("Phiên bản này đã ban hành, không sửa được nữa. Hãy bấm “Sửa” để lập phiên bản mới."))


class CannotPublish(ValueError):
    """What still has to be done before publishing; the text says it."""


class NameTaken(ValueError):
    """The programme has a form of that name."""

    def __init__(self) -> None:
        super().__init__(_("Chương trình đã có biểu mẫu tên này. Hãy mở biểu mẫu đó, hoặc đặt tên khác."))


@transaction.atomic
def make(programme: Programme, *, name: str, matches: str, by: Actor, now: datetime) -> FormVersion:
    """Make a form with a first version to work on. Raises `access.Denied`, `NameTaken`."""
    acting = coordinators.require(programme, by)
    _must_be_free(programme, name)
    form = ReportForm.objects.create(programme=programme, name=name.strip(), matches=matches.strip())
    version = FormVersion.objects.create(form=form, number=1, made_at=now, made_by=by.user)
    audit.record(Event.FORM_MADE, about=form, by=acting, at=now, details={"name": form.name})
    return version


@transaction.atomic
def rename(form: ReportForm, *, name: str, matches: str, by: Actor, now: datetime) -> None:
    """Change a form's name and the phrases by which duties find it. Raises `access.Denied`, `NameTaken`."""
    acting = coordinators.require(form.programme, by)
    _must_be_free(form.programme, name, form)
    ReportForm.objects.filter(pk=form.pk).update(name=name.strip(), matches=matches.strip())
    audit.record(Event.FORM_NAMED, about=form, by=acting, at=now, details={"name": name.strip()[:300]})


@transaction.atomic
def begin_version(form: ReportForm, *, by: Actor, now: datetime) -> FormVersion:
    """Return the version of a form that is worked on; where there is none, a copy of the newest published one.

    Lines, who answers them, columns and rules of plausibility are copied. Raises `access.Denied`.
    """
    acting = coordinators.require(form.programme, by)
    ReportForm.objects.select_for_update().get(pk=form.pk)
    there = form.versions.filter(published_at=None).first()
    if there is not None:
        return there
    newest = form.versions.order_by("-number").first()
    made = FormVersion.objects.create(form=form, number=next_number(form), made_at=now, made_by=by.user)
    if newest is not None:
        write_lines(made, specs_of(newest))
        copy_rules(newest, made)
    audit.record(Event.FORM_VERSION_BEGUN, about=form, by=acting, at=now, details={"number": made.number})
    return made


@transaction.atomic
def drop_version(version: FormVersion, *, expected: int, by: Actor, now: datetime) -> None:
    """Throw away the version that is worked on; a form that was never published goes with it.

    Raises `access.Denied`, `Published`, `FormConflict`.
    """
    acting = coordinators.require(version.form.programme, by)
    _touch(version, expected)
    form, number = version.form, version.number
    version.fields.all().delete()
    version.delete()
    audit.record(Event.FORM_VERSION_DROPPED, about=form, by=acting, at=now, details={"number": number})
    if not form.versions.exists() and not form.obligations.exists():
        form.delete()


@transaction.atomic
def save_line(
    version: FormVersion, spec: FieldSpec, *, field: Field | None, expected: int, by: Actor, after: int | None = None
) -> Field:
    """Write one line of a version that is worked on: a changed one, or a new one: behind the line `after`, else behind
    the last line of its section.

    `expected` is the row version that the writer had before him. Raises `access.Denied`, `Published`, `FormConflict`,
    `line_rules.NotALine` whose text says what is wrong.
    """
    coordinators.require(version.form.programme, by)
    others = [spec_of(row) for row in with_parts(version.fields.all()) if field is None or row.pk != field.pk]
    must_be_a_line(spec, others, on=by.on)
    _touch(version, expected)
    if field is not None:
        return write_line(field, spec)
    made = write_line(Field(version=version, position=_last(version) + 1), spec)
    same = version.fields.filter(section=spec.section).exclude(pk=made.pk).order_by("-position").first()
    if after is None and same is not None:
        after = same.pk
    if after is not None:
        order = [key for key in _order(version) if key != made.pk]
        order.insert(order.index(after) + 1 if after in order else len(order), made.pk)
        _place(version, order)
    return made


@transaction.atomic
def move_line(field: Field, *, up: bool, expected: int, by: Actor) -> None:
    """Move a line one place up or down. Raises `access.Denied`, `Published`, `FormConflict`."""
    coordinators.require(field.version.form.programme, by)
    _touch(field.version, expected)
    order = _order(field.version)
    here = order.index(field.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
        _place(field.version, order)


@transaction.atomic
def remove_line(field: Field, *, expected: int, by: Actor) -> None:
    """Take a line off a version that is worked on. Raises `access.Denied`, `Published`, `FormConflict`."""
    coordinators.require(field.version.form.programme, by)
    _touch(field.version, expected)
    field.delete()


@transaction.atomic
def publish(
    version: FormVersion, *, holds_from: date | None, note: str, expected: int, by: Actor, now: datetime
) -> None:
    """Put a version into use for the periods that begin on `holds_from` or later; from now on it never changes.

    Drafts in progress stay on the version on which they were begun. Raises `access.Denied`, `Published`,
    `FormConflict`, `CannotPublish`.
    """
    acting = coordinators.require(version.form.programme, by)
    before = version.form.versions.filter(published_at__isnull=False).order_by("-number").first()
    if not version.fields.exists():
        raise CannotPublish(_("Biểu mẫu chưa có dòng nào. Hãy thêm ít nhất một dòng rồi ban hành."))
    if before is not None and holds_from is None:
        raise CannotPublish(_("Hãy chọn ngày: các kỳ bắt đầu từ ngày đó dùng phiên bản mới."))
    if before is not None and not note.strip():
        raise CannotPublish(_("Hãy ghi điểm thay đổi so với phiên bản trước, để đơn vị báo cáo biết."))
    _rules_must_fit(version)
    _touch(version, expected)
    FormVersion.objects.filter(pk=version.pk).update(
        published_at=now, published_by=by.user, holds_from=holds_from, note=note.strip()[:500]
    )
    details = {
        "number": version.number,
        "holds_from": holds_from.isoformat() if holds_from else None,
        "note": note.strip()[:300],
    }
    audit.record(Event.FORM_PUBLISHED, about=version.form, by=acting, at=now, details=details)


@transaction.atomic
def give_to_duty(form: ReportForm, obligation: Obligation, *, by: Actor, now: datetime) -> ObligationForm:
    """Let a report duty be answered on this form from now on; drafts in progress keep theirs.

    Raises `access.Denied`, and `CannotPublish` for a form without published version or a duty of another programme.
    """
    acting = coordinators.require(form.programme, by)
    if obligation.programme_id != form.programme_id or obligation.kind != ObligationKind.REPORT:
        raise CannotPublish(_("Nhiệm vụ này không thuộc chương trình của biểu mẫu."))
    if not form.versions.filter(published_at__isnull=False).exists():
        raise CannotPublish(_("Hãy ban hành biểu mẫu trước khi giao cho nhiệm vụ."))
    assert acting.post is not None
    given, _is_new = ObligationForm.objects.update_or_create(
        obligation=obligation, defaults={"form": form, "set_by_body_id": acting.post.organisation_id}
    )
    audit.record(Event.FORM_GIVEN, about=obligation, by=acting, at=now, details={"form": form.name[:300]})
    return given


def _must_be_free(programme: Programme | None, name: str, but: ReportForm | None = None) -> None:
    taken = ReportForm.objects.filter(programme=programme, name__iexact=name.strip())
    if (taken.exclude(pk=but.pk) if but else taken).exists():
        raise NameTaken


def _touch(version: FormVersion, expected: int) -> None:
    """Count a change of a version that is worked on; refuse where it is not what the writer saw."""
    changed = FormVersion.objects.filter(pk=version.pk, published_at=None, row_version=expected).update(
        row_version=F("row_version") + 1
    )
    if not changed:
        raise FormConflict if FormVersion.objects.filter(pk=version.pk, published_at=None).exists() else Published


def _rules_must_fit(version: FormVersion) -> None:
    lines = plausibility.lines_of(version)
    for rule in plausibility.rules_of(version, lines):
        if any(term.key is not None and term.key not in lines.by_key for term in rule.terms):
            raise CannotPublish(
                _("Có quy tắc kiểm tra nhắc đến số liệu không còn trong biểu mẫu. Hãy bỏ quy tắc đó trước.")
            )


def _last(version: FormVersion) -> int:
    return version.fields.aggregate(top=Max("position"))["top"] or 0


def _order(version: FormVersion) -> list[int]:
    return list(version.fields.order_by("position").values_list("pk", flat=True))


def _place(version: FormVersion, order: Sequence[int]) -> None:
    """Number the lines anew in this order; beyond the last place first, so that no two ever stand at one place."""
    beyond = _last(version) + len(order)
    for shift in (beyond, 0):
        for place, key in enumerate(order, 1):
            Field.objects.filter(pk=key).update(position=shift + place)
