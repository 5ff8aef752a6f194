"""What the tests of the register share: a letter, and handing it in, reading it and registering it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from nhipcau import jobs
from nhipcau.documents import actions
from nhipcau.documents.models import Document, Upload
from nhipcau.organisations.access import Actor
from nhipcau.organisations.models import Organisation
from tests.cast import NOW, Cast
from tests.documents.processes import House

LETTER = """HUYỆN ỦY SUỐI MƠ
BAN DÂN VẬN
*
Số 49-CV/BDVHU
V/v báo cáo kết quả thực hiện công tác kết nghĩa

ĐẢNG CỘNG SẢN VIỆT NAM
Suối Mơ, ngày 05 tháng 7 năm 2023

Kính gửi: - Ủy ban Mặt trận Tổ quốc Việt Nam huyện Suối Mơ,
- Đảng ủy xã Đồi Thông.

Thực hiện Công văn số 698-CV/TU, ngày 26/6/2023 của Tỉnh ủy Sông Xanh, Ban Dân vận Huyện ủy đề nghị:
1. Đảng ủy các xã báo cáo kết quả công tác kết nghĩa 6 tháng đầu năm 2023, gửi trước ngày 20/7/2023.

Nơi nhận:
- Như trên,
- Lưu Ban Dân vận.

TRƯỞNG BAN
Nguyễn Văn Mẫu
"""


@pytest.fixture
def clerk(cast: Cast) -> Actor:
    """The clerk of the district's commission for mass mobilisation, whose register the tests write."""
    return cast.clerk_of(cast.mass_movement)


@pytest.fixture
def hand_in(cast: Cast, clerk: Actor) -> Callable[..., Upload]:
    """Hand a file in; with `read` the worker has read it already."""

    def hand_in(data: bytes | None = None, name: str = "thu.txt", *, read: bool = True, by: Actor = clerk) -> Upload:
        row = actions.upload(
            by=by, body=cast.mass_movement, data=LETTER.encode() if data is None else data, name=name,
            client_key=uuid4(), declared_not_secret=True, now=NOW,
        )  # fmt: skip
        if read:
            jobs.work_off()
            row.refresh_from_db()
        return row

    return hand_in


@pytest.fixture
def head(cast: Cast) -> actions.HeadFields:
    """The head of the letter as a clerk leaves it."""
    return actions.HeadFields(
        type="công văn", number="49-CV/BDVHU", date=date(2023, 7, 5), place="Suối Mơ", issuer=cast.mass_movement,
        issuer_text="BAN DÂN VẬN", parent_issuer_text="HUYỆN ỦY SUỐI MƠ", subject="báo cáo kết quả kết nghĩa",
        addressees=("Ủy ban Mặt trận Tổ quốc Việt Nam huyện Suối Mơ", "Đảng ủy xã Đồi Thông"),
        citations=(actions.CitedFields(number="698-CV/TU", type="công văn", date=date(2023, 6, 26)),),
    )  # fmt: skip


@pytest.fixture
def put_in(cast: Cast, clerk: Actor, head: actions.HeadFields) -> Callable[..., Document]:
    """Put a paper into the register without a file; named fields differ from the letter's."""

    def put_in(*, by: Actor = clerk, body: Organisation | None = None, text: str = "", **changed: object) -> Document:
        return actions.register(
            by=by, body=body or cast.mass_movement, fields=replace(head, **changed), client_key=uuid4(), now=NOW,
            text=text,
        )  # fmt: skip

    return put_in


@pytest.fixture(scope="package")
def built_house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A database file, migrated, with one clerk; for tests that kill processes."""
    return House(tmp_path_factory.mktemp("house"))


@pytest.fixture
def house(built_house: House) -> Iterator[House]:
    """The house, whose processes are gone at the end, whatever happened."""
    yield built_house
    built_house.end()
