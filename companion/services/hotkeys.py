"""What a way of grabbing global keys promises, and what it tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from companion.domain.chord import Chord
from companion.services.global_keys import GlobalAction, Way


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


Grabs = Mapping[GlobalAction, Grab]


@dataclass(frozen=True, slots=True)
class GrabListener:
    """Whom a way of grabbing tells. All are called on the window's thread."""

    pressed: Callable[[GlobalAction], None]
    """Once for each press, however long the key is held."""
    changed: Callable[[Grabs], None]
    """How each key fares: soon after the start, and whenever that changes."""
    failed: Callable[[str], None]
    """This way does not work here, or no longer; why, as a sentence. Nothing is grabbed."""


class KeyGrabber(Protocol):
    """One way of getting keys that are pressed in other programs."""

    def start(self, wanted: Mapping[GlobalAction, Chord], listener: GrabListener) -> None:
        """Grab these keys, and tell the listener how that went."""
        ...

    def stop(self) -> None:
        """Let go of every key. The listener is told nothing any more. May be called twice."""
        ...


class Loop(Protocol):
    """What a way of grabbing needs of the window's event loop."""

    def watch(self, descriptor: int, ready: Callable[[], None]) -> Callable[[], None]:
        """Call `ready` whenever there is something to read; returns what ends that."""
        ...

    def later(self, seconds: float, due: Callable[[], None]) -> Callable[[], None]:
        """Call `due` once, after that time; returns what calls it off."""
        ...

    def on_main(self, receive: Callable[..., None]) -> Callable[..., None]:
        """The same callback, safe to call from any thread."""
        ...


@dataclass(frozen=True, slots=True)
class WayNotTaken:
    """A way of grabbing that was not taken, and why, as a sentence."""

    way: Way
    why: str


@dataclass(frozen=True, slots=True)
class KeyReport:
    """How the global keys of this machine are grabbed, and how each fares."""

    way: Way = Way.DESKTOP
    grabs: Grabs = field(default_factory=dict)
    not_taken: tuple[WayNotTaken, ...] = ()
