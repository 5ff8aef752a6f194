"""The words of a mail: duties, days, addresses of pages; no figures and no persons (they are forwarded into chats)."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.reminders.models import Digest
from nhipcau.reminders.queries import Item, Message, messages


def letter(digest: Digest) -> tuple[str, str]:
    """Return subject and text of a digest's mail. Plain text: nothing in it is ever read as markup."""
    (message,) = messages([digest], on=digest.day)
    subject = ngettext(
        "[Nhịp Cầu] %(count)d việc cần chú ý, ngày %(day)s", "[Nhịp Cầu] %(count)d việc cần chú ý, ngày %(day)s",
        message.count,
    ) % {"count": message.count, "day": digest.day.strftime("%d/%m/%Y")}  # fmt: skip
    return subject, "\n".join(_lines(message)) + "\n"


def _lines(message: Message) -> Iterator[str]:
    yield _("Kính gửi đồng chí,")
    for heading, items in (
        (_("ĐÃ QUÁ HẠN"), message.late),
        (_("SẮP ĐẾN HẠN"), message.soon),
        (_("ĐƠN VỊ CHƯA GỬI"), message.below),
    ):
        if items:
            yield ""
            yield heading
            yield from (_line(item) for item in items)
    yield ""
    if settings.PUBLIC_ADDRESS:
        page = settings.PUBLIC_ADDRESS.rstrip("/") + reverse("reminders:reminders")
        yield _("Xem và xử lý tại: %(page)s") % {"page": page}
    yield _("Thư gửi tự động mỗi ngày một lần khi có việc đến hạn. Muốn thôi nhận qua thư, mở trang Lời nhắc.")


def _line(item: Item) -> str:
    place = _("điểm %(clause)s, %(number)s") % {"clause": item.clause, "number": item.number}
    words = _("- %(title)s, %(period)s (%(place)s): hạn %(day)s") % {
        "title": item.title, "period": item.period, "place": place if item.clause else item.number,
        "day": item.last_day.strftime("%d/%m/%Y"),
    }  # fmt: skip
    return f"{words}: {'; '.join(item.bodies)}" if item.bodies else words
