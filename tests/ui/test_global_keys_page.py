"""The page of the global keys: set by pressing, refused in words, tried out on the spot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion import paths
from companion.services.global_keys import SHIPPED_KEYS, GlobalAction, Way, ways_on
from companion.services.hotkeys import Grab, KeyReport, WayNotTaken
from companion.settings.global_keys import wanted_keys
from companion.settings.options import GLOBAL_KEYS_WAY
from companion.settings.store import Settings
from companion.ui import global_keys_page
from companion.ui.global_keys_page import GlobalKeysPage
from companion.ui.theme import Theme
from tests.ui.conftest import Stage

SPELL, HOLD = GlobalAction.SPELL_SELECTION, GlobalAction.HOLD
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
REPORT = KeyReport(
    Way.X11,
    {SPELL: Grab("Ctrl+Shift+F9"), HOLD: Grab("Ctrl+Shift+F8", "It is taken by another program.")},
    (
        WayNotTaken(Way.PORTAL, "It is for Wayland sessions."),
        WayNotTaken(Way.KEYBOARD, "On Linux only root may read the keyboard."),
        WayNotTaken(Way.MACOS, "It is for macOS."),
    ),
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.toml")


@pytest.fixture
def page(
    qapp: QApplication, qtbot: QtBot, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[GlobalKeysPage]:
    monkeypatch.setattr(global_keys_page, "LINGERS_MS", 20)
    monkeypatch.setattr(global_keys_page, "ways_on", lambda _: ways_on("linux"))
    qapp.setStyle("Fusion")
    Theme(paths.resources() / "themes").apply(qapp, "light", 100)
    page = GlobalKeysPage(settings)
    page.resize(360, 700)
    page.show()
    qtbot.waitExposed(page)
    page.show_report(REPORT)
    yield page
    shiboken6.delete(page)


def test_each_key_is_shown_with_how_it_fares(page: GlobalKeysPage) -> None:
    assert page.fields[SPELL].text() == "Ctrl+Shift+F9"
    assert page.states[SPELL].text() == "Works: Ctrl+Shift+F9"
    assert page.states[HOLD].text() == "It is taken by another program."
    assert page.fields[HOLD].accessibleDescription() == "It is taken by another program."


def test_a_key_is_set_by_pressing_it(
    page: GlobalKeysPage, settings: Settings, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.changed):
        QTest.keyClick(page.fields[HOLD], Qt.Key.Key_F3, CTRL | SHIFT)

    assert wanted_keys(settings)[HOLD] == "Ctrl+Shift+F3"
    assert page.fields[HOLD].text() == "Ctrl+Shift+F3"


def test_backspace_takes_a_key_away(page: GlobalKeysPage, settings: Settings) -> None:
    QTest.keyClick(page.fields[HOLD], Qt.Key.Key_Backspace)

    assert wanted_keys(settings)[HOLD] == ""


@pytest.mark.parametrize(
    ("key", "held", "why"),
    [
        (Qt.Key.Key_A, SHIFT, "Every other program would lose it"),
        (Qt.Key.Key_C, CTRL, "Other programs need it"),
        (Qt.Key.Key_E, CTRL | ALT, "AltGr"),
        (Qt.Key.Key_F9, CTRL | SHIFT, "is the key for “Spell the selected text” already"),
        (Qt.Key.Key_C, CTRL | SHIFT, "is a key of the window: “Copy the ticket”"),
        (Qt.Key.Key_F8, CTRL, "is a key of the window"),
        (Qt.Key.Key_Tab, CTRL, "Ctrl+Tab: Take one like Ctrl+Shift+F9"),
    ],
)
def test_a_key_that_will_not_do_is_refused_in_words(
    page: GlobalKeysPage,
    settings: Settings,
    qtbot: QtBot,
    key: Qt.Key,
    held: Qt.KeyboardModifier,
    why: str,
) -> None:
    with qtbot.assertNotEmitted(page.changed):
        QTest.keyClick(page.fields[HOLD], key, held)

    assert why in page.states[HOLD].text()
    assert wanted_keys(settings) == SHIPPED_KEYS
    assert page.fields[HOLD].text() == "Ctrl+Shift+F8"


def test_what_is_said_of_a_key_moves_nothing(page: GlobalKeysPage) -> None:
    before = page.fields[GlobalAction.SILENCE].pos()
    QTest.keyClick(page.fields[HOLD], Qt.Key.Key_E, CTRL | ALT)
    QApplication.processEvents()

    assert page.fields[GlobalAction.SILENCE].pos() == before


def test_keys_are_only_tried_while_one_is_being_set(page: GlobalKeysPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.trying_out) as asked:
        page.fields[HOLD].setFocus()
    assert asked.args == [True]
    with qtbot.waitSignal(page.trying_out) as asked:
        page.back.setFocus()

    assert asked.args == [False]


def test_a_grabbed_key_that_is_pressed_in_a_field_counts_as_pressed_there(
    page: GlobalKeysPage,
) -> None:
    page.fields[HOLD].setFocus()
    page.show_tried(SPELL)

    assert "is the key for “Spell the selected text” already" in page.states[HOLD].text()


def test_a_key_that_is_tried_out_appears(page: GlobalKeysPage, qtbot: QtBot) -> None:
    page.back.setFocus()
    with qtbot.waitSignal(page.trying_out, check_params_cb=lambda is_on: is_on):
        page.try_out.click()
    page.show_tried(SPELL)

    assert page.received.text() == "Ctrl+Shift+F9 – Spell the selected text"


def test_trying_out_ends_by_itself(
    page: GlobalKeysPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.back.setFocus()
    page._try_out_ends.setInterval(20)
    page.try_out.click()
    with qtbot.waitSignal(page.trying_out, check_params_cb=lambda is_on: not is_on):
        pass

    assert not page.try_out.isChecked()


def test_a_page_out_of_sight_tries_nothing(page: GlobalKeysPage, qtbot: QtBot) -> None:
    page.fields[HOLD].setFocus()
    with qtbot.waitSignal(page.trying_out) as asked:
        page.hide()

    assert asked.args == [False]


def test_the_way_in_use_is_told_with_the_reasons_against_others(page: GlobalKeysPage) -> None:
    assert page.cost.text().startswith("X11. The X server keeps these keys")
    assert page.others.text().splitlines() == [
        "In use: X11.",
        "Desktop portal (Wayland): It is for Wayland sessions.",
        "The keyboard library: On Linux only root may read the keyboard.",
    ]


def test_what_the_keyboard_library_costs_is_said_where_it_is_chosen(
    page: GlobalKeysPage, settings: Settings, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.changed):
        page.way.setCurrentIndex(page.way.findData("keyboard"))
        page.way.activated.emit(page.way.currentIndex())

    assert settings.get(GLOBAL_KEYS_WAY) == "keyboard"
    assert "Every key you press in every program, passwords included" in page.cost.text()


def test_the_shipped_keys_come_back(page: GlobalKeysPage, settings: Settings) -> None:
    QTest.keyClick(page.fields[HOLD], Qt.Key.Key_F3, CTRL | SHIFT)
    page.reset.click()

    assert wanted_keys(settings) == SHIPPED_KEYS
    assert page.fields[HOLD].text() == "Ctrl+Shift+F8"


def test_commands_for_the_desktop_are_there_to_copy(page: GlobalKeysPage) -> None:
    page.show_commands({SPELL: "companion open --spell-selection"})

    assert "open --spell-selection" in page.commands.toPlainText()


def test_the_page_is_reached_by_keyboard_and_left_with_esc(stage: Stage) -> None:
    stage.press(Qt.Key.Key_Comma, CTRL)
    settings_page = stage.window.pages.settings
    settings_page.global_keys.setFocus()
    stage.press(Qt.Key.Key_Space)
    page = stage.window.pages.global_keys
    assert stage.window.pages.currentWidget() is page
    assert page.fields[SPELL].hasFocus()
    stage.press(Qt.Key.Key_Escape)

    assert stage.window.pages.currentWidget() is stage.window.pages.home


def test_a_key_of_the_window_is_refused_and_does_not_act(stage: Stage) -> None:
    stage.talk()
    stage.press(Qt.Key.Key_Comma, CTRL)
    stage.window.pages.settings.global_keys.click()
    before = stage.prompt
    stage.press(Qt.Key.Key_F10, CTRL)

    page = stage.window.pages.global_keys
    assert "is a key of the window" in page.states[SPELL].text()
    assert stage.prompt == before


def test_a_call_can_be_started_from_a_field(stage: Stage) -> None:
    stage.press(Qt.Key.Key_Comma, CTRL)
    stage.window.pages.settings.global_keys.click()
    stage.press(Qt.Key.Key_F2)

    assert stage.desk.call is not None
