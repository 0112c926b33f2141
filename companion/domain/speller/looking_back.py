"""What is about the character before: “… as in apple”, “… with acute”, “two fives”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from companion.domain.speller.character_names import named_sequence
from companion.domain.speller.heard import Heard, Sense, plain
from companion.domain.speller.naming import combined, composed, marked
from companion.domain.speller.transcript import Ambiguous, Transcript

if TYPE_CHECKING:
    from companion.domain.speller.phrase import Phrase

_ARTICLES = ("a", "an", "the")
_MOST_REPEATED = 4
"""“Quadruple” is the most that may stand before a letter that is then explained."""


def as_in(phrase: Phrase, at: int, end: int) -> int:
    """“A as in apple”: what comes next only explains the letter before."""
    phrase.looked_back = True
    said, words = phrase.transcript, phrase.words
    while end + 1 < len(words) and words[end].key in _ARTICLES:
        end += 1
    if not said.can_look_back or end == len(words) or not _is_letter(said):
        if words[at].typed:
            # The joiner of the Japanese alphabet is a letter, too.
            said.emit_typed(words[at].typed, phrase.said(at, at + 1))
            return at + 1
        said.reject(phrase.said(at, end))
        return end
    behind, heard = phrase.longest(end)
    if heard is None or heard.sense is not Sense.LETTER:
        behind, heard = end + 1, None
    meant = heard.text if heard is not None else words[end].raw[0].lower()
    _explain(phrase, meant, at, behind)
    return behind


def _is_letter(said: Transcript) -> bool:
    piece = said.pieces[-1]
    is_one = len(piece) <= _MOST_REPEATED and len(set(piece)) == 1 and piece.isalpha()
    return is_one or said.doubt == len(said.pieces)


def _explain(phrase: Phrase, meant: str, at: int, end: int) -> None:
    said, small = phrase.transcript, phrase.vocabulary.small
    if said.typed == len(said.pieces):
        # “B as in Bravo” says nothing about the case.
        said.pieces[-1] = small(said.pieces[-1][0]) * len(said.pieces[-1])
    if said.doubt == len(said.pieces):
        doubt = said.ambiguous.pop()
        texts = (doubt.chosen, *doubt.also)
        fitting = [text for text in texts if plain(small(text[:1])) == plain(meant)]
        said.pieces[-1] = fitting[0] if fitting else doubt.chosen
        said.doubt = 0
    piece = said.pieces[-1]
    if plain(small(piece[0])) != plain(meant):
        also = phrase.vocabulary.capital(meant) if piece[0] != small(piece[0]) else meant
        doubt = Ambiguous(*phrase.said(at, end), piece, (also * len(piece),))
        said.ambiguous.append(doubt)


def with_marks(phrase: Phrase, at: int) -> int:
    """“Echo with acute”, “carriage return with line feed”."""
    phrase.looked_back = True
    said = phrase.transcript
    if said.can_look_back:
        found = marked(phrase, at + 1, lambda marks: _marked(phrase, marks))
        if found is not None:
            said.pieces[-1] = found.text
            return found.end
    said.reject(phrase.said(at, at + 1))
    return at + 1


def with_accent(phrase: Phrase, at: int, end: int, accent: str) -> int:
    """“E acute”."""
    phrase.looked_back = True
    said = phrase.transcript
    text = _marked(phrase, accent) if said.can_look_back else None
    if text is None:
        said.reject(phrase.said(at, end))
    else:
        said.pieces[-1] = text
    return end


def _marked(phrase: Phrase, marks: str) -> str | None:
    """The last piece with marks; with each of its letters, where one was repeated."""
    piece = phrase.transcript.pieces[-1]
    marks = marks.lower()
    one, count = (piece[0], len(piece)) if len(set(piece)) == 1 else (piece, 1)
    if len(one) == 1 and one.isalpha():
        small = phrase.vocabulary.small(one)
        letter = composed(small, small != one, marks)
        letter = letter or combined(one, marks)
        if letter is not None:
            return letter * count
    rest = named_sequence(marks)
    return None if rest is None else (one + rest) * count


def plural(phrase: Phrase, heard: Heard, at: int) -> bool:
    """“Two fives”, “double fives”; a plural with no number before it is not understood."""
    said = phrase.transcript
    if said.has_repeat:
        said.emit((heard.text,), phrase.said(at, at + 1))
        return True
    before = phrase.words[at - 1] if at else None
    if before is None or before.ends or not said.can_look_back:
        return False
    single = phrase.vocabulary.single(before.key)
    count = before.typed or (single.text if single else "")
    if len(count) != 1 or not "2" <= count <= "9" or said.pieces[-1] != count:
        return False
    said.pieces.pop()
    said.emit((heard.text * int(count), count + heard.text), phrase.said(at - 1, at + 1))
    return True
