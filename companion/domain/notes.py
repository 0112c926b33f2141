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


def with_line(text: str, line: str) -> str:
    """A part of the notes with a line of its own at the end, unless it is there already."""
    if not line or line in text.split("\n"):
        return text
    return f"{text}\n{line}" if text and not text.endswith("\n") else text + line


def without_line(text: str, line: str) -> str:
    """A part of the notes without that line; as it is where the line was changed since."""
    lines = text.split("\n")
    if not line or line not in lines:
        return text
    lines.remove(line)
    return "\n".join(lines)
