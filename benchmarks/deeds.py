"""Filing and receiving a report of 60 figures, and consolidating a period of 100 bodies.

Floors in the same run and on the same database: the bare driver writing the same rows in one durable commit, and one
SQL GROUP BY over the same figures.
"""

from __future__ import annotations

import uuid

from benchmarks import measure, world

FIGURES = 60
BODIES = 100


def main() -> None:
    """Print the table and the lines."""
    world.ready()
    from django.db import connection, transaction

    from nhipcau import clock
    from nhipcau.obligations.models import Occurrence
    from nhipcau.organisations import access
    from nhipcau.reports import actions
    from nhipcau.reports.answers import Answers, FigureAnswer
    from nhipcau.reports.models import Consolidation, Field, Figure, Version
    from nhipcau.reports.queries.figures import Period

    district = world.make(bodies=BODIES, periods=4, figures=FIGURES, received=0.95, documents=1)
    now = world.NOW
    with clock.frozen(now):
        head = access.actor_of(district.unit_user, on=clock.today())
        officer = access.actor_of(district.officer, on=clock.today())
        fields = list(Field.objects.filter(indicator__isnull=False).order_by("position"))
        waiting = iter(Occurrence.objects.filter(body=district.bodies[0].pk, submission=None).order_by("period_start"))
        answers = Answers(tuple(FigureAnswer(line.pk, 7, False, False) for line in fields), ())

        def prepared() -> Version:
            draft = actions.start(next(waiting), by=head, now=now)
            actions.save_draft(draft, answers, by=head, expected=draft.row_version, now=now)
            draft.refresh_from_db()
            return draft

        drafts = [prepared() for _ in range(23)]
        to_file = iter(drafts)
        filed: list[Version] = []

        def file() -> None:
            draft = next(to_file)
            filed.append(actions.sign_off(draft, by=head, expected=draft.row_version, now=now))

        def receive() -> None:
            actions.receive(Version.objects.get(pk=filed[len(received)].pk), by=officer, now=now)
            received.append(1)

        received: list[int] = []
        rows = Figure.objects.filter(version=drafts[0]).count()
        other = Version.objects.filter(received_at__isnull=False).order_by("pk").values_list("pk", flat=True)[0]

        def bare_rows() -> None:
            """One entry of the trail, one changed version, as many sums: what receiving writes, by the bare driver."""
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO audit_entry (at, event, user_id, user_label, post_id, post_label, body_id, on_behalf_of, about_type,"
                    " about_id, about_label, details, digest) VALUES (%s, 'bare', '', '', '', '', '', '', '', %s, '', '{}', '')",
                    [now, uuid.uuid4().hex],
                )
                cursor.execute("UPDATE reports_version SET row_version = row_version + 1 WHERE id = %s", [_key(other)])
                cursor.executemany(
                    "UPDATE reports_livesum SET value = value + 0, bodies = bodies + 0 WHERE indicator_id = %s",
                    [(_key(indicator.pk),) for indicator in district.indicators],
                )

        def _key(key: uuid.UUID) -> object:
            return key.hex if connection.vendor == "sqlite" else key

        bare, filing = measure.in_turns(bare_rows, file, rounds=9, warm_up=1)
        bare_again, receiving = measure.in_turns(bare_rows, receive, rounds=9, warm_up=1)

        start, end, label = district.periods[-1]
        period = Period(start, end, label)

        def group_by() -> None:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT f.indicator_id, SUM(f.value), COUNT(*) FROM reports_figure f"
                    " JOIN reports_version v ON v.id = f.version_id JOIN reports_submission s ON s.id = v.submission_id"
                    " JOIN obligations_occurrence o ON o.id = s.occurrence_id"
                    " WHERE o.obligation_id = %s AND o.period_start = %s AND v.received_at IS NOT NULL GROUP BY f.indicator_id",
                    [_key(district.obligation.pk), start],
                )
                if len(cursor.fetchall()) != FIGURES:
                    raise SystemExit("the floor sums something else")

        def consolidate() -> None:
            with transaction.atomic():
                made = actions.consolidate(district.obligation, period, by=officer, now=now)
                if made.expected != BODIES:
                    raise SystemExit("not every body is expected")
                transaction.set_rollback(True)

        floor, whole = measure.in_turns(group_by, consolidate, rounds=9, warm_up=1)
        assert not Consolidation.objects.exists()
    measure.table(
        ("deed", "floor", "Nhịp Cầu", "ratio"),
        [
            (f"filing {rows} figures (gate, trail, durable)", measure.milliseconds(bare.median), measure.milliseconds(filing.median), f"{filing.median / bare.median:.1f}"),
            (f"receiving {rows} figures (gate, trail, live sums, durable)", measure.milliseconds(bare_again.median), measure.milliseconds(receiving.median), f"{receiving.median / bare_again.median:.1f}"),
            (f"consolidating {BODIES} bodies × {FIGURES} figures, frozen with sources and lũy kế / one GROUP BY of the period", measure.milliseconds(floor.median), measure.milliseconds(whole.median), f"{whole.median / floor.median:.1f}"),
        ],
    )  # fmt: skip
    measure.ratio("filing", filing.median, bare.median, at_most=4)
    measure.ratio("receiving", receiving.median, bare_again.median, at_most=4)
    measure.result("consolidating", whole.median, "s", "<=1", met=whole.median <= 1)


if __name__ == "__main__":
    main()
