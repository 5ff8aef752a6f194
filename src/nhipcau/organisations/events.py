"""What the trail says of this app's deeds."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """Deeds on bodies, lines, people and programmes."""

    WORLD_LOADED = "world-loaded"
    BODY_CREATED = "body-created"
    BODY_CHANGED = "body-changed"
    BODY_ENDED = "body-ended"
    BODY_SUCCEEDED = "body-succeeded"
    LINE_SET = "line-set"
    LINE_ENDED = "line-ended"
    GROUP_MADE = "group-made"
    MEMBER_ADDED = "group-member-added"
    MEMBER_ENDED = "group-member-ended"
    FOCAL_UNIT_SET = "focal-unit-set"
    CLASS_SET = "locality-class-set"
    USER_CREATED = "user-created"
    USER_CLOSED = "user-closed"
    USER_OPENED = "user-opened"
    PASSWORD_SET = "password-set"
    POST_GIVEN = "post-given"
    POST_ENDED = "post-ended"
    PROGRAMME_CREATED = "programme-created"
    PROGRAMME_CHANGED = "programme-changed"
    COORDINATION_SET = "coordination-set"
    BODIES_IMPORTED = "bodies-imported"
