"""A sound server of our own, whose one output is heard by an ear and by nobody else."""

from __future__ import annotations

import array
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.screen import end
from tests.journeys.waiting import until

SINK = "ear"
RATE = 22050
LOUD = 200
"""Of 32767: more than this is no silence."""
PIECE_BYTES = 882
"""20 ms of sound at a time."""


def missing_sound() -> list[str]:
    """What sound needs and this machine lacks."""
    return [name for name in ("pulseaudio", "pacat", "parec") if not shutil.which(name)]


@dataclass
class Ear:
    """Hears what comes out of the output; `loud` is when, by the monotonic clock."""

    server: str
    process: subprocess.Popen[bytes]
    loud: list[float] = field(default_factory=list)
    heard_bytes: int = 0

    def listen(self) -> None:
        """Until the server ends."""
        assert self.process.stdout is not None
        source = self.process.stdout.fileno()
        while piece := os.read(source, PIECE_BYTES):
            samples = array.array("h", piece[: len(piece) & ~1])
            self.heard_bytes += len(piece)
            if samples and max(max(samples), -min(samples)) > LOUD:
                self.loud.append(time.monotonic())

    def first_after(self, moment: float) -> float:
        """When something is heard after that moment; waits for it."""
        return until(lambda: next((at for at in self.loud if at > moment), 0), "a sound")

    def last(self, quiet_s: float = 0.4) -> float:
        """When the last sound was, once it has been quiet for so long."""

        def quiet() -> float:
            last = self.loud[-1] if self.loud else 1.0
            return last if time.monotonic() - last > quiet_s else 0

        return until(quiet, "silence")

    @property
    def loud_s(self) -> float:
        """Seconds of sound so far, roughly."""
        return len(self.loud) * PIECE_BYTES / 2 / RATE


@contextmanager
def a_sound_server(folder: Path) -> Iterator[Ear]:
    """Start one whose files lie in `folder`; it ends with the block."""
    folder.mkdir(mode=0o700)
    server = f"unix:{folder}/socket"
    command = [
        "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
        "-L", f"module-native-protocol-unix socket={folder}/socket auth-anonymous=1",
        "-L", f"module-null-sink sink_name={SINK}",
        "-L", "module-null-sink sink_name=other",
    ]  # fmt: skip
    own = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "PATH": os.environ["PATH"]}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, env=own, stdout=log, stderr=log)
        try:
            until((folder / "socket").exists, "the sound server")
            with _an_ear(server) as ear:
                yield ear
        finally:
            end(process)


@contextmanager
def _an_ear(server: str) -> Iterator[Ear]:
    command = [
        "parec", f"--device={SINK}.monitor", "--raw", "--format=s16le", f"--rate={RATE}",
        "--channels=1", "--latency-msec=5",
    ]  # fmt: skip
    env = {**os.environ, "PULSE_SERVER": server}
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    ear = Ear(server, process)
    listening = threading.Thread(target=ear.listen, daemon=True)
    listening.start()
    try:
        until(lambda: ear.heard_bytes, "the silence of the output")
        yield ear
    finally:
        end(process)
        listening.join(5)
        assert process.stdout is not None
        process.stdout.close()
