"""The call flows that are installed: the shipped ones and the team's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from companion.content.faults import Fault, FaultyFile
from companion.content.folders import toml_files
from companion.content.headings import FIRST, Heading, read_heading
from companion.domain.flow import CallFlow, Check, FlowId, FlowTitle, Prompt, Question


class FlowLibrary:
    """Every flow found in `resources` and in the data folder.

    At the start only the headings are read; a flow itself is read when it is asked for, which
    takes some milliseconds, and kept. A file with a fault is left out (the shipped flow of that
    id is used instead).
    """

    def __init__(self, resources: Path, data: Path) -> None:
        self._folder_faults: list[Fault] = []
        self._files: dict[FlowId, list[Path]] = {}
        for folder in (data / "flows", resources / "flows"):
            for file in toml_files(folder, self._folder_faults):
                self._files.setdefault(FlowId(file.stem), []).append(file)
        self._read: dict[FlowId, CallFlow] = {}
        headings = (self._heading(files) for files in self._files.values())
        self._headings = sorted((h for h in headings if h), key=_order)

    def flow(self, flow_id: FlowId) -> CallFlow:
        """The flow with that id, side-flows too; KeyError if there is none that is sound."""
        if flow_id not in self._read:
            for file in self._files[flow_id]:
                # The names of practices are for `flows check`: a wrong one harms no call.
                with suppress(FaultyFile):
                    self._read[flow_id] = _read_flow(file)
                    break
        return self._read[flow_id]

    def titles(self) -> tuple[FlowTitle, ...]:
        """Every flow a call can be started with: incident, then the others by title."""
        return tuple(heading for heading in self._headings if not heading.is_side)

    def sides(self) -> tuple[FlowTitle, ...]:
        """Every flow that interrupts a call, by title."""
        return tuple(heading for heading in self._headings if heading.is_side)

    def all(self) -> tuple[CallFlow, ...]:
        """The flows of `titles`, whole: each one that is sound."""
        return tuple(flow for flow in self._sound() if not flow.is_side)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the files that are left out; reads all of them."""
        found = list(self._folder_faults)
        for flow_id, files in self._files.items():
            for file in reversed(files):
                try:
                    self._read[flow_id] = _read_flow(file)
                except FaultyFile as error:
                    found.extend(error.faults)
        return tuple(found)

    def _heading(self, files: list[Path]) -> Heading | None:
        return next(filter(None, map(read_heading, files)), None)

    def _sound(self) -> Iterator[CallFlow]:
        for heading in self._headings:
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
