"""Searches everything that can be found: exact words, beginnings, any order, misspellings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from rapidfuzz import fuzz, process

from companion.content.card_search import plain
from companion.domain.flow import FlowId
from companion.services.finding import MOST_FOUND, Findable, FindKind, FlowPlace, Hit

EXACT, BEGINS, LIKE = 100.0, 80.0, 30.0
"""What a word is worth that was typed whole, begun, or misspelt (times its likeness)."""
TYPED = 10.0
"""What is added for how much of a word is typed."""
IN_NAME, IN_TEXT = 1.0, 0.6
"""How a word counts by where it stands: LIKE is below BEGINS times IN_TEXT."""
WHOLE, STARTS, TOGETHER, NEAR = 60.0, 20.0, 12.0, 8.0
"""What is added for a whole title, its beginning, words one after the other, the call's flow."""
SHORTEST_MISSPELT, LEAST_LIKE = 4, 72
MOST_LIKE = 8
"""Letters from which a word may be misspelt; its least likeness; the words it is taken for."""

_Scores = dict[int, float]


class WordIndex:
    """The words of some findables by where they stand. Searched in a few milliseconds."""

    def __init__(self, entries: Sequence[Findable]) -> None:
        self._entries = entries
        self._titles = [plain(entry.title) for entry in entries]
        self._texts = [_all_text(entry) for entry in entries]
        self._flows = [_flow_of(entry) for entry in entries]
        self._places: dict[str, _Scores] = {}
        for number, entry in enumerate(entries):
            # A line to say is no name: it is as long as a text.
            title = () if entry.kind is FindKind.PROMPT else (entry.title,)
            for text in (*title, *entry.names):
                self._add(plain(text), number, IN_NAME)
            self._add(self._texts[number], number, IN_TEXT)
        self._words = sorted(self._places)

    def find(self, text: str, near: str = "", limit: int = MOST_FOUND) -> list[Hit]:
        """What matches, the best first; nothing for a blank text."""
        words = plain(text).split()
        if not words:
            return []
        found = [self._begun_with(word) for word in words]
        sure = _in_all(found)
        scores = sure or self._with_misspelt(words, found)
        wanted = " ".join(words)
        ranked = sorted(
            (-(score + self._added(number, wanted, near)), number)
            for number, score in scores.items()
        )
        return [Hit(self._entries[number], bool(sure)) for _, number in ranked[:limit]]

    # ------------------------------------------------------------------ inside

    def _add(self, text: str, number: int, worth: float) -> None:
        for word in _words(text):
            places = self._places.setdefault(word, {})
            places[number] = max(worth, places.get(number, 0))

    def _begun_with(self, typed: str) -> _Scores:
        """Where there is a word that is the one typed, or begins so."""
        scores: _Scores = {}
        first = bisect_left(self._words, typed)
        for position in range(first, len(self._words)):
            word = self._words[position]
            if not word.startswith(typed):
                break
            worth = EXACT if word == typed else BEGINS + TYPED * len(typed) / len(word)
            _raise_to(scores, self._places[word], worth)
        return scores

    def _like(self, typed: str) -> _Scores:
        """Where there is a word that may have been meant."""
        if len(typed) < SHORTEST_MISSPELT:
            return {}
        found = process.extract(
            typed, self._words, scorer=fuzz.ratio, score_cutoff=LEAST_LIKE, limit=MOST_LIKE
        )
        scores: _Scores = {}
        for word, likeness, _ in found:
            _raise_to(scores, self._places[word], LIKE * likeness / 100)
        return scores

    def _with_misspelt(self, words: list[str], found: list[_Scores]) -> _Scores:
        """Words that nothing has are taken for others first, then all of them; else most count."""
        taken = [scores or self._like(word) for word, scores in zip(words, found, strict=True)]
        if scores := _in_all(taken):
            return scores
        wide = [
            _joined(self._like(word), scores) for word, scores in zip(words, found, strict=True)
        ]
        return _in_all(wide) or _in_most(wide)

    def _added(self, number: int, wanted: str, near: str) -> float:
        title, added = self._titles[number], 0.0
        if title == wanted:
            added += WHOLE
        elif title.startswith(wanted):
            added += STARTS
        elif " " in wanted and wanted in self._texts[number]:
            added += TOGETHER
        return added + (NEAR if near and self._flows[number] == near else 0)


def _all_text(entry: Findable) -> str:
    return plain(" ".join((entry.title, *entry.names, entry.where, entry.text)))


def _flow_of(entry: Findable) -> FlowId | None:
    return entry.target.flow.id if isinstance(entry.target, FlowPlace) else None


def _words(text: str) -> Iterator[str]:
    """The words of a plain text; one with an apostrophe, also as it is typed in a hurry."""
    for word in text.split():
        yield word
        if "'" in word:
            yield word.replace("'", "")


def _raise_to(scores: _Scores, places: Mapping[int, float], worth: float) -> None:
    for number, weight in places.items():
        if worth * weight > scores.get(number, 0):
            scores[number] = worth * weight


def _joined(one: _Scores, other: _Scores) -> _Scores:
    joined = dict(one)
    _raise_to(joined, other, 1)
    return joined


def _in_all(found: Sequence[_Scores]) -> _Scores:
    """What has every word, with what its words are worth on average."""
    fewest = min(found, key=len)
    return {
        number: sum(scores[number] for scores in found) / len(found)
        for number in fewest
        if all(number in scores for scores in found)
    }


def _in_most(found: Sequence[_Scores]) -> _Scores:
    """What has more of the words than anything else."""
    count: dict[int, int] = {}
    for number in chain.from_iterable(found):
        count[number] = count.get(number, 0) + 1
    most = max(count.values(), default=0)
    return {n: _sum(found, n) / len(found) for n, times in count.items() if times == most}


def _sum(found: Iterable[_Scores], number: int) -> float:
    return sum(scores.get(number, 0) for scores in found)
