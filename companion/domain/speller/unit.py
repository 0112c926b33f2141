"""One character of a spelled text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class UnitKind(StrEnum):
    """What sort of character a unit is."""

    LETTER = "letter"
    DIGIT = "digit"
    SYMBOL = "symbol"
    SPACE = "space"
    CONTROL = "control"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Unit:
    """One user-perceived character and how it is said; `speech` is what a voice is given."""

    index: int
    text: str
    kind: UnitKind
    case: str | None
    word: str
    say: str
    group: int
    speech: str = field(default="", compare=False)


class Reading(NamedTuple):
    """How a character is said, wherever it is. `plain` is without the case."""

    kind: UnitKind
    case: str | None
    word: str
    plain: str
    is_marked: bool = False
    """Whether its case has to be said, because its word does not tell."""
