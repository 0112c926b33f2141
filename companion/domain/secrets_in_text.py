"""Finds what must not leave in a message: passwords, codes, the numbers of payment cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from companion.domain.speller.secret import looks_like_password

WHY_PASSWORD = "It looks like a password; say it, spelled, and never write it."
WHY_CARD = "It looks like the number of a payment card; it does not belong in a message."

_TOKEN = re.compile(r"\S+")
_EDGES = "\"'“”‘’()[]<>.,;:!?…"
_PLAIN = re.compile(r"[^\W_]+([-./_'’:,&+()][^\W_]+)*")
"""Words and numbers joined by one of the usual signs: a model, a version, a compound."""
_TOLD = re.compile(
    r"\b(password|passcode|passphrase|passwort|kennwort|contraseña|pass ?word|pwd?|pin|"
    r"(security|access|recovery|one-time|verification) (code|key))\b"
    r"(?:[\s:=“\"'‘,(–-]|\b(?:is|was|to|now|as|it's|set|reset|changed|used|new|temporary|"
    r"ist|lautet|es)\b){0,8}$",
    re.IGNORECASE,
)
_TIME = re.compile(r"\d{1,4}([:./h-]\d{1,4})*(am|pm|min|h|s|th|st|nd|rd)?", re.IGNORECASE)
_CODE = re.compile(r"\d{4,10}")
_CARD = re.compile(r"(?<![\d+])\d(?:[ -]?\d){12,18}(?!\d)")


def secrets_in(text: str) -> tuple[tuple[int, int, str], ...]:
    """From where to where something looks secret, and why; in the order of the text.

    A word counts that no name, model or version is written like, and after “the password is”
    any word that is not a plain one.
    """
    return tuple(sorted((*_cards(text), *_passwords(text))))


def _passwords(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _TOKEN.finditer(text):
        word = match[0].strip(_EDGES)
        start = match.start() + match[0].find(word)
        told = _TOLD.search(text, max(0, start - 80), start)
        if _is_password(word) or (told and _may_be_told(word, told[1])):
            yield start, start + len(word), WHY_PASSWORD


def _is_password(word: str) -> bool:
    return looks_like_password(word) and not _PLAIN.fullmatch(word)


def _may_be_told(word: str, called: str) -> bool:
    """What follows “the password is”: letters and digits mixed, or the digits of a code."""
    if _CODE.fullmatch(word):
        return called.lower() == "pin" or called.lower().endswith(("code", "key"))
    if len(word) < 4 or _TIME.fullmatch(word):
        return False
    has_digit, has_letter = any(map(str.isdigit, word)), any(map(str.isalpha, word))
    return has_letter and (has_digit or looks_like_password(word))


def _cards(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _CARD.finditer(text):
        if _keeps_luhn([int(digit) for digit in match[0] if digit.isdigit()]):
            yield match.start(), match.end(), WHY_CARD


def _keeps_luhn(digits: list[int]) -> bool:
    """The check digit of ISO/IEC 7812-1, annex B."""
    doubled = [digit if n % 2 == 0 else digit * 2 for n, digit in enumerate(reversed(digits))]
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0
