"""Where things stand in a workbook, and by which words; shared by writing and reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from nhipcau.reports.models import Field, FieldKind, IndicatorKind
from nhipcau.text import fold

KEY_COLUMN = 0  # hidden: by it a line is found again, also where somebody moved rows
VALUE, ESTIMATE, NOT_APPLICABLE = 3, 4, 5  # columns of the sheet of figures
TEXT_VALUE = 2  # column of the sheet of texts
KEY_ROW, HEAD_ROW, FIRST_ROW = 3, 4, 5  # of tables and of many bodies; counted from 0
LISTS = "_danhmuc"
MARK = "x"


def figures_sheet() -> str:
    """Return the name of the sheet of figures."""
    return _("Số liệu")


def texts_sheet() -> str:
    """Return the name of the sheet of texts."""
    return _("Thuyết minh")


def table_sheet(place: int) -> str:
    """Return the name of the sheet of the table at this place (1 is the first)."""
    return _("Bảng %(n)d") % {"n": place}


def yes_no() -> dict[str, int]:
    """Return the answers to a question of yes or no, as typed."""
    return {_("có"): 1, _("không"): 0}


def tables_in(fields: Iterable[Field]) -> list[tuple[str, Field]]:
    """Return the tables of a form with the names of their sheets."""
    tables = [field for field in fields if field.kind == FieldKind.TABLE]
    return [(table_sheet(place), field) for place, field in enumerate(tables, 1)]


def parts_of(field: Field) -> list[tuple[str, str]]:
    """Return code and label of the parts of a figure that can still be answered; none for a choice."""
    if field.by is None or field.indicator is None or field.indicator.kind == IndicatorKind.CHOICE:
        return []
    return [(option.code, option.label) for option in field.by.options.all() if not option.is_closed]


def choices_of(field_or_column) -> dict[str, str]:
    """Return label → code of what can be chosen in a field or a column."""
    options = getattr(field_or_column, "by", None) or getattr(field_or_column, "options", None)
    rows = options.options.all() if options else ()
    return unique((option.label, option.code) for option in rows if not option.is_closed)


def places_by_name(places: Mapping[UUID, str]) -> dict[str, UUID]:
    """Return name → locality; of two alike the second is told by a number."""
    return unique((name, key) for key, name in places.items())


def unique(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    """Return a mapping in which no label stands twice."""
    found: dict[str, object] = {}
    for label, value in pairs:
        label, again = " ".join(label.split()), 2
        told = label
        while told in found:
            told, again = f"{label} ({again})", again + 1
        found[told] = value
    return found


def finder(choices: Mapping[str, object]) -> dict[str, object]:
    """Return the same mapping by folded label, without those that fold alike."""
    folded: dict[str, object] = {}
    twice = set()
    for label, value in choices.items():
        key = fold(label)
        twice |= {key} if key in folded else set()
        folded[key] = value
    return {key: value for key, value in folded.items() if key not in twice} | dict(choices)
