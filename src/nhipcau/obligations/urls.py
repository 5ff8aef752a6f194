"""Pages of `obligations`."""

from django.urls import path

from nhipcau.obligations.views import chains, confirm, proposals, work

app_name = "obligations"
urlpatterns = [
    path("", work.work, name="worklist"),
    path("xac-nhan/<uuid:document_id>/", confirm.confirm, name="confirm"),
    path("xac-nhan/<uuid:document_id>/tat-ca/", confirm.confirm_all, name="confirm_all"),
    path("xac-nhan/<uuid:document_id>/them/", confirm.add, name="add"),
    path("xac-nhan/<uuid:document_id>/gop-goi-y/", confirm.join_suggested, name="join_suggested"),
    path("xac-nhan/<uuid:document_id>/tra-lai/", confirm.resolve_again, name="resolve_again"),
    path("de-xuat/<uuid:proposal_id>/sua/", proposals.edit, name="edit"),
    path("de-xuat/<uuid:proposal_id>/tach/", proposals.split, name="split"),
    path("de-xuat/<uuid:proposal_id>/gop/", proposals.join, name="join"),
    path("de-xuat/<uuid:proposal_id>/bo/", proposals.drop, name="drop"),
    path("de-xuat/<uuid:proposal_id>/lay-lai/", proposals.take_up, name="take_up"),
    path("de-xuat/<uuid:proposal_id>/nhac-lai/", proposals.restate, name="restate"),
    path("de-xuat/<uuid:proposal_id>/con-thieu/", proposals.owed_by_missing, name="owed_by_missing"),
    path("de-xuat/<uuid:proposal_id>/xac-nhan/", proposals.confirm_one, name="confirm_one"),
    path("de-xuat/<uuid:proposal_id>/them-don-vi/", proposals.add_owner, name="add_owner"),
    path("ten-in/<int:owner_id>/chon/", proposals.answer_name, name="answer_name"),
    path("ten-in/<int:owner_id>/bo/", proposals.remove_owner, name="remove_owner"),
    path("ten-in/<int:owner_id>/thanh-vien/", proposals.set_members, name="set_members"),
    path("ky/<uuid:occurrence_id>/", work.occurrence, name="occurrence"),
    path("ky/<uuid:occurrence_id>/phan-cong/", work.share, name="share"),
    path("ky/<uuid:occurrence_id>/khong-thuoc/", work.not_ours, name="not_ours"),
    path("ky/<uuid:occurrence_id>/da-lam/", work.done, name="done"),
    path("ky/<uuid:occurrence_id>/gia-han/", work.extend, name="extend"),
    path("ky/<uuid:occurrence_id>/da-nhac/", work.copied, name="copied"),
    path("han/<int:rule_id>/", work.set_day, name="set_day"),
    path("<uuid:obligation_id>/", work.obligation, name="obligation"),
    path("<uuid:obligation_id>/trong-van-ban/", work.place, name="place"),
    path("<uuid:obligation_id>/cac-cap-duoi/", chains.chain, name="chain"),
    path("<uuid:obligation_id>/ket-thuc/", work.end, name="end"),
]
