"""A real screen with real owners of the selection."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import IO

import pytest
from pytestqt.qtbot import QtBot
from Xlib import Xatom, display
from Xlib.xobject.drawable import Window

from tests.journeys.conftest import hands, screen
from tests.journeys.hands import GONE, Hands
from tests.journeys.screen import ROOT, Screen, end
from tests.journeys.waiting import until
from tests.selection.kinds import Own, Patient, Terminal

TERMINAL = "companion-test"

__all__ = ["hands", "screen"]


@pytest.fixture
def x11(screen: Screen, qtbot: QtBot) -> Iterator[Patient]:
    """The reader, connected to that screen."""
    patient = Patient(screen.display, qtbot)
    yield patient
    patient.reader.close()


@pytest.fixture
def own(screen: Screen) -> Iterator[Own]:
    """Starts a process that owns PRIMARY and hands it over in a way of its own."""
    with ExitStack() as ending:

        def own(data: bytes, *manners: str) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", "tests.selection.owner", *manners]
            pipe = subprocess.PIPE
            process = subprocess.Popen(
                command, cwd=ROOT, env=dict(screen.env), stdin=pipe, stdout=pipe
            )
            ending.callback(_end, process)
            _pipe(process.stdin).write(data)
            _pipe(process.stdin).close()
            assert _pipe(process.stdout).readline() == b"owned\n"
            return process

        yield own


@pytest.fixture
def terminal(screen: Screen, hands: Hands) -> Iterator[Terminal]:
    """Opens an xterm with the focus; what it is given, it owns as its selection."""
    with ExitStack() as ending:
        eyes = display.Display(screen.display)
        ending.callback(eyes.close)

        def terminal(script: str) -> subprocess.Popen[bytes]:
            command = ["xterm", "-xrm", "*allowWindowOps: true", "-fa", "Mono", "-name", TERMINAL]
            process = subprocess.Popen(
                [*command, "-e", "sh", "-c", f"{script}; exec sleep 60"], env=dict(screen.env)
            )
            ending.callback(end, process)
            window = until(lambda: named_window(eyes, TERMINAL), "the terminal is there")
            hands.raise_up(window)
            until(lambda: hands.has_focus(window), "the terminal has the keyboard")
            return process

        yield terminal


def named_window(eyes: display.Display, name: str) -> Window | None:
    """The window that calls itself so; a terminal does not say which process it is."""
    listed = eyes.screen().root.get_full_property(
        eyes.intern_atom("_NET_CLIENT_LIST"), Xatom.WINDOW
    )
    for number in listed.value if listed else ():
        window = eyes.create_resource_object("window", number)
        with suppress(*GONE):
            if name in (window.get_wm_class() or ()):
                return window
    return None


def _end(process: subprocess.Popen[bytes]) -> None:
    end(process)
    _pipe(process.stdout).close()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None, "the process was started with pipes"
    return pipe
