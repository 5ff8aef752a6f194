"""How a report stands, at the edges."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nhipcau.reports import rules
from nhipcau.reports.rules import Explained, Facts, FieldAnswer, Handling, Punctuality, State, VersionFacts

DUE = date(2023, 7, 31)
DAY = timedelta(days=1)


def filed(on: date, **more: object) -> VersionFacts:
    return VersionFacts(more.pop("number", 1), on, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "on", "expected", "days", "remark"),
    [
        (Facts(DUE), DUE, Punctuality.NOT_DUE, 0, "the last day itself is not over"),
        (Facts(DUE), DUE + DAY, Punctuality.MISSING, 1, "the day after"),
        (Facts(DUE), DUE + 30 * DAY, Punctuality.MISSING, 30, "a month later"),
        (Facts(None), DUE + 999 * DAY, Punctuality.NOT_DUE, 0, "without a due day nobody is late"),
        (Facts(DUE, (filed(DUE),)), DUE, Punctuality.ON_TIME, 0, "on the last day"),
        (Facts(DUE, (filed(DUE + DAY),)), DUE + 9 * DAY, Punctuality.LATE, 1, "one day late, and stays one day late"),
        (Facts(DUE, (filed(DUE + DAY),)), DUE, Punctuality.NOT_DUE, 0, "what is filed tomorrow is not known today"),
        (Facts(DUE, (VersionFacts(1, None),)), DUE + DAY, Punctuality.MISSING, 1, "a draft is no report"),
        (Facts(DUE, (filed(DUE, is_complete=False),)), DUE + DAY, Punctuality.MISSING, 1, "half a form is no report"),
        (
            Facts(DUE, (filed(DUE, is_complete=False), filed(DUE + 2 * DAY, number=2))),
            DUE + 3 * DAY, Punctuality.LATE, 2, "the first complete one counts",
        ),
        (
            Facts(DUE, (filed(DUE), filed(DUE + 5 * DAY, number=2))),
            DUE + 9 * DAY, Punctuality.ON_TIME, 0, "a later version never makes it late",
        ),
        (Facts(DUE, (filed(DUE, asked_on=DUE),)), DUE + DAY, Punctuality.ON_TIME, 0, "nor does a request"),
        (
            Facts(DUE, (filed(DUE, forwarded_on=DUE + 9 * DAY, received_on=DUE + 10 * DAY),), True),
            DUE + 20 * DAY, Punctuality.ON_TIME, 0, "nor slow forwarding",
        ),
        (Facts(DUE, (filed(DUE, voided_on=DUE + DAY),)), DUE, Punctuality.ON_TIME, 0, "before the decision"),
        (Facts(DUE, (filed(DUE, voided_on=DUE + DAY),)), DUE + DAY, Punctuality.MISSING, 1, "coi như chưa gửi"),
        (
            Facts(DUE, (filed(DUE, voided_on=DUE + DAY), filed(DUE + 4 * DAY, number=2))),
            DUE + 5 * DAY, Punctuality.LATE, 4, "after the decision the next one counts",
        ),
        (Facts(DUE, withdrawn_on=DUE), DUE + DAY, Punctuality.NOT_EXPECTED, 0, "withdrawn: nobody waits for it"),
        (Facts(DUE, withdrawn_on=DUE + 2 * DAY), DUE + DAY, Punctuality.MISSING, 1, "not withdrawn yet on that day"),
        (Facts(DUE, exempted_on=DUE), DUE + DAY, Punctuality.MISSING, 1, "exemption is a fact of its own"),
        (Facts(DUE, explained_on=DUE), DUE + DAY, Punctuality.MISSING, 1, "an explanation makes nothing timely"),
        (Facts(date(2024, 2, 29), (filed(date(2024, 3, 1)),)), date(2024, 3, 1), Punctuality.LATE, 1, "29 February"),
    ],
)  # fmt: skip
def test_punctuality_is_that_of_the_first_complete_version(facts, on, expected, days, remark) -> None:
    timely = rules.punctuality(facts, on=on)

    assert (timely.punctuality, timely.days) == (expected, days), remark


@pytest.mark.parametrize(
    ("facts", "expected", "remark"),
    [
        (Facts(DUE), Handling.NOT_STARTED, "nothing there"),
        (Facts(DUE, (VersionFacts(1, None),)), Handling.DRAFT, "being written"),
        (Facts(DUE, (filed(DUE),), True), Handling.WAITING, "with the intermediary"),
        (Facts(DUE, (filed(DUE),), False), Handling.SENT, "no intermediary: with the recipient"),
        (Facts(DUE, (filed(DUE, forwarded_on=DUE),), True), Handling.FORWARDED, "sent on"),
        (Facts(DUE, (filed(DUE, received_on=DUE),), True), Handling.RECEIVED, "received without being forwarded"),
        (Facts(DUE, (filed(DUE, received_on=DUE, asked_on=DUE),)), Handling.COMPLETION_ASKED, "asked after receiving"),
        (Facts(DUE, (filed(DUE, asked_on=DUE), filed(DUE, number=2))), Handling.SENT, "answered by a new version"),
        (
            Facts(DUE, (filed(DUE, asked_on=DUE), filed(DUE, number=2, received_on=DUE))),
            Handling.CORRECTED, "the completed one was received",
        ),
        (Facts(DUE, (filed(DUE, received_on=DUE, voided_on=DUE),)), Handling.NOT_STARTED, "treated as not sent"),
        (
            Facts(DUE, (filed(DUE, received_on=DUE), VersionFacts(2, None))),
            Handling.RECEIVED, "a new draft does not undo what was received",
        ),
    ],
)  # fmt: skip
def test_handling_is_that_of_the_newest_filed_version(facts, expected, remark) -> None:
    assert rules.handling(facts, on=DUE + DAY) is expected, remark


@pytest.mark.parametrize(
    ("facts", "state", "text", "remark"),
    [
        (Facts(DUE + 9 * DAY), State.NOT_DUE, "chưa đến hạn", ""),
        (Facts(DUE, (filed(DUE),)), State.ON_TIME, "đúng hạn", ""),
        (Facts(DUE, (filed(DUE + DAY),)), State.LATE, "gửi chậm 1 ngày", ""),
        (Facts(DUE), State.MISSING, "chưa gửi", ""),
        (Facts(DUE, (filed(DUE, asked_on=DUE),)), State.ASKED, "đề nghị bổ sung; đúng hạn", ""),
        (Facts(DUE, (filed(DUE + DAY),), explained_on=DUE), State.EXPLAINED, "đã giải trình; gửi chậm 1 ngày", ""),
        (Facts(DUE, explained_on=DUE), State.EXPLAINED, "đã giải trình; chưa gửi", "missing stays missing"),
        (Facts(DUE, (filed(DUE),), explained_on=DUE), State.ON_TIME, "đúng hạn", "who is in time explains nothing"),
        (Facts(DUE, exempted_on=DUE), State.EXEMPT, "được miễn", ""),
        (Facts(DUE, (filed(DUE + DAY),), exempted_on=DUE), State.EXEMPT, "được miễn; gửi chậm 1 ngày", ""),
        (
            Facts(DUE, (filed(DUE + DAY, asked_on=DUE),), explained_on=DUE),
            State.ASKED, "đề nghị bổ sung; gửi chậm 1 ngày; đã giải trình", "all three facts are told",
        ),
        (Facts(DUE, disowned_on=DUE), State.MISSING, "chưa gửi; báo không thuộc trách nhiệm", "an answer, no release"),
        (Facts(DUE, (filed(DUE),), disowned_on=DUE), State.ON_TIME, "đúng hạn", "it sent it after all"),
        (Facts(DUE, (filed(DUE),), withdrawn_on=DUE), State.NOT_EXPECTED, "không phải báo cáo", ""),
    ],
)  # fmt: skip
def test_the_badge_says_one_word_and_what_stands_beside_it(facts, state, text, remark) -> None:
    badge = rules.badge(facts, on=DUE + 2 * DAY)

    assert (badge.state, badge.text) == (state, text), remark


def test_an_exemption_comes_before_an_explanation() -> None:
    assert rules.explanation(Facts(DUE, explained_on=DUE, exempted_on=DUE), on=DUE) is Explained.EXEMPTED
    assert rules.explanation(Facts(DUE, explained_on=DUE, exempted_on=DUE + DAY), on=DUE) is Explained.EXPLAINED


@pytest.mark.parametrize(
    ("answers", "is_free", "has_file", "complete", "remark"),
    [
        ((FieldAnswer(True, True),), False, False, True, "all there"),
        ((FieldAnswer(True, True), FieldAnswer(True, False)), False, False, False, "one required field is empty"),
        ((FieldAnswer(True, True), FieldAnswer(False, False)), False, False, True, "an optional one may be empty"),
        ((FieldAnswer(True, False),), False, True, False, "a file fills no form"),
        ((FieldAnswer(True, False),), True, True, True, "but it does the free form"),
        ((FieldAnswer(True, False),), True, False, False, "an empty free form is nothing"),
        ((), False, False, True, "a form without required fields"),
    ],
)
def test_complete_means_every_required_field(answers, is_free, has_file, complete, remark) -> None:
    assert rules.is_complete(answers, is_free=is_free, has_file=has_file) is complete, remark
