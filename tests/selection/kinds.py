"""What the fixtures give a test."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from companion.domain.errors import UserError
from companion.selection.qt_x11_reader import X11Reader
from companion.services.selection import Selected

Own = Callable[..., "subprocess.Popen[bytes]"]
Terminal = Callable[[str], "subprocess.Popen[bytes]"]


class Patient:
    """The reader as it is used in the window, for one that waits until there is an answer."""

    def __init__(self, display: str, qtbot: QtBot) -> None:
        self.reader = X11Reader(display, lambda: None)
        self._qtbot = qtbot

    def read(self) -> Selected:
        """What is selected, or the trouble raised."""
        answers: list[Selected | UserError] = []
        self.reader.read(answers.append, answers.append)
        self._qtbot.waitUntil(lambda: bool(answers))
        (answer,) = answers
        if isinstance(answer, UserError):
            raise answer
        return answer
