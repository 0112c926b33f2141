"""Marks on what is copied, as Qt hands them to the desktop."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from companion.ui import private_clipboard


@pytest.fixture(autouse=True)
def _empty_again(qtbot: QtBot) -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


def copied(platform: str) -> dict[str, bytes]:
    data = QMimeData()
    data.setText("ticket")
    private_clipboard.copy(data, platform)
    there = QGuiApplication.clipboard().mimeData()
    return {kind: bytes(there.data(kind).data()) for kind in there.formats()}


def test_linux_is_told_in_kdes_words() -> None:
    found = copied("linux")

    assert found["x-kde-passwordManagerHint"] == b"secret"
    assert found["text/plain"] == b"ticket"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ExcludeClipboardContentFromMonitorProcessing", b"\1\0\0\0"),
        ("CanIncludeInClipboardHistory", b"\0\0\0\0"),
        ("CanUploadToCloudClipboard", b"\0\0\0\0"),
    ],
)
def test_windows_is_told_in_three_formats(name: str, value: bytes) -> None:
    found = copied("win32")

    assert found[f'application/x-qt-windows-mime;value="{name}"'] == value
    assert found["text/plain"] == b"ticket"


def test_a_mac_is_told_once_the_text_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[object, ...]] = []

    def when_copied(*what: object) -> None:
        told.append((QGuiApplication.clipboard().text(), *what))

    board = SimpleNamespace(addTypes_owner_=when_copied, setString_forType_=when_copied)
    kit = SimpleNamespace(NSPasteboard=SimpleNamespace(generalPasteboard=lambda: board))
    monkeypatch.setattr("importlib.import_module", {"AppKit": kit}.__getitem__)
    copied("darwin")

    concealed = "org.nspasteboard.ConcealedType"
    assert told == [("ticket", [concealed], None), ("ticket", "", concealed)]
