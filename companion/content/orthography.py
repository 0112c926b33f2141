"""How words are spelled, by the dictionaries of pyspellchecker; British spellings are right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from companion.domain.manner import ENGLISH, primary

if TYPE_CHECKING:
    from spellchecker import SpellChecker

MOST_OFFERED = 3
LONGEST_CORRECTED = 30
"""Characters; of longer words nobody knows what was meant."""

# The dictionary is American. A British word is right when its American twin is.
_TWINS = (
    (r"our(?=(s|ed|ing|ful|fully|less|ite|ites|able|al|hood|er|ers)?$)", "or"),
    (r"is(?=(e|ed|es|er|ers|ing|ation|ations|able)$)", "iz"),
    (r"ys(?=(e|ed|es|er|ers|ing)$)", "yz"),
    (r"tre(?=(s|d)?$)", "ter"),
    (r"ogue(?=s?$)", "og"),
    (r"ll(?=(ed|ing|er|ers|or|ors)$)", "l"),
    (r"enc(?=es?$)", "ens"),
    (r"mme(?=s?$)", "m"),
    (r"ae", "e"),
)
_BRITISH = {
    "color": "colour",
    "colors": "colours",
    "favorite": "favourite",
    "favorites": "favourites",
    "behavior": "behaviour",
    "center": "centre",
    "canceled": "cancelled",
}
_ALSO = {"cheque", "cheques", "whilst", "grey", "licence", "kerb", "tyre", "mum", "learnt", "spelt"}


class Dictionaries:
    """Every language is read when it is first asked for, which takes a fifth of a second."""

    def __init__(self, own: frozenset[str] = frozenset()) -> None:
        self._own = own

    def misspelled(self, words: Iterable[str], language: str) -> Mapping[str, tuple[str, ...]]:
        """The words that are in no dictionary, each with what is probably meant.

        Nothing is wrong in a language that has no dictionary.
        """
        checker = _dictionary(primary(language))
        if checker is None:
            return {}
        is_english = primary(language) == ENGLISH
        unknown = [w for w in dict.fromkeys(words) if not self._is_known(w, checker, is_english)]
        return {word: _offered(word, checker, is_english) for word in unknown}

    def _is_known(self, word: str, checker: SpellChecker, is_english: bool) -> bool:
        """The word, or each part of a compound, with or without its 's."""
        plain = word.casefold().replace("’", "'")
        whole = (plain, plain.removesuffix("'s"))
        if any(self._is_word(part, checker, is_english) for part in whole):
            return True
        parts = whole[1].split("-")
        return len(parts) > 1 and all(
            len(part) < 3 or self._is_word(part, checker, is_english) for part in parts
        )

    def _is_word(self, word: str, checker: SpellChecker, is_english: bool) -> bool:
        if word in self._own or word in checker:
            return True
        return is_english and (word in _ALSO or any(twin in checker for twin in _twins(word)))


@cache
def _dictionary(language: str) -> SpellChecker | None:
    # 20 ms, and a fifth of a second for a language: only where something is spelled.
    from spellchecker import SpellChecker

    try:
        # Two wrong letters would take seconds for a long word.
        return SpellChecker(language=language, distance=1)
    except ValueError:
        return None


def _twins(word: str) -> Iterable[str]:
    for pattern, american in _TWINS:
        twin, count = re.subn(pattern, american, word)
        if count:
            yield twin


def _offered(word: str, checker: SpellChecker, is_english: bool) -> tuple[str, ...]:
    if len(word) > LONGEST_CORRECTED:
        return ()
    found = checker.candidates(word.casefold()) or set()
    likely = sorted(found - {word.casefold()}, key=lambda w: (-checker.word_usage_frequency(w), w))
    shown = [_as_in_britain(w) if is_english else w for w in likely[:MOST_OFFERED]]
    return tuple(w.capitalize() if word[:1].isupper() else w for w in shown)


def _as_in_britain(word: str) -> str:
    return _BRITISH.get(word) or re.sub(r"(?<=\w{4})iz(?=(e|ed|es|ing|ation)$)", "is", word)
