"""Messages through the system's tray, where there is one; the window stays where it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from companion.ui.tray import Tray

# Without a desktop Qt finds no tray to listen to, and says so.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")


@pytest.fixture
def tray(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tray]:
    """A tray on a desktop that has one."""
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    owner = QObject()
    yield Tray(owner)
    shiboken6.delete(owner)


def icons(tray: Tray) -> list[QSystemTrayIcon]:
    return tray.findChildren(QSystemTrayIcon)


def test_the_icon_comes_with_the_first_message_and_there_is_one(
    tray: Tray, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _, title, text, __: told.append((title, text))
    )
    before = icons(tray)

    tray.tell("Promised today at 15:30: Sarah", "Call Sarah back")
    tray.tell("Overdue today at 15:30: Sarah", "Call Sarah back")

    assert before == []
    assert len(icons(tray)) == 1
    assert [title.split()[0] for title, _ in told] == ["Promised", "Overdue"]


def test_a_message_that_is_pressed_leads_to_what_is_owed(tray: Tray, qtbot: QtBot) -> None:
    tray.tell("Promised today at 15:30: Sarah", "Call Sarah back")
    (icon,) = icons(tray)

    with qtbot.waitSignal(tray.chosen):
        icon.messageClicked.emit()


def test_without_a_tray_there_is_no_icon(tray: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: False))

    tray.tell("Promised today at 15:30: Sarah", "Call Sarah back")

    assert icons(tray) == []
