"""Keys that are pressed together, as they may be taken from every other program."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto

from companion.domain.errors import UserError


class Modifier(Flag):
    """What is held down while the key is pressed. As in Qt, Ctrl is Command on a Mac."""

    NONE = 0
    META = auto()
    """The Windows or Super key; Control on a Mac."""
    CTRL = auto()
    ALT = auto()
    SHIFT = auto()


LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
DIGITS = tuple("0123456789")
FUNCTION_KEYS = tuple(f"F{number}" for number in range(1, 25))
OTHER_KEYS = ("Space", "Ins", "Del", "Home", "End", "PgUp", "PgDown")
ARROWS = ("Left", "Right", "Up", "Down")
KEYS = (*LETTERS, *DIGITS, *FUNCTION_KEYS, *OTHER_KEYS, *ARROWS)
"""The keys a chord may end with, by the names that Qt writes."""

_WRITTEN = (
    (Modifier.META, "Meta"),
    (Modifier.CTRL, "Ctrl"),
    (Modifier.ALT, "Alt"),
    (Modifier.SHIFT, "Shift"),
)
_MODIFIERS = {
    **{name.lower(): modifier for modifier, name in _WRITTEN},
    "control": Modifier.CTRL,
    "cmd": Modifier.CTRL,
    "option": Modifier.ALT,
    "win": Modifier.META,
    "super": Modifier.META,
}
_KEYS = {
    **{name.lower(): name for name in KEYS},
    "insert": "Ins",
    "delete": "Del",
    "pageup": "PgUp",
    "pagedown": "PgDown",
}
_SPOKEN_FOR = {
    "Alt+F4": "closes windows",
    "Ctrl+F4": "closes tabs",
    "Meta+L": "locks the screen",
    "Ctrl+Alt+Del": "belongs to the system",
    **{f"Ctrl+Alt+F{number}": "changes to a text console on Linux" for number in range(1, 13)},
}
"""Combinations that mean the same in every program, and what that is."""


@dataclass(frozen=True, slots=True)
class Chord:
    """A key with what is held down beside it.

    One that would be missed in other programs is a UserError that says why.
    """

    modifiers: Modifier
    key: str

    def __post_init__(self) -> None:
        complaint = self._complaint()
        if complaint:
            raise UserError(f"{self} cannot be a global key.", complaint)

    @classmethod
    def from_text(cls, text: str) -> Chord:
        """The chord written like `Ctrl+Shift+F9`, in whatever order and case; or a UserError."""
        *held, last = [part.strip().lower() for part in text.split("+")]
        unknown = [part for part in held if part not in _MODIFIERS]
        if unknown or last not in _KEYS:
            raise UserError(f"“{text}” is not a key.", "Take one like Ctrl+Shift+F9.")
        modifiers = Modifier.NONE
        for part in held:
            modifiers |= _MODIFIERS[part]
        return cls(modifiers, _KEYS[last])

    def __str__(self) -> str:
        held = [name for modifier, name in _WRITTEN if modifier in self.modifiers]
        return "+".join([*held, self.key])

    def _complaint(self) -> str:
        held = self.modifiers & ~Modifier.SHIFT
        if not held:
            return "Every other program would lose it. Add Ctrl or Alt."
        if str(self) in _SPOKEN_FOR:
            return f"It {_SPOKEN_FOR[str(self)]}. Take another one."
        if self.key in FUNCTION_KEYS:
            return ""
        if self.key in LETTERS + DIGITS and held == Modifier.CTRL | Modifier.ALT:
            return "As AltGr, Ctrl+Alt types characters on many keyboards."
        if len(self.modifiers) < 2:
            return "Other programs need it. Hold down Shift or the like as well."
        return ""


def complaint(text: str) -> str | None:
    """Why a text cannot be a global key, in a sentence that begins with it; None when it can.

    An empty text is no key at all, which is allowed.
    """
    if not text:
        return None
    try:
        Chord.from_text(text)
    except UserError as error:
        return f"{text}: {error.hint}"
    return None
