"""What kind of session the program runs in: it decides which ways of grabbing keys there are."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class SessionKind(StrEnum):
    """By whom keys are given out."""

    WINDOWS = "Windows"
    MACOS = "macOS"
    WAYLAND = "Wayland"
    X11 = "X11"
    CONSOLE = "a console without a desktop"


@dataclass(frozen=True, slots=True)
class Session:
    """A session, and whether the program may read the keyboard itself (root on Linux)."""

    kind: SessionKind
    is_root: bool = False


def this_session(
    platform: str = sys.platform, environment: Mapping[str, str] = os.environ
) -> Session:
    """The session by platform and environment.

    `WAYLAND_DISPLAY` comes first: under Wayland there is a `DISPLAY` as well, for X programs.
    """
    if platform == "win32":
        return Session(SessionKind.WINDOWS)
    if platform == "darwin":
        return Session(SessionKind.MACOS)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if environment.get("WAYLAND_DISPLAY") or environment.get("XDG_SESSION_TYPE") == "wayland":
        return Session(SessionKind.WAYLAND, is_root)
    if environment.get("DISPLAY"):
        return Session(SessionKind.X11, is_root)
    return Session(SessionKind.CONSOLE, is_root)
