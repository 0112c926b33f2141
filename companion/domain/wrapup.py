"""How a call ended, and how urgent it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The disposition of a call: what it came to."""

    RESOLVED = "resolved"
    WORKAROUND = "workaround"
    ESCALATED = "escalated"
    ON_SITE = "on_site"
    CALLBACK = "callback"
    WAITING = "waiting_for_caller"
    NOT_RESOLVED = "not_resolved"
    NO_ANSWER = "no_answer"
    VOICEMAIL = "voicemail"
    WRONG_NUMBER = "wrong_number"
    ABUSIVE = "abusive"


OUTCOME_TITLES = {
    Outcome.RESOLVED: "Resolved",
    Outcome.WORKAROUND: "Workaround in place",
    Outcome.ESCALATED: "Escalated",
    Outcome.ON_SITE: "On-site visit",
    Outcome.CALLBACK: "Callback promised",
    Outcome.WAITING: "Waiting for the caller",
    Outcome.NOT_RESOLVED: "Not resolved, explained",
    Outcome.NO_ANSWER: "No answer",
    Outcome.VOICEMAIL: "Voicemail left",
    Outcome.WRONG_NUMBER: "Wrong number",
    Outcome.ABUSIVE: "Ended: abusive",
}


class RecordType(StrEnum):
    """What kind of record the call becomes, in ITIL's terms."""

    INCIDENT = "incident"
    REQUEST = "request"
    PROBLEM = "problem"
    CHANGE = "change"
    ACCESS = "access"


class Level(StrEnum):
    """How far it reaches (impact) or how soon it hurts (urgency)."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


_RANK = {Level.HIGH: 0, Level.MEDIUM: 1, Level.LOW: 2}


@dataclass(frozen=True, slots=True)
class Record:
    """The ticket's classification."""

    type: RecordType = RecordType.INCIDENT
    impact: Level = Level.MEDIUM
    urgency: Level = Level.MEDIUM
    tier: int = 1

    def __post_init__(self) -> None:
        if self.tier not in (1, 2, 3):
            raise ValueError(f"support has tiers 1 to 3, not {self.tier}")

    @property
    def priority(self) -> str:
        """P1 (both high) to P5 (both low): ITIL's matrix of impact and urgency."""
        return f"P{_RANK[self.impact] + _RANK[self.urgency] + 1}"
