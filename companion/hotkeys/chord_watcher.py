"""Finding chords in a stream of key events that somebody else's hook delivers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from companion.domain.chord import Modifier
from companion.services.global_keys import GlobalAction

HELD_AT_MOST_S = 10.0
"""A key-up that went to the lock screen never comes; nobody holds Ctrl for so long and means it."""
REPEATS_WITHIN_S = 3.0
"""A held key repeats faster than that; what comes later is a press whose release got lost."""


class ChordWatcher:
    """Knows which keys are down. Other keys may be down as well: only the modifiers must fit."""

    def __init__(
        self,
        modifiers: Mapping[Modifier, Iterable[int]],
        keys: Mapping[GlobalAction, tuple[Modifier, Iterable[int]]],
    ) -> None:
        self._modifiers = {
            code: modifier for modifier, codes in modifiers.items() for code in codes
        }
        self._actions = {
            (held, code): action for action, (held, codes) in keys.items() for code in codes
        }
        self._held: dict[int, float] = {}
        self._down: dict[int, float] = {}

    def press(self, code: int, at_s: float) -> GlobalAction | None:
        """A key went down, or repeats: what that asks for, if anything."""
        if code in self._modifiers:
            self._held[code] = at_s
            return None
        last = self._down.get(code)
        self._down[code] = at_s
        if last is not None and at_s - last <= REPEATS_WITHIN_S:
            return None
        held = (m for c, m in self._modifiers.items() if self._is_held(c, at_s))
        return self._actions.get((reduce(or_, held, Modifier.NONE), code))

    def release(self, code: int) -> None:
        """A key went up."""
        self._held.pop(code, None)
        self._down.pop(code, None)

    def _is_held(self, code: int, at_s: float) -> bool:
        since = self._held.get(code)
        return since is not None and at_s - since <= HELD_AT_MOST_S
