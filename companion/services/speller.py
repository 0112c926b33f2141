"""What the speller's window needs: spelling, and comparing what the caller reads back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from companion.domain.speller.alphabet import AlphabetName, Figures
from companion.domain.speller.keyboard import Keyboard
from companion.domain.speller.spelling import Spelling


@dataclass(frozen=True, slots=True)
class How:
    """How the agent wants a text spelled."""

    alphabet: str
    figures: Figures = "plain"
    as_in: bool = False


class ReadBack(NamedTuple):
    """What a caller has read back so far: what it differs in, as a sentence, or nothing."""

    difference: str
    is_complete: bool


class Speller(Protocol):
    """Spells and compares; keeps nothing of either."""

    def alphabets(self) -> Sequence[AlphabetName]:
        """Every alphabet, the default first."""
        ...

    def keyboards(self) -> Sequence[Keyboard]:
        """Every keyboard layout that is known."""
        ...

    def spell(self, text: str, how: How) -> Spelling:
        """The text, unit by unit."""
        ...

    def read_back(self, spelling: Spelling, heard: str, how: How) -> ReadBack:
        """The caller's words beside what was spelled."""
        ...
