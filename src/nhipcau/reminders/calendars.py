"""A user's due days as a calendar (RFC 5545), fetched by a secret address that he can end at any time."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from nhipcau import clock
from nhipcau.audit import actions as audit
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor
from nhipcau.reminders import events
from nhipcau.reminders.models import CalendarFeed
from nhipcau.reminders.queries import own_due

MOST_DAYS = 500


@transaction.atomic
def make_feed(*, by: Actor, now: datetime) -> str:
    """Give the user a new secret and return it, the only time that it can be read; an earlier one ends."""
    secret = secrets.token_urlsafe(32)
    feed, _new = CalendarFeed.objects.update_or_create(
        user=by.user, defaults={"digest": _digest(secret), "made_at": now}
    )
    audit.record(events.Event.FEED_MADE, about=feed, by=access.ActingPost(by, None), at=now)
    return secret


@transaction.atomic
def end_feed(*, by: Actor, now: datetime) -> bool:
    """End the user's calendar address; return whether there was one."""
    feed = CalendarFeed.objects.filter(user=by.user).first()
    if feed is None:
        return False
    audit.record(events.Event.FEED_ENDED, about=feed, by=access.ActingPost(by, None), at=now)
    feed.delete()
    return True


def feed_of(secret: str) -> CalendarFeed | None:
    """Return the feed of a secret, None where there is none or its user may no longer log in."""
    found = CalendarFeed.objects.select_related("user").filter(digest=_digest(secret), user__is_active=True)
    return found.first()


def calendar_of(actor: Actor, *, now: datetime) -> bytes:
    """Return the calendar of what the actor's bodies owe: whole days, one reminder the day before.

    Six queries for any number of days. Titles and days only: a calendar is often kept by a company abroad.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Nhịp Cầu//vi")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Hạn báo cáo, nhiệm vụ"))
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    for occurrence in own_due(actor)[:MOST_DAYS]:
        event = Event()
        event.add("uid", f"{occurrence.pk}@nhipcau")
        event.add("dtstamp", now.astimezone(clock.HANOI))
        event.add("dtstart", occurrence.until)
        event.add("dtend", occurrence.until + timedelta(days=1))
        event.add("summary", _("Hạn: %(title)s (%(period)s)") % {
            "title": occurrence.obligation.title, "period": occurrence.period_label,
        })  # fmt: skip
        event.add("transp", "TRANSPARENT")
        if settings.PUBLIC_ADDRESS:
            page = reverse("obligations:occurrence", args=[occurrence.pk])
            event.add("url", settings.PUBLIC_ADDRESS.rstrip("/") + page)
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", occurrence.obligation.title)
        alarm.add("trigger", timedelta(hours=-16))  # eight in the morning of the day before
        event.add_component(alarm)
        calendar.add_component(event)
    return calendar.to_ical()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
