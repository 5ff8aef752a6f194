"""The door, the first page, and what every page needs."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from nhipcau.web import views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("dang-nhap/", views.Login.as_view(), name="login"),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
    path("suc-khoe/", views.health, name="health"),
]
