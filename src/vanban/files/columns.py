"""Two columns made with tabs or blanks on one line, put one after the other: heads and feet typed without a table."""

from __future__ import annotations

import re

from vanban.files.rows import folded

GAP = re.compile(r"\t+[\t ]*|(?<=\S) {3,}(?=\S)|^ {8,}(?=\S)")
_MOTTO = re.compile(r"cong h[a-z]{2} xa h[a-z]{2} chu nghia|dang cong san viet nam|doan tncs ho chi minh")
_DATE = re.compile(r"\bngay\b.{0,12}\bthang\b.{0,12}\bnam\b")
# Folding every line of a long text would cost more than reading it.
_MAY_BE_RECIPIENTS = re.compile(r"\s*[Nn]\s*[ơoƠO]")
_RECIPIENTS = re.compile(r"noi nhan\b")
_SUBJECT = re.compile(r"(?:v ?v|ve viec|ve)\b")
_NUMBER = re.compile(r"so\b(?!.*\bngay\b)")
_ENDS = re.compile(r"(?:kinh (?:gui|trinh)|noi nhan)\b")
_RULE = re.compile(r"[-_–—=]{4,}")
_AHEAD = 15
_HEAD_LINES = 14


def unfolded(lines: list[str]) -> list[str]:
    """Give the lines of a text with its first head and its feet column by column; others stay as they are.

    Nothing changes where neither the motto nor the signature stands behind a gap (a tab, or three blanks and more).
    """
    if not any(GAP.search(line) for line in lines):
        return lines
    lines = _head(lines)
    at = 0
    while at < len(lines):
        if _MAY_BE_RECIPIENTS.match(lines[at]) and _RECIPIENTS.match(folded(lines[at])):
            foot, end = _foot(lines, at)
            lines = lines[:at] + foot + lines[end:]
            at += len(foot)
        at += 1
    return lines


def _sides(line: str) -> tuple[str, str]:
    """Part a line at its first gap; a line that begins with one and has no other stands wholly at the right."""
    parts = [_RULE.sub("", part).strip() for part in GAP.split(line)]
    if len(parts) > 2 and not parts[0]:
        del parts[0]
    left, right = parts[0], " ".join(filter(None, parts[1:]))
    # The number is the left column's wherever a tab puts it.
    return (right, "") if not left and _NUMBER.match(folded(right)) else (left, right)


def _head(lines: list[str]) -> list[str]:
    anchor = next((at for at, line in enumerate(lines[:_AHEAD]) if _MOTTO.search(folded(_sides(line)[1]))), None)
    if anchor is None:
        return lines
    left, right = [], []
    start = anchor
    # Issuer lines may stand above the motto.
    while start and lines[start - 1].strip().isupper() and not _sides(lines[start - 1])[1]:
        start -= 1
    at, dated, in_subject = start, False, False
    while at < len(lines) and at < anchor + _HEAD_LINES:
        west, east = _sides(lines[at])
        following = west or next((line.strip() for line in lines[at:] if line.strip()), "")
        goes_on = _SUBJECT.match(folded(following)) or (
            in_subject and len(following) < 60 and (following[:1].islower() or following[:1].isdigit())
        )
        if dated and ((not east and not goes_on) or _ENDS.match(folded(lines[at]))):
            break
        if not east and _DATE.search(folded(west)) and len(west) < 60:
            west, east = "", west
        if west:
            left.append(west)
            in_subject = in_subject or bool(_SUBJECT.match(folded(west)))
        if east:
            right.append(east)
        dated = dated or bool(_DATE.search(folded(east)))
        at += 1
    if not dated:
        # Without a date nobody knows where the head ends: only the rows with a gap are sure.
        at = max(index for index in range(start, at) if _sides(lines[index])[1]) + 1
        left = [west for west, _ in map(_sides, lines[start:at]) if west]
    return [*lines[:start], *left, "", *right, "", *lines[at:]]


def _foot(lines: list[str], start: int) -> tuple[list[str], int]:
    """Part the foot that begins at `start`; give its lines in order and where it ends."""
    left: list[str] = []
    right: list[str] = []
    at, blanks, gaps = start, 0, 0
    while at < len(lines) and blanks < 6:
        line = lines[at]
        west, east = _sides(line)
        blanks = 0 if line.strip() else blanks + 1
        if len(west) > 90 or (at > start and re.match(r"(?i)\s*(?:phụ lục|biểu mẫu|mẫu số)\b", line)):
            break
        gaps += bool(east)
        if west and not _is_signature(west, left):
            left.append(west)
        elif west:
            right.append(west)
        if east:
            right.append(east)
        at += 1
    if not gaps:
        return lines[start : start + 1], start + 1
    return [*left, "", *right, ""], at


def _is_signature(line: str, left: list[str]) -> bool:
    """Tell whether a line without a gap is the signature's: behind the list's last line, or set in capitals."""
    if re.match(r"\s*[-–+•]", line):
        return False
    closed = bool(left) and folded(left[-1]).startswith(("luu", "l u")) and left[-1].rstrip().endswith((".", ";"))
    return closed or (line.isupper() and len(line) > 3 and not _RECIPIENTS.match(folded(line)))
