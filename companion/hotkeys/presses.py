"""Telling a press from a key that is held down, where the system repeats it."""

from __future__ import annotations

LONGEST_PAUSE_MS = 3000
"""Between two repetitions; the first comes after a second at most where people set it slowly."""


class Presses:
    """Tells presses from repetitions by the events of each key, with times in milliseconds.

    A server repeats a held key by presses alone (`is_plain`), or by a release and a press of the
    same millisecond. The second can be mistaken for two real presses in that millisecond.
    """

    def __init__(self, *, is_plain: bool) -> None:
        self._is_plain = is_plain
        self._down: dict[int, int] = {}
        self._let_go: dict[int, int] = {}

    def press(self, keycode: int, at_ms: int) -> bool:
        """Take note of a press; False when it is a repetition."""
        if self._is_plain:
            last = self._down.get(keycode)
            self._down[keycode] = at_ms
            # A release may get lost, to a screen that was locked: the key is not dead for it.
            return last is None or not 0 <= at_ms - last <= LONGEST_PAUSE_MS
        return self._let_go.pop(keycode, None) != at_ms

    def release(self, keycode: int, at_ms: int) -> None:
        """Take note of a release, which may be no real one."""
        self._down.pop(keycode, None)
        self._let_go[keycode] = at_ms
