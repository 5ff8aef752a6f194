"""How a report stands: three facts side by side, never one column. Pure: days in, an answer out.

Punctuality is that of the first filed version whose required fields were filled; forwarding, receiving and later
requests never change it, only a recorded “coi như chưa gửi” does (docs: foundations, "Obligation, occurrence,
submission"; the words of the badge are those of practice 13).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from nhipcau.obligations import wording


class Punctuality(StrEnum):
    """Whether the report came, and whether in time."""

    NOT_EXPECTED = "not-expected"
    NOT_DUE = "not-due"
    ON_TIME = "on-time"
    LATE = "late"
    MISSING = "missing"


class Handling(StrEnum):
    """Where the report is."""

    NOT_STARTED = "not-started"
    DRAFT = "draft"
    WAITING = "waiting"  # with the intermediary
    SENT = "sent"  # with the recipient, there being no intermediary
    FORWARDED = "forwarded"
    RECEIVED = "received"
    COMPLETION_ASKED = "completion-asked"
    CORRECTED = "corrected"  # received again after a request for completion or a new version


class Explained(StrEnum):
    """What was said about its being late."""

    NONE = "none"
    EXPLAINED = "explained"
    EXEMPTED = "exempted"


class State(StrEnum):
    """The one word of the badge."""

    NOT_EXPECTED = "not-expected"
    NOT_DUE = "not-due"
    ON_TIME = "on-time"
    LATE = "late"
    MISSING = "missing"
    ASKED = "asked"
    EXPLAINED = "explained"
    EXEMPT = "exempt"
    EXTENDED = "extended"  # stands beside another word, never alone
    CORRECTED_LATE = "corrected-late"  # likewise: what came on time was corrected behind the last day


@dataclass(frozen=True)
class VersionFacts:
    """What happened to one version; days are days in Hà Nội.

    `asked_on` is the day of the first request for completion; a newer version answers it by standing in its place.
    """

    number: int
    filed_on: date | None
    is_complete: bool = True
    voided_on: date | None = None
    forwarded_on: date | None = None
    received_on: date | None = None
    asked_on: date | None = None


@dataclass(frozen=True)
class ExtensionFacts:
    """More time by a decision: from `decided_on` on, `last_day` is the last one that is on time."""

    decided_on: date
    last_day: date


@dataclass(frozen=True)
class Facts:
    """What is known about one occurrence. `last_day` is the last one that is on time; None: no due day.

    `extensions` stand in the order in which they were decided; the last one known on the day counts.
    """

    last_day: date | None
    versions: tuple[VersionFacts, ...] = ()
    passes_through: bool = False  # an intermediary stands between the body and the recipient
    withdrawn_on: date | None = None
    explained_on: date | None = None
    exempted_on: date | None = None
    disowned_on: date | None = None  # the body answered “không thuộc trách nhiệm”
    extensions: tuple[ExtensionFacts, ...] = ()
    withdrawn_because: str = ""


@dataclass(frozen=True)
class Timeliness:
    """Punctuality with its days: days late, or days since the last day for what is missing; 0 otherwise."""

    punctuality: Punctuality
    days: int = 0
    filed_on: date | None = None


@dataclass(frozen=True)
class Badge:
    """What the board shows: the word of practice 13, and the facts that stand beside it; `also` are theirs."""

    state: State
    words: str
    beside: tuple[str, ...] = ()
    also: frozenset[State] = frozenset()

    @property
    def states(self) -> frozenset[State]:
        """Return every state that holds, for filters: that of the word, and those beside it."""
        return self.also | {self.state}

    @property
    def css(self) -> str:
        """Return the class of the badge; the word is always there too."""
        return _CSS[self.state]

    @property
    def text(self) -> str:
        """Return all words, for a cell of a spreadsheet."""
        return "; ".join((self.words, *self.beside))


_CSS = {
    State.NOT_EXPECTED: "notdue",
    State.NOT_DUE: "notdue",
    State.ON_TIME: "ontime",
    State.LATE: "late",
    State.MISSING: "missing",
    State.ASKED: "ask",
    State.EXPLAINED: "info",
    State.EXEMPT: "exempt",
    State.EXTENDED: "info",
    State.CORRECTED_LATE: "info",
}


def _known(day: date | None, on: date) -> bool:
    return day is not None and day <= on


def _counts(version: VersionFacts, on: date) -> bool:
    return version.is_complete and _known(version.filed_on, on) and not _known(version.voided_on, on)


def extension(facts: Facts, *, on: date) -> ExtensionFacts | None:
    """Return the extension that counts on the day `on`: the one decided last by then."""
    known = [each for each in facts.extensions if each.decided_on <= on]
    return known[-1] if known else None


def effective_last_day(facts: Facts, *, on: date) -> date | None:
    """Return the last day that is on time, as known on the day `on`: the extension's where there is one."""
    extended = extension(facts, on=on)
    return extended.last_day if extended else facts.last_day


def punctuality(facts: Facts, *, on: date) -> Timeliness:
    """Return whether the report came in time, as seen on the day `on`. The last day itself is on time."""
    if _known(facts.withdrawn_on, on):
        return Timeliness(Punctuality.NOT_EXPECTED)
    last_day = effective_last_day(facts, on=on)
    came = [version.filed_on for version in facts.versions if _counts(version, on) and version.filed_on]
    if came:
        first = min(came)
        if last_day is not None and first > last_day:
            return Timeliness(Punctuality.LATE, (first - last_day).days, first)
        return Timeliness(Punctuality.ON_TIME, 0, first)
    if last_day is not None and on > last_day:
        return Timeliness(Punctuality.MISSING, (on - last_day).days)
    return Timeliness(Punctuality.NOT_DUE)


def corrected_late(facts: Facts, *, on: date) -> bool:
    """Return whether what came on time was corrected or completed behind the last day. It stays on time."""
    last_day, timely = effective_last_day(facts, on=on), punctuality(facts, on=on)
    if timely.punctuality is not Punctuality.ON_TIME or last_day is None:
        return False
    first = min(v.number for v in facts.versions if _counts(v, on) and v.filed_on == timely.filed_on)
    later = (v for v in facts.versions if v.number > first and _known(v.filed_on, on) and not _known(v.voided_on, on))
    return any(version.filed_on is not None and version.filed_on > last_day for version in later)


def handling(facts: Facts, *, on: date) -> Handling:
    """Return where the report is on the day `on`: that of the newest version which was filed and not voided."""
    filed = [v for v in facts.versions if _known(v.filed_on, on) and not _known(v.voided_on, on)]
    if not filed:
        return Handling.DRAFT if any(v.filed_on is None for v in facts.versions) else Handling.NOT_STARTED
    newest = max(filed, key=lambda version: version.number)
    if _known(newest.asked_on, on):
        return Handling.COMPLETION_ASKED
    if _known(newest.received_on, on):
        return Handling.CORRECTED if len(filed) > 1 else Handling.RECEIVED
    if not facts.passes_through:
        return Handling.SENT
    return Handling.FORWARDED if _known(newest.forwarded_on, on) else Handling.WAITING


def explanation(facts: Facts, *, on: date) -> Explained:
    """Return what was said about lateness by the day `on`. An explanation never makes a late report timely."""
    if _known(facts.exempted_on, on):
        return Explained.EXEMPTED
    return Explained.EXPLAINED if _known(facts.explained_on, on) else Explained.NONE


def badge(facts: Facts, *, on: date) -> Badge:
    """Return the badge: exemption before a request for completion before an explanation before punctuality.

    The facts that the word hides stand beside it: late stays late, on time stays on time.
    """
    shown = _word(facts, on)
    beside, also = list(shown.beside), set(shown.also)
    if shown.state not in {State.NOT_EXPECTED, State.EXEMPT}:
        if corrected_late(facts, on=on):
            beside.append(_("bổ sung sau hạn"))
            also.add(State.CORRECTED_LATE)
        extended = extension(facts, on=on)
        if extended:
            beside.append(_("được gia hạn đến %s") % wording.day(extended.last_day))
            also.add(State.EXTENDED)
    return Badge(shown.state, shown.words, tuple(beside), frozenset(also))


def _word(facts: Facts, on: date) -> Badge:
    timely, where, said = punctuality(facts, on=on), handling(facts, on=on), explanation(facts, on=on)
    state, words = State(timely.punctuality.value), punctuality_words(timely)
    if timely.punctuality is Punctuality.NOT_EXPECTED:
        return Badge(state, words, (facts.withdrawn_because,) if facts.withdrawn_because else ())
    if said is Explained.EXEMPTED:
        return Badge(State.EXEMPT, _("được miễn"), (words,) if timely.filed_on else ())
    disowned = (_("báo không thuộc trách nhiệm"),) if _known(facts.disowned_on, on) and not timely.filed_on else ()
    late = timely.punctuality in {Punctuality.LATE, Punctuality.MISSING}
    if where is Handling.COMPLETION_ASKED:
        explained = late and said is Explained.EXPLAINED
        beside = (words, _("đã giải trình")) if explained else (words,)
        also = {state, State.EXPLAINED} if explained else {state}
        return Badge(State.ASKED, _("đề nghị bổ sung"), beside, frozenset(also))
    if late and said is Explained.EXPLAINED:
        return Badge(State.EXPLAINED, _("đã giải trình"), (words, *disowned), frozenset({state}))
    return Badge(state, words, disowned)


def punctuality_words(timely: Timeliness) -> str:
    """Return the words of practice 13 for a punctuality."""
    if timely.punctuality is Punctuality.LATE:
        return _("gửi chậm %(days)d ngày") % {"days": timely.days}
    return {
        Punctuality.NOT_EXPECTED: _("không phải báo cáo"),
        Punctuality.NOT_DUE: _("chưa đến hạn"),
        Punctuality.ON_TIME: _("đúng hạn"),
        Punctuality.MISSING: _("chưa gửi"),
    }[timely.punctuality]


def handling_words(where: Handling) -> str:
    """Return how the screen names where a report is."""
    return {
        Handling.NOT_STARTED: _("chưa lập"),
        Handling.DRAFT: _("đang soạn"),
        Handling.WAITING: _("chờ chuyển tiếp"),
        Handling.SENT: _("chờ tiếp nhận"),
        Handling.FORWARDED: _("đã chuyển tiếp, chờ tiếp nhận"),
        Handling.RECEIVED: _("đã tiếp nhận"),
        Handling.COMPLETION_ASKED: _("đang đề nghị bổ sung"),
        Handling.CORRECTED: _("đã tiếp nhận bản bổ sung"),
    }[where]


def state_words(state: State) -> str:
    """Return the name of a state, for filters."""
    return {
        State.NOT_EXPECTED: _("không phải báo cáo"),
        State.NOT_DUE: _("chưa đến hạn"),
        State.ON_TIME: _("đúng hạn"),
        State.LATE: _("gửi chậm"),
        State.MISSING: _("chưa gửi"),
        State.ASKED: _("đề nghị bổ sung"),
        State.EXPLAINED: _("đã giải trình"),
        State.EXEMPT: _("được miễn"),
        State.EXTENDED: _("được gia hạn"),
        State.CORRECTED_LATE: _("bổ sung sau hạn"),
    }[state]


@dataclass(frozen=True)
class FieldAnswer:
    """One field of a form with what was answered: `is_filled` means a number, “không áp dụng”, or some text."""

    is_required: bool
    is_filled: bool


def is_complete(answers: tuple[FieldAnswer, ...], *, is_free: bool, has_file: bool) -> bool:
    """Return whether all required fields are filled; on the free form a file stands for the text."""
    if is_free and has_file:
        return True
    return all(answer.is_filled for answer in answers if answer.is_required)
