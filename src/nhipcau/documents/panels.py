"""What other apps show on the page of a document, without the register knowing them.

>>> panels.register("duties", "obligations/_of_document.html", duties_of)   # duties_of(actor, document) -> context
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from nhipcau.documents.models import Document
from nhipcau.organisations.access import Actor


@dataclass(frozen=True)
class Panel:
    """A part of the page: its template, and what gives its context."""

    name: str
    template: str
    context: Callable[[Actor, Document], Mapping[str, object]]


_PANELS: dict[str, Panel] = {}


def register(name: str, template: str, context: Callable[[Actor, Document], Mapping[str, object]]) -> None:
    """Add a panel to the page of a document, below the head; the same name again replaces the earlier panel."""
    _PANELS[name] = Panel(name, template, context)


def rendered(request: HttpRequest, document: Document) -> tuple[SafeString, ...]:
    """Return the panels of a document for `request.actor`, in the order of their registration."""
    return tuple(
        render_to_string(
            panel.template, {**panel.context(request.actor, document), "document": document}, request=request
        )
        for panel in _PANELS.values()
    )
