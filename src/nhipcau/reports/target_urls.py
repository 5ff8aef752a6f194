"""Addresses of targets."""

from django.urls import path

from nhipcau.reports.views import targets

urlpatterns = [
    path("chi-tieu/", targets.targets, name="targets"),
    path("chi-tieu/<slug:programme>/", targets.targets, name="targets"),
    path("chi-tieu/<slug:programme>/giao/", targets.give, name="targets_give"),
    path("chi-tieu/<slug:programme>/xep-hang/", targets.ranking, name="targets_ranking"),
]
