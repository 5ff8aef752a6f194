"""The board of a province and of the nation beside the bare Django page of as many cells."""

from __future__ import annotations

import sys
import types
from functools import partial
from typing import Any

from benchmarks import measure
from benchmarks.pages import STOCK_MIDDLEWARE, TABLE
from benchmarks.scale.nation import BOARD_PERIODS, Nation


def boards(nation: Nation, mark: str) -> dict[str, float]:
    """Measure both boards through the test client, and count their queries."""
    from django.db import connection
    from django.test import Client, override_settings
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    settings = override_settings(ROOT_URLCONF=_bare_urls(nation), MIDDLEWARE=STOCK_MIDDLEWARE)
    rows, found = [], {}
    for name, user, duty in (
        ("province", nation.officers[0], nation.duties[0]),
        ("nation", nation.officer, nation.duty),
    ):
        ours, bare = Client(), Client()
        for client in (ours, bare):
            client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        page = f"{reverse('reports:board', args=[nation.programme.code])}?nhiem-vu={duty.pk}"

        def ask(client: Client, path: str) -> None:
            answer = client.get(path)
            if answer.status_code != 200:
                raise SystemExit(f"{path}: {answer.status_code}")

        def ask_bare(client: Client, path: str) -> None:
            with settings:
                ask(client, path)

        reference, whole = measure.in_turns(
            partial(ask_bare, bare, f"/{name}/"), partial(ask, ours, page), rounds=11, warm_up=2
        )
        with CaptureQueriesContext(
            connection,
        ) as seen:
            ask(ours, page)
        rows.append((name, measure.milliseconds(reference.median), measure.milliseconds(whole.median), f"{whole.median / reference.median:.2f}", str(len(seen))))  # fmt: skip
        measure.ratio(f"scale-{mark}-board-{name}", whole.median, reference.median, at_most=3)
        found[name] = whole.median
    measure.table((f"board of {BOARD_PERIODS} periods", "bare Django page", "Nhịp Cầu", "ratio", "queries"), rows)
    return found


def _bare_urls(nation: Nation) -> str:
    from django.contrib.auth.decorators import login_required
    from django.http import HttpResponse
    from django.template import Context, Engine
    from django.urls import path

    from nhipcau.obligations.models import Occurrence

    template = Engine().from_string(TABLE)

    def page(duty: Any) -> Any:
        def shown(request: Any) -> HttpResponse:
            rows = list(
                Occurrence.objects.filter(obligation=duty.pk)
                .order_by("body__spans__rank", "period_start")
                .values_list("body__spans__name", "period_label", "last_day", "submission__versions__filed_at")
            )
            return HttpResponse(template.render(Context({"rows": rows})))

        return login_required(shown, login_url="/")

    module = types.ModuleType("bare_boards")
    module.urlpatterns = [  # type: ignore[attr-defined]
        path("province/", page(nation.duties[0])),
        path("nation/", page(nation.duty)),
    ]
    sys.modules["bare_boards"] = module
    return "bare_boards"
