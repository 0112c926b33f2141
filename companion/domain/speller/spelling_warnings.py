"""What in a text is not what it seems: warnings for the agent, each at its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

from companion.domain.speller.caution import ADDRESS, FIELD, SpellingWarning, WarningKind, place
from companion.domain.speller.character_names import sequence_name
from companion.domain.speller.lookalikes import Lookalikes
from companion.domain.speller.scripts import odd_letter, script_of
from companion.domain.speller.twins import twins
from companion.domain.speller.unusual import looks_like, unusual_characters

__all__ = ["SpellingWarning", "WarningKind", "find_warnings"]

MOST_OF_A_KIND = 1000
"""Nobody reads more, and a long text in full-width letters would have a million."""

_Found = Iterator[SpellingWarning]


def find_warnings(
    characters: Sequence[str], outline: str, lookalikes: Lookalikes
) -> tuple[SpellingWarning, ...]:
    """What there is to know about a text, in the order of its characters.

    `outline` has the first code point of each user-perceived character.
    """
    finders = [_spaces(outline), _punycode(outline), twins(outline), _controls(outline)]
    if not outline.isascii() or len(characters) != sum(map(len, characters)):
        finders += [unusual_characters(characters, lookalikes), _fields(outline, lookalikes)]
    count: Counter[WarningKind] = Counter()
    found = [warning for warning in chain(*finders) if _is_among_first(warning, count)]
    return tuple(sorted(found, key=lambda warning: warning.index))


def _is_among_first(warning: SpellingWarning, count: Counter[WarningKind]) -> bool:
    count[warning.kind] += 1
    return count[warning.kind] <= MOST_OF_A_KIND


_SPACE = r"[ \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_DOUBLE_SPACE = re.compile(rf"{_SPACE}{{2,}}")
_IS_SPACE = re.compile(_SPACE)


def _spaces(outline: str) -> _Found:
    if _IS_SPACE.match(outline):
        yield SpellingWarning(WarningKind.LEADING_SPACE, 0, "The text begins with a space.")
    for match in _DOUBLE_SPACE.finditer(outline):
        sentence = f"There are {len(match[0])} spaces in a row {place(match.start())}."
        yield SpellingWarning(WarningKind.DOUBLE_SPACE, match.start(), sentence)
    if outline and _IS_SPACE.match(outline, len(outline) - 1):
        yield SpellingWarning(
            WarningKind.TRAILING_SPACE, len(outline) - 1, "The text ends with a space."
        )


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def _controls(outline: str) -> _Found:
    for match in islice(_CONTROL.finditer(outline), MOST_OF_A_KIND):
        name = sequence_name(match[0])
        sentence = f"A control character that cannot be seen ({name}) is {place(match.start())}."
        if "\ud800" <= match[0] <= "\udfff":
            sentence = f"Half a character, damaged when it was copied, is {place(match.start())}."
        yield SpellingWarning(WarningKind.CONTROL, match.start(), sentence)


_PUNYCODE = re.compile(r"(?<![\w-])xn--[a-z0-9-]{1,59}(?![\w-])", re.IGNORECASE)


def _punycode(outline: str) -> _Found:
    for match in _PUNYCODE.finditer(outline):
        try:
            meant = match[0][4:].encode("ascii").decode("punycode")
        except (UnicodeError, ValueError, OverflowError):
            meant = ""
        known = f"; it stands for “{meant}”" if meant.isprintable() and meant else ""
        sentence = f"“{match[0]}” is the coded form of an international name{known}."
        yield SpellingWarning(WarningKind.PUNYCODE, match.start(), sentence)


def _fields(outline: str, lookalikes: Lookalikes) -> _Found:
    distinct = "".join(sorted(set(outline)))
    tables = (lookalikes.beside_latin, lookalikes.in_addresses)
    if odd_letter(distinct) is None and all(map(set(distinct).isdisjoint, tables)):
        return
    for field in FIELD.finditer(outline):
        if not field[0].isascii():
            yield from _field(field[0], field.start(), lookalikes)


def _field(text: str, start: int, lookalikes: Lookalikes) -> _Found:
    odd = odd_letter(text)
    if odd is not None:
        script = script_of(text[odd]).capitalize()
        sentence = f"The letter {place(start + odd)} is {script}, unlike others beside it."
        yield SpellingWarning(WarningKind.MIXED_SCRIPT, start + odd, sentence)
    for table, applies in ((lookalikes.beside_latin, _deceives), (lookalikes.in_addresses, _typed)):
        if any(character in table for character in text) and applies(text, table.__contains__):
            for at, character in enumerate(text):
                if like := table.get(character):
                    sentence = looks_like(character, like).format(place=place(start + at))
                    yield SpellingWarning(WarningKind.NON_ASCII_LOOKALIKE, start + at, sentence)


_LATIN = re.compile(r"[A-Za-z]")


def _typed(text: str, looks_ascii: Callable[[str], bool]) -> bool:
    del looks_ascii
    return bool(ADDRESS.search(text))


def _deceives(text: str, looks_ascii: Callable[[str], bool]) -> bool:
    """Whether letters of another script may be taken for Latin ones in a field.

    They are beside Latin ones; or all of them look Latin and they are a code (a plate, a part
    number), a letter by itself or of the few that few languages have. Any other word or name
    in its own script is what it seems.
    """
    if _LATIN.search(text):
        return True
    letters = [character for character in text if character.isalpha()]
    is_word = len(letters) > 1 and len(letters) == len(text.strip(".,;:!?()«»“”\"'"))
    is_doubtful = not is_word or not _OF_FEW_LANGUAGES.isdisjoint(letters)
    return is_doubtful and bool(letters) and all(map(looks_ascii, letters))


_OF_FEW_LANGUAGES = frozenset("ѕһӏӀԁԛԝ")
"""Cyrillic letters that complete a false “scope” or “apple”."""
