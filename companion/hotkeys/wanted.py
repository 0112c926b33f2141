"""The keys as they are set: which can be grabbed at all, and which are in each other's way."""

from __future__ import annotations

from collections.abc import Mapping

from companion.domain.chord import Chord
from companion.domain.errors import UserError
from companion.services.global_keys import GlobalAction
from companion.services.hotkeys import Grab, Grabs

NOT_SET = "No key is set."


def sort_out(texts: Mapping[GlobalAction, str]) -> tuple[dict[GlobalAction, Chord], Grabs]:
    """The chords to grab, and for every other action what keeps it from having one.

    Of two actions with the same key the first has it.
    """
    chords: dict[GlobalAction, Chord] = {}
    without: dict[GlobalAction, Grab] = {}
    for action, text in texts.items():
        try:
            chord = Chord.from_text(text) if text else None
        except UserError as error:
            without[action] = Grab(text, str(error))
            continue
        twin = next((other for other, taken in chords.items() if taken == chord), None)
        if chord is None:
            without[action] = Grab("", NOT_SET)
        elif twin:
            without[action] = Grab(str(chord), f"The same key is set for “{twin.label}”.")
        else:
            chords[action] = chord
    return chords, without
