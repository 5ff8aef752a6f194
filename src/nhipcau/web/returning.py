"""The way back: whoever was logged out while writing returns to the page on which he wrote, where his words wait."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _


def page_before(request: HttpRequest) -> str:
    """Return the address, without host, of our own page from which a request was sent; empty where there is none."""
    sent_from = request.headers.get("Referer", "")
    if not sent_from or not url_has_allowed_host_and_scheme(sent_from, {request.get_host()}):
        return ""
    parts = urlsplit(sent_from)
    if parts.path == reverse("web:login"):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def door_and_back(request: HttpRequest) -> str:
    """Return the address of the door that leads back to the page before."""
    page = page_before(request)
    return f"{reverse('web:login')}?{urlencode({'next': page})}" if page else reverse("web:login")


class ReturnToTheForm:
    """Sends a POST of an ended session to the door and back to its form: the deed's own address takes no GET."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; where the answer is the door, name the page before as the way back."""
        response = self.get_response(request)
        is_turned_away = response.status_code == 302 and urlsplit(response["Location"]).path == reverse("web:login")
        if request.method != "POST" or not is_turned_away or request.user.is_authenticated or not page_before(request):
            return response
        response["Location"] = door_and_back(request)
        if not request.htmx:
            messages.warning(
                request,
                _("Phiên làm việc đã hết hạn nên chưa lưu. Đăng nhập lại để trở về đúng trang đang làm."),
            )
        return response
