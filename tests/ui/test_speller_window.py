"""The speller's pop-up: up at once, right to the letter, and gone without a trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from companion import paths
from companion.content.speller_tools import SpellerTools
from companion.domain.errors import UserError
from companion.domain.speller.spelling import Spelling
from companion.services.selection import Selected
from companion.settings.options import KEYBOARD, WIPE_AFTER
from companion.settings.store import Settings
from companion.ui.speller_window import SpellerWindow
from companion.ui.theme import Theme
from tests.fakes import FakeSelection

PASSWORD = "Kx7-Qz9! "


@pytest.fixture
def selection() -> FakeSelection:
    return FakeSelection(Selected(PASSWORD))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.toml")


@pytest.fixture
def popup(
    qapp: QApplication, selection: FakeSelection, settings: Settings, tmp_path: Path
) -> Iterator[SpellerWindow]:
    Theme(paths.resources() / "themes").apply(qapp, "light", 100)
    tools = SpellerTools(paths.resources(), tmp_path)
    popup = SpellerWindow(tools, selection, settings)
    yield popup
    shiboken6.delete(popup)


@pytest.fixture
def press(popup: SpellerWindow, selection: FakeSelection, qtbot: QtBot) -> Callable[[], None]:
    """The key, pressed; the selection has been asked for when it returns."""

    def press() -> None:
        before = selection.asked
        popup.spell_selection()
        qtbot.waitUntil(lambda: selection.asked > before)

    return press


def said(popup: SpellerWindow) -> str:
    return popup.panel.spelling.accessibleName().removeprefix("Spelling: ")


def shown_words(popup: SpellerWindow) -> str:
    """Everything that can be read in the pop-up, by eye or by a screen reader."""
    labels = popup.findChildren(QLabel)
    return " ".join(text for label in labels for text in (label.text(), label.accessibleName()))


def test_spells_what_is_selected_to_the_last_space(
    popup: SpellerWindow, press: Callable[[], None]
) -> None:
    press()

    assert popup.isVisible()
    assert said(popup).startswith("capital Kilo, small X-ray, seven, hyphen")
    assert said(popup).endswith("exclamation mark, space")
    assert "ends with a space" in popup.panel.warnings.text()


def test_each_press_spells_anew(
    popup: SpellerWindow, press: Callable[[], None], selection: FakeSelection
) -> None:
    press()
    selection.answer = Selected("b2")
    press()

    assert said(popup) == "Bravo, two"


def test_comes_up_before_the_selection_is_read(
    popup: SpellerWindow, selection: FakeSelection
) -> None:
    popup.spell_selection()

    assert popup.isVisible()
    assert selection.asked == 0


def test_an_answer_to_an_older_press_is_void(
    popup: SpellerWindow, press: Callable[[], None], selection: FakeSelection
) -> None:
    selection.is_slow = True
    press()
    selection.answer = Selected("b2")
    press()
    selection.reply()
    before = said(popup)
    selection.reply()

    assert before == ""
    assert said(popup) == "Bravo, two"


def test_nothing_comes_up_again_after_it_was_wiped(
    popup: SpellerWindow, press: Callable[[], None], selection: FakeSelection
) -> None:
    selection.is_slow = True
    press()
    popup.wipe()
    selection.reply()

    assert not popup.isVisible()
    assert said(popup) == ""


def test_trouble_is_told_where_the_eye_is_and_the_last_text_is_gone(
    popup: SpellerWindow, press: Callable[[], None], selection: FakeSelection
) -> None:
    press()
    selection.answer = UserError("Nothing is selected.")
    press()

    assert popup.message.accessibleName() == "Notice: Nothing is selected."
    assert popup.message.isVisible()
    assert said(popup) == ""


def test_a_doubtful_text_is_shown_and_not_read_aloud_unasked(
    popup: SpellerWindow, press: Callable[[], None], selection: FakeSelection, qtbot: QtBot
) -> None:
    selection.answer = Selected("old", doubt="This was selected in another program.")
    aloud: list[Spelling] = []
    popup.spelled.connect(aloud.append)
    press()
    doubted = list(aloud)
    selection.answer = Selected("new")
    press()

    assert doubted == []
    assert [spelling.text for spelling in aloud] == ["new"]
    assert not popup.message.isVisible()


def test_escape_wipes_every_word_of_it(popup: SpellerWindow, press: Callable[[], None]) -> None:
    press()
    QTest.keyClick(popup.panel.view, Qt.Key.Key_Escape)

    assert not popup.isVisible()
    assert "Kilo" not in shown_words(popup)
    assert len(popup.panel.view._units) == 0


def test_a_time_without_a_key_wipes(
    popup: SpellerWindow,
    press: Callable[[], None],
    settings: Settings,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.change(WIPE_AFTER.key, 5)
    press()
    assert popup._wiping.interval() == 5000
    popup._wiping.setInterval(10)

    with qtbot.waitSignal(popup.wiped):
        QTest.keyClick(popup.panel.view, Qt.Key.Key_Space)
    assert said(popup) == ""


def test_tells_how_it_is_typed_on_the_callers_keyboard(
    popup: SpellerWindow, press: Callable[[], None], settings: Settings, selection: FakeSelection
) -> None:
    settings.change(KEYBOARD.key, "us")
    selection.answer = Selected("#")
    press()

    assert popup.panel.place.text() == "1 of 1 · typed Shift+3"


def test_gives_no_clipboard_anything(popup: SpellerWindow, press: Callable[[], None]) -> None:
    press()
    QTest.keyClick(popup.panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    clipboard = QGuiApplication.clipboard()

    assert "Kx7" not in clipboard.text()


@pytest.mark.parametrize("corner", ["topLeft", "topRight", "bottomLeft", "bottomRight"])
def test_stands_beside_the_pointer_wholly_on_the_screen(
    popup: SpellerWindow, press: Callable[[], None], corner: str
) -> None:
    room = popup.screen().availableGeometry()
    QCursor.setPos(getattr(room, corner)())
    press()

    assert room.contains(popup.geometry())
    assert not popup.geometry().contains(QCursor.pos())


def test_reads_with_the_keyboard_where_nobody_else_may(
    popup: SpellerWindow, selection: FakeSelection, qtbot: QtBot
) -> None:
    selection.needs_focus = True
    popup.spell_selection()
    before = said(popup)

    qtbot.waitUntil(popup.isActiveWindow)
    assert before == ""
    assert said(popup).startswith("capital Kilo")


def test_being_ready_leaves_nothing_in_sight(popup: SpellerWindow) -> None:
    popup.prepare()

    assert not popup.isVisible()
    assert said(popup) == ""


def test_being_ready_too_late_takes_nothing_away(
    popup: SpellerWindow, press: Callable[[], None]
) -> None:
    press()
    popup.prepare()

    assert said(popup).startswith("capital Kilo")
