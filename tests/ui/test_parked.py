"""Parked calls: in sight with how long they wait, and any of them one choice away."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt

from companion.domain.call import Caller
from companion.ui.parked_strip import parked_text
from tests.ui.conftest import Stage

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def park(stage: Stage, name: str, *, on_hold: bool = False) -> None:
    stage.desk.start_call(caller=Caller(name))
    if on_hold:
        stage.desk.ask_to_hold("", timedelta(minutes=2))
        stage.desk.caller_agreed()
    stage.desk.park()


def strip(stage: Stage) -> str:
    stage.window.show_desk()
    return stage.window.parked.accessibleName().removeprefix("Parked calls: ")


def test_who_waits_and_how_long_is_in_the_bottom_line(stage: Stage) -> None:
    park(stage, "Sarah")
    stage.clock.pass_by(190)

    assert strip(stage) == "○ Sarah 03:10  F5"


def test_a_parked_caller_on_hold_has_a_countdown_of_their_own(stage: Stage) -> None:
    park(stage, "Tom", on_hold=True)
    stage.clock.pass_by(50)
    assert strip(stage) == "‖ Tom 01:10  F5"

    stage.clock.pass_by(20)
    assert strip(stage) == "◷ Tom 00:50  F5", "nobody has spoken to them for a minute"

    stage.clock.pass_by(85)
    assert strip(stage) == "⚠ Tom +00:35  F5"
    assert stage.window.parked.property("state") == "urgent"


def test_first_in_line_and_whoever_is_in_need_are_named_and_the_others_counted(
    stage: Stage,
) -> None:
    for name in ("Sarah", "Ann", "Bo"):
        park(stage, name)
        stage.clock.pass_by(1)
    park(stage, "Tom", on_hold=True)
    stage.clock.pass_by(130)

    assert strip(stage) == "○ Sarah 02:13  F5   ⚠ Tom +00:10   2 more"


def test_many_long_names_make_the_window_no_wider(stage: Stage) -> None:
    for number in range(4):
        park(stage, f"Somebody With Quite A Long Name The {number}th")

    stage.window.show_desk()

    assert stage.window.minimumSizeHint().width() <= 360


def test_a_parked_caller_who_waits_too_long_is_told_of_without_taking_the_keyboard(
    stage: Stage,
) -> None:
    park(stage, "Tom", on_hold=True)
    stage.talk("Sarah")
    focused = stage.focus
    stage.clock.pass_by(125)
    stage.window.show_desk()

    assert "Tom waits longer than promised" in stage.window.notices.message.text()
    assert stage.focus is focused
    stage.press(Key.Key_F11)
    assert stage.call.caller.name == "Tom"


def test_that_message_covers_no_other(stage: Stage) -> None:
    park(stage, "Tom", on_hold=True)
    stage.window.show_notice("The ticket is on the clipboard.")
    stage.clock.pass_by(125)
    stage.window.show_desk()
    assert "clipboard" in stage.window.notices.message.text()

    stage.press(Key.Key_F11)
    stage.window.show_desk()

    assert "Tom waits" in stage.window.notices.message.text()


def test_the_message_goes_with_its_reason(stage: Stage) -> None:
    park(stage, "Tom", on_hold=True)
    stage.clock.pass_by(125)
    stage.window.show_desk()

    stage.press(Key.Key_F5)
    stage.press(Key.Key_F8)

    assert not stage.window.notices.isVisible()


def test_any_parked_call_is_chosen_from_a_list_by_key(stage: Stage) -> None:
    for name in ("Sarah", "Tom", "Ann"):
        park(stage, name)
        stage.clock.pass_by(10)
    stage.talk("Bo")
    stage.type(" half a wo")

    stage.press(Key.Key_F5, SHIFT)
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Return)

    assert stage.call.caller.name == "Tom"
    assert "Bo half a wo" in [call.caller.name for call in stage.desk.parked]


def test_the_list_says_who_waits_for_what_and_keeps_counting(stage: Stage) -> None:
    park(stage, "Tom", on_hold=True)
    stage.press(Key.Key_F5, SHIFT)
    page = stage.window.pages.parked
    stage.clock.pass_by(130)
    stage.window.show_desk()

    (item,) = [page.calls.item(row) for row in range(page.calls.count())]
    assert item.text() == "Tom\n⚠ On hold, +00:10 over 02:00 · parked 02:10"
    assert item.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Tom, ⚠ On hold")
    assert stage.focus is page.calls


def test_escape_leaves_the_list_for_the_field_that_was_typed_in(stage: Stage) -> None:
    park(stage, "Tom")
    stage.talk("Sarah")
    field = stage.focus

    stage.press(Key.Key_F5, SHIFT)
    stage.press(Key.Key_Escape)

    assert stage.focus is field


def test_with_nobody_parked_the_list_stays_away(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_F5, SHIFT)

    assert stage.window.pages.currentWidget() is stage.window.pages.call
    assert "No call is parked" in stage.window.notices.message.text()


def test_a_call_in_wrap_up_that_was_parked_says_so(stage: Stage) -> None:
    stage.desk.start_call(caller=Caller("Sarah"))
    stage.desk.wrap_up()
    stage.desk.park()
    waiting = [(call, None) for call in stage.desk.parked]

    assert parked_text(waiting, stage.clock.now(), "") == "■ Sarah 00:00"
