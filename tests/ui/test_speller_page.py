"""The speller's window: nothing misheard, nothing left behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from companion import paths
from companion.content.speller_tools import SpellerTools
from companion.settings.store import Settings
from companion.ui.speller_page import SpellerPage
from companion.ui.theme import Theme

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[SpellerPage]:
    Theme(paths.resources() / "themes").apply(qapp, "light", 100)
    settings = Settings(tmp_path / "settings.toml")
    page = SpellerPage(SpellerTools(paths.resources(), tmp_path), settings)
    page.resize(360, 600)
    page.show()
    qtbot.waitExposed(page)
    yield page
    shiboken6.delete(page)


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)


def type_in(field: QLineEdit, text: str) -> None:
    """Type, any character."""
    for letter in text:
        event = QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(field, event)


def test_what_is_said_can_be_read_by_a_screen_reader_in_order(page: SpellerPage) -> None:
    type_in(page.text, "aB1-")

    expected = "Spelling: small Alfa, capital Bravo, one, hyphen"
    assert page.panel.spelling.accessibleName() == expected


def test_one_character_at_a_time_by_space(page: SpellerPage) -> None:
    page.enter("aB1-")
    said = [page.panel.spelling.text()]
    for key in (Key.Key_Space, Key.Key_Right, Key.Key_Left, Key.Key_End, Key.Key_Home):
        press(page.panel.view, key)
        said.append(page.panel.spelling.text())

    assert said == ["small Alfa", "capital Bravo", "one", "capital Bravo", "hyphen", "small Alfa"]


def test_a_position_is_reached_by_its_number(page: SpellerPage) -> None:
    page.enter("abcdefghijklmnop")
    press(page.panel.view, Key.Key_1)
    press(page.panel.view, Key.Key_2)
    press(page.panel.view, Key.Key_Return)

    assert page.panel.place.text() == "12 of 16"
    assert page.panel.spelling.text() == "Lima"


def test_enter_leads_from_the_text_to_stepping(page: SpellerPage) -> None:
    page.enter("")
    type_in(page.text, "abc")
    press(page.text, Key.Key_Return)

    assert page.focusWidget() is page.panel.view


def test_a_selected_text_can_be_stepped_at_once(page: SpellerPage) -> None:
    page.enter("abc")

    assert page.focusWidget() is page.panel.view


def test_what_looks_like_a_password_is_hidden_until_asked_for(page: SpellerPage) -> None:
    page.enter("xK9#mQ2$")
    hidden = (page.panel.glyph.text(), page.panel.spelling.text(), page.text.echoMode())

    page.reveal.click()

    assert hidden == ("•", "Hidden", QLineEdit.EchoMode.Password)
    assert page.panel.spelling.text() == "small X-ray"


def test_what_is_hidden_is_not_given_away_by_what_stands_around_it(page: SpellerPage) -> None:
    page.enter("xK9#mO0l1")
    type_in(page.heard, "alpha")

    around = page.panel.warnings.text() + page.verdict.text() + page.panel.place.text()
    assert "ray" not in around
    assert "digit" not in around


def test_a_web_address_is_not_hidden(page: SpellerPage) -> None:
    page.enter("https://vpn.Contoso.com")

    assert page.text.echoMode() == QLineEdit.EchoMode.Normal


def test_a_space_at_the_end_is_told_and_drawn(page: SpellerPage) -> None:
    page.enter("abc ")
    press(page.panel.view, Key.Key_End)

    assert "ends with a space" in page.panel.warnings.accessibleName()
    assert page.panel.glyph.text() == "␣"


def test_how_it_is_typed_on_the_callers_keyboard(page: SpellerPage) -> None:
    page.enter("#")
    page.keyboard.setCurrentIndex(page.keyboard.findData("gb"))
    page.keyboard.activated.emit(page.keyboard.currentIndex())
    british = page.panel.place.text()
    page.keyboard.setCurrentIndex(page.keyboard.findData("us"))
    page.keyboard.activated.emit(page.keyboard.currentIndex())

    assert british == "1 of 1 · typed own key, left of Enter"
    assert page.panel.place.text() == "1 of 1 · typed Shift+3"


def test_the_choice_is_remembered(page: SpellerPage) -> None:
    with_uk = page.keyboard.findData("gb")
    page.keyboard.setCurrentIndex(with_uk)
    page.keyboard.activated.emit(with_uk)

    assert page._settings.value("keyboard") == "gb"


def test_as_in_and_another_alphabet_change_every_word(page: SpellerPage) -> None:
    page.enter("B")
    page.as_in.setChecked(True)
    international = page.panel.spelling.text()
    page.alphabet.setCurrentIndex(page.alphabet.findData("de-DE"))
    page.alphabet.activated.emit(page.alphabet.currentIndex())

    assert international == "capital B as in Bravo"
    assert "B wie Berlin" in page.panel.spelling.text()


@pytest.mark.parametrize(
    ("heard", "verdict"),
    [
        ("alpha", "… right so far."),
        ("small alpha capital bravo one dash", "✓ Right to the last character."),
        ("alpha bravo", "✗ The second is capital Bravo, you said small Bravo."),
    ],
)
def test_what_the_caller_reads_back_is_compared(
    page: SpellerPage, heard: str, verdict: str
) -> None:
    page.enter("aB1-")

    type_in(page.heard, heard)

    assert page.verdict.text() == verdict


def test_a_name_with_two_meanings_is_right_when_one_of_them_is(page: SpellerPage) -> None:
    page.enter("a[b")

    type_in(page.heard, "alpha open bracket bravo")

    assert page.verdict.text() == "✓ Right to the last character."


def test_nothing_is_left_when_it_is_wiped(page: SpellerPage) -> None:
    page.enter("S3cret!x")
    type_in(page.heard, "sierra three")
    page.text.selectAll()

    page.wipe()

    for field in (page.text, page.heard):
        field.undo()
        assert field.text() == ""
    everything = [
        part
        for widget in [page, *page.findChildren(QWidget)]
        for part in (widget.accessibleName(), widget.toolTip(), widget.property("text") or "")
    ]
    assert not [part for part in everything if "S3cret" in part or "ierra" in part]
    assert len(page.panel.view._units) == 0
    assert "S3cret" not in QGuiApplication.clipboard().text()


def test_nothing_can_be_copied_from_it(page: SpellerPage) -> None:
    QGuiApplication.clipboard().setText("before")
    page.enter("S3cret!x")
    for field in (page.text, page.heard):
        field.setFocus()
        field.selectAll()
        for key in (Key.Key_C, Key.Key_X):
            QTest.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "before"


def test_it_wipes_itself_after_a_while(page: SpellerPage, qtbot: QtBot) -> None:
    page.enter("abc")
    with qtbot.waitSignal(page.left):
        page._wiping.start(1)

    assert page.text.text() == ""


def test_hiding_the_page_wipes_it(page: SpellerPage) -> None:
    page.enter("abc")

    page.hide()

    assert page.text.text() == ""


def test_a_long_text_is_drawn_as_far_as_it_is_seen(page: SpellerPage) -> None:
    page.enter("x" * 2000)
    seen = page.panel.view._cells_in(page.panel.view.viewport().rect())
    press(page.panel.view, Key.Key_End)

    assert len(seen) < 60
    assert page.panel.place.text() == "2000 of 2000"
    assert (
        page.panel.view.verticalScrollBar().value() == page.panel.view.verticalScrollBar().maximum()
    )
