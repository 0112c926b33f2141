"""The quick note: every key of it is in the notes at once, of the right call."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from companion.domain.notes import Section
from companion.ui.quick_note import QuickNote
from tests.ui.conftest import Stage


@pytest.fixture
def note(stage: Stage, qapp: QApplication) -> Iterator[QuickNote]:
    note = QuickNote(stage.desk)
    yield note
    shiboken6.delete(note)


def test_each_key_is_in_the_notes_on_a_line_of_its_own(stage: Stage, note: QuickNote) -> None:
    stage.talk()
    stage.desk.note(Section.REPORTED, "VPN drops")
    note.begin()
    seen = []
    for letter in "809":
        QTest.keyClicks(note.line, letter)
        seen.append(stage.call_log.last.notes.reported)

    assert seen == ["VPN drops\n8", "VPN drops\n80", "VPN drops\n809"]


def test_what_is_taken_back_leaves_the_notes_too(stage: Stage, note: QuickNote) -> None:
    stage.talk()
    note.begin()
    QTest.keyClicks(note.line, "wrong")
    note.line.clear()
    QTest.keyClicks(note.line, "right")

    assert stage.call.notes.reported == "right"


def test_a_second_note_is_a_second_line(stage: Stage, note: QuickNote) -> None:
    stage.talk()
    for text in ("one", "two"):
        note.begin()
        QTest.keyClicks(note.line, text)
        QTest.keyClick(note.line, Qt.Key.Key_Return)

    assert stage.call.notes.reported == "one\ntwo"
    assert not note.isVisible()


def test_goes_to_the_part_it_was_begun_for_when_the_stage_changes(
    stage: Stage, note: QuickNote
) -> None:
    stage.talk()
    note.begin()
    QTest.keyClicks(note.line, "be")
    stage.desk.go_to_stage(stage.window.pages.call.stages.stage_at(2) or stage.call.place.stage)
    QTest.keyClicks(note.line, "gun")

    assert stage.call.notes.reported == "begun"
    assert stage.call.notes.observed == ""


def test_ends_with_the_call_it_is_about(stage: Stage, note: QuickNote) -> None:
    stage.talk()
    note.begin()
    QTest.keyClicks(note.line, "of Sarah")
    stage.desk.start_call()

    assert not note.isVisible()
    assert stage.call.notes.reported == ""


def test_without_a_call_there_is_nothing_to_write_on(note: QuickNote) -> None:
    assert not note.begin()
    assert not note.isVisible()
