"""A national consolidation from the reports, and live figures after a change, beside the bare SQL of the same rows."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks import measure
from benchmarks.scale.nation import COMMUNES, INDICATORS, PROVINCES, Nation, key

LEVELS = """
WITH province AS MATERIALIZED (
    SELECT o.obligation_id AS duty, f.indicator_id, f.breakdown, SUM(f.value) AS value, COUNT(*) AS bodies
    FROM obligations_obligation d JOIN obligations_occurrence o ON o.obligation_id = d.id
    JOIN reports_submission s ON s.occurrence_id = o.id JOIN reports_version v ON v.submission_id = s.id
    JOIN reports_figure f ON f.version_id = v.id
    WHERE d.feeds_id = %s AND o.period_start = %s AND v.received_at IS NOT NULL AND v.voided_at IS NULL
    GROUP BY o.obligation_id, f.indicator_id, f.breakdown
)
SELECT duty, indicator_id, breakdown, value, bodies FROM province
UNION ALL
SELECT NULL, indicator_id, breakdown, SUM(value), SUM(bodies) FROM province GROUP BY indicator_id, breakdown
"""
STORED = """
SELECT obligation_id, indicator_id, breakdown, value, bodies, estimates FROM reports_livesum
WHERE obligation_id IN ({marks}) AND period_start = %s AND period_end = %s
"""


def fetch(sql: str, values: list[object]) -> list[tuple[object, ...]]:
    """Run one query by the driver's own cursor and give all its rows."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def consolidate(nation: Nation, mark: str, *, rounds: int = 7) -> dict[str, float]:
    """Measure the recomputed consolidation of the last closed period; give the seconds by name."""
    from nhipcau.organisations import access
    from nhipcau.reports.models import SummedObligation
    from nhipcau.reports.queries.figures import Period
    from nhipcau.reports.queries.levels import recomputed_level

    start, end, label = nation.periods[-2]
    period = Period(start, end, label)
    actor = access.actor_of(nation.officer, on=nation.now.date())

    def bare() -> None:
        rows = fetch(LEVELS, [key(nation.duty.pk), start])
        if len(rows) != (PROVINCES + 1) * INDICATORS:
            raise SystemExit(f"the floor sums something else: {len(rows)}")

    def ours() -> None:
        seen = access.visible(SummedObligation.objects.filter(pk=nation.duty.pk), actor).get()
        level = recomputed_level(seen.pk, period)
        counted = sum(each.expected for each in level.completeness.values())
        if len(level.sums) != INDICATORS or counted != COMMUNES or not level.missing:
            raise SystemExit(f"something is not there: {len(level.sums)} sums, {counted} bodies")

    floor, whole = measure.in_turns(bare, ours, rounds=rounds, warm_up=1)
    horizon = _duckdb(nation)
    measure.table(
        ("national consolidation of one period, all indicators, from the reports", "median", "ratio"),
        [
            ("bare level-by-level SQL", measure.milliseconds(floor.median), "1"),
            ("Nhịp Cầu: gate, sums by province, n of m, the missing", measure.milliseconds(whole.median), f"{whole.median / floor.median:.2f}"),
            ("DuckDB over Parquet (the horizon)", measure.milliseconds(horizon) if horizon else "not measured", f"{horizon / floor.median:.2f}" if horizon else ""),
        ],
    )  # fmt: skip
    measure.ratio(f"scale-{mark}-consolidation", whole.median, floor.median, at_most=2)
    return {"bare": floor.median, "ours": whole.median, "duckdb": horizon or 0.0}


def _duckdb(nation: Nation) -> float | None:
    """Sum the same period in DuckDB over a Parquet file of all figures; None, said loudly, where it is not installed."""
    try:
        import duckdb
    except ImportError:
        print("**NOT MEASURED: duckdb is not installed (requirements/bench.in)**\n")
        return None
    from django.db import connection

    rows = """
    SELECT o.obligation_id, o.period_start, f.indicator_id, f.value, v.received_at IS NOT NULL
    FROM reports_figure f JOIN reports_version v ON v.id = f.version_id
    JOIN reports_submission s ON s.id = v.submission_id JOIN obligations_occurrence o ON o.id = s.occurrence_id
    WHERE o.obligation_id <> %s
    """
    with tempfile.TemporaryDirectory(prefix="nc-duck-") as folder, connection.cursor() as cursor:
        plain = Path(folder) / "figures.csv"
        with plain.open("w") as out:
            cursor.execute(rows, [key(nation.duty.pk)])
            while some := cursor.fetchmany(50_000):
                out.writelines(f"{d},{p},{i},{n},{bool(r)}\n" for d, p, i, n, r in some)
        duck = duckdb.connect()
        parquet = Path(folder) / "figures.parquet"
        duck.execute(
            f"COPY (SELECT * FROM read_csv('{plain}', header=false, names=['duty','period','indicator','value','received'],"
            f" types={{'duty':'VARCHAR','period':'DATE','indicator':'VARCHAR','value':'BIGINT','received':'BOOLEAN'}}))"
            f" TO '{parquet}' (FORMAT parquet)"
        )
        start = nation.periods[-2][0]

        def asked() -> None:
            found = duck.execute(
                f"WITH p AS (SELECT duty, indicator, SUM(value) AS value, COUNT(*) AS n FROM '{parquet}'"
                " WHERE period = ? AND received GROUP BY duty, indicator)"
                " SELECT * FROM p UNION ALL SELECT NULL, indicator, SUM(value), SUM(n) FROM p GROUP BY indicator",
                [start],
            ).fetchall()
            if len(found) != (PROVINCES + 1) * INDICATORS:
                raise SystemExit(f"DuckDB sums something else: {len(found)}")

        (timed,) = measure.in_turns(asked, rounds=7, warm_up=2)
        return timed.median


def live(nation: Nation, mark: str) -> dict[str, float]:
    """Measure the live figures of a province and of the nation, after one more report was received."""
    from nhipcau.organisations import access
    from nhipcau.reports import actions
    from nhipcau.reports.models import Version
    from nhipcau.reports.queries.figures import Period
    from nhipcau.reports.queries.levels import live_level, recomputed_level

    start, end, label = nation.periods[-2]
    period = Period(start, end, label)
    waiting = Version.objects.filter(
        filed_at__isnull=False, received_at=None, submission__occurrence__period_start=start,
        submission__occurrence__obligation=nation.duties[0].pk,
    ).first()  # fmt: skip
    assert waiting is not None
    before = live_level(nation.duty.pk, period).completeness.received
    actions.receive(waiting, by=access.actor_of(nation.officers[0], on=nation.now.date()), now=nation.now)
    level = live_level(nation.duty.pk, period)
    if level.completeness.received != before + 1 or level.sums != recomputed_level(nation.duty.pk, period).sums:
        raise SystemExit("the live figures are stale")
    found = {}
    lines = []
    for name, duty, beneath in (
        ("province", nation.duties[0], nation.duties[:1]),
        ("nation", nation.duty, nation.duties),
    ):
        sql = STORED.format(marks=", ".join(["%s"] * len(beneath)))
        values = [*(key(each.pk) for each in beneath), start, end]

        def bare(sql: str = sql, values: list[object] = values, rows: int = len(beneath) * INDICATORS) -> None:
            if len(fetch(sql, values)) != rows:
                raise SystemExit("the floor reads something else")

        def ours(duty: object = duty) -> None:
            live_level(duty.pk, period)  # type: ignore[attr-defined]

        floor, whole = measure.in_turns(bare, ours, rounds=21)
        lines.append((name, str(len(beneath) * INDICATORS), measure.milliseconds(floor.median), measure.milliseconds(whole.median), f"{whole.median / floor.median:.1f}"))  # fmt: skip
        measure.ratio(f"scale-{mark}-live-{name}", whole.median, floor.median, at_most=3)
        found[name] = whole.median
    measure.table(("live figures with n of m", "stored rows", "one indexed SELECT of them", "Nhịp Cầu", "ratio"), lines)
    return found


def grow(nation: Nation) -> None:
    """Print a GROWTH line (what, bodies, figures in the database, ms) for a province, and for the whole nation."""
    from nhipcau.reports.queries.figures import Period
    from nhipcau.reports.queries.levels import live_level, recomputed_level

    start, end, label = nation.periods[-2]
    period = Period(start, end, label)
    sql = LEVELS.replace("d.feeds_id = %s", "d.id = %s")
    for duty, bodies, floor in (
        (nation.duties[0], len(nation.communes[0]), sql),
        (nation.duty, COMMUNES, LEVELS),
    ):
        calls = {
            "bare": lambda sql=floor, duty=duty: fetch(sql, [key(duty.pk), start]),
            "ours": lambda duty=duty: recomputed_level(duty.pk, period),
            "live": lambda duty=duty: live_level(duty.pk, period),
        }
        for name, timed in zip(calls, measure.in_turns(*calls.values(), rounds=5, warm_up=1), strict=True):
            print(f"GROWTH {name} {bodies} {nation.values} {timed.median * 1000:.2f}", flush=True)
