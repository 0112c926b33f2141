"""Promises in the window: made, reminded of, called back, snoozed and done by keys."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from companion.domain.call import Call, Caller, CallId
from companion.domain.flow import FlowId, Place, PromptId, StageId
from companion.domain.notes import Section
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind
from companion.ui.promise_list import SNOOZES, snooze_until
from companion.ui.tray import Tray
from tests.fakes import START, after
from tests.ui.conftest import ALT, CTRL, Stage

Key = Qt.Key
MINUTE = timedelta(minutes=1)
SARAH = Caller("Sarah Okafor", "+44 20 7946 0018", "Contoso")


def owe(stage: Stage, *dues: datetime, kind: FollowUpKind = FollowUpKind.CALLBACK) -> Call:
    """A closed call with a promise for each of these times, and the window knows."""
    place = Place(StageId("greet"), PromptId("greet-by-name"))
    call = Call.begin(CallId("old"), FlowId("incident"), place, "Alex", SARAH, START)
    for number, due in enumerate(dues, 1):
        made = START.at - timedelta(days=1)
        promise = FollowUp(FollowUpId(f"f{number}"), kind, f"Check cable {number}", due, made=made)
        call = call.promise(promise)
    call = call.wrap_up(after(1)).close(after(2))
    stage.history.calls = (call,)
    stage.window.promises.refresh()
    return call


def as_saved(stage: Stage) -> None:
    """What was saved last is what the history reads."""
    newest = {call.id: call for call in stage.call_log.saved}
    stage.history.calls = tuple(newest.values())
    stage.window.promises.refresh()


# ---------------------------------------------------------------------- promising


def test_a_promise_is_made_in_three_keys_and_a_time(stage: Stage) -> None:
    stage.talk()
    stage.window.pages.call.notes.go_to_next()
    before = stage.focus

    stage.press(Key.Key_P, CTRL)
    stage.type("tomorrow 10")
    stage.press(Key.Key_Return)

    (promise,) = stage.call.follow_ups
    local = promise.due.astimezone()
    assert (local.hour, local.minute) == (10, 0)
    assert local.date() == (START.at.astimezone() + timedelta(days=1)).date()
    assert (promise.kind, promise.what) == (FollowUpKind.CALLBACK, "Call Sarah Okafor back")
    assert stage.focus is before


def test_what_was_understood_is_shown_as_it_is_typed(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_P, CTRL)
    form = stage.window.pages.promises.form

    stage.type("in 2")
    unclear = form.understood.text(), form.make.isEnabled()
    stage.type(" h")

    assert unclear == ("✓ Today at " + f"{START.at.astimezone() + 2 * MINUTE:%H:%M}.", True)
    assert form.understood.text() == f"✓ Today at {START.at.astimezone() + 120 * MINUTE:%H:%M}."
    stage.type("ours or so")
    assert not form.make.isEnabled()
    stage.press(Key.Key_Return)
    assert stage.call.follow_ups == ()


def test_several_promises_with_words_whom_and_kind(stage: Stage) -> None:
    stage.talk()
    for what in ("one", "two"):
        stage.press(Key.Key_P, CTRL)
        form = stage.window.pages.promises.form
        stage.type("Fri 14:30")
        form.what.setFocus()
        stage.type(what)
        form.to.setFocus()
        stage.type("Tom")
        form.kind.setCurrentIndex(form.kind.findData(FollowUpKind.WATCH))
        stage.press(Key.Key_Return)

    assert [(p.what, p.to, p.kind.value) for p in stage.call.follow_ups] == [
        ("one", "Tom", "watch_until"),
        ("two", "Tom", "watch_until"),
    ]


def test_a_follow_up_note_without_a_time_is_promised_first(stage: Stage) -> None:
    stage.talk()
    stage.desk.note(Section.FOLLOW_UP, "I ring once the cable is in.")

    stage.press(Key.Key_P, CTRL)
    stage.type("Fri 14:30")
    stage.press(Key.Key_Return)

    assert stage.call.follow_up is not None
    assert stage.call.follow_up.what == "I ring once the cable is in."
    stage.press(Key.Key_P, CTRL)
    stage.type("tomorrow 10")
    stage.press(Key.Key_Return)
    assert [p.kind for p in stage.call.follow_ups] == [FollowUpKind.NOTE, FollowUpKind.CALLBACK]


def test_a_half_typed_promise_is_there_again_and_the_next_one_is_blank(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_P, CTRL)
    stage.type("tomorrow 1")
    stage.press(Key.Key_Escape)
    stage.press(Key.Key_P, CTRL)
    form = stage.window.pages.promises.form

    left = form.when.currentText()
    stage.press(Key.Key_Return)
    stage.press(Key.Key_P, CTRL)
    after_it = form.when.currentText()
    stage.type("Fri")
    stage.talk("Ann Lee")
    stage.press(Key.Key_P, CTRL)
    for_ann = form.when.currentText()
    stage.press(Key.Key_Escape)
    stage.press(Key.Key_F5)
    stage.press(Key.Key_P, CTRL)

    assert left == "tomorrow 1"
    assert after_it == ""
    assert for_ann == ""
    assert form.when.currentText() == "Fri"


def test_each_key_of_a_promise_is_kept_until_it_is_made(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_P, CTRL)
    stage.type("in an hour")
    stage.window.pages.promises.form.what.setFocus()
    stage.type("send the form")
    kept = {place.split("/")[1]: text for place, text in stage.call_log.drafts.items()}
    stage.press(Key.Key_Return)

    assert kept == {"when": "in an hour", "what": "send the form"}
    assert set(stage.call_log.drafts.values()) == {""}


def test_a_time_counts_from_when_it_was_typed(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_P, CTRL)
    stage.clock.pass_by(600)
    stage.type("in 2 h")
    said = stage.window.pages.promises.form.understood.text()
    stage.clock.pass_by(180)
    stage.press(Key.Key_Return)

    due = START.at + 130 * MINUTE
    assert stage.call.follow_ups[0].due == due
    assert said == f"✓ Today at {due.astimezone():%H:%M}."


def test_an_overdue_promise_is_changed_to_no_time_by_itself(stage: Stage) -> None:
    owe(stage, START.at - 60 * MINUTE)
    stage.press(Key.Key_R, CTRL)
    stage.press(Key.Key_C)

    assert stage.window.pages.promises.form.when.currentText() == ""
    assert not stage.window.pages.promises.form.make.isEnabled()


def test_down_goes_through_times_that_are_often_promised(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_P, CTRL)

    stage.press(Key.Key_Down)
    stage.press(Key.Key_Return)

    assert stage.call.follow_ups[0].due == START.at + timedelta(hours=1)


def test_the_past_suggests_a_later_time_and_changes_nothing_by_itself(stage: Stage) -> None:
    late = [5, 8, 20, 24, 90]
    stage.history.past_delays = {FollowUpKind.CALLBACK: [minutes * MINUTE for minutes in late]}
    stage.talk()
    stage.press(Key.Key_P, CTRL)
    stage.type("in 2 h")
    form = stage.window.pages.promises.form
    due = START.at.astimezone() + timedelta(hours=2)

    suggested = form.understood.text()
    typed = form.when.currentText()
    form.later.click()
    accepted = form.understood.text()
    stage.press(Key.Key_Return)

    assert "usually" not in accepted
    assert f"You usually need 25 minutes more: promise {due + 25 * MINUTE:%H:%M}?" in suggested
    assert typed == "in 2 h"
    assert stage.call.follow_ups[0].due == due + 25 * MINUTE


def test_with_too_little_past_nothing_is_suggested(stage: Stage) -> None:
    stage.history.past_delays = {FollowUpKind.CALLBACK: [90 * MINUTE] * 4}
    stage.talk()
    stage.press(Key.Key_P, CTRL)
    stage.type("in 2 h")

    assert "usually" not in stage.window.pages.promises.form.understood.text()
    assert not stage.window.pages.promises.form.later.isEnabled()


# ---------------------------------------------------------------------- reminding


def test_a_reminder_moves_nothing_and_takes_no_key(stage: Stage) -> None:
    owe(stage, START.at + 30 * MINUTE)
    stage.talk()
    stage.window.pages.call.notes.go_to_next()
    field, strip = stage.focus, stage.window.promises.strip
    QApplication.processEvents()
    places = [field.mapTo(stage.window, QPoint()), stage.window.header.time.pos()]
    quiet = strip.isVisible()
    reminded: list[tuple[str, str]] = []
    stage.window.promises.reminded.connect(lambda *news: reminded.append(news))

    stage.clock.pass_by(20 * 60)
    stage.window.promises.look()
    QApplication.processEvents()
    stage.type("still here")

    assert not quiet
    assert strip.isVisible()
    assert [field.mapTo(stage.window, QPoint()), stage.window.header.time.pos()] == places
    assert strip.text().startswith("◷ ")
    assert "Sarah" in strip.text()
    assert stage.focus is field
    assert strip.accessibleName().startswith("Reminder: Today at ")
    assert "Sarah Okafor, Check cable 1" in strip.accessibleName()
    assert len(reminded) == 1


def test_the_mini_bar_tells_of_it_too(stage: Stage) -> None:
    owe(stage, START.at + MINUTE, START.at + 2 * MINUTE)
    stage.clock.pass_by(3600)
    stage.window.bar.switch()
    bar = stage.window.bar.bar

    stage.window.promises.look()

    due = f"{START.at.astimezone() + MINUTE:%H:%M}"
    assert bar.reminder.text() == f"⚠ {due} Sarah +1"
    assert bar.reminder.accessibleName().startswith("Reminder: ⚠ Overdue, today at ")
    stage.window.bar.switch()


def test_it_stays_until_it_is_dealt_with(stage: Stage) -> None:
    owe(stage, START.at + MINUTE)
    stage.clock.pass_by(3600)
    stage.window.promises.look()
    strip = stage.window.promises.strip

    assert strip.accessibleName().startswith("Reminder: ⚠ Overdue")
    stage.press(Key.Key_R, CTRL)
    stage.press(Key.Key_D)
    as_saved(stage)
    assert not strip.isVisible()


@pytest.mark.parametrize(("key", "choice"), [(Key.Key_1, 0), (Key.Key_2, 1), (Key.Key_3, 2)])
def test_one_key_puts_it_off(stage: Stage, key: Key, choice: int) -> None:
    owe(stage, START.at - MINUTE)
    until = snooze_until(choice, START.at.astimezone())
    stage.press(Key.Key_R, CTRL)

    stage.press(key)

    assert not stage.window.promises.strip.isVisible()
    assert "Quiet until" in stage.window.pages.promises.list.item(0).text()
    assert stage.history.reminders[FollowUpId("f1")].snoozed == until
    stage.clock.pass_by((until - START.at).total_seconds())
    stage.window.promises.look()
    assert stage.window.promises.strip.isVisible()


def test_a_typed_time_puts_it_off(stage: Stage) -> None:
    owe(stage, START.at - MINUTE)
    stage.press(Key.Key_R, CTRL)
    page = stage.window.pages.promises
    page.until.setFocus()

    stage.type("in 3 h")
    stage.press(Key.Key_Return)

    snoozed = stage.history.reminders[FollowUpId("f1")].snoozed
    assert snoozed == START.at + timedelta(hours=3)
    assert page.until.text() == ""


def test_tomorrow_morning_is_nine_and_the_choices_are_named() -> None:
    now = START.at.astimezone()

    tomorrow = snooze_until(2, now)

    assert (tomorrow.hour, tomorrow.minute) == (9, 0)
    assert tomorrow.date() == (now + timedelta(days=1)).date()
    assert len(SNOOZES) == 3


def test_what_came_due_while_closed_is_told_once_and_together(stage: Stage) -> None:
    told: list[tuple[str, str]] = []
    stage.window.promises.reminded.connect(lambda *news: told.append(news))

    owe(stage, START.at - 60 * MINUTE, START.at - 30 * MINUTE, START.at + 300 * MINUTE)
    stage.window.promises.look()

    assert told == [
        (
            "2 promises, 2 overdue",
            "Sarah Okafor: Check cable 1\nSarah Okafor: Check cable 2",
        )
    ]


def test_without_a_tray_a_message_is_no_trouble(stage: Stage) -> None:
    Tray(stage.window).tell("Promised today at 10:00: Sarah", "Call back")

    assert stage.window.isVisible()


# ---------------------------------------------------------------------- dealing with it


def test_overdue_comes_first_and_enter_calls_with_an_apology(stage: Stage) -> None:
    owe(stage, START.at + 60 * MINUTE, START.at - 65 * MINUTE)
    stage.press(Key.Key_R, CTRL)
    shown = stage.window.pages.promises.list

    assert shown.item(0).text().startswith("⚠ Overdue")
    stage.press(Key.Key_Return)

    assert stage.call.caller == SARAH
    assert stage.call.keeps is not None
    assert stage.call.keeps.promise == "f2"
    when = f"{START.at.astimezone() - 65 * MINUTE:%H:%M}"
    assert f"today at {when}: Check cable 2" in stage.prompt
    assert "sorry" in stage.prompt


def test_the_call_back_keeps_the_promise_when_it_is_wrapped_up(stage: Stage) -> None:
    owe(stage, START.at - MINUTE)
    stage.press(Key.Key_R, CTRL)
    stage.press(Key.Key_Return)
    stage.clock.pass_by(120)
    while_calling = stage.window.promises.strip.isVisible()

    stage.press(Key.Key_F12)

    kept = [call for call in stage.call_log.saved if call.id == "old"]
    assert [p.done for p in kept[-1].follow_ups] == [START.at]
    assert not while_calling


def test_a_call_back_during_a_call_parks_it(stage: Stage) -> None:
    owe(stage, START.at - MINUTE)
    stage.talk("Ann Lee")
    stage.press(Key.Key_R, CTRL)

    stage.press(Key.Key_Return)

    assert stage.call.caller == SARAH
    assert [call.caller.name for call in stage.desk.parked] == ["Ann Lee"]


@pytest.mark.parametrize("key", [Key.Key_D, Key.Key_W])
def test_done_and_withdrawn_can_be_taken_back(stage: Stage, key: Key) -> None:
    owe(stage, START.at + MINUTE)
    stage.press(Key.Key_R, CTRL)

    stage.press(key)
    ended = stage.call_log.last
    stage.press(Key.Key_F11)

    assert not any(promise.is_open for promise in ended.follow_ups)
    assert [promise.is_open for promise in stage.call_log.last.follow_ups] == [True]


def test_a_promise_is_changed_where_it_stands(stage: Stage) -> None:
    owe(stage, START.at + 60 * MINUTE)
    stage.press(Key.Key_R, CTRL)

    stage.press(Key.Key_C)
    stage.type("in 3 h")
    stage.press(Key.Key_Return)

    (changed,) = stage.call_log.last.follow_ups
    assert (changed.id, changed.what) == ("f1", "Check cable 1")
    assert changed.due == START.at + timedelta(hours=3)
    assert changed.sequence == 1


def test_the_words_of_the_follow_up_note_stay_the_notes_own(stage: Stage) -> None:
    owe(stage, START.at + 60 * MINUTE, kind=FollowUpKind.NOTE)
    stage.press(Key.Key_R, CTRL)

    stage.press(Key.Key_C)
    form = stage.window.pages.promises.form
    stage.type("in 3 h")

    assert form.kind.currentText() == "Follow-up note"
    assert not form.what.isEnabled()
    stage.press(Key.Key_Return)
    assert stage.call_log.last.follow_ups[0].what == "Check cable 1"


def test_o_opens_the_call_it_was_promised_in(stage: Stage) -> None:
    owe(stage, START.at + 60 * MINUTE)
    stage.press(Key.Key_R, CTRL)

    stage.press(Key.Key_O)

    assert stage.call.id == "old"


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (START.at + 5 * MINUTE, "It's taking longer than I said, and I'd rather you knew now."),
        (START.at - 5 * MINUTE, "I said I'd ring you by now, and I didn't."),
    ],
    ids=["before", "after"],
)
def test_l_writes_that_it_will_be_late_or_is(
    stage: Stage, qtbot: QtBot, due: datetime, said: str
) -> None:
    owe(stage, due)
    stage.press(Key.Key_R, CTRL)

    stage.press(Key.Key_L)
    qtbot.waitUntil(lambda: stage.window.pages.replies_shown is not None)

    page = stage.window.pages.replies_shown
    assert page is not None
    assert page.about.accessibleName() == "Reply about: To Sarah Okafor"
    assert said in page.text.text


def test_the_same_keys_work_between_calls(stage: Stage) -> None:
    owe(stage, START.at - MINUTE)
    stage.window.pages.idle.promises.setFocus()

    stage.press(Key.Key_1)

    assert stage.history.reminders[FollowUpId("f1")].snoozed == START.at + 15 * MINUTE


def test_the_page_knows_its_names(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_P, CTRL)
    names = {widget.accessibleName() for widget in stage.window.findChildren(QWidget)}

    assert names >= {
        *("Promises", "Promise due", "Promise", "Promised to", "Promise kind", "Promise it"),
        *("Call back now", "Promise kept", "Open that call", "Change promise"),
        *("Withdraw promise", "Quiet until", "Quiet: 15 min"),
    }


def test_yes_to_the_later_time_has_a_key(stage: Stage, qtbot: QtBot) -> None:
    stage.history.past_delays = {FollowUpKind.CALLBACK: [30 * MINUTE] * 5}
    stage.talk()
    stage.press(Key.Key_P, CTRL)
    stage.type("in 2 h")

    # A button pressed by its letter is seen to go down and up again.
    with qtbot.waitSignal(stage.window.pages.promises.form.later.clicked):
        stage.press(Key.Key_Y, ALT)
    stage.press(Key.Key_Return)

    assert stage.call.follow_ups[0].due == START.at + 150 * MINUTE


def test_a_narrow_window_holds_the_page(stage: Stage) -> None:
    owe(stage, START.at + MINUTE, START.at - MINUTE)
    stage.talk()
    stage.press(Key.Key_P, CTRL)

    assert stage.window.minimumSizeHint().width() <= 360
