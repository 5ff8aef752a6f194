"""Pages of drafts."""

from django.urls import path

from nhipcau.drafting import views

app_name = "drafting"
urlpatterns = [
    path("", views.drafts, name="drafts"),
    path("<uuid:draft_id>/", views.draft, name="draft"),
    path("<uuid:draft_id>/tep/", views.file, name="file"),
    path("<uuid:draft_id>/phat-hanh/", views.issue, name="issue"),
]
