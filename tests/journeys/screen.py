"""A screen of our own: X server, window manager, session bus. Nothing of the user's is touched."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
SIZE = "1280x1024x24"
SYSTEM_PYTHONS = ("/usr/bin/python3", "/usr/local/bin/python3")
"""pyatspi comes with the system's Python, not from the package index."""
BUS_LAUNCHERS = ("usr/lib*/at-spi-bus-launcher", "usr/lib/*/at-spi-bus-launcher")
KEPT_VARIABLES = ("PATH", "TZ", "TMPDIR", "VIRTUAL_ENV")


@dataclass(frozen=True)
class Screen:
    """A running screen: `env` is what a program shown on it must be started with."""

    display: str
    env: Mapping[str, str]


def missing_tools() -> list[str]:
    """What journeys need and this machine lacks, each with what it is for."""
    if not sys.platform.startswith("linux"):
        return ["Linux, for a screen of our own (Xvfb)"]
    commands = {
        "Xvfb": "a screen",
        "openbox": "focus",
        "dbus-run-session": "a session bus",
        "xterm": "another program with text in it",
        "setxkbmap": "other keyboard layouts",
    }
    missing = [f"{name} (for {why})" for name, why in commands.items() if not shutil.which(name)]
    if not any(next(Path("/").glob(pattern), None) for pattern in BUS_LAUNCHERS):
        missing.append("at-spi-bus-launcher (to read the window as a screen reader does)")
    if reader_python() is None:
        missing.append("pyatspi for the system's Python (the same)")
    return missing


def reader_python() -> str | None:
    """The Python that has pyatspi."""
    return next((python for python in SYSTEM_PYTHONS if _has_pyatspi(python)), None)


def _has_pyatspi(python: str) -> bool:
    if not Path(python).exists():
        return False
    look = "import importlib.util as u, sys; sys.exit(not u.find_spec('pyatspi'))"
    return subprocess.run([python, "-c", look], env={"PATH": os.defpath}).returncode == 0


@contextmanager
def a_screen(folder: Path) -> Iterator[Screen]:
    """Start a screen whose files lie in `folder`; all of it ends with the block."""
    with ExitStack() as ending:
        display = ending.enter_context(_x_server(folder))
        env = _environment(folder, display)
        bus = ending.enter_context(session_bus(env))
        env["DBUS_SESSION_BUS_ADDRESS"] = bus
        ending.enter_context(_running(["openbox", "--sm-disable"], env, folder / "openbox.log"))
        yield Screen(display, env)


def _environment(folder: Path, display: str) -> dict[str, str]:
    """Only what is needed, so that no setting of whoever runs this changes what is seen."""
    env = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    for name in ("home", "run", "config", "cache", "data"):
        (folder / name).mkdir(mode=0o700)
    return {
        **env,
        "DISPLAY": display,
        "LC_ALL": "C.UTF-8",
        "HOME": str(folder / "home"),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_DATA_HOME": str(folder / "data"),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }


@contextmanager
def _x_server(folder: Path) -> Iterator[str]:
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"]
    with (
        os.fdopen(reading) as answer,
        (folder / "xvfb.log").open("w") as log,
        _ended(subprocess.Popen(command, pass_fds=[writing], stderr=log)),
    ):
        os.close(writing)
        number = answer.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb did not start: {(folder / 'xvfb.log').read_text()}")
        yield f":{number}"


@contextmanager
def session_bus(env: Mapping[str, str]) -> Iterator[str]:
    """A session bus that lives as long as the shell in it, which waits for its input to end."""
    command = ["dbus-run-session", "--", "sh", "-c", 'echo "$DBUS_SESSION_BUS_ADDRESS"; cat']
    pipe = subprocess.PIPE
    session = subprocess.Popen(
        command,
        env=env,
        stdin=pipe,
        stdout=pipe,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        with _open_pipe(session.stdout) as said, _open_pipe(session.stdin):
            address = said.readline().strip()
            if not address:
                raise RuntimeError("dbus-run-session did not start")
            yield address
        session.wait(5)
    finally:
        # What the bus has started (the accessibility bus) is in its group and outlives it.
        with suppress(ProcessLookupError):
            os.killpg(session.pid, signal.SIGTERM)
        end(session)


@contextmanager
def _open_pipe(pipe: IO[str] | None) -> Iterator[IO[str]]:
    assert pipe is not None, "the process was started with pipes"
    with pipe:
        yield pipe


@contextmanager
def _running(command: list[str], env: Mapping[str, str], log: Path) -> Iterator[None]:
    with log.open("w") as said:
        process = subprocess.Popen(command, env=env, stdout=said, stderr=said)
        with _ended(process):
            yield


@contextmanager
def _ended(process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> Iterator[None]:
    """The process has ended when the block has, however the block ends."""
    try:
        yield
    finally:
        end(process)


def end(process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    """End a process: politely, then not."""
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
