"""The pages through their real addresses: the loop as its people walk it, who is refused, how many queries."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.documents.storage import open_file
from nhipcau.drafting.models import Draft
from nhipcau.obligations.models import NotOurs, Obligation
from nhipcau.organisations.models import Level, Organisation, OrganisationKind, Role
from nhipcau.reports import actions
from nhipcau.reports.models import Consolidation, Version
from nhipcau.reports.queries.standings import stand_of
from tests.cast import NOW, TODAY
from tests.reports.world import LAST_DAY, QUARTER_1, QUARTER_2, Reporting, make_duty, owe

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def door(reporting: Reporting, body: Organisation, role: Role = Role.OFFICER) -> Client:
    """Return a browser in which an officer (or leader) of the body has logged in."""
    client = Client()
    client.force_login(reporting.cast.user_of(body, role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def typed(reporting: Reporting, row_version: int = 0, text: str = "Kết quả tốt", **figures: str) -> dict[str, str]:
    """Return what a browser posts for the form."""
    said = {"buoi": "3", "luot": "1.200", "ho": "100", "ho_dk": "80"} | figures
    fields = reporting.fields()
    posted = {f"f{fields[code.replace('_', '-')].pk}": value for code, value in said.items()}
    return posted | {f"t{fields['Kết quả nổi bật'].pk}": text, "row_version": str(row_version)}


def report_url(reporting: Reporting, body: Organisation, name: str = "report") -> str:
    return reverse(f"reports:{name}", args=[reporting.occurrence(body).pk])


def sums_url(reporting: Reporting, name: str = "consolidation", *more: object) -> str:
    args = [reporting.obligation.pk, QUARTER_2.start.isoformat(), QUARTER_2.end.isoformat(), *more]
    return reverse(f"reports:{name}", args=args)


def page(response) -> str:
    assert response.status_code == 200, response.content[:500]
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_whole_loop_is_walked_through_the_pages(reporting: Reporting) -> None:
    cast = reporting.cast
    unit = door(reporting, cast.commune_a)
    leader = door(reporting, cast.commune_a, Role.LEADER)
    front, committee = door(reporting, cast.front), door(reporting, cast.committee)

    assert "chưa gửi" in page(unit.get(report_url(reporting, cast.commune_a)))
    saved = unit.post(report_url(reporting, cast.commune_a, "save"), typed(reporting), HTTP_HX_REQUEST="true")
    assert saved["X-Saved"] == "2" and "Đã lưu lúc" in page(saved)
    assert "Đảng ủy xã Đồi Thông" in page(leader.get(reverse("reports:inbox")))
    leader.post(report_url(reporting, cast.commune_a, "sign_off"), typed(reporting, row_version=2))
    version = Version.objects.get()
    assert version.is_complete and version.filed_at is not None
    assert str(version.pk) in page(front.get(reverse("reports:inbox")))
    front.post(reverse("reports:forward_many"), {"version": [str(version.pk)]})
    assert str(version.pk) in page(committee.get(reverse("reports:inbox")))
    committee.post(reverse("reports:receive_many"), {"version": [str(version.pk)]})
    board = page(committee.get(reverse("reports:board", args=["cuoc-van-dong"])))
    assert "<b>1/3</b> đã gửi" in board and "gửi chậm 5 ngày" in board
    sums = page(committee.get(sums_url(reporting)))
    assert "1.200" in sums and "1/3" in sums and "80 %" in sums
    figure = reporting.fields()["luot"].indicator_id
    opened = page(committee.get(sums_url(reporting, "figure", figure)))
    assert "Đảng ủy xã Đồi Thông" in opened and f"phien-ban={version.pk}" in opened
    assert "Đảng ủy xã Khe Lá: chưa tiếp nhận báo cáo" in opened
    made = committee.post(sums_url(reporting, "freeze"), {}, follow=True)
    assert "Số đã báo cáo" in page(made) and Consolidation.objects.get().fingerprint in page(made)


def test_one_user_alone_walks_the_loop(reporting: Reporting) -> None:
    """Nobody else logs in: the coordinator enters three reports, one after the other, and consolidates."""
    cast = reporting.cast
    alone = door(reporting, cast.committee, Role.LEADER)
    address = report_url(reporting, cast.commune_a, "enter")
    for _place in range(3):
        page(alone.get(address))
        response = alone.post(
            address,
            typed(reporting) | {"received_on": "2023-07-06", "came_by": "bản giấy", "next": "1"},
        )
        address = response["Location"]

    assert Version.objects.filter(received_at__isnull=False).count() == 3
    assert "Không còn đơn vị nào chưa gửi" in page(alone.get(address))
    assert "3.600" in page(alone.get(sums_url(reporting)))
    assert Consolidation.objects.count() == 0
    alone.post(sums_url(reporting, "freeze"), {})
    assert Consolidation.objects.get().received == 3


def test_a_wrong_number_is_told_beside_its_field_and_nothing_typed_is_lost(reporting: Reporting) -> None:
    unit = door(reporting, reporting.cast.commune_a)

    response = unit.post(
        report_url(reporting, reporting.cast.commune_a, "save"), typed(reporting, luot="12,5", text="Dài và quý")
    )

    assert response.status_code == 422
    body = response.content.decode()
    assert "12,5" in body and "không phải số nguyên" in body and "Dài và quý" in body


@pytest.mark.parametrize("wrong", ["-3", "1.5", "mười", "9" * 17])
def test_a_figure_is_a_whole_number_that_can_be(reporting: Reporting, wrong: str) -> None:
    unit = door(reporting, reporting.cast.commune_a)

    response = unit.post(report_url(reporting, reporting.cast.commune_a, "save"), typed(reporting, buoi=wrong))

    assert response.status_code == 422


def test_ticks_beside_a_number_are_kept(reporting: Reporting) -> None:
    cast = reporting.cast
    unit, fields = door(reporting, cast.commune_a), reporting.fields()
    ticks = {f"est{fields['buoi'].pk}": "on", f"na{fields['luot'].pk}": "on"}
    save = report_url(reporting, cast.commune_a, "save")

    both = unit.post(save, typed(reporting) | ticks)
    assert both.status_code == 422 and "bỏ chọn “không áp dụng”" in both.content.decode()
    assert re.search(rf'name="est{fields["buoi"].pk}" checked', both.content.decode())
    unit.post(save, typed(reporting, row_version=Version.objects.get().row_version, luot="") | ticks)

    answers = {row.indicator.code: (row.value, row.is_estimate) for row in Version.objects.get().figures.all()}
    assert answers["buoi"] == (3, True) and answers["luot"] == (None, False)
    shown = page(unit.get(report_url(reporting, cast.commune_a)))
    assert f'name="na{fields["luot"].pk}" checked' in shown and f'name="est{fields["buoi"].pk}" checked' in shown


def test_two_officers_see_both_texts(reporting: Reporting) -> None:
    cast = reporting.cast
    first, second = door(reporting, cast.commune_a), door(reporting, cast.commune_a, Role.LEADER)
    save = report_url(reporting, cast.commune_a, "save")
    first.post(save, typed(reporting, text="Chữ của người thứ nhất"))

    alone = second.post(save, typed(reporting, text="Chữ của người thứ hai"), HTTP_HX_REQUEST="true")
    both = second.post(save, typed(reporting, text="Chữ của người thứ hai"))

    assert "X-Saved" not in alone and "Xem hai bản cạnh nhau" in alone.content.decode()
    assert both.status_code == 409
    body = both.content.decode()
    assert "Chữ của người thứ nhất" in body and "Chữ của người thứ hai" in body
    row_version = re.search(r'name="row_version" value="(\d+)"', body).group(1)
    second.post(save, typed(reporting, row_version=int(row_version), text="Chữ của cả hai"))
    assert Version.objects.get().narratives.get().text == "Chữ của cả hai"


def test_looking_at_an_empty_report_makes_nothing(reporting: Reporting) -> None:
    page(door(reporting, reporting.cast.commune_a).get(report_url(reporting, reporting.cast.commune_a)))

    assert not Version.objects.exists()


def test_an_incomplete_report_is_sent_and_said_to_be_incomplete(reporting: Reporting) -> None:
    cast = reporting.cast
    leader = door(reporting, cast.commune_a, Role.LEADER)

    response = leader.post(report_url(reporting, cast.commune_a, "sign_off"), typed(reporting, luot=""), follow=True)

    assert "còn thiếu mục bắt buộc" in page(response)


def test_an_officer_alone_cannot_sign_off_and_loses_nothing(reporting: Reporting) -> None:
    cast = reporting.cast
    officer = door(reporting, cast.commune_a)

    response = officer.post(report_url(reporting, cast.commune_a, "sign_off"), typed(reporting), follow=True)

    assert "không thuộc quyền" in page(response)
    assert not Version.objects.filter(filed_at__isnull=False).exists()


def test_a_file_is_attached_shown_and_taken_off(reporting: Reporting) -> None:
    cast = reporting.cast
    officer = door(reporting, cast.commune_a)
    attach = report_url(reporting, cast.commune_a, "attach")

    undeclared = officer.post(attach, {"file": SimpleUploadedFile("a.pdf", PDF)}, follow=True)
    assert "bí mật nhà nước" in page(undeclared) and not Version.objects.exists()
    officer.post(attach, {"file": SimpleUploadedFile("a.pdf", PDF), "not_secret": "on"})
    kept = Version.objects.get().attachments.get()
    shown = officer.get(reverse("reports:attachment", args=[kept.pk]))
    assert shown.status_code == 200 and b"".join(shown.streaming_content) == PDF
    assert door(reporting, cast.committee).get(reverse("reports:attachment", args=[kept.pk])).status_code == 404
    assert door(reporting, cast.commune_b).get(reverse("reports:attachment", args=[kept.pk])).status_code == 404
    officer.post(reverse("reports:detach", args=[kept.pk]))
    assert not Version.objects.get().attachments.exists()


def test_a_zip_named_docx_is_refused(reporting: Reporting) -> None:
    officer = door(reporting, reporting.cast.commune_a)

    response = officer.post(
        report_url(reporting, reporting.cast.commune_a, "attach"),
        {"file": SimpleUploadedFile("a.docx", b"PK\x03\x04 nothing"), "not_secret": "on"},
        follow=True,
    )

    assert "Chưa nhận loại tệp này" in page(response)


def test_a_new_version_shows_what_changed(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.received(cast.commune_a)
    officer = door(reporting, cast.commune_a)
    officer.post(report_url(reporting, cast.commune_a, "new_version"), {"reason": "Số chính thức"})
    officer.post(report_url(reporting, cast.commune_a, "save"), typed(reporting, row_version=1, buoi="8"))

    shown = page(door(reporting, cast.commune_a, Role.LEADER).get(report_url(reporting, cast.commune_a)))

    assert "Thay đổi so với phiên bản trước" in shown
    assert "<td>3</td><td><b>8</b></td>" in shown and "<td>120</td><td><b>1.200</b></td>" in shown


def test_a_draft_behind_nhap_ho_is_sent_with_a_reason_from_the_page(reporting: Reporting) -> None:
    cast = reporting.cast
    leader = door(reporting, cast.commune_a, Role.LEADER)
    leader.post(report_url(reporting, cast.commune_a, "save"), typed(reporting))
    reporting.entered(cast.commune_a, TODAY)
    assert "Lý do gửi bản mới" in page(leader.get(report_url(reporting, cast.commune_a)))

    leader.post(
        report_url(reporting, cast.commune_a, "sign_off"), typed(reporting, row_version=2) | {"reason": "Bản của xã"}
    )

    assert Version.objects.filter(filed_at__isnull=False).count() == 2
    assert "nhập hộ" in page(leader.get(report_url(reporting, cast.commune_a)))


def test_not_ours_stands_on_the_board(reporting: Reporting) -> None:
    cast = reporting.cast
    NotOurs.objects.create(
        occurrence=reporting.occurrence(cast.commune_a), reason="Nhầm đơn vị", answered_at=NOW,
        answered_by=cast.user_of(cast.commune_a),
    )  # fmt: skip

    assert "báo không thuộc trách nhiệm" in page(door(reporting, cast.committee).get(reverse("reports:board")))


def test_last_periods_figure_stands_beside_the_field(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.entered(cast.commune_a, date(2023, 4, 5), period=QUARTER_1, buoi=41)

    shown = page(door(reporting, cast.commune_a).get(report_url(reporting, cast.commune_a)))

    assert "quý I/2023: <b>41</b>" in shown


def test_lateness_is_explained_and_exempted_on_the_page(reporting: Reporting) -> None:
    cast = reporting.cast
    unit, leader = door(reporting, cast.commune_a), door(reporting, cast.committee, Role.LEADER)

    unit.post(report_url(reporting, cast.commune_a, "explain"), {"reason": "Bão số 2"})
    assert "đã giải trình" in page(leader.get(report_url(reporting, cast.commune_a)))
    unit.post(report_url(reporting, cast.commune_a, "exempt"), {"reason": "Tự miễn"})
    assert stand_of(reporting.occurrence(cast.commune_a), on=TODAY).badge.words == "đã giải trình"
    leader.post(report_url(reporting, cast.commune_a, "exempt"), {"reason": "Kết luận Thường trực"})
    assert "được miễn" in page(leader.get(reverse("reports:board")))


def test_the_reminder_names_nobody_and_is_noted(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.received(cast.commune_a)
    committee = door(reporting, cast.committee)
    address = reverse(
        "reports:reminder", args=[reporting.obligation.pk, QUARTER_2.start.isoformat(), QUARTER_2.end.isoformat()]
    )

    shown = page(committee.get(address))
    text = re.search(r"<textarea[^>]*>(.*?)</textarea>", shown).group(1)
    assert "12-TB/BCĐ" in text and "điểm 2.2" in text and "07/7/2023" in text
    assert not any(name in text for name in ("Khe Lá", "Bến Đá", "Đồi Thông"))
    assert "2 đơn vị chưa gửi" in shown
    assert "Đã ghi việc nhắc 2 đơn vị" in page(committee.post(address, follow=True))


def test_the_board_is_filtered_counted_and_exported_as_filtered(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.received(cast.commune_b, NOW)
    committee = door(reporting, cast.committee)
    address = reverse("reports:board", args=["cuoc-van-dong"])

    missing = page(committee.get(address, {"ky": "quý II/2023", "trang-thai": "missing"}))
    sheet = committee.get(
        reverse("reports:board_export", args=["cuoc-van-dong"]), {"ky": "quý II/2023", "trang-thai": "late"}
    )

    table = missing[missing.index("<tbody>") :]
    assert "Khe Lá" not in table and "Đồi Thông" in table and "Bến Đá" in table
    cells = [[cell.value for cell in row] for row in openpyxl.load_workbook(BytesIO(sheet.content)).active.iter_rows()]
    assert [row[1] for row in cells[4:5]] == ["Đảng ủy xã Khe Lá"]
    assert cells[4][2] == "gửi chậm 5 ngày" and cells[4][3].date() == TODAY


def test_the_board_is_seen_as_of_a_day(reporting: Reporting) -> None:
    reporting.received(reporting.cast.commune_a)
    committee = door(reporting, reporting.cast.committee)

    def counted(day: str) -> str:
        shown = page(committee.get(reverse("reports:board"), {"ngay": day, "ky": "quý II/2023"}))
        return re.search(r"<b>(\d/\d)</b>", shown).group(1)

    assert (counted("2023-07-11"), counted("2023-07-12")) == ("0/3", "1/3")
    assert counted("2999-01-01") == counted("ba mươi tháng hai") == "1/3", "no board of the future"


def test_a_duty_of_no_programme_has_its_board_too(reporting: Reporting) -> None:
    cast = reporting.cast
    duty, rule = make_duty(cast, title="Báo cáo đột xuất", recipient=cast.committee, every="once")
    Obligation.objects.filter(pk=duty.pk).update(programme=None)
    owe(duty, rule, cast.women, QUARTER_2, None)
    committee = door(reporting, cast.committee)

    assert "Hội LHPN huyện" not in page(committee.get(reverse("reports:board")))
    shown = page(committee.get(reverse("reports:board"), {"nhiem-vu": str(duty.pk)}))
    assert "Hội LHPN huyện" in shown and "Đồi Thông" not in shown


def test_an_exported_figure_is_a_number(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.received(cast.commune_a, luot=1200)

    sheet = door(reporting, cast.committee).get(sums_url(reporting, "sums_export"))

    rows = {row[1].value: row for row in openpyxl.load_workbook(BytesIO(sheet.content)).active.iter_rows(min_row=4)}
    assert rows["Số lượt người dự"][3].value == 1200
    assert rows["Số lượt người dự"][4].value == "1/3"
    assert rows["Tỷ lệ hộ đăng ký"][3].value == 0.8
    assert rows["Số hội viên"][3].value == "không cộng dồn"
    assert rows["Số lượt người dự"][7].value == "chưa có số liệu"


def test_bodies_stand_in_protocol_order_and_a_unit_sees_only_itself(reporting: Reporting) -> None:
    cast = reporting.cast

    table = page(door(reporting, cast.committee).get(reverse("reports:board")))
    own = page(door(reporting, cast.commune_b).get(reverse("reports:board")))

    places = [table.index(f">Đảng ủy xã {name}<") for name in ("Đồi Thông", "Khe Lá", "Bến Đá")]
    assert places == sorted(places)
    assert "Đảng ủy xã Khe Lá" in own and "Đồi Thông" not in own and "Nhập hộ" not in own


STRANGERS = ["stranger_body", "mass_movement"]


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_gets_404_everywhere(reporting: Reporting, who: str) -> None:
    cast = reporting.cast
    version = reporting.received(cast.commune_a)
    made = actions.consolidate(reporting.obligation, QUARTER_2, by=cast.officer_of(cast.committee), now=NOW)
    stranger = door(reporting, cast.bodies[who], Role.LEADER)
    figure = reporting.fields()["luot"].indicator_id
    addresses = [
        report_url(reporting, cast.commune_a), report_url(reporting, cast.commune_a, "enter"), sums_url(reporting),
        sums_url(reporting, "figure", figure), sums_url(reporting, "sums_export"),
        reverse("reports:frozen", args=[made.pk]), reverse("reports:frozen_bytes", args=[made.pk]),
        reverse("reports:frozen_figure", args=[made.pk, figure]),
        reverse("reports:reminder", args=[reporting.obligation.pk, "2023-04-01", "2023-06-30"]),
        reverse("reports:board", args=["cuoc-van-dong"]), reverse("reports:board_export", args=["cuoc-van-dong"]),
    ]  # fmt: skip
    of_versions = ("forward", "receive", "ask", "void", "put_number")
    deeds = [
        *(reverse(f"reports:{name}", args=[version.pk]) for name in of_versions),
        *(
            report_url(reporting, cast.commune_a, name)
            for name in ("save", "sign_off", "new_version", "attach", "explain", "exempt", "enter")
        ),
        sums_url(reporting, "freeze"), reverse("reports:send_upward", args=[made.pk]),
    ]  # fmt: skip
    before = list(Version.objects.values_list("pk", "row_version", "received_at"))

    assert [stranger.get(url).status_code for url in addresses] == [404] * len(addresses)
    assert [stranger.post(url, {"reason": "x"}).status_code for url in deeds] == [404] * len(deeds)
    assert list(Version.objects.values_list("pk", "row_version", "received_at")) == before


def test_a_sister_unit_sees_neither_report_nor_sums(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.received(cast.commune_a)
    sister = door(reporting, cast.commune_b, Role.LEADER)

    assert sister.get(report_url(reporting, cast.commune_a)).status_code == 404
    assert sister.get(sums_url(reporting)).status_code == 404
    assert "Chưa có kỳ nào để tổng hợp" in page(sister.get(reverse("reports:consolidations")))


def test_a_draft_is_seen_inside_only(reporting: Reporting) -> None:
    cast = reporting.cast
    door(reporting, cast.commune_a).post(
        report_url(reporting, cast.commune_a, "save"), typed(reporting, text="Chưa ai được đọc")
    )

    for body in (cast.committee, cast.front, cast.province):
        assert "Chưa ai được đọc" not in page(door(reporting, body).get(report_url(reporting, cast.commune_a)))


def test_deeds_refuse_get_and_doors_are_closed_to_nobody(reporting: Reporting) -> None:
    cast = reporting.cast
    version = reporting.filed(cast.commune_a)
    committee = door(reporting, cast.committee)

    assert committee.get(reverse("reports:receive", args=[version.pk])).status_code == 405
    assert committee.get(sums_url(reporting, "freeze")).status_code == 405
    assert Client().get(report_url(reporting, cast.commune_a)).status_code == 302
    assert Client().post(reverse("reports:receive", args=[version.pk])).status_code == 302


def queries(client: Client, address: str) -> int:
    page(client.get(address))
    with CaptureQueriesContext(
        connection,
    ) as counted:
        page(client.get(address))
    return len(counted)


def many(reporting: Reporting, count: int) -> list[Organisation]:
    """Let `count` more communes owe the report, and half of them have sent it."""
    cast, made = reporting.cast, []
    for place in range(count):
        body = cast.add(
            f"more_{place}", f"Đảng ủy xã Số {place}", f"Đảng ủy xã Số {place}", OrganisationKind.PARTY_COMMITTEE,
            Level.COMMUNE, "party",
        )  # fmt: skip
        for period, day in ((QUARTER_1, date(2023, 4, 7)), (QUARTER_2, LAST_DAY)):
            owe(reporting.obligation, reporting.rule, body, period, day)
        if place % 2:
            reporting.entered(body, TODAY)
        made.append(body)
    return made


@pytest.mark.parametrize("name", ["inbox", "board", "consolidations"])
def test_a_list_page_costs_the_same_for_one_and_for_many(reporting: Reporting, name: str) -> None:
    cast = reporting.cast
    reporting.filed(cast.commune_a)
    committee = door(reporting, cast.committee)
    few = queries(committee, reverse(f"reports:{name}"))
    many(reporting, 60)
    reporting.filed(cast.commune_b)

    assert queries(committee, reverse(f"reports:{name}")) == few


def test_the_sums_cost_the_same_for_one_and_for_many(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.received(cast.commune_a)
    committee = door(reporting, cast.committee)
    figure = reporting.fields()["luot"].indicator_id
    addresses = [sums_url(reporting), sums_url(reporting, "figure", figure)]
    few = [queries(committee, address) for address in addresses]
    many(reporting, 60)

    assert [queries(committee, address) for address in addresses] == few


def test_the_board_is_paged_at_fifty_and_counts_all(reporting: Reporting) -> None:
    many(reporting, 60)
    committee = door(reporting, reporting.cast.committee)

    first = page(committee.get(reverse("reports:board"), {"ky": "quý II/2023"}))

    assert first.count('<tr><th scope="row">') == 50
    assert "<b>30/63</b> đã gửi" in first


@pytest.mark.parametrize("name", ["missing_list", "reported_list", "urge"])
def test_the_board_leads_to_the_papers(reporting: Reporting, name: str) -> None:
    reporting.received(reporting.cast.commune_a)
    address = reverse(f"reports:{name}", args=[reporting.obligation.pk, "2023-04-01", "2023-06-30"])

    response = door(reporting, reporting.cast.committee).post(address)

    assert response.status_code == 302 and response["Location"].startswith("/du-thao/")
    assert Draft.objects.count() == (2 if name == "urge" else 1), "a letter for each late body"


def test_a_frozen_consolidation_leads_to_its_report(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.received(cast.commune_a)
    made = actions.consolidate(reporting.obligation, QUARTER_2, by=cast.officer_of(cast.committee), now=NOW)
    committee = door(reporting, cast.committee)
    assert "Soạn báo cáo tổng hợp" in page(committee.get(reverse("reports:frozen", args=[made.pk])))

    response = committee.post(reverse("reports:draft_consolidated", args=[made.pk]))

    assert response.status_code == 302 and Draft.objects.count() == 1


def test_the_own_report_becomes_a_paper_to_sign(reporting: Reporting) -> None:
    cast = reporting.cast
    unit = door(reporting, cast.commune_a)
    unit.post(report_url(reporting, cast.commune_a, "save"), typed(reporting, text="Dòng một\nDòng hai", hv=""))

    response = unit.post(report_url(reporting, cast.commune_a, "own_paper"))

    assert response["Location"].startswith("/du-thao/")
    with open_file(Draft.objects.get().file) as file:
        paper = docx.Document(file)
    words = [paragraph.text for paragraph in paper.paragraphs]
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert {"Dòng một", "Dòng hai"} <= set(words)
    assert "1.200" in cells and "80 %" in cells and "chưa có số liệu" in cells
    assert any("12-TB/BCĐ" in word and "điểm 2.2" in word for word in words)
    assert door(reporting, cast.commune_b).post(report_url(reporting, cast.commune_a, "own_paper")).status_code == 404


def test_nobody_else_drafts_a_bodys_report(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.received(cast.commune_a)

    door(reporting, cast.committee).post(report_url(reporting, cast.commune_a, "own_paper"))

    assert not Draft.objects.exists()
