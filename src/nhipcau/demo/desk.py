"""Does deeds in a demo world as its people would have done them: through the same actions, at moments of the past."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from uuid import uuid4

from nhipcau import clock
from nhipcau.documents import actions as register
from nhipcau.documents.actions import CitedFields, HeadFields
from nhipcau.documents.models import Direction, Document, Upload
from nhipcau.obligations import actions as duties
from nhipcau.obligations.models import ObligationKind, Proposal
from nhipcau.obligations.resolving import Target
from nhipcau.obligations.rules import RuleSpec
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor
from nhipcau.organisations.models import Organisation, Programme, User
from vanban import Item, Reading

SAMPLES = Path(__file__).parent / "documents"


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the moment of a day in Hà Nội."""
    return datetime.combine(day, time(hour, minute), tzinfo=clock.HANOI)


class Diary:
    """Deeds of the past in the order of their moments, whoever wrote them down first; a deed may add later ones."""

    def __init__(self) -> None:
        self._waiting: list[tuple[datetime, int, Callable[[datetime], object]]] = []
        self._count = 0

    def on(self, moment: datetime, deed: Callable[[datetime], object]) -> None:
        """Write down a deed; it is given its moment."""
        self._count += 1
        heapq.heappush(self._waiting, (moment, self._count, deed))

    def live(self) -> None:
        """Do every deed at its moment, with the world's clock standing there."""
        while self._waiting:
            moment, _order, deed = heapq.heappop(self._waiting)
            with clock.frozen(moment) as now:
                deed(now)


@dataclass
class Desk:
    """Who works: actors by login, each as of the day of the deed."""

    users: dict[str, User] = field(default_factory=dict)
    _actors: dict[tuple[str, date], Actor] = field(default_factory=dict)

    @classmethod
    def open(cls) -> Desk:
        """Return the desk of all users of this world."""
        return cls({user.username: user for user in User.objects.all()})

    def actor(self, username: str, on: date) -> Actor:
        """Return the user at work on a day."""
        key = (username, on)
        if key not in self._actors:
            self._actors[key] = access.actor_of(self.users[username], on=on)
        return self._actors[key]

    def put_in(
        self,
        sample: str,
        *,
        by: str,
        body: Organisation,
        programme: Programme,
        moment: datetime,
        words: dict[str, str] | None = None,
    ) -> Document:
        """Upload, read and register one of our sample documents as a paper of `body` itself, released at once.

        `words` fill the places that a text leaves open, such as its dates.
        """
        data = (SAMPLES / sample).read_bytes()
        if words:
            data = data.decode().format(**words).encode()
        actor = self.actor(by, clock.day_of(moment))
        with clock.frozen(moment) as now:
            upload = register.upload(
                by=actor, body=body, data=data, name=sample, client_key=uuid4(),
                declared_not_secret=True, now=now,
            )  # fmt: skip
            register.read_upload(str(upload.pk))
            upload = Upload.objects.get(pk=upload.pk)
            fields = _fields(Reading.from_dict(upload.reading), body, programme)
            return register.register(by=actor, upload=upload, fields=fields, client_key=uuid4(), now=now)

    def confirm(self, document: Document, *, by: str, moment: datetime) -> duties.Confirmed:
        """Confirm every duty of a document that is ready; a specialist's corrections come before."""
        with clock.frozen(moment) as now:
            return duties.confirm_all(document, by=self.actor(by, clock.day_of(moment)), now=now)

    def correct(self, proposal: Proposal, title: str, *, by: str, moment: datetime) -> None:
        """Correct a proposal as a specialist does: a short title, and what is asked is a report."""
        changes = duties.Changes(
            title=title, text=proposal.text, kind=ObligationKind.REPORT,
            rules=tuple(RuleSpec.from_plain(plain) for plain in proposal.due_rules), recipient=proposal.recipient_id,
            via=proposal.via_id, as_of=proposal.as_of, clause=proposal.clause,
        )  # fmt: skip
        with clock.frozen(moment) as now:
            actor = self.actor(by, clock.day_of(moment))
            duties.edit(proposal, changes, row_version=proposal.row_version, by=actor, now=now)

    def add_follower(self, proposal: Proposal, body: Organisation, *, by: str, moment: datetime) -> None:
        """Name a body that follows and urges a duty."""
        with clock.frozen(moment) as now:
            actor = self.actor(by, clock.day_of(moment))
            proposal.refresh_from_db()
            duties.add_owner(proposal, Target(organisation=body.pk), is_follower=True, by=actor, now=now)


def _fields(reading: Reading, issuer: Organisation, programme: Programme) -> HeadFields:
    def said(item: Item[str] | None) -> str:
        return item.value if item else ""

    signer = reading.signer
    return HeadFields(
        type=said(reading.type), number=said(reading.number), date=reading.date.value if reading.date else None,
        direction=Direction.OUT, place=said(reading.place), issuer=issuer, issuer_text=said(reading.issuer),
        parent_issuer_text=said(reading.parent_issuer), programme=programme, subject=said(reading.subject),
        signer_authority=(signer.authority or "") if signer else "",
        signer_title=(signer.title or "") if signer else "",
        signer_name=(signer.name or "") if signer else "", archive=said(reading.archive), is_released=True,
        addressees=tuple(item.value for item in reading.addressees),
        distribution=tuple(item.value for item in reading.distribution),
        citations=tuple(
            CitedFields(
                number=one.number, type=one.type or "", date=one.date, issuer_text=one.issuer or "",
                kind=one.kind.value, start=one.span.start, end=one.span.end,
            )
            for one in reading.citations
        ),
    )  # fmt: skip
