"""What every language can say, and what they have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Protocol

from companion.domain.facts import Facts
from companion.domain.wrapup import Outcome


@dataclass(frozen=True, slots=True)
class Known:
    """What phrases are built from. Blank is unknown; `due` and `now` are local times."""

    facts: Facts = field(default_factory=Facts)
    reported: str = ""
    done: str = ""
    agent: str = ""
    due: datetime | None = None
    now: datetime | None = None


class Speech(Protocol):
    """One language."""

    @property
    def language(self) -> str:
        """Its code, such as `en`."""
        ...

    def name(self, name: str) -> str:
        """What to call somebody on the phone."""
        ...

    def greeting(self, local: time) -> str:
        """The greeting of that time of day, with a capital."""
        ...

    def daypart(self, local: time) -> str:
        """The part of the day, as a noun."""
        ...

    def minutes(self, count: int) -> str:
        """A wait as it is said: `a minute`, `3 minutes`."""
        ...

    def due(self, due: datetime, now: datetime) -> str:
        """A time as it is said on the phone, from the local time `now`."""
        ...

    def outcome(self, outcome: Outcome) -> str:
        """What a call came to, in small letters."""
        ...

    def restated(self, known: Known) -> str:
        """What was reported, since when, what it stops, by when it is needed."""
        ...

    def plan(self, known: Known) -> str:
        """What happens first, and how long it takes."""
        ...

    def apology(self, known: Known) -> str:
        """Sorry for what, with what effect, what puts it right and by when."""
        ...

    def summary(self, known: Known) -> str:
        """For somebody with no time: impact, what was done, who has it, that it is watched."""
        ...


def tidy(text: str) -> str:
    """A fact as it fits into a sentence: on one line, without the stop at its end."""
    return " ".join(text.split()).strip(" .,;:!?")


def without(text: str, *openings: str) -> str:
    """The fact without words it was typed with and the sentence says itself."""
    tidied = tidy(text)
    for opening in openings:
        if tidied.lower().startswith(f"{opening} "):
            return tidied[len(opening) + 1 :]
    return "" if tidied.lower() in openings else tidied


def begins(text: str, *words: str) -> bool:
    """The fact begins with one of these words."""
    return text.partition(" ")[0].lower() in words


def matches(pattern: str, text: str) -> bool:
    """The whole fact has that form, whatever its case."""
    return re.fullmatch(pattern, text, re.IGNORECASE) is not None


def listed(clauses: Iterable[str], last: str) -> str:
    """Clauses as a list: commas between them, and `last` (", and ") before the last."""
    there = [clause for clause in clauses if clause]
    if len(there) < 2:
        return "".join(there)
    return ", ".join(there[:-1]) + last + there[-1]


def joined(clauses: Iterable[str], between: str = "; ") -> str:
    """The clauses that say something."""
    return between.join(clause for clause in clauses if clause)
