"""The whole program over a database of an older version: its calls are counted by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.program import Program
from companion.settings.options import NUMBER_REGION
from companion.storage.call_log import write_call
from companion.storage.database import open_database
from companion.storage.facts import rules
from tests.storage.calls import a_call, closed


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    """A window over calls that nobody has counted yet."""
    db = open_database(tmp_path)
    for number in range(120):
        write_call(db, closed(a_call(f"c{number}", seconds=number)))
    db.execute("DELETE FROM call_facts")
    db.close()
    (tmp_path / "settings.toml").write_text('number_region = "GB"\n', "utf-8")
    program = Program(qapp, tmp_path)
    program.window.show()
    qtbot.waitExposed(program.window)
    program.open_storage()
    yield program
    program.close()


def test_calls_of_an_older_version_are_in_the_numbers(program: Program, qtbot: QtBot) -> None:
    window = program.window
    QTest.keyClick(window, Qt.Key.Key_F3, Qt.KeyboardModifier.ControlModifier)
    page = window.pages.numbers
    QTest.keyClick(page.figures, Qt.Key.Key_A)

    def all_are_counted() -> bool:
        line = page.figures.current
        return line is not None and line.shown == "120" and "to go" not in page.found.text()

    qtbot.waitUntil(all_are_counted, timeout=10_000)
    QTest.keyClick(page.figures, Qt.Key.Key_Return)

    history = window.pages.history
    qtbot.waitUntil(lambda: history.calls.count() == 50, timeout=5_000)
    assert history.only.text() == "Calls · All calls"


def test_another_country_counts_the_callers_anew(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    field = program.window.pages.settings.fields[NUMBER_REGION.key]
    field.setProperty("text", "DE")
    QTest.keyClick(field, Qt.Key.Key_Return)

    def has_begun() -> bool:
        db = open_database(tmp_path)
        try:
            return rules(db)[1] == "DE"
        finally:
            db.close()

    qtbot.waitUntil(has_begun, timeout=10_000)


def test_what_is_no_country_can_be_mended_and_what_was_holds(program: Program) -> None:
    field = program.window.pages.settings.fields[NUMBER_REGION.key]
    field.setProperty("text", "Britain")
    QTest.keyClick(field, Qt.Key.Key_Return)
    told = program.window.notices.message.text()
    refused = field.property("text")
    field.setProperty("text", "de ")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert refused == "Britain"
    assert "two letters" in told
    assert "GB holds" in told
    assert program.settings.get(NUMBER_REGION) == "DE"
