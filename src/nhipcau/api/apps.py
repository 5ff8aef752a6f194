from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "nhipcau.api"
    label = "api"
