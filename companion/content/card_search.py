"""Finds cards by what is typed: exact names, beginnings, words in any order, misspellings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from unicodedata import combining, normalize

from rapidfuzz import fuzz, process

from companion.domain.cards import Card, CardKind, KnownError

EXACT, BEGINS, MENTIONED, WORDS, IN_BODY = 100.0, 95.0, 92.0, 88.0, 50.0
"""How good a way of matching is; a misspelling is worth up to FUZZY of its likeness."""
WHOLE = 3.0
"""What is added for how much of a name is typed, so that the closer one comes first."""
FUZZY, LEAST_LIKE, NEARLY = 0.8, 75, 85
SHORTEST_MISSPELT = 3
"""Letters: below that, everything is like everything."""
FITS_FROM = 3
"""Telling words of a known error that the notes must have, unless they name it outright."""
_STEM = 4
"""Letters by which words are taken for the same here: lock, locked, locking."""
_KINDS = list(CardKind)
_COMMON = (
    "about after again also been before both caller could does done each every from have here"
    " into that their them then there they this what when where which while will with work works"
    " would your cannot can't doesn't don't isn't won't nothing since still"
)
_COMMON_WORDS = frozenset(_COMMON.split())


def plain(text: str) -> str:
    """Text as it is compared: small letters without accents, words one space apart."""
    bare = "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
    return " ".join(re.findall(r"[\w'+#]+", bare))


class CardIndex:
    """The words of some cards, ready to be searched at every key."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self._cards = sorted(cards, key=_order)
        self._names = [(i, plain(n)) for i, card in enumerate(self._cards) for n in card.names]
        # One misspelt word of a name of several is found by itself.
        self._words = [
            (i, word)
            for i, name in self._names
            for word in name.split()
            if len(word) > SHORTEST_MISSPELT
        ]
        self._bodies = [f" {plain(' '.join((*c.names, c.body)))}" for c in self._cards]
        self._errors = [
            (card, _telling(f"{card.title} {card.symptom}"), [plain(name) for name in card.names])
            for card in self._cards
            if isinstance(card, KnownError)
        ]

    @property
    def cards(self) -> Sequence[Card]:
        """Every card, in the order in which they are listed."""
        return self._cards

    def find(self, text: str, kind: CardKind | None = None) -> list[Card]:
        """The cards that match, the best first; all of them for a blank text."""
        wanted = plain(text)
        if not wanted:
            ranked = list(range(len(self._cards)))
        else:
            scores = self._scores(wanted)
            ranked = sorted(scores, key=lambda index: (-scores[index], index))
        found = [self._cards[index] for index in ranked]
        return [card for card in found if kind is None or card.kind is kind]

    def explains(self, word: str) -> bool:
        """A term is called so or nearly so, or has that word in one of its names."""
        wanted = plain(word)
        texts = {text for i, text in (*self._names, *self._words) if self._is_term(i)}
        if wanted in texts or len(wanted) <= SHORTEST_MISSPELT:
            return wanted in texts
        return bool(process.extractOne(wanted, texts, scorer=fuzz.ratio, score_cutoff=NEARLY))

    def _is_term(self, index: int) -> bool:
        return self._cards[index].kind is CardKind.TERM

    def fitting(self, notes: str, today: date) -> list[KnownError]:
        """The known errors not over that the words of the notes speak of, the best first."""
        said, text = _telling(notes), f" {plain(notes)} "
        fits = []
        for card, words, names in self._errors:
            if card.is_over(today):
                continue
            common = len(said & words)
            if common >= FITS_FROM or any(f" {name} " in text for name in names):
                fits.append((-common, card.title, card))
        return [card for *_, card in sorted(fits, key=lambda fit: fit[:2])]

    def _scores(self, wanted: str) -> dict[int, float]:
        scores: dict[int, float] = {}
        words = wanted.split()
        for index, name in self._names:
            score = _name_score(wanted, words, name)
            if score > scores.get(index, 0):
                scores[index] = score
        for index, body in enumerate(self._bodies):
            if index not in scores and all(f" {word}" in body for word in words):
                scores[index] = IN_BODY
        if len(wanted) >= SHORTEST_MISSPELT:
            self._add_misspelt(wanted, scores)
        return scores

    def _add_misspelt(self, wanted: str, scores: dict[int, float]) -> None:
        for keys, worth in ((self._names, FUZZY), (self._words, FUZZY - 0.05)):
            texts = [text for _, text in keys]
            found = process.extract(
                wanted, texts, scorer=fuzz.ratio, score_cutoff=LEAST_LIKE, limit=None
            )
            for _, likeness, place in found:
                index = keys[place][0]
                scores[index] = max(scores.get(index, 0), likeness * worth)


def _name_score(wanted: str, words: list[str], name: str) -> float:
    if name == wanted:
        return EXACT
    if name.startswith(wanted):
        return BEGINS + WHOLE * len(wanted) / len(name)
    if f" {name} " in f" {wanted} ":
        return MENTIONED
    if all(f" {word}" in f" {name}" for word in words):
        return WORDS + WHOLE * len(words) / len(name.split())
    return 0


def _telling(text: str) -> frozenset[str]:
    """The beginnings of the words that say what something is about."""
    words = (word for word in plain(text).split() if word not in _COMMON_WORDS)
    return frozenset(word[:_STEM] for word in words if len(word) >= _STEM)


def _order(card: Card) -> tuple[int, str, str]:
    return _KINDS.index(card.kind), plain(card.title), card.id
