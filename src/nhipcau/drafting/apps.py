from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "nhipcau.drafting"
    label = "drafting"
