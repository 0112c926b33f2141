"""Errors an agent can act on, and errors that only a mistake in the code can raise."""

from __future__ import annotations


class UserError(Exception):
    """Trouble that was to be expected: what happened, what is safe, what to do.

    It is shown in the window as a notice and on the command line as one line; it never
    carries anything a caller said.
    """

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.title} {self.hint}".strip()


class WrongPhase(Exception):
    """A step was asked of a call that is in no state to take it: a fault in the code."""
