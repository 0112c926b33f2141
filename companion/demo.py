"""Plays a whole call through the real window with nobody at the keyboard."""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from companion.app import has_screen, make_application
from companion.clock import SystemClock
from companion.domain.call import Call
from companion.domain.errors import UserError
from companion.domain.moment import Moment
from companion.domain.ticket import TicketAudience
from companion.formats import FORMATS
from companion.program import Program
from companion.settings.options import AGENT, TEAM, TEXT_SIZE, THEME

NARROW, WIDE, HIGH = 360, 900, 860
SAVED_WITHIN_MS = 10_000
TICKET_FILES = {"text": "ticket.txt", "markdown": "ticket.md", "eml": "ticket.eml"}


def play(target: Path) -> None:
    """Leave a played call in `target`: screenshots, the database and the ticket.

    Needs no screen. Raises UserError when the folder holds calls already or the disk fails.
    """
    if (target / "calls.db").exists():
        raise UserError("That folder has calls in it already.", "Choose an empty one.")
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(_say_what_matters)
    app = QApplication.instance() or make_application()
    assert isinstance(app, QApplication)
    target.mkdir(parents=True, exist_ok=True)
    Demo(app, target).play()


class SkippingClock:
    """The real clock, with stretches skipped that a real call would take.

    It begins in the past, so that the call ends about now.
    """

    def __init__(self) -> None:
        self._clock = SystemClock()
        self._offset = timedelta(minutes=-9)

    def now(self) -> Moment:
        """The present moment of the played call."""
        return self._clock.now().later(self._offset)

    def skip(self, seconds: float) -> None:
        """Some seconds of talk, work or waiting go by."""
        self._offset += timedelta(seconds=seconds)


class Demo:
    """The agent: presses keys, types, waits for the disk, takes pictures."""

    def __init__(self, app: QApplication, target: Path) -> None:
        self._app = app
        self._target = target
        self._clock = SkippingClock()
        self._program = Program(app, target, self._clock)
        self._window = self._program.window
        self._pictures = 0
        settings = self._program.settings
        settings.change(AGENT.key, "Alex")
        settings.change(TEAM.key, "the IT help desk")
        settings.change(THEME.key, "light")

    def play(self) -> None:
        """The whole call, then the window in its other looks."""
        self._window.resize(NARROW, HIGH)
        self._window.pages.settings.changed.emit()
        self._window.show()
        self._program.open_storage()
        self._wait_until_saved()
        self._picture("ready")
        self._greet_and_listen()
        self._confirm()
        self._hold()
        self._resolve()
        self._wrap_up()
        self._find_again()
        if not self._program.close():
            raise UserError("The call was played but not saved.", "Is the disk full?")

    def _greet_and_listen(self) -> None:
        self._press(Qt.Key.Key_F2)
        self._type("Sarah Okafor")
        self._tab_and_type("+44 20 7946 0018", "Contoso")
        self._picture("greet")
        self._next_until("listen", 9)
        self._clock.skip(20)
        self._type(
            "VPN drops every ten minutes, since Monday. She loses the shared drive each time."
        )
        self._picture("listen")
        self._next_until("confirm", 25)

    def _confirm(self) -> None:
        self._press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self._type("VPN client shows error 809 after each drop.")
        self._picture("confirm")
        self._press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        self._clock.skip(30)

    def _hold(self) -> None:
        self._press(Qt.Key.Key_F8)
        self._type("to read the gateway's log")
        self._picture("ask-to-hold")
        self._clock.skip(6)
        self._press(Qt.Key.Key_Return)
        self._clock.skip(60)
        self._press(Qt.Key.Key_F8, Qt.KeyboardModifier.ControlModifier)
        self._clock.skip(35)
        self._picture("on-hold")
        self._press(Qt.Key.Key_F8)
        self._type("Gateway dropped idle tunnels after 10 min. Raised the limit, new profile sent.")
        self._spell()

    def _spell(self) -> None:
        self._press(Qt.Key.Key_F9)
        self._type("vpn2.Contoso.example")
        self._picture("spell")
        self._press(Qt.Key.Key_Escape)

    def _resolve(self) -> None:
        self._next_until("resolve", 40)
        self._type("Tunnel stayed up for 15 min while she worked on the shared drive.")
        self._press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        self._type("Ring her to see that it held overnight.")
        self._clock.skip(20)

    def _wrap_up(self) -> None:
        self._press(Qt.Key.Key_F12)
        self._press(Qt.Key.Key_R)
        self._press(Qt.Key.Key_Tab)
        self._press(Qt.Key.Key_Down)
        self._clock.skip(25)
        self._picture("wrap-up")
        self._other_looks()
        self._press(Qt.Key.Key_C, _CTRL_SHIFT)
        call = self._program.desk.call
        assert call is not None, "the call is in wrap-up"
        self._press(Qt.Key.Key_F12)
        self._write_ticket(call)

    def _other_looks(self) -> None:
        settings = self._program.settings
        for name, theme, size, width in (
            ("dark", "dark", 100, NARROW),
            ("wide", "light", 100, WIDE),
            ("wide-dark", "dark", 100, WIDE),
            ("large-text", "light", 150, WIDE),
        ):
            settings.change(THEME.key, theme)
            settings.change(TEXT_SIZE.key, size)
            self._window.look_changed.emit()
            self._window.resize(width, HIGH)
            self._picture(name)
        settings.change(THEME.key, "light")
        settings.change(TEXT_SIZE.key, 100)
        self._window.look_changed.emit()
        self._window.resize(NARROW, HIGH)

    def _find_again(self) -> None:
        self._wait_until_saved()
        self._press(Qt.Key.Key_F3)
        self._type("okafor vpn")
        self._pause(300)
        self._picture("history")

    def _write_ticket(self, call: Call) -> None:
        for name, file in TICKET_FILES.items():
            text = FORMATS[name](call, TicketAudience.INTERNAL, self._clock.now(), None)
            (self._target / file).write_text(text, "utf-8", newline="")

    # ------------------------------------------------------------------ hands and eyes

    def _next_until(self, stage: str, seconds: float) -> None:
        for _ in range(9):
            call = self._program.desk.call
            if call is None or call.place.stage == stage:
                return
            self._clock.skip(seconds)
            self._press(Qt.Key.Key_F10)

    def _press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self._focus(), key, modifiers)
        self._pause(0)

    def _type(self, text: str) -> None:
        QTest.keyClicks(self._focus(), text)
        self._pause(0)

    def _tab_and_type(self, *texts: str) -> None:
        for text in texts:
            self._press(Qt.Key.Key_Tab)
            self._type(text)

    def _focus(self) -> QWidget:
        return self._window.focusWidget() or self._window

    def _picture(self, name: str) -> None:
        self._pause(50)
        self._pictures += 1
        file = self._target / f"{self._pictures:02}-{name}.png"
        if not self._window.grab().save(str(file)):
            raise UserError(f"The picture {file.name} could not be written.", "Is the disk full?")

    def _wait_until_saved(self) -> None:
        """Until the storage is open and has everything; it tells the window when it has."""
        waiting = QEventLoop()
        limit = QTimer(singleShot=True)
        limit.timeout.connect(waiting.quit)
        limit.start(SAVED_WITHIN_MS)
        looking = QTimer()
        looking.timeout.connect(lambda: waiting.quit() if self._is_saved() else None)
        looking.start(10)
        waiting.exec()
        if not self._is_saved():
            raise UserError("The database did not open.", self._window.save_state.toolTip())

    def _is_saved(self) -> bool:
        state = self._window.save_state
        return state.is_open and state.is_all_saved

    def _pause(self, milliseconds: int) -> None:
        """Let the window and the other threads work; QTest's own wait keeps threads waiting."""
        pause = QEventLoop()
        QTimer.singleShot(milliseconds, pause.quit)
        pause.exec()


_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _say_what_matters(_kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
    # Without a screen Qt complains of every window whose smallest size is set.
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)
