"""The selected text on Windows and macOS, which have no selection that one could simply read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from companion.domain.errors import UserError
from companion.selection.way import ALREADY_COPIED, selected
from companion.services.selection import Selected


class Desktop(Protocol):
    """What of Windows or macOS is needed; `windows.py` and `macos.py` have it."""

    def prepare(self) -> None:
        """Load what the first reading would wait for."""
        ...

    def accessible_text(self) -> str | None:
        """What is selected where the keyboard is, by the interface for screen readers.

        None when that program, or this desktop, does not tell. UserError for a password field.
        """
        ...

    def copied_text(self) -> str | None:
        """What the program in front copies when it is sent the keys for it.

        What was on the clipboard before is put back, marked as nothing to keep. None when
        nothing was copied, or sending the keys could do harm.
        """
        ...

    def clipboard_text(self) -> str:
        """The text on the clipboard, to the letter; empty when there is none."""
        ...

    @property
    def remedy(self) -> str:
        """What the agent can do so that more can be read, as a sentence; may be empty."""
        ...


class AskedSelection:
    """Asks the program in front, then takes what is copied; `may_copy` is the agent's setting."""

    def __init__(self, desktop: Desktop, may_copy: Callable[[], bool]) -> None:
        self._desktop = desktop
        self._may_copy = may_copy

    def prepare(self) -> None:
        """Load what the first reading would wait for."""
        self._desktop.prepare()

    def read(self) -> Selected:
        """The selected text, or with a doubt the one on the clipboard."""
        text = self._desktop.accessible_text()
        if not text and self._may_copy():
            text = self._desktop.copied_text()
        if text:
            return selected(text)
        copied = self._desktop.clipboard_text()
        if copied:
            return selected(copied, ALREADY_COPIED)
        raise UserError(
            "The selected text cannot be read in this program.",
            self._desktop.remedy or "Copy it, then press the key again.",
        )


def password_field() -> UserError:
    """The keyboard is in a field that hides what is in it."""
    return UserError(
        "This is a password field, which gives its text to nobody.",
        "Copy the password where it can be seen, or type it into the speller.",
    )
