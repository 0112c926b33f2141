"""What is selected in our own windows, on a real X server and without asking it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from companion.selection.qt_own_text import own_text
from companion.services.selection import Selected


def in_front(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


def test_a_note_gives_its_selected_text_to_the_letter(qtbot: QtBot) -> None:
    note = QPlainTextEdit(" two\u00a0words \nand\u200b more ")
    in_front(qtbot, note)
    note.selectAll()

    assert own_text() == Selected(" two\u00a0words \nand\u200b more ")


def test_a_line_gives_its_selected_part(qtbot: QtBot) -> None:
    line = QLineEdit("before middle after")
    in_front(qtbot, line)
    line.setSelection(6, 8)

    assert own_text() == Selected(" middle ")


@pytest.mark.parametrize("mode", [QLineEdit.EchoMode.Password, QLineEdit.EchoMode.NoEcho])
def test_a_field_that_hides_its_text_gives_none(qtbot: QtBot, mode: QLineEdit.EchoMode) -> None:
    line = QLineEdit("hunter2")
    line.setEchoMode(mode)
    in_front(qtbot, line)
    line.selectAll()

    assert own_text() is None


def test_nothing_of_ours_is_selected(qtbot: QtBot) -> None:
    in_front(qtbot, QLineEdit("text"))

    assert own_text() is None
