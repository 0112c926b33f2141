"""Which words of a text are worth looking up, and what to say of those that are wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from companion.domain.wording_check import Finding
from companion.domain.wording_rules import Fault

WHY = "It is in no dictionary; Alt+Delete leaves it."

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PLACE = re.compile(r"\S*(?:[@\\/_]|\w\.\w|\d)\S*|‹[^›]*›")
"""Addresses, paths, codes, and places that are still empty."""


def words_to_check(text: str, names: Iterable[str] = ()) -> tuple[tuple[int, str], ...]:
    """The words of a text and where they begin; without names, addresses, codes and acronyms.

    `names` are what the call brings with it: every word of those is right. So is a word with a
    capital in the middle of a sentence: it is somebody's name, or a product's.
    """
    known = {word.casefold() for name in names for word in _WORD.findall(name)}
    skipped = [match.span() for match in _PLACE.finditer(text)]
    found = []
    for match in _WORD.finditer(text):
        word = match[0]
        if any(start <= match.start() < end for start, end in skipped):
            continue
        if len(word) < 2 or word.casefold() in known or not word[1:].islower():
            continue
        if word[0].isupper() and not _begins_sentence(text, match.start()):
            continue
        found.append((match.start(), word))
    return tuple(found)


def spelling_findings(
    words: Iterable[tuple[int, str]], wrong: Mapping[str, tuple[str, ...]]
) -> tuple[Finding, ...]:
    """A finding for each word that is `wrong`, with what is offered instead."""
    return tuple(
        Finding(start, start + len(word), Fault.SPELLING, WHY, wrong[word], word)
        for start, word in words
        if word in wrong
    )


def _begins_sentence(text: str, place: int) -> bool:
    return not re.search(r"[^\s.!?:\n“\"(]\s*[“\"(]?$", text[:place].rpartition("\n")[2])
