"""The way out that always works: a key of the desktop's own that starts a command, step by step."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum

from companion.services.global_keys import GlobalAction


class Desktop(StrEnum):
    """Whose settings the steps go through."""

    GNOME = "GNOME"
    KDE = "KDE Plasma"
    XFCE = "Xfce"
    WINDOWS = "Windows"
    MACOS = "macOS"
    OTHER = "Another desktop"


_SHORT = {
    GlobalAction.SPELL_SELECTION: ("--spell-selection",),
    GlobalAction.HOLD: ("--hold",),
    GlobalAction.NEXT_PROMPT: ("--next",),
    GlobalAction.SHOW_OR_HIDE: (),
}
OPTIONS: Mapping[GlobalAction, tuple[str, ...]] = {
    action: _SHORT.get(action, ("--press", action.value)) for action in GlobalAction
}
"""What to add to the command that opens the window, for each action."""

_STEPS = {
    Desktop.GNOME: (
        "Open Settings, then Keyboard.",
        "Choose View and Customise Shortcuts, then Custom Shortcuts.",
        "Choose Add Shortcut, and enter a name and the command.",
        "Choose Set Shortcut, press the key, then Add.",
    ),
    Desktop.KDE: (
        "Open System Settings, then Keyboard, then Shortcuts.",
        "Choose Add New, then Command or Script, and enter the command.",
        "Choose Add Custom Shortcut beside it, and press the key.",
        "Choose Apply.",
    ),
    Desktop.XFCE: (
        "Open Settings, then Keyboard, then the tab Application Shortcuts.",
        "Choose Add, and enter the command.",
        "Press the key when asked for it.",
    ),
    Desktop.WINDOWS: (
        "Right-click the desktop, then New, then Shortcut, and enter the command as its location.",
        "Right-click the new shortcut, then Properties.",
        "Click into Shortcut key and press the key, then OK.",
        "Leave the shortcut on the desktop or in the Start menu: elsewhere its key does nothing.",
    ),
    Desktop.MACOS: (
        "Open the app Shortcuts, and make a new shortcut.",
        "Add the action Run Shell Script, and enter the command.",
        "Open the shortcut's details, choose Add Keyboard Shortcut, and press the key.",
    ),
    Desktop.OTHER: (
        "Open your desktop's settings for the keyboard, and look for own or custom shortcuts.",
        "Add one with the command, and press the key when asked for it.",
    ),
}


def this_desktop(
    platform: str = sys.platform, environment: Mapping[str, str] = os.environ
) -> Desktop:
    """The desktop by platform and environment; those built on another count as that one."""
    if platform == "win32":
        return Desktop.WINDOWS
    if platform == "darwin":
        return Desktop.MACOS
    names = environment.get("XDG_CURRENT_DESKTOP", "").upper().split(":")
    for mark, desktop in (
        ("GNOME", Desktop.GNOME),
        ("UNITY", Desktop.GNOME),
        ("KDE", Desktop.KDE),
        ("XFCE", Desktop.XFCE),
    ):
        if mark in names:
            return desktop
    return Desktop.OTHER


def steps(desktop: Desktop) -> tuple[str, ...]:
    """What to do in that desktop's settings, in order."""
    return _STEPS[desktop]


def commands(opening: Sequence[str], platform: str = sys.platform) -> dict[GlobalAction, str]:
    """What to bind for each action of OPTIONS; `opening` is the command that opens the window.

    Quoted as the platform's desktops read it.
    """
    joined = subprocess.list2cmdline if platform == "win32" else shlex.join
    return {action: joined([*opening, *options]) for action, options in OPTIONS.items()}
