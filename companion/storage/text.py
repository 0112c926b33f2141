"""Text as the database can keep it and find it."""

from __future__ import annotations

import unicodedata

_LINE_NUMBER_DIGITS = 8


def storable(text: str) -> str:
    """The text with every half of a surrogate pair made whole or replaced by U+FFFD.

    Half a pair is no character; SQLite refuses the whole text over it, and the save would fail
    for ever. Everything else is kept as it is, U+0000 included.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def digits(number: str) -> str:
    """The digits of a phone number as typed, whatever stands between them."""
    return "".join(str(unicodedata.decimal(c)) for c in number if c.isdecimal())


def dialled(number: str) -> str:
    """The digits to look for when somebody looks for a number.

    +44 (0)20 7946 0018, 020 7946 0018 and 0044 20 … are one line: of a long number its last
    eight digits count, of a short one all but the noughts in front.
    """
    found = digits(number)
    if len(found) > _LINE_NUMBER_DIGITS:
        return found[-_LINE_NUMBER_DIGITS:]
    return found.lstrip("0") or found
