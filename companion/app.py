"""Opens the window on a data folder, and stays until it is closed."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from companion import handover, paths
from companion.domain.errors import UserError
from companion.handover import Command
from companion.program import LAST_SAVE_WITHIN_S, Program
from companion.ui.main_window import MainWindow

if TYPE_CHECKING:
    from companion.ui.command_server import CommandServer

WIDTH, HEIGHT, TITLE_BAR = 400, 860, 40
"""Pixels of the window when it first opens, and what its frame may take."""
SETTLED_MS = 50
"""After its first picture the window has this long to take keys before anything else begins."""
KEYS_MS = 200
"""Then come the keys that work everywhere."""
UNSEEN_MS = 1000
"""When the rest begins at the latest, picture or not."""
OTHER_WINDOW_WITHIN_S = 3.0
"""How long a second start waits for a first one that has not opened its door yet."""


def run(folder: Path, command: Command) -> int:
    """Open the window on a data folder and stay until it is closed; the exit status."""
    _refuse_without_a_screen()
    app = make_application()
    lock = _lock(folder)
    if lock is None:
        _hand_over(folder, command)
        return 0
    program = Program(app, folder)
    window = program.window
    _leave_in_order(app, program)
    _fit_to_screen(window)
    window.show()
    doors: list[CommandServer] = []
    listen = partial(_listen, folder, program, doors)
    begin = partial(_begin_the_rest, program, listen)
    window.painted.connect(begin)
    # A window that starts minimised is not painted.
    QTimer.singleShot(UNSEEN_MS, begin)
    if not command.only_shows:
        program.actions.obey(command)
    status = app.exec()
    for door in doors:
        door.close()
    program.close()
    lock.unlock()
    return status


def _begin_the_rest(program: Program, listen: Callable[[], None]) -> None:
    """What nobody needs to see the window, in the order of how soon somebody may miss it."""
    for after_ms, step in (
        (SETTLED_MS, program.open_storage),
        (SETTLED_MS, listen),
        (KEYS_MS, program.start_global_keys),
        (KEYS_MS, program.tune_voice),
        (KEYS_MS, _collect_garbage),
    ):
        QTimer.singleShot(after_ms, program.window, step)


def _collect_garbage() -> None:
    """From now on; what is there by now stays, and need not be looked at again."""
    gc.freeze()
    gc.enable()


def make_application() -> QApplication:
    """The Qt application. Qt never sees the arguments: a link could smuggle in options."""
    app = QApplication(["companion"])
    app.setApplicationName("companion")
    app.setDesktopFileName(paths.DESKTOP_ID)
    app.setStyle("Fusion")
    return app


def _fit_to_screen(window: MainWindow) -> None:
    """A narrow column, as high as it needs to be and the screen allows."""
    room = window.screen().availableGeometry()
    window.resize(min(WIDTH, room.width()), min(HEIGHT, room.height() - TITLE_BAR))


def has_screen() -> bool:
    """Qt can show a window here, or has been told to draw elsewhere."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


def _refuse_without_a_screen() -> None:
    if not has_screen():
        raise UserError(
            "There is no screen to open a window on.",
            "Start it in a desktop session, or play `companion demo DIR`, which needs none.",
        )


def _lock(folder: Path) -> QLockFile | None:
    """The lock of a data folder, or None while another window has it.

    A folder that cannot be written has no lock to take; the window then says that nothing
    is saved, and goes on working.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return QLockFile(str(folder / "window.lock"))
    lock = QLockFile(str(folder / "window.lock"))
    # A window that hangs still has the folder: only a dead one's lock is void.
    lock.setStaleLockTime(0)
    taken = lock.tryLock(0)
    held = not taken and lock.error() is QLockFile.LockError.LockFailedError
    return None if held else lock


def _hand_over(folder: Path, command: Command) -> None:
    """Another start was quicker: give the command to its window as soon as it listens."""
    give_up_at = time.monotonic() + OTHER_WINDOW_WITHIN_S
    while time.monotonic() < give_up_at:
        if handover.send(folder, command):
            return
        time.sleep(0.05)
    raise UserError(
        "The program is open already, but its window does not answer.",
        "Close it first; what was typed there is saved.",
    )


def _listen(folder: Path, program: Program, doors: list[CommandServer]) -> None:
    """Open the door for a second start, and the log; neither is needed to show the window."""
    from companion.ui.command_server import CommandServer

    if doors:
        return
    _log_faults(folder, program.window)
    answers = {handover.ABOUT_GLOBAL_KEYS: program.tell_of_global_keys}
    server = CommandServer(folder, answers=answers)
    server.received.connect(program.actions.obey)
    doors.append(server)


def _log_faults(folder: Path, window: MainWindow) -> None:
    """A fault in the program is logged and said in the window; what was typed is safe."""
    from companion.log import start_log

    if os.access(folder, os.W_OK):
        start_log(folder)
    log_it = sys.excepthook

    def tell(
        kind: type[BaseException], error: BaseException, traceback: TracebackType | None
    ) -> None:
        log_it(kind, error, traceback)
        window.show_notice(
            "Something went wrong in the program. Your notes are safe; "
            "if it goes on, close the window and open it again."
        )

    sys.excepthook = tell


def _leave_in_order(app: QApplication, program: Program) -> None:
    """Save before the session ends or a signal does."""
    app.commitDataRequest.connect(lambda _: program.storage.flush(LAST_SAVE_WITHIN_S))
    if os.name != "posix":
        return
    # While Qt waits no Python runs, so a handler alone would never be called: the wake-up
    # descriptor brings the signal into Qt's own loop.
    from socket import socketpair

    reading, writing = socketpair()
    for end in (reading, writing):
        end.setblocking(False)
    signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
    notifier = QSocketNotifier(reading.fileno(), QSocketNotifier.Type.Read, app)
    # Not quit, which asks the window first: whoever sends a signal does not wait for an answer.
    notifier.activated.connect(lambda: (reading.recv(64), app.exit(0)))
    app.setProperty("wakeup", (reading, writing))
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
