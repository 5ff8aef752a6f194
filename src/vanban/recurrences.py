"""What comes back: periods, and the day within them.

Rules: one recurrence a period (`06 tháng, 01 năm` are two); `định kỳ` with no period printed comes back in an
unknown period;
`quý II/2023` behind `định kỳ` names one meeting and comes back never; `thường xuyên` is no period.
"""

from __future__ import annotations

import re

from vanban.anchors import Anchored, Ending, Opened, Words
from vanban.model import Every, Recurrence

HOUR = r"(?:(?P<hour>\d{1,2})\s?(?:giờ|h|:)\s?(?P<minute>\d{2})?\s?(?:phút|[’'′])?,?\s*(?:ngày\s+)?)?"
EDGE = (
    r"(?P<edge>trước(?:\s+thời\s+hạn|\s+hạn)?|(?:chậm|muộn)\s+nhất(?:\s+là)?(?:\s+(?:vào"
    r"|đến|trong|trước))?|không\s+muộn\s+hơn"
    r"|(?:không|chưa)\s+quá|hạn\s+(?:cuối|chót|gửi|báo\s+cáo)[^.;,]{0,20}?|(?:đến"
    r"|cho\s+đến)\s+hết|xong\s+(?:trong|vào)|trong|vào|đến|thời\s+hạn[^.;,\d]{0,20})"
)
#: The first words of an edge.
EDGE_WORDS = (
    "trước", "chậm", "muộn", "không", "chưa", "hạn", "đến", "cho", "xong", "trong", "vào", "thời",
)  # fmt: skip
DAY_MONTH = Opened(
    rf"\b{EDGE}\s*:?\s+{HOUR}ngày\s+(?P<day>\d{{1,2}})\s?(?:/\s?|tháng\s+)(?P<month>\d{{1,2}})(?![\d/])"
    r"(?P<yearly>\s+(?:của\s+)?(?:hằng|hàng|mỗi|các)\s+năm)?",
    *EDGE_WORDS,
    flags=re.IGNORECASE,
)
_EVERY_YEAR = re.compile(r"(?:hằng|hàng|mỗi|các)\s+năm")  # in small letters
_WEEKDAYS = {"hai": 1, "ba": 2, "tư": 3, "năm": 4, "sáu": 5, "bảy": 6, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5, "7": 6}
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
_REGULAR = Opened(
    r"\b(?:định\s+kỳ|thường\s+kỳ)\b[\s(,:]*(?:vào\s+)?(?:theo\s+)?", "định", "thường", flags=re.IGNORECASE
)
_REGULAR_OF_A_NAME = Ending(
    r"(?:hội\s+nghị|giao\s+ban|phiên\s+họp|họp|cuộc\s+họp|tiếp\s+công\s+dân|sinh\s+hoạt"
    r"|không|kiểm\s+kê|khám\s+sức\s+khỏe)\s*$",
    "nghị", "ban", "họp", "dân", "hoạt", "không", "kê", "khỏe",
)  # fmt: skip
_NAMED_PERIOD = re.compile(r"\s*(?:quý|tháng|năm|tuần)\s+(?:[IVX]+\b|\d)", re.IGNORECASE)
_ONCE = Anchored(
    r"(?:\b(?P<two>hai|02|2)\s+năm|(?P<half>6|06|sáu)\s+tháng|(?P<three>3|03"
    r"|ba)\s+tháng|(?:mỗi|một|01|1)\s+(?P<one>năm|quý|tháng|tuần))"
    r"\s*/?\s*(?:một|1|01)\s*lần",
    "lần",
    flags=re.IGNORECASE,
)
_RECURRING_DAY = Opened(
    r"\b(?:trước|chậm\s+nhất(?:\s+là)?(?:\s+(?:vào|đến|trong))?|vào|đến|từ)\s+(?:ngày\s+)?(?P<day>\d{1"
    r",2})\s+(?:(?:của\s+)?(?P<last>tháng\s+cuối\s+(?:của\s+)?(?:mỗi\s+)?quý)"
    r"|(?:của\s+)?tháng\s+cuối\s+(?P<lastof>kỳ)|(?:của\s+)?tháng\s+(?P<firstof>đầu)\s+(?:của\s+)?quý(?"
    r":\s+sau|\s+tiếp\s+theo)?|(?:của\s+)?(?:hằng|hàng|mỗi)\s+(?P<unit>tháng"
    r"|quý|năm)|(?:của\s+)?tháng(?!\s+\d))",
    "trước", "chậm", "vào", "đến", "từ",
    flags=re.IGNORECASE,
)  # fmt: skip
_WEEKLY = Opened(
    rf"\b(?:trước|chậm\s+nhất|vào)\s+{HOUR}(?:(?:sáng|chiều)\s+)?(?:ngày\s+)?thứ\s+(?P<weekday>hai"
    rf"|ba|tư|năm|sáu|bảy|[2-7])\s+(?:(?:hằng|hàng|mỗi|trong)\s+)?tuần",
    "trước", "chậm", "vào",
    flags=re.IGNORECASE,
)  # fmt: skip
#: `định kỳ thứ Sáu hằng tuần`: without an edge, the day itself.
_WEEKDAY = Opened(
    r"\bthứ\s+(?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])\s+(?:hằng|hàng|mỗi)\s+tuần",
    "thứ",
    flags=re.IGNORECASE,
)
_EACH_YEAR_FIRST = re.compile(
    r"(?:^|[,;.(]\s*|\s)(?P<each>(?:hằng|hàng|mỗi)\s+(?P<unit>năm|quý|tháng|tuần)),", re.IGNORECASE
)
#: Behind the verb that comes back: `Báo cáo hàng tháng về ...`; behind a noun (`kế hoạch hằng năm`) it is its name.
_EACH_DONE = re.compile(
    r"\b(?:báo\s+cáo|gửi|công\s+khai|công\s+bố|cập\s+nhật|tổng\s+hợp|rà\s+soát|giao\s+ban|thống\s+kê|đối\s+chiếu)\s+"
    r"(?P<each>(?:hằng|hàng)\s+(?P<unit>năm|quý|tháng|tuần))\b(?!\s+(?:của|đối|và))",
    re.IGNORECASE,
)
_EACH_AT_START = re.compile(
    r"^\W*(?:đồng\s+thời,\s*)?(?:hằng|hàng|mỗi)\s+(?P<unit>năm|quý|tháng|tuần)\b", re.IGNORECASE
)
_UNITS = {"năm": Every.YEAR, "quý": Every.QUARTER, "tháng": Every.MONTH, "tuần": Every.WEEK}


#: Without any of these words nothing comes back: looked for first, for most clauses have none.
_SIGNS = Words("kỳ", "hằng", "hàng", "mỗi", "lần", "cuối", "đầu", "tháng")

_EACH_SIGNS = Words("hằng", "hàng", "mỗi")


def find_recurrence(text: str) -> tuple[tuple[Recurrence, ...], tuple[int, int]]:
    """Return the periods after which the duty comes back, and where they are printed."""
    nothing: tuple[tuple[Recurrence, ...], tuple[int, int]] = ((), (0, 0))
    folded = text.lower()
    if not _SIGNS.stand_in(text) and "các năm" not in folded:
        return nothing
    weekly = _WEEKLY.search(text) if "thứ" in folded else None
    weekly = weekly or _WEEKDAY.search(text)
    if weekly:
        return (Recurrence(Every.WEEK, weekday=_WEEKDAYS[weekly["weekday"].lower()]),), weekly.span()
    yearly = DAY_MONTH.search(text) if _EVERY_YEAR.search(folded) and "ngày" in folded else None
    if yearly and yearly["yearly"]:
        return (Recurrence(Every.YEAR, int(yearly["day"]), int(yearly["month"])),), yearly.span()
    for regular in _REGULAR.finditer(text):
        before = text[max(0, regular.start() - 24) : regular.start()]
        if _NAMED_PERIOD.match(text, regular.start() + len("định kỳ")) or _REGULAR_OF_A_NAME.search(before):
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
    each = None
    if _EACH_SIGNS.stand_in(text):
        each = _EACH_AT_START.match(text) or _EACH_YEAR_FIRST.search(text) or _EACH_DONE.search(text)
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


_BARE_DAY = Opened(
    r"\b(?:trước|chậm\s+nhất)\s+ngày\s+(?P<day>[0-2]?\d|3[01])(?!\s*[/\d.-]\d" r"|\d|\s+tháng)",
    "trước", "chậm",
    flags=re.IGNORECASE,
)  # fmt: skip


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
