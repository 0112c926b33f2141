"""How a call ended, and what kind of record it is."""

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
    Outcome.NOT_RESOLVED: "Not resolved",
    Outcome.NO_ANSWER: "No answer",
    Outcome.VOICEMAIL: "Voicemail left",
    Outcome.WRONG_NUMBER: "Wrong number",
    Outcome.ABUSIVE: "Ended: abusive",
}
TOLD_OF_ABUSIVE = "Call ended"
"""What a caller reads of a call that was ended as abusive, whatever the desk calls it: what was
done, no verdict on them."""


@dataclass(frozen=True, slots=True)
class OwnOutcome:
    """An outcome of the desk's own, and which of the usual ones it counts as.

    It is kept with the call as it was, so that the record still reads right when the desk has
    other outcomes.
    """

    id: str
    title: str
    counts_as: Outcome


@dataclass(frozen=True, slots=True)
class DeskOutcomes:
    """The desk's own outcomes, and ready reasons for leaving something open."""

    own: tuple[OwnOutcome, ...] = ()
    reasons: tuple[str, ...] = ()


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


DEFAULT_PRIORITY = "P3"
"""What impact and urgency, both medium, make by ITIL's matrix."""


@dataclass(frozen=True, slots=True)
class Record:
    """The ticket's classification.

    The priority follows from impact and urgency by the desk's matrix (`ServiceLevel.classified`)
    and is kept: a later matrix changes no record. `tier` is the tier of support the call is in.
    """

    type: RecordType = RecordType.INCIDENT
    impact: Level = Level.MEDIUM
    urgency: Level = Level.MEDIUM
    tier: int = 1
    priority: str = DEFAULT_PRIORITY

    def __post_init__(self) -> None:
        if self.tier not in (1, 2, 3):
            raise ValueError(f"support has tiers 1 to 3, not {self.tier}")
