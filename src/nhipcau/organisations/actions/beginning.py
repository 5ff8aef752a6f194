"""The first administrator of an installation: made at the command line, because nobody is there to make him."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from nhipcau.audit.actions import record
from nhipcau.clock import day_of
from nhipcau.organisations.actions.bodies import BodyFacts
from nhipcau.organisations.actions.people import UsernameTaken
from nhipcau.organisations.events import Event
from nhipcau.organisations.models import (
    Level,
    Organisation,
    OrganisationKind,
    OrganisationSpan,
    Post,
    Role,
    User,
    holds_on,
)
from nhipcau.text import fold


@transaction.atomic
def make_administrator(username: str, display_name: str, password: str, *, body_name: str, now: datetime) -> User:
    """Make a user with the administrator's post in the body of that name; a body that is not there is made.

    Who may start this command has the server in his hands; the trail says that nobody on the pages did it. Raises
    UsernameTaken, and ValidationError for a weak password.
    """
    if User.objects.filter(username=username).exists():
        raise UsernameTaken(f"Tên đăng nhập “{username}” đã có người dùng. Hãy chọn tên khác.")
    user = User(username=username, display_name=display_name)
    validate_password(password, user)
    user.set_password(password)
    user.save(force_insert=True)
    span = OrganisationSpan.objects.filter(holds_on(day_of(now)), folded=fold(body_name)).first()
    body = span.organisation if span else _office(body_name, now)
    post = Post.objects.create(
        user=user, organisation=body, role=Role.ADMINISTRATOR, title=display_name, recorded_at=now
    )
    record(Event.USER_CREATED, about=user, by=None, at=now, details={"username": username})
    record(
        Event.POST_GIVEN, about=post, by=None, at=now, details={"body": str(body.pk), "role": str(Role.ADMINISTRATOR)}
    )
    return user


def _office(name: str, now: datetime) -> Organisation:
    facts = BodyFacts(
        name=name, short_name=name[:120], kind=OrganisationKind.PARTY_ADVISORY, level=Level.DISTRICT, rank=1
    )
    body = Organisation.objects.create()
    facts.span(body, now=now).save()
    record(Event.BODY_CREATED, about=body, by=None, at=now, details={"name": name})
    return body
