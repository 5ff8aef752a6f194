"""Accounts of demo worlds. Their names are functions; no real person. All have one password, `demo.PASSWORD`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from nhipcau.demo import PASSWORD
from nhipcau.organisations.models import Organisation, Post, Role, User


@dataclass(frozen=True)
class Account:
    """One login: what it is for (`task`, shown at the door), and the posts as (key of the body, role)."""

    username: str
    display_name: str
    posts: tuple[tuple[str, Role], ...]
    task: str = ""


def load(accounts: Iterable[Account], bodies: Mapping[str, Organisation], now: datetime, since: date) -> int:
    """Write the accounts with their posts; return how many. One hash serves all: the password is public."""
    encoded = make_password(PASSWORD)
    rows = list(accounts)
    users = [User(username=row.username, display_name=row.display_name, password=encoded) for row in rows]
    User.objects.bulk_create(users)
    Post.objects.bulk_create(
        Post(user=user, organisation=bodies[key], role=role, title=row.display_name, valid_from=since, recorded_at=now)
        for row, user in zip(rows, users, strict=True)
        for key, role in row.posts
    )
    return len(users)
