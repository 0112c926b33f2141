"""Decoding: from what a caller says, typed as heard, to the text that is meant.

It reads back all that `spelling.py` says, to the code point, and what people say beside that:

- Any word that the alphabet accepts, the international words, names of letters, figures as
  words or typed, any usual name of a symbol; capitals, accents and hyphens make no difference.
  A word that is no name is taken for the nearest one if it can be that one misheard and there
  is only one (`misspelling.py`); this is told in `corrected`. Any other word is `unknown`.
- Without a case a letter is small. “Capital”, “upper case”, “big” and “small”, “lower case” are
  for the next letter; “all caps” lasts until “lower case”, “caps off”, “all small” or the end.
  Where “upper case” is followed by two letters or more and then by “lower case”, it was said as
  on amateur radio, for all of them: they are capitals, and that is told as ambiguous.
- A single letter that was typed keeps its case (“a”, “B”), but not in “B as in Bravo”. What was
  typed without a letter in it (“4711”, “192.168.0.1”, “@”) stands for itself.
- “Double”, “triple”, “three times” repeat what follows, “three times” and “twice” what precedes
  where nothing follows before the next comma; “two fives” is 55.
- “A as in apple”: whatever the word after “as in” is, it is not spelled.
- Commas and full stops part names, and are nothing else; so do line ends and spaces.

Of several meanings the first is taken and told with the others in `ambiguous`. A choice may be
to take a word for nothing: “oh” is a zero and not the letter; “and” between words means nothing,
alone between commas it is &; “a” is an article in “followed by a dot”. What the alphabet itself
says for a character is never ambiguous.

Positions count words from 0, as parted by white space and commas. The time is proportional to
the length of what was said, whatever it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from companion.domain.speller.alphabet import Alphabet
from companion.domain.speller.heard import Vocabulary
from companion.domain.speller.listening import Listener
from companion.domain.speller.transcript import Ambiguous, Corrected, Unknown

__all__ = ["Ambiguous", "Corrected", "Decoder", "Decoding", "Unknown", "decode"]

EmojiByName = Callable[[str], str | None]
"""The emoji with a CLDR name, if there is one."""


@dataclass(frozen=True, slots=True)
class Decoding:
    """The text that was meant, and whatever is doubtful about it."""

    text: str
    unknown: tuple[Unknown, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()
    corrected: tuple[Corrected, ...] = ()


class Decoder:
    """Decodes with one alphabet; keep it for more than one utterance. It keeps none of them."""

    def __init__(self, alphabet: Alphabet, emoji: EmojiByName | None = None) -> None:
        self._vocabulary = Vocabulary(alphabet)
        self._emoji = emoji or (lambda _: None)

    def decode(self, words: str) -> Decoding:
        """The text that these words spell."""
        listener = Listener(self._vocabulary, self._emoji)
        listener.hear(words)
        heard = listener.transcript
        return Decoding(
            "".join(heard.pieces),
            tuple(sorted(heard.unknown, key=attrgetter("position"))),
            tuple(sorted(heard.ambiguous, key=attrgetter("position"))),
            tuple(heard.corrected),
        )


def decode(words: str, alphabet: Alphabet, emoji: EmojiByName | None = None) -> Decoding:
    """The text that these words spell; see `Decoder` for more than one utterance."""
    return Decoder(alphabet, emoji).decode(words)
