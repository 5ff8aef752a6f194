"""What the pages on bodies, programmes, users and the trail need, as frozen rows, in a fixed number of queries."""

from nhipcau.organisations.queries.bodies import (
    BodyPage,
    BodyRow,
    bodies_below,
    body_page,
    find_bodies,
    path_to,
)
from nhipcau.organisations.queries.calendar import DayRow, days_of_year, work_calendar
from nhipcau.organisations.queries.programmes import LineRow, ProgrammePage, lines_of, programme_page
from nhipcau.organisations.queries.trail import TrailRow, event_words, trail_rows

__all__ = [
    "BodyPage", "BodyRow", "DayRow", "LineRow", "ProgrammePage", "TrailRow", "bodies_below", "body_page",
    "days_of_year", "event_words", "find_bodies", "lines_of", "path_to", "programme_page", "trail_rows",
    "work_calendar",
]  # fmt: skip
