"""Rules, periods and days in the words that officers use; texts that are copied into messages."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _

from nhipcau.obligations.models.obligations import Every, Window
from nhipcau.obligations.rules import DataWindow, LastDay, Period, RuleSpec, data_window, months_of

_ROMAN = ("I", "II", "III", "IV")
_TITLE_LENGTH = 110
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_HOW = {"before": "trước ngày", "by": "chậm nhất ngày", "within": "trong", "on": "ngày"}
_OPENING = re.compile(r"^(?:đề nghị|đồng thời|ngoài ra|trước mắt|trong đó)(?![^\s,:])[\s,:]+", re.IGNORECASE)


def day(value: date) -> str:
    """Return a day as 07/9/2023: days, and the months January and February, with two digits (NĐ 30/2020)."""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"{value.day:02d}/{month}/{value.year}"


def period_label(rule: RuleSpec, period: Period) -> str:
    """Return what a period is called: `Quý II/2023`, `06 tháng đầu năm 2023`, `Năm 2023`, `đợt tháng 7/2023`."""
    start = period.start
    match rule.every:
        case Every.MONTH:
            return _("Tháng %(month)d/%(year)d") % {"month": start.month, "year": start.year}
        case Every.QUARTER:
            return _("Quý %(quarter)s/%(year)d") % {"quarter": _ROMAN[(start.month - 1) // 3], "year": start.year}
        case Every.HALF_YEAR:
            half = _("06 tháng đầu năm %d") if start.month == 1 else _("06 tháng cuối năm %d")
            return half % start.year
        case Every.NINE_MONTHS:
            return _("09 tháng năm %d") % start.year
        case Every.YEAR:
            return _("Năm %d") % start.year
        case Every.TWO_YEARS:
            return _("Năm %(from)d–%(until)d") % {"from": start.year, "until": period.end.year}
        case Every.WEEK:
            year, week, _weekday = start.isocalendar()
            return _("Tuần %(week)d/%(year)d") % {"week": week, "year": year}
    told = rule.due or period.end
    return _("đợt tháng %(month)d/%(year)d") % {"month": told.month, "year": told.year}


def rule_words(rule: RuleSpec) -> str:
    """Return a due rule as a sentence part: `hằng quý, trước ngày 07 của tháng cuối quý`, with its window of data."""
    window = window_words(rule)
    return f"{_due_words(rule)}; {window}" if window else _due_words(rule)


def window_words(rule: RuleSpec) -> str:
    """Return from when to when figures run, in words; empty where the rule says nothing of it."""
    if rule.every == Every.ONCE:
        return window_days(DataWindow(rule.data_from, rule.data_to))
    if rule.window == Window.STATE:
        return _("số liệu từ ngày 15 tháng trước kỳ đến hết ngày 14 tháng cuối kỳ")
    if rule.window != Window.CUSTOM:
        return ""
    return _("số liệu từ ngày %(from_day)02d %(from_month)s đến hết ngày %(to_day)02d %(to_month)s") % {
        "from_day": rule.window_from_day, "from_month": _month_words(rule, rule.window_from_month or 0),
        "to_day": rule.window_to_day, "to_month": _month_words(rule, rule.window_to_month or 0),
    }  # fmt: skip


def window_days(window: DataWindow | None) -> str:
    """Return a window of data by its days: `số liệu từ 15/3/2023 đến hết 14/6/2023`; empty where there is none."""
    if window is None or not (window.start or window.end):
        return ""
    if window.start is None:
        return _("số liệu đến hết ngày %s") % day(window.end)
    if window.end is None:
        return _("số liệu từ ngày %s") % day(window.start)
    return _("số liệu từ ngày %(from)s đến hết ngày %(to)s") % {"from": day(window.start), "to": day(window.end)}


def _month_words(rule: RuleSpec, number: int) -> str:
    """Return how offices call the `number`-th month counted from the period's first."""
    length = months_of(rule.every)
    unit = {Every.MONTH: _("tháng báo cáo"), Every.QUARTER: _("quý"), Every.YEAR: _("năm")}.get(
        Every(rule.every), _("kỳ")
    )
    if rule.every == Every.YEAR and number > 0:
        return _("tháng %d") % number if number <= length else _("tháng %d năm sau") % (number - length)
    if number == 0:
        return _("tháng liền trước %s") % unit
    if number == length + 1:
        return _("tháng liền sau %s") % unit
    if number > length:
        return _("tháng thứ %(number)d sau %(unit)s") % {"number": number - length, "unit": unit}
    if length == 1:
        return _("của tháng báo cáo")
    if number in (1, length):
        return (_("tháng đầu %s") if number == 1 else _("tháng cuối %s")) % unit
    return _("tháng thứ %(number)d của %(unit)s") % {"number": number, "unit": unit}


def _due_words(rule: RuleSpec) -> str:
    how = _HOW.get(rule.due_kind, "trước ngày")
    if rule.every == Every.ONCE:
        if rule.working_days_after is not None:
            return _("một lần, trong %02d ngày làm việc sau ngày chốt số liệu") % rule.working_days_after
        if rule.due is None:
            return _("một lần, không ghi hạn")
        if rule.due_kind == "within":
            return _within(rule.due)
        return f"{how} {day(rule.due)}"
    every = Every(rule.every).label
    if rule.every == Every.UNSTATED:
        return _("định kỳ, văn bản chưa nêu kỳ")
    if rule.days_after_period is not None:
        return _("%(every)s, trong %(days)d ngày sau khi hết kỳ") % {"every": every, "days": rule.days_after_period}
    if rule.working_days_after is not None:
        return _("%(every)s, trong %(days)02d ngày làm việc sau ngày chốt số liệu") % {
            "every": every, "days": rule.working_days_after,
        }  # fmt: skip
    if rule.before_day is None:
        return _("%(every)s, chưa có ngày hạn") % {"every": every}
    if rule.every == Every.WEEK:
        return _("%(every)s, trước %(day)s") % {"every": every, "day": _WEEKDAYS[rule.before_day - 1]}
    if rule.month_of_period is not None:
        month = _month_words(rule, rule.month_of_period)
        return f"{every}, {how} {rule.before_day:02d} {month}"
    if rule.before_month and rule.every not in (Every.QUARTER, Every.MONTH):
        return _("%(every)s, %(how)s %(day)02d/%(month)d") % {
            "every": every, "how": how, "day": rule.before_day, "month": rule.before_month,
        }  # fmt: skip
    last = {Every.QUARTER: _(" của tháng cuối quý"), Every.MONTH: _(" hằng tháng")}
    where = last.get(Every(rule.every), _(" của tháng cuối kỳ"))
    return (
        f"{every}, {how} {rule.before_day:02d}{where}"
        if rule.every != Every.MONTH
        else (f"{how} {rule.before_day:02d}{where}")
    )


def last_day_reason(printed: date, due_kind: str, last: LastDay) -> str:
    """Return in one sentence how the last day follows from the printed one; it stands beside the day on the page."""
    return _reason(f"{_('in trong văn bản')}: {_HOW.get(due_kind, 'ngày')} {day(printed)}", printed, due_kind, last)


def due_reason(rule: RuleSpec, period: Period, printed: date, last: LastDay) -> str:
    """Return how the last day follows: from the printed day, or from the day where counting begins."""
    if rule.kind != "counted":
        return last_day_reason(printed, rule.due_kind, last)
    if rule.working_days_after is not None:
        window = data_window(rule, period)
        cut_off = window.end if window and window.end else period.end
        first = _("%(count)02d ngày làm việc sau ngày chốt số liệu %(from)s: ngày %(day)s") % {
            "count": rule.working_days_after, "from": day(cut_off), "day": day(printed),
        }  # fmt: skip
    else:
        first = _("%(count)d ngày sau khi hết kỳ %(from)s: ngày %(day)s") % {
            "count": rule.days_after_period or 0, "from": day(period.end), "day": day(printed),
        }  # fmt: skip
    return _reason(first, printed, "counted", last)


def _reason(first: str, printed: date, due_kind: str, last: LastDay) -> str:
    parts = [first]
    if due_kind == "within":
        parts = [_("in trong văn bản: %s") % _within(printed)]
    if due_kind == "before":
        parts.append(_("không kể ngày in (cách tính chặt của chương trình)") if last.is_strict else _("kể cả ngày in"))
    if last.grace_days:
        parts.append(_("gia hạn chung %d ngày") % last.grace_days)
    if last.moved_from:
        moved = _("%(day)s là %(why)s nên lùi")
        if last.day < last.moved_from:
            moved = _("%(day)s là %(why)s nên đưa về ngày làm việc liền trước")
        parts.append(moved % {"day": day(last.moved_from), "why": last.holiday})
    if last.at_work:
        parts.append(_("%(day)s là ngày làm việc (%(why)s)") % {"day": day(last.day), "why": last.at_work})
    return "; ".join([*parts, _("ngày cuối còn đúng hạn: %s") % day(last.day)])


def _within(last: date) -> str:
    if (last.month, last.day) == (12, 31):
        return _("trong tháng 12 hoặc trong năm %d, đến hết ngày 31/12") % last.year
    return _("trong tháng %(month)d/%(year)d") % {"month": last.month, "year": last.year}


def days_left(last: date | None, on: date) -> str:
    """Return how far a last day is from the day `on`: `còn 3 ngày`, `hôm nay`, `quá hạn 2 ngày`."""
    if last is None:
        return _("không ghi hạn")
    days = (last - on).days
    if days == 0:
        return _("hạn hôm nay")
    return _("còn %d ngày") % days if days > 0 else _("quá hạn %d ngày") % -days


_READING_REASONS = {
    "owners from the heading": "đơn vị lấy từ đầu mục",
    "owners from the lead-in": "đơn vị lấy từ câu mở đầu",
    "owners from the line below": "đơn vị lấy từ dòng dưới",
    "subject of the clause": "đơn vị là chủ ngữ của câu",
    "subject of the sentence before": "đơn vị là chủ ngữ của câu trước",
    "a rule in force, not kept so far": "quy định đang có hiệu lực mà văn bản nhắc là chưa thực hiện đúng",
}


def reading_reason(why: str) -> str:
    """Return in Vietnamese why the reader took a duty so; empty for a reason that has no words here."""
    return _READING_REASONS.get(why, "")


def short_title(text: str) -> str:
    """Return the beginning of a duty as its short name: cut at the first sentence or clause, at most 110 characters."""
    plain = _OPENING.sub("", " ".join(text.split()))
    first = re.split(r"(?<=[^\d])[.;](?:\s|$)| \(", plain, maxsplit=1)[0].strip(" ,;:.")
    if len(first) > _TITLE_LENGTH:
        first = first[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
    return first[:1].upper() + first[1:]


def reminder(*, document: str, clause: str, title: str, last: date | None) -> str:
    """Return the text that an officer pastes into a message: document, clause, day; no figures, no names."""
    head = _("Nhắc việc theo %(document)s") % {"document": document}
    head += _(", điểm %s:") % clause if clause and clause != "0" else ":"
    lines = [head, title]
    if last:
        lines.append(_("Hạn: %s.") % day(last))
    return "\n".join(lines)
