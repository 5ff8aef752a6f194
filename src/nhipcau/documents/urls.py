"""Pages of `documents`."""

from django.urls import path

from nhipcau.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.register, name="register"),
    path("so-van-ban.xlsx", views.register_xlsx, name="register_xlsx"),
    path("tim-kiem/", views.look_up, name="search"),
    path("co-quan/", views.bodies, name="bodies"),
    path("tai-len/", views.upload, name="upload"),
    path("tai-len/<uuid:upload_id>/", views.uploaded, name="uploaded"),
    path("tai-len/<uuid:upload_id>/tien-do/", views.progress, name="progress"),
    path("tai-len/<uuid:upload_id>/doc-lai/", views.read_again, name="read_again"),
    path("tai-len/<uuid:upload_id>/nhap-tay/", views.declare_again, name="declare_again"),
    path("tai-len/<uuid:upload_id>/xoa/", views.delete, name="delete_upload"),
    path("tai-len/<uuid:upload_id>/tep/", views.uploaded_file, name="uploaded_file"),
    path("tai-len/<uuid:upload_id>/trang/<int:number>/", views.uploaded_page, name="uploaded_page"),
    path("tai-len/<uuid:upload_id>/vao-so/", views.register_upload, name="register_upload"),
    path("<uuid:document_id>/", views.document, name="document"),
    path("<uuid:document_id>/sua/", views.correct, name="correct"),
    path("<uuid:document_id>/but-phe/", views.instruct, name="instruct"),
    path("<uuid:document_id>/phat-hanh/", views.release, name="release"),
    path("<uuid:document_id>/thu-hoi/", views.recall, name="recall"),
    path("<uuid:document_id>/tep/<uuid:file_id>/", views.file, name="file"),
]
