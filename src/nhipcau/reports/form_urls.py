"""Pages where coordinators make forms, indicators and breakdowns; part of `reports.urls`."""

from django.urls import path

from nhipcau.reports.views import form_lines, form_pages, indicators

VERSION = "bieu-mau/phien-ban/<int:form_version_id>/"
LINE = f"{VERSION}dong/<int:field_id>/"
urlpatterns = [
    path("bieu-mau/", form_pages.forms, name="forms"),
    path("bieu-mau/lap/", form_pages.form_new, name="form_new"),
    path("bieu-mau/<uuid:form_id>/", form_pages.form, name="form"),
    path("bieu-mau/<uuid:form_id>/ten/", form_pages.form_rename, name="form_rename"),
    path("bieu-mau/<uuid:form_id>/sua/", form_pages.form_edit, name="form_edit"),
    path("bieu-mau/<uuid:form_id>/nhiem-vu/", form_pages.form_give, name="form_give"),
    path(VERSION, form_pages.form_version, name="form_version"),
    path(f"{VERSION}xem/", form_pages.form_preview, name="form_preview"),
    path(f"{VERSION}ban-hanh/", form_pages.form_publish, name="form_publish"),
    path(f"{VERSION}bo/", form_pages.form_drop, name="form_drop"),
    path(f"{VERSION}dong/moi/", form_lines.line_new, name="form_line_new"),
    path(LINE, form_lines.line, name="form_line"),
    path(f"{LINE}chuyen/", form_lines.line_move, name="form_line_move"),
    path(f"{LINE}bo/", form_lines.line_remove, name="form_line_remove"),
    path("chi-so/", indicators.indicators, name="indicators"),
    path("chi-so/lap/", indicators.indicator_new, name="indicator_new"),
    path("chi-so/<uuid:indicator_id>/", indicators.indicator, name="indicator"),
    path("phan-to/", indicators.breakdowns, name="breakdowns"),
    path("phan-to/<uuid:breakdown_id>/muc/", indicators.breakdown_part, name="breakdown_part"),
    path("phan-to/muc/<int:option_id>/", indicators.part_change, name="part_change"),
]
