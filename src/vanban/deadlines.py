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

from vanban.anchors import Anchored, Ending, Opened, Words, fold
from vanban.dates import date_pattern, found_date, last_of_month, make_date
from vanban.lines import Prose
from vanban.model import Deadline, DueKind, Recurrence
from vanban.recurrences import DAY_MONTH, EDGE, EDGE_WORDS, HOUR, find_recurrence

_NUMBER_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

#: Words that can hold a term. A clause without any of them is not looked at further.
_SIGNS = Words("ngày", "tháng", "quý", "năm", "tuần")
_RARE_SIGN = Anchored(r"định\s+kỳ|\d/20\d\d", "kỳ", "/20", flags=re.IGNORECASE)

_FIXED = Opened(
    rf"\b{EDGE}\s*:?\s+{HOUR}(?:ngày\s+)?(?P<relative>cuối\s+|đầu\s+)?{date_pattern()}",
    *EDGE_WORDS,
    flags=re.IGNORECASE,
)
_MONTH = Opened(
    rf"\b{EDGE}\s+(?:ngày\s+cuối\s+(?:cùng\s+)?(?:của\s+)?)?tháng\s+(?P<month>\d{{1,2}})\s?(?:/"
    rf"|[-.]|\s+năm\s+)\s?(?P<year>\d{{4}})",
    *EDGE_WORDS,
    flags=re.IGNORECASE,
)
#: `trong tháng 11, tháng 12 năm 2025`: the last month counts.
_MONTHS = Opened(
    rf"\b{EDGE}\s+(?:các\s+)?tháng\s+\d{{1,2}}(?:\s*(?:,|và)\s*(?:tháng\s+)?\d{{1,2}}){{0,10}}?\s*(?:,|và)\s*"
    rf"(?:tháng\s+)?(?P<month>\d{{1,2}})\s?(?:/|\s+năm\s+)\s?(?P<year>\d{{4}})",
    *EDGE_WORDS,
    flags=re.IGNORECASE,
)
_QUARTER = Opened(
    rf"\b{EDGE}\s+(?:cuối\s+)?quý\s+(?P<quarter>I{{1,3}}V?|IV|[1-4])\s?(?:/|-|,?\s+năm\s+)\s?(?P<year>\d{{4}})",
    *EDGE_WORDS,
    flags=re.IGNORECASE,
)
_YEAR = Opened(
    r"\b(?P<edge>trong|trước|đến\s+hết|(?:chậm|muộn)\s+nhất(?:\s+(?:trong|đến))?)\s+năm\s+(?P<year>20"
    r"\d\d)\b(?!\s*[-–])",
    "trong",
    "trước",
    "đến",
    "chậm",
    "muộn",
    flags=re.IGNORECASE,
)
_HALF = Opened(
    r"\btrong\s+(?:6|06|sáu)\s+tháng\s+(?P<half>đầu|cuối)\s+năm\s+(?P<year>20\d\d)", "trong", flags=re.IGNORECASE
)
_COUNTED = Opened(
    r"\b(?:trong\s+(?:thời\s+(?:hạn|gian)|vòng)?\s*(?:không\s+quá\s+)?|chậm\s+nhất\s+(?:là\s+)?(?:sau"
    r"\s+)?|không\s+quá\s+|sau\s+)"
    r"(?P<count>\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|mười)\s*(?:\([^)]{1,20}\)\s*)?(?P<unit>ngày(?P<work"
    r"ing>\s+làm\s+việc)?|tháng|tuần|giờ)"
    r"(?P<from>,?\s+(?:kể\s+)?(?:từ|tính\s+từ|sau\s+khi|kể\s+từ)\s+(?:khi\s+|ngày\s+)?[^.;,:()]{2,90})?",
    "trong",
    "chậm",
    "không",
    "sau",
    flags=re.IGNORECASE,
)
#: What stands behind the edge of each, in small letters: looked for first, for it is quickly seen to be missing.
_FULL_DATE = re.compile(
    r"\d(?:\s?[/.\-–]\s?\d{1,2}\s?[/.\-–]\s?\d{4}|\s{1,4}tháng\s{1,4}\d{1,2}\s{1,4}năm\s{1,4}\d{4})"
)
_CORE_DAY = re.compile(r"\d\s?(?:/|tháng)\s*\d{1,2}(?![\d/])")
_CORE_MONTH = re.compile(r"tháng\s+\d{1,2}\s?(?:[/.-]|\s+năm\s+)\s?\d{4}")
_CORE_MONTHS = re.compile(r"tháng\s+\d{1,2}\s*(?:,|và)")
_CORE_QUARTER = re.compile(r"quý\s+[iv1-4]+\s?(?:/|-|,?\s+năm\s+)\s?\d{4}")
_CORE_HALF = re.compile(r"tháng\s+(?:đầu|cuối)\s+năm\s+20\d\d")
_CORE_YEAR = re.compile(r"năm\s+20\d\d")
#: What in front of a day makes it a condition or a past fact, not a term.
_CONDITION = Ending(
    r"(?:hiệu\s+lực|phát\s+sinh|thành\s+lập|(?:đã|được|văn\s+bản|quy\s+định)\s+ban\s+hành|được\s+cấp|đã\s+cấp|tồn\s+tại"
    r"|đã\s+xây\s+dựng|hoạt\s+động|ký\s+kết|ký|sinh|đưa\s+vào"
    r"|sử\s+dụng(?:\s+đất)?|vi\s+phạm|tuyển\s+dụng|xảy\s+ra|được\s+duyệt|phê\s+duyệt"
    r"|khởi\s+công|tiếp\s+nhận\s+hồ\s+sơ|từ)\s*$",
    "lực", "sinh", "lập", "hành", "cấp", "tại", "dựng", "động", "kết", "ký", "vào", "dụng", "đất", "phạm", "ra",
    "duyệt", "công", "sơ", "từ",
)  # fmt: skip
_MEASURED = Opened(
    rf"(?:tính|thống\s+kê|số\s+liệu|mốc\s+thời\s+gian|chốt\s+số\s+liệu|kết\s+quả)[^.;:]{{0,60}}?(?:đến"
    rf"|tại|vào|từ)\s+(?:hết\s+|thời\s+điểm\s+)?(?:ngày\s+)?{date_pattern()}",
    "tính",
    "thống",
    "số",
    "mốc",
    "chốt",
    "kết",
    flags=re.IGNORECASE,
)
_CLOSED = Opened(rf"tính\s+đến\s+(?:hết\s+|thời\s+điểm\s+)?(?:ngày\s+)?{date_pattern()}", "tính", flags=re.IGNORECASE)

#: A year behind such a word says of which year the thing is, not by when the duty is done.
_OF_A_THING = re.compile(
    r"^(?!.*hoàn\s+thành).*\b(?:kế\s+hoạch|phương\s+án|dự\s+toán|nhiệm\s+vụ|chỉ\s+tiêu"
    r"|mục\s+tiêu|kết\s+quả|tình\s+hình|thoát\s+nghèo)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(slots=True)
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
    text = prose.text
    if not _SIGNS.stand_in(text, start, end) and _RARE_SIGN.search(text, start, end) is None:
        return NO_TERM
    text = text[start:end]
    as_of, text = _take_measured(text)
    recurrence, where = find_recurrence(text)
    if recurrence:
        found = Deadline(
            text[where[0] : where[1]], prose.span(start + where[0], start + where[1]), recurrence=recurrence
        )
        return Term(recurrence=recurrence, deadline=found, as_of=as_of, start=where[0])
    fixed = _fixed(text, issued)
    if fixed:
        match, kind, day = fixed
        if issued is not None and day < issued:
            return Term(as_of=as_of)  # `văn bản ban hành trước ngày ...`: what is past is no term
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
    year = _WHOLE_YEAR.search(text)
    if year is None:
        return None, text
    begin = max(0, year.start() - _REACH)
    found = _CLOSED.search(text, begin) or _MEASURED.search(text, begin)
    if found is None:
        return None, text
    printed = found[0].lower()
    if re.search(r"\b(?:trước|chậm\s+nhất|gửi|báo\s+cáo\s+về|hoàn\s+thành)\b", printed):
        return None, text
    return found_date(found), text[: found.start()] + " " * len(found[0]) + text[found.end() :]


_DIGIT = re.compile(r"\d")
#: Every date but one without its year has these.
_WHOLE_YEAR = re.compile(r"\d\d\d\d")
#: No term begins further before its first digits, no day of measuring further before its year.
_REACH = 200


_SPANS = (_MONTHS, _MONTH, _QUARTER, _HALF, _YEAR)
_EDGES = (DueKind.BEFORE, DueKind.BY)


#: A clause that begins with its time: `Quý I/2027, các đơn vị đánh giá ...`.
_OPENING = re.compile(
    r"\W*(?P<edge>)(?:quý\s+(?P<quarter>I{1,3}V?|IV|[1-4])|tháng\s+(?P<month>\d{1,2}))\s?(?:/|,?\s+năm\s+)\s?"
    r"(?P<year>20\d{2})\s*[,:]",
    re.IGNORECASE,
)


def _fixed(text: str, issued: date | None) -> tuple[re.Match[str], DueKind, date] | None:
    """Return the first fixed day of the text that is a term."""
    best: tuple[re.Match[str], DueKind, date] | None = None
    digit = _DIGIT.search(text)
    if digit is None:
        return None
    begin = max(0, digit.start() - _REACH)
    folded = fold(text)
    has_year = _WHOLE_YEAR.search(text) is not None
    opening = _OPENING.match(text)
    if opening and (day := (_quarter_end if opening["quarter"] else _month_end)(opening)):
        best = (opening, DueKind.WITHIN, day)
    for pattern, core, day_of in (
        (_FIXED, _FULL_DATE, lambda match: found_date(match)),
        (DAY_MONTH, _CORE_DAY, lambda match: _this_year(match, issued)),
        (_MONTHS, _CORE_MONTHS, _month_end),
        (_MONTH, _CORE_MONTH, _month_end),
        (_QUARTER, _CORE_QUARTER, _quarter_end),
        (_HALF, _CORE_HALF, _half_end),
        (_YEAR, _CORE_YEAR, _year_end),
    ):
        if not (has_year or pattern is DAY_MONTH) or core.search(folded) is None:
            continue
        for match in pattern.finditer(text, begin):
            day = day_of(match)
            if pattern is _YEAR and _OF_A_THING.search(_clause_before(text, match.start())):
                continue
            if day is None or _CONDITION.search(text[max(0, match.start() - 40) : match.start()]):
                continue
            kind = _kind(match, text)
            if kind is None:
                continue
            # Beside a day by which something is sent, a month or a quarter says when something else happens.
            if best is None or (match.start() < best[0].start() and not (pattern in _SPANS and best[1] in _EDGES)):
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
