"""Every page, file and API route. A test walks all of them as each kind of user."""

from django.urls import include, path
from django.views.i18n import set_language

from nhipcau.api.routes import api

urlpatterns = [
    path("", include("nhipcau.web.urls")),
    path("co-cau/", include("nhipcau.organisations.urls")),
    path("van-ban/", include("nhipcau.documents.urls")),
    path("nhiem-vu/", include("nhipcau.obligations.urls")),
    path("bao-cao/", include("nhipcau.reports.urls")),
    path("loi-nhac/", include("nhipcau.reminders.urls")),
    path("du-thao/", include("nhipcau.drafting.urls")),
    path("khoa-api/", include("nhipcau.api.urls")),
    path("api/v1/", api.urls),
    path("ngon-ngu/", set_language, name="set_language"),
]
