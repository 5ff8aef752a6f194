"""From what a document asks to what falls due: proposals, obligations, due rules, occurrences."""

from nhipcau.obligations.models.obligations import (
    DueRule,
    Every,
    Follower,
    Obligation,
    ObligationKind,
    Owner,
    Window,
)
from nhipcau.obligations.models.occurrences import (
    AnsweredName,
    Exemption,
    Explanation,
    Extension,
    NotOurs,
    Occurrence,
    Share,
    Urging,
)
from nhipcau.obligations.models.proposals import Alias, Proposal, ProposedOwner

__all__ = [
    "Alias",
    "AnsweredName",
    "DueRule",
    "Every",
    "Exemption",
    "Explanation",
    "Extension",
    "Follower",
    "NotOurs",
    "Obligation",
    "ObligationKind",
    "Occurrence",
    "Owner",
    "Proposal",
    "ProposedOwner",
    "Share",
    "Urging",
    "Window",
]  # fmt: skip
