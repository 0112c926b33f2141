"""The text that is selected in another program, as the speller needs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from companion.domain.errors import UserError

LONGEST_SELECTION = 10_000
"""Characters; more is no text that anyone spells."""


@dataclass(frozen=True, slots=True)
class Selected:
    """A selected text, to the letter: nothing trimmed, nothing normalised.

    `doubt` says, as a sentence, why it may not be what the agent has just selected (another
    program than the one in front owns it, say). It is then shown and never spoken unasked.
    """

    text: str = field(repr=False)
    doubt: str = ""


class SelectionReader(Protocol):
    """Reads what is selected on this desktop, and keeps nothing of it."""

    @property
    def needs_focus(self) -> bool:
        """This desktop shows the selection only to the program that has the keyboard.

        The speller's pop-up must then have taken the focus before `read` is called; without it,
        `read` fails with a sentence.
        """
        ...

    def prepare(self) -> None:
        """Load and connect what the first reading would wait for. Returns at once."""
        ...

    def read(self, found: Callable[[Selected], None], failed: Callable[[UserError], None]) -> None:
        """Read it now. One of the two is called on the window's thread, within half a second.

        It may be called before `read` returns, when no other program needs to be asked.
        """
        ...
