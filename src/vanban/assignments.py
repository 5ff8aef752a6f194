"""The duties that a document lays on bodies, in the order of the text.

Rules: a sentence or clause that bids somebody do something: an imperative under a heading, `đề nghị`, `giao`, `yêu
cầu`,
`cần`, `phải`, or a statement in a list of tasks. Results, shortcomings, grounds, aims, footnotes and what the issuer
does by
the document itself lay no duty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from vanban.anchors import Opened
from vanban.bidding import Mode
from vanban.clauses import Part, cut_unit
from vanban.deadlines import NO_TERM, Term, read_term
from vanban.delivery import coordinators, deliver_to, help_end, via
from vanban.governing import (
    TASK_TYPES,
    Context,
    Owners,
    announces_list,
    is_heading,
    is_lead_in,
    open_heading,
    open_lead_in,
    open_run_in,
)
from vanban.kinds import kind_of
from vanban.model import Assignment, Confidence, DutyKind, Level, OwnerSource
from vanban.outline import Outline, Paragraph
from vanban.owners import find_bid, skip_connectors, subject_at
from vanban.sureness import weighed
from vanban.tales import tales

_SHORTCOMING = re.compile(
    r"(?:chưa|không)\s+(?:thực\s+hiện|chấp\s+hành|bảo\s+đảm|đảm\s+bảo)\s+(?:nghiêm\s+túc\s+"
    r"|đầy\s+đủ\s+|tốt\s+|nghiêm\s+|đúng\s+|kịp\s+thời\s+)*(?P<rule>(?:chế\s+độ"
    r"|quy\s+định|quy\s+chế)\s[^;.()]{3,80}\([^()]{4,90}\))",
    re.IGNORECASE,
)
_BRACKETED_BID = Opened(r"\((?P<bid>(?:giao|đề\s+nghị|yêu\s+cầu)\s[^()]{6,200})\)", "(", flags=re.IGNORECASE)
#: A line that says of the duty above it who does it and by when, as plans print them.
_ATTRIBUTE = re.compile(
    r"\W*(?:(?P<who>(?:cơ\s+quan|đơn\s+vị)(?:,\s*(?:cơ\s+quan|đơn\s+vị|địa\s+phương))?\s+(?:chủ\s+trì"
    r"|thực\s+hiện|chủ\s+trì\s+thực\s+hiện|chịu\s+trách\s+nhiệm))"
    r"|(?P<help>(?:cơ\s+quan|đơn\s+vị)(?:,\s*đơn\s+vị)?\s+phối\s+hợp(?:\s+thực\s+hiện)?)"
    r"|(?P<time>thời\s+(?:gian|hạn)(?:\s+(?:thực\s+hiện|hoàn\s+thành|trình|báo\s+cáo))?)"
    r"|(?P<other>kinh\s+phí(?:\s+thực\s+hiện)?|sản\s+phẩm|nguồn\s+lực|địa\s+điểm"
    r"|đối\s+tượng|kết\s+quả(?:\s+đạt\s+được)?))\s*:\s*",
    re.IGNORECASE,
)


_TERMS = Opened(r"(?:trước|chậm nhất)[^.;]{0,12}ngày\s+\d", "trước", "chậm")
_YEAR = re.compile(r"(?:19|20)\d\d")  # a day printed without its year is only likely


_REACH = 100_000  # characters in which a list is looked for once more: each list looks, so it must not be all of them


def read_assignments(outline: Outline, doc_type: str | None, issued: date | None) -> tuple[Assignment, ...]:
    """Return the duties of the text. `issued` gives the year to a day printed without one."""
    parts = outline.paragraphs
    is_task_type = doc_type in TASK_TYPES or doc_type is None
    context = Context(issued, is_task_type, "\n".join(part.text for part in parts)[:_REACH])
    found: list[Assignment] = []
    told = tales(parts)
    for index, (part, below) in enumerate(zip(parts, [*parts[1:], None], strict=False)):
        if part.text.strip() and index not in told:
            _read_unit(context, part, below, found)
    return tuple(weighed(duty) for duty in found)


def _read_unit(context: Context, part: Paragraph, below: Paragraph | None, found: list[Assignment]) -> None:
    if _read_attribute(context, part, found):
        return
    if part.level is not Level.PARAGRAPH:
        context.close(part.depth)
    elif part.is_last_point:
        context.headings.clear()
        context.lead = Owners() if context.led else context.lead
    if is_heading(part, below):
        open_heading(context, part)
        return
    start = 0
    if not is_lead_in(part, below):
        start = open_run_in(context, part)
        if part.level is not Level.PARAGRAPH and not context.headings and context.is_task_type:
            context.tasks = True
        if not announces_list(part, below):
            _read_content(context, part, start, found)
            return
    start, end = open_lead_in(context, part, start)
    if end:
        is_told = bool(context.headings) and context.mode() is Mode.TALE
        mode = Mode.TALE if is_told else Mode.TASKS
        _add(context, part, cut_unit(part.prose.upto(end), start, context.issued, mode), found)


def _read_content(context: Context, part: Paragraph, start: int, found: list[Assignment]) -> None:
    mode = context.mode()
    if mode >= Mode.TASKS:
        _read_rule_in_force(context, part, start, found)
    entries = cut_unit(part.prose, start, context.issued, mode)
    bracketed = None if entries or mode >= Mode.TASKS else _BRACKETED_BID.search(part.text)
    if bracketed:
        inside = part.prose.upto(bracketed.end("bid"))
        entries = cut_unit(inside, bracketed.start("bid"), context.issued, Mode.TASKS)
    _add(context, part, entries, found)


def _read_attribute(context: Context, part: Paragraph, found: list[Assignment]) -> bool:
    """Read a line `Cơ quan thực hiện: ...` or `Thời gian: ...` into the duty above it; whether it was one."""
    said = _ATTRIBUTE.match(part.text) if found and ":" in part.text else None
    if said is None or context.mode() < Mode.TASKS:
        return False
    first = len(found) - 1
    while first > 0 and found[first - 1].clause == found[-1].clause != "0":
        first -= 1  # the duties of one unit have their line in common
    for index in range(first, len(found)):
        found[index] = _with_attribute(context, part, said, found[index])
    return True


def _with_attribute(context: Context, part: Paragraph, said: re.Match[str], last: Assignment) -> Assignment:
    """Give a duty what the line below its unit says of it."""
    start, end = said.end(), len(part.text.rstrip(" .;"))
    if said["who"]:
        subject = subject_at(part.text, start, end)
        bodies = context.cut(part, start, subject.end if subject else end)
        helpers = coordinators(part.prose, start, end)
        if last.owner_source is not OwnerSource.CLAUSE and bodies:
            last = replace(last, owners=bodies, owner_source=OwnerSource.TABLE, why="owners from the line below")
        last = replace(last, coordinators=last.coordinators or helpers)
    elif said["help"]:
        last = replace(last, coordinators=last.coordinators or context.cut(part, start, end))
    elif said["time"]:
        last = _with_term(last, read_term(part.prose, said.start("time"), end, context.issued))
    return last


def _with_term(duty: Assignment, term: Term) -> Assignment:
    if not term.is_printed or duty.deadline is not None:
        return duty
    kind = DutyKind.ACTION if duty.kind is DutyKind.STANDING and (term.due or term.recurrence) else duty.kind
    return replace(
        duty,
        due=term.due,
        due_kind=term.kind if term.due else None,
        recurrence=term.recurrence,
        deadline=term.deadline,
        kind=kind,
    )


def _read_rule_in_force(context: Context, part: Paragraph, start: int, found: list[Assignment]) -> None:
    """Read a shortcoming that names a rule in force with its own printed term: the rule is a duty still."""
    text = part.text
    shortcoming = _SHORTCOMING.search(text, start) if "(" in text and ("chưa" in text or "không" in text) else None
    if shortcoming is None or find_bid(text, shortcoming.end(), len(text)) is None:
        return
    first, last = shortcoming.span("rule")
    term = read_term(part.prose, first, last, context.issued)
    if not term.is_printed:
        return
    owners = context.owners()
    found.append(
        Assignment(
            clause=part.clause,
            text=_tidy(text[first:last]),
            span=part.prose.span(first, last),
            owners=owners.bodies,
            owner_source=owners.source,
            coordinators=(),
            due=term.due,
            due_kind=term.kind,
            recurrence=term.recurrence,
            deadline=term.deadline,
            deliver_to=None,
            via=None,
            kind=DutyKind.REPORT if "báo cáo" in text[first:last] else DutyKind.ACTION,
            as_of=term.as_of,
            confidence=Confidence.LIKELY,
            why="a rule in force, not kept so far",
        )
    )


def _add(context: Context, part: Paragraph, entries: Sequence[list[Part]], found: list[Assignment]) -> None:
    owners = context.owners()
    for entry in entries:
        subject = next((piece.subject for piece in entry if piece.subject), None)
        if subject:
            owners = Owners(context.cut(part, subject.start, subject.end), OwnerSource.CLAUSE)
        found.append(_assignment(part, entry, owners))
        if subject:
            owners = Owners(owners.bodies, OwnerSource.SENTENCE)


def _assignment(part: Paragraph, entry: Sequence[Part], owners: Owners) -> Assignment:
    text = part.text
    start, end = entry[0].start, entry[-1].end
    while start < end and text[start] in ' ,;:-–“"(':
        if text[start] in '“"(':
            break
        start += 1
    printed = text[start:end].rstrip(" ;:,")
    end = start + len(printed)
    term = _term_of(entry)
    verb_at = entry[0].subject.predicate if entry[0].subject else skip_connectors(text, start, end)
    report = any(piece.is_report for piece in entry)
    recipient = deliver_to(part.prose, start, end)
    helped = help_end(text, verb_at, end)
    kind = kind_of(
        text[:end], verb_at, report, term.is_printed and (term.due is not None or bool(term.recurrence)), helped
    )
    inferred = term.due is not None and term.deadline is not None and _YEAR.search(term.deadline.text) is None
    # Two terms in one entry, or a report that is only spoken of: a person must look.
    terms = sum(1 for _ in _TERMS.finditer(text, start, end))
    doubtful = terms > 1 or (kind is not DutyKind.REPORT and "báo cáo" in printed)
    sure = owners.source is not OwnerSource.NONE and bool(owners.bodies) and not inferred and not doubtful
    return Assignment(
        clause=part.clause,
        text=_tidy(printed),
        span=part.prose.span(start, end),
        owners=owners.bodies,
        owner_source=owners.source if owners.bodies else OwnerSource.NONE,
        coordinators=coordinators(part.prose, start, end),
        due=term.due,
        due_kind=term.kind if term.due else None,
        recurrence=term.recurrence,
        deadline=term.deadline,
        deliver_to=recipient,
        via=via(part.prose, start, end) if recipient or report else None,
        kind=kind,
        as_of=next((piece.term.as_of for piece in entry if piece.term.as_of), None),
        confidence=Confidence.SURE if sure else Confidence.LIKELY,
        why={OwnerSource.CLAUSE: "subject of the clause", OwnerSource.SENTENCE: "subject of the sentence before"}.get(
            owners.source, f"owners from the {owners.source.value}"
        ),
    )


def _term_of(entry: Sequence[Part]) -> Term:
    return next((piece.term for piece in entry if piece.term.is_printed), NO_TERM)


def _tidy(text: str) -> str:
    return " ".join(text.split()) if "  " in text else text.strip()
