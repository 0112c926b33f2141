"""A real window over a fake clock and a fake call log, with the shipped look and flows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from companion import paths
from companion.content.cards import CardLibrary
from companion.content.desk_rules import desk_rules
from companion.content.find_index import WordIndex
from companion.content.library import FlowLibrary
from companion.content.orthography import Dictionaries
from companion.content.replies import ReplyLibrary
from companion.content.shelf import ContentShelf
from companion.content.speller_tools import SpellerTools
from companion.content.wording import WordingLibrary, own_words
from companion.domain.call import Call
from companion.services.desk import Desk
from companion.services.finding import Finder
from companion.services.ports import Profile
from companion.services.replying import Writing
from companion.settings.hold_rules import hold_rules
from companion.settings.options import AGENT
from companion.settings.store import Settings
from companion.ui.main_window import MainWindow
from companion.ui.qt_background import Background
from companion.ui.save_state import SaveState
from companion.ui.speller_page import SpellerPage
from companion.ui.theme import Theme
from tests.fakes import FakeCallLog, FakeClock, FakeHistory, new_ids

NO_MODIFIER = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


RULES, _ = desk_rules(paths.resources(), Path("no-such-folder"))
"""What a desk has that has agreed on nothing of its own."""


@dataclass
class Stage:
    """The window with what stands behind it, and hands to work it."""

    window: MainWindow
    desk: Desk
    clock: FakeClock
    call_log: FakeCallLog
    history: FakeHistory
    settings: Settings

    @property
    def call(self) -> Call:
        """The current call; there must be one."""
        assert self.desk.call is not None
        return self.desk.call

    @property
    def focus(self) -> QWidget:
        """What has the keyboard."""
        focused = self.window.focusWidget()
        assert focused is not None
        return focused

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focus, key, modifiers)

    def type(self, text: str) -> None:
        """Type where the focus is. QTest's own typing aborts outside ASCII."""
        for letter in text:
            pressed = QKeyEvent(QKeyEvent.Type.KeyPress, 0, NO_MODIFIER, letter)
            QApplication.sendEvent(self.focus, pressed)

    def talk(self, name: str = "Sarah Okafor") -> None:
        """Start a call and type the caller's name."""
        self.press(Qt.Key.Key_F2)
        self.type(name)

    @property
    def prompt(self) -> str:
        """The line to say, as a screen reader reads it."""
        return self.window.pages.call.card.prompt.accessibleName().removeprefix("Prompt: ")


@pytest.fixture
def stage(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    qapp.setStyle("Fusion")
    Theme(paths.resources() / "themes").apply(qapp, "light", 100)
    clock, call_log, history = FakeClock(), FakeCallLog(), FakeHistory()
    settings = Settings(tmp_path / "settings.toml")
    settings.change(AGENT.key, "Alex")
    library = FlowLibrary(paths.resources(), tmp_path)
    save_state = SaveState(call_log)
    desk = Desk(
        clock,
        library,
        save_state,
        lambda: Profile(settings.get(AGENT), "IT"),
        new_ids(),
        partial(hold_rules, settings),
        lambda: RULES,
    )
    background = Background()

    def texts(call: Call) -> dict[str, str]:
        return {"text/plain": f"ticket of {call.caller.name}", "text/html": "<p>ticket</p>"}

    window = MainWindow(
        desk,
        library.all(),
        history,
        settings,
        save_state,
        background,
        texts,
        lambda: SpellerPage(SpellerTools(paths.resources(), tmp_path), settings),
        lambda: CardLibrary(paths.resources(), tmp_path),
        new_writing=lambda: Writing(
            ReplyLibrary(paths.resources(), tmp_path),
            WordingLibrary(paths.resources(), tmp_path),
            Dictionaries(own_words(paths.resources(), tmp_path)),
        ),
        new_finder=lambda: Finder(
            library,
            lambda: CardLibrary(paths.resources(), tmp_path),
            lambda: ReplyLibrary(paths.resources(), tmp_path),
            WordIndex,
        ),
        new_shelf=lambda: ContentShelf(paths.resources(), tmp_path, lambda: desk.flows_in_use),
    )
    window.resize(360, 780)
    with qtbot.waitExposed(window):
        window.show()
    yield Stage(window, desk, clock, call_log, history, settings)
    background.wait(5000)
    background.rest()
    window.take_down()
    shiboken6.delete(window)
