"""Terms: one fixed day, a day that comes back, a span counted from an event, the day of what is measured.

Rules: `trước ngày D` = before; `chậm nhất`, `đến hết` = by; `trong tháng, quý, năm` = within, its last day; `vào
ngày` = on.
Years in a purpose, a theme or a name (`thoát nghèo năm 2023`, `giai đoạn 2021-2025`) are no terms; the date of a cited
document is none. `định kỳ` with no period printed comes back in an unknown period; `thường xuyên` is no term.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from vanban.dates import date_pattern, found_date, last_of_month, make_date
from vanban.lines import Prose
from vanban.model import Deadline, DueKind, Every, Recurrence

_NUMBER_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WEEKDAYS = {"hai": 1, "ba": 2, "tư": 3, "năm": 4, "sáu": 5, "bảy": 6, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5, "7": 6}

#: Words that can hold a term. A clause without any of them is not looked at further.
_ANCHOR = re.compile(r"ngày|tháng|quý|Quý|năm|tuần|[Đđ]ịnh\s+kỳ|\d/20\d\d", re.IGNORECASE)

_HOUR = r"(?:(?P<hour>\d{1,2})\s?(?:giờ|h|:)\s?(?P<minute>\d{2})?\s?(?:phút)?,?\s*(?:ngày\s+)?)?"
_EDGE = (
    r"(?P<edge>trước(?:\s+thời\s+hạn|\s+hạn)?|(?:chậm|muộn)\s+nhất(?:\s+là)?(?:\s+(?:vào"
    r"|đến|trong|trước))?|không\s+muộn\s+hơn"
    r"|(?:không|chưa)\s+quá|hạn\s+(?:cuối|chót|gửi|báo\s+cáo)[^.;,]{0,20}?|(?:đến"
    r"|cho\s+đến)\s+hết|xong\s+(?:trong|vào)|trong|vào|đến|thời\s+hạn[^.;,\d]{0,20})"
)
_FIXED = re.compile(
    rf"\b{_EDGE}\s*:?\s+{_HOUR}(?:ngày\s+)?(?P<relative>cuối\s+|đầu\s+)?{date_pattern()}", re.IGNORECASE
)
_ON = re.compile(rf"(?:vào\s+)?(?:lúc\s+{_HOUR})?ngày\s+{date_pattern()}", re.IGNORECASE)
_DAY_MONTH = re.compile(
    rf"\b{_EDGE}\s*:?\s+{_HOUR}ngày\s+(?P<day>\d{{1,2}})\s?(?:/\s?|tháng\s+)(?P<month>\d{{1,2}})(?![\d/])"
    r"(?P<yearly>\s+(?:của\s+)?(?:hằng|hàng|mỗi|các)\s+năm)?",
    re.IGNORECASE,
)
_MONTH = re.compile(
    rf"\b{_EDGE}\s+(?:ngày\s+cuối\s+(?:cùng\s+)?(?:của\s+)?)?tháng\s+(?P<month>\d{{1,2}})\s?(?:/"
    rf"|[-.]|\s+năm\s+)\s?(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    rf"\b{_EDGE}\s+(?:cuối\s+)?quý\s+(?P<quarter>I{{1,3}}V?|IV|[1-4])\s?(?:/|-|,?\s+năm\s+)\s?(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?P<edge>trong|trước|đến\s+hết|(?:chậm|muộn)\s+nhất(?:\s+(?:trong|đến))?)\s+năm\s+(?P<year>20"
    r"\d\d)\b(?!\s*[-–])",
    re.IGNORECASE,
)
_HALF = re.compile(r"\btrong\s+(?:6|06|sáu)\s+tháng\s+(?P<half>đầu|cuối)\s+năm\s+(?P<year>20\d\d)", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:trong\s+(?:thời\s+(?:hạn|gian)|vòng)?\s*(?:không\s+quá\s+)?|chậm\s+nhất\s+(?:là\s+)?(?:sau"
    r"\s+)?|không\s+quá\s+|sau\s+)"
    r"(?P<count>\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|mười)\s*(?:\([^)]{1,20}\)\s*)?(?P<unit>ngày(?P<work"
    r"ing>\s+làm\s+việc)?|tháng|tuần|giờ)"
    r"(?P<from>,?\s+(?:kể\s+)?(?:từ|tính\s+từ|sau\s+khi|kể\s+từ)\s+(?:khi\s+|ngày\s+)?[^.;,:()]{2,90})?",
    re.IGNORECASE,
)
#: What in front of a day makes it a condition or a past fact, not a term.
_CONDITION = re.compile(
    r"(?:hiệu\s+lực|phát\s+sinh|thành\s+lập|ban\s+hành|được\s+cấp|đã\s+cấp|tồn\s+tại"
    r"|đã\s+xây\s+dựng|hoạt\s+động|ký\s+kết|ký|sinh|đưa\s+vào"
    r"|sử\s+dụng(?:\s+đất)?|vi\s+phạm|tuyển\s+dụng|xảy\s+ra|được\s+duyệt|phê\s+duyệt"
    r"|khởi\s+công|tiếp\s+nhận\s+hồ\s+sơ|từ)\s*$",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    rf"(?:tính|thống\s+kê|số\s+liệu|mốc\s+thời\s+gian|chốt\s+số\s+liệu|kết\s+quả)[^.;:]{{0,60}}?(?:đến"
    rf"|tại|vào|từ)\s+(?:hết\s+|thời\s+điểm\s+)?(?:ngày\s+)?{date_pattern()}",
    re.IGNORECASE,
)
_CLOSED = re.compile(rf"tính\s+đến\s+(?:hết\s+|thời\s+điểm\s+)?(?:ngày\s+)?{date_pattern()}", re.IGNORECASE)

_PERIODS = (
    (Every.TWO_YEARS, r"(?:hai|02|2)\s+năm(?:\s+(?:một|1|01)\s+lần)?"),
    (
        Every.HALF_YEAR,
        r"(?:6|06|sáu)\s+tháng(?!\s+(?:đầu|cuối)\s+năm\s+20)(?:\s+(?:đầu|cuối)\s+năm)?(?:\s+(?:một"
        r"|1|01)\s+lần)?|nửa\s+năm",
    ),
    (Every.NINE_MONTHS, r"(?:9|09|chín)\s+tháng"),
    (
        Every.QUARTER,
        r"(?:(?:hằng|hàng|mỗi|từng|theo)\s+)?quý(?!\s+(?:I|V|\d|báu|vị|hiếm|cơ|đại"
        r"|Ủy|ủy|đơn))|(?:3|03|ba)\s+tháng(?:\s+(?:một|1|01)\s+lần)?",
    ),
    (
        Every.MONTH,
        r"(?:(?:hằng|hàng|mỗi|từng|theo)\s+)tháng|tháng(?=\s*[,)(;.]|\s+và|\s+hoặc"
        r"|$)|(?:1|01|một)\s+tháng(?:\s+(?:một|1|01)\s+lần)?",
    ),
    (Every.WEEK, r"(?:(?:hằng|hàng|mỗi|từng|theo)\s+)?tuần(?!\s+(?:lễ|tra|hoàn))"),
    (Every.DAY, r"(?:hằng|hàng|mỗi)\s+ngày"),
    (
        Every.YEAR,
        r"(?:(?:hằng|hàng|mỗi|từng)\s+)năm|(?:1|01|một)\s+năm(?:\s+(?:một|1|01)\s+lần)?"
        r"|năm(?=\s*[,)(;.]|\s+(?:và|hoặc|báo|gửi|tổng|để|về)\b|$)",
    ),
)
_PERIOD = re.compile("|".join(f"(?P<p{index}>{pattern})" for index, (_, pattern) in enumerate(_PERIODS)), re.IGNORECASE)
_LIST_GAP = re.compile(r"\s*(?:,|và|hoặc|,\s*và|/|;|-)?\s*(?:báo\s+cáo\s+)?\s*")
_REGULAR = re.compile(r"\b(?:định\s+kỳ|thường\s+kỳ)\b[\s(,:]*(?:vào\s+)?(?:theo\s+)?", re.IGNORECASE)
_REGULAR_OF_A_NAME = re.compile(
    r"(?:hội\s+nghị|giao\s+ban|phiên\s+họp|họp|cuộc\s+họp|tiếp\s+công\s+dân|sinh\s+hoạt"
    r"|không|kiểm\s+kê|khám\s+sức\s+khỏe)\s*$",
    re.IGNORECASE,
)
_NAMED_PERIOD = re.compile(r"\s*(?:quý|tháng|năm|tuần)\s+(?:[IVX]+\b|\d)", re.IGNORECASE)
_ONCE = re.compile(
    r"(?:\b(?P<two>hai|02|2)\s+năm|(?P<half>6|06|sáu)\s+tháng|(?P<three>3|03"
    r"|ba)\s+tháng|(?:mỗi|một|01|1)\s+(?P<one>năm|quý|tháng|tuần))"
    r"\s*/?\s*(?:một|1|01)\s*lần",
    re.IGNORECASE,
)
_RECURRING_DAY = re.compile(
    r"\b(?:trước|chậm\s+nhất(?:\s+là)?(?:\s+(?:vào|đến|trong))?|vào|đến|từ)\s+(?:ngày\s+)?(?P<day>\d{1"
    r",2})\s+(?:(?:của\s+)?(?P<last>tháng\s+cuối\s+(?:của\s+)?(?:mỗi\s+)?quý)"
    r"|(?:của\s+)?tháng\s+cuối\s+(?P<lastof>kỳ)|(?:của\s+)?tháng\s+(?P<firstof>đầu)\s+(?:của\s+)?quý(?"
    r":\s+sau|\s+tiếp\s+theo)?|(?:của\s+)?(?:hằng|hàng|mỗi)\s+(?P<unit>tháng"
    r"|quý|năm)|(?:của\s+)?tháng(?!\s+\d))",
    re.IGNORECASE,
)
_WEEKLY = re.compile(
    rf"\b(?:trước|chậm\s+nhất|vào)\s+{_HOUR}(?:(?:sáng|chiều)\s+)?(?:ngày\s+)?thứ\s+(?P<weekday>hai"
    rf"|ba|tư|năm|sáu|bảy|[2-7])\s+(?:(?:hằng|hàng|mỗi|trong)\s+)?tuần",
    re.IGNORECASE,
)
_EACH_YEAR_FIRST = re.compile(
    r"(?:^|[,;.(]\s*|\s)(?P<each>(?:hằng|hàng|mỗi)\s+(?P<unit>năm|quý|tháng|tuần)),", re.IGNORECASE
)
_EACH_AT_START = re.compile(
    r"^\W*(?:đồng\s+thời,\s*)?(?:hằng|hàng|mỗi)\s+(?P<unit>năm|quý|tháng|tuần)\b", re.IGNORECASE
)
_UNITS = {"năm": Every.YEAR, "quý": Every.QUARTER, "tháng": Every.MONTH, "tuần": Every.WEEK}
#: A year behind such a word says of which year the thing is, not by when the duty is done.
_OF_A_THING = re.compile(
    r"^(?!.*hoàn\s+thành).*\b(?:kế\s+hoạch|phương\s+án|dự\s+toán|nhiệm\s+vụ|chỉ\s+tiêu"
    r"|mục\s+tiêu|kết\s+quả|tình\s+hình|thoát\s+nghèo)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Term:
    """What a clause says of time: the fixed day, the recurring days, the whole printed term, the day of measuring."""

    due: date | None = None
    kind: DueKind | None = None
    recurrence: tuple[Recurrence, ...] = ()
    deadline: Deadline | None = None
    as_of: date | None = None
    start: int = -1

    @property
    def is_printed(self) -> bool:
        """Whether any term is printed, dated or not."""
        return self.deadline is not None or bool(self.recurrence)


NO_TERM = Term()


def read_term(prose: Prose, start: int, end: int, issued: date | None = None) -> Term:
    """Return the term printed in a stretch of prose. `issued` gives the year to a day printed without one."""
    text = prose.text[start:end]
    if _ANCHOR.search(text) is None:
        return NO_TERM
    as_of, text = _take_measured(text)
    recurrence, where = _recurrence(text)
    if recurrence:
        found = Deadline(
            text[where[0] : where[1]], prose.span(start + where[0], start + where[1]), recurrence=recurrence
        )
        return Term(recurrence=recurrence, deadline=found, as_of=as_of, start=where[0])
    fixed = _fixed(text, issued)
    if fixed:
        match, kind, day = fixed
        groups = match.groupdict()
        found = Deadline(
            match[0],
            prose.span(start + match.start(), start + match.end()),
            kind,
            day,
            hour=_hour(groups.get("hour")),
            minute=_minute(groups.get("minute")),
        )
        return Term(day, kind, (), found, as_of, match.start())
    counted = _COUNTED.search(text)
    if counted:
        return Term(deadline=_counted(prose, start, counted), as_of=as_of, start=counted.start())
    return Term(as_of=as_of)


def _hour(printed: str | None) -> int | None:
    return int(printed) if printed and int(printed) < 25 else None


def _minute(printed: str | None) -> int | None:
    return int(printed) if printed and int(printed) < 60 else None


def _take_measured(text: str) -> tuple[date | None, str]:
    """Return the day of what is measured, and the text with that place blotted out so that it is no term."""
    found = _CLOSED.search(text) or _MEASURED.search(text)
    if found is None:
        return None, text
    printed = found[0].lower()
    if re.search(r"\b(?:trước|chậm\s+nhất|gửi|báo\s+cáo\s+về|hoàn\s+thành)\b", printed):
        return None, text
    return found_date(found), text[: found.start()] + " " * len(found[0]) + text[found.end() :]


_DIGIT = re.compile(r"\d")


def _fixed(text: str, issued: date | None) -> tuple[re.Match[str], DueKind, date] | None:
    """Return the first fixed day of the text that is a term."""
    best: tuple[re.Match[str], DueKind, date] | None = None
    if _DIGIT.search(text) is None:
        return None
    folded = text.lower()
    for pattern, sign, day_of in (
        (_FIXED, "", lambda match: found_date(match)),
        (_DAY_MONTH, "ngày", lambda match: _this_year(match, issued)),
        (_MONTH, "tháng", _month_end),
        (_QUARTER, "quý", _quarter_end),
        (_HALF, "tháng", _half_end),
        (_YEAR, "năm", _year_end),
    ):
        if sign not in folded:
            continue
        for match in pattern.finditer(text):
            day = day_of(match)
            if pattern is _YEAR and _OF_A_THING.search(_clause_before(text, match.start())):
                continue
            if day is None or _CONDITION.search(text[: match.start()][-40:]):
                continue
            kind = _kind(match, text)
            if kind is None:
                continue
            if best is None or match.start() < best[0].start():
                best = (match, kind, day)
            break
    return best


def _clause_before(text: str, position: int) -> str:
    """Return what stands before the position in its comma clause."""
    return text[max(text.rfind(mark, 0, position) for mark in ",;.:") + 1 : position]


def _kind(match: re.Match[str], text: str) -> DueKind | None:
    edge = (match.groupdict().get("edge") or "trong").lower()
    edge = " ".join(edge.split())
    if "trước" in edge:
        return DueKind.BEFORE
    if edge.startswith(("chậm", "muộn", "không", "hạn", "chưa", "thời")):
        return DueKind.BY
    if edge.startswith(("đến hết", "cho đến hết")):
        return DueKind.BY
    if edge.startswith("xong"):
        return DueKind.WITHIN
    if edge == "trong":
        return DueKind.WITHIN
    before = text[: match.start()][-60:].lower()
    if edge == "đến":
        if "từ ngày" in text[: match.start()].lower()[-40:] or not re.search(
            r"(?:hoàn thành|xong|gửi|hạn)[^.;]*$", before
        ):
            return None
        return DueKind.BY
    return DueKind.ON


def _this_year(match: re.Match[str], issued: date | None) -> date | None:
    if issued is None or match["yearly"]:
        return None
    day = make_date(issued.year, match["month"], match["day"])
    if day is not None and day < issued:
        return make_date(issued.year + 1, match["month"], match["day"])
    return day


def _month_end(match: re.Match[str]) -> date | None:
    if match["edge"].lower().startswith("trước"):
        return make_date(match["year"], match["month"], 1)
    return last_of_month(int(match["year"]), int(match["month"]))


def _quarter_end(match: re.Match[str]) -> date | None:
    quarter = _ROMAN.get(match["quarter"].lower())
    if quarter is None:
        return None
    if match["edge"].lower().startswith("trước"):
        return make_date(match["year"], 3 * quarter - 2, 1)
    return last_of_month(int(match["year"]), 3 * quarter)


def _half_end(match: re.Match[str]) -> date | None:
    return last_of_month(int(match["year"]), 6 if match["half"].lower() == "đầu" else 12)


def _year_end(match: re.Match[str]) -> date | None:
    if match["edge"].lower() == "trước":
        return make_date(match["year"], 1, 1)
    return make_date(match["year"], 12, 31)


def _counted(prose: Prose, start: int, match: re.Match[str]) -> Deadline:
    printed = match["count"].lower()
    count = int(printed) if printed.isdigit() else _NUMBER_WORDS.get(printed, 0)
    unit = match["unit"].lower()
    origin = match["from"]
    return Deadline(
        match[0],
        prose.span(start + match.start(), start + match.end()),
        DueKind.WITHIN,
        days=count * 7 if unit.startswith("tuần") else count if unit.startswith("ngày") else None,
        months=count if unit.startswith("tháng") else None,
        hour=count if unit.startswith("giờ") else None,
        is_working_days=match["working"] is not None,
        counted_from=origin.strip(" ,") if origin else None,
    )


def _recurrence(text: str) -> tuple[tuple[Recurrence, ...], tuple[int, int]]:
    """Return the periods after which the duty comes back, and where they are printed."""
    nothing: tuple[tuple[Recurrence, ...], tuple[int, int]] = ((), (0, 0))
    weekly = _WEEKLY.search(text)
    if weekly:
        return (Recurrence(Every.WEEK, weekday=_WEEKDAYS[weekly["weekday"].lower()]),), weekly.span()
    yearly = _DAY_MONTH.search(text)
    if yearly and yearly["yearly"]:
        return (Recurrence(Every.YEAR, int(yearly["day"]), int(yearly["month"])),), yearly.span()
    for regular in _REGULAR.finditer(text):
        before = text[: regular.start()]
        if _NAMED_PERIOD.match(text, regular.start() + len("định kỳ")) or _REGULAR_OF_A_NAME.search(before[-24:]):
            continue
        periods, end = _periods(text, regular.end())
        if any(entry.before_day for entry in periods):
            return tuple(periods), (regular.start(), end)
        plain = [entry.every for entry in periods] or [None]
        return _with_day(text, plain), (regular.start(), end if periods else regular.end())
    once = _ONCE.search(text)
    if once:
        every = (
            Every.TWO_YEARS if once["two"] else Every.HALF_YEAR if once["half"] else Every.QUARTER if once["three"]
            else _UNITS[once["one"].lower()]
        )  # fmt: skip
        return (Recurrence(every),), once.span()
    recurring = _RECURRING_DAY.search(text)
    if recurring and (recurring["unit"] or "").lower() != "năm":
        return _with_day(text, _periods_of(recurring)), recurring.span()
    each = _EACH_AT_START.match(text) or _EACH_YEAR_FIRST.search(text)
    if each:
        return _with_day(text, [_UNITS[each["unit"].lower()]]), each.span()
    return nothing


#: The day of a period, in brackets behind it.
_DAY_OF_PERIOD = re.compile(
    r"\s*\(\s*(?:trước|chậm\s+nhất(?:\s+là)?)\s+ngày\s+(?P<day>\d{1,2})(?:\s*/\s*(?P<m1>\d{1,2})|\s+tháng\s+(?P<m2>\d{1,2}))?"
    r"(?P<last>\s+(?:của\s+)?tháng\s+cuối[^()]{0,12})?[^()]{0,24}\)",
    re.IGNORECASE,
)


def _periods(text: str, start: int) -> tuple[list[Recurrence], int]:
    """Return the periods listed from `start` on: `06 tháng, 01 năm`, each with the day printed behind it."""
    periods: list[Recurrence] = []
    position = start
    while found := _PERIOD.match(text, position):
        every = next(_PERIODS[index][0] for index in range(len(_PERIODS)) if found[f"p{index}"] is not None)
        end = found.end()
        day = _DAY_OF_PERIOD.match(text, end)
        entry = Recurrence(every)
        if day:
            month = day["m1"] or day["m2"]
            of = "last-month" if day["last"] else None
            entry = Recurrence(every, int(day["day"]), int(month) if month else None, of)
            end = day.end()
        if all(entry.every is not known.every for known in periods):
            periods.append(entry)
        gap = _LIST_GAP.match(text, end)
        position = gap.end() if gap else end
        if position == end:
            break
    return periods, position


def _periods_of(recurring: re.Match[str]) -> list[Every | None]:
    if recurring["last"] or recurring["firstof"]:
        return [Every.QUARTER]
    if recurring["lastof"]:
        return [None]
    unit = recurring["unit"]
    return [_UNITS[unit.lower()] if unit else Every.MONTH]


_BARE_DAY = re.compile(
    r"\b(?:trước|chậm\s+nhất)\s+ngày\s+(?P<day>[0-2]?\d|3[01])(?!\s*[/\d.-]\d" r"|\d|\s+tháng)", re.IGNORECASE
)


def _with_day(text: str, periods: list[Every | None]) -> tuple[Recurrence, ...]:
    """Return the periods, with the day of the month printed beside them."""
    day = _RECURRING_DAY.search(text)
    bare = _BARE_DAY.search(text)
    if day is None and bare and periods and periods[0] in (Every.MONTH, Every.QUARTER):
        return tuple(Recurrence(every, int(bare["day"])) for every in periods)
    if day is None or not 1 <= int(day["day"]) <= 31:
        return tuple(Recurrence(every) for every in periods)
    of = "last-month" if day["last"] or day["lastof"] else None
    if periods == [None]:
        periods = _periods_of(day)
    return tuple(Recurrence(every, int(day["day"]), None, of) for every in periods)
