"""Pages of `reports`."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from nhipcau.reports import form_urls, target_urls
from nhipcau.reports.views import (
    board,
    consolidations,
    entering,
    filling,
    gathering,
    handling,
    letters,
    rules_of_form,
    workbooks,
)


class DayConverter(StringConverter):
    """A day in an address: 2023-06-30."""

    regex = r"\d{4}-\d{2}-\d{2}"


register_converter(DayConverter, "day")

app_name = "reports"
urlpatterns = [
    path("", board.start, name="start"),
    path("bang/", board.board, name="board"),
    path("bang/<slug:programme>/", board.board, name="board"),
    path("bang/<slug:programme>/xuat.xlsx", board.export, name="board_export"),
    path("nhac/<uuid:obligation_id>/<day:start>/<day:end>/", board.reminder, name="reminder"),
    path("den/", handling.inbox, name="inbox"),
    path("den/chuyen-tiep/", handling.forward_many, name="forward_many"),
    path("den/tiep-nhan/", handling.receive_many, name="receive_many"),
    path("ky/<uuid:occurrence_id>/", filling.report, name="report"),
    path("ky/<uuid:occurrence_id>/luu/", filling.save, name="save"),
    path("ky/<uuid:occurrence_id>/lay-so/", filling.take, name="take"),
    path("ky/<uuid:occurrence_id>/duyet-gui/", filling.sign_off, name="sign_off"),
    path("ky/<uuid:occurrence_id>/phien-ban-moi/", filling.new_version, name="new_version"),
    path("ky/<uuid:occurrence_id>/tep/", filling.attach, name="attach"),
    path("ky/<uuid:occurrence_id>/bang-tinh.xlsx", workbooks.workbook, name="workbook"),
    path("ky/<uuid:occurrence_id>/bang-tinh/", workbooks.read, name="workbook_read"),
    path("nhap-ho/<uuid:obligation_id>/<day:start>/<day:end>/bang-tinh.xlsx", workbooks.many, name="workbook_many"),
    path("nhap-ho/<uuid:obligation_id>/<day:start>/<day:end>/", workbooks.read_many, name="workbook_many_read"),
    path("ky/<uuid:occurrence_id>/kiem-tra/", rules_of_form.checks, name="checks"),
    path("ky/<uuid:occurrence_id>/ly-do/", rules_of_form.pass_rules, name="pass_rules"),
    path("bieu-mau/ban/<int:form_version_id>/quy-tac/", rules_of_form.rules, name="form_rules"),
    path("bieu-mau/ban/<int:form_version_id>/quy-tac/bat-buoc/", rules_of_form.harden, name="harden_rule"),
    path("bieu-mau/quy-tac/<int:rule_id>/bo/", rules_of_form.remove, name="remove_rule"),
    path("ky/<uuid:occurrence_id>/giai-trinh/", handling.explain, name="explain"),
    path("ky/<uuid:occurrence_id>/mien/", handling.exempt, name="exempt"),
    path("ky/<uuid:occurrence_id>/nhap-ho/", entering.enter, name="enter"),
    path("ky/<uuid:occurrence_id>/soan/", letters.own, name="own_paper"),
    path("tep/<uuid:attachment_id>/", filling.attachment, name="attachment"),
    path("tep/<uuid:attachment_id>/bo/", filling.detach, name="detach"),
    path("phien-ban/<uuid:version_id>/so-ngay/", filling.put_number, name="put_number"),
    path("phien-ban/<uuid:version_id>/chuyen-tiep/", handling.forward, name="forward"),
    path("phien-ban/<uuid:version_id>/tiep-nhan/", handling.receive, name="receive"),
    path("phien-ban/<uuid:version_id>/chat-luong/", handling.judge, name="judge"),
    path("phien-ban/<uuid:version_id>/bo-sung/", handling.ask, name="ask"),
    path("phien-ban/<uuid:version_id>/coi-nhu-chua-gui/", handling.void, name="void"),
    path("tong-hop/", consolidations.consolidations, name="consolidations"),
    path("tong-hop/<uuid:obligation_id>/cac-cap/", consolidations.levels, name="levels"),
    path("tong-hop/<uuid:obligation_id>/<day:start>/<day:end>/", consolidations.consolidation, name="consolidation"),
    path("tong-hop/<uuid:obligation_id>/<day:start>/<day:end>/chot/", consolidations.freeze, name="freeze"),
    path(
        "tong-hop/<uuid:obligation_id>/<day:start>/<day:end>/chi-so/<uuid:indicator_id>/",
        consolidations.figure,
        name="figure",
    ),
    path("tong-hop/<uuid:obligation_id>/<day:start>/<day:end>/xuat.xlsx", consolidations.export, name="sums_export"),
    path("tong-hop/<uuid:obligation_id>/<day:start>/<day:end>/noi-dung/", gathering.gather, name="gather"),
    path(
        "tong-hop/<uuid:obligation_id>/<day:start>/<day:end>/noi-dung/<int:narrative_id>/",
        gathering.edit_text,
        name="edit_text",
    ),
    path("phien-ban/<uuid:version_id>/ly-do-sua/", gathering.explain_change, name="explain_change"),
    path("cong-van/<uuid:obligation_id>/<day:start>/<day:end>/", letters.urge, name="urge"),
    path("chua-gui/<uuid:obligation_id>/<day:start>/<day:end>/", letters.missing, name="missing_list"),
    path("da-gui/<uuid:obligation_id>/<day:start>/<day:end>/", letters.reported, name="reported_list"),
    path("tong-hop/lan/<uuid:consolidation_id>/soan/", letters.consolidated, name="draft_consolidated"),
    path("tong-hop/lan/<uuid:consolidation_id>/", consolidations.frozen, name="frozen"),
    path("tong-hop/lan/<uuid:consolidation_id>/gui-len/", consolidations.send_upward, name="send_upward"),
    path("tong-hop/lan/<uuid:consolidation_id>/ban-chot.json", consolidations.frozen_bytes, name="frozen_bytes"),
    path(
        "tong-hop/lan/<uuid:consolidation_id>/chi-so/<uuid:indicator_id>/",
        consolidations.frozen_figure,
        name="frozen_figure",
    ),
    *form_urls.urlpatterns,
    *target_urls.urlpatterns,
]
