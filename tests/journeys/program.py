"""The program as its users start it: a process with a window and a data folder of its own."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from Xlib.xobject.drawable import Window

from tests.journeys.hands import Hands
from tests.journeys.screen import ROOT, Screen, end
from tests.journeys.waiting import until

COMMAND = [sys.executable, "-m", "companion"]
Json = dict[str, Any]  # what json.loads gives
TITLE = "Phone-Support Companion"


class Program:
    """One data folder and the windows that are opened on it, one after the other."""

    def __init__(self, folder: Path, screen: Screen, hands: Hands) -> None:
        self.folder = folder
        self.hands = hands
        self._screen = screen
        self._processes: list[subprocess.Popen[bytes]] = []

    # ------------------------------------------------------------------ the window

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The process that was started last."""
        return self._processes[-1]

    def start(self, *arguments: str) -> None:
        """Open the window and wait until it takes keys and has its calls."""
        self.launch(*arguments)
        self.wait_until_open()

    def launch(self, *arguments: str) -> None:
        """Start the program and wait for nothing."""
        with (self.folder.parent / "program.log").open("ab") as log:
            self._processes.append(
                subprocess.Popen(
                    self.command("open", *arguments),
                    cwd=ROOT,
                    env=dict(self._screen.env),
                    stderr=log,
                )
            )

    def command(self, *arguments: str) -> list[str]:
        """The command line of the program for this data folder."""
        return [*COMMAND, *arguments, "--data-dir", str(self.folder)]

    @property
    def window(self) -> Window:
        """Its main window."""
        return until(self._find_window, "the window is there")

    def wait_until_open(self) -> None:
        """The window has the keyboard and the database is there."""
        window = self.window
        until(lambda: self.hands.has_focus(window), "the window has the keyboard")
        until(lambda: self.rows("SELECT 1 FROM sqlite_master"), "the database is there")

    def wait_for_global_keys(self) -> None:
        """The keys that work in every program are grabbed: shortly after the window is open."""
        held = "grabbed by the open window"
        until(lambda: held in self.run("doctor", "--json"), "the global keys are grabbed")

    def ended_with(self) -> int:
        """The exit status, once the process has ended."""
        return self.process.wait(15)

    def kill(self) -> float:
        """End the process as a crash would; the moment of it."""
        self.process.kill()
        at = time.monotonic()
        self.process.wait(15)
        return at

    def end_all(self) -> None:
        """No process stays."""
        for process in self._processes:
            if process.poll() is None:
                end(process)

    def said(self) -> str:
        """What the program has written on standard error so far."""
        return (self.folder.parent / "program.log").read_text(encoding="utf-8")

    def _find_window(self) -> Window | None:
        if self.process.poll() is not None:
            raise AssertionError(f"ended with {self.process.returncode}: {self.said()}")
        found = self.hands.windows(self.process.pid)
        return next((w for w in found if TITLE in self.hands.title(w)), None)

    # ------------------------------------------------------------------ what it has kept

    def run(self, *arguments: str, expect: int = 0) -> str:
        """A command of the program's command line; what it printed."""
        done = subprocess.run(
            self.command(*arguments),
            cwd=ROOT,
            env=dict(self._screen.env),
            capture_output=True,
            text=True,
            timeout=30,
        )
        assert done.returncode == expect, (arguments, done.returncode, done.stderr)
        return done.stdout

    def last_call(self) -> Json:
        """The newest call, as `calls show` prints it."""
        call = json.loads(self.run("calls", "show", "last", "--json"))
        assert isinstance(call, dict)
        return call

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Look into the database beside the program; nothing while it is not there yet."""
        uri = f"file:{self.folder / 'calls.db'}?mode=ro"
        try:
            with closing(sqlite3.connect(uri, uri=True, timeout=1)) as db:
                return db.execute(query).fetchall()
        except sqlite3.OperationalError:
            return []

    def is_saved(self, text: str) -> bool:
        """Whether a text stands in the notes of a call on the disk."""
        return any(text in note for (note,) in self.rows("SELECT text FROM notes"))

    def phase(self) -> str:
        """The phase of the newest call on the disk."""
        found = self.rows("SELECT phase FROM calls ORDER BY id DESC LIMIT 1")
        return str(found[0][0]) if found else ""

    def wait_for_phase(self, phase: str) -> None:
        """The newest call is in that phase on the disk."""
        until(lambda: self.phase() == phase, f"the call is {phase}")

    def wait_for_text(self, text: str) -> None:
        """The text is on the disk."""
        until(lambda: self.is_saved(text), f"{text!r} is saved")


@contextmanager
def a_program(folder: Path, screen: Screen, hands: Hands) -> Iterator[Program]:
    """A program on a data folder; whatever happens, none of its processes stays."""
    program = Program(folder, screen, hands)
    try:
        yield program
    finally:
        program.end_all()
