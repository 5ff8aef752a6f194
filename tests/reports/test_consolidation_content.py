"""What bodies wrote, and the rows of their tables, gathered: joined by hand with every source kept."""

from __future__ import annotations

import re
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.organisations.access import Denied
from nhipcau.organisations.models import Role
from nhipcau.reports import actions, composing, verifying
from nhipcau.reports.answers import Answers, CellAnswer, TableAnswer
from nhipcau.reports.models import (
    ColumnKind,
    Consolidation,
    Field,
    FieldKind,
    GatheredText,
    Indicator,
    Narrative,
    TableColumn,
    Version,
)
from nhipcau.reports.queries.gathered import frozen_texts, proposed, sections_of
from nhipcau.reports.queries.sources import made_again
from tests.cast import NOW, TODAY, Cast
from tests.reports.levels_world import Chain, make_chain
from tests.reports.test_consolidation import correct
from tests.reports.world import QUARTER_2, Reporting

SECTION = "Kết quả nổi bật"


def words(version: Version) -> int:
    return version.narratives.get().pk


def officer(reporting: Reporting):
    return reporting.cast.officer_of(reporting.cast.committee)


def freeze(reporting: Reporting) -> Consolidation:
    return actions.consolidate(reporting.obligation, QUARTER_2, by=officer(reporting), now=NOW)


@pytest.mark.parametrize(
    ("texts", "one"),
    [
        (("Tốt", "Tốt"), "Tốt"),
        (("- Trồng cây.", "trồng  cây"), "- Trồng cây."),  # dashes, spaces, capitals and full stops do not tell
        (("Một\nHai", "Hai\nBa"), "Một\nHai\nBa"),
        (("Trồng 5 cây", "Trồng 6 cây"), "Trồng 5 cây\nTrồng 6 cây"),
        (("", "\n"), ""),
    ],
)
def test_each_line_stands_once(texts: tuple[str, ...], one: str) -> None:
    assert proposed(texts) == one


def test_joined_texts_name_everybody_and_are_frozen_so(reporting: Reporting) -> None:
    cast = reporting.cast
    a = reporting.received(cast.commune_a, text="Đường làng sạch\nCó tổ tự quản")
    c = reporting.received(cast.commune_c, text="Có tổ tự quản")
    b = reporting.received(cast.commune_b, text="Mở lớp học")

    actions.join(reporting.obligation, QUARTER_2, [words(a), words(c)], by=officer(reporting), now=NOW)
    made = freeze(reporting)

    joined, alone = frozen_texts(made)[SECTION]
    assert joined.text == "Đường làng sạch\nCó tổ tự quản"
    assert joined.names == "Đảng ủy xã Đồi Thông, Đảng ủy xã Bến Đá" and joined.is_joined
    assert (alone.text, alone.names) == ("Mở lớp học", "Đảng ủy xã Khe Lá")
    assert made_again(made).canonical == made.frozen and verifying.verify() == []
    paper = composing.consolidated(made, today=TODAY)
    said = str(paper.body)
    assert said.count("Có tổ tự quản") == 1 and "Đảng ủy xã Đồi Thông, Đảng ủy xã Bến Đá" in said
    assert {version.narratives.get().text for version in (a, b, c)} == {
        "Đường làng sạch\nCó tổ tự quản", "Có tổ tự quản", "Mở lớp học"
    }, "what bodies wrote is never changed"  # fmt: skip


def test_edited_and_set_aside_texts_are_kept_with_their_source(reporting: Reporting) -> None:
    cast = reporting.cast
    a, b = (reporting.received(body, text=f"Của {body.pk}") for body in (cast.commune_a, cast.commune_b))
    by = officer(reporting)

    actions.edit(reporting.obligation, QUARTER_2, words(a), text="Viết gọn", expected=0, by=by, now=NOW)
    actions.set_aside(reporting.obligation, QUARTER_2, [words(b)], aside=True, by=by, now=NOW)
    made = freeze(reporting)

    edited, aside = frozen_texts(made)[SECTION]
    assert (edited.text, edited.is_joined, edited.originals[0].text) == ("Viết gọn", True, f"Của {cast.commune_a.pk}")
    assert aside.is_left_out and not aside.is_joined
    assert made_again(made).canonical == made.frozen
    assert "Của" not in str(composing.consolidated(made, today=TODAY).body)

    actions.set_aside(reporting.obligation, QUARTER_2, [words(b)], aside=False, by=by, now=NOW)
    actions.take_apart(reporting.obligation, QUARTER_2, words(a), by=by, now=NOW)

    assert [text.text for text in frozen_texts(freeze(reporting))[SECTION]] == [
        f"Của {body.pk}" for body in (cast.commune_a, cast.commune_b)
    ]
    assert frozen_texts(made)[SECTION][0].text == "Viết gọn", "the first one stays as it was frozen"


def test_two_officers_at_one_text_do_not_overwrite_each_other(reporting: Reporting) -> None:
    a = reporting.received(reporting.cast.commune_a)
    by = officer(reporting)
    first = actions.edit(reporting.obligation, QUARTER_2, words(a), text="Một", expected=0, by=by, now=NOW)

    with pytest.raises(actions.Conflict):
        actions.edit(reporting.obligation, QUARTER_2, words(a), text="Hai", expected=0, by=by, now=NOW)
    again = actions.edit(
        reporting.obligation, QUARTER_2, words(a), text="Ba", expected=first.row_version, by=by, now=NOW
    )

    assert again.pk == first.pk and again.text == "Ba"
    with pytest.raises(actions.NoText):
        actions.edit(reporting.obligation, QUARTER_2, words(a), text=" ", expected=again.row_version, by=by, now=NOW)


def test_what_was_joined_before_goes_into_the_next_join(reporting: Reporting) -> None:
    cast, by = reporting.cast, officer(reporting)
    a, b, c = (
        reporting.received(body, text=text)
        for body, text in ((cast.commune_a, "A"), (cast.commune_b, "B"), (cast.commune_c, "C"))
    )
    first = actions.join(reporting.obligation, QUARTER_2, [words(a), words(b)], by=by, now=NOW)
    actions.edit(reporting.obligation, QUARTER_2, words(a), text="A và B", expected=first.row_version, by=by, now=NOW)

    made = actions.join(reporting.obligation, QUARTER_2, [words(a), words(c)], by=by, now=NOW)

    assert made.text == "A và B\nC" and made.sources.count() == 3 and GatheredText.objects.count() == 1


def test_a_corrected_report_shows_beside_the_joined_text(reporting: Reporting) -> None:
    cast, by = reporting.cast, officer(reporting)
    a, b = (reporting.received(body, text="Cũ") for body in (cast.commune_a, cast.commune_b))
    actions.join(reporting.obligation, QUARTER_2, [words(a), words(b)], by=by, now=NOW)

    correct(reporting, cast.commune_a, text="Mới")

    rows = sections_of(reporting.obligation, QUARTER_2, {cast.commune_a.pk: 0, cast.commune_b.pk: 1})[SECTION]
    assert [(row.text, row.is_outdated) for row in rows] == [("Mới", False), ("Cũ", True)]
    made = freeze(reporting)
    assert made_again(made).canonical == made.frozen


@pytest.mark.parametrize("who", ["commune_a", "front", "stranger_body", "province"])
def test_only_the_recipient_works_on_the_words(reporting: Reporting, who: str) -> None:
    cast = reporting.cast
    a, b = reporting.received(cast.commune_a), reporting.received(cast.commune_b)
    stranger = cast.leader_of(cast.bodies[who])

    with pytest.raises(Denied):
        actions.join(reporting.obligation, QUARTER_2, [words(a), words(b)], by=stranger, now=NOW)
    with pytest.raises(Denied):
        actions.edit(reporting.obligation, QUARTER_2, words(a), text="x", expected=0, by=stranger, now=NOW)
    with pytest.raises(Denied):
        actions.set_aside(reporting.obligation, QUARTER_2, [words(a)], aside=True, by=stranger, now=NOW)


def test_one_text_alone_or_of_another_period_is_not_joined(reporting: Reporting) -> None:
    a = reporting.received(reporting.cast.commune_a)

    for keys in ([], [words(a)], [words(a), words(a)], [words(a), 10**9]):
        with pytest.raises(actions.NothingToJoin):
            actions.join(reporting.obligation, QUARTER_2, keys, by=officer(reporting), now=NOW)


def test_the_words_are_worked_on_through_the_page(reporting: Reporting) -> None:
    cast = reporting.cast
    a, b = reporting.received(cast.commune_a, text="Một"), reporting.received(cast.commune_b, text="Hai")
    client = Client()
    client.force_login(cast.user_of(cast.committee, Role.OFFICER), "django.contrib.auth.backends.ModelBackend")
    args = [reporting.obligation.pk, QUARTER_2.start.isoformat(), QUARTER_2.end.isoformat()]

    client.post(reverse("reports:gather", args=args), {"do": "join", "chosen": [words(a), words(b)]})
    shown = re.sub(r"\s+", " ", client.get(reverse("reports:consolidation", args=args)).content.decode())
    assert "đã gộp" in shown and "Một Hai" in shown.replace("\n", " ")
    edit = reverse("reports:edit_text", args=[*args, words(a)])
    assert "Các đơn vị đã viết" in client.get(edit).content.decode()
    late = client.post(edit, {"text": "Gõ rồi", "row_version": "7"})
    assert late.status_code == 409 and "Gõ rồi" in late.content.decode(), "nothing typed is lost"
    client.post(edit, {"text": "Một và hai", "row_version": "1"})
    assert GatheredText.objects.get().text == "Một và hai"
    client.post(reverse("reports:gather", args=args), {"do": f"apart-{words(a)}"})
    assert not GatheredText.objects.exists() and Narrative.objects.count() == 2


# ---- rows -----------------------------------------------------------------------------------------------------------
def add_table(chain: Chain) -> Field:
    """Add a table of places and numbers to the form; its numbers add up to an indicator."""
    trees = Indicator.objects.create(code="cay", name="Số cây trồng", unit="cây")
    table = Field.objects.create(
        version=chain.form, position=90, kind=FieldKind.TABLE, label="Trồng cây", is_required=False
    )
    TableColumn.objects.create(field=table, position=1, label="Nơi trồng", kind=ColumnKind.TEXT)
    TableColumn.objects.create(field=table, position=2, label="Số cây", kind=ColumnKind.NUMBER, indicator=trees)
    return table


def fill_table(chain: Chain, body: str, table: Field, numbers: tuple[int, ...]) -> Version:
    """File and receive the report of a body with rows in the table."""
    place, count = table.columns.order_by("position")
    unit = chain.bodies[body]
    draft = actions.start(chain.occurrence(body), by=chain.cast.officer_of(unit), now=NOW)
    said = chain.answers()
    rows = tuple(
        (CellAnswer(place.pk, text=f"Thôn {number}"), CellAnswer(count.pk, number=number)) for number in numbers
    )
    answers = Answers(said.figures, said.texts, {table.pk: TableAnswer(table.pk, rows)})
    seen = actions.save_draft(draft, answers, by=chain.cast.officer_of(unit), expected=draft.row_version, now=NOW)
    filed = actions.sign_off(draft, by=chain.cast.leader_of(unit), expected=seen, now=NOW)
    actions.receive(filed, by=chain.cast.officer_of(chain.bodies[body.split(".")[0]]), now=NOW)
    return filed


def test_rows_are_gathered_with_the_body_that_filled_them(cast: Cast) -> None:
    chain = make_chain(cast, provinces=1)
    table = add_table(chain)
    fill_table(chain, "p0.c1", table, (5,))
    fill_table(chain, "p0.c0", table, (2, 30))
    client = Client()
    client.force_login(cast.user_of(chain.bodies["p0"]), "django.contrib.auth.backends.ModelBackend")
    args = [chain.duties["p0"].pk, QUARTER_2.start.isoformat(), QUARTER_2.end.isoformat()]

    shown = client.get(reverse("reports:consolidation", args=args)).content.decode()
    book = openpyxl.load_workbook(BytesIO(client.get(reverse("reports:sums_export", args=args)).content))

    assert "Thôn 30" in shown and "3 dòng" in shown and '<td class="num">37</td>' in shown
    assert [[cell.value for cell in row] for row in book["1. Trồng cây"].rows] == [
        ["TT", "Cơ quan, đơn vị", "Nơi trồng", "Số cây"],
        [1, "Đảng ủy xã 0.0", "Thôn 2", 2],
        [2, "Đảng ủy xã 0.0", "Thôn 30", 30],
        [3, "Đảng ủy xã 0.1", "Thôn 5", 5],
    ]
    made = actions.consolidate(chain.duties["p0"], QUARTER_2, by=cast.officer_of(chain.bodies["p0"]), now=NOW)
    assert "Thôn 30" in made.frozen and made_again(made).canonical == made.frozen
