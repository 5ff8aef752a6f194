from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    name = "nhipcau.obligations"
    label = "obligations"
