"""A window that shared screens and recordings leave out, where a system can do that."""

from __future__ import annotations

import ctypes
import importlib
import platform
import sys
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

_EXCLUDED = 0x11
"""WDA_EXCLUDEFROMCAPTURE; Windows before 10 2004 shows a black window instead."""
_SHARING_NONE = 0
"""NSWindowSharingNone."""
_LAST_HEEDED = 14
"""From macOS 15 on, ScreenCaptureKit takes no notice of it."""

_CANNOT = "Put the speller away before you share your whole screen"


@dataclass(frozen=True, slots=True)
class Capture:
    """Whether a window is left out, and the sentence that tells the agent."""

    is_left_out: bool
    sentence: str


def leave_out(window: QWidget) -> Capture:
    """Ask the system to leave a window out of every capture; true is what it answers.

    The window must have been given to the desktop (`winId`), and is asked for again whenever it
    gets another.
    """
    if sys.platform == "win32":
        return _on_windows(ctypes.WinDLL("user32"), int(window.winId()))
    if sys.platform == "darwin":
        version = int(platform.mac_ver()[0].partition(".")[0] or 0)
        return _on_a_mac(importlib.import_module("objc"), int(window.winId()), version)
    return Capture(False, f"{_CANNOT}: Linux cannot leave a window out of it.")


def _on_windows(user: Any, window: int) -> Capture:
    """`user` is user32. Under remote sessions and old versions the call fails."""
    handle = ctypes.c_void_p(window)
    now = ctypes.c_uint32()
    is_asked = user.SetWindowDisplayAffinity(handle, ctypes.c_uint32(_EXCLUDED))
    is_told = user.GetWindowDisplayAffinity(handle, ctypes.byref(now))
    if is_asked and is_told and now.value == _EXCLUDED:
        return Capture(True, "Windows leaves the speller out of shared screens and recordings.")
    return Capture(False, f"{_CANNOT}: this Windows does not leave it out.")


def _on_a_mac(objc: Any, view: int, version: int) -> Capture:
    """`objc` is pyobjc's; the view is Qt's, its window is asked."""
    objc.objc_object(c_void_p=view).window().setSharingType_(_SHARING_NONE)
    if version <= _LAST_HEEDED:
        return Capture(True, "macOS leaves the speller out of shared screens and recordings.")
    return Capture(False, f"{_CANNOT}: from macOS 15 on it can be seen there.")
