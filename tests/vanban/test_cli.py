"""The command `vanban`, as a person calls it."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.vanban.files import papers

pytestmark = pytest.mark.slow


def call(*arguments: str, given: bytes | None = None) -> subprocess.CompletedProcess[str]:
    run = subprocess.run([sys.executable, "-m", "vanban.cli", *arguments], input=given, capture_output=True, timeout=60)
    return subprocess.CompletedProcess(run.args, run.returncode, run.stdout.decode(), run.stderr.decode())


def spent() -> float:
    """Processor seconds of the commands called so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "thu.txt"
    path.write_text(papers.TEXT, encoding="utf-8")
    return path


def test_read_prints_the_object_of_the_contract(letter):
    run = call("read", str(letter), "--json")

    plain = json.loads(run.stdout)
    assert run.returncode == 0
    assert plain["number"] == "27/PDT-CS"
    assert list(plain) == [
        "type", "number", "parent_issuer", "issuer", "place", "date", "subject", "addressees", "distribution",
        "archive", "signer", "citations", "assignments",
    ]  # fmt: skip


def test_read_prints_one_object_a_line_for_several_files(letter):
    run = call("read", str(letter), str(letter), "--json")

    assert [json.loads(line)["number"] for line in run.stdout.splitlines()] == ["27/PDT-CS", "27/PDT-CS"]


def test_read_tells_a_person_what_it_read(letter):
    assert "Số, ký hiệu: 27/PDT-CS\n" in call("read", str(letter)).stdout


def test_full_gives_places(letter):
    assert json.loads(call("read", str(letter), "--full").stdout)["number"]["span"]


def test_text_gives_the_text_and_remarks_apart(tmp_path):
    path = tmp_path / "cu.txt"
    path.write_bytes("Céng hßa x· héi chñ nghÜa ViÖt Nam".encode("latin-1"))

    run = call("text", str(path))

    assert run.stdout == "Cộng hòa xã hội chủ nghĩa Việt Nam\n"
    assert "đã chuyển mã TCVN3" in run.stderr


def test_reads_standard_input():
    assert call("text", "-", given="Xin chào\n".encode()).stdout.startswith("Xin chào")


def test_show_prints_a_page_without_scripts(letter):
    page = call("show", str(letter), "--html").stdout

    assert page.startswith("<!doctype html>")
    assert '<mark id="number" class="vanban-head"' in page
    assert "<script" not in page
    assert "http" not in page


@pytest.mark.parametrize("verb", [("read",), ("text",), ("show", "--html")])
def test_an_unreadable_file_gives_a_message_and_a_status(tmp_path, verb):
    path = tmp_path / "rong.pdf"
    path.touch()

    run = call(*verb, str(path))

    assert run.returncode == 1
    assert run.stdout == ""
    assert "Tệp rỗng" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_bad_file_does_not_stop_the_others(letter, tmp_path):
    run = call("text", str(tmp_path / "khong-co.pdf"), str(letter))

    assert run.returncode == 1
    assert papers.NUMBER in run.stdout


@pytest.mark.parametrize("arguments", [(), ("hat",), ("read",)])
def test_a_wrong_call_gives_status_two(arguments):
    assert call(*arguments).returncode == 2


def test_help_comes_at_once():
    began = spent()

    run = call("--help")

    assert "vanban read cong-van.pdf --json" in run.stdout
    assert spent() - began < 0.5
