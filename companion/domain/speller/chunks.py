"""Divides a text into what is read in one breath, along the text's own structure.

Listeners rehearse three items best, four nearly as well (Wickelgren, 1964); people who divide
digits by themselves make threes, then twos (Thorpe and Rowland, 1965).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

TARGET = 3
MOST = 4
"""A remainder of one is not left alone: it joins the three before it."""

_TOKEN = re.compile(
    r"""
    (?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,11}://)         # https://
  | (?P<number>\+(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(?=\d{6}))
  | (?P<whole>(?<![\w.])www\.                           # all one word to everybody
      | (?<!\w)[A-Za-z]:[\\/]                           # a drive
      | (?<=\w)\.[A-Za-z]{2,3}(?=[\s.,/:;?\#\])>"']|\Z)) # .com
  | (?P<word>[^\W_]+)
  | (?P<opening>[(\[{<]|\+(?=\d))                       # belongs to what follows
  | (?P<marks>[^\w\s([{<]+|_+)
  | (?P<spaces>\s+)
    """,
    re.VERBOSE,
)
"""The parts of a text. The number is a plus sign and a country code (ITU-T E.164)."""

_SERIAL = re.compile(r"(?:[^\W\d_]{2,}(?=\d)|\d{2,}(?=[^\W\d_]))+(?:[^\W\d_]{2,}|\d{2,})")
_LETTERS_OR_DIGITS = re.compile(r"[^\W\d_]+|\d+")
_LONGEST_SERIAL = 40


class Limits(NamedTuple):
    """How many characters a chunk should and may have."""

    target: int = TARGET
    most: int = MOST


def limits(size: int | None) -> Limits:
    """The usual limits, or `size` as the one and only."""
    return Limits() if size is None else Limits(size, size)


def chunk_sizes(text: str, limit: Limits) -> Iterator[int]:
    """How many characters each chunk of the text has, in order.

    What separates two parts is read with the part before it where there is room, else alone.
    """
    size, is_opening = 0, False
    for kind, pieces in _parts(text, limit):
        follows = is_opening or kind in _SEPARATORS
        for piece in pieces:
            if follows and 0 < size <= limit.most - piece:
                size += piece
            else:
                if size:
                    yield size
                size = piece
            follows = kind in _SEPARATORS
        is_opening = kind == "opening"
    if size:
        yield size


_SEPARATORS = frozenset({"marks", "spaces"})


def _parts(text: str, limit: Limits) -> Iterator[tuple[str | None, Sequence[int]]]:
    """The sort of each part, and the sizes it falls into by itself."""
    known = {length: (length,) for length in range(1, limit.most + 1)}
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        if kind == "scheme":
            yield kind, tuple(_scheme(end - start - 3, limit))
        elif end - start in known:
            yield kind, known[end - start]
        else:
            yield kind, tuple(_sizes(match[0], limit))


def even_sizes(length: int, limit: Limits) -> Iterator[int]:
    """A length in chunks, none of which is a single one if that can be helped."""
    target, most = limit
    if length <= most:
        yield length
        return
    full, rest = divmod(length, target)
    if rest == 1 and target > 2:
        full -= 1
        ends = [target + 1] if most > target else [target - 1, 2]
    else:
        ends = [rest] if rest else []
    yield from [target] * full
    yield from ends


def _scheme(letters: int, limit: Limits) -> Iterator[int]:
    """“http” and “://”; of https the s is read with the colon, so that no chunk is too long."""
    over = letters - limit.most
    if 0 < over <= limit.most - 3:
        yield limit.most
        yield over + 3
    else:
        yield from even_sizes(letters, limit)
        yield from even_sizes(3, limit)


def _sizes(text: str, limit: Limits) -> Iterator[int]:
    """A part by length alone, or a serial number by its letters and digits."""
    is_serial = len(text) <= _LONGEST_SERIAL and _SERIAL.fullmatch(text)
    for part in _LETTERS_OR_DIGITS.findall(text) if is_serial else (text,):
        yield from even_sizes(len(part), limit)
