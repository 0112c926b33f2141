"""The window, worked by keys as an agent works it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from companion import paths
from companion.domain.call import Caller
from companion.domain.errors import UserError
from companion.domain.hold import Permission
from companion.domain.notes import Section
from companion.domain.phase import OnHold, Talking, WrapUp
from companion.domain.wrapup import Outcome
from companion.handover import Command
from companion.ui.keys import Keys
from companion.ui.theme import Theme
from tests.fakes import after
from tests.ui.conftest import ALT, CTRL, Stage

Key = Qt.Key


def shown(stage: Stage, kind: type[QWidget]) -> list[QWidget]:
    """The widgets of a kind that can be seen."""
    return [widget for widget in stage.window.findChildren(kind) if widget.isVisible()]


# ---------------------------------------------------------------------- a call by keys


def test_one_key_starts_a_call_and_takes_the_name(stage: Stage) -> None:
    stage.talk("Sarah Okafor")

    assert stage.call.caller.name == "Sarah Okafor"
    assert "Sarah" in stage.prompt


def test_each_key_typed_is_handed_over_at_once(stage: Stage) -> None:
    stage.talk("")
    before = len(stage.call_log.saved)

    stage.type("Sarah")

    names = [call.caller.name for call in stage.call_log.saved[before:]]
    assert names == ["S", "Sa", "Sar", "Sara", "Sarah"]


def test_next_leads_to_the_notes_of_the_stage(stage: Stage) -> None:
    stage.talk()
    while stage.call.place.stage != "listen":
        stage.press(Key.Key_F10)
    stage.type("VPN drops")

    assert stage.call.notes.reported == "VPN drops"


@pytest.mark.parametrize("section", list(Section))
def test_every_part_of_the_notes_is_kept_to_the_character(stage: Stage, section: Section) -> None:
    stage.talk()
    stage.window.pages.call.notes.go_to(section)

    stage.type("  Fehler „809“ & <b>  ")

    assert stage.call.notes[section] == "  Fehler „809“ & <b>  "


def test_the_stage_number_with_alt_goes_there(stage: Stage) -> None:
    stage.talk()

    stage.press(Key.Key_4, ALT)

    assert stage.call.place.stage == "work"


def test_an_answer_with_ctrl_goes_where_it_leads(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_3, ALT)

    stage.press(Key.Key_2, CTRL)

    assert stage.call.place.stage == "listen"


def test_a_key_held_down_takes_one_step(stage: Stage) -> None:
    from PySide6.QtGui import QKeyEvent

    stage.talk()
    for is_repeat in (False, True, True, True):
        event = QKeyEvent(
            QKeyEvent.Type.KeyPress, Key.Key_F10, Qt.KeyboardModifier.NoModifier, "", is_repeat
        )
        QGuiApplication.sendEvent(stage.window.windowHandle(), event)

    assert stage.call.place.stage == "listen"


# ---------------------------------------------------------------------- the hold by keys


def ask(stage: Stage, reason: str = "to read the log") -> None:
    stage.press(Key.Key_F8)
    stage.type(reason)


def test_the_hold_is_asked_for_before_it_begins(stage: Stage) -> None:
    stage.talk()

    ask(stage)

    assert isinstance(stage.call.phase, Talking)
    assert stage.call.hold_question is not None
    assert "to read the log" in stage.prompt


@pytest.mark.parametrize(
    ("name", "phase"), [("hold", Talking), ("end", WrapUp), ("park", type(None))]
)
def test_the_buttons_do_what_their_keys_do(stage: Stage, name: str, phase: type) -> None:
    stage.talk()

    getattr(stage.window.pages.call.rows, name).click()

    assert isinstance(stage.desk.call and stage.desk.call.phase, phase)
    if name == "hold":
        assert stage.call.hold_question is not None


def test_the_focus_goes_back_to_a_field_of_the_header_too(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_Tab)
    before = stage.focus

    ask(stage)
    stage.press(Key.Key_Return)

    assert stage.focus is before


def test_what_a_screen_reader_fills_in_is_kept(stage: Stage) -> None:
    """It sets the text whole; no key is pressed."""
    stage.talk("")
    stage.window.header.name.setText("Sarah Okafor")
    stage.window.header.ticket.setText("T-1")
    stage.press(Key.Key_F8)
    stage.window.pages.call.question.reason.setText("to look")

    assert stage.call.caller.name == "Sarah Okafor"
    assert stage.call.ticket_ref == "T-1"
    assert stage.call.holds[0].reason == "to look"


def test_what_a_screen_reader_selects_in_a_list_is_chosen(stage: Stage, qtbot: QtBot) -> None:
    stage.talk()
    stage.press(Key.Key_F12)
    box = stage.window.pages.call.wrap_up.outcome

    def select() -> bool:
        box.view().setCurrentIndex(box.model().index(2, 0))
        box.view().setCurrentIndex(box.model().index(1, 0))
        return stage.call.outcome is Outcome.RESOLVED

    qtbot.waitUntil(select)


def test_enter_is_the_callers_yes_and_the_focus_goes_back(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_F7)
    before = stage.focus

    ask(stage)
    stage.press(Key.Key_Return)

    assert isinstance(stage.call.phase, OnHold)
    assert stage.focus is before


def test_the_minutes_are_the_promise(stage: Stage) -> None:
    stage.talk()
    ask(stage)
    stage.press(Key.Key_Tab)
    stage.press(Key.Key_5)
    stage.press(Key.Key_Return)

    assert stage.call.holds[0].promised == timedelta(minutes=5)
    assert isinstance(stage.call.phase, OnHold)


@pytest.mark.parametrize(
    ("key", "permission"), [(Key.Key_N, Permission.DECLINED), (Key.Key_B, Permission.CALLBACK)]
)
def test_no_and_call_me_back_have_a_key(
    stage: Stage, qtbot: QtBot, key: Qt.Key, permission: Permission
) -> None:
    stage.talk()
    ask(stage)

    stage.press(key, ALT)
    qtbot.waitUntil(lambda: stage.call.hold_question is None)

    assert stage.call.holds[0].permission is permission
    assert isinstance(stage.call.phase, Talking)


def test_escape_asks_nobody_and_leaves_the_call_alone(stage: Stage) -> None:
    stage.talk()
    ask(stage)

    stage.press(Key.Key_Escape)

    assert stage.call.holds == ()
    assert stage.window.pages.call.talk.isVisible()


@pytest.mark.parametrize(
    ("waited", "state", "words"),
    [
        (30, "calm", "01:30 left of 02:00"),
        (95, "near", "00:25 left of 02:00"),
        (121, "over", "+00:01 over the 02:00 promised"),
    ],
)
def test_the_wait_counts_to_what_was_promised(
    stage: Stage, waited: float, state: str, words: str
) -> None:
    stage.talk()
    ask(stage)
    stage.press(Key.Key_Return)
    stage.clock.pass_by(waited)

    stage.window.pages.call.show_time(stage.call)

    waiting = stage.window.pages.call.waiting
    assert waiting.time.accessibleName() == f"Hold time: {words}"
    assert waiting.property("state") == state


def test_the_same_key_comes_back_from_hold(stage: Stage) -> None:
    stage.talk()
    ask(stage)
    stage.press(Key.Key_Return)
    stage.clock.pass_by(10)

    stage.press(Key.Key_F8)

    assert isinstance(stage.call.phase, Talking)
    assert "Thanks" in stage.prompt


# ---------------------------------------------------------------------- the end by keys


def test_wrap_up_by_keys_to_the_end(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_F12)
    stage.type("R")
    stage.press(Key.Key_Tab)
    stage.press(Key.Key_Down)
    call = stage.call
    stage.press(Key.Key_F12)

    assert call.outcome is Outcome.RESOLVED
    assert call.follow_up is not None
    assert stage.desk.call is None


def test_down_goes_through_the_times_for_a_follow_up(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_F12)
    stage.press(Key.Key_Tab)
    chosen: list[object] = []

    for _ in range(3):
        stage.press(Key.Key_Down)
        chosen.append(stage.call.follow_up and stage.call.follow_up.due)

    assert len(set(chosen)) == 3


def test_closing_without_an_outcome_is_said_and_can_be_undone(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_F12)
    stage.press(Key.Key_F12)
    said = stage.window.notices.message.text()
    stage.history.calls = (stage.call_log.last,)

    stage.press(Key.Key_F11)
    QGuiApplication.processEvents()

    assert "no outcome" in said
    assert isinstance(stage.call.phase, WrapUp)


def test_the_ticket_goes_to_the_clipboard_in_every_form(stage: Stage) -> None:
    stage.talk()

    stage.window.letters.copy_ticket()

    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "ticket of Sarah Okafor"
    assert data.html() == "<p>ticket</p>"


def test_another_call_parks_this_one_and_one_key_takes_it_up(stage: Stage) -> None:
    stage.talk("Sarah")
    stage.press(Key.Key_F7)
    stage.type("half a wo")
    stage.talk("Tom")

    stage.press(Key.Key_F5)

    assert stage.call.caller.name == "Sarah"
    assert stage.window.pages.call.notes.fields[Section.REPORTED].toPlainText() == "half a wo"
    assert "Tom" in stage.window.parked.accessibleName()


# ---------------------------------------------------------------------- nothing jumps


def test_nothing_above_the_notes_moves_them(stage: Stage) -> None:
    """Through every stage, the hold and the wrap-up the notes stay where they are."""
    stage.talk()
    notes = stage.window.pages.call.notes
    places: set[int] = set()

    def look() -> None:
        stage.window.repaint()
        QGuiApplication.processEvents()
        assert not stage.window.pages.call.area.verticalScrollBar().isVisible()
        places.add(notes.mapTo(stage.window, QPoint(0, 0)).y())

    for _ in range(16):
        look()
        stage.press(Key.Key_F10)
    stage.press(Key.Key_F10, CTRL)
    ask(stage, "to look into something that takes a very long time to explain to anybody")
    look()
    stage.press(Key.Key_Return)
    look()
    stage.clock.pass_by(500)
    stage.window.pages.call.show_time(stage.call)
    look()
    stage.press(Key.Key_F12)
    look()

    assert len(places) == 1


@pytest.mark.parametrize("key", [Key.Key_L, None])
def test_a_message_moves_nothing_and_covers_nothing_that_is_typed_in(
    stage: Stage, key: Qt.Key | None
) -> None:
    stage.talk()
    stage.press(key, CTRL) if key else stage.press(Key.Key_F7)
    field = stage.focus
    QGuiApplication.processEvents()
    before = field.mapToGlobal(QPoint(0, 0))

    stage.window.show_trouble(UserError("The disk is full.", "Free some space, then go on."))
    QGuiApplication.processEvents()

    notices = stage.window.notices
    covered = QRect(notices.mapToGlobal(QPoint(0, 0)), notices.size())
    assert field.mapToGlobal(QPoint(0, 0)) == before
    assert not covered.intersects(QRect(before, field.size()))


def test_a_message_leaves_the_keyboard_where_it_is(stage: Stage) -> None:
    stage.talk()
    before = stage.focus

    stage.window.show_trouble(UserError("The disk is full."))

    assert stage.focus is before


# ---------------------------------------------------------------------- saving


def test_saved_is_said_only_when_it_is(stage: Stage) -> None:
    stage.talk()
    state = stage.window.save_state
    typed = stage.call

    unsaved = state.text()
    stage.window.show_saved(typed.id, typed.revision - 1, datetime.now(UTC))
    half = state.text()
    stage.window.show_saved(typed.id, typed.revision, datetime(2026, 3, 2, 14, 3, 22, tzinfo=UTC))

    assert unsaved == half == "Saving …"
    assert state.accessibleName().startswith("Save state: Saved ")


def test_trouble_with_the_disk_stays_in_sight_until_it_is_over(stage: Stage) -> None:
    stage.talk()
    stage.window.show_trouble(UserError("The disk is full.", "Free some space."))
    stage.window.show_notice("something lesser")
    during = stage.window.notices.message.text()

    stage.window.show_saved(stage.call.id, stage.call.revision, datetime.now(UTC))

    assert during == "The disk is full. Free some space."
    assert not stage.window.notices.isVisible()


def test_the_window_does_not_close_over_unsaved_words_at_first(stage: Stage, qtbot: QtBot) -> None:
    stage.talk()

    assert not stage.window.close()
    qtbot.waitUntil(lambda: "not on the disk" in stage.window.notices.message.text())
    assert stage.window.close()


def test_a_window_that_was_closed_while_saving_closes_when_it_is_saved(stage: Stage) -> None:
    stage.talk()
    stage.window.close()

    stage.window.show_saved(stage.call.id, stage.call.revision, datetime.now(UTC))

    assert not stage.window.isVisible()


def test_calls_left_open_come_back_with_their_place(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_4, ALT)
    left_open = stage.call
    stage.press(Key.Key_F12)
    stage.press(Key.Key_F12)

    stage.window.show_opened([left_open])

    assert stage.call.place.stage == "work"
    assert "Sarah Okafor" in stage.window.notices.message.text()


# ---------------------------------------------------------------------- from outside


def test_a_screen_pop_fills_the_header_and_starts_nothing(stage: Stage) -> None:
    stage.window.obey(Command(caller="Tom Ray", number="+4420", ticket="T-1"))

    assert stage.desk.call is None
    assert stage.window.header.name.text() == "Tom Ray"


def test_the_call_that_then_starts_has_what_the_pop_said(stage: Stage) -> None:
    stage.window.obey(
        Command(caller="Tom Ray", number="+4420", ticket="T-1", flow="password-reset")
    )

    stage.press(Key.Key_F2)

    assert stage.call.caller == Caller("Tom Ray", "+4420", "")
    assert (stage.call.ticket_ref, stage.call.flow) == ("T-1", "password-reset")


def test_a_pop_during_a_call_touches_nothing_of_it(stage: Stage) -> None:
    stage.talk("Sarah")
    before, focus = stage.call, stage.focus

    stage.window.obey(Command(caller="Tom"))

    assert stage.call == before
    assert stage.focus is focus
    assert "Tom is calling" in stage.window.notices.message.text()


def test_taking_the_second_caller_parks_the_first(stage: Stage) -> None:
    stage.talk("Sarah")
    stage.window.obey(Command(caller="Tom"))

    stage.press(Key.Key_F11)

    assert stage.call.caller.name == "Tom"
    assert stage.desk.parked[0].caller.name == "Sarah"


def test_a_note_from_outside_is_added_on_a_line_of_its_own(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_4, ALT)
    stage.type("Rebooted")

    stage.window.obey(Command(note="Serial 4711"))

    assert stage.call.notes.done == "Rebooted\nSerial 4711"


# ---------------------------------------------------------------------- the other pages


def test_history_shows_the_record_and_escape_goes_back(stage: Stage) -> None:
    stage.talk()
    stage.history.calls = (stage.call,)

    stage.press(Key.Key_F3)
    stage.type("sarah")
    QGuiApplication.processEvents()

    assert stage.window.pages.history.calls.count() == 1
    assert stage.window.pages.history.record.toPlainText() == "ticket of Sarah Okafor"
    assert stage.history.queries[-1].search == "sarah"
    stage.press(Key.Key_Escape)
    assert stage.window.pages.call.isVisible()


def test_spelling_leaves_nothing_behind(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_F9)
    stage.type("S3cret!")
    spelled = stage.window.pages.speller.panel.spelling.accessibleName()

    stage.press(Key.Key_Escape)

    assert "capital Sierra" in spelled
    assert stage.window.pages.speller.text.text() == ""
    stage.window.pages.speller.text.undo()
    assert stage.window.pages.speller.text.text() == ""
    assert stage.window.pages.speller.panel.spelling.accessibleName() == "Spelling: "
    assert all("S3cret" not in repr(call) for call in stage.call_log.saved)


def test_a_text_from_outside_is_shown_in_the_speller_to_the_letter(stage: Stage) -> None:
    stage.window.obey(Command(spell=" pass\tword "))

    assert stage.window.pages.speller.isVisible()
    assert stage.window.pages.speller.text.text() == " pass\tword "


def test_what_is_selected_is_spelled(stage: Stage) -> None:
    stage.talk("Sarah")
    stage.window.header.name.selectAll()

    stage.press(Key.Key_F9)

    assert stage.window.pages.speller.text.text() == "Sarah"


def test_a_setting_holds_at_once_and_is_written(stage: Stage) -> None:
    stage.press(Key.Key_Comma, CTRL)
    stage.type("andra")
    stage.press(Key.Key_Tab)

    assert stage.settings.value("agent") == "Alexandra"


# ---------------------------------------------------------------------- for everyone


def test_every_key_is_bound_to_one_thing(stage: Stage) -> None:
    sequences = [key.sequence for key in Keys]

    assert len(set(sequences)) == len(sequences)


NAMED = (QAbstractButton, QLineEdit, QPlainTextEdit, QSpinBox, QListWidget)


def test_everything_that_takes_the_focus_has_a_name(stage: Stage) -> None:
    stage.talk()
    nameless: list[str] = []
    for key in (Key.Key_F8, Key.Key_Escape, Key.Key_F12, Key.Key_F9, Key.Key_F3, Key.Key_F1):
        stage.press(key)
        for kind in NAMED:
            for widget in shown(stage, kind):
                inner = isinstance(widget.parent(), QSpinBox | QComboBox)
                if not widget.accessibleName() and not inner:
                    nameless.append(f"{type(widget).__name__} after {key}")

    assert nameless == []


def test_every_box_of_choices_has_a_label(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_F12)
    labelled = {label.buddy() for label in stage.window.findChildren(QLabel)}

    assert all(box in labelled for box in shown(stage, QComboBox))


def widest_line(button: QWidget) -> int:
    """Pixels that a button's text needs; the mark of its letter takes none."""
    lines = (button.property("text") or "").replace("&", "").split("\n")
    return max(map(button.fontMetrics().horizontalAdvance, lines))


@pytest.mark.parametrize("width", [340, 360, 420, 720, 1100])
def test_no_button_is_cut(stage: Stage, width: int) -> None:
    stage.window.resize(width, 780)
    stage.talk()
    stage.press(Key.Key_3, ALT)
    cut: list[str] = []
    for key in (Key.Key_F4, Key.Key_F8, Key.Key_Return, Key.Key_F12):
        stage.press(key)
        QGuiApplication.processEvents()
        for widget in shown(stage, QAbstractButton):
            needed = widest_line(widget)
            if needed > widget.width() - 8:
                cut.append(f"{widget.accessibleName()} at {width}: {needed} in {widget.width()}")

    assert cut == []


@pytest.mark.parametrize("text_size", [100, 125, 150, 200])
def test_large_text_is_whole_and_fits_a_small_screen(
    stage: Stage, qapp: QApplication, text_size: int
) -> None:
    """A laptop's 1366 by 768 with its panels leaves some 700 pixels."""
    Theme(paths.resources() / "themes").apply(qapp, "light", text_size)
    stage.talk()
    stage.window.resize(1, 1)
    QGuiApplication.processEvents()

    cut = [
        button.accessibleName()
        for button in shown(stage, QAbstractButton)
        if widest_line(button) > button.width() - 8
    ]
    assert cut == []
    assert stage.window.minimumSizeHint().height() <= 720
    assert stage.window.minimumSizeHint().width() <= min(360 * text_size / 100, 560)


def test_a_page_that_has_gone_holds_the_window_no_longer(stage: Stage, qapp: QApplication) -> None:
    Theme(paths.resources() / "themes").apply(qapp, "light", 200)
    QGuiApplication.processEvents()
    before = stage.window.minimumSizeHint().width()
    stage.press(Key.Key_Comma, CTRL)
    QGuiApplication.processEvents()
    with_settings = stage.window.minimumSizeHint().width()
    stage.press(Key.Key_Escape)
    QGuiApplication.processEvents()

    assert with_settings > before
    assert stage.window.minimumSizeHint().width() == before


def test_what_gets_the_focus_scrolls_into_sight(stage: Stage) -> None:
    stage.talk()
    stage.window.resize(360, 450)
    QGuiApplication.processEvents()

    stage.window.pages.call.notes.go_to(Section.FOLLOW_UP)
    QGuiApplication.processEvents()

    field = stage.window.pages.call.notes.fields[Section.FOLLOW_UP]
    assert not field.visibleRegion().isEmpty()


def test_drawing_the_same_call_twice_changes_nothing(stage: Stage) -> None:
    stage.talk()
    stage.type(" and more")
    cursor = stage.window.header.name.cursorPosition()

    stage.window.show_desk()
    stage.window.show_desk()

    assert stage.window.header.name.cursorPosition() == cursor


def test_the_clocks_go_on(stage: Stage) -> None:
    stage.talk()
    stage.clock.pass_by(72)

    stage.window.header.show_time(stage.call, stage.clock.now())

    assert stage.window.header.time.accessibleName() == "Call time: 01:12"
    assert stage.clock.now() == after(72)


# ---------------------------------------------------------------------- promises between calls


def with_a_promise(stage: Stage) -> None:
    """A closed call whose caller is owed a call back."""
    stage.talk("Sarah Okafor")
    stage.press(Key.Key_F8)
    stage.desk.call_back_instead()
    stage.press(Key.Key_F12)
    stage.press(Key.Key_F12)
    stage.history.calls = (stage.call_log.last,)
    stage.window.promises.refresh()
    QGuiApplication.processEvents()


def test_between_calls_what_is_owed_is_in_sight(stage: Stage) -> None:
    with_a_promise(stage)

    shown_first = stage.window.pages.idle.promises.item(0).text()
    assert stage.window.pages.idle.promises.isVisible()
    assert "Call Sarah Okafor back" in shown_first


def test_an_overdue_promise_says_so_in_words(stage: Stage) -> None:
    with_a_promise(stage)
    stage.clock.pass_by(3600)

    stage.window.promises.refresh()
    QGuiApplication.processEvents()

    assert stage.window.pages.idle.promises.item(0).text().startswith("⚠ Overdue")
    assert stage.window.pages.idle.owed.accessibleName() == "Promised: 1, 1 overdue"


def test_enter_on_a_promise_calls_the_one_it_is_owed_to(stage: Stage) -> None:
    with_a_promise(stage)
    stage.window.pages.idle.promises.setFocus()

    stage.press(Key.Key_Return)

    assert stage.call.caller.name == "Sarah Okafor"


def test_a_promise_that_is_kept_is_stored_as_done(stage: Stage) -> None:
    with_a_promise(stage)

    stage.window.pages.idle.done.click()
    QGuiApplication.processEvents()

    (promise,) = stage.call_log.last.follow_ups
    assert promise.done == stage.clock.now().at
    assert stage.desk.call is None


# ---------------------------------------------------------------------- one call is not another


def test_undo_brings_back_no_words_of_another_call(stage: Stage) -> None:
    stage.talk("Sarah")
    stage.press(Key.Key_F7)
    stage.type("secret of Sarah")
    stage.focus.selectAll()  # type: ignore[attr-defined]  # the notes' field has it
    stage.press(Key.Key_Delete)
    stage.talk("Tom")
    stage.window.pages.call.notes.go_to(Section.REPORTED)

    stage.press(Key.Key_Z, CTRL)

    assert stage.call.notes.reported == ""


def test_undo_brings_back_no_name_of_another_call(stage: Stage) -> None:
    stage.talk("Sarah")
    for _ in "Sarah":
        stage.press(Key.Key_Backspace)
    stage.talk("")

    stage.press(Key.Key_Z, CTRL)

    assert stage.call.caller.name == ""


def test_a_note_from_outside_leaves_the_cursor_where_it_is(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_4, ALT)
    stage.type("Reboo")

    stage.window.obey(Command(note="Serial 4711"))
    stage.type("ted")

    assert stage.call.notes.done == "Rebooted\nSerial 4711"


def test_a_word_goes_on_where_it_was_left_when_the_call_is_taken_up(stage: Stage) -> None:
    stage.talk("Sarah")
    stage.press(Key.Key_4, ALT)
    stage.window.pages.call.notes.go_to(Section.OBSERVED)
    stage.type("half a wo")
    stage.talk("Tom")

    stage.press(Key.Key_F5)
    stage.type("rd")

    assert stage.call.notes.observed == "half a word"


@pytest.mark.parametrize("key", [Key.Key_F9, Key.Key_F3, Key.Key_F1])
def test_leaving_a_page_goes_back_to_the_field_and_the_place_in_it(
    stage: Stage, key: Qt.Key
) -> None:
    stage.talk("Sara Okafor")
    stage.window.header.name.setCursorPosition(4)

    stage.press(key)
    stage.press(Key.Key_Escape)
    stage.type("h")

    assert stage.call.caller.name == "Sarah Okafor"


def test_a_no_break_space_is_kept_to_the_letter(stage: Stage) -> None:
    stage.talk()
    stage.window.pages.call.notes.go_to(Section.OBSERVED)
    stage.type("10\u00a0MB")

    assert stage.call.notes.observed == "10\u00a0MB"


def test_calls_found_late_leave_the_new_call_its_keyboard(stage: Stage) -> None:
    stage.talk("Old")
    old = stage.call
    stage.press(Key.Key_F12)
    stage.press(Key.Key_F12)
    stage.talk("Sar")

    stage.window.show_opened([old])
    stage.type("ah")

    assert stage.call.caller.name == "Sarah"
    assert "parked" in stage.window.notices.message.text()


# ---------------------------------------------------------------------- nothing happens blind


@pytest.mark.parametrize("key", [Key.Key_F10, Key.Key_F8, Key.Key_F7])
def test_a_key_for_the_call_shows_the_call(stage: Stage, key: Qt.Key) -> None:
    stage.talk()
    stage.press(Key.Key_F3)

    stage.press(key)

    assert stage.window.pages.call.isVisible()


@pytest.mark.parametrize("key", [Key.Key_F7, Key.Key_F8, Key.Key_F10, Key.Key_F4])
def test_a_key_for_the_call_does_nothing_without_one(stage: Stage, key: Qt.Key) -> None:
    stage.press(key)
    stage.press(Key.Key_Return)

    assert stage.desk.call is not None, "Enter still starts a call"


def test_the_wheel_changes_nothing_on_its_way(stage: Stage) -> None:
    stage.talk()
    box = stage.window.header.flow
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip

    QGuiApplication.sendEvent(box, wheel)

    assert stage.call.flow == "incident"


# ---------------------------------------------------------------------- who is next


def test_a_caller_who_was_announced_is_kept_for_the_next_call(stage: Stage) -> None:
    stage.talk("Sarah")
    stage.window.obey(Command(caller="Tom"))
    stage.press(Key.Key_F12)
    stage.press(Key.Key_F12)

    stage.press(Key.Key_F2)

    assert stage.call.caller.name == "Tom"


def test_a_caller_who_was_put_away_is_not_the_next(stage: Stage) -> None:
    stage.talk("Sarah")
    stage.window.obey(Command(caller="Tom"))
    stage.window.notices.dismiss.click()

    stage.press(Key.Key_F2)

    assert stage.call.caller.name == ""


def test_what_a_pop_does_not_know_stays_as_it_was_typed(stage: Stage) -> None:
    stage.window.header.name.setText("Sarah")

    stage.window.obey(Command(number="+4420"))

    assert stage.window.header.caller == Caller("Sarah", "+4420", "")


def test_a_start_from_outside_is_only_offered_while_the_agent_types(stage: Stage) -> None:
    stage.talk("Sarah")
    stage.press(Key.Key_F7)
    stage.type("Rebo")

    stage.window.obey(Command(caller="Tom", start=True))
    stage.type("oted")

    assert stage.call.notes.reported == "Rebooted"
    assert "Tom is calling" in stage.window.notices.message.text()


@pytest.mark.parametrize("flow", ["nosuch", "hold"])
def test_a_flow_that_is_none_is_named_and_the_call_starts_all_the_same(
    stage: Stage, flow: str
) -> None:
    stage.window.obey(Command(flow=flow, start=True))

    assert stage.call.flow == "incident"
    assert flow in stage.window.notices.message.text()


# ---------------------------------------------------------------------- time goes by


def test_what_was_due_becomes_overdue_without_a_key(stage: Stage) -> None:
    with_a_promise(stage)
    stage.clock.pass_by(3600)

    stage.window.pages.idle.show_time(stage.clock.now().at.astimezone())

    assert stage.window.pages.idle.promises.item(0).text().startswith("⚠ Overdue")


def test_over_the_promised_wait_the_line_says_so(stage: Stage) -> None:
    stage.talk()
    ask(stage)
    stage.press(Key.Key_Return)
    before = stage.prompt
    stage.clock.pass_by(400)

    stage.window.pages.call.show_time(stage.call)

    assert "longer" in stage.prompt
    assert stage.prompt != before


def test_on_hold_no_key_moves_the_call_behind_it(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_4, ALT)
    ask(stage)
    stage.press(Key.Key_Return)
    before = stage.call.place

    stage.press(Key.Key_F10, CTRL)

    assert stage.call.place == before


def test_a_window_that_was_asked_to_close_in_trouble_stays_for_the_call(
    stage: Stage, qtbot: QtBot
) -> None:
    stage.talk()
    stage.window.close()
    qtbot.waitUntil(lambda: "not on the disk" in stage.window.notices.message.text())
    stage.type(" more")

    stage.window.show_saved(stage.call.id, stage.call.revision, datetime.now(UTC))

    assert stage.window.isVisible()


def test_the_keys_can_be_scrolled_by_key(stage: Stage, qtbot: QtBot) -> None:
    stage.press(Qt.Key.Key_F1)
    bar = stage.window.pages.keys.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > bar.pageStep())
    stage.press(Qt.Key.Key_PageDown)
    below = bar.value()
    stage.press(Qt.Key.Key_Escape)

    assert below > 0
    assert stage.window.pages.is_home
