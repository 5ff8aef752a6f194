"""The page of keys; the API itself is `routes.py`."""

from django.urls import path

from nhipcau.api import views

app_name = "keys"
urlpatterns = [
    path("", views.tokens, name="tokens"),
    path("<uuid:token_id>/huy/", views.end, name="end"),
]
