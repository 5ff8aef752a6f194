"""The reminders' round over a million open occurrences of which ten thousand need one."""

from __future__ import annotations

import time
from datetime import timedelta

from benchmarks import measure
from benchmarks.scale.nation import Nation, key, run

OPEN, WANTED = 1_000_000, 10_000

# Every occurrence of the closed quarters is copied until there are a million; one of `every` falls due in seven days.
_OPEN = {
    "postgresql": "gen_random_uuid()",
    "sqlite": "lower(hex(randomblob(16)))",
}
_DAY = {"postgresql": "CAST(%s AS date) + n", "sqlite": "date(%s, '+' || n || ' days')"}
MILLION = """
WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < {copies} - 1),
bodies (body, place) AS (SELECT organisation_id, row_number() OVER (ORDER BY organisation_id)
    FROM obligations_owner WHERE obligation_id <> %s)
INSERT INTO obligations_occurrence (id, obligation_id, rule_id, body_id, period_start, period_end, period_label,
    printed_due, due_kind, last_day, due_settings, opened_at, done_note, withdrawn_reason)
SELECT {key}, %s, %s, body, {day}, {day}, 'Đợt', {due}, 'by', {due}, '{{}}', %s, '', ''
FROM bodies CROSS JOIN numbers WHERE n * {bodies} + place <= {open}
"""
_DUE = {
    "postgresql": "CASE WHEN (n * {bodies} + place) % {every} = 0 THEN CAST(%s AS date) ELSE CAST(%s AS date) + CAST(n % 200 AS integer) END",
    "sqlite": "CASE WHEN (n * {bodies} + place) % {every} = 0 THEN %s ELSE date(%s, '+' || (n % 200) || ' days') END",
}


def tick(nation: Nation, mark: str) -> dict[str, float]:
    """Measure one round; beside it the bare insert of as many rows as it writes."""
    from django.db import connection, transaction

    from nhipcau import clock
    from nhipcau.obligations.models import DueRule, Every, Obligation
    from nhipcau.reminders.models import Reminder, ReminderRound
    from nhipcau.reminders.rounds import make_round, still_open

    duty = Obligation.objects.get(pk=nation.duties[0].pk)
    duty.pk, duty._state.adding = None, True
    duty.pk = type(duty)._meta.pk.get_default()
    duty.feeds = None
    duty.save(force_insert=True)
    rule = DueRule.objects.create(obligation=duty, every=Every.ONCE)
    today, vendor = clock.today(), connection.vendor
    bodies = sum(len(below) for below in nation.communes)
    due = _DUE[vendor].format(bodies=bodies, every=OPEN // WANTED).replace("%s", "%s").replace(" % ", " %% ")
    sql = MILLION.format(
        copies=OPEN // bodies + 1, bodies=bodies, open=OPEN, key=_OPEN[vendor], day=_DAY[vendor], due=due
    )
    soon, later = (today + timedelta(days=7)).isoformat(), (today + timedelta(days=60)).isoformat()
    first = "2001-01-01"
    run(sql, key(nation.duty.pk), key(duty.pk), rule.pk, first, first, soon, later, soon, later, nation.now)
    run("ANALYZE")
    ReminderRound.objects.create(day=today - timedelta(days=1), made_at=nation.now + timedelta(seconds=1))
    count = still_open().filter(obligation=duty.pk).count()
    wanted = still_open().filter(last_day=today + timedelta(days=7)).count()
    seconds, floors = [], []
    for _ in range(3):
        with transaction.atomic():
            began = time.perf_counter()
            with transaction.atomic():
                made = make_round(now=nation.now)
            seconds.append(time.perf_counter() - began)
            rows = list(Reminder.objects.values_list("digest_id", "user_id", "occurrence_id", "moment", "days"))
            Reminder.objects.all().delete()
            began = time.perf_counter()
            _bare(rows)
            floors.append(time.perf_counter() - began)
            transaction.set_rollback(True)
    ours, floor = sorted(seconds)[1], sorted(floors)[1]
    measure.table(
        ("the reminders' round", "bare insert of as many lines", "Nhịp Cầu"),
        [(f"{count:,} open, {wanted:,} to be told: {made.lines:,} lines to {made.people:,} people", measure.milliseconds(floor), measure.milliseconds(ours))],
    )  # fmt: skip
    measure.result(f"scale-{mark}-due-tick", ours, "s", "<=1", met=ours <= 1)
    return {"ours": ours, "bare": floor}


def _bare(rows: list[tuple[object, ...]]) -> None:
    from django.db import connection

    from nhipcau.reminders.models import Reminder

    table = Reminder._meta.db_table
    native = connection.features.has_native_uuid_field
    ready = [tuple(value if native or not hasattr(value, "hex") else value.hex for value in row) for row in rows]
    with connection.cursor() as cursor:
        if native:
            with cursor.copy(f"COPY {table} (digest_id, user_id, occurrence_id, moment, days) FROM STDIN") as copy:
                for row in ready:
                    copy.write_row(row)
        else:
            cursor.connection.executemany(
                f"INSERT INTO {table} (digest_id, user_id, occurrence_id, moment, days) VALUES (?, ?, ?, ?, ?)", ready
            )
