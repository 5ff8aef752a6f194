"""List pages and the board against the bare Django page of the same rows: one query, a plain template, stock middleware.

Both are asked through Django's test client in one process: middleware, session, gate, templates, all of it.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from benchmarks import measure, world

ROWS = 50
STOCK_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TABLE = """<!doctype html><html><body><table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table></body></html>"""


def main() -> None:
    """Print the table and the lines."""
    world.ready()
    from django.test import Client, override_settings
    from django.urls import reverse

    from nhipcau import clock

    district = world.make(bodies=100, periods=8, figures=4)
    bare_settings = override_settings(ROOT_URLCONF=bare_urls(district), MIDDLEWARE=STOCK_MIDDLEWARE)
    ours, bare = Client(), Client()
    with clock.frozen(world.NOW):
        ours.force_login(district.officer, "django.contrib.auth.backends.ModelBackend")
        bare.force_login(district.officer, "django.contrib.auth.backends.ModelBackend")

        def ask(client: Client, path: str) -> None:
            answer = client.get(path)
            if answer.status_code != 200:
                raise SystemExit(f"{path}: {answer.status_code}")

        def ask_bare(path: str) -> None:
            with bare_settings:
                ask(bare, path)

        unit = Client()
        unit.force_login(district.unit_user, "django.contrib.auth.backends.ModelBackend")
        pages = [
            ("register-of-50", "the register, 50 documents", ours, reverse("documents:register"), "/register/"),
            ("work-list", "the work list of a body", unit, reverse("obligations:worklist"), "/work/"),
            ("board-100x8", "the board, 100 bodies × 8 periods", ours, reverse("reports:board", args=["do"]) + "?nhiem-vu=" + str(district.obligation.pk), "/board/"),
        ]  # fmt: skip
        rows = []
        for name, what, client, path, bare_path in pages:
            reference, page = measure.in_turns(partial(ask_bare, bare_path), partial(ask, client, path), rounds=21)
            rows.append(
                (
                    what,
                    measure.milliseconds(reference.median),
                    measure.milliseconds(page.median),
                    f"{page.median / reference.median:.1f}",
                )
            )
            measure.ratio(name, page.median, reference.median, at_most=3)
    measure.table(("page", "bare Django page of the same rows", "Nhịp Cầu", "ratio"), rows)


def bare_urls(district: world.District) -> object:
    """Return a module of three bare pages over the same rows."""
    import types

    from django.contrib.auth.decorators import login_required
    from django.http import HttpResponse
    from django.template import Context, Engine
    from django.urls import path

    from nhipcau.documents.models import Document
    from nhipcau.obligations.models import Occurrence

    template = Engine().from_string(TABLE)

    def page(query):  # type: ignore[no-untyped-def]
        return login_required(lambda request: HttpResponse(template.render(Context({"rows": query()}))), login_url="/")

    module = types.ModuleType("bare_urls")
    module.urlpatterns = [  # type: ignore[attr-defined]
        path("register/", page(lambda: list(
            Document.objects.filter(body=district.recipient.pk).order_by("-registered_at")
            .values_list("direction", "type", "number", "date", "issuer_text", "subject", "registered_at")[:ROWS]))),
        path("work/", page(lambda: list(
            Occurrence.objects.filter(body=district.bodies[0].pk, submission__versions=None).order_by("last_day")
            .values_list("obligation__title", "period_label", "last_day", "obligation__document__number")[:ROWS]))),
        path("board/", page(lambda: list(
            Occurrence.objects.filter(obligation=district.obligation.pk).order_by("body__spans__rank", "period_start")
            .values_list("body__spans__name", "period_label", "last_day", "submission__versions__filed_at")[:8 * ROWS]))),
    ]  # fmt: skip
    sys.modules["bare_urls"] = module
    return "bare_urls"


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    main()
