"""Every kind in every profile passes every check that applies; every check can fail."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import pytest

from nhipcau.drafting.checks import CHECKS, check, failed
from nhipcau.drafting.content import Kind, ListItem, Paragraph, Row, SigningForm
from nhipcau.drafting.docx import render
from nhipcau.drafting.symbols import NoSymbol
from tests.drafting import spoiling
from tests.drafting.samples import KIEM, PROFILES, document, full, wide_table

SPOILED = spoiling.all_spoiled()
KINDS = [
    (profile, kind) for profile in PROFILES for kind in Kind if not (profile.key == "nd30" and kind is Kind.CONCLUSION)
]
IDS = [f"{profile.key}-{kind.name.lower()}" for profile, kind in KINDS]


@pytest.mark.parametrize(("profile", "kind"), KINDS, ids=IDS)
def test_a_good_document_passes_every_check(profile, kind):
    sample = document(profile, kind)

    findings = check(render(sample, profile), profile, sample)

    assert failed(findings) == []
    assert len(findings) >= (10 if profile.key == "nd30" else 19)


def test_the_state_has_no_symbol_for_a_conclusion():
    with pytest.raises(NoSymbol):
        document(PROFILES[2], Kind.CONCLUSION)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.key)
@pytest.mark.parametrize("kind", [Kind.LETTER, Kind.REPORT, Kind.DECISION])
def test_marks_contact_and_annexes_pass_too(profile, kind):
    sample = full(profile, kind)

    assert failed(check(render(sample, profile), profile, sample)) == []


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.key)
@pytest.mark.parametrize(
    ("change", "remark"),
    [
        ({"number": None, "date": None, "drafted_on": date(2026, 6, 1)}, "number and day still open"),
        ({"number": None, "date": None}, "nothing known yet"),
        ({"number": 1234}, "a large number"),
        ({"addressees": ("Một nơi nhận",)}, "one addressee"),
        ({"addressees": tuple(f"Đảng uỷ xã Mẫu {n}" for n in range(1, 40))}, "more addressees than a page holds"),
        ({"place": "Thành phố Phan Rang - Tháp Chàm"}, "a date longer than the title"),
        ({"is_duplex": True}, "both sides"),
        ({"recipients": ()}, "only the place of filing"),
        ({"body": (Paragraph("Một đoạn duy nhất"),)}, "one paragraph"),
        ({"body": tuple(ListItem("đoạn " * 200) for _ in range(30))}, "many pages"),
        ({"subject": "x"}, "a short subject"),
        ({"subject": "Tiếp tục " + "nâng cao hiệu quả " * 20}, "a subject of many lines"),
    ],
)
def test_odd_letters_pass_too(profile, change, remark):
    sample = replace(document(profile, Kind.LETTER), **change)

    assert failed(check(render(sample, profile), profile, sample)) == [], remark


@pytest.mark.parametrize("profile", PROFILES[:2], ids=lambda p: p.key)
def test_a_joint_document_passes(profile):
    sample = spoiling.joint(profile)

    assert failed(check(render(sample, profile), profile, sample)) == []


def test_a_member_without_office_signs_on_behalf_without_a_title():
    profile = PROFILES[1]
    base = document(profile, Kind.DECISION)
    sample = replace(base, signer=replace(base.signer, titles=()))

    assert failed(check(render(sample, profile), profile, sample)) == []


def test_an_open_name_passes():
    profile = PROFILES[1]
    sample = replace(document(profile, Kind.NOTICE), signer=replace(KIEM, name=None))

    assert failed(check(render(sample, profile), profile, sample)) == []
    assert sample.signer.form is SigningForm.KIEM


@cache
def _failures(place: int) -> frozenset[tuple[int, str]]:
    """Return which checks a spoiled file fails."""
    case = SPOILED[place]
    return frozenset((f.check, f.element) for f in failed(check(case.make(), case.profile, case.document)))


@pytest.mark.parametrize("place", range(len(SPOILED)), ids=lambda n: f"{SPOILED[n].check}-{SPOILED[n].remark}")
def test_a_spoiled_document_fails_the_check_named(place):
    assert SPOILED[place].check in {number for number, _ in _failures(place)}


@pytest.mark.slow
def test_every_check_was_seen_to_fail():
    seen = {found for place, case in enumerate(SPOILED) for found in _failures(place) if found[0] == case.check}

    assert {(entry.number, entry.element) for entry in CHECKS} - seen == set()


def test_checks_cover_the_table_but_for_the_series():
    assert {entry.number for entry in CHECKS} == set(range(1, 41)) - {32}


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.key)
def test_the_same_document_gives_the_same_bytes(profile):
    assert render(full(profile), profile) == render(full(profile), profile)


def test_no_day_of_today_stands_in_the_file():
    with zipfile.ZipFile(BytesIO(render(full(PROFILES[0]), PROFILES[0]))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        about = archive.read("docProps/core.xml").decode()

    assert about.count("2023-07-12T00:00:00Z") == 2
    assert "python-docx" not in about


HOSTILE = "<w:p>&amp;]]>\x00\x0b\ud83d\u202e" + "q" * 300 + "\"'\\u0000{{ x }}"


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.key)
def test_nothing_typed_breaks_the_file(profile):
    base = full(profile, Kind.REPORT)
    sample = replace(
        base,
        place=HOSTILE[:40],
        subject=HOSTILE,
        issuer=replace(base.issuer, name=HOSTILE, parent=HOSTILE),
        signer=replace(base.signer, name=HOSTILE, titles=(HOSTILE,)),
        recipients=(HOSTILE,),
        addressees=(HOSTILE, HOSTILE),
        body=(Paragraph(HOSTILE), ListItem(HOSTILE, marker=HOSTILE)),
        contact=HOSTILE,
        annexes=tuple(replace(annex, title=HOSTILE, reference=HOSTILE) for annex in base.annexes),
    )

    findings = check(render(sample, profile), profile, sample)

    assert findings
    assert 3 not in {finding.check for finding in failed(findings)}


def test_a_file_without_head_and_foot_gives_findings_not_an_error():
    import docx

    empty = BytesIO()
    docx.Document().save(empty)

    for profile in PROFILES:
        assert failed(check(empty.getvalue(), profile, document(profile, Kind.LETTER)))


@pytest.mark.slow
def test_a_list_of_a_thousand_bodies_is_printed_and_passes():
    profile = PROFILES[0]
    rows = tuple(Row((str(n), f"Đảng uỷ xã Mẫu {n}", *("1.234",) * 8)) for n in range(1, 1001))
    base = full(profile, Kind.NOTICE)
    sample = replace(base, annexes=(replace(base.annexes[1], body=(replace(wide_table(), rows=rows),)),))

    data = render(sample, profile)

    assert failed(check(data, profile, sample)) == []
    assert len(data) < 200_000


def test_a_row_with_too_few_cells_is_refused():
    broken = replace(wide_table(), rows=(Row(("1", "x")),))

    with pytest.raises(ValueError, match="zip"):
        render(replace(document(PROFILES[0], Kind.NOTICE), body=(broken,)), PROFILES[0])
