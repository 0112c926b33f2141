"""The call flows that are installed: the shipped ones and the team's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from companion.content.flows import FIRST, read_flow
from companion.content.folders import read_both
from companion.domain.flow import CallFlow, Check, FlowId, Prompt, Question


class FlowLibrary:
    """Every flow found in `resources` and in the data folder, read once at the start.

    A file with a fault is left out (the shipped flow of that id is used instead) and all that
    is wrong with it is in `faults`.
    """

    def __init__(self, resources: Path, data: Path) -> None:
        # The names of practices are for `flows check`: a wrong one harms no call.
        flows, self.faults = read_both(resources / "flows", data / "flows", read_flow)
        self._flows = {FlowId(name): flow for name, flow in flows.items()}
        starting = [flow for flow in self._flows.values() if not flow.is_side]
        self._starting = tuple(sorted(starting, key=_order))

    def flow(self, flow_id: FlowId) -> CallFlow:
        """The flow with that id, side-flows too; KeyError if there is none."""
        return self._flows[flow_id]

    def all(self) -> tuple[CallFlow, ...]:
        """Every flow a call can be started with: incident, then the others by title."""
        return self._starting

    def sides(self) -> tuple[CallFlow, ...]:
        """Every flow that interrupts a call, by title."""
        sides = (flow for flow in self._flows.values() if flow.is_side)
        return tuple(sorted(sides, key=_order))

    def practices_covered(self) -> dict[str, list[str]]:
        """For each practice id, where in the flows it is: `incident: greet/greet-by-name`."""
        covered: dict[str, list[str]] = {}
        for flow in sorted(self._flows.values(), key=_order):
            for practice, place in _practices(flow):
                covered.setdefault(practice, []).append(f"{flow.id}: {place}")
        return covered


def _order(flow: CallFlow) -> tuple[bool, bool, str, str]:
    return flow.id != FIRST, flow.is_side, flow.title.casefold(), flow.id


def _practices(flow: CallFlow) -> Iterator[tuple[str, str]]:
    yield from ((practice, "the whole flow") for practice in flow.practices)
    for stage in flow.stages:
        yield from ((practice, stage.id) for practice in stage.practices)
        parts: tuple[Prompt | Question | Check, ...]
        parts = (*stage.prompts, *stage.questions, *stage.checks)
        for part in parts:
            yield from ((practice, f"{stage.id}/{part.id}") for practice in part.practices)
        for way in stage.exits:
            yield from ((practice, f"{stage.id}/“{way.label}”") for practice in way.practices)
