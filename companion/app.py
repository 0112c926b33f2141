"""Builds every object once, connects them, and runs the window."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QLockFile, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from companion import handover, paths
from companion.clock import SystemClock
from companion.content.library import FlowLibrary
from companion.domain.call import Call
from companion.domain.errors import UserError
from companion.handover import Command
from companion.services.desk import Desk
from companion.services.ports import Clock, Profile
from companion.services.voice import Voice
from companion.settings.hold_rules import hold_rules
from companion.settings.options import (
    AGENT,
    COPY_SELECTION,
    GLOBAL_KEYS,
    GLOBAL_KEYS_WAY,
    NUMBER_REGION,
    TEAM,
    TEXT_SIZE,
    THEME,
)
from companion.settings.store import Settings
from companion.storage.thread import StorageThread
from companion.ui.global_actions import GlobalActions
from companion.ui.main_window import MainWindow
from companion.ui.qt_background import Background
from companion.ui.save_state import SaveState
from companion.ui.theme import Theme

if TYPE_CHECKING:
    from companion.content.faults import Fault
    from companion.content.speller_tools import SpellerTools
    from companion.domain.desk_rules import DeskRules
    from companion.hotkeys.qt_global_keys import GlobalKeys
    from companion.services.hotkeys import GlobalAction
    from companion.ui.command_server import CommandServer
    from companion.ui.global_keys_page import GlobalKeysPage
    from companion.ui.prompt_voice import PromptVoice
    from companion.ui.reading_aloud import ReadingAloud
    from companion.ui.speller_page import SpellerPage
    from companion.ui.speller_window import SpellerWindow
    from companion.ui.tray import Tray

LAST_SAVE_WITHIN_S = 5.0
"""How long closing the window waits for the disk at most."""
WIDTH, HEIGHT, TITLE_BAR = 400, 780, 40
"""Pixels of the window when it first opens, and what its frame may take."""
SETTLED_MS = 50
"""After its first picture the window has this long to take keys before anything else begins."""
KEYS_MS, READY_MS = 200, 300
"""Then come the keys that work everywhere, and what the first of them would wait for."""
UNSEEN_MS = 1000
"""When the rest begins at the latest, picture or not."""
OTHER_WINDOW_WITHIN_S = 3.0
"""How long a second start waits for a first one that has not opened its door yet."""


class Program:
    """The objects of one running program, for as long as it runs.

    The storage thread is started by `open_storage`, once the window is up: importing what it
    needs would hold the window back.
    """

    def __init__(self, app: QApplication, folder: Path, clock: Clock | None = None) -> None:
        self._app = app
        self._is_storage_open = False
        self._counted_for: str | None = None
        self._keys: GlobalKeys | None = None
        self._tray: Tray | None = None
        self._grabbed: tuple[str, dict[GlobalAction, str]] | None = None
        clock = clock or SystemClock()
        self._folder = folder
        self.settings = Settings(folder / "settings.toml")
        self._theme = Theme(paths.resources() / "themes")
        self._background = Background()
        on_main = self._background.on_main
        library = FlowLibrary(paths.resources(), folder)
        self.storage = StorageThread(
            folder,
            on_opened=on_main(lambda calls: self._on_opened(calls)),
            on_saved=on_main(lambda *news: self.window.show_saved(*news)),
            on_trouble=on_main(lambda trouble: self.window.show_trouble(trouble)),
        )
        save_state = SaveState(self.storage)
        rules = partial(hold_rules, self.settings)
        self.desk = Desk(
            clock, library, save_state, self._profile, _new_id, rules, lambda: self._desk_files[0]
        )
        self.window = MainWindow(
            self.desk,
            library.titles(),
            self.storage,
            self.settings,
            save_state,
            self._background,
            partial(_ticket_texts, clock),
            self._new_speller,
            lambda: self.voice,
        )
        self.window.promises.reminded.connect(self._tell_beside_the_window)
        self.actions = GlobalActions(self.window, self.desk, self._new_popup)
        # Dressed once it is whole: a style sheet is read again for every widget that is added.
        self._dress()
        self.window.look_changed.connect(self._dress)
        self.window.look_changed.connect(self.tune_voice)
        self.window.pages.global_keys_made.connect(self._connect_keys_page)
        self.window.say_requested.connect(lambda *line: self._prompt_voice.say_or_stop(*line))
        for no_more in (self.window.silenced, self.window.call_left):
            no_more.connect(self._silence_prompt)
        app.styleHints().colorSchemeChanged.connect(lambda _: self._dress())
        self._tell_of(list(self.settings.faults))
        self._library = library

    def _on_opened(self, calls: Sequence[Call]) -> None:
        self.window.show_opened(calls)
        # Reading every flow takes a while, and nobody waits for it.
        self._background.run(
            lambda: [str(fault) for fault in self._library.faults],
            self._tell_of,
            self._tell_trouble,
        )
        self._count_calls()
        self.window.look_changed.connect(self._count_calls)

    def _count_calls(self) -> None:
        """Have every call counted for the numbers; once, and anew for another country."""
        computers_own = QLocale.territoryToCode(QLocale.system().territory())
        region = self.settings.get(NUMBER_REGION) or computers_own
        if region != self._counted_for:
            self._counted_for = region
            self.storage.count_calls(region)

    def open_storage(self) -> None:
        """Open the call log, once; calls that were left open come back."""
        if not self._is_storage_open:
            self._is_storage_open = True
            self.storage.start()
            self._tell_of([str(fault) for fault in self._desk_files[1]])

    def _tell_beside_the_window(self, title: str, text: str) -> None:
        """A reminder, through the system's tray if there is one; it is in the window anyway."""
        if self._tray is None:
            from companion.ui.tray import Tray

            self._tray = Tray(self.window)
            self._tray.chosen.connect(self.window.come_to_the_front)
            self._tray.chosen.connect(self.window.see_promises)
        self._tray.tell(title, text)

    def start_global_keys(self) -> None:
        """Grab the keys that work in every program, once, and be ready for the first of them."""
        from companion.hotkeys.qt_global_keys import GlobalKeys

        if self._keys is None:
            self._keys = GlobalKeys()
            self._keys.pressed.connect(self.actions.act)
            self._keys.changed.connect(self.actions.show_keys)
            self.window.look_changed.connect(self._grab_keys)
            self._grab_keys()
            QTimer.singleShot(READY_MS, self.window, lambda: self.actions.popup.prepare())

    def _connect_keys_page(self, page: GlobalKeysPage) -> None:
        from companion.desktop.installation import asking
        from companion.services.desktop_keys import commands

        self.start_global_keys()
        assert self._keys is not None, "the keys were started"
        page.show_report(self._keys.report())
        page.show_commands(commands(asking(self._folder)))
        self._keys.changed.connect(page.show_report)
        self._keys.tried.connect(page.show_tried)
        page.trying_out.connect(self._keys.try_out)
        page.grab_again_requested.connect(self._grab_keys_again)

    def _grab_keys_again(self) -> None:
        self._grabbed = None
        self._grab_keys()

    def _grab_keys(self) -> None:
        assert self._keys is not None, "there are keys to grab once they were started"
        wanted = {action: self.settings.get(option) for action, option in GLOBAL_KEYS.items()}
        way = self.settings.get(GLOBAL_KEYS_WAY)
        if (way, wanted) != self._grabbed:
            self._grabbed = (way, wanted)
            self._keys.start(wanted, way)

    def tune_voice(self) -> None:
        """The voice sounds as the settings have it, and is ready where they want it."""
        from companion.settings.voice_settings import may_read_aloud, sound

        is_wanted = may_read_aloud(self.settings)
        if is_wanted or "voice" in self.__dict__:
            self.voice.sound_like(sound(self.settings))
            self.voice.get_ready() if is_wanted else self.voice.rest()

    def tell_of_global_keys(self) -> str:
        """How the keys fare, for `doctor`; empty before they were started."""
        from companion.hotkeys.report_record import as_json

        return as_json(self._keys.report()) if self._keys else ""

    def close(self) -> bool:
        """Put the last words on the disk and take the window down; False if that took too long.

        The window goes while the application is there: what Python would collect later, after
        it, ends in a crash.
        """
        if self._keys:
            self._keys.stop()
        if "voice" in self.__dict__:
            self.voice.rest()
        self.actions.close()
        self._background.wait(int(LAST_SAVE_WITHIN_S * 1000))
        is_saved = self.storage.stop(LAST_SAVE_WITHIN_S)
        # Not shiboken6.delete: that module reads the signatures of all of Qt, 70 ms of start-up.
        self.window.deleteLater()
        self._app.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)
        if self._app.platformName() == "offscreen":
            # Without a desktop Qt keeps the clipboard past the end of Python, and crashes on it.
            self._app.clipboard().clear()
        return is_saved

    @cached_property
    def voice(self) -> Voice:
        """The voice, made when something may have to be said."""
        from companion.settings.voice_settings import sound
        from companion.speech.voice_process import VoiceProcess

        voice = VoiceProcess(self._background.on_main)
        voice.sound_like(sound(self.settings))
        return voice

    @cached_property
    def _prompt_voice(self) -> PromptVoice:
        from companion.ui.prompt_voice import PromptVoice

        prompt_voice = PromptVoice(self.voice, self.window)
        prompt_voice.told.connect(self.window.show_notice)
        return prompt_voice

    def _silence_prompt(self) -> None:
        if "_prompt_voice" in self.__dict__:
            self._prompt_voice.stop()

    def _new_reading(self) -> ReadingAloud:
        from companion.ui.reading_aloud import ReadingAloud

        reading = ReadingAloud(self.voice, self.settings)
        # Also from the pop-up, which is no page.
        reading.pace_chosen.connect(self.window.pages.choice_made)
        return reading

    @cached_property
    def _desk_files(self) -> tuple[DeskRules, tuple[Fault, ...]]:
        """What the desk has agreed on, and what is wrong with its files of that."""
        from companion.content.desk_rules import desk_rules

        return desk_rules(paths.resources(), self._folder)

    @cached_property
    def _speller_tools(self) -> SpellerTools:
        """The alphabets, which are read when something is first spelled."""
        from companion.content.speller_tools import SpellerTools

        tools = SpellerTools(paths.resources(), self._folder)
        self._tell_of([str(fault) for fault in tools.faults])
        return tools

    def _new_speller(self) -> SpellerPage:
        from companion.ui.speller_page import SpellerPage

        return SpellerPage(self._speller_tools, self.settings, self._new_reading())

    def _new_popup(self) -> SpellerWindow:
        from companion.selection.reader import selection_reader
        from companion.ui.speller_window import SpellerWindow

        may_copy = partial(self.settings.get, COPY_SELECTION)
        selection = selection_reader(self._background.on_main, may_copy)
        return SpellerWindow(self._speller_tools, selection, self.settings, self._new_reading())

    def _tell_trouble(self, trouble: UserError) -> None:
        self.window.show_notice(str(trouble))

    def _tell_of(self, faults: list[str]) -> None:
        if faults:
            more = f" … and {len(faults) - 2} more." if len(faults) > 2 else ""
            shown = " ".join(faults[:2]) + more
            self.window.show_notice(f"{shown} The shipped ones are used instead.")

    def _profile(self) -> Profile:
        return Profile(self.settings.get(AGENT), self.settings.get(TEAM))

    def _dress(self) -> None:
        self._theme.apply(self._app, self.settings.get(THEME), self.settings.get(TEXT_SIZE))


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
    window.painted.connect(lambda: QTimer.singleShot(SETTLED_MS, program.open_storage))
    window.painted.connect(lambda: QTimer.singleShot(SETTLED_MS, listen))
    window.painted.connect(lambda: QTimer.singleShot(KEYS_MS, program.start_global_keys))
    # A window that starts minimised is not painted.
    QTimer.singleShot(UNSEEN_MS, program.open_storage)
    QTimer.singleShot(UNSEEN_MS, listen)
    QTimer.singleShot(UNSEEN_MS, program.start_global_keys)
    if not command.only_shows:
        program.actions.obey(command)
    status = app.exec()
    for door in doors:
        door.close()
    program.close()
    lock.unlock()
    return status


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
    program.tune_voice()


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


def _new_id() -> str:
    from uuid import uuid4

    return str(uuid4())


def _ticket_texts(clock: Clock, call: Call) -> Mapping[str, str]:
    from companion.domain.ticket import TicketAudience
    from companion.formats import FORMATS

    kinds = {"text/plain": "text", "text/html": "html", "text/markdown": "markdown"}
    now = clock.now()
    return {
        kind: FORMATS[name](call, TicketAudience.INTERNAL, now, None)
        for kind, name in kinds.items()
    }


def _faults_of(library: FlowLibrary) -> list[str]:
    return [str(fault) for fault in library.faults]
