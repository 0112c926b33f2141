"""The library `keyboard`: over a stand-in for a keyboard, and with its failures put in words."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType

import pytest
from pytestqt.qtbot import QtBot

from companion.hotkeys import library
from companion.hotkeys.library import LibraryKeys
from companion.hotkeys.qt_loop import QtLoop
from tests.hotkeys.listening import HOLD, SPELL, Heard, chords
from tests.journeys.screen import ROOT

WANTED = chords(spell_selection="Ctrl+Shift+F9", hold="Ctrl+Shift+F8")

A_DEV_OF_OUR_OWN = """
set -e; mount --make-rprivate /; place=$(mktemp -d); mount -t tmpfs none $place
mknod $place/null c 1 3; mknod $place/zero c 1 5; mknod $place/random c 1 8
mknod $place/urandom c 1 9; ln -s /proc/self/fd $place/fd; mkdir $place/shm
mount --move $place /dev; exec "$@"
"""


def why_no_stand_in() -> str:
    """Why no stand-in for a keyboard can be made here; empty when it can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "a stand-in for a keyboard needs root on Linux"
    command = ["unshare", "-m", "bash", "-c", A_DEV_OF_OUR_OWN, "_", "true"]
    if not shutil.which("unshare") or subprocess.run(command, capture_output=True).returncode:
        return "a stand-in for a keyboard needs a /dev of its own, which is not allowed here"
    return ""


@pytest.fixture(scope="module")
def stand_in() -> Callable[[str], list[list[str]]]:
    """Runs a task of stand_in_keyboard.py; what was pressed, the keys' troubles, the failures."""
    if reason := why_no_stand_in():
        pytest.skip(reason)

    def run(task: str) -> list[list[str]]:
        module = [sys.executable, "-W", "error", "-m", "tests.hotkeys.stand_in_keyboard", task]
        command = ["unshare", "-m", "bash", "-c", A_DEV_OF_OUR_OWN, "_", *module]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        told: list[list[str]] = json.loads(done.stdout)
        return told

    return run


def test_kernel_events_are_presses(stand_in: Callable[[str], list[list[str]]]) -> None:
    pressed, troubles, failures = stand_in("presses")

    assert pressed == [SPELL, HOLD] * 15 + [SPELL, SPELL, HOLD]
    assert (troubles, failures) == ([""], [])


@pytest.mark.parametrize(
    ("task", "why"),
    [
        ("no_device", library.NO_KEYBOARD),
        ("no_dumpkeys", library.NO_DUMPKEYS),
        ("not_root", library.NOT_ROOT),
        ("unplugged", library.GONE),
    ],
)
def test_what_is_missing_is_told(
    stand_in: Callable[[str], list[list[str]]], task: str, why: str
) -> None:
    assert stand_in(task)[2] == [why]


@dataclass
class Event:
    scan_code: int
    event_type: str


class FakeLibrary(ModuleType):
    """The part of the library that is used, with its threads, as on Windows."""

    def __init__(self) -> None:
        super().__init__("keyboard")
        self.hooks: list[Callable[[Event], None]] = []
        self.error: Exception | None = None
        self._over = threading.Event()

    def hook(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        if self.error:
            raise self.error
        self.hooks.append(callback)
        for name in ("listen", "process"):
            threading.Thread(target=self._over.wait, name=f"Thread-1 ({name})").start()
        return lambda: self.hooks.remove(callback)

    def key_to_scan_codes(self, key: str, error_if_missing: bool) -> tuple[int, ...]:
        codes = {"ctrl": (29, 97), "shift": (42,), "f9": (67,)}
        return codes.get(key, ())

    def play(self, *events: tuple[int, str]) -> None:
        for code, kind in events:
            for hook in self.hooks:
                hook(Event(code, kind))

    def end(self) -> None:
        """Its threads end, without a word."""
        self._over.set()


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeLibrary]:
    fake = FakeLibrary()
    monkeypatch.setitem(sys.modules, "keyboard", fake)
    monkeypatch.setattr(library, "_LINUX_THREADS", ("(listen)", "(process)"))
    monkeypatch.setattr(library, "LOOK_EVERY_S", 0.02)
    yield fake
    fake.end()


@pytest.fixture
def keys(qapp: object) -> Iterator[LibraryKeys]:
    ours = LibraryKeys(QtLoop())
    yield ours
    ours.stop()


def test_a_press_comes_to_the_window_s_thread(
    fake: FakeLibrary, keys: LibraryKeys, heard: Heard, qtbot: QtBot
) -> None:
    keys.start(WANTED, heard.listener)
    assert {grab.trouble for grab in heard.grabs.values()} == {library.STARTING}
    qtbot.waitUntil(lambda: heard.holding == {SPELL})
    assert heard.grabs[HOLD].trouble == library.NO_SUCH_KEY
    other = threading.Thread(
        target=fake.play, args=[(29, "down"), (42, "down"), (67, "down"), (67, "up")]
    )
    other.start()
    other.join()
    assert heard.pressed == []

    qtbot.waitUntil(lambda: heard.pressed == [SPELL])


def test_stopping_unhooks(fake: FakeLibrary, keys: LibraryKeys, heard: Heard, qtbot: QtBot) -> None:
    keys.start(WANTED, heard.listener)
    qtbot.waitUntil(lambda: bool(heard.holding))
    keys.stop()

    assert fake.hooks == []


def test_stopping_before_it_is_set_up_unhooks(
    fake: FakeLibrary, keys: LibraryKeys, heard: Heard, qtbot: QtBot
) -> None:
    keys.start(WANTED, heard.listener)
    keys.stop()
    keys.start(WANTED, heard.listener)

    qtbot.waitUntil(lambda: bool(heard.holding))
    qtbot.waitUntil(lambda: len(fake.hooks) == 1)


def test_threads_that_end_without_a_word_are_noticed(
    fake: FakeLibrary, keys: LibraryKeys, heard: Heard, qtbot: QtBot
) -> None:
    keys.start(WANTED, heard.listener)
    qtbot.waitUntil(lambda: bool(heard.holding))
    fake.end()

    qtbot.waitUntil(lambda: heard.failures == [library.GONE])


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (ImportError("You must be root to use this library on linux."), library.NOT_ROOT),
        (AssertionError(), library.NO_KEYBOARD),
        (OSError("Error 13 - Must be run as administrator"), library.NO_KEYBOARD),
        (FileNotFoundError(2, "No such file", "dumpkeys"), library.NO_DUMPKEYS),
    ],
)
def test_its_failures_are_put_in_words(
    fake: FakeLibrary,
    keys: LibraryKeys,
    heard: Heard,
    qtbot: QtBot,
    error: Exception,
    why: str,
) -> None:
    fake.error = error
    keys.start(WANTED, heard.listener)
    qtbot.waitUntil(lambda: bool(heard.failures))

    assert heard.failures[0].startswith(why)


def test_without_the_library_the_way_fails(
    keys: LibraryKeys, heard: Heard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "keyboard", None)
    keys.start(WANTED, heard.listener)

    qtbot.waitUntil(lambda: heard.failures == [library.NOT_INSTALLED])
