"""Working on the words of a consolidated report: joining what bodies wrote, editing it, setting it aside.

What bodies wrote stays as it is; a gathered text names them, and is frozen with the consolidation.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from nhipcau.audit import actions as audit
from nhipcau.obligations.models import Obligation
from nhipcau.organisations import access
from nhipcau.organisations.access import ActingPost, Actor, Right
from nhipcau.reports.actions.events import Event
from nhipcau.reports.actions.filling import Conflict
from nhipcau.reports.models import GatheredSource, GatheredText
from nhipcau.reports.queries.figures import Period
from nhipcau.reports.queries.gathered import proposed
from nhipcau.reports.queries.opening import SectionText, texts


class NothingToJoin(ValueError):
    """Texts of one section are joined, and they must be there."""

    def __init__(self) -> None:
        super().__init__(_("Hãy chọn ít nhất hai phần trong cùng một mục để gộp."))


class NoText(ValueError):
    """A text that goes into the report has words."""

    def __init__(self) -> None:
        super().__init__(_("Nội dung không được để trống. Muốn bỏ phần này thì chọn “không đưa vào báo cáo”."))


@transaction.atomic
def join(
    obligation: Obligation,
    period: Period,
    narratives: Collection[int],
    *,
    by: Actor,
    now: datetime,
    client_key: UUID | None = None,
) -> GatheredText:
    """Make one text of what several bodies wrote in a section, each line once; texts joined before go into it.

    Sent twice with one `client_key` it counts once. Raises `access.Denied`, `NothingToJoin`.
    """
    acting = access.require(by, Right.CONSOLIDATE, about=obligation)
    Obligation.objects.select_for_update().get(pk=obligation.pk)
    if client_key and (there := GatheredText.objects.filter(client_key=client_key).first()):
        return there
    said = _said(obligation, period, narratives)
    if len(said) < 2 or len({row.section for row in said}) != 1:
        raise NothingToJoin
    made = _gather(obligation, period, said, proposed(_words(said)), by, now, client_key)
    _record(Event.TEXTS_JOINED, made, acting, now)
    return made


@transaction.atomic
def edit(
    obligation: Obligation, period: Period, narrative: int, *, text: str, expected: int, by: Actor, now: datetime
) -> GatheredText:
    """Change the words of the text in which a body's words stand; its sources stay named.

    `expected` is the row version that was seen, 0 where the words still stood as the body wrote them. Raises
    `access.Denied`, `NoText`, `Conflict` where somebody changed it in between, `NothingToJoin` for an unknown text.
    """
    acting = access.require(by, Right.CONSOLIDATE, about=obligation)
    Obligation.objects.select_for_update().get(pk=obligation.pk)
    if not text.strip():
        raise NoText
    made = _standing(obligation, period, narrative, expected, by, now)
    made.text, made.is_left_out = text.strip().replace("\r\n", "\n"), False
    _save(made, by, now)
    _record(Event.TEXT_EDITED, made, acting, now)
    return made


@transaction.atomic
def set_aside(
    obligation: Obligation, period: Period, narratives: Collection[int], *, aside: bool, by: Actor, now: datetime
) -> None:
    """Leave texts out of the consolidated report, or take them in again. Raises `access.Denied`."""
    acting = access.require(by, Right.CONSOLIDATE, about=obligation)
    Obligation.objects.select_for_update().get(pk=obligation.pk)
    for row in _said(obligation, period, narratives):
        there = GatheredText.objects.filter(sources__narrative=row.narrative_id).first()
        if there is None and not aside:
            continue
        made = there or _gather(obligation, period, [row], row.text, by, now, None)
        if made.is_left_out != aside:
            made.is_left_out = aside
            _save(made, by, now)
            _record(Event.TEXT_EDITED, made, acting, now)


@transaction.atomic
def take_apart(obligation: Obligation, period: Period, narrative: int, *, by: Actor, now: datetime) -> None:
    """Let the bodies' own words stand again. Raises `access.Denied`."""
    acting = access.require(by, Right.CONSOLIDATE, about=obligation)
    made = GatheredText.objects.filter(
        obligation=obligation, period_start=period.start, period_end=period.end, sources__narrative=narrative
    ).first()
    if made is not None:
        _record(Event.TEXT_TAKEN_APART, made, acting, now)
        made.delete()


def _said(obligation: Obligation, period: Period, narratives: Collection[int]) -> list[SectionText]:
    """Return what of these the received reports of the period say, in the order given."""
    there = {row.narrative_id: row for rows in texts(obligation, period).values() for row in rows}
    return [there[key] for key in dict.fromkeys(narratives) if key in there]


def _words(said: list[SectionText]) -> list[str]:
    """Return the words to be joined: those of a text joined before once, not of each of its bodies."""
    before = {
        source.narrative_id: source.gathered
        for source in GatheredSource.objects.filter(narrative__in=[row.narrative_id for row in said]).select_related(
            "gathered"
        )
    }
    kept: dict[object, str] = {}
    for row in said:
        made = before.get(row.narrative_id)
        kept.setdefault(made.pk if made else row.narrative_id, made.text if made else row.text)
    return list(kept.values())


def _gather(
    obligation: Obligation, period: Period, said: list[SectionText], text: str, by: Actor, now: datetime,
    client_key: UUID | None,
) -> GatheredText:  # fmt: skip
    keys = [row.narrative_id for row in said]
    older = GatheredText.objects.filter(sources__narrative__in=keys).distinct()
    keys += [
        key
        for key in GatheredSource.objects.filter(gathered__in=older).values_list("narrative", flat=True)
        if key not in keys
    ]
    GatheredText.objects.filter(pk__in=[each.pk for each in older]).delete()
    made = GatheredText.objects.create(
        client_key=client_key, obligation=obligation, period_start=period.start, period_end=period.end,
        section=said[0].section, text=text, saved_at=now, saved_by=by.user,
    )  # fmt: skip
    GatheredSource.objects.bulk_create(GatheredSource(gathered=made, narrative_id=key) for key in keys)
    return made


def _standing(
    obligation: Obligation, period: Period, narrative: int, expected: int, by: Actor, now: datetime
) -> GatheredText:
    there = GatheredText.objects.filter(
        obligation=obligation, period_start=period.start, period_end=period.end, sources__narrative=narrative
    ).first()
    if (there.row_version if there else 0) != expected:
        raise Conflict(_("Có người vừa sửa phần này. Hãy tải lại trang, xem bản mới rồi sửa tiếp."))
    if there is not None:
        return there
    said = _said(obligation, period, [narrative])
    if not said:
        raise NothingToJoin
    return _gather(obligation, period, said, said[0].text, by, now, None)


def _save(made: GatheredText, by: Actor, now: datetime) -> None:
    GatheredText.objects.filter(pk=made.pk).update(
        text=made.text, is_left_out=made.is_left_out, saved_at=now, saved_by=by.user, row_version=F("row_version") + 1
    )
    made.refresh_from_db()


def _record(event: Event, made: GatheredText, acting: ActingPost, now: datetime) -> None:
    details = {"section": made.section, "sources": made.sources.count(), "left_out": made.is_left_out}
    audit.record(event, about=made, by=acting, at=now, details=details)
