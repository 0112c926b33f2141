"""Reads one alphabet, or an organisation's names of symbols, from a TOML file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from companion.content.faults import FaultList, quoted
from companion.content.table import Table
from companion.content.toml_file import parse
from companion.domain.speller.alphabet import Alphabet, Words

NAMED = ("letters", "digits", "symbols")
"""The parts of an alphabet in which a character has words."""
MARKERS = ("capital", "small", "all_capitals", "all_small", "joiner")
_PLACES = ("radio", "itu", "speech")

_Names = Mapping[str, Words]
_RESERVED = re.compile(r"(?:unicode|emoji|code point)\b|.*\bwith\b|.*,", re.IGNORECASE)
"""What begins or joins other things in what is said; see `domain/speller/spelling.py`."""


def parse_alphabet(
    source: bytes,
    file: str,
    base: Alphabet | None = None,
    symbols: _Names | None = None,
) -> Alphabet:
    """The alphabet in a file of that name with that content, completed from `base`.

    `symbols` are said before the file's own names for them. FaultyFile names all that is wrong.
    """
    values, text = parse(source, file)
    faults = FaultList(file, text)
    table = Table(values, (), "", faults)
    table.expect("title", "language", *NAMED, "markers", *_PLACES)
    if "letters" not in table:
        table.fault((), "'letters' is missing; it begins with [letters]")
    own = {part: _names(table, part) for part in NAMED}
    own["symbols"] = _preferring(symbols or {}, own)
    markers = _markers(table)
    alphabet = _alphabet(table, Path(file).stem, own, markers, base)
    _check_words(table, alphabet, {**own, "markers": markers})
    faults.raise_if_any()
    return alphabet


def parse_symbols(source: bytes, file: str, base: Alphabet) -> _Names:
    """The names that an organisation gives to symbols; FaultyFile names all that is wrong."""
    values, text = parse(source, file)
    faults = FaultList(file, text)
    table = Table(values, (), "", faults)
    table.expect("symbols")
    names = _names(table, "symbols")
    _check_words(table, base, {"letters": {}, "digits": {}, "symbols": names})
    faults.raise_if_any()
    return names


def _alphabet(
    table: Table,
    alphabet_id: str,
    own: Mapping[str, _Names],
    markers: _Names,
    base: Alphabet | None,
) -> Alphabet:
    inherited = {name: getattr(base, name) for name in MARKERS} if base else {}
    radio, itu, speech = (_plain(table, part, base) for part in _PLACES)
    taken = {_key(word) for names in own.values() for words in names.values() for word in words}
    letters = {**(base.letters if base else {}), **own["letters"]}
    digits = _completed(own["digits"], base.digits if base else {}, taken)
    for names in (radio, itu):
        digits = _adding(digits, {digit: (word,) for digit, word in names.items()}, taken)
    symbols = _completed(own["symbols"], base.symbols if base else {}, taken)
    title = table.text("title")
    language = table.optional_text("language", base.language if base else "en")
    return Alphabet(
        alphabet_id, title, language, letters, digits, symbols, **{**inherited, **markers},
        radio=radio, itu=itu, respellings=speech,
    )  # fmt: skip


def _names(table: Table, part: str) -> dict[str, Words]:
    own = table.table(part) if part in table else None
    if own is None:
        return {}
    names: dict[str, Words] = {}
    for key in own.names():
        character = unicodedata.normalize("NFC", key)
        if _belongs(character, part):
            names[character] = _words(own, key)
        else:
            own.fault((key,), f"{quoted(key)} is not {_WANTED[part]}")
    return names


def _words(table: Table, key: str) -> Words:
    words = table.one_or_more(key)
    for word in words:
        if _RESERVED.match(word):
            table.fault((key,), f"{quoted(word)} has a comma or a word that means something else")
    return words


def _markers(table: Table) -> dict[str, Words]:
    own = table.table("markers") if "markers" in table else None
    if own is None:
        return {}
    own.expect(*MARKERS)
    return {name: _words(own, name) for name in MARKERS if name in own}


def _plain(table: Table, part: str, base: Alphabet | None) -> dict[str, str]:
    own = table.table(part) if part in table else None
    inherited = {"radio": "radio", "itu": "itu", "speech": "respellings"}[part]
    words = dict(getattr(base, inherited)) if base else {}
    for key in own.names() if own else ():
        assert own is not None, part
        words[key] = own.text(key)
        if part != "speech" and key not in "0123456789":
            own.fault((key,), f"{quoted(key)} is not {_WANTED['digits']}")
    return words


def _preferring(first: _Names, own: Mapping[str, _Names]) -> dict[str, Words]:
    """The file's own symbols, with the words of `first` in front where they are still free."""
    joined = dict(own["symbols"])
    meant = {_key(w): c for names in own.values() for c, words in names.items() for w in words}
    for character, words in first.items():
        free = tuple(word for word in words if meant.get(_key(word), character) == character)
        then = joined.get(character, ())
        if free:
            joined[character] = (*free, *_further(free, then, set()))
    return joined


def _completed(own: _Names, base: _Names, taken: set[str]) -> dict[str, Words]:
    """What is not named is taken from the base; what is, is understood by its words too."""
    missing = {character: words for character, words in base.items() if character not in own}
    return {**missing, **_adding(own, base, taken)}


def _adding(names: _Names, more: _Names, taken: set[str]) -> dict[str, Words]:
    """The names, each with further words as far as those mean nothing else."""
    return {
        character: (*words, *_further(words, more.get(character, ()), taken))
        for character, words in names.items()
    }


def _further(words: Words, more: Words, taken: set[str]) -> Iterator[str]:
    known = {_key(word) for word in words}
    return (word for word in more if _key(word) not in taken | known)


def _check_own(table: Table, own: Mapping[str, _Names]) -> dict[str, tuple[str, str]]:
    """No word of a file stands for two characters: what is said could not be written down."""
    first: dict[str, tuple[str, str]] = {}
    for part, names in own.items():
        for character, words in names.items():
            for word in words:
                other = first.setdefault(_key(word), (part, character))
                if word and other != (part, character):
                    line = table.line(*other)
                    reason = f"{quoted(word)} also stands for {quoted(other[1])} on line {line}"
                    table.fault((part, character), reason)
    return first


def _check_words(table: Table, alphabet: Alphabet, own: Mapping[str, _Names]) -> None:
    """Nor does a word of the file and one that was taken from the default, or a case and a word."""
    first = _check_own(table, own)
    for marker in (alphabet.capital[0], alphabet.small[0]):
        for word, place in first.items():
            if word.startswith(f"{_key(marker)} ") and place[0] != "markers":
                reason = f"{quoted(word)} begins with {quoted(marker)}, which tells the case"
                table.fault(place, reason)
    for part in NAMED:
        for character, words in getattr(alphabet, part).items():
            other = first.get(_key(words[0])) if words else None
            if other and character not in own[part]:
                reason = f"{quoted(words[0])} also stands for {quoted(character)} in the default"
                table.fault(other, f"{reason}; give that another word here")


def _key(word: str) -> str:
    """Words that sound the same are the same: X-ray and x ray."""
    return " ".join(re.findall(r"\w+", word.casefold()))


def _belongs(character: str, part: str) -> bool:
    if len(character) != 1:
        return False
    if part == "letters":
        return character.isalpha() and character == character.lower()
    if part == "digits":
        return character in "0123456789"
    return not character.isalnum()


_WANTED = {"letters": "one small letter", "digits": "a digit 0 to 9", "symbols": "one symbol"}
