"""One answer to each request, on the window's thread and in time, whatever a way does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QThread
from pytestqt.qtbot import QtBot

from companion.domain.errors import UserError
from companion.selection.reader import WorkerReader
from companion.selection.way import selected
from companion.services.selection import Selected
from companion.ui.qt_background import Background

SECRET = " hunter2 "


class FakeWay:
    """Does what it is told to when it is asked to read."""

    def __init__(self, answer: Callable[[], Selected]) -> None:
        self._answer = answer
        self.read_on: threading.Thread | None = None

    def prepare(self) -> None:
        raise UserError("not reachable")

    def read(self) -> Selected:
        self.read_on = threading.current_thread()
        return self._answer()


class Heard:
    """What was answered, and on which thread."""

    def __init__(self) -> None:
        self.texts: list[Selected] = []
        self.errors: list[UserError] = []
        self.threads: list[QThread] = []

    def found(self, text: Selected) -> None:
        self.texts.append(text)
        self.threads.append(QThread.currentThread())

    def failed(self, error: UserError) -> None:
        self.errors.append(error)
        self.threads.append(QThread.currentThread())

    def any(self) -> bool:
        return bool(self.threads)


def none() -> Selected | None:
    return None


def read(qtbot: QtBot, way: FakeWay, own: Callable[[], Selected | None] = none) -> Heard:
    background = Background()
    reader = WorkerReader(way, background.on_main, own, limit_s=0.2)
    heard = Heard()
    reader.read(heard.found, heard.failed)
    qtbot.waitUntil(heard.any)
    return heard


def fail(error: Exception) -> Selected:
    raise error


def test_the_text_arrives_on_the_windows_thread_and_is_read_on_another(qtbot: QtBot) -> None:
    way = FakeWay(lambda: Selected(SECRET, "perhaps"))

    heard = read(qtbot, way)

    assert heard.texts == [Selected(SECRET, "perhaps")]
    assert heard.threads == [QThread.currentThread()]
    assert way.read_on is not threading.main_thread()


def test_what_is_selected_in_our_own_window_asks_nobody(qtbot: QtBot) -> None:
    way = FakeWay(lambda: Selected("another's"))

    heard = read(qtbot, way, lambda: Selected("ours"))

    assert [text.text for text in heard.texts] == ["ours"]
    assert way.read_on is None


def test_trouble_is_told_without_what_had_been_read(qtbot: QtBot) -> None:
    heard = read(qtbot, FakeWay(lambda: fail(UserError("Nothing is selected."))))

    assert [str(error) for error in heard.errors] == ["Nothing is selected."]
    assert heard.errors[0].__traceback__ is None


def test_a_selection_of_our_own_that_is_too_long_is_told(qtbot: QtBot) -> None:
    heard = read(qtbot, FakeWay(lambda: Selected("")), lambda: selected("x" * 10_001))

    assert "More than 10,000 characters" in str(heard.errors[0])


def test_a_way_that_hangs_is_given_up_and_its_late_answer_is_nobodys(qtbot: QtBot) -> None:
    hung = threading.Event()

    def wait() -> Selected:
        hung.wait(10)
        return Selected("too late")

    way = FakeWay(wait)
    begun = time.monotonic()
    heard = read(qtbot, way)
    took = time.monotonic() - begun
    hung.set()
    assert way.read_on is not None
    way.read_on.join(10)
    QCoreApplication.processEvents()

    assert took < 2
    assert (len(heard.errors), heard.texts) == (1, [])
    assert "does not answer" in str(heard.errors[0])


def test_a_fault_is_told_and_logged_without_the_text(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    heard = read(qtbot, FakeWay(lambda: fail(KeyError(SECRET))))

    assert "(KeyError)" in str(heard.errors[0])
    assert "KeyError at" in caplog.text
    assert SECRET.strip() not in caplog.text + str(heard.errors[0])


def test_trouble_while_getting_ready_is_told_with_the_first_reading_only(qtbot: QtBot) -> None:
    way = FakeWay(lambda: Selected("text"))
    reader = WorkerReader(way, Background().on_main, none)
    before = threading.active_count()
    reader.prepare()

    qtbot.waitUntil(lambda: threading.active_count() == before)


def test_a_selected_text_does_not_show_itself() -> None:
    assert SECRET.strip() not in repr(Selected(SECRET, "perhaps"))
