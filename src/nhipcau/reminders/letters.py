"""The words of a mail: duties, days, addresses of pages; no figures and no persons (they are forwarded into chats)."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.reminders.models import Digest
from nhipcau.reminders.queries import messages


def letter(digest: Digest) -> tuple[str, str]:
    """Return subject and text of a digest's mail."""
    (message,) = messages([digest], on=digest.day)
    subject = ngettext(
        "[Nhịp Cầu] %(count)d việc cần chú ý, ngày %(day)s", "[Nhịp Cầu] %(count)d việc cần chú ý, ngày %(day)s",
        message.count,
    ) % {"count": message.count, "day": digest.day.strftime("%d/%m/%Y")}  # fmt: skip
    page = settings.PUBLIC_ADDRESS.rstrip("/") + reverse("reminders:reminders") if settings.PUBLIC_ADDRESS else ""
    text = render_to_string("reminders/mail.txt", {"message": message, "page": page, "hello": _("Kính gửi đồng chí")})
    return subject, text.strip() + "\n"
