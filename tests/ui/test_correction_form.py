"""Times are put right on the page of past calls, by keys; what was measured is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from companion.domain.call import Call, Caller, CallId
from companion.domain.correction import Timing
from companion.domain.flow import FlowId, Place, PromptId, StageId
from companion.domain.hold import Permission
from companion.ui.correction_form import CorrectionForm
from tests.fakes import START, after
from tests.ui.conftest import Stage

Key = Qt.Key


@pytest.fixture
def form(stage: Stage) -> CorrectionForm:
    """The form of a closed call: talk 200 s, hold 100 s, wrap-up 60 s."""
    place = Place(StageId("greet"), PromptId("greet-by-name"))
    call = Call.begin(CallId("c1"), FlowId("incident"), place, "Alex", Caller("Sarah"), START)
    asked = call.ask_to_hold("to look", timedelta(minutes=2), after(60))
    held = asked.answer_hold(Permission.GRANTED, after(60)).resume(after(160))
    stage.history.calls = (held.wrap_up(after(300)).close(after(360)),)
    stage.clock.pass_by(1000)
    # The window has the keyboard once it has been shown.
    QApplication.processEvents()
    stage.press(Key.Key_F3)
    page = stage.window.pages.history
    page.times.click()
    return page.correction


def choose(form: CorrectionForm, title: str) -> None:
    form.which.setCurrentIndex(form.which.findText(title, Qt.MatchFlag.MatchStartsWith))
    form.value.setFocus()


def test_the_hold_was_really_three_minutes(stage: Stage, form: CorrectionForm) -> None:
    choose(form, "Hold 1: 1 min 40 s")
    stage.type("3 min")
    effect = form.effect.text()

    stage.press(Key.Key_Return)

    corrected = stage.call_log.last
    assert effect == "Then: talk 2 min 00 s, hold 3 min 00 s, wrap-up 1 min 00 s."
    (correction,) = corrected.corrections
    assert (correction.what, correction.before) == (Timing.HOLD, timedelta(seconds=100))
    assert corrected.handle_time(after(1000)).hold == timedelta(minutes=3)
    assert not corrected.is_open
    assert form.which.currentText() == "Hold 1: 3 min 00 s"


def test_the_end_is_put_right_by_the_time_of_day(stage: Stage, form: CorrectionForm) -> None:
    choose(form, "Ended")
    stage.type(f"{after(240).at.astimezone():%H:%M}")
    stage.press(Key.Key_Return)

    assert stage.call_log.last.times(after(1000)).ended == after(240).at


def test_what_cannot_be_is_said_and_not_done(stage: Stage, form: CorrectionForm) -> None:
    before = len(stage.call_log.saved)
    choose(form, "Hold 1")
    stage.type("20 min")

    stage.press(Key.Key_Return)

    assert form.effect.text().startswith("Talk, hold and wrap-up would not fit into the call.")
    assert not form.correct.isEnabled()
    assert len(stage.call_log.saved) == before


def test_a_call_that_goes_on_offers_nothing_to_correct(stage: Stage) -> None:
    stage.talk()
    stage.history.calls = (stage.call,)
    stage.press(Key.Key_F3)

    assert stage.window.pages.history.record.toPlainText()
    assert not stage.window.pages.history.times.isEnabled()


def test_a_narrow_window_holds_it(stage: Stage, form: CorrectionForm) -> None:
    assert form.isVisible()
    assert stage.window.minimumSizeHint().width() <= 360
