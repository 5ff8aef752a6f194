from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """Every morning one message for each person who has something due; its mails leave by the worker."""

    name = "nhipcau.reminders"
    label = "reminders"

    def ready(self) -> None:
        from nhipcau import jobs

        jobs.schedule("remind", "nhipcau.reminders.jobs.remind", "0 6 * * *")
        jobs.schedule("send-mails", "nhipcau.reminders.jobs.send_mails", "*/10 6-21 * * *")
