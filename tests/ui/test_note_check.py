"""The notes are checked as the caller reads them, when the agent wants it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from companion.domain.notes import Section
from companion.settings.options import CHECK_NOTES
from tests.ui.conftest import ALT, CTRL, Stage


def told(stage: Stage, section: Section) -> str:
    """What the check says beside the name of a part."""
    return stage.window.pages.call.notes.wording[section].accessibleName()


def type_done(stage: Stage, text: str) -> None:
    stage.window.pages.call.notes.go_to(Section.DONE)
    stage.type(text)


def test_is_silent_until_it_is_wanted(stage: Stage, qtbot: QtBot) -> None:
    stage.talk()
    type_done(stage, "Just restarted the VPN asap.")
    qtbot.wait(300)
    silent = told(stage, Section.DONE)

    stage.press(Qt.Key.Key_J, CTRL)
    qtbot.waitUntil(lambda: told(stage, Section.DONE) != silent)

    assert silent == "Wording: "
    assert told(stage, Section.DONE) == "Wording: 1 of 3: take out “Just”"
    assert stage.settings.get(CHECK_NOTES)


def test_checks_while_it_is_typed_and_offers_by_key(stage: Stage, qtbot: QtBot) -> None:
    stage.talk()
    stage.press(Qt.Key.Key_J, CTRL)
    type_done(stage, "It was user error.")

    qtbot.waitUntil(lambda: "mix-up" in told(stage, Section.DONE))
    before = stage.call.notes.done
    stage.press(Qt.Key.Key_Return, ALT)
    after = stage.call.notes.done
    stage.press(Qt.Key.Key_Z, CTRL)

    assert before == "It was user error."
    assert after == "It was a mix-up."
    assert stage.call.notes.done == before


def test_goes_from_one_to_the_next_and_leaves_what_is_meant(stage: Stage, qtbot: QtBot) -> None:
    stage.talk()
    stage.press(Qt.Key.Key_J, CTRL)
    type_done(stage, "Just send it asap.")
    qtbot.waitUntil(lambda: "1 of 2" in told(stage, Section.DONE))

    stage.press(Qt.Key.Key_Down, ALT)
    second = told(stage, Section.DONE)
    stage.press(Qt.Key.Key_Delete, ALT)

    assert second == "Wording: 2 of 2: “asap” → “as soon as possible”"
    assert told(stage, Section.DONE) == "Wording: take out “Just”"
    assert stage.call.notes.done == "Just send it asap."


def test_what_the_caller_does_not_get_is_not_checked(stage: Stage) -> None:
    assert Section.OBSERVED not in stage.window.pages.call.notes.wording


def test_says_so_when_it_is_fine_and_stops_when_it_is_switched_off(
    stage: Stage, qtbot: QtBot
) -> None:
    stage.talk()
    stage.press(Qt.Key.Key_J, CTRL)
    type_done(stage, "Put a new cable in.")
    qtbot.waitUntil(lambda: "fine for the caller" in told(stage, Section.DONE))

    stage.press(Qt.Key.Key_J, CTRL)

    assert told(stage, Section.DONE) == "Wording: "
    assert not stage.window.pages.call.notes.fields[Section.DONE].extraSelections()


@pytest.mark.parametrize("width", [360, 1000])
def test_nothing_moves_for_it(stage: Stage, qtbot: QtBot, width: int) -> None:
    stage.window.resize(width, 780)
    stage.talk()
    type_done(stage, "Just a cable.")
    field = stage.window.pages.call.notes.fields[Section.DONE]
    # The part that was typed in before gives up its room.
    QGuiApplication.processEvents()
    before = field.geometry()

    stage.press(Qt.Key.Key_J, CTRL)
    qtbot.waitUntil(lambda: "take out" in told(stage, Section.DONE))

    assert field.geometry() == before
    assert stage.focus is field
