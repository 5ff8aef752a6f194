"""Who may see and do what, said a second time: in plain Python over plain rows, from the law, not from the gate.

The law (8): a user sees what concerns a body in which he holds a post today: its own, addressed to it, passing through
it, followed by it, below it in the line of that programme, or published to all; a successor inherits its predecessor's
history. The database is asked for whole tables only; which row concerns whom is decided here, row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.apps import apps

Row = SimpleNamespace

TABLES = {
    "post": "organisations.Post", "token": "api.Token",
    "succession": "organisations.Succession", "line": "organisations.Line",
    "body_span": "organisations.OrganisationSpan",
    "document": "documents.Document", "party": "documents.Party", "document_file": "documents.DocumentFile",
    "upload": "documents.Upload", "upload_page": "documents.UploadPage", "draft": "drafting.Draft",
    "proposal": "obligations.Proposal", "obligation": "obligations.Obligation", "owner": "obligations.Owner",
    "follower": "obligations.Follower", "occurrence": "obligations.Occurrence",
    "answered_name": "obligations.AnsweredName", "share": "obligations.Share", "submission": "reports.Submission",
    "version": "reports.Version", "attachment": "reports.Attachment", "consolidation": "reports.Consolidation",
    "target": "reports.Target", "digest": "reminders.Digest",
}  # fmt: skip

# What each kind of post may do at all.
CLERK = {"register-document", "propose-duties", "forward-report"}
OFFICER = CLERK | {
    "share-duty", "answer-duty", "fill-report", "receive-report", "enter-for-others", "urge", "consolidate", "draft",
    "manage-programme",
}  # fmt: skip
DECISIONS_OF_THE_HEAD = {"confirm-duties", "sign-off", "decide-on-lateness"}
DECISIONS_OF_HIS_DELEGATE = {"confirm-duties", "sign-off"}
RIGHTS_OF = {
    "clerk": CLERK,
    "officer": OFFICER,
    "leader": OFFICER | DECISIONS_OF_THE_HEAD,
    "administrator": {"manage-organisations", "read-trail"},
}

# Whose business a deed is, by how his body stands to the thing.
BUSINESS_OF = {
    "register-document": "own",
    "propose-duties": "own issuer",  # the issuer of a directive, or the receiver its own (practice 3)
    "confirm-duties": "own issuer",
    "share-duty": "own",
    "answer-duty": "own",
    "fill-report": "own",
    "sign-off": "own",
    "forward-report": "through",  # "qua": forwarding is the intermediary's step (practice 9)
    "receive-report": "to",
    "enter-for-others": "to through",  # nhập hộ: the coordinator or the intermediary (practice 1)
    "urge": "to through follows issuer",  # practice 8
    "decide-on-lateness": "to",
    "consolidate": "to",
    "draft": "own to through issuer",
    "manage-organisations": "own",
    "manage-programme": "own",
    "read-trail": "own",
}


@dataclass(frozen=True)
class Tie:
    """That a row concerns a body: how, and for "below" in which programme; "mine" concerns one user only."""

    how: str
    body: UUID | None
    programme: UUID | None = None
    user: UUID | None = None


@dataclass
class Oracle:
    """What it knows of one world on one day: every row of every table, as read once."""

    on: date
    tables: dict[str, dict[Any, Row]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, label in TABLES.items():
            rows = apps.get_model(label)._base_manager.order_by().values()
            self.tables[name] = {row["id"]: Row(**row) for row in rows}
        self._posts: dict[UUID, list[Row]] = {}
        for post in self.all("post"):
            if self._holds(post):
                self._posts.setdefault(post.user_id, []).append(post)
        # The first day on which a body was no more; only of those that nobody succeeded.
        self._ended: dict[UUID, date] = {}
        spans = list(self.all("body_span"))
        there = {span.organisation_id for span in spans if span.valid_until is None}
        succeeded = {step.predecessor_id for step in self.all("succession")}
        for span in spans:
            body = span.organisation_id
            if body not in there | succeeded:
                self._ended[body] = max(span.valid_until, self._ended.get(body, span.valid_until))
        self._speaks_for: dict[UUID, set[UUID]] = {}
        self._above: dict[tuple[UUID, UUID], set[UUID]] = {}

    def all(self, table: str) -> Iterator[Row]:
        """Give every row of a table."""
        yield from self.tables[table].values()

    # ---- what the test asks -----------------------------------------------------------------------------------------
    def sees(self, user_id: UUID, model: type) -> set[Any]:
        """Return the keys of the rows of `model` that the user may see."""
        return {key for key, ties in self.ties(model).items() if self._is_shown(user_id, ties)}

    def may(self, user_id: UUID, right: str, model: type, key: Any) -> bool:
        """Return whether the user may do it to the row."""
        business = BUSINESS_OF[right].split()
        concerned = {tie.body for tie in self.ties(model)[key] if tie.how in business and tie.body}
        return any(
            right in self._rights(post) and concerned & self._history_of(post.organisation_id)
            for post in self._posts.get(user_id, [])
        )

    def may_for_body(self, user_id: UUID, right: str, body_id: UUID) -> bool:
        """Return whether the user may do it in the name of a body."""
        return any(
            right in self._rights(post) and body_id in self._history_of(post.organisation_id)
            for post in self._posts.get(user_id, [])
        )

    def may_at_all(self, user_id: UUID, right: str) -> bool:
        """Return whether any post of the user gives the right."""
        return any(right in self._rights(post) for post in self._posts.get(user_id, []))

    def holds_a_post(self, user_id: UUID) -> bool:
        """Return whether the user holds any post today."""
        return bool(self._posts.get(user_id))

    def ties(self, model: type) -> dict[Any, set[Tie]]:
        """Return for every row of `model` how it concerns whom. KeyError: a gate that the oracle does not know."""
        table, law = LAW[model._meta.label]
        cache = self.__dict__.setdefault("_ties", {})
        if model not in cache:
            cache[model] = {row.id: {tie for tie in law(self, row) if tie.body or tie.user} for row in self.all(table)}
        return cache[model]

    # ---- posts, successors, lines -----------------------------------------------------------------------------------
    def _holds(self, span: Row) -> bool:
        begun = span.valid_from is None or span.valid_from <= self.on
        ended = span.valid_until is not None and span.valid_until <= self.on
        return begun and not ended

    def _rights(self, post: Row) -> set[str]:
        return RIGHTS_OF[post.role] | (DECISIONS_OF_HIS_DELEGATE if post.is_delegate else set())

    def _history_of(self, body: UUID) -> set[UUID]:
        """The body itself and all that it has succeeded by today, over any number of generations."""
        if body not in self._speaks_for:
            found = [body]
            for heir in found:
                found += [
                    step.predecessor_id
                    for step in self.all("succession")
                    if step.successor_id == heir and step.on_day <= self.on and step.predecessor_id not in found
                ]
            self._speaks_for[body] = set(found)
        return self._speaks_for[body]

    def stands_in(self, user_id: UUID) -> set[UUID]:
        """Return the bodies in which the user holds a post today, with those whose history they have."""
        return {body for post in self._posts.get(user_id, []) for body in self._history_of(post.organisation_id)}

    def _heirs_of(self, body: UUID) -> set[UUID]:
        """The body itself and all that it has become by today."""
        found = [body]
        for ancestor in found:
            found += [
                step.successor_id
                for step in self.all("succession")
                if step.predecessor_id == ancestor and step.on_day <= self.on and step.successor_id not in found
            ]
        return set(found)

    def _those_above(self, programme: UUID, body: UUID) -> set[UUID]:
        """Everybody to whom the body's reports go upward in the programme today, line by line.

        What a body was before it became another is seen from above the heir, and what one was that ended without an
        heir from above the place that it had on its last day: a reorganisation cuts no history (law 1).
        """
        key = (programme, body)
        if key not in self._above:
            mine = [line for line in self.all("line") if line.programme_id == programme and line.role == "reports-to"]
            found: set[UUID] = set()
            # Whether a body is there by its history: then also what it was when it ended counts.
            waiting = [(heir, True) for heir in self._heirs_of(body)]
            for lower, by_history in waiting:
                uppers = [(line.upper_id, False) for line in mine if line.lower_id == lower and self._holds(line)]
                if by_history:
                    last = self._last_superiors(mine, lower)
                    found |= last
                    uppers += [(heir, True) for upper in last for heir in self._heirs_of(upper)]
                found |= {upper for upper, is_history in uppers if not is_history}
                waiting += [step for step in uppers if step not in waiting]
            self._above[key] = found
        return self._above[key]

    def _last_superiors(self, lines: list[Row], body: UUID) -> set[UUID]:
        """Return to whom a body reported on its last day, if it has ended without an heir by today."""
        end = self._ended.get(body)
        if end is None or end > self.on:
            return set()
        return {
            line.upper_id
            for line in lines
            if line.lower_id == body
            and (line.valid_from is None or line.valid_from < end)
            and (line.valid_until is None or line.valid_until >= end)
        }

    def _is_shown(self, user_id: UUID, ties: set[Tie]) -> bool:
        mine = self.stands_in(user_id)
        for tie in ties:
            if tie.how == "mine":
                if tie.user == user_id and (tie.body is None or tie.body in mine):
                    return True
            elif tie.how == "below":
                if tie.programme and self._those_above(tie.programme, tie.body) & mine:
                    return True
            elif tie.body in mine:
                return True
        return False


# ---- the law, table by table ----------------------------------------------------------------------------------------
def _document(facts: Oracle, document: Row) -> Iterator[Tie]:
    yield Tie("own", document.body_id)
    if document.is_released:  # its issuer put it into the program
        yield Tie("issuer", document.issuer_id)
    for party in facts.all("party"):
        # Who is given a duty sees the paper that lays it on him; who is only addressed, once it is released.
        if party.document_id == document.id and (document.is_released or party.kind == "owner"):
            yield Tie("to", party.organisation_id)


def _document_file(facts: Oracle, file: Row) -> Iterator[Tie]:
    yield from _document(facts, facts.tables["document"][file.document_id])


def _upload(facts: Oracle, upload: Row) -> Iterator[Tie]:
    # Quarantine: its uploader only, as long as he holds a post in the body for which he handed it in.
    yield Tie("mine", upload.body_id, user=upload.uploader_id)


def _upload_page(facts: Oracle, page: Row) -> Iterator[Tie]:
    yield from _upload(facts, facts.tables["upload"][page.upload_id])


def _token(facts: Oracle, token: Row) -> Iterator[Tie]:
    # A key of the API: its user's alone; what it opens is decided at each request.
    yield Tie("mine", None, user=token.user_id)


def _digest(facts: Oracle, digest: Row) -> Iterator[Tie]:
    yield Tie("mine", None, user=digest.user_id)


def _draft(facts: Oracle, draft: Row) -> Iterator[Tie]:
    yield Tie("own", draft.body_id)


def _proposal(facts: Oracle, proposal: Row) -> Iterator[Tie]:
    document = facts.tables["document"][proposal.document_id]
    yield Tie("own", document.body_id)
    if document.is_released:
        yield Tie("issuer", document.issuer_id)


def _obligation(facts: Oracle, obligation: Row) -> Iterator[Tie]:
    owing = [owner.organisation_id for owner in facts.all("owner") if owner.obligation_id == obligation.id]
    owing += [each.body_id for each in facts.all("occurrence") if each.obligation_id == obligation.id]
    for body in owing:
        yield Tie("own", body)
        yield Tie("below", body, obligation.programme_id)
    yield Tie("issuer", obligation.issuer_id)
    yield Tie("issuer", facts.tables["document"][obligation.document_id].body_id)
    yield Tie("to", obligation.recipient_id)
    yield Tie("through", obligation.via_id)
    for follower in facts.all("follower"):
        if follower.obligation_id == obligation.id:
            yield Tie("follows", follower.organisation_id)


def _summed_obligation(facts: Oracle, obligation: Row) -> Iterator[Tie]:
    # Sums over bodies are for those to whom the reports go; an owner sees its own figures.
    yield Tie("to", obligation.recipient_id)
    yield Tie("through", obligation.via_id)
    if obligation.feeds_id is not None:  # a level of a line of reporting: the levels above are made of it
        yield Tie("below", obligation.recipient_id, obligation.programme_id)


def _occurrence(facts: Oracle, occurrence: Row) -> Iterator[Tie]:
    obligation = facts.tables["obligation"][occurrence.obligation_id]
    yield Tie("own", occurrence.body_id)
    yield Tie("issuer", obligation.issuer_id)
    yield Tie("below", occurrence.body_id, obligation.programme_id)
    yield Tie("to", obligation.recipient_id)
    yield Tie("through", obligation.via_id)
    yield from _followers(facts, occurrence)


def _followers(facts: Oracle, occurrence: Row) -> Iterator[Tie]:
    """Each follows all owners or a part of them (practice 8): the body that owes, or a name that it answers for."""
    named = {occurrence.body_id} | {
        name.organisation_id for name in facts.all("answered_name") if name.occurrence_id == occurrence.id
    }
    for follower in facts.all("follower"):
        if follower.obligation_id == occurrence.obligation_id and (
            follower.owner_id is None or follower.owner_id in named
        ):
            yield Tie("follows", follower.organisation_id)


def _share(facts: Oracle, share: Row) -> Iterator[Tie]:
    yield Tie("own", facts.tables["occurrence"][share.occurrence_id].body_id)


def _report(facts: Oracle, occurrence: Row, *, is_out: bool) -> Iterator[Tie]:
    yield Tie("own", occurrence.body_id)
    if is_out:
        obligation = facts.tables["obligation"][occurrence.obligation_id]
        yield Tie("to", obligation.recipient_id)
        yield Tie("through", obligation.via_id)
        yield Tie("below", occurrence.body_id, obligation.programme_id)
        yield from _followers(facts, occurrence)


def _submission(facts: Oracle, submission: Row) -> Iterator[Tie]:
    # The folder itself says only that there is an answer; what it holds are its versions.
    yield from _report(facts, facts.tables["occurrence"][submission.occurrence_id], is_out=True)


def _version(facts: Oracle, version: Row) -> Iterator[Tie]:
    submission = facts.tables["submission"][version.submission_id]
    occurrence = facts.tables["occurrence"][submission.occurrence_id]
    yield from _report(facts, occurrence, is_out=version.filed_at is not None)
    yield Tie("to", version.entered_by_body_id)  # nhập hộ: who enters it sees his own draft


def _attachment(facts: Oracle, attachment: Row) -> Iterator[Tie]:
    yield from _version(facts, facts.tables["version"][attachment.version_id])


def _consolidation(facts: Oracle, consolidation: Row) -> Iterator[Tie]:
    yield Tie("own", consolidation.body_id)
    yield Tie("to", consolidation.body_id)
    sent = facts.tables["version"].get(consolidation.sent_as_id)
    if sent is not None and sent.filed_at is not None:
        submission = facts.tables["submission"][sent.submission_id]
        duty = facts.tables["obligation"][facts.tables["occurrence"][submission.occurrence_id].obligation_id]
        yield Tie("to", duty.recipient_id)
        programme = facts.tables["obligation"][consolidation.obligation_id].programme_id
        yield Tie("below", consolidation.body_id, programme)


def _target(facts: Oracle, target: Row) -> Iterator[Tie]:
    yield Tie("own", target.body_id)
    yield Tie("issuer", target.set_by_body_id)
    yield Tie("below", target.body_id, target.programme_id)


LAW: dict[str, tuple[str, Callable[[Oracle, Row], Iterator[Tie]]]] = {
    "api.Token": ("token", _token),
    "documents.Document": ("document", _document),
    "documents.DocumentFile": ("document_file", _document_file),
    "documents.Upload": ("upload", _upload),
    "documents.UploadPage": ("upload_page", _upload_page),
    "drafting.Draft": ("draft", _draft),
    "obligations.Proposal": ("proposal", _proposal),
    "obligations.Obligation": ("obligation", _obligation),
    "obligations.Occurrence": ("occurrence", _occurrence),
    "obligations.Share": ("share", _share),
    "reports.SummedObligation": ("obligation", _summed_obligation),
    "reports.Submission": ("submission", _submission),
    "reports.Version": ("version", _version),
    "reports.Attachment": ("attachment", _attachment),
    "reports.Consolidation": ("consolidation", _consolidation),
    "reports.Target": ("target", _target),
    "reminders.Digest": ("digest", _digest),
}
