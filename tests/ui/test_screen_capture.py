"""Whether a window is left out of shared screens is said as it is."""

from __future__ import annotations

import ctypes
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from companion.ui.screen_capture import _on_a_mac, _on_windows, leave_out


class FakeUser32:
    """Windows that takes the wish, refuses it, or takes it and does something else."""

    def __init__(self, answer: int, then: int) -> None:
        self._answer = answer
        self._then = then
        self.asked: list[tuple[int | None, int]] = []

    def SetWindowDisplayAffinity(self, window: ctypes.c_void_p, wish: ctypes.c_uint32) -> int:
        self.asked.append((window.value, wish.value))
        return self._answer

    def GetWindowDisplayAffinity(self, window: ctypes.c_void_p, now: Any) -> int:
        now._obj.value = self._then
        return 1


@pytest.mark.skipif(sys.platform != "linux", reason="what Linux cannot do")
def test_linux_cannot_and_says_what_to_do(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)

    capture = leave_out(window)

    assert not capture.is_left_out
    assert "Put the speller away" in capture.sentence


@pytest.mark.parametrize(
    ("answer", "then", "is_left_out"),
    [(1, 0x11, True), (0, 0, False), (1, 0, False), (1, 1, False)],
)
def test_windows_is_believed_only_when_it_is_so(answer: int, then: int, is_left_out: bool) -> None:
    windows = FakeUser32(answer, then)

    capture = _on_windows(windows, 2**33)

    assert windows.asked == [(2**33, 0x11)]
    assert capture.is_left_out is is_left_out
    assert ("Windows leaves" in capture.sentence) is is_left_out


@pytest.mark.parametrize(("version", "is_left_out"), [(13, True), (14, True), (15, False)])
def test_a_mac_is_asked_always_and_believed_before_15(version: int, is_left_out: bool) -> None:
    asked: list[int] = []
    window = SimpleNamespace(setSharingType_=asked.append)
    view = SimpleNamespace(window=lambda: window)
    objc = SimpleNamespace(objc_object=lambda c_void_p: view if c_void_p == 5 else None)

    assert _on_a_mac(objc, 5, version).is_left_out is is_left_out
    assert asked == [0]
