"""Which way of reading the selection this session allows, and why no better one."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from companion.selection.wayland import COMMAND, offers_data_control


class WayName(Enum):
    """A way of reading the selection, in the agent's words."""

    X11 = "directly from the program in which it is selected (X11)"
    WL_PASTE = "by wl-paste, without taking the keyboard (Wayland)"
    FOCUS = "only once the speller has the keyboard, which it takes first"
    WINDOWS = "by UI Automation, else from the clipboard"
    MACOS = "by the accessibility interface, else from the clipboard"


@dataclass(frozen=True, slots=True)
class Choice:
    """The way that is taken here; `drawback` says what it cannot do, `remedy` what would help."""

    way: WayName
    drawback: str = ""
    remedy: str = ""


def best_way(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> WayName:
    """The best way in this session."""
    return choose(environment, platform).way


def choose(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Choice:
    """The best way in this session, with its reasons. Asks a Wayland compositor what it offers."""
    if platform == "win32":
        return Choice(
            WayName.WINDOWS,
            "Some programs, remote sessions among them, tell nothing: there, copy the text first.",
        )
    if platform == "darwin":
        return Choice(
            WayName.MACOS,
            "It needs the permission Accessibility; some programs tell nothing even then.",
            "Allow it in System Settings, Privacy & Security, Accessibility.",
        )
    # An X11 selection seen from Wayland is only that of X11 programs.
    if environment.get("WAYLAND_DISPLAY"):
        return _on_wayland(environment)
    return Choice(WayName.X11)


def _on_wayland(environment: Mapping[str, str]) -> Choice:
    if not offers_data_control(environment):
        return Choice(
            WayName.FOCUS,
            "This desktop shows the selection to no program in the background"
            " (it has no data-control protocol).",
            "Nothing needs to be done; a session on X11 would not need the keyboard.",
        )
    if not shutil.which(COMMAND, path=environment.get("PATH")):
        return Choice(
            WayName.FOCUS,
            "wl-paste is not installed.",
            "Install the package wl-clipboard; then the speller need not take the keyboard.",
        )
    return Choice(
        WayName.WL_PASTE,
        "Wayland does not say in which program it was selected: an old one cannot be told.",
    )
