"""Single words as heard: prepared once for each that occurs in an utterance."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from companion.domain.speller.heard import Heard, Node, Sense, Vocabulary, plain, spoken_words

ENDS = ".;:。…"
"""At the end of a word these end a name, too. Commas have parted the words before."""
_CODE_POINT = re.compile(r"[uU]\+([0-9A-Fa-f]{4,6})", re.ASCII)
_POSSESSIVE = re.compile(r"(\w)['’]s")
_LONGEST_FOLDED = 200


@dataclass(slots=True)
class Word:
    """A word as heard. What is None or empty does not apply to it.

    `node` is where the names begin that this word begins; `text` is what it stands for if no
    name has it and another word behind it, `capital` the same in capitals; `typed` is a
    character, or figures, that stand for themselves; `plural` is what it is the plural of;
    `corrected` is the word that was meant, it seems.
    """

    raw: str
    key: str
    ends: bool = False
    node: Node | None = None
    text: str | None = None
    capital: str = ""
    is_letter: bool = False
    typed: str = ""
    plural: Heard | None = None
    corrected: str = ""
    is_known: bool = True


class Words(dict[str, tuple[Word, ...]]):
    """What each sequence of characters between spaces is; mostly one word."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self.are_single = True

    def __missing__(self, raw: str) -> tuple[Word, ...]:
        words = self[raw] = self._prepared(raw)
        if len(words) != 1:
            self.are_single = False
        return words

    def _prepared(self, raw: str) -> tuple[Word, ...]:
        body = raw.rstrip(ENDS)
        ends = body != raw
        if not body:
            return () if set(raw) <= set(".…。") else (Word(raw, "", typed=raw),)
        if len(body) > 3 and body[0] + body[-1] == "()":
            body = body[1:-1]  # other programs write “(space)”
        found = self._found(body)
        if not found or ("-" in body and not (found[0].node and found[0].node.heard)):
            # “Less-than” begins “less-than sign” and is “less than”.
            found = self._parts(body) or found or (self._unknown(body),)
        return (*found[:-1], replace(found[-1], ends=True)) if ends else found

    def _found(self, body: str) -> tuple[Word, ...]:
        keys = spoken_words(body[:_LONGEST_FOLDED].replace("-", ""))
        key = self._vocabulary.word(keys[0]) if keys else None
        typed = _typed(body)
        if key is None and not typed:
            return ()
        word = Word(body, key or body.casefold(), typed=typed)
        node = word.node = self._vocabulary.root.after.get(word.key)
        if node is not None and node.text is not None and not node.after:
            assert node.heard is not None, body
            word.text, word.capital = node.text, node.capital
            word.is_letter = node.heard.sense is Sense.LETTER
        return (word,)

    def _parts(self, body: str) -> tuple[Word, ...]:
        """The words between hyphens, when all are words of names. “A-9” may have a hyphen."""
        parts = body.split("-")
        if len(parts) < 2 or any(_typed(part) for part in parts if part):
            return ()
        found = [self._found(part) for part in parts if part]
        return tuple(words[0] for words in found) if all(found) else ()

    def _unknown(self, body: str) -> Word:
        word = Word(body, plain("".join(spoken_words(body[:_LONGEST_FOLDED]))).replace("-", ""))
        word.is_known = False
        word.plural = self._singular(body, word.key)
        if word.plural is None and word.key.isalpha():
            as_heard = self._vocabulary.word(word.key.replace("ph", "f"))
            near = as_heard or self._vocabulary.nearest(word.key)
            if near:
                word.key = word.corrected = near
                word.node = self._vocabulary.root.after.get(near)
        return word

    def _singular(self, body: str, key: str) -> Heard | None:
        letter = _POSSESSIVE.fullmatch(body)
        if letter:
            return Heard(Sense.LETTER, letter[1])
        for ending in ("s", "es"):
            word = self._vocabulary.word(key.removesuffix(ending)) if key.endswith(ending) else None
            heard = self._vocabulary.single(word) if word else None
            if heard and (heard.sense is Sense.LETTER or heard.text.isdigit()):
                return heard
        return None


def _typed(body: str) -> str:
    """Characters that stand for themselves: one of any kind, or several without a letter."""
    if len(body) == 1 or not any(map(str.isalpha, body)):
        return body
    if len(body) < 8 and len(unicodedata.normalize("NFC", body)) == 1:
        return body
    number = _CODE_POINT.fullmatch(body)
    return chr(int(number[1], 16)) if number and int(number[1], 16) <= 0x10FFFF else ""
