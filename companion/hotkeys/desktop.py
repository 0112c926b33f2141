"""The way that is left when no other works: the desktop's own settings start a command."""

from __future__ import annotations

from collections.abc import Mapping

from companion.domain.chord import Chord
from companion.services.global_keys import GlobalAction
from companion.services.hotkeys import Grab, GrabListener

NOT_GRABBED = "Bind it in the settings of your desktop."


class DesktopKeys:
    """Grabs nothing, and says so of each key."""

    def start(self, wanted: Mapping[GlobalAction, Chord], listener: GrabListener) -> None:
        listener.changed({a: Grab(str(chord), NOT_GRABBED) for a, chord in wanted.items()})

    def stop(self) -> None:
        pass
