"""What is understood: every name that a caller may say, and what it stands for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cached_property
from itertools import chain

from companion.domain.speller import heard_names as known
from companion.domain.speller.alphabet import Alphabet
from companion.domain.speller.misspelling import Misspellings


class Sense(Enum):
    """What a name does."""

    LETTER = auto()
    TEXT = auto()
    CAPITAL = auto()
    UPPER = auto()
    SMALL = auto()
    LOWER = auto()
    ALL_UPPER = auto()
    ALL_LOWER = auto()
    TIMES = auto()
    TIMES_EITHER_WAY = auto()
    JOINER = auto()
    FILLER = auto()
    MAYBE_FILLER = auto()
    WITH = auto()
    ACCENT = auto()
    UNICODE = auto()
    EMOJI = auto()
    CODE_POINT = auto()


@dataclass(frozen=True, slots=True)
class Heard:
    """What a name stands for: `text`, or else one of `also`; `count` is how many times."""

    sense: Sense
    text: str = ""
    also: tuple[str, ...] = ()
    count: int = 1


@dataclass(slots=True)
class Node:
    """Where one has got to in a name, and what may come next.

    `text` and `capital` are what the name stands for if it can be nothing else, wherever it
    is said; most can not, and that is what makes decoding fast. `is_capital` is what a word
    says about the case of the next letter.
    """

    heard: Heard | None = None
    is_said: bool = False
    text: str | None = None
    capital: str = ""
    is_capital: bool | None = None
    after: dict[str, Node] = field(default_factory=dict)


class Vocabulary:
    """Every name that is understood with an alphabet, word by word, longest name first.

    What an alphabet says itself counts before anything else, then what else it accepts, then
    what callers say with any alphabet: so what is spelled is always read back as it was.
    """

    def __init__(self, alphabet: Alphabet) -> None:
        self.alphabet = alphabet
        self.root = Node()
        self._aliases: dict[str, str | None] = {}
        self._sought: dict[str, Heard | str] = {}
        self._smalls = {alphabet.capital_of(letter): letter for letter in alphabet.letters}
        said, accepted = _own(alphabet)
        for names, heard in said:
            self._add(names, heard, is_said=True)
        for names, heard in (*_running_case(), *accepted, *_everybody_s()):
            self._add(names, heard)
        self._simplify(self.root)

    def word(self, word: str) -> str | None:
        """The word of a name that was said so, with accents or without; None if there is none."""
        return word if word in self._sought else self._aliases.get(plain(word))

    def nearest(self, word: str) -> str | None:
        """The word of a name that was nearly said so."""
        near = self._misspellings.nearest(plain(word))
        return near and self._aliases[near]

    def capital(self, text: str) -> str:
        """The text in capitals, where it has as many of them."""
        if text in self.alphabet.letters:
            return self.alphabet.capital_of(text) or text
        capitals = text.upper()
        return capitals if len(capitals) == len(text) else text

    def small(self, letter: str) -> str:
        """The small letter of a letter of the alphabet, or of any other."""
        small = self._smalls.get(letter) or letter.lower()
        return small if len(small) == len(letter) else letter

    def single(self, word: str) -> Heard | None:
        """What a word stands for that is a whole name."""
        node = self.root.after.get(word)
        return node.heard if node else None

    @cached_property
    def _misspellings(self) -> Misspellings:
        found = {a: self._sought[w] for a, w in self._aliases.items() if w is not None}
        no_filler = {a: m for a, m in found.items() if not _is_filler(m)}
        return Misspellings(no_filler)

    def _add(self, names: Iterable[str], heard: Heard, *, is_said: bool = False) -> None:
        for words in chain.from_iterable(map(_ways_to_write, names)):
            node = self.root
            for word in words:
                node = node.after.setdefault(word, Node())
                self._know(word)
            if node.heard is None:
                node.heard, node.is_said = heard, is_said
                if len(words) == 1:
                    self._sought[words[0]] = heard
            elif heard.also and not node.is_said:
                node.heard = _with_others(node.heard, heard)

    def _simplify(self, node: Node) -> None:
        heard = node.heard
        if heard and heard.sense in (Sense.LETTER, Sense.TEXT) and not heard.also:
            node.text, node.capital = heard.text, self.capital(heard.text)
        elif heard and heard.sense in (Sense.CAPITAL, Sense.SMALL):
            node.is_capital = heard.sense is Sense.CAPITAL
        for following in node.after.values():
            self._simplify(following)

    def _know(self, word: str) -> None:
        if word in self._sought:
            return
        self._sought[word] = word
        for alias in {plain(word), plain(_in_two_letters(word))}:
            # Two words that differ in their accents only are told apart by them.
            self._aliases[alias] = word if self._aliases.get(alias, word) == word else None


def spoken_words(name: str) -> tuple[str, ...]:
    """A name's words as they are compared: in small letters, without apostrophes."""
    text = unicodedata.normalize("NFC", name.casefold())
    return tuple(text.replace("'", "").replace("’", "").split())


def plain(word: str) -> str:
    """A word without accents. (Those of kana are no accents, and stay.)"""
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFD", word).translate(_NO_ACCENTS)
    return unicodedata.normalize("NFC", letters)


_NO_ACCENTS = dict.fromkeys(range(0x300, 0x370)) | {
    ord(letter): instead
    for letter, instead in zip("øłđıæœ", ("o", "l", "d", "i", "ae", "oe"), strict=True)
}


_TWO_LETTERS = dict(zip(map(ord, "äöüøå"), ("ae", "oe", "ue", "oe", "aa"), strict=True))


def _in_two_letters(word: str) -> str:
    """As Germans and Scandinavians write where there are no accents: Koeln, Aase, Oestersund."""
    return word.translate(_TWO_LETTERS)


def _ways_to_write(name: str) -> Iterator[tuple[str, ...]]:
    """“X-ray” is also xray and x ray."""
    words = spoken_words(name)
    if any("-" in word for word in words):
        yield spoken_words(name.replace("-", ""))
        yield spoken_words(name.replace("-", " "))
    elif words:
        yield words


def _with_others(heard: Heard, other: Heard) -> Heard:
    """An accepted name with more meanings than the alphabet says: its own is taken."""
    texts = (other.text, *other.also)
    if heard.also or heard.text not in texts or other.sense is not Sense.TEXT:
        return heard
    return replace(heard, also=tuple(text for text in texts if text != heard.text))


def _is_filler(meaning: Heard | str) -> bool:
    fillers = (Sense.FILLER, Sense.MAYBE_FILLER)
    return isinstance(meaning, Heard) and meaning.sense in fillers


Named = tuple[Iterable[str], Heard]


def _own(alphabet: Alphabet) -> tuple[list[Named], list[Named]]:
    """What the alphabet says, and what else it accepts."""
    named = [
        *((words, Heard(Sense.LETTER, c)) for c, words in alphabet.letters.items()),
        *((words, Heard(Sense.TEXT, c)) for c, words in alphabet.digits.items()),
        *((words, Heard(Sense.TEXT, c)) for c, words in alphabet.symbols.items()),
        (alphabet.capital, Heard(Sense.CAPITAL)),
        (alphabet.small, Heard(Sense.SMALL)),
        (alphabet.all_capitals, Heard(Sense.ALL_UPPER)),
        (alphabet.all_small, Heard(Sense.ALL_LOWER)),
        (alphabet.joiner, Heard(Sense.JOINER)),
    ]
    figures = [*alphabet.radio.items(), *alphabet.itu.items()]
    said: list[Named] = [(words[:1], heard) for words, heard in named]
    said += [((word,), Heard(Sense.TEXT, digit)) for digit, word in figures]
    return said, [(words[1:], heard) for words, heard in named]


def _everybody_s() -> Iterator[Named]:
    yield from _grammar()
    yield from _symbols()
    yield from _numbers()
    for letters in (known.ICAO, known.LETTERS):
        yield from ((_split(names), Heard(Sense.LETTER, c)) for c, names in letters.items())
    yield from (((whole,), Heard(Sense.TEXT, whole)) for whole in _split(known.WHOLES))
    for end in known.AFTER_DOT.split():
        yield (f"dot {end}", f"point {end}", f"period {end}"), Heard(Sense.TEXT, f".{end}")


def _running_case() -> Iterator[Named]:
    """Before what alphabets accept, where these words are among those for one letter."""
    yield _split(known.UPPER), Heard(Sense.UPPER)
    yield _split(known.LOWER), Heard(Sense.LOWER)


def _grammar() -> Iterator[Named]:
    yield ("unicode",), Heard(Sense.UNICODE)
    yield ("emoji",), Heard(Sense.EMOJI)
    yield ("code point",), Heard(Sense.CODE_POINT)
    yield ("with",), Heard(Sense.WITH)
    for accent, names in known.ACCENTS.items():
        yield _split(names), Heard(Sense.ACCENT, accent)
    yield _split(known.CAPITAL), Heard(Sense.CAPITAL)
    yield _split(known.SMALL), Heard(Sense.SMALL)
    yield _split(known.ALL_UPPER), Heard(Sense.ALL_UPPER)
    yield _split(known.ALL_LOWER), Heard(Sense.ALL_LOWER)
    yield _split(known.JOINERS), Heard(Sense.JOINER)
    for name, (text, *also) in known.AMBIGUOUS.items():
        sense = Sense.TEXT if "" not in also else Sense.MAYBE_FILLER
        nouns = _with_nouns(name) if sense is Sense.TEXT and not text.isalnum() else []
        yield (name, *nouns), Heard(sense, text, tuple(also))
    yield _split(known.FILLERS), Heard(Sense.FILLER)


def _symbols() -> Iterator[Named]:
    for symbol, names in known.SYMBOLS.items():
        for name in _split(names):
            yield (name, *_with_nouns(name)), Heard(Sense.TEXT, symbol)
    for kinds, pair in known.BRACKETS:
        for kind in _split(kinds):
            yield (kind,), Heard(Sense.TEXT, pair[0], pair[1:])
            for sides, bracket in zip(known.SIDES, pair, strict=True):
                yield [f"{side} {kind}" for side in sides], Heard(Sense.TEXT, bracket)
                yield [f"{kind} {side}" for side in sides], Heard(Sense.TEXT, bracket)
    for side, (first, other) in known.BARE_BRACKETS.items():
        names_of_it = (f"{side} bracket", f"bracket {side}", f"{side} brackets")
        yield names_of_it, Heard(Sense.TEXT, first, (other,))


def _numbers() -> Iterator[Named]:
    digits = {digit: _split(names) for digit, names in known.DIGITS.items()}
    for digit, names in digits.items():
        yield names, Heard(Sense.TEXT, digit)
        if "2" <= digit <= "9":
            times = [f"{name} times" for name in (*names, digit)]
            yield times, Heard(Sense.TIMES_EITHER_WAY, count=int(digit))
    for ten, first in known.TENS.items():
        yield (ten,), Heard(Sense.TEXT, f"{first}0")
        for digit in "123456789":
            both = [f"{ten} {name}" for name in digits[digit]]
            yield both, Heard(Sense.TEXT, first + digit, (f"{first}0{digit}",))
    for name, count in known.TIMES.items():
        sense = Sense.TIMES_EITHER_WAY if name == "twice" else Sense.TIMES
        yield (name,), Heard(sense, count=count)


def _with_nouns(name: str) -> list[str]:
    return [f"{name} {noun}" for noun in known.NOUNS]


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split("|")]
