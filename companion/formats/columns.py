"""A table for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import category, east_asian_width

from companion.formats.clean import one_line


def table(rows: Iterable[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    """A line for each row: cells cut to their widths, two spaces apart."""
    for row in rows:
        cells = (_cell(text, width) for text, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip() + "\n"


def _cell(text: str, width: int) -> str:
    cut, taken = "", 0
    for character in one_line(text):
        taken += _columns(character)
        if taken > width:
            return cut + " " * (width - taken + _columns(character))
        cut += character
    return cut + " " * (width - taken)


def _columns(character: str) -> int:
    """How many columns of a terminal a character takes."""
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
