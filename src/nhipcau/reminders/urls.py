"""Pages of `reminders`."""

from django.urls import path

from nhipcau.reminders import views

app_name = "reminders"
urlpatterns = [
    path("", views.reminders, name="reminders"),
    path("da-xem/", views.seen, name="seen"),
    path("thu/", views.mails, name="mails"),
    path("thu/<uuid:mail_id>/", views.decide, name="decide"),
    path("qua-thu/", views.wish, name="wish"),
    path("lich/", views.feed, name="feed"),
    path("lich/<str:secret>.ics", views.calendar, name="calendar"),
    path("chuong-trinh/<uuid:programme_id>/", views.plan, name="plan"),
]
