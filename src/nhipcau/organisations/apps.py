from datetime import timedelta

from django.apps import AppConfig

from nhipcau import clock, guards


def _offset_of_this_world() -> timedelta:
    from django.db import DatabaseError

    from nhipcau.organisations.models import World

    try:
        seconds = World.objects.values_list("clock_offset_seconds", flat=True).first()
    except DatabaseError:  # before the first migration
        return timedelta()
    return timedelta(seconds=seconds or 0)


class OrganisationsConfig(AppConfig):
    name = "nhipcau.organisations"
    label = "organisations"

    def ready(self) -> None:
        clock.offset_from(_offset_of_this_world)
        guards.register(
            guards.NoOverlap("organisations_organisationspan", ("organisation_id",)),
            guards.NoOverlap("organisations_localityspan", ("locality_id",)),
            guards.NoOverlap("organisations_localityclass", ("locality_id", "kind")),
            guards.NoOverlap("organisations_line", ("programme_id", "lower_id", "upper_id", "role")),
            guards.NoOverlap("organisations_groupmember", ("group_id", "organisation_id")),
            guards.NoOverlap("organisations_focalunit", ("programme_id", "member_id")),
            guards.NoOverlap("organisations_coordination", ("programme_id", "organisation_id")),
        )
