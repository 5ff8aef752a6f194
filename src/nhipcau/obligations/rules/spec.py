"""What a due rule says, and what no rule can say. Periods, windows and days are made of it in the modules beside."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Protocol, Self

from nhipcau.obligations.models.obligations import Every, Window

_MONTHS = {
    Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.NINE_MONTHS: 9, Every.YEAR: 12, Every.TWO_YEARS: 24,
}  # fmt: skip
MOST_AFTER = 12  # months behind the period in which a day may still lie
MOST_WORKING_DAYS = 60
_NUMBERS = (
    "month_of_period", "working_days_after", "window_from_day", "window_from_month", "window_to_day", "window_to_month",
)  # fmt: skip


class NotARule(ValueError):
    """The rule cannot be; the message tells a person what to change."""


@dataclass(frozen=True)
class Period:
    """The days that a report covers, both included."""

    start: date
    end: date


@dataclass(frozen=True)
class DataWindow:
    """From which day to which day figures are taken, both included; None: not stated."""

    start: date | None
    end: date | None


class StoredRule(Protocol):
    """A rule as the table keeps it."""

    every: str
    due_on: date | None
    due_kind: str
    before_day: int | None
    before_month: int | None
    of_last_month: bool
    days_after_period: int | None
    month_of_period: int | None
    working_days_after: int | None
    window: str
    window_from_day: int | None
    window_from_month: int | None
    window_to_day: int | None
    window_to_month: int | None
    data_from: date | None
    data_to: date | None


def months_of(every: str) -> int:
    """Return how many months a period of that kind has, 0 for a kind that is not counted in months."""
    return _MONTHS.get(Every(every), 0)


@dataclass(frozen=True)
class RuleSpec:
    """A due rule as printed or set: one day (`due`), or a day within or after each period.

    `before_day` is a day of the month (for `week` a weekday, 1 = Monday). It lies in the `month_of_period`-th month,
    counted from the period's first (beyond the period's length: after it), else in `before_month` of the year, else in
    the period's last month. `days_after_period` counts days behind the period, `working_days_after` working days
    behind the cut-off: the end of the data window, which is the period's where none is set. `window` is the Decree's
    (15th to 14th) or custom: days of months counted as above, 0 being the month before the period; a duty asked once
    has two days instead. `due_kind` is how the paper words it: before, by, within, on, or empty.
    """

    every: str = Every.ONCE
    due: date | None = None
    due_kind: str = ""
    before_day: int | None = None
    before_month: int | None = None
    of_last_month: bool = False
    days_after_period: int | None = None
    month_of_period: int | None = None
    working_days_after: int | None = None
    window: str = Window.WHOLE
    window_from_day: int | None = None
    window_from_month: int | None = None
    window_to_day: int | None = None
    window_to_month: int | None = None
    data_from: date | None = None
    data_to: date | None = None

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Self:
        """Return the rule that `to_plain` made plain, or that a reading printed; raise NotARule where it cannot be."""
        try:
            every = Every(plain.get("every") or Every.UNSTATED)
        except ValueError:
            every = Every.UNSTATED  # a period of the reading that occurrences do not know, such as every day
        rule = cls(
            every=every,
            due=_day(plain.get("due")),
            due_kind=plain.get("due_kind") or "",
            before_day=plain.get("before_day") or (plain.get("weekday") if every == Every.WEEK else None),
            before_month=plain.get("before_month"),
            of_last_month=plain.get("of") == "last-month",
            days_after_period=plain.get("days_after_period"),
            window=plain.get("window") or Window.WHOLE,
            data_from=_day(plain.get("data_from")),
            data_to=_day(plain.get("data_to")),
            **{name: plain.get(name) for name in _NUMBERS},
        )
        rule.check()
        return rule

    @classmethod
    def stored(cls, row: StoredRule) -> Self:
        """Return the rule of a stored row."""
        return cls(due=row.due_on, **{name: getattr(row, name) for name in _NAMES if name != "due"})

    def columns(self) -> dict[str, Any]:
        """Return the values of the columns of a stored row; `stored` gives the same rule back."""
        return {"due_on" if name == "due" else name: getattr(self, name) for name in _NAMES}

    def to_plain(self) -> dict[str, Any]:
        """Return JSON values; `from_plain` gives the same rule back. What a rule does not have is mostly left out."""
        plain = {
            "every": str(self.every),
            "due": self.due.isoformat() if self.due else None,
            "due_kind": self.due_kind or None,
            "before_day": self.before_day,
            "before_month": self.before_month,
            "of": "last-month" if self.of_last_month else None,
            "days_after_period": self.days_after_period,
        }
        more = {
            "window": str(self.window) or None,
            "data_from": self.data_from.isoformat() if self.data_from else None,
            "data_to": self.data_to.isoformat() if self.data_to else None,
            **{name: getattr(self, name) for name in _NUMBERS},
        }
        return plain | {name: value for name, value in more.items() if value is not None}

    def check(self) -> None:
        """Raise NotARule where the parts contradict each other."""
        if self.every == Every.ONCE:
            self._check_once()
        else:
            self._check_day()
        self._check_window()

    def _check_once(self) -> None:
        in_period = (self.before_day, self.before_month, self.month_of_period, self.days_after_period)
        if any(value is not None for value in in_period):
            raise NotARule("Việc làm một lần chỉ có một ngày hạn. Hãy xóa ngày trong kỳ hoặc chọn kỳ báo cáo.")
        if self.working_days_after is not None and self.due:
            raise NotARule("Chỉ chọn một cách: ngày hạn, hoặc số ngày làm việc sau ngày chốt số liệu.")
        if self.working_days_after is not None and not self.data_to:
            raise NotARule("Hãy nhập ngày chốt số liệu (đến hết ngày) để đếm ngày làm việc từ đó.")
        self._check_working_days()

    def _check_day(self) -> None:
        if self.due:
            raise NotARule("Việc định kỳ không có một ngày hạn cố định. Hãy nhập ngày trong kỳ.")
        if self.before_day is not None and not 1 <= self.before_day <= (7 if self.every == Every.WEEK else 31):
            raise NotARule("Ngày trong kỳ phải từ 1 đến 31 (với hằng tuần: từ 1 là thứ Hai đến 7 là Chủ nhật).")
        if self.before_month is not None and not 1 <= self.before_month <= 12:
            raise NotARule("Tháng phải từ 1 đến 12.")
        if (self.before_month or self.month_of_period) and not self.before_day:
            raise NotARule("Đã chọn tháng thì hãy nhập cả ngày.")
        ways = (self.before_day, self.days_after_period, self.working_days_after)
        if sum(way is not None for way in ways) > 1:
            raise NotARule("Chỉ chọn một cách: ngày trong kỳ, số ngày sau khi hết kỳ, hoặc số ngày làm việc.")
        if self.days_after_period is not None and not 0 <= self.days_after_period <= 366:
            raise NotARule("Số ngày sau khi hết kỳ phải từ 0 đến 366.")
        self._check_working_days()
        self._check_month_of_period()

    def _check_working_days(self) -> None:
        if self.working_days_after is not None and not 1 <= self.working_days_after <= MOST_WORKING_DAYS:
            raise NotARule(f"Số ngày làm việc sau ngày chốt số liệu phải từ 1 đến {MOST_WORKING_DAYS}.")

    def _check_month_of_period(self) -> None:
        if self.month_of_period is None:
            return
        if self.before_month is not None:
            raise NotARule("Chỉ chọn một cách gọi tháng: tháng của năm, hoặc tháng thứ mấy tính từ đầu kỳ.")
        length = months_of(self.every)
        if not length:
            raise NotARule("Hằng tuần thì chỉ chọn thứ trong tuần, không chọn tháng.")
        if not 1 <= self.month_of_period <= length + MOST_AFTER:
            raise NotARule(
                f"Kỳ này có {length} tháng: tháng thứ phải từ 1 đến {length + MOST_AFTER} "
                f"({length + 1} là tháng liền sau kỳ)."
            )

    def _check_window(self) -> None:
        edges = (self.window_from_day, self.window_from_month, self.window_to_day, self.window_to_month)
        if self.every == Every.ONCE:
            if self.window or any(edge is not None for edge in edges):
                raise NotARule("Việc làm một lần thì nhập thẳng hai ngày: số liệu từ ngày, đến hết ngày.")
            if self.data_from and self.data_to and self.data_from > self.data_to:
                raise NotARule("Ngày bắt đầu lấy số liệu phải không sau ngày chốt số liệu.")
            return
        if self.data_from or self.data_to:
            raise NotARule("Việc định kỳ thì thời gian chốt số liệu tính theo từng kỳ, không phải hai ngày cố định.")
        if not self.window:
            if any(edge is not None for edge in edges):
                raise NotARule("Đã nhập ngày chốt số liệu thì hãy chọn cách chốt “theo văn bản”.")
            return
        length = months_of(self.every)
        if not length:
            raise NotARule("Hằng tuần hoặc chưa rõ kỳ thì không đặt thời gian chốt số liệu.")
        if self.window == Window.STATE:
            if length > 12:
                raise NotARule("Nghị định chỉ định ngày chốt đến kỳ một năm; hãy nhập từ ngày, đến ngày theo văn bản.")
            if any(edge is not None for edge in edges):
                raise NotARule("Chốt từ ngày 15 đến ngày 14 thì không nhập ngày khác.")
            return
        self._check_custom_window(length)

    def _check_custom_window(self, length: int) -> None:
        edges = (self.window_from_day, self.window_from_month, self.window_to_day, self.window_to_month)
        if any(edge is None for edge in edges):
            raise NotARule("Hãy nhập đủ: số liệu từ ngày nào, tháng thứ mấy, đến hết ngày nào, tháng thứ mấy của kỳ.")
        from_day, from_month, to_day, to_month = edges
        if not (1 <= from_day <= 31 and 1 <= to_day <= 31):
            raise NotARule("Ngày chốt số liệu phải từ 1 đến 31.")
        if not (0 <= from_month <= length and 1 <= to_month <= length + 1):
            raise NotARule(
                f"Kỳ này có {length} tháng: số liệu lấy từ tháng thứ 0 (tháng liền trước kỳ) "
                f"đến tháng thứ {length + 1}."
            )
        if (from_month, from_day) > (to_month, to_day):
            raise NotARule("Ngày bắt đầu lấy số liệu phải không sau ngày chốt số liệu.")

    @property
    def comes_back(self) -> bool:
        """Whether the duty is periodic."""
        return self.every != Every.ONCE

    @property
    def has_a_day(self) -> bool:
        """Whether a due day follows from the rule."""
        ways = (self.due, self.before_day, self.days_after_period, self.working_days_after)
        return any(way is not None for way in ways)

    @property
    def asks_a_day(self) -> bool:
        """Whether a person should still set the day: the paper names the period only, or not even that."""
        return self.comes_back and not self.has_a_day

    @property
    def kind(self) -> str:
        """How the due day is meant: as printed (before where nothing is printed), or `counted` from another day."""
        is_counted = self.days_after_period is not None or self.working_days_after is not None
        return "counted" if is_counted else self.due_kind or "before"

    def same_series(self, other: RuleSpec) -> bool:
        """Return whether both rules give the same periods and days (how a duty that restates another is found)."""
        plain = replace(self, due_kind="", of_last_month=False)
        return self.comes_back and plain == replace(other, due_kind="", of_last_month=False)


_NAMES = tuple(one.name for one in fields(RuleSpec))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
