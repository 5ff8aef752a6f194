"""After any history of reports, corrections and decisions, every level says what its reports say."""

from __future__ import annotations

import random

import pytest
from django.db import transaction

from nhipcau.cli import main
from nhipcau.obligations.models import Occurrence
from nhipcau.reports import actions, verifying
from nhipcau.reports.amounts import Total
from nhipcau.reports.models import Figure, LiveSum, Submission, Version
from nhipcau.reports.queries.levels import live_level, recomputed_level
from tests.cast import NOW, Cast
from tests.reports.levels_world import Chain, make_chain, people_are_there
from tests.reports.world import QUARTER_1, QUARTER_2

STEPS = 60
DEEDS = ("file", "file", "receive", "receive", "receive", "correct", "void", "ask", "exempt", "send up", "withdraw")


@pytest.fixture
def chain(cast: Cast) -> Chain:
    """Two provinces with three communes each, and a ministry, under the nation."""
    made = make_chain(cast, provinces=2, communes=2)
    people_are_there(made)
    return made


def step(chain: Chain, dice: random.Random) -> str:
    """Do one deed where it can be done; what cannot be done now is refused and changes nothing."""
    cast, deed = chain.cast, dice.choice(DEEDS)
    body = dice.choice([key for key in chain.bodies if key != "nation"])
    period = dice.choice([QUARTER_1, QUARTER_2])
    unit, upper = chain.bodies[body], chain.bodies[body.split(".")[0] if "." in body else "nation"]
    occurrence = chain.occurrence(body, period)
    submission = Submission.objects.filter(occurrence=occurrence).first()
    versions = (
        submission.versions.filter(filed_at__isnull=False, voided_at=None) if submission else Version.objects.none()
    )
    newest = versions.order_by("-number").first()
    figures = {"buoi": dice.choice([None, 0, 3, 10**12]), "luot": dice.choice([None, 5]), "hv": dice.choice([None, 9])}
    try:
        with transaction.atomic():
            if deed == "file":
                chain.filed(body, period, **figures)
            elif deed == "correct" and submission:
                draft = actions.new_version(submission, by=cast.officer_of(unit), reason="Sửa", now=NOW)
                seen = actions.save_draft(
                    draft, chain.answers(**figures), by=cast.officer_of(unit), expected=draft.row_version, now=NOW
                )
                actions.sign_off(draft, by=cast.leader_of(unit), expected=seen, now=NOW)
            elif deed == "receive" and newest:
                actions.receive(newest, by=cast.officer_of(upper), now=NOW)
            elif deed == "void" and newest:
                actions.void(newest, reason="Nhầm", by=cast.leader_of(upper), now=NOW)
            elif deed == "ask" and newest:
                actions.ask_for_completion(newest, reason="Thiếu", by=cast.officer_of(upper), now=NOW)
            elif deed == "exempt":
                actions.exempt(occurrence, reason="Miễn", by=cast.leader_of(upper), now=NOW)
            elif deed == "withdraw":
                Occurrence.objects.filter(pk=occurrence.pk).update(withdrawn_at=NOW, withdrawn_reason="Thôi")
            elif deed == "send up" and body in chain.duties:
                chain.sent_up(body, period)
    except ValueError:
        pass
    return f"{deed} {body} {period.label}"


def by_hand(chain: Chain, duty: str, period) -> dict[tuple[object, str], Total]:
    """Add up in Python, as an officer would: communes, and who has nobody below."""
    keys = [key for key in chain.bodies if key.startswith(f"{duty}.")]
    if duty == "nation":
        keys = [key for key in chain.bodies if "." in key] + ["ministry"]
    sums: dict[tuple[object, str], Total] = {}
    for key in keys:
        version = (
            Version.objects.filter(
                submission__occurrence=chain.occurrence(key, period), received_at__isnull=False, voided_at=None
            )
            .order_by("-number")
            .first()
        )
        rows = Figure.objects.filter(version=version, indicator__across="sum", value__isnull=False) if version else ()
        for row in rows:
            one = Total(row.value, 1, int(row.is_estimate))
            place = (row.indicator_id, row.breakdown)
            sums[place] = sums[place] + one if place in sums else one
    return sums


def walk(chain: Chain, seed: int, steps: int) -> None:
    """Walk one random history; hold every level against recomputation and against a sum made by hand."""
    dice, history = random.Random(seed), []
    for number in range(steps):
        history.append(step(chain, dice))
        if number % 5 and number != steps - 1:
            continue
        for duty, obligation in chain.duties.items():
            for period in (QUARTER_1, QUARTER_2):
                live = live_level(obligation.pk, period)
                again = recomputed_level(obligation.pk, period)
                assert live.sums == again.sums == by_hand(chain, duty, period), (duty, period, history)
                assert live.completeness.missing == len(again.missing), (duty, period, history)
    assert verifying.verify() == [], history
    assert Version.objects.filter(received_at__isnull=False).exists(), (
        "a history in which nothing happens proves nothing"
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_every_level_is_what_recomputation_gives_after_any_history(chain: Chain, seed: int) -> None:
    walk(chain, seed, STEPS)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(100, 150))
def test_every_level_is_what_recomputation_gives_after_many_histories(chain: Chain, seed: int) -> None:
    walk(chain, seed, 4 * STEPS)


def test_verifying_finds_what_was_tampered_with_and_says_where(chain: Chain, capsys) -> None:
    chain.received("p0.c0", buoi=3)
    chain.sent_up("p0")
    assert main(["consolidate", "--verify"]) == 0

    LiveSum.objects.filter(obligation=chain.duties["p0"], indicator__code="buoi").update(value=4)

    assert main(["consolidate", "--verify"]) == 1
    told = capsys.readouterr().out
    assert str(chain.duties["p0"].pk) in told and str(chain.duties["nation"].pk) in told, "each level that is wrong"


def test_a_sum_without_reports_and_reports_without_a_sum_are_found(chain: Chain) -> None:
    chain.received("p0.c0", buoi=3)
    row = LiveSum.objects.filter(obligation=chain.duties["p0"], indicator__code="buoi").get()
    LiveSum.objects.create(
        obligation=chain.duties["p1"], period_start=QUARTER_1.start, period_end=QUARTER_1.end,
        indicator=row.indicator, value=0, bodies=1,
    )  # fmt: skip
    row.delete()

    wrong = verifying.verify()

    assert sum(str(chain.duties["p0"].pk) in line for line in wrong) == 1
    assert sum(str(chain.duties["p1"].pk) in line for line in wrong) == 1
