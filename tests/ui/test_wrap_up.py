"""The end of a call by keys: checks, outcome and what belongs to it, priority, the look back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from companion.domain.call import Call
from companion.domain.closing import gates, open_gates
from companion.domain.gate import GateId, Passed, PassedOver
from companion.domain.notes import Section
from companion.domain.particulars import Escalation, EscalationKind, Explanation, SiteVisit
from companion.domain.phase import WrapUp
from companion.domain.pillars import Pillar
from companion.domain.promise import FollowUpId, FollowUpKind
from companion.domain.wrapup import Level, Outcome, OwnOutcome
from companion.services.ports import OwedPromise
from companion.settings.options import PAUSE_HINT, SELF_CHECK
from companion.ui.after_call_panel import AfterCallPanel
from companion.ui.wrap_up_panel import WrapUpPanel
from tests.fakes import START
from tests.ui.conftest import ALT, CTRL, Stage

Key = Qt.Key
VENDOR = OwnOutcome("vendor", "Passed to the vendor", Outcome.ESCALATED)


@pytest.fixture
def ending(stage: Stage) -> Stage:
    """A call whose caller has gone; the keyboard is in the outcome."""
    # A window takes keys once it is active.
    QGuiApplication.processEvents()
    stage.talk()
    stage.press(Key.Key_F12)
    return stage


def state_of(call: Call, gate: GateId) -> object:
    return next(found.state for found in gates(call) if found.id is gate)


def panel_of(stage: Stage) -> WrapUpPanel:
    return stage.window.pages.call.wrap_up


def after_of(stage: Stage) -> AfterCallPanel:
    return stage.window.after_call.panel


def place(widget: object, stage: Stage) -> QPoint:
    return widget.mapTo(stage.window, QPoint(0, 0))  # type: ignore[attr-defined,no-any-return] # a widget


# ---------------------------------------------------------------------- checks


def test_a_number_with_control_passes_a_gate_and_says_how(ending: Stage) -> None:
    ending.press(Key.Key_1, CTRL)
    ending.press(Key.Key_1, CTRL)

    shown = panel_of(ending).gates.gates[GateId.CONFIRM_THE_FIX]
    assert state_of(ending.call, GateId.CONFIRM_THE_FIX) == Passed(
        START, "seen over the remote session"
    )
    assert shown.accessibleName() == "Fix confirmed: yes, seen over the remote session"
    assert shown.text() == "1 ✓ Seen over the remote session"


def test_a_screen_reader_hears_what_is_left_to_do(ending: Stage) -> None:
    before = panel_of(ending).left.accessibleName()
    for key in (Key.Key_1, Key.Key_2, Key.Key_3):
        ending.press(key, CTRL)

    assert before.startswith("Left to do: an outcome, fix confirmed, caller satisfied")
    assert panel_of(ending).left.accessibleName() == (
        "Left to do: an outcome, five parts filled, follow-up set"
    )


def test_a_gate_that_does_not_apply_is_not_passed_by_its_key(ending: Stage) -> None:
    ending.type("W")
    ending.desk.set_outcome(Outcome.WRONG_NUMBER)
    ending.press(Key.Key_1, CTRL)

    assert ending.call.decided_gates == ()
    assert "does not apply" in panel_of(ending).gates.gates[GateId.FIVE_PARTS].accessibleName()


def test_the_key_of_the_notes_leads_to_the_first_empty_part(ending: Stage) -> None:
    ending.desk.note(Section.REPORTED, "VPN drops")
    ending.press(Key.Key_4, CTRL)

    assert ending.focus is ending.window.pages.call.notes.fields[Section.OBSERVED]
    assert panel_of(ending).gates.gates[GateId.FIVE_PARTS].text() == "4 ○ Notes 1/5"


def test_the_key_of_the_follow_up_leads_to_its_time(ending: Stage) -> None:
    ending.press(Key.Key_5, CTRL)
    ending.press(Key.Key_Down)

    assert state_of(ending.call, GateId.FOLLOW_UP) == Passed()


def test_numbers_are_the_callers_answers_while_they_are_there(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_5, ALT)
    stage.press(Key.Key_1, CTRL)

    assert stage.call.place.stage == "wrap-up"
    assert state_of(stage.call, GateId.CONFIRM_THE_FIX) == Passed(START, "the caller tried it")


# ---------------------------------------------------------------------- what belongs to an outcome


def test_an_escalation_is_written_down_by_keys(ending: Stage) -> None:
    ending.type("E")
    for key in (Key.Key_Tab, Key.Key_Tab, Key.Key_Down, Key.Key_Tab, Key.Key_Down, Key.Key_Tab):
        ending.press(key)
    ending.type("Ms Ito")

    assert ending.call.outcome is Outcome.ESCALATED
    assert ending.call.particulars.escalation == Escalation(
        EscalationKind.HIERARCHICAL, 1, "Ms Ito"
    )


def test_a_visit_is_agreed_in_the_words_it_is_said_in(ending: Stage) -> None:
    ending.type("O")
    ending.press(Key.Key_Tab)
    ending.press(Key.Key_Tab)
    ending.type("thu 10:30")
    ending.press(Key.Key_Tab)
    ending.type("5 High Street")
    ending.press(Key.Key_Tab)
    ending.type("badge at reception")

    when = datetime(2026, 3, 5, 10, 30).astimezone().astimezone(UTC)
    assert ending.call.particulars.visit == SiteVisit(when, "5 High Street", "badge at reception")
    assert [promise.kind for promise in ending.call.follow_ups] == [FollowUpKind.VISIT]
    assert panel_of(ending).visit.agreed.text() == "✓ Thu 05 Mar, 10:30"


def test_a_time_that_is_not_clear_is_told_and_keeps_what_was_agreed(ending: Stage) -> None:
    ending.desk.set_outcome(Outcome.ON_SITE)
    visit = panel_of(ending).visit
    visit.when.setFocus()
    ending.type("thu 10")
    agreed = ending.call.particulars.visit.when
    ending.type(" or so")

    assert visit.agreed.text() == "? Not clear yet"
    assert ending.call.particulars.visit.when == agreed


def test_no_time_is_no_visit_agreed(ending: Stage) -> None:
    ending.desk.set_outcome(Outcome.ON_SITE)
    visit = panel_of(ending).visit
    visit.when.setFocus()
    ending.type("thu 10")
    visit.when.clear()

    assert ending.call.particulars.visit.when is None
    assert ending.call.follow_ups == ()


def test_a_visit_of_a_call_taken_up_again_shows_its_time(ending: Stage) -> None:
    ending.desk.set_outcome(Outcome.ON_SITE)
    panel_of(ending).visit.when.setFocus()
    ending.type("thu 10")
    agreed = ending.call.particulars.visit.when
    ending.press(Key.Key_F2)
    ending.press(Key.Key_F5)

    assert panel_of(ending).visit.agreed.text() == "✓ Thu 05 Mar, 10:00"
    assert ending.call.particulars.visit.when == agreed


def test_who_writes_down_what_was_said_has_explained_it(ending: Stage) -> None:
    ending.type("Not")
    for _ in range(3):
        ending.press(Key.Key_Tab)
    ending.type("out of stock")

    assert ending.call.particulars.explanation == Explanation(True, "out of stock")
    assert panel_of(ending).explanation.given.isChecked()


def test_what_belongs_to_an_outcome_moves_nothing(ending: Stage) -> None:
    watched = (panel_of(ending).close_call, ending.window.pages.call.notes, panel_of(ending).due)
    places = set()
    for outcome in (None, *Outcome):
        ending.desk.set_outcome(outcome)
        QGuiApplication.processEvents()
        assert not ending.window.pages.call.area.verticalScrollBar().isVisible()
        places.add(tuple((p.x(), p.y()) for p in (place(w, ending) for w in watched)))

    assert ending.window.width() == 360
    assert len(places) == 1


def test_an_outcome_of_the_desks_own_can_be_chosen(qtbot: QtBot, ending: Stage) -> None:
    panel = WrapUpPanel((VENDOR,))
    qtbot.addWidget(panel)
    panel.show_call(ending.call, START.at.astimezone())
    index = panel.outcome.findText(VENDOR.title)

    with qtbot.waitSignal(panel.outcome_chosen) as chosen:
        panel.outcome.activated.emit(index)

    assert chosen.args == [VENDOR]


def test_an_outcome_that_the_desk_has_no_more_is_shown_all_the_same(
    qtbot: QtBot, ending: Stage
) -> None:
    panel = WrapUpPanel()
    qtbot.addWidget(panel)

    panel.show_call(ending.call.come_to(VENDOR), START.at.astimezone())

    assert panel.outcome.currentText() == "Passed to the vendor"


# ---------------------------------------------------------------------- time


def test_a_long_wrap_up_is_told_in_word_and_shape_and_goes_on(ending: Stage) -> None:
    usual = panel_of(ending).time.text()
    ending.clock.pass_by(181)
    ending.window.pages.call.show_time(ending.call)

    assert usual == "◇ usually 03:00"
    assert panel_of(ending).time.text() == "◆ over 03:00"
    assert isinstance(ending.call.phase, WrapUp)


def test_a_flow_may_have_a_target_of_its_own(stage: Stage) -> None:
    stage.window.header.flow.setCurrentIndex(stage.window.header.flow.findData("password-reset"))
    stage.talk()
    stage.press(Key.Key_F12)
    stage.window.pages.call.show_time(stage.call)

    assert panel_of(stage).time.text() == "◇ usually 01:30"


# ---------------------------------------------------------------------- priority


def test_the_priority_is_set_in_the_middle_of_the_talk(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_F7)
    stage.type("all of")
    stage.press(Key.Key_I, CTRL)
    stage.type("H")
    stage.press(Key.Key_I, CTRL)
    stage.type(" sales")

    assert stage.call.record.impact is Level.HIGH
    assert stage.call.notes.reported == "all of sales"
    assert stage.call.service.respond_by == START.at + timedelta(minutes=30)


def test_due_times_are_told_in_words(stage: Stage) -> None:
    stage.talk()
    start = START.at.astimezone()
    service = replace(
        stage.call.service,
        respond_by=(start + timedelta(hours=1)).astimezone(UTC),
        resolve_by=(start + timedelta(days=3)).astimezone(UTC),
    )
    stage.window.header.show_call(replace(stage.call, service=service), start)

    lines = stage.window.header.priority.text().split("\n")
    assert lines == [
        f"P3 · respond by {start + timedelta(hours=1):%H:%M}",
        f"resolve by {start + timedelta(days=3):%a %H:%M}",
    ]


def test_a_reminder_takes_the_room_of_the_due_times_words(stage: Stage) -> None:
    stage.talk()
    due = START.at - timedelta(minutes=20)
    owed = OwedPromise(stage.call.id, FollowUpId("f"), "Ring", due, "Tom", "")
    priority = stage.window.header.priority
    words, height = priority.text(), priority.height()

    stage.window.promises.strip.show_reminders([owed], START.at.astimezone())
    QGuiApplication.processEvents()

    brief = priority.text()
    stage.window.promises.strip.show_reminders([], START.at.astimezone())
    assert "respond by" in words
    assert "respond" not in brief
    assert priority.accessibleName().startswith("Priority: P3 · respond by")
    assert priority.height() == height
    assert priority.text() == words


def test_escape_leads_back_from_the_priority_to_the_note(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_F7)
    note = stage.focus
    stage.press(Key.Key_I, CTRL)
    stage.press(Key.Key_Escape)

    assert stage.focus is note
    assert stage.window.pages.call.talk.isVisible()


def test_another_call_does_not_begin_with_the_priority(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_I, CTRL)
    stage.press(Key.Key_F2)

    assert stage.window.pages.call.talk.isVisible()


def test_the_priority_is_at_hand_whatever_the_outcome(ending: Stage) -> None:
    ending.type("E")
    ending.press(Key.Key_I, CTRL)
    ending.type("L")
    shown = panel_of(ending).record.isVisible()
    ending.press(Key.Key_I, CTRL)

    assert shown
    assert ending.call.record.priority == "P4"
    assert panel_of(ending).escalation.isVisible()


# ---------------------------------------------------------------------- after the call


def test_closing_takes_one_key_and_asks_afterwards_why_something_is_open(ending: Stage) -> None:
    ending.press(Key.Key_F12)
    closed = ending.call_log.last
    ending.clock.pass_by(3)
    ending.press(Key.Key_2, CTRL)

    noted = ending.call_log.last
    assert ending.desk.call is None
    assert open_gates(closed)
    assert open_gates(noted) == ()
    assert PassedOver(ending.clock.now(), "The line dropped") in [g.state for g in gates(noted)]
    assert "the line dropped" in after_of(ending).left_open.text()


def test_what_is_asked_after_a_call_stands_in_nobodys_way(ending: Stage) -> None:
    ending.press(Key.Key_F12)
    asked, focused = after_of(ending).isVisible(), ending.focus
    ending.talk("Tom")

    assert asked
    assert focused is ending.window.pages.idle.start
    assert ending.call.caller.name == "Tom"
    assert not after_of(ending).isVisible()


def test_what_is_asked_makes_room_for_another_page_and_is_there_again(ending: Stage) -> None:
    ending.press(Key.Key_F12)
    ending.press(Key.Key_F1)
    over = after_of(ending).isVisible()
    ending.press(Key.Key_Escape)

    assert not over
    assert after_of(ending).isVisible()


def test_a_call_opened_again_is_asked_about_no_more(ending: Stage) -> None:
    ending.press(Key.Key_F12)
    ending.history.calls = (ending.call_log.last,)
    ending.press(Key.Key_F11)
    QGuiApplication.processEvents()

    assert isinstance(ending.call.phase, WrapUp)
    assert not after_of(ending).isVisible()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_F2])
def test_another_reason_can_be_typed_and_none_is_lost(ending: Stage, key: Key) -> None:
    ending.press(Key.Key_F12)
    closed = ending.call_log.last.id
    after_of(ending).other.setFocus()
    ending.type("Fire alarm")
    ending.press(key)

    saved = [call for call in ending.call_log.saved if call.id == closed][-1]
    assert PassedOver(START, "Fire alarm") in [gate.state for gate in gates(saved)]
    assert ending.desk.call is None or ending.desk.call.caller.name == ""


def test_the_look_back_is_one_key_each_and_can_be_taken_back(ending: Stage) -> None:
    ending.press(Key.Key_F12)
    for key in (Key.Key_6, Key.Key_9, Key.Key_7, Key.Key_9):
        ending.press(key, CTRL)

    assert ending.call_log.last.self_check == (Pillar.EMPATHY, Pillar.TONE)
    assert after_of(ending).pillars[Pillar.TONE].accessibleName() == "Tone: went well"


def test_with_all_done_and_no_look_back_nothing_is_asked(ending: Stage) -> None:
    ending.settings.change(SELF_CHECK.key, False)
    ending.desk.set_outcome(Outcome.WRONG_NUMBER)
    ending.press(Key.Key_F12)

    assert not after_of(ending).isVisible()
    assert ending.call_log.last.self_check is None


@pytest.mark.parametrize("is_wanted", [True, False])
def test_after_a_hard_call_a_pause_is_suggested_if_wanted(stage: Stage, is_wanted: bool) -> None:
    stage.settings.change(PAUSE_HINT.key, is_wanted)
    stage.talk()
    stage.press(Key.Key_F9, CTRL)
    stage.press(Key.Key_F9, CTRL)
    stage.press(Key.Key_F12)
    stage.press(Key.Key_F12)

    pause = after_of(stage).pause
    assert pause.isVisible() is is_wanted
    assert ("hard call" in pause.text()) is is_wanted
    assert stage.focus is stage.window.pages.idle.start


def test_a_number_that_stands_for_nothing_does_nothing(ending: Stage) -> None:
    ending.settings.change(SELF_CHECK.key, False)
    ending.press(Key.Key_F12)
    saved = len(ending.call_log.saved)
    for key in (Key.Key_5, Key.Key_7):
        ending.press(key, CTRL)

    assert len(ending.call_log.saved) == saved
