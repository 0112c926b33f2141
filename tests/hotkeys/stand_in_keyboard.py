"""The library `keyboard` over a stand-in for a keyboard, in a /dev of our own. Run by a test.

A named pipe is where the library looks for an event device; what is written to it has the
kernel's format (`struct input_event`). `dumpkeys`, which needs a console, is a stand-in as well.
Prints what the way of grabbing has told, as JSON.
"""

from __future__ import annotations

import json
import os
import struct
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop

from companion.hotkeys import library
from companion.hotkeys.library import LibraryKeys
from companion.hotkeys.qt_loop import QtLoop
from tests.hotkeys.listening import Heard, chords

DEVICE = Path("/dev/input/by-id/usb-stand-in-event-kbd")
CTRL, SHIFT, SUPER, A, F8, F9 = 29, 42, 125, 30, 66, 67
NAMES = {CTRL: "Control", SHIFT: "Shift", A: "a", F8: "F8", F9: "F9"}
LIMIT_S = 10.0


class Keyboard:
    """Fingers on the stand-in."""

    def __init__(self) -> None:
        # For reading as well: opening it for writing alone would wait for the library.
        self._pipe = os.open(DEVICE, os.O_RDWR)

    def event(self, code: int, value: int) -> None:
        """1 is down, 0 is up, 2 a repetition."""
        now, kind = time.time(), 1
        event = struct.pack("llHHi", int(now), int(now % 1 * 1e6), kind, code, value)
        os.write(self._pipe, event)

    def chord(self, key: int, *, repeats: int = 0, beside: int = 0) -> None:
        """Ctrl, Shift and a key."""
        held = [code for code in (beside, CTRL, SHIFT) if code]
        for code in (*held, key):
            self.event(code, 1)
        for _ in range(repeats):
            self.event(key, 2)
        for code in (key, *reversed(held)):
            self.event(code, 0)

    def unplug(self) -> None:
        """The device's file ends."""
        os.close(self._pipe)


def make_devices() -> None:
    """What the library looks for: a device, and a program that names its keys."""
    DEVICE.parent.mkdir(parents=True)
    os.mkfifo(DEVICE)
    folder = Path(tempfile.mkdtemp())
    lines = "\n".join(f"keycode {code:3} = {name}" for code, name in NAMES.items())
    (folder / "dumpkeys").write_text(f"#!/bin/sh\ncat <<END\n{lines}\nEND\n")
    (folder / "dumpkeys").chmod(0o755)
    os.environ["PATH"] = f"{folder}:{os.environ['PATH']}"


def until(come_true: Callable[[], bool]) -> None:
    """Run the loop until something is so."""
    give_up_at = time.monotonic() + LIMIT_S
    while not come_true() and time.monotonic() < give_up_at:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 10)


def main(task: str) -> None:
    app = QCoreApplication([])
    library.LOOK_EVERY_S = 0.05
    if task != "no_device":
        make_devices()
    if task == "no_dumpkeys":
        os.environ["PATH"] = "/nowhere"
    if task == "not_root":
        os.setuid(65534)
    heard = Heard()
    keys = LibraryKeys(QtLoop(app))
    keys.start(chords(spell_selection="Ctrl+Shift+F9", hold="Ctrl+Shift+F8"), heard.listener)
    if task in ("presses", "unplugged"):
        until(lambda: len(heard.holding) == 2)
        play(Keyboard(), heard, task)
    else:
        until(lambda: bool(heard.failures))
    keys.stop()
    troubles = sorted({grab.trouble for grab in heard.grabs.values()})
    print(json.dumps([heard.pressed, troubles, heard.failures]), flush=True)
    # The library's threads wait for keys for ever.
    os._exit(0)


def play(keyboard: Keyboard, heard: Heard, task: str) -> None:
    """Thirty presses, one held down, one beside another key, one that is not ours."""
    if task == "unplugged":
        # The library's reader ends with an error that nobody takes; Python tells of it here.
        sys.stderr.close()
        keyboard.unplug()
        until(lambda: bool(heard.failures))
        return
    for _ in range(15):
        keyboard.chord(F9)
        keyboard.chord(F8)
    keyboard.chord(F9, repeats=20)
    keyboard.chord(F9, beside=A)
    keyboard.chord(F9, beside=SUPER)
    keyboard.chord(A)
    keyboard.chord(F8)
    until(lambda: len(heard.pressed) >= 33)


if __name__ == "__main__":
    main(sys.argv[1])
