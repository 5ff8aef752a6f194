"""Pages of bodies, programmes, users, the import and the trail."""

from django.urls import path

from nhipcau.organisations.views import bodies, calendar, groups, importing, programmes, reorganising, trail, users

app_name = "organisations"
urlpatterns = [
    path("", bodies.bodies, name="bodies"),
    path("co-quan/them/", bodies.body_new, name="body_new"),
    path("co-quan/<uuid:body_id>/", bodies.body, name="body"),
    path("co-quan/<uuid:body_id>/doi/", bodies.body_change, name="body_change"),
    path("co-quan/<uuid:body_id>/ket-thuc/", bodies.body_end, name="body_end"),
    path("chuong-trinh/", programmes.programmes, name="programmes"),
    path("chuong-trinh/them/", programmes.programme_new, name="programme_new"),
    path("chuong-trinh/<uuid:programme_id>/", programmes.programme, name="programme"),
    path("chuong-trinh/<uuid:programme_id>/cach-tinh-han/", programmes.settings, name="programme_settings"),
    path("chuong-trinh/<uuid:programme_id>/quan-he/", programmes.line_new, name="line_new"),
    path("chuong-trinh/<uuid:programme_id>/chu-tri/", programmes.coordination_new, name="coordination_new"),
    path("chuong-trinh/<uuid:programme_id>/dau-moi/", programmes.focal_new, name="focal_new"),
    path("lich/", calendar.calendar, name="calendar"),
    path("lich/hoan-doi/", calendar.swap, name="calendar_swap"),
    path("lich/ngay/", calendar.add, name="calendar_add"),
    path("lich/ngay/<int:day_id>/bo/", calendar.remove, name="calendar_remove"),
    path("nhom/", groups.groups, name="groups"),
    path("nhom/them/", groups.group_new, name="group_new"),
    path("nhom/<uuid:group_id>/", groups.group, name="group"),
    path("nhom/<uuid:group_id>/thanh-vien/", groups.member_new, name="member_new"),
    path("thanh-vien/<int:member_id>/ket-thuc/", groups.member_end, name="member_end"),
    path("quan-he/<int:line_id>/ket-thuc/", programmes.line_end, name="line_end"),
    path("nguoi-dung/", users.users, name="users"),
    path("nguoi-dung/<uuid:user_id>/", users.user, name="user"),
    path("nguoi-dung/<uuid:user_id>/mat-khau/", users.password, name="user_password"),
    path("nguoi-dung/<uuid:user_id>/khoa/", users.active, name="user_active"),
    path("vi-tri/<uuid:post_id>/ket-thuc/", users.post_end, name="post_end"),
    path("nhap/", importing.upload, name="import"),
    path("nhap/mau.xlsx", importing.template, name="import_template"),
    path("nhap/ghi/", importing.apply, name="import_apply"),
    path("sap-xep/", reorganising.compose, name="reorganise"),
    path("sap-xep/mau.xlsx", reorganising.template, name="reorganise_template"),
    path("sap-xep/ghi/", reorganising.apply, name="reorganise_apply"),
    path("sap-xep/<uuid:reorganisation_id>/", reorganising.reorganised, name="reorganised"),
    path("nhat-ky/", trail.trail, name="trail"),
]
