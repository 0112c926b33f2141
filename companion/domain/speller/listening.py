"""Hears a whole utterance, phrase by phrase; `decoding` tells by which rules."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from companion.domain.speller.heard import Vocabulary
from companion.domain.speller.heard_words import Words
from companion.domain.speller.phrase import Phrase
from companion.domain.speller.transcript import Transcript

_COMMAS = "、，،"
_LONGEST_KEPT = 100


class Listener:
    """Hears one utterance; the transcript is what it understood.

    A phrase that is one plain piece whatever is said around it is understood once and then
    known: most of what was spelled is read back by looking it up.
    """

    def __init__(self, vocabulary: Vocabulary, emoji: Callable[[str], str | None]) -> None:
        self.transcript = Transcript(vocabulary.capital, vocabulary.small)
        self._vocabulary = vocabulary
        self._emoji = emoji
        self._lookup = Words(vocabulary)
        self._known: dict[str, tuple[str, int]] = {}
        self._known_capitals: dict[str, tuple[str, int]] = {}
        self._position = 0

    def hear(self, utterance: str) -> None:
        """Hear all of it; what is left open at the end is unknown."""
        for comma in _COMMAS:
            utterance = utterance.replace(comma, ",")
        said = self.transcript
        for phrase in utterance.split(","):
            known = self._known_capitals if said.is_all_capitals else self._known
            piece = known.get(phrase)
            if piece is not None and said.run is None and not said.waits:
                said.pieces.append(piece[0])
                self._position += piece[1]
            elif phrase and not phrase.isspace():
                self._hear_phrase(phrase, known)
        said.give_up()

    def _hear_phrase(self, text: str, known: dict[str, tuple[str, int]]) -> None:
        raws = text.split()
        said = self.transcript
        before, count = said.state, len(said.pieces)
        phrase = self._phrase(raws)
        phrase.follow()
        is_one = len(said.pieces) == count + 1 and before == said.state
        is_alone = not (phrase.looked_back or said.waits or said.run)
        if is_one and is_alone and len(text) <= _LONGEST_KEPT:
            known[text] = said.pieces[-1], len(raws)
        self._position += len(raws)

    def _phrase(self, raws: list[str]) -> Phrase:
        words = list(chain.from_iterable(map(self._lookup.__getitem__, raws)))
        where: list[int] | range = range(len(words))
        if not self._lookup.are_single:
            counts = (len(self._lookup[raw]) for raw in raws)
            where = [at for at, count in enumerate(counts) for _ in range(count)]
        places = (raws, where, self._position)
        return Phrase(words, places, self.transcript, self._vocabulary, self._emoji)
