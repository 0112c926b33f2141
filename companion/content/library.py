"""The call flows that are installed: the shipped ones and the team's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from companion.content.faults import Fault, FaultyFile
from companion.content.folders import toml_files
from companion.content.headings import FIRST, Heading, read_heading
from companion.domain.call import CallId
from companion.domain.flow import CallFlow, Check, FlowId, FlowTitle, Prompt, Question


@dataclass(slots=True)
class _Found:
    """What was found: files by id, the desk's own first, and each flow that was read so far."""

    files: dict[FlowId, list[Path]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    flows: dict[FlowId, CallFlow] = field(default_factory=dict)


class FlowLibrary:
    """Every flow found in `resources` and in the data folder.

    At the start only the headings are read; a flow itself is read when it is asked for, which
    takes some milliseconds, and kept. A file with a fault is left out (the shipped flow of that
    id is used instead).
    """

    def __init__(self, resources: Path, data: Path) -> None:
        self._resources = resources
        self._data = data
        self._found = self._look()

    def read_anew(self) -> None:
        """Somebody has changed the files. May be called beside the window's thread."""
        self._found = self._look()

    def flow(self, flow_id: FlowId) -> CallFlow:
        """The flow with that id, side-flows too; KeyError if there is none that is sound."""
        found = self._found
        if flow_id not in found.flows:
            for file in found.files[flow_id]:
                # The names of practices are for `flows check`: a wrong one harms no call.
                with suppress(FaultyFile):
                    found.flows[flow_id] = _read_flow(file)
                    break
        return found.flows[flow_id]

    def kept(self, call_id: CallId, flow_id: FlowId) -> CallFlow | None:
        """The flow as it was when that call began, where it was edited since."""
        if not (self._data / "kept_flows").exists():
            return None
        from companion.content.kept_flows import KeptFlows

        return KeptFlows(self._data).flow(call_id, flow_id)

    def titles(self) -> tuple[FlowTitle, ...]:
        """Every flow a call can be started with: incident, then the others by title."""
        return tuple(heading for heading in self._found.headings if not heading.is_side)

    def sides(self) -> tuple[FlowTitle, ...]:
        """Every flow that interrupts a call, by title."""
        return tuple(heading for heading in self._found.headings if heading.is_side)

    def all(self) -> tuple[CallFlow, ...]:
        """The flows of `titles`, whole: each one that is sound."""
        return tuple(flow for flow in self._sound() if not flow.is_side)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the files that are left out; reads all of them."""
        found = self._found
        faults = list(found.faults)
        for flow_id, files in found.files.items():
            for file in reversed(files):
                try:
                    found.flows[flow_id] = _read_flow(file)
                except FaultyFile as error:
                    faults.extend(error.faults)
        return tuple(faults)

    def _look(self) -> _Found:
        found = _Found()
        for folder in (self._data / "flows", self._resources / "flows"):
            for file in toml_files(folder, found.faults):
                found.files.setdefault(FlowId(file.stem), []).append(file)
        headings = (
            next(filter(None, map(read_heading, files)), None) for files in found.files.values()
        )
        found.headings = sorted((h for h in headings if h), key=_order)
        return found

    def _sound(self) -> Iterator[CallFlow]:
        for heading in self._found.headings:
            with suppress(KeyError):
                yield self.flow(heading.id)

    def practices_covered(self) -> dict[str, list[str]]:
        """For each practice id, where in the flows it is: `incident: greet/greet-by-name`."""
        covered: dict[str, list[str]] = {}
        for flow in self._sound():
            for practice, place in _practices(flow):
                covered.setdefault(practice, []).append(f"{flow.id}: {place}")
        return covered


def _read_flow(file: Path) -> CallFlow:
    # Not at the start: headings are all that the window needs then.
    from companion.content.flows import read_flow

    return read_flow(file)


def _order(flow: FlowTitle) -> tuple[bool, bool, str, str]:
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
