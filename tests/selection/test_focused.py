"""Reading where only the program with the keyboard may."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from companion.domain.errors import UserError
from companion.selection.qt_focused import FocusedReader
from companion.selection.qt_own_text import own_text
from companion.selection.way import ALREADY_COPIED
from companion.services.selection import Selected


@pytest.fixture
def in_front(qtbot: QtBot) -> Iterator[QWidget]:
    popup = QWidget()
    qtbot.addWidget(popup)
    popup.show()
    popup.activateWindow()
    qtbot.waitUntil(popup.isActiveWindow)
    yield popup
    QGuiApplication.clipboard().clear()


def read() -> Selected | UserError:
    heard: list[Selected | UserError] = []
    FocusedReader(own_text).read(heard.append, heard.append)
    (answer,) = heard
    return answer


def copy(**forms: bytes) -> None:
    data = QMimeData()
    for kind, content in forms.items():
        data.setData(kind.replace("_", "/"), content)
    QGuiApplication.clipboard().setMimeData(data)


def test_without_the_keyboard_an_old_text_is_not_read(qtbot: QtBot) -> None:
    copy(text_plain=b"the previous password")
    answer = read()
    QGuiApplication.clipboard().clear()

    assert isinstance(answer, UserError)
    assert "must have the keyboard" in str(answer)


def test_with_the_keyboard_the_text_is_read_to_the_letter(in_front: QWidget) -> None:
    copy(text_plain=" Kx7\u00a0\r\n ".encode())

    # Offscreen there is no selection, so it is what was copied, and is doubted.
    assert read() == Selected(" Kx7\u00a0\r\n ", ALREADY_COPIED)


def test_bytes_that_are_no_text_are_not_guessed_at(in_front: QWidget) -> None:
    copy(text_plain=b"pass\xe9word")

    assert "not valid text" in str(read())


def test_what_is_no_text_is_nothing(in_front: QWidget) -> None:
    copy(image_png=b"\x89PNG")

    assert "Nothing is selected" in str(read())
