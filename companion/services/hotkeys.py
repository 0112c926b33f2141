"""Global keys: what they do, how they are written, and what a way of grabbing them promises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class GlobalAction(StrEnum):
    """What can be asked for while another program has the keyboard."""

    SPELL_SELECTION = "spell_selection"
    HOLD = "hold"
    NEXT_PROMPT = "next_prompt"
    QUICK_NOTE = "quick_note"
    MINI_BAR = "mini_bar"
    SHOW_OR_HIDE = "show_or_hide"
    GO_TO_SPELLER = "go_to_speller"
    """Give the keyboard to the speller's pop-up, or take it back from there."""
    SPEAK_AGAIN = "speak_again"
    SILENCE = "silence"
    """Stop the voice at once, and put the pop-up away."""


@dataclass(frozen=True, slots=True)
class Grab:
    """How it went with one key: in force, or the reason why not, as a sentence for the agent."""

    trigger: str
    """What to press, in the words of whoever decides it (the desktop may have another key)."""
    trouble: str = ""

    @property
    def holds(self) -> bool:
        """Pressing the trigger reaches the program."""
        return not self.trouble


class KeyGrabber(Protocol):
    """One way of getting keys that are pressed in other programs."""

    def start(
        self,
        wanted: Mapping[GlobalAction, str],
        pressed: Callable[[GlobalAction], None],
        changed: Callable[[Mapping[GlobalAction, Grab]], None],
    ) -> None:
        """Grab these keys, written like `Ctrl+Shift+F9`.

        `pressed` is called on the window's thread, once for each press however long the key is
        held. `changed` tells how each key fares: soon after the start, and whenever that changes.
        """
        ...

    def stop(self) -> None:
        """Let go of every key."""
        ...
