"""Characters that are said by their full name: “Unicode snowman”, “code point 1F600”."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from companion.domain.speller.character_names import (
    CODE_POINT,
    WITH,
    composed_letter,
    named_character,
    named_sequence,
)
from companion.domain.speller.heard import Sense
from companion.domain.speller.heard_words import ENDS

if TYPE_CHECKING:
    from companion.domain.speller.phrase import Phrase

_MOST_WORDS = 10
_MOST_WORDS_OF_MARKS = 4
"""How far a name is looked for where no comma ends it. (The longest have twice as many.)"""
_MOST_PARTS = 4
_OTHER_ACCENTS = {"umlaut": "diaeresis", "trema": "diaeresis", "circumflex accent": "circumflex"}


ByName = Callable[[str], str | None]


class Named(NamedTuple):
    """What was named, and the word behind its name."""

    text: str
    end: int


def named(phrase: Phrase, sense: Sense, start: int) -> Named | None:
    """The character whose name begins at this word."""
    if sense is Sense.CODE_POINT:
        return _longest(phrase, start, lambda name: named_character(f"{CODE_POINT} {name}"), 1)
    by_name = named_sequence if sense is Sense.UNICODE else phrase.emoji
    return _whole(phrase, start, by_name) or _longest(phrase, start, by_name, _MOST_WORDS)


def marked(phrase: Phrase, start: int, by_name: ByName) -> Named | None:
    """The character that there is with the marks named from this word on."""
    whole = _whole(phrase, start, by_name)
    return whole or _longest(phrase, start, by_name, _MOST_WORDS_OF_MARKS)


def _whole(phrase: Phrase, start: int, by_name: ByName) -> Named | None:
    """What all that a comma parts off stands for, however long it is: what was spelled does.
    Once in a phrase, so that it takes no time to speak of.
    """
    if phrase.has_sought_whole or start == len(phrase.words):
        return None
    phrase.has_sought_whole = True
    text = by_name(" ".join(phrase.raws[phrase.where[start] :]))
    return Named(text, len(phrase.words)) if text is not None else None


def _longest(phrase: Phrase, start: int, by_name: ByName, most: int) -> Named | None:
    """What the longest name from this word on stands for."""
    if start == len(phrase.words):
        return None
    first, last = phrase.where[start], len(phrase.raws)
    for behind in range(min(first + most, last), first, -1):
        text = by_name(" ".join(phrase.raws[first:behind]).rstrip(ENDS))
        if text is not None:
            return Named(text, bisect_left(phrase.where, behind))
    return None


def composed(base: str, is_capital: bool, marks: str) -> str | None:
    """A small letter, or its capital, with marks; what is left after the longest composed
    letter are code points of their own. None if there is none such.
    """
    parts = _usual(marks).split(WITH)
    for count in range(min(_MOST_PARTS, len(parts)), 0, -1):
        letter = composed_letter(base, WITH.join(parts[:count]), is_capital)
        if letter is not None:
            rest = named_sequence(WITH.join(parts[count:])) if parts[count:] else ""
            return None if rest is None else letter + rest
    return None


def combined(letter: str, mark: str) -> str | None:
    """A letter with a mark that there is no composed letter for: b with cedilla."""
    mark = _usual(mark)
    names = (f"combining {mark}", f"combining {mark} accent")
    found = next(filter(None, map(named_character, names)), None)
    return None if found is None else letter + found


def _usual(marks: str) -> str:
    return WITH.join(map(_usual_part, marks.split(WITH)))


def _usual_part(mark: str) -> str:
    # A combining character's name is meant to the letter: “combining circumflex accent”.
    if not mark.startswith("combining "):
        for other, usual in _OTHER_ACCENTS.items():
            mark = mark.replace(other, usual)
    return mark
