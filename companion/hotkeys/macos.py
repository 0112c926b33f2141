"""Global keys on macOS: Carbon keeps them (RegisterEventHotKey), through quickmachotkey.

Needs neither the permission for accessibility nor that for watching input. Keys are meant by their
place on an American keyboard.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from companion.domain.chord import DIGITS, LETTERS, Chord, Modifier
from companion.services.global_keys import GlobalAction
from companion.services.hotkeys import Grab, GrabListener

if TYPE_CHECKING:
    from quickmachotkey import Registerable

NOT_HERE = "Carbon's keys cannot be had on this system."
NO_SUCH_KEY = "Keyboards of Macs have no such key."

# Carbon's bits. As everywhere in the program, Ctrl is Command on a Mac, and Meta is Control.
_MODIFIERS = {
    Modifier.CTRL: 0x0100,
    Modifier.SHIFT: 0x0200,
    Modifier.ALT: 0x0800,
    Modifier.META: 0x1000,
}
_NAMES = {
    **{key: f"ANSI_{key}" for key in LETTERS + DIGITS},
    "Ins": "Help",
    "Del": "ForwardDelete",
    "PgUp": "PageUp",
    "PgDown": "PageDown",
    "Left": "LeftArrow",
    "Right": "RightArrow",
    "Up": "UpArrow",
    "Down": "DownArrow",
}


class MacKeys:
    """Carbon calls back on the main thread, which is the window's."""

    def __init__(self) -> None:
        self._registered: list[Registerable] = []

    def start(self, wanted: Mapping[GlobalAction, Chord], listener: GrabListener) -> None:
        try:
            grabs = {a: self._grab(a, chord, listener.pressed) for a, chord in wanted.items()}
        except (ImportError, AssertionError, OSError):
            self.stop()
            listener.failed(NOT_HERE)
            return
        listener.changed(grabs)

    def stop(self) -> None:
        for registered in self._registered:
            registered.unregister()
        self._registered.clear()

    def _grab(
        self, action: GlobalAction, chord: Chord, pressed: Callable[[GlobalAction], None]
    ) -> Grab:
        from quickmachotkey import constants, quickHotKey

        key = getattr(constants, f"kVK_{_NAMES.get(chord.key, chord.key)}", None)
        if key is None:
            return Grab(str(chord), NO_SUCH_KEY)
        mask = sum(bit for modifier, bit in _MODIFIERS.items() if modifier in chord.modifiers)

        def press() -> None:
            pressed(action)

        self._registered.append(quickHotKey(virtualKey=key, modifierMask=mask)(press))
        return Grab(str(chord))
