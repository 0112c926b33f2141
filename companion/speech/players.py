"""Programs that play raw sound from a pipe, and the outputs they can play it on. Linux only."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from companion.paths import environment_of_others
from companion.services.voice import SoundOutput

LATENCY_MS = 30
"""How much sound a player asks its server to hold: little, so that it starts soon."""
PIPE_BYTES = 8192
"""Sound on its way to a player, some 0.2 s: should the worker be killed, no more is heard."""
ANSWER_WITHIN_S = 2.0


@dataclass(frozen=True, slots=True)
class Player:
    """A program that plays what comes in; `command` is for a rate in Hz and an output or none."""

    name: str
    command: Callable[[int, str], list[str]]
    outputs: Callable[[], list[SoundOutput]]

    def start(self, rate: int, output: str) -> subprocess.Popen[bytes]:
        """Begin to play 16-bit mono sound from its standard input; OSError if it cannot run."""
        return subprocess.Popen(
            self.command(rate, output),
            env=environment_of_others(),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            pipesize=PIPE_BYTES,
        )


def installed_players() -> list[Player]:
    """The players of this machine, the one to try first in front."""
    return [player for player in _PLAYERS if shutil.which(player.name)]


def _pacat(rate: int, output: str) -> list[str]:
    device = [f"--device={output}"] if output else []
    return [
        "pacat", "--raw", "--format=s16le", f"--rate={rate}", "--channels=1",
        f"--latency-msec={LATENCY_MS}", "--client-name=Phone-Support Companion",
        "--stream-name=Voice", *device,
    ]  # fmt: skip


def _pw_cat(rate: int, output: str) -> list[str]:
    target = [f"--target={output}"] if output else []
    return [
        "pw-cat", "--playback", "--raw", "--format=s16", f"--rate={rate}", "--channels=1",
        f"--latency={LATENCY_MS}ms", *target, "-",
    ]  # fmt: skip


def _aplay(rate: int, output: str) -> list[str]:
    device = ["-D", output] if output else []
    return [
        "aplay", "-q", "-t", "raw", "-f", "S16_LE", "-r", str(rate), "-c", "1", *device, "-",
    ]  # fmt: skip


def _pulse_outputs() -> list[SoundOutput]:
    return _paired(_lines("pactl", "list", "sinks"), "Name: ", "Description: ")


def _alsa_outputs() -> list[SoundOutput]:
    # A name at the margin, what it means on the lines below it.
    lines = _lines("aplay", "-L")
    found: list[SoundOutput] = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if line and not line[0].isspace() and line != "null":
            found.append(SoundOutput(line.strip(), after.strip() or line.strip()))
    return found


def _paired(lines: Sequence[str], name: str, title: str) -> list[SoundOutput]:
    """An output for each line with a name, called as the line with a title after it says."""
    found: list[SoundOutput] = []
    for line in map(str.strip, lines):
        if line.startswith(name):
            found.append(SoundOutput(line.removeprefix(name), line.removeprefix(name)))
        elif line.startswith(title) and found:
            found[-1] = SoundOutput(found[-1].id, line.removeprefix(title))
    return found


def _lines(*command: str) -> list[str]:
    """What a program prints; nothing when it is not there, fails, or does not answer."""
    plain = {**environment_of_others(), "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            command,
            env=plain,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=ANSWER_WITHIN_S,
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return done.stdout.splitlines() if done.returncode == 0 else []


_PLAYERS = (
    Player("pacat", _pacat, _pulse_outputs),
    Player("pw-cat", _pw_cat, _pulse_outputs),
    Player("aplay", _aplay, _alsa_outputs),
)
