"""Keys that Windows keeps for this program (RegisterHotKey), without Qt."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping
from ctypes import wintypes
from typing import Protocol

from companion.domain.chord import DIGITS, FUNCTION_KEYS, LETTERS, Chord, Modifier
from companion.services.global_keys import GlobalAction
from companion.services.hotkeys import Grab

WM_HOTKEY = 0x0312
ALREADY_REGISTERED = 1409
NO_REPEAT = 0x4000
"""Windows then tells of a held key once."""

TAKEN = "It is taken by another program."

_MODIFIERS = {Modifier.ALT: 1, Modifier.CTRL: 2, Modifier.SHIFT: 4, Modifier.META: 8}
_VIRTUAL_KEYS = {
    **{key: ord(key) for key in LETTERS + DIGITS},
    **{key: 0x70 + n for n, key in enumerate(FUNCTION_KEYS)},
    "Space": 0x20,
    "PgUp": 0x21,
    "PgDown": 0x22,
    "End": 0x23,
    "Home": 0x24,
    "Left": 0x25,
    "Up": 0x26,
    "Right": 0x27,
    "Down": 0x28,
    "Ins": 0x2D,
    "Del": 0x2E,
}


class HotKeyCalls(Protocol):
    """The two calls of Windows that are needed, for the calling thread."""

    def register(self, number: int, modifiers: int, key: int) -> int:
        """Keep a key; 0 when that is done, else the error's number."""
        ...

    def unregister(self, number: int) -> None:
        """Let go of the key with that number."""
        ...


class User32:
    """The calls, as Windows has them. OSError on any other system."""

    def __init__(self) -> None:
        windows = vars(ctypes)  # what this module has on Windows only
        if "WinDLL" not in windows:
            raise OSError("there is no user32.dll")
        self._dll = windows["WinDLL"]("user32", use_last_error=True)
        self._last_error: Callable[[], int] = windows["get_last_error"]
        # A window's handle has 64 bits; without this it would be cut.
        kinds = [wintypes.HWND, ctypes.c_int, wintypes.UINT, wintypes.UINT]
        self._dll.RegisterHotKey.argtypes = kinds
        self._dll.UnregisterHotKey.argtypes = kinds[:2]

    def register(self, number: int, modifiers: int, key: int) -> int:
        is_kept = self._dll.RegisterHotKey(None, number, modifiers, key)
        return 0 if is_kept else self._last_error() or -1

    def unregister(self, number: int) -> None:
        self._dll.UnregisterHotKey(None, number)


class HotKeys:
    """The program's keys, by the numbers that Windows knows them by."""

    def __init__(self, calls: HotKeyCalls) -> None:
        self._calls = calls
        self._actions: dict[int, GlobalAction] = {}

    def register(self, wanted: Mapping[GlobalAction, Chord]) -> dict[GlobalAction, Grab]:
        """Have the keys, and how each fares."""
        return {
            action: self._register(number, action, chord)
            for number, (action, chord) in enumerate(wanted.items(), start=1)
        }

    def unregister(self) -> None:
        """Let go of all keys."""
        for number in self._actions:
            self._calls.unregister(number)
        self._actions.clear()

    def pressed(self, number: int) -> GlobalAction | None:
        """What the key with that number asks for, if it is one of these."""
        return self._actions.get(number)

    def _register(self, number: int, action: GlobalAction, chord: Chord) -> Grab:
        modifiers = sum(bit for modifier, bit in _MODIFIERS.items() if modifier in chord.modifiers)
        error = self._calls.register(number, modifiers | NO_REPEAT, _VIRTUAL_KEYS[chord.key])
        if error == ALREADY_REGISTERED:
            return Grab(str(chord), TAKEN)
        if error:
            return Grab(str(chord), f"Windows refuses it (error {error}).")
        self._actions[number] = action
        return Grab(str(chord))


def hot_key_number(message_at: int) -> int | None:
    """The number of the key in a message of Windows at that address; None in any other message."""
    message = wintypes.MSG.from_address(message_at)
    return int(message.wParam) if message.message == WM_HOTKEY else None
