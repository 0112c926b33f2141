"""Flows as they were when a call began with them, for as long as the call is open.

Whoever puts another file in the place of a flow keeps the former one here first, for each open
call that is in it. So a call keeps its flow through a restart of the program, too.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from companion.content.faults import FaultyFile
from companion.content.flows import parse_flow
from companion.content.toml_file import read_bytes
from companion.domain.call import CallId
from companion.domain.flow import CallFlow, FlowId
from companion.files import replace_text

FOLDER = "kept_flows"


class KeptFlows:
    """One folder for each open call whose flows have been changed since it began."""

    def __init__(self, data: Path) -> None:
        self._folder = data / FOLDER

    def keep(self, call_id: CallId, flow_id: FlowId, source: bytes) -> None:
        """The call goes on with this text of the flow. What was kept earlier stays.

        OSError where it cannot be written.
        """
        file = self._file(call_id, flow_id)
        if not file.exists():
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_text(file, source.decode("utf-8", "replace"))

    def flow(self, call_id: CallId, flow_id: FlowId) -> CallFlow | None:
        """The flow that was kept for a call; None for most."""
        file = self._file(call_id, flow_id)
        if not file.exists():
            return None
        with suppress(FaultyFile):
            return parse_flow(read_bytes(file), file.name)
        return None

    def forget_all_but(self, calls: Collection[CallId]) -> None:
        """Only these calls are open; nothing is kept for any other."""
        wanted = {_name(call_id) for call_id in calls}
        with suppress(OSError):
            for folder in self._folder.iterdir():
                if folder.name not in wanted:
                    shutil.rmtree(folder, ignore_errors=True)

    def _file(self, call_id: CallId, flow_id: FlowId) -> Path:
        return self._folder / _name(call_id) / f"{flow_id}.toml"


def _name(call_id: CallId) -> str:
    """A folder name: an id that came from elsewhere may be anything."""
    return sha256(call_id.encode()).hexdigest()[:32]
