"""What belongs to some outcomes: to whom it went, when somebody comes, what was explained."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum


class EscalationKind(StrEnum):
    """Which way a call is handed on."""

    FUNCTIONAL = "functional"
    """To those who know more about it."""
    HIERARCHICAL = "hierarchical"
    """To those who may decide more."""
    TIER = "tier"
    """To the next tier of support."""


@dataclass(frozen=True, slots=True)
class Escalation:
    """Handed on: which way, to which tier (1 to 3; None where tiers do not matter), to whom."""

    kind: EscalationKind = EscalationKind.FUNCTIONAL
    tier: int | None = None
    to: str = ""

    def __post_init__(self) -> None:
        if self.tier not in (None, 1, 2, 3):
            raise ValueError(f"support has tiers 1 to 3, not {self.tier}")


@dataclass(frozen=True, slots=True)
class SiteVisit:
    """Somebody comes. `when` is in UTC, None until it is agreed; `access` is how they get in."""

    when: datetime | None = None
    where: str = ""
    access: str = ""

    def __post_init__(self) -> None:
        if self.when and self.when.tzinfo is not UTC:
            raise ValueError(f"the time of a visit is kept in UTC: {self.when!r}")


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether the caller was told why it is not resolved, and what was said."""

    is_given: bool = False
    said: str = ""


@dataclass(frozen=True, slots=True)
class Particulars:
    """The particulars of every outcome that has any.

    Only those of the outcome that was chosen count. The others are kept while the agent goes
    through the outcomes: no typed word is lost by choosing another.
    """

    escalation: Escalation = field(default_factory=Escalation)
    visit: SiteVisit = field(default_factory=SiteVisit)
    explanation: Explanation = field(default_factory=Explanation)
