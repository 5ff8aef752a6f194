from django.apps import AppConfig
from django.db.models.signals import post_migrate

from nhipcau import guards


def _install(using: str, **_: object) -> None:
    from django.db import connections

    guards.install(connections[using])


class AuditConfig(AppConfig):
    """The append-only trail; as the lowest app it also installs every app's guards after `migrate`."""

    name = "nhipcau.audit"
    label = "audit"

    def ready(self) -> None:
        guards.register(guards.AppendOnly("audit_entry"), guards.AppendOnly("audit_link"))
        post_migrate.connect(_install, dispatch_uid="nhipcau.guards")
