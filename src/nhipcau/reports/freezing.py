"""What a consolidation freezes, as canonical JSON (RFC 8785): made from named versions, so that it can be made again.

Who made it and when stand beside it, not in it: the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import rfc8785

from nhipcau.obligations.models import Obligation, Occurrence
from nhipcau.reports.amounts import Amount, Key
from nhipcau.reports.models import FormVersion, Narrative, Version
from nhipcau.reports.queries import figures, gathered_rows, table
from nhipcau.reports.queries.figures import Period
from nhipcau.reports.queries.form_lines import FigureLine, figure_lines
from nhipcau.reports.queries.table import SumLine

_LARGEST_PLAIN = 2**53 - 1  # beyond, JSON numbers are not exact: RFC 8785 wants a string

Json = dict[str, object]


@dataclass(frozen=True)
class Source:
    """One expected body: the version that was used (None: missing) and how it stood."""

    occurrence: Occurrence
    body_name: str
    version: Version | None
    standing: str


@dataclass(frozen=True)
class EarlierPeriod:
    """A period before, for lũy kế: the versions that were used and how many bodies owed it."""

    period: Period
    versions: tuple[UUID, ...]
    expected: int


@dataclass(frozen=True)
class Join:
    """A text that the coordinator made from what bodies wrote (`narratives`: its keys)."""

    section: str
    text: str
    is_left_out: bool
    narratives: tuple[int, ...]


@dataclass(frozen=True)
class Frozen:
    """What was frozen: the table, the collected texts, the joined ones, the bytes and their fingerprint."""

    lines: list[SumLine]
    texts: list[Narrative]
    joins: list[Join]
    canonical: str
    fingerprint: str


def freeze(
    obligation: Obligation,
    period: Period,
    sources: Sequence[Source],
    earlier: Sequence[EarlierPeriod],
    left_out: Collection[int],
    joins: Sequence[Join] = (),
    asked: Mapping[Key, int] | None = None,
) -> Frozen:
    """Return what these versions say together. `sources` stand in protocol order; `left_out` are keys of texts that the
    coordinator set aside: they are kept, and marked. `joins` are the texts that he made; `asked` says how many bodies
    owe a figure that is not asked of everybody.
    """
    used = [source.version.pk for source in sources if source.version]
    versions = Version.objects.filter(pk__in=used)
    periods = [*(item.period for item in earlier), period]
    sums = {item.period: figures.sums_over(Version.objects.filter(pk__in=item.versions)) for item in earlier}
    sums[period] = figures.sums_over(versions)
    expected = {item.period: item.expected for item in earlier} | {period: len(sources)}
    fields = lines_used(used)
    owed = {(period, key): n for key, n in (asked or {}).items()}
    lines = table.lines(fields, periods, sums, expected, figures.answered_counts(versions), owed)
    texts = _texts(sources)
    plain: Json = {
        "schema": "nhipcau.consolidation/1",
        "obligation": str(obligation.pk),
        "document": {"number": obligation.document.number, "clause": obligation.clause},
        "line": {"recipient": _key(obligation.recipient_id), "via": _key(obligation.via_id)},
        "period": {"start": period.start.isoformat(), "end": period.end.isoformat()},
        "form_versions": sorted({version.form_version_id for version in versions}),
        "expected": len(sources),
        "received": len(used),
        "sources": [_source(source) for source in sources],
        "earlier": [_earlier(item) for item in earlier],
        "figures": [_line(line) for line in lines],
        "texts": [_text(text, text.pk in left_out) for text in texts],
    }
    # What came later stands in the bytes only where there is any: what was frozen before stays the same.
    if joins:
        plain["joined"] = [_join(join, {text.pk: text for text in texts}) for join in joins]
    if asked:
        codes = {field.key: f"{field.indicator.code}|{field.breakdown}" for field in fields}
        plain["asked"] = {codes[key]: n for key, n in asked.items() if key in codes}
    if rows := gathered_rows.plain(used):
        plain["tables"] = rows
    data = rfc8785.dumps(plain)
    return Frozen(lines, texts, list(joins), data.decode("utf-8"), hashlib.sha256(data).hexdigest())


def lines_used(used: Sequence[UUID]) -> list[FigureLine]:
    """Return the figure lines of the forms by which these versions came."""
    forms = FormVersion.objects.filter(pk__in=Version.objects.filter(pk__in=list(used)).values("form_version"))
    return figure_lines(forms)


def _texts(sources: Sequence[Source]) -> list[Narrative]:
    order = {source.version.pk: place for place, source in enumerate(sources) if source.version}
    rows = Narrative.objects.filter(version__in=list(order)).select_related("field", "version")
    return sorted(rows, key=lambda row: (row.field.position, row.field.label, order[row.version_id], row.pk))


def _source(source: Source) -> Json:
    occurrence = source.occurrence
    return {
        "body": str(occurrence.body_id),
        "name": source.body_name,
        "occurrence": str(occurrence.pk),
        "last_day": occurrence.last_day.isoformat() if occurrence.last_day else None,
        "due_settings": occurrence.due_settings,
        "version": str(source.version.pk) if source.version else None,
        "number": source.version.number if source.version else None,
        "standing": source.standing,
    }


def _earlier(item: EarlierPeriod) -> Json:
    return {
        "start": item.period.start.isoformat(),
        "end": item.period.end.isoformat(),
        "versions": sorted(str(key) for key in item.versions),
        "expected": item.expected,
    }


def _line(line: SumLine) -> Json:
    return {
        "indicator": line.code,
        "breakdown": line.breakdown,
        "label": line.label,
        "unit": line.unit,
        "in_period": _amount(line.in_period),
        "cumulative": _amount(line.cumulative),
    }


def _amount(amount: Amount) -> Json:
    return {
        "value": _number(amount.value),
        "part": _number(amount.part),
        "whole": _number(amount.whole),
        "bodies": amount.counted,
        "expected": amount.expected,
        "estimates": amount.estimates,
    }


def _text(text: Narrative, is_left_out: bool) -> Json:
    return {
        "section": text.field.label,
        "version": str(text.version_id),
        "text": text.text,
        "left_out": is_left_out,
    }


def _join(join: Join, texts: Mapping[int, Narrative]) -> Json:
    return {
        "section": join.section,
        "text": join.text,
        "left_out": join.is_left_out,
        "said_by": [
            {"version": str(texts[key].version_id), "section": texts[key].field.label}
            for key in join.narratives
            if key in texts
        ],
    }


def _number(value: int | None) -> int | str | None:
    return str(value) if value is not None and abs(value) > _LARGEST_PLAIN else value


def _key(key: UUID | None) -> str | None:
    return str(key) if key else None
