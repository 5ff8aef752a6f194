"""From what a document asks to what falls due: proposals, obligations, due rules, occurrences."""

from nhipcau.obligations.models.obligations import (
    DueRule,
    Every,
    Follower,
    Obligation,
    ObligationKind,
    Owner,
)
from nhipcau.obligations.models.occurrences import (
    AnsweredName,
    Exemption,
    Explanation,
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
]  # fmt: skip
