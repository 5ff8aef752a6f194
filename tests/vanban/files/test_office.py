"""Old Word files and RTF through LibreOffice."""

from __future__ import annotations

import pytest

from tests.vanban.files import papers
from vanban import files
from vanban.files import Kind, Problem, Unreadable

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("form", "kind"), [("doc", Kind.DOC), ("rtf", Kind.RTF)])
def test_reads_an_old_file_as_it_reads_docx(form, kind, tmp_path):
    path = papers.as_old_word(form, tmp_path)

    source = files.load(path)

    assert source.kind is kind
    assert papers.lines(source.text) == papers.lines(files.load_bytes(papers.as_docx(), "x.docx").text)
    assert source.notes == (f"đã chuyển tệp {form.upper()} sang DOCX bằng LibreOffice",)


def test_reads_many_in_one_call_and_none_stops_the_others(tmp_path):
    old = papers.as_old_word("doc", tmp_path)
    broken = tmp_path / "hong.doc"
    broken.write_bytes(old.read_bytes()[:3000])
    plain = tmp_path / "thu.txt"
    plain.write_text(papers.TEXT, encoding="utf-8")
    empty = tmp_path / "rong.txt"
    empty.touch()

    found = dict(files.load_many([old, broken, plain, empty]))

    assert list(found) == [old, broken, plain, empty]
    assert found[old].kind is Kind.DOC
    assert found[plain].text == papers.TEXT
    assert isinstance(found[broken], Unreadable)
    assert found[empty].kind is Problem.EMPTY


def test_says_what_to_do_where_there_is_no_office(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Unreadable, match="libreoffice-writer-nogui") as refused:
        files.load_bytes(b"{\\rtf1 Xin ch\\'e0o}", "thu.rtf")

    assert refused.value.kind is Problem.NO_OFFICE
