"""The five parts of a call's notes, in the order a reader without context needs them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Section(StrEnum):
    """One of the five parts."""

    REPORTED = "reported"
    OBSERVED = "observed"
    DONE = "done"
    OUTCOME = "outcome"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class Notes:
    """What the agent has typed, to the character."""

    reported: str = ""
    observed: str = ""
    done: str = ""
    outcome: str = ""
    follow_up: str = ""

    def __getitem__(self, section: Section) -> str:
        text: str = getattr(self, section.value)
        return text

    def with_text(self, section: Section, text: str) -> Notes:
        """The same notes with one part replaced."""
        return replace(self, **{section.value: text})

    @property
    def empty(self) -> tuple[Section, ...]:
        """The parts in which nothing is written yet."""
        return tuple(section for section in Section if not self[section].strip())
