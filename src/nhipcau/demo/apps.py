from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "nhipcau.demo"
    label = "demo"

    def ready(self) -> None:
        from nhipcau.demo.door import accounts
        from nhipcau.web import door

        door.offer(accounts)
