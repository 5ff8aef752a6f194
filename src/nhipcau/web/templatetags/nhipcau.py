"""Filters and small parts that every template has."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django import template

from nhipcau.numbers import show_number, show_ratio

register = template.Library()


@register.filter
def number(value: int | None) -> str:
    """Print a whole number as offices do; a missing one as a dash, never as 0."""
    return "—" if value is None else show_number(value)


@register.simple_tag
def ratio(part: int, whole: int) -> str:
    """Print `part` of `whole` in per cent."""
    return show_ratio(part, whole)


@register.filter
def day(value: date | None) -> str:
    """Print a day as 07/9/2023: the day always with two digits, January and February too (NĐ 30/2020, Phụ lục I)."""
    if value is None:
        return "—"
    return (
        f"{value.day:02d}/{value.month:02d}/{value.year}"
        if value.month < 3
        else f"{value.day:02d}/{value.month}/{value.year}"
    )


@register.simple_tag
def client_key() -> str:
    """Give a form its key: sent twice, it counts once."""
    return str(uuid4())


@register.filter
def item(mapping: dict[object, object], key: object) -> object:
    """Return the value of a mapping at a key that a template holds in a variable."""
    return mapping.get(key)
