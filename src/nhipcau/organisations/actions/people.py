"""Users and the posts that they hold."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from nhipcau.audit.actions import record
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.organisations.events import Event
from nhipcau.organisations.models import Organisation, Post, Role, User

_CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"  # no l, 1, o, 0, i: these are read wrong from paper


class UsernameTaken(ValueError):
    """Somebody has this login already."""


class PostInUse(ValueError):
    """A post that began on this day has work already: it can end tomorrow."""


def new_password() -> str:
    """Return a random first password of 16 signs that can be read from paper: `k7mp-q2zr-…`."""
    return "-".join("".join(secrets.choice(_CLEAR) for _sign in range(4)) for _part in range(4))


@transaction.atomic
def create_user(
    username: str, display_name: str, *, by: Actor, now: datetime, email: str = "", password: str | None = None
) -> User:
    """Create a user; without a password he cannot log in yet.

    Raises UsernameTaken, and ValidationError where the password is too weak.
    """
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    if User.objects.filter(username=username).exists():
        raise UsernameTaken(_("Tên đăng nhập “%(name)s” đã có người dùng. Hãy chọn tên khác.") % {"name": username})
    user = User(username=username, display_name=display_name, email=email)
    if password is not None:
        validate_password(password, user)
    user.set_password(password)
    user.save(force_insert=True)
    record(Event.USER_CREATED, about=user, by=acting, at=now, details={"username": username})
    return user


@transaction.atomic
def set_password(user: User, password: str, *, by: Actor, now: datetime) -> None:
    """Set a user's password, by an administrator or by himself. Raises ValidationError for a weak one."""
    acting = access.ActingPost(by, None) if by.user.pk == user.pk else access.require(by, Right.MANAGE_ORGANISATIONS)
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    record(Event.PASSWORD_SET, about=user, by=acting, at=now)


@transaction.atomic
def set_active(user: User, is_active: bool, *, by: Actor, now: datetime) -> None:
    """Let a user log in, or no more. Nobody shuts himself out."""
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    if user.pk == by.user.pk and not is_active:
        raise access.Denied(_("Anh/chị không thể tự khóa tài khoản của mình. Hãy nhờ một quản trị khác."))
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    record(Event.USER_OPENED if is_active else Event.USER_CLOSED, about=user, by=acting, at=now)


@transaction.atomic
def give_post(
    user: User,
    body: Organisation,
    *,
    role: Role,
    title: str,
    by: Actor,
    now: datetime,
    valid_from: date | None = None,
    valid_until: date | None = None,
    is_delegate: bool = False,
) -> Post:
    """Give a user a post in a body for a span of days; one person may hold several."""
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    post = Post.objects.create(
        user=user, organisation=body, role=role, title=title, is_delegate=is_delegate, valid_from=valid_from,
        valid_until=valid_until, recorded_at=now,
    )  # fmt: skip
    record(
        Event.POST_GIVEN, about=post, by=acting, at=now,
        details={"user": str(user.pk), "body": str(body.pk), "role": str(role), "is_delegate": is_delegate},
    )  # fmt: skip
    return post


@transaction.atomic
def end_post(post: Post, *, on_day: date, by: Actor, now: datetime) -> None:
    """End a post: from `on_day` on the user holds it no more, and sees no more what it showed him.

    Nobody ends the post by which he manages, so that an installation is never without an administrator.
    """
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    if post.user_id == by.user.pk and post.role == Role.ADMINISTRATOR:
        raise access.Denied(_("Anh/chị không thể tự kết thúc vị trí quản trị của mình. Hãy nhờ một quản trị khác."))
    if post.valid_from is not None and post.valid_from >= on_day:
        _take_away(post)
    else:
        post.valid_until = on_day
        post.save(update_fields=["valid_until"])
    details = {"body": str(post.organisation_id), "role": post.role, "on_day": on_day.isoformat()}
    record(Event.POST_ENDED, about=post.user, by=acting, at=now, details=details)


def _take_away(post: Post) -> None:
    try:
        post.delete()
    except ProtectedError:
        raise PostInUse(
            _("Vị trí này bắt đầu hôm nay và đã được giao việc. Hãy chọn ngày kết thúc từ ngày mai.")
        ) from None
