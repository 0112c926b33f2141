"""The hold from the agent's side: reminded, extended, given up for a call back, all by key."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from companion import paths
from companion.domain.phase import OnHold, Talking
from companion.domain.promise import FollowUpKind
from companion.settings.options import CALL_BACK_ON_SECOND, CHECK_BACK_AFTER, HOLD_NEAR
from companion.ui.hold_panels import WaitingPanel
from companion.ui.theme import Theme
from tests.ui.conftest import ALT, CTRL, Stage

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def waiting(stage: Stage) -> Stage:
    """A caller on hold, two minutes promised."""
    stage.talk()
    stage.press(Key.Key_F7)
    stage.press(Key.Key_F8)
    stage.press(Key.Key_Return)
    assert isinstance(stage.call.phase, OnHold)
    return stage


def later(stage: Stage, seconds: float) -> WaitingPanel:
    """The panel of the hold, so much later."""
    stage.clock.pass_by(seconds)
    stage.window.pages.call.show_time(stage.call)
    return stage.window.pages.call.waiting


def state(widget: QWidget) -> object:
    return widget.property("state")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(10, "‖ Left of 02:00"), (90, "◔ Nearly up, of 02:00"), (121, "⚠ Over 02:00")],
)
def test_each_stretch_of_the_wait_has_a_shape_and_a_word(
    waiting: Stage, seconds: float, words: str
) -> None:
    panel = later(waiting, seconds)

    assert panel.promise.text().splitlines()[0] == words


def test_a_check_back_is_suggested_then_logged_then_suggested_again(waiting: Stage) -> None:
    panel = later(waiting, 59)
    assert "Check back" not in panel.promise.text()
    assert "◷ Check back now" in later(waiting, 1).promise.text()

    waiting.press(Key.Key_F8, CTRL)

    assert panel.promise.text().splitlines()[1] == "checked back 1×"
    assert [len(moments) for moments in waiting.call.checked_back] == [1]
    assert "◷ Check back again" in later(waiting, 30).promise.text()


def test_thresholds_are_settings(waiting: Stage) -> None:
    waiting.settings.change(CHECK_BACK_AFTER.key, 5)
    waiting.settings.change(HOLD_NEAR.key, 10)

    panel = later(waiting, 12)

    assert panel.promise.text().splitlines()[0] == "◔ Nearly up, of 02:00"
    assert "Check back now" in panel.promise.text()


def test_the_hold_is_extended_by_key_and_the_keyboard_goes_back(waiting: Stage) -> None:
    waiting.press(Key.Key_L, CTRL)
    field = waiting.focus
    panel = later(waiting, 130)

    waiting.press(Key.Key_F8, SHIFT)
    waiting.type("5")
    waiting.press(Key.Key_Return)

    assert waiting.focus is field
    assert [promise.wait for promise in waiting.call.holds[0].promises] == [
        timedelta(minutes=2),
        timedelta(minutes=5),
    ]
    assert panel.time.text() == "05:00"
    assert panel.promise.text().splitlines()[0] == "‖ Left of 05:00 · promise 2"


def test_the_same_key_twice_takes_what_is_offered(waiting: Stage) -> None:
    waiting.press(Key.Key_F8, SHIFT)
    waiting.press(Key.Key_F8, SHIFT)

    assert [e.wait for e in waiting.call.holds[0].extensions] == [timedelta(minutes=2)]


def test_escape_asks_for_no_longer_wait(waiting: Stage) -> None:
    waiting.press(Key.Key_L, CTRL)
    field = waiting.focus

    waiting.press(Key.Key_F8, SHIFT)
    waiting.press(Key.Key_Escape)

    assert waiting.focus is field
    assert waiting.call.holds[0].extensions == ()


def test_a_question_for_longer_is_not_left_for_the_next_hold(waiting: Stage) -> None:
    waiting.press(Key.Key_F8, SHIFT)
    waiting.press(Key.Key_F8)
    waiting.clock.pass_by(5)
    waiting.press(Key.Key_F8)
    waiting.press(Key.Key_Return)

    assert not waiting.window.pages.call.waiting.is_asking


def test_who_waits_can_be_called_back_instead(waiting: Stage) -> None:
    later(waiting, 30)

    waiting.window.pages.call.waiting.call_back.click()

    assert isinstance(waiting.call.phase, Talking)
    assert [f.kind for f in waiting.call.follow_ups] == [FollowUpKind.CALLBACK]


def test_a_second_hold_offers_a_call_back_in_words_and_by_shape(waiting: Stage) -> None:
    later(waiting, 30)
    waiting.press(Key.Key_F8)
    waiting.press(Key.Key_F8)

    page = waiting.window.pages.call
    assert "second hold: offer a call back" in page.card.stage.text()
    assert state(page.question.call_back) == "offered"


def test_a_second_hold_may_be_nothing_special(waiting: Stage) -> None:
    waiting.settings.change(CALL_BACK_ON_SECOND.key, False)
    later(waiting, 30)
    waiting.press(Key.Key_F8)
    waiting.press(Key.Key_F8)

    assert state(waiting.window.pages.call.question.call_back) == "usual"


def test_what_was_typed_for_the_hold_is_there_with_its_cursor_when_the_call_is_taken_up(
    stage: Stage,
) -> None:
    stage.talk("Sarah")
    stage.press(Key.Key_F8)
    stage.type("to read the log")
    stage.window.pages.call.question.reason.setCursorPosition(3)
    stage.talk("Tom")

    stage.press(Key.Key_F5)

    reason = stage.window.pages.call.question.reason
    assert stage.focus is reason
    assert (reason.text(), reason.cursorPosition()) == ("to read the log", 3)


@pytest.mark.parametrize("size", [100, 150, 200])
def test_nothing_of_the_hold_is_cut_whatever_the_size_of_text(
    waiting: Stage, qapp: object, size: int
) -> None:
    from PySide6.QtWidgets import QApplication

    assert isinstance(qapp, QApplication)
    Theme(paths.resources() / "themes").apply(qapp, "light", size)
    panel = later(waiting, 121)
    QGuiApplication.processEvents()

    for button in panel.findChildren(QAbstractButton):
        if button.isVisible():
            text = button.fontMetrics().horizontalAdvance(button.text().replace("&", ""))
            assert text <= button.width() - 8, button.accessibleName()
    clock = panel.time
    assert clock.fontMetrics().horizontalAdvance(clock.text()) <= clock.width()
    assert panel.promise.width() >= 8 * panel.promise.fontMetrics().averageCharWidth()
    # The actions below want as much in any phase: the hold makes no window wider.
    page = waiting.window.pages.call
    actions = sum(
        b.minimumSizeHint().width()
        for b in (page.rows.hold, page.rows.spell, page.rows.park, page.rows.end)
    )
    assert panel.minimumSizeHint().width() <= actions


def test_an_alert_moves_nothing_and_leaves_the_keyboard(waiting: Stage) -> None:
    field, notes = waiting.focus, waiting.window.pages.call.notes
    places: set[int] = set()
    for seconds in (1, 58, 2, 30, 30, 200, 200):
        later(waiting, seconds)
        waiting.window.show_desk()
        QGuiApplication.processEvents()
        places.add(notes.mapTo(waiting.window, QPoint(0, 0)).y())
        assert waiting.focus is field

    assert len(places) == 1


def test_who_waits_is_called_back_by_key(waiting: Stage, qtbot: QtBot) -> None:
    later(waiting, 10)

    waiting.press(Key.Key_B, ALT)

    qtbot.waitUntil(lambda: isinstance(waiting.call.phase, Talking))
    assert len(waiting.call.follow_ups) == 1
