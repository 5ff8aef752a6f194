"""Users and the posts that they hold; rights come from posts, never from Django's groups or flags."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from nhipcau.ids import new_id
from nhipcau.organisations.models.bodies import Organisation
from nhipcau.organisations.models.kinds import Role
from nhipcau.organisations.models.spans import Spanned


class UserManager(BaseUserManager["User"]):
    """Makes users with hashed passwords."""

    def create_user(self, username: str, display_name: str, password: str | None = None, email: str = "") -> User:
        """Create a user; without a password he cannot log in."""
        user = self.model(username=username, display_name=display_name, email=email)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """Somebody who logs in. What he may see and do follows from his posts of the day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField("tên đăng nhập", max_length=80, unique=True)
    display_name = models.CharField("tên hiển thị", max_length=200)
    email = models.EmailField("thư điện tử", blank=True)
    is_active = models.BooleanField("được đăng nhập", default=True)

    objects = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["display_name"]

    def __str__(self) -> str:
        return self.display_name


class Post(Spanned):
    """What a person holds in a body for a span of days (chức danh, vị trí)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField("vai trò", max_length=16, choices=Role)
    title = models.CharField("chức danh", max_length=200)
    # The head's delegate may confirm duties and sign off reports in his place (practice 3).
    is_delegate = models.BooleanField("được ủy quyền duyệt", default=False)

    class Meta(Spanned.Meta):
        indexes = [models.Index(fields=["user"]), models.Index(fields=["organisation"])]

    def __str__(self) -> str:
        return self.title
