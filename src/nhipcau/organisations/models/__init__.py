"""Who there is: places, bodies, programmes, lines of reporting, people and their posts; all for spans of days."""

from nhipcau.organisations.models.bodies import (
    FocalUnit,
    Group,
    GroupMember,
    Organisation,
    OrganisationSpan,
    Succession,
)
from nhipcau.organisations.models.calendar import CalendarDay, DayKind, OffDayRule
from nhipcau.organisations.models.kinds import ClassKind, Level, LineRole, LocalityKind, OrganisationKind, Role
from nhipcau.organisations.models.localities import Locality, LocalityClass, LocalitySpan, LocalitySuccession
from nhipcau.organisations.models.people import Post, User
from nhipcau.organisations.models.programmes import Coordination, Line, LineClosure, Programme, Stage
from nhipcau.organisations.models.reorganisations import Reorganisation
from nhipcau.organisations.models.spans import Spanned, SpannedQuerySet, holds_on
from nhipcau.organisations.models.world import World

__all__ = [
    "CalendarDay", "ClassKind", "Coordination", "DayKind", "FocalUnit", "Group", "GroupMember", "Level", "Line",
    "LineClosure", "LineRole", "Locality", "LocalityClass", "LocalityKind", "LocalitySpan", "LocalitySuccession",
    "OffDayRule", "Organisation", "OrganisationKind", "OrganisationSpan", "Post", "Programme", "Reorganisation", "Role",
    "Spanned", "SpannedQuerySet", "Stage", "Succession", "User", "World", "holds_on",
]  # fmt: skip
