"""A thing that is to be sent stands first in its sentence: a duty where it is sent to a body by a day."""

from __future__ import annotations

from datetime import date

import pytest

from vanban import read_text

LETTER = (
    "UBND HUYỆN PHÚ HÒA\nSố: 3/UBND-VP\nV/v rà soát\n\nKính gửi: Các phòng, ban.\n\nUBND huyện có ý kiến như sau:\n"
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Kế hoạch rà soát của các cơ quan, đơn vị gửi về UBND huyện (qua Văn phòng) trước ngày 05/01/2022.",
        "Danh sách cán bộ tham dự gửi về Phòng Nội vụ trước ngày 05/01/2022 để tổng hợp.",
        "Văn bản góp ý đề nghị gửi về Phòng Tư pháp trước ngày 05/01/2022.",
    ],
)
def test_bids_that_a_thing_be_sent(sentence: str):
    duties = read_text(LETTER + sentence).assignments

    assert [(duty.due, duty.kind.value) for duty in duties] == [(date(2022, 1, 5), "report")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kế hoạch rà soát của các cơ quan, đơn vị còn chậm.",
        "Văn bản góp ý của các xã được tổng hợp trước ngày 05/01/2022.",
        "Danh sách kèm theo văn bản này.",
        "Hồ sơ gồm đơn và bản sao.",
    ],
)
def test_takes_a_statement_about_a_thing_for_no_duty(sentence: str):
    assert read_text(LETTER + sentence).assignments == ()


@pytest.mark.parametrize(
    ("sentence", "sure"),
    [
        ("Đề nghị các phòng, ban gửi báo cáo về Sở Nội vụ trước ngày 05/01/2022.", "sure"),
        ("Đề nghị các phòng, ban khảo sát (trước ngày 02/01/2022) và gửi báo cáo trước ngày 05/01/2022.", "likely"),
    ],
)
def test_is_not_sure_between_two_terms(sentence: str, sure: str):
    assert [duty.confidence.value for duty in read_text(LETTER + sentence).assignments] == [sure]
