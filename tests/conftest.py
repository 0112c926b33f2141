"""What every test that opens a window needs."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

# A busy machine is no fault of the code's. Where a change is judged, the same examples are tried
# each time: what chance finds belongs to whoever is at work on it.
settings.register_profile("here", deadline=None)
settings.register_profile("judged", deadline=None, derandomize=True)
settings.load_profile("judged" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session", autouse=True)
def _empty_clipboard_at_the_end() -> Iterator[None]:
    """Offscreen, Qt keeps the clipboard past the end of Python and crashes on it."""
    yield
    app = QGuiApplication.instance()
    if isinstance(app, QGuiApplication) and app.platformName() == "offscreen":
        app.clipboard().clear()
