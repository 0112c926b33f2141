"""What every way of reading the selection has in common: its promise, and what a text must be."""

from __future__ import annotations

from typing import Protocol

from companion.domain.errors import UserError
from companion.services.selection import LONGEST_SELECTION, Selected

ANSWER_WITHIN_S = 0.3
"""How long another program may take to hand over its text."""
MOST_BYTES = 4 * LONGEST_SELECTION
"""Of the longest text that is taken, in UTF-8."""

ALREADY_COPIED = "This was on the clipboard already: what is selected could not be read."
"""The doubt about a text that is taken from there."""


class Way(Protocol):
    """One way of reading the selection; called on a worker, one call at a time."""

    def prepare(self) -> None:
        """Load and connect what the first reading would wait for; trouble is told by `read`."""
        ...

    def read(self) -> Selected:
        """The selected text. UserError, with nothing of the text in it, when there is none."""
        ...


def selected(text: str, doubt: str = "") -> Selected:
    """A text as it was found; UserError when it is empty or longer than anyone spells."""
    if not text:
        raise nothing()
    if len(text) > LONGEST_SELECTION:
        raise too_long()
    return Selected(text, doubt)


def decoded(data: bytes, encoding: str = "utf-8") -> str:
    """The text in these bytes; UserError when they are none, instead of a guess."""
    try:
        return data.decode(encoding)
    # Not chained: a UnicodeDecodeError holds all the bytes.
    except UnicodeDecodeError:
        pass
    raise UserError(
        "What is selected is not valid text.", "The program it is in may have its letters wrong."
    )


def nothing() -> UserError:
    """Nothing is selected."""
    return UserError("Nothing is selected.", "Select the text, then press the key again.")


def too_long() -> UserError:
    """More is selected than anyone spells."""
    return UserError(
        f"More than {LONGEST_SELECTION:,} characters are selected.", "Select what is to be spelled."
    )


def no_answer() -> UserError:
    """The program that has the text keeps us waiting."""
    return UserError(
        "The program with the selected text does not answer.",
        "It may be busy: press the key again, or type the text into the speller.",
    )
