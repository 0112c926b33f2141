"""ASCII characters that are taken for each other: 0 and O, 1 and l and I, 5 and S, rn and m."""

from __future__ import annotations

import re
from collections.abc import Iterator

from companion.domain.speller.caution import ADDRESS, FIELD, SpellingWarning, WarningKind, place

_TWINS = {
    "0": "the digit zero, not the letter O",
    "O": "the capital letter O, not the digit zero",
    "1": "the digit one, not the letter l or I",
    "l": "the small letter l, not the digit one or a capital I",
    "I": "the capital letter I, not the digit one or a small l",
    "5": "the digit five, not the letter S",
    "S": "the capital letter S, not the digit five",
}
_PARTNERS = {"0": "O", "O": "0", "1": "lI", "l": "1I", "I": "1l", "5": "S", "S": "5"}
_ALPHANUMERICS = re.compile(r"[A-Za-z0-9]+")
_MIXTURE = re.compile(r"[0-9][A-Za-z]|[A-Za-z][0-9]")
_RN = re.compile(r"rn")
_I_AMONG_SMALL = re.compile(r"(?<![Mm]c)(?<!Mac)(?<=[a-z])I(?=[a-z])")
_HEXADECIMAL = re.compile(
    r"\{?(?:(?:[0-9a-f]{2}[:-]){5,7}[0-9a-f]{2}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|0x[0-9a-f]+|[0-9a-f]{32,}|[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,7})\}?",
    re.IGNORECASE,
)
"""MAC, GUID, number, digest, IPv6: no letter O, l, I or S can be in it."""
_BARS_ONLY = re.compile(r"[Il1|]{2,}")


def twins(outline: str) -> Iterator[SpellingWarning]:
    """Twins where sight alone decides: in codes, not in words.

    A code mixes letters and digits; or is a letter by itself beside its twin digit; or a capital
    I among small letters. “rn” is warned of in addresses and codes only: words are full of it.
    """
    if _BARS_ONLY.fullmatch(outline):
        yield from map(_twin, range(len(outline)), outline)
        return
    for field in FIELD.finditer(outline):
        text, start = field[0], field.start()
        if not _PARTNERS.keys().isdisjoint(text) and not _HEXADECIMAL.fullmatch(text):
            for at in sorted(_twins_in(text)):
                yield _twin(start + at, text[at])
        if "rn" in text and _is_exact(text):
            for match in _RN.finditer(text):
                yield _pair(start + match.start())


def _twins_in(text: str) -> set[int]:
    found = {match.start() for match in _I_AMONG_SMALL.finditer(text)}
    present = set(text)
    for run in _ALPHANUMERICS.finditer(text):
        for offset, character in enumerate(run[0]) if _is_code(run[0], present) else ():
            if character in _PARTNERS:
                found.add(run.start() + offset)
    return found


def _is_code(run: str, present: set[str]) -> bool:
    """Whether letters and digits that stand together are no word and no number."""
    if len(run) == 1:
        return not present.isdisjoint(_PARTNERS.get(run, ""))
    return not (run.isalpha() or run.isdecimal())


def _twin(at: int, character: str) -> SpellingWarning:
    said = _TWINS.get(character, "a vertical bar, not a letter")
    return SpellingWarning(WarningKind.CONFUSABLE, at, f"“{character}” {place(at)} is {said}.")


def _pair(at: int) -> SpellingWarning:
    sentence = f"“rn” {place(at)} is two letters, r and n, not an m."
    return SpellingWarning(WarningKind.CONFUSABLE, at, sentence)


def _is_exact(text: str) -> bool:
    """Whether a field is typed character by character: an address, a path, a code."""
    return text.startswith("rn") or bool(ADDRESS.search(text) or _MIXTURE.search(text))
