"""Making, ending and checking keys. Keys live in real time, whatever a demo world's clock says."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction

from nhipcau import clock
from nhipcau.api.models import Token
from nhipcau.audit import actions as audit
from nhipcau.organisations.access import ActingPost, Actor
from nhipcau.organisations.models import User

DAYS = 365


@transaction.atomic
def make(by: Actor, purpose: str) -> str:
    """Make a key for the actor himself and return it; it is shown once and not kept."""
    key = f"nc_{secrets.token_urlsafe(32)}"
    now = clock.real_now()
    token = Token.objects.create(
        user=by.user, purpose=purpose[:200], digest=digest(key), made_at=now, expires_at=now + timedelta(days=DAYS)
    )
    audit.record("key-made", about=token, by=ActingPost(by, None), at=clock.now(), details={"purpose": purpose[:200]})
    return key


@transaction.atomic
def end(token: Token, *, by: Actor) -> None:
    """End a key at once; what was done with it stays done."""
    Token.objects.filter(pk=token.pk, ended_at=None).update(ended_at=clock.real_now())
    audit.record("key-ended", about=token, by=ActingPost(by, None), at=clock.now())


def user_of(key: str) -> User | None:
    """Return the user whose key this is, None for one that is unknown, ended or expired. One query."""
    token = (
        Token.objects.filter(digest=digest(key), ended_at=None, expires_at__gt=clock.real_now(), user__is_active=True)
        .select_related("user")
        .first()
    )
    return token.user if token else None


def digest(key: str) -> str:
    """Return what is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()
