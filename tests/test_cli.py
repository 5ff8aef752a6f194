"""The command line: the same reads as on the pages, with exit statuses that a script can trust."""

from __future__ import annotations

import io
import json
import sqlite3
import subprocess
import sys

import pytest
from django.db import connection

from nhipcau import backing_up, cli, commands
from nhipcau.audit import actions as trail
from nhipcau.audit.models import Entry
from nhipcau.organisations import access
from nhipcau.organisations.models import User
from nhipcau.reports import actions
from nhipcau.reports.models import LiveSum
from tests.audit.test_trail import behind_its_back
from tests.cast import NOW, TODAY
from tests.reports.world import QUARTER_2, make_reporting

LETTER = """HUYỆN ỦY SUỐI MƠ
BAN DÂN VẬN
*
Số 12-CV/BDVHU
đề nghị gửi báo cáo

ĐẢNG CỘNG SẢN VIỆT NAM

Suối Mơ, ngày 10 tháng 3 năm 2023

Kính gửi: Đảng ủy các xã.

Ban Dân vận Huyện ủy đề nghị đảng ủy các xã gửi báo cáo kết quả về Ban Dân vận Huyện ủy trước ngày 31/7/2023.

Nơi nhận:
- Như trên,
- Lưu BDV.

TRƯỞNG BAN

Nguyễn Văn Mẫu
"""


def run(*words: str) -> int:
    return commands.run(cli.parser().parse_args(list(words)))


@pytest.fixture
def reporting(cast):
    return make_reporting(cast)


def test_reading_prints_the_contract(tmp_path, capsys):
    file = tmp_path / "cong-van.txt"
    file.write_text(LETTER, "utf-8")

    assert cli.main(["read", str(file), "--json"]) == 0

    reading = json.loads(capsys.readouterr().out)
    assert (reading["number"], reading["date"]) == ("12-CV/BDVHU", "2023-03-10")
    assert reading["assignments"][0]["due"] == "2023-07-31"


@pytest.mark.parametrize(
    ("name", "data"), [("trong.txt", b""), ("khong-co.pdf", None), ("la.docx", b"PK\x03\x04 not a zip")]
)
def test_a_file_that_cannot_be_read_says_so_and_fails(tmp_path, capsys, name, data):
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)

    assert cli.main(["read", str(file)]) != 0

    shown = capsys.readouterr()
    assert shown.err.strip()
    assert not shown.out


def test_help_needs_no_django():
    code = "import sys; from nhipcau import cli; cli.parser().format_help(); print('django' in sys.modules)"

    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert shown.stdout.strip() == "False"


@pytest.mark.django_db
def test_the_board_shows_what_its_user_sees(cast, reporting, capsys):
    reporting.received(cast.commune_a)
    user = cast.user_of(cast.committee)
    stranger = cast.user_of(cast.stranger_body)

    run("board", cast.programme.code, "--as", user.username, "--json")
    seen = json.loads(capsys.readouterr().out)
    run("board", cast.programme.code, "--as", stranger.username, "--json")
    unseen = json.loads(capsys.readouterr().out)

    assert len(seen["rows"]) == 3
    assert unseen["rows"] == []


@pytest.mark.django_db
def test_consolidating_from_the_command_line_and_verifying_it(cast, reporting, capsys):
    reporting.received(cast.commune_a)
    user = cast.user_of(cast.committee)

    run("consolidate", str(reporting.obligation.pk), "--period", QUARTER_2.start.isoformat(), "--as", user.username)
    made = capsys.readouterr().out

    assert "1/3" in made
    assert run("consolidate", "--verify") == 0


@pytest.mark.django_db
def test_verifying_names_a_sum_that_was_changed(cast, reporting, capsys):
    reporting.received(cast.commune_a)
    LiveSum.objects.filter(indicator__code="luot").update(value=1)

    assert run("consolidate", "--verify") == 1
    assert str(reporting.obligation.pk) in capsys.readouterr().out


@pytest.mark.django_db
def test_verifying_names_a_figure_that_was_changed_after_it_was_frozen(cast, reporting, capsys):
    version = reporting.received(cast.commune_a)
    made = actions.consolidate(reporting.obligation, QUARTER_2, by=cast.officer_of(cast.committee), now=NOW)
    version.figures.filter(indicator__code="luot").update(value=999)

    assert run("consolidate", "--verify") == 1
    assert str(made.pk) in capsys.readouterr().out


@pytest.mark.django_db
def test_the_trail_is_verified_and_its_break_named(cast, reporting, capsys):
    reporting.received(cast.commune_a)
    assert trail.seal() > 0
    assert run("audit", "verify") == 0
    capsys.readouterr()

    behind_its_back("UPDATE audit_entry SET user_label = 'x' WHERE id = (SELECT MIN(id) FROM audit_entry)")

    assert run("audit", "verify") == 1
    assert "HỎNG" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_a_back_up_holds_the_rows_and_the_files(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL is backed up by pg_dump, which this machine may lack")
    from nhipcau.documents import storage
    from tests.cast import make_cast

    make_cast()
    stored = storage.keep(b"noi dung", "text/plain")

    lines = list(backing_up.back_up(tmp_path))

    (folder,) = tmp_path.glob("nhipcau-*")
    with sqlite3.connect(folder / "nhipcau.sqlite3") as copy:
        (count,) = copy.execute("SELECT COUNT(*) FROM documents_storedfile").fetchone()
    assert count == 1
    assert [path.name for path in (folder / "files").rglob("*") if path.is_file()] == [stored.sha256]
    assert len(lines) == 2


@pytest.mark.django_db
def test_makes_the_first_administrator(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("mot-mat-khau-dai-2023\n"))

    assert run("user", "quantri", "--name", "Quản trị", "--body", "Văn phòng Huyện ủy Suối Mơ") == 0

    user = User.objects.get(username="quantri")
    actor = access.actor_of(user, on=TODAY)
    assert access.may(actor, access.Right.MANAGE_ORGANISATIONS)
    assert user.check_password("mot-mat-khau-dai-2023")
    assert not any("mot-mat-khau" in str(entry.details) for entry in Entry.objects.all())


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["ngan", "1234567890", ""])
def test_a_weak_password_makes_nobody(monkeypatch, capsys, password):
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))

    assert run("user", "quantri", "--name", "Quản trị", "--body", "Văn phòng") == 1
    assert not User.objects.exists()
    assert capsys.readouterr().err.strip()
