"""Read-back: where what the caller says first differs from what was spelled, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from companion.domain.speller.alphabet import Alphabet, Figures
from companion.domain.speller.spelling import spell

SayCharacter = Callable[[str], str]
"""What is said for a user-perceived character, its case included."""


class DifferenceKind(StrEnum):
    """What is wrong at a place."""

    OTHER = "other"
    CASE = "case"
    MISSING = "missing"
    ADDED = "added"
    SWAPPED = "swapped"
    INCOMPLETE = "incomplete"
    TOO_LONG = "too_long"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Difference:
    """The first difference: at which character it is, counted from 0, and what to say of it.

    `count` is how many characters are too few or too many, where that is what is wrong.
    """

    kind: DifferenceKind
    index: int
    wanted: str = ""
    heard: str = ""
    count: int = 1


def compare(
    spelled: Sequence[str],
    heard: Sequence[str],
    *,
    is_finished: bool = True,
    is_clear: bool = True,
) -> Difference | None:
    """The first difference between two texts, given as user-perceived characters.

    A caller who is still reading (`is_finished` is false) has left nothing out at the end.
    `is_clear` is false when words of the caller's were not understood: then nothing is said to
    be missing at the end, because it may be what they said.
    """
    pairs = enumerate(zip_longest(spelled, heard))
    index = next((index for index, (one, other) in pairs if one != other), None)
    if index is None:
        return None if is_clear else Difference(DifferenceKind.UNCLEAR, len(spelled))
    if index == len(heard):
        if not is_clear:
            return Difference(DifferenceKind.UNCLEAR, index, spelled[index])
        count = len(spelled) - index
        incomplete = Difference(DifferenceKind.INCOMPLETE, index, spelled[index], count=count)
        return incomplete if is_finished else None
    if index == len(spelled):
        count = len(heard) - index
        return Difference(DifferenceKind.TOO_LONG, index, heard=heard[index], count=count)
    kind = _kind(spelled, heard, index)
    return Difference(kind, index, spelled[index], heard[index])


def _kind(spelled: Sequence[str], heard: Sequence[str], at: int) -> DifferenceKind:
    """What explains the most of what follows, the nearer explanation first."""
    wanted, other = spelled[at], heard[at]
    if wanted.casefold() == other.casefold():
        return DifferenceKind.CASE
    if [*spelled[at : at + 2]] == [*heard[at : at + 2]][::-1]:
        return DifferenceKind.SWAPPED
    if len(heard) < len(spelled) and _agree(spelled, heard, at + 1, at):
        return DifferenceKind.MISSING
    if len(heard) > len(spelled) and _agree(spelled, heard, at, at + 1):
        return DifferenceKind.ADDED
    return DifferenceKind.OTHER


_ENOUGH = 3
"""So many characters that agree again show that one was left out or added."""


def _agree(spelled: Sequence[str], heard: Sequence[str], one: int, other: int) -> bool:
    """Whether the texts agree again from there on: for long enough, or to the end of both."""
    rest, others = spelled[one : one + _ENOUGH], heard[other : other + _ENOUGH]
    is_whole = len(spelled) - one == len(heard) - other
    return [*rest] == [*others] and (len(rest) == _ENOUGH or is_whole)


def say_with_case(
    alphabet: Alphabet, figures: Figures = "plain", emoji: Mapping[str, str] | None = None
) -> SayCharacter:
    """Says characters in an alphabet, and of every letter whether it is a capital."""
    # Beside both, the case of any letter has to be said.
    pairs = ((letter, alphabet.capital_of(letter)) for letter in alphabet.letters)
    both = next((pair for pair in pairs if all(pair)), ())

    def say(character: str) -> str:
        return spell((character, *both), alphabet, figures=figures, emoji=emoji or {}).units[0].say

    return say


def told(difference: Difference, say: SayCharacter) -> str:
    """The difference as a sentence for the agent to say or to see."""
    place = ordinal(difference.index + 1)
    wanted = say(difference.wanted) if difference.wanted else ""
    heard = say(difference.heard) if difference.heard else ""
    match difference.kind:
        case DifferenceKind.OTHER | DifferenceKind.CASE:
            return f"The {place} is {wanted}, you said {heard}."
        case DifferenceKind.SWAPPED:
            after = ordinal(difference.index + 2)
            return f"The {place} is {wanted} and the {after} is {heard}, not the other way round."
        case DifferenceKind.MISSING:
            return f"One is missing {_after(difference.index)}: {wanted}."
        case DifferenceKind.ADDED:
            return f"There is one too many: {heard}, {_after(difference.index)}."
        case DifferenceKind.INCOMPLETE if difference.count == 1:
            return f"One is missing {_after(difference.index)}: {wanted}."
        case DifferenceKind.INCOMPLETE:
            after = _after(difference.index)
            return f"{difference.count} are missing {after}; the next is {wanted}."
        case DifferenceKind.TOO_LONG if difference.count == 1:
            return f"There is one too many at the end: {heard}."
        case DifferenceKind.TOO_LONG:
            return f"There are {difference.count} too many at the end, from {heard} on."
        case DifferenceKind.UNCLEAR:
            return f"What you said {_after(difference.index)} was not understood."
    raise AssertionError(difference.kind)


def _after(count: int) -> str:
    return f"after the {ordinal(count)}" if count else "at the beginning"


_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def ordinal(number: int) -> str:
    """“First” to “twelfth”, then 13th and so on."""
    words = _ORDINALS.split()
    if number <= len(words):
        return words[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"
