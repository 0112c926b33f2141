"""A listener that remembers what it was told, for tests of the ways of grabbing keys."""

from __future__ import annotations

from collections.abc import Mapping

from companion.domain.chord import Chord
from companion.services.global_keys import GlobalAction
from companion.services.hotkeys import Grab, GrabListener

SPELL, HOLD = GlobalAction.SPELL_SELECTION, GlobalAction.HOLD


class Heard:
    """What a way of grabbing has told, in order."""

    def __init__(self) -> None:
        self.pressed: list[GlobalAction] = []
        self.grabs: dict[GlobalAction, Grab] = {}
        self.failures: list[str] = []
        self.listener = GrabListener(self.pressed.append, self._take, self.failures.append)

    @property
    def holding(self) -> set[GlobalAction]:
        """The actions whose keys are in force."""
        return {action for action, grab in self.grabs.items() if grab.holds}

    def has(self, count: int) -> bool:
        """Whether so many presses have come."""
        return len(self.pressed) >= count

    def _take(self, grabs: Mapping[GlobalAction, Grab]) -> None:
        self.grabs = dict(grabs)


def chords(**texts: str) -> dict[GlobalAction, Chord]:
    """Chords by the names of their actions."""
    return {GlobalAction(name): Chord.from_text(text) for name, text in texts.items()}
