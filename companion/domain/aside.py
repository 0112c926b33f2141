"""Side-flows that interrupt a call: a stack of places, the newest on top."""

from __future__ import annotations

from dataclasses import dataclass, replace

from companion.domain.flow import FlowId, Place


@dataclass(frozen=True, slots=True)
class Aside:
    """A place in a side-flow. The call's own place waits untouched below."""

    flow: FlowId
    place: Place


def entered(asides: tuple[Aside, ...], aside: Aside) -> tuple[Aside, ...]:
    """One more interruption; a side-flow that is open already is gone back to as it was."""
    for index, open_one in enumerate(asides):
        if open_one.flow == aside.flow:
            return asides[: index + 1]
    return (*asides, aside)


def moved(asides: tuple[Aside, ...], place: Place) -> tuple[Aside, ...]:
    """The newest one at another place."""
    return (*asides[:-1], replace(asides[-1], place=place))
