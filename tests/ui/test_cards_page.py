"""Cards over the call: one key to explain a word, to lead through a task, to note what fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from companion import paths
from companion.content.cards import CardLibrary
from companion.domain.cards import CardId, KnownError
from companion.ui.cards_page import CardsPage
from companion.ui.known_error_form import KnownErrorForm
from companion.ui.theme import Theme
from tests.ui.conftest import ALT, Stage

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def open_cards(stage: Stage, qtbot: QtBot) -> CardsPage:
    """The page, once the cards are read."""
    stage.press(Key.Key_F1, SHIFT)
    page = stage.window.pages.cards
    qtbot.waitUntil(lambda: page.list.list.count() > 0)
    return page


def noted(stage: Stage, text: str, cursor: int) -> QPlainTextEdit:
    """A call whose notes say something, with the cursor in it."""
    stage.talk()
    stage.press(Key.Key_F7)
    stage.type(text)
    field = stage.focus
    assert isinstance(field, QPlainTextEdit)
    place = field.textCursor()
    place.setPosition(cursor)
    field.setTextCursor(place)
    return field


def open_form(stage: Stage, qtbot: QtBot, key: Qt.Key = Key.Key_N) -> KnownErrorForm:
    """The form, once the button that the key presses has come up again."""
    form = stage.window.pages.cards.form
    stage.press(key, ALT)
    qtbot.waitUntil(form.isVisible)
    return form


def open_how_to(stage: Stage, qtbot: QtBot) -> CardsPage:
    page = open_cards(stage, qtbot)
    stage.type("clear the print queue")
    stage.press(Key.Key_Return)
    return page


# ---------------------------------------------------------------------- a word


def test_one_key_explains_the_word_at_the_cursor_and_writes_nothing(
    stage: Stage, qtbot: QtBot
) -> None:
    noted(stage, "The spooler hangs", 6)
    before = stage.call

    page = open_cards(stage, qtbot)

    assert page.view.title.text() == "Spooler"
    assert page.view.text.text().startswith("It's the part of the computer")
    assert "It's like the person who feeds" in page.view.accessibleName()
    assert stage.call == before


def test_esc_leads_back_to_the_very_place(stage: Stage, qtbot: QtBot) -> None:
    field = noted(stage, "The spooler hangs", 6)
    open_cards(stage, qtbot)
    stage.press(Key.Key_Return)

    stage.press(Key.Key_Escape)

    assert stage.focus is field
    assert field.textCursor().position() == 6


def test_the_key_that_opens_it_also_leads_back(stage: Stage, qtbot: QtBot) -> None:
    field = noted(stage, "The spooler hangs", 6)
    open_cards(stage, qtbot)

    stage.press(Key.Key_F1, SHIFT)

    assert stage.focus is field


def test_what_is_selected_is_looked_for_whatever_it_is(stage: Stage, qtbot: QtBot) -> None:
    field = noted(stage, "shared mailbox", 0)
    field.moveCursor(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)

    page = open_cards(stage, qtbot)

    assert page.view.title.text() == "Shared mailbox"
    assert page.list.search.selectedText() == "shared mailbox"


@pytest.mark.parametrize("word", ["the", "Sarah", "with"])
def test_a_word_that_no_term_explains_leaves_the_field_empty(
    stage: Stage, qtbot: QtBot, word: str
) -> None:
    noted(stage, word, 1)

    page = open_cards(stage, qtbot)

    assert page.list.search.text() == ""
    assert page.list.list.count() > 100


def test_it_opens_without_a_call_too(stage: Stage, qtbot: QtBot) -> None:
    page = open_cards(stage, qtbot)
    stage.type("vnp")

    assert page.view.title.text() == "VPN"
    assert page.view.kind.text() == "Term · virtual private network"


def test_the_page_is_not_made_before_it_is_asked_for(stage: Stage) -> None:
    stage.talk()

    assert "cards" not in stage.window.pages.__dict__


# ---------------------------------------------------------------------- finding


def test_arrows_go_through_what_is_found_while_typing_goes_on(stage: Stage, qtbot: QtBot) -> None:
    page = open_cards(stage, qtbot)
    stage.type("print")
    first = page.view.title.text()

    stage.press(Key.Key_Down)
    second = page.view.title.text()
    stage.type("er")

    assert first != second
    assert page.list.search.text() == "printer"


def test_a_kind_is_chosen_by_key(stage: Stage, qtbot: QtBot) -> None:
    page = open_cards(stage, qtbot)
    stage.type("print")

    stage.press(Key.Key_E, ALT)

    qtbot.waitUntil(lambda: page.view.kind.text().startswith("Known error"))


def test_known_errors_that_fit_the_notes_stand_on_top(stage: Stage, qtbot: QtBot) -> None:
    noted(stage, "Account keeps locking since Monday", 34)
    page = open_cards(stage, qtbot)

    assert page.list.search.text() == ""
    assert page.view.title.text() == "Account locks again and again after a new password"
    assert "Fits the notes" in page.list.list.item(0).text()


def test_a_word_that_is_explained_does_not_hide_what_fits(stage: Stage, qtbot: QtBot) -> None:
    noted(stage, "Hotel wifi connected, VPN fails", 23)
    page = open_cards(stage, qtbot)

    assert page.view.title.text() == "VPN"
    last = page.list.list.item(page.list.list.count() - 1)
    assert last.text().startswith("Connected to guest Wi-Fi, and no page opens\nFits the notes")


def test_a_known_error_that_fits_is_told_beside_the_notes_while_typing(
    stage: Stage, qtbot: QtBot
) -> None:
    field = noted(stage, "Account keeps locking since Monday", 34)
    QApplication.processEvents()  # the call's own layout comes to rest
    known, places = stage.window.pages.call.notes.known, [field.geometry(), stage.window.size()]
    assert known.text() == ""

    qtbot.waitUntil(lambda: known.text() != "", timeout=5000)

    assert known.text() == "◆ 1 known error  Shift+F1"
    assert known.accessibleName() == (
        "Known errors: Account locks again and again after a new password"
    )
    assert stage.focus is field
    assert [field.geometry(), stage.window.size()] == places, "nothing moved"
    known.click()
    page = stage.window.pages.cards
    assert stage.window.pages.currentWidget() is page
    qtbot.waitUntil(lambda: page.view.title.text().startswith("Account locks"))


def test_the_hint_goes_with_the_call(stage: Stage, qtbot: QtBot) -> None:
    noted(stage, "Account keeps locking since Monday", 34)
    known = stage.window.pages.call.notes.known
    qtbot.waitUntil(lambda: known.text() != "", timeout=5000)

    stage.press(Key.Key_F6)
    stage.talk("Tom")

    assert known.text() == ""
    assert not known.isEnabled()
    stage.press(Key.Key_F7)
    stage.type("The scanner is loud")
    stage.press(Key.Key_F5)
    assert stage.call.notes.reported.startswith("Account keeps"), "the first call again"
    qtbot.waitUntil(lambda: known.text() != "", timeout=5000)
    stage.press(Key.Key_F5)
    assert stage.call.notes.reported == "The scanner is loud"
    assert known.text() == "", "at once, before the notes are looked through"


def test_how_many_are_found_is_said(stage: Stage, qtbot: QtBot) -> None:
    noted(stage, "Hotel wifi connected, VPN fails", 23)
    page = open_cards(stage, qtbot)
    assert page.list.found.text() == "2 cards, 1 fits the notes"

    stage.type("account keeps locking")

    assert page.list.found.text() == "1 card"


def test_nothing_found_is_said(stage: Stage, qtbot: QtBot) -> None:
    page = open_cards(stage, qtbot)

    stage.type("xqzzvw")

    assert page.list.found.accessibleName() == "Found: No card matches."
    assert page.view.accessibleName() == "No card"
    stage.press(Key.Key_Return)
    assert page.list.isVisible()


# ---------------------------------------------------------------------- a how-to


def test_a_how_to_goes_a_step_at_a_time(stage: Stage, qtbot: QtBot) -> None:
    page = open_how_to(stage, qtbot)
    assert page.view.kind.text() == "How-to · step 1 of 5"
    assert page.view.text.text().startswith("Could you press the Windows key")

    stage.press(Key.Key_Space)
    assert page.view.kind.text() == "How-to · step 2 of 5"
    stage.press(Key.Key_Backspace)
    assert page.view.kind.text() == "How-to · step 1 of 5"
    stage.press(Key.Key_Backspace)
    assert page.list.search.hasFocus()


def test_after_the_last_step_the_list_is_back(stage: Stage, qtbot: QtBot) -> None:
    page = open_how_to(stage, qtbot)

    for _ in range(5):
        stage.press(Key.Key_Space)

    assert page.list.search.hasFocus()
    assert page.view.kind.text() == "How-to · Windows 11"


def test_said_and_checked_leave_a_line_each_in_done(stage: Stage, qtbot: QtBot) -> None:
    stage.talk()
    page = open_how_to(stage, qtbot)

    stage.press(Key.Key_S)
    assert stage.call.notes.done == "Opened Settings."
    stage.press(Key.Key_C)
    stage.press(Key.Key_Space)
    stage.press(Key.Key_C)

    assert stage.call.notes.done.split("\n") == [
        "Opened Settings. Checked with the caller.",
        "Opened Printers & scanners. Checked with the caller.",
    ]
    assert page.checked.text().startswith("✓")


def test_a_mark_is_taken_back_by_the_same_key(stage: Stage, qtbot: QtBot) -> None:
    stage.talk()
    page = open_how_to(stage, qtbot)
    stage.press(Key.Key_C)

    stage.press(Key.Key_C)
    assert stage.call.notes.done == "Opened Settings."
    stage.press(Key.Key_S)
    assert stage.call.notes.done == ""
    assert page.said.text() == "Said  S"


def test_marks_are_what_the_notes_say_also_when_it_is_opened_anew(
    stage: Stage, qtbot: QtBot
) -> None:
    stage.talk()
    page = open_how_to(stage, qtbot)
    stage.press(Key.Key_S)
    stage.press(Key.Key_Escape)

    open_how_to(stage, qtbot)

    assert page.said.text() == "✓ Said  S"
    stage.press(Key.Key_F6)
    stage.talk("Tom")
    open_how_to(stage, qtbot)
    assert page.said.text() == "Said  S", "another call"


def test_without_a_call_there_is_nothing_to_mark(stage: Stage, qtbot: QtBot) -> None:
    page = open_how_to(stage, qtbot)

    stage.press(Key.Key_S)

    assert not page.said.isEnabled()
    assert page.view.kind.text() == "How-to · step 1 of 5"


def test_a_known_error_leads_to_the_how_to_that_helps(stage: Stage, qtbot: QtBot) -> None:
    page = open_cards(stage, qtbot)
    stage.type("attachment too large")
    assert page.view.kind.text() == "Known error · workaround"
    stage.press(Key.Key_Return)

    stage.press(Key.Key_1)

    assert page.view.title.text() == "Free a message that's stuck in the Outbox"
    assert page.view.kind.text().startswith("How-to · step 1")


# ---------------------------------------------------------------------- one of the desk's own


def test_a_known_error_is_written_down_by_keyboard(
    stage: Stage, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_cards(stage, qtbot)
    open_form(stage, qtbot)
    stage.type("Badge reader stays dark")
    stage.press(Key.Key_Tab)
    stage.type("No light at the door")
    stage.press(Key.Key_W, ALT)
    stage.type("Ring the reception")

    stage.press(Key.Key_Return)
    qtbot.waitUntil(lambda: page.list.isVisible())

    assert page.view.title.text() == "Badge reader stays dark"
    kept = CardLibrary(paths.resources(), tmp_path).card(CardId("badge-reader-stays-dark"))
    assert isinstance(kept, KnownError)
    assert (kept.symptom, kept.workaround) == ("No light at the door", "Ring the reception")
    assert str(kept.since) == "2026-03-02"


def test_the_notes_of_the_call_fill_what_is_empty(stage: Stage, qtbot: QtBot) -> None:
    stage.talk()
    stage.press(Key.Key_F7)
    stage.type("The scanner beeps. It did so on Friday.")
    page = open_cards(stage, qtbot)
    open_form(stage, qtbot)
    stage.type("Scanner")

    stage.press(Key.Key_N, ALT)
    qtbot.waitUntil(lambda: page.form.symptom.text() != "")

    assert page.form.title.text() == "Scanner"
    assert page.form.symptom.text() == "The scanner beeps"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "The title is missing."),
        ({"title": "A"}, "The symptom is missing."),
        ({"title": "A", "symptom": "b"}, "What helps?"),
        ({"title": "A", "symptom": "b", "fix": "c", "since": "Monday"}, "written like 2026-03-02"),
        ({"title": "A", "symptom": "b", "fix": "c", "until": "2026-03-01"}, "before it began"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_saved(
    stage: Stage, qtbot: QtBot, tmp_path: Path, fields: dict[str, str], told: str
) -> None:
    page = open_cards(stage, qtbot)
    open_form(stage, qtbot)
    for name, text in fields.items():
        getattr(page.form, name).setText(text)

    stage.press(Key.Key_Return)

    assert told in page.form.told.text()
    assert not (tmp_path / "cards").exists()


def test_what_is_half_typed_stays(stage: Stage, qtbot: QtBot) -> None:
    page = open_cards(stage, qtbot)
    open_form(stage, qtbot)
    stage.type("Badge rea")
    stage.press(Key.Key_Escape)

    open_cards(stage, qtbot)
    open_form(stage, qtbot)

    assert page.form.title.text() == "Badge rea"


def test_a_disk_that_refuses_is_told_of_and_what_was_typed_stays(
    stage: Stage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "cards").write_text("in the way")
    page = open_cards(stage, qtbot)
    open_form(stage, qtbot)
    for name in ("title", "symptom", "fix"):
        getattr(page.form, name).setText("word")

    stage.press(Key.Key_Return)
    qtbot.waitUntil(lambda: "not saved" in page.form.told.text())

    assert page.form.title.text() == "word"
    assert page.form.isVisible()


def test_a_known_error_is_changed_in_place(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    page = open_cards(stage, qtbot)
    stage.type("mail too large")
    open_form(stage, qtbot, Key.Key_G)
    page.form.until.setText("2026-03-01")

    stage.press(Key.Key_Return)
    qtbot.waitUntil(lambda: page.list.isVisible())

    assert page.view.kind.text() == "Known error · workaround · over"
    kept = CardLibrary(paths.resources(), tmp_path).card(CardId("mail-too-large"))
    assert isinstance(kept, KnownError)
    assert kept.how_tos == (CardId("outlook-stuck-outbox"),)


# ---------------------------------------------------------------------- the look


def test_it_is_no_wider_than_the_narrow_window(stage: Stage, qtbot: QtBot) -> None:
    page = open_how_to(stage, qtbot)

    assert page.minimumSizeHint().width() <= 340
    assert stage.window.width() == 360


@pytest.mark.parametrize("look", ["light", "dark"])
def test_large_text_fits_the_narrow_window_too(
    stage: Stage, qtbot: QtBot, qapp: QApplication, look: str
) -> None:
    page = open_how_to(stage, qtbot)

    Theme(paths.resources() / "themes").apply(qapp, look, 200)

    assert page.minimumSizeHint().width() <= 340
    assert page.view.text.text() in page.view.accessibleName()
