"""What the program copies, marked so that clipboard histories and the cloud leave it alone.

A mark is a request: not every clipboard manager heeds it. (What is spelled is never copied.)
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
"""How Qt is told a clipboard format of Windows by its own name."""
_MARKS: dict[str, dict[str, bytes]] = {
    "linux": {"x-kde-passwordManagerHint": b"secret"},
    "win32": {
        _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"\1\0\0\0",
        _WINDOWS.format("CanIncludeInClipboardHistory"): b"\0\0\0\0",
        _WINDOWS.format("CanUploadToCloudClipboard"): b"\0\0\0\0",
    },
}
CONCEALED = "org.nspasteboard.ConcealedType"
"""What clipboard managers on a Mac leave alone (nspasteboard.org)."""


def copy(data: QMimeData, platform: str = sys.platform) -> None:
    """Put it on the clipboard with the marks of this platform."""
    for kind, value in _MARKS.get(platform, {}).items():
        data.setData(kind, value)
    QGuiApplication.clipboard().setMimeData(data)
    if platform == "darwin":
        _conceal()


def _conceal() -> None:
    """Add the mark to what Qt has just put there, which knows no types but its own."""
    import importlib

    board = importlib.import_module("AppKit").NSPasteboard.generalPasteboard()
    board.addTypes_owner_([CONCEALED], None)
    board.setString_forType_("", CONCEALED)


def copy_texts(texts: Mapping[str, str]) -> None:
    """Copy a text in all its forms, by MIME type; plain text is one of them."""
    data = QMimeData()
    for kind, text in texts.items():
        data.setData(kind, text.encode("utf-8", "replace"))
    data.setText(texts["text/plain"])
    copy(data)
