"""When it has gone quiet, a line is suggested: no sound, no focus, gone with the next key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from companion.settings.options import SILENCE_NUDGE
from tests.ui.conftest import CTRL, Stage

Key = Qt.Key


def cues_after(stage: Stage, seconds: float) -> str:
    """What stands in the place of the cues, so much later."""
    stage.clock.pass_by(seconds)
    stage.window._show_time()  # what the ticker does five times a second
    return stage.window.pages.call.card.cues.text()


def test_after_a_quarter_of_a_minute_there_is_something_to_say(stage: Stage) -> None:
    stage.talk()

    assert "Quiet" not in cues_after(stage, 14.9)
    assert "Quiet" in cues_after(stage, 0.1)


def test_any_key_in_the_window_ends_it_and_the_next_time_it_is_another_line(stage: Stage) -> None:
    stage.talk()
    first = cues_after(stage, 20)
    # A key that does nothing at all: it reaches the window first, as every key does.
    press = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)
    QGuiApplication.sendEvent(stage.window.windowHandle(), press)

    assert "Quiet" not in cues_after(stage, 0)
    second = cues_after(stage, 20)
    assert "Quiet" in second
    assert second != first


@pytest.mark.parametrize("step", ["other_wording", "next_prompt"])
def test_any_step_at_the_desk_ends_it(stage: Stage, step: str) -> None:
    stage.talk()
    cues_after(stage, 20)

    getattr(stage.desk, step)()

    assert "Quiet" not in cues_after(stage, 1)


def test_it_is_quiet_by_right_while_asking_holding_and_wrapping_up(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_F8)
    assert "Quiet" not in cues_after(stage, 60)
    stage.press(Key.Key_Return)
    assert "Quiet" not in cues_after(stage, 60)
    stage.press(Key.Key_F12)
    assert "Quiet" not in cues_after(stage, 60)


@pytest.mark.parametrize(("setting", "is_said"), [(0, False), (5, True)])
def test_how_long_is_a_setting_and_zero_is_never(stage: Stage, setting: int, is_said: bool) -> None:
    stage.settings.change(SILENCE_NUDGE.key, setting)
    stage.talk()

    assert ("Quiet" in cues_after(stage, 6)) == is_said


def test_it_moves_nothing_and_leaves_the_keyboard(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_F10, CTRL)
    focused, notes = stage.focus, stage.window.pages.call.notes
    cues_after(stage, 0)
    QGuiApplication.processEvents()
    before = notes.mapTo(stage.window, QPoint(0, 0))

    assert "Quiet" in cues_after(stage, 20)
    QGuiApplication.processEvents()

    assert notes.mapTo(stage.window, QPoint(0, 0)) == before
    assert stage.focus is focused


def test_every_line_fits_into_the_room_of_the_cues(stage: Stage) -> None:
    stage.talk()
    cues = stage.window.pages.call.card.cues
    for number in range(6):
        line = stage.desk.against_silence(number)
        stage.window.pages.call.card.show_nudge(line)
        QGuiApplication.processEvents()
        lines = cues.heightForWidth(cues.width()) // cues.fontMetrics().lineSpacing()
        assert lines <= 2, cues.text()
