"""Spelling aloud: every character of a text as something that cannot be misheard.

What is said is a small language, and `decoding.py` reads it back code point for code point:

    spoken   = [all-capitals ", "] unit *(", " unit)          ", " between units, nowhere else
    unit     = letter | name | emoji | unicode | number
    letter   = [case " "] word *(" with " mark)               small Alfa; capital Echo with acute
    as-in    = [case " "] LETTER " " joiner " " word *(" with " mark)     B as in Bravo
    name     = a digit's or a symbol's word of the alphabet   one; hyphen; no-break space
    emoji    = "emoji " CLDR-name                             emoji woman technologist
    unicode  = "Unicode " Unicode-name *(" with " mark)       Unicode cyrillic small letter a
    number   = "code point " HEX *(" with " mark)             code point D83D
    mark     = a Unicode name in small letters, no prefix | "code point " HEX

- `word`, `case`, `joiner`, `all-capitals` and names are the first of the alphabet's words.
- Marks said with a letter of the alphabet are first the rest of the name of a composed letter:
  “Echo with acute” is LATIN SMALL LETTER E WITH ACUTE (U+00E9). Only when there is no such name
  are they further code points: “Echo with combining acute accent” is e and U+0301. Of several
  readings, the one with the longest name first is meant; `character_names.py` has both ways.
- A name of the alphabet may be followed by marks, too: “carriage return with line feed”.
- Without a case, a letter is small; after the all-capitals words it is a capital.
- “Unicode” and “emoji” are always said: so no character's name (HYPHEN is U+2010, CARET is
  U+2038, X-RAY is an emoji) can be taken for a word of the alphabet.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, overload

from companion.domain.speller.alphabet import Alphabet, Figures
from companion.domain.speller.lookalikes import NO_LOOKALIKES, Lookalikes
from companion.domain.speller.respelling import respeller
from companion.domain.speller.unit import Reading, Unit, UnitKind

if TYPE_CHECKING:
    from companion.domain.speller.spelling_warnings import SpellingWarning

__all__ = ["Alphabet", "Spelling", "Unit", "UnitKind", "spell"]

NO_NAMES: Mapping[str, str] = {}
FEWEST_CAPITALS = 3
"""From so many on it is shorter to say once that all letters are capitals."""


@dataclass(frozen=True)
class Spelling:
    """A text, unit by unit. Joining the units' texts gives the text back.

    A long text costs little until it is looked at: `units` are made when they are asked for.
    """

    characters: Sequence[str] = field(repr=False)
    alphabet: str
    readings: Mapping[str, Reading] = field(repr=False)
    """How each of the characters is said; each is read once."""
    case: CaseWords
    group_size: int | None = None
    lookalikes: Lookalikes = field(default=NO_LOOKALIKES, repr=False)
    language: str = "en"
    """Of the words that are said, as in `de-AT`: for the voice that says them."""
    respellings: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What that voice is given for words that it gets wrong."""

    @property
    def text(self) -> str:
        """What is spelled."""
        return "".join(self.characters)

    @cached_property
    def units(self) -> Units:
        """The characters in order."""
        return Units(self)

    @property
    def spoken(self) -> str:
        """What is read aloud; `decode` makes the text of it again."""
        case = self.case.said_once
        front = f"{case.front}, " if case.front else ""
        said = {text: case.say(reading) for text, reading in self.readings.items()}
        return front + ", ".join(map(said.__getitem__, self.characters))

    @cached_property
    def groups(self) -> Sequence[int]:
        """The number of the chunk that each character belongs to."""
        # Chunks and warnings bring a dozen regular expressions: not at start-up.
        from companion.domain.speller.chunks import chunk_sizes, limits

        numbers = array("L")
        for number, size in enumerate(chunk_sizes(self.outline, limits(self.group_size))):
            numbers.extend([number] * size)
        return numbers

    @cached_property
    def warnings(self) -> tuple[SpellingWarning, ...]:
        """What in the text is not what it seems."""
        from companion.domain.speller.spelling_warnings import find_warnings

        return find_warnings(self.characters, self.outline, self.lookalikes)

    @cached_property
    def outline(self) -> str:
        """The text with one code point, the first, for each character."""
        text = self.text
        if len(text) == len(self.characters):
            return text
        return "".join(character[0] for character in self.characters)


class CaseWords(NamedTuple):
    """What is said for the case of a letter: nothing, or its marker.

    `front` is said before all the letters, instead of markers, where that is shorter.
    """

    upper: str = ""
    lower: str = ""
    front: str = ""

    @property
    def said_once(self) -> CaseWords:
        """The same case without the markers that the words in front make superfluous."""
        return CaseWords(front=self.front) if self.front else self

    def say(self, reading: Reading) -> str:
        """What is read aloud for a character."""
        return self.marker(reading) + reading.plain

    def marker(self, reading: Reading) -> str:
        """The marker for a character, with a space."""
        if not reading.is_marked:
            return ""
        return self.upper if reading.case == "upper" else self.lower


class Units(Sequence[Unit]):
    """The units of a spelling, each made when it is asked for."""

    def __init__(self, spelling: Spelling) -> None:
        self._spelling = spelling
        self._make = _unit_maker(spelling)

    def __len__(self) -> int:
        return len(self._spelling.characters)

    def __iter__(self) -> Iterator[Unit]:
        spelling = self._spelling
        for index, text in enumerate(spelling.characters):
            yield self._make(index, text, spelling.groups[index])

    @overload
    def __getitem__(self, index: int) -> Unit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Unit, ...]: ...
    def __getitem__(self, index: int | slice) -> Unit | tuple[Unit, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(len(self))))
        number = range(len(self))[index]
        spelling = self._spelling
        return self._make(number, spelling.characters[number], spelling.groups[number])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self._spelling.text)


def spell(
    clusters: Iterable[str],
    alphabet: Alphabet,
    group_size: int | None = None,
    *,
    figures: Figures = "plain",
    as_in: bool = False,
    emoji: Mapping[str, str] = NO_NAMES,
    lookalikes: Lookalikes = NO_LOOKALIKES,
) -> Spelling:
    """Spell a text that was split into user-perceived characters (grapheme clusters).

    Capitals are always said; small letters are said to be small only beside capitals. Chunks
    follow the structure of the text; `group_size` is the most that one may have.
    """
    from companion.domain.speller.reading import Reader

    characters = tuple(clusters)
    reader = Reader(alphabet, figures, as_in, emoji)
    readings = {character: reader.read(character) for character in dict.fromkeys(characters)}
    case = _case_words(characters, readings, alphabet)
    return Spelling(
        characters,
        alphabet.id,
        readings,
        case,
        group_size,
        lookalikes,
        alphabet.language,
        alphabet.respellings,
    )


def _case_words(
    characters: Sequence[str], readings: Mapping[str, Reading], alphabet: Alphabet
) -> CaseWords:
    cases = {reading.case for reading in readings.values()}
    if "upper" not in cases:
        return CaseWords()
    capital, small = f"{alphabet.capital[0]} ", f"{alphabet.small[0]} "
    if "lower" in cases:
        return CaseWords(capital, small)
    front = alphabet.all_capitals[0]
    marked = {text for text, reading in readings.items() if reading.is_marked}
    count = sum(character in marked for character in characters)
    if count < FEWEST_CAPITALS or len(front) + 2 >= count * len(capital):
        return CaseWords(capital)
    return CaseWords(capital, front=front)


def _unit_maker(spelling: Spelling) -> Callable[[int, str, int], Unit]:
    """Makes units; all that does not depend on the place is worked out once a character."""
    readings, respell = spelling.readings, respeller(spelling.respellings)
    said = {text: spelling.case.say(reading) for text, reading in readings.items()}
    speech = {text: respell(say) for text, say in said.items()}

    def make(index: int, text: str, group: int) -> Unit:
        kind, case, word, *_ = readings[text]
        return Unit(index, text, kind, case, word, said[text], group, speech[text])

    return make
