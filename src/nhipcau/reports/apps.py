from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "nhipcau.reports"
    label = "reports"
