"""The keys that work in every program: what they do, and in which ways they can be had."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class GlobalAction(StrEnum):
    """What can be asked for while another program has the keyboard."""

    SPELL_SELECTION = "spell_selection"
    HOLD = "hold"
    NEXT_PROMPT = "next_prompt"
    QUICK_NOTE = "quick_note"
    MINI_BAR = "mini_bar"
    SHOW_OR_HIDE = "show_or_hide"
    GO_TO_SPELLER = "go_to_speller"
    """Give the keyboard to the speller's pop-up, or take it back from there."""
    SPEAK_AGAIN = "speak_again"
    SILENCE = "silence"
    """Stop the voice at once, and put the pop-up away."""

    @property
    def label(self) -> str:
        """What it does, for the agent."""
        return _TITLES[self]


_TITLES = {
    GlobalAction.SPELL_SELECTION: "Spell the selected text",
    GlobalAction.HOLD: "Hold or resume",
    GlobalAction.NEXT_PROMPT: "Next prompt",
    GlobalAction.QUICK_NOTE: "Quick note",
    GlobalAction.MINI_BAR: "Mini bar",
    GlobalAction.SHOW_OR_HIDE: "Show or hide",
    GlobalAction.GO_TO_SPELLER: "Go to the pop-up",
    GlobalAction.SPEAK_AGAIN: "Speak again",
    GlobalAction.SILENCE: "Silence",
}

SHIPPED_KEYS: Mapping[GlobalAction, str] = {
    GlobalAction.SPELL_SELECTION: "Ctrl+Shift+F9",
    GlobalAction.HOLD: "Ctrl+Shift+F8",
    GlobalAction.NEXT_PROMPT: "Ctrl+Shift+F10",
    GlobalAction.QUICK_NOTE: "Ctrl+Shift+F7",
    GlobalAction.MINI_BAR: "Ctrl+Shift+F11",
    GlobalAction.SHOW_OR_HIDE: "Ctrl+Shift+F12",
    GlobalAction.GO_TO_SPELLER: "Ctrl+Shift+F4",
    GlobalAction.SPEAK_AGAIN: "Ctrl+Shift+F5",
    GlobalAction.SILENCE: "Ctrl+Shift+F6",
}
"""The keys as the program comes."""


class Way(StrEnum):
    """The ways of getting keys that are pressed in other programs."""

    X11 = "x11"
    PORTAL = "portal"
    WINDOWS = "windows"
    MACOS = "macos"
    KEYBOARD = "keyboard"
    DESKTOP = "desktop"

    @property
    def label(self) -> str:
        """What it is called, for the agent."""
        return _WAYS[self][0]

    @property
    def cost(self) -> str:
        """What taking this way costs, in one or two sentences."""
        return _WAYS[self][1]


AUTOMATIC = "auto"
"""In the settings: the best way that works here."""

_WAYS = {
    Way.X11: (
        "X11",
        "The X server keeps these keys for the program. It sees no other key you press.",
    ),
    Way.PORTAL: (
        "Desktop portal (Wayland)",
        "The desktop may ask you once, and may give another key than the one asked for. "
        "The program sees no other key you press.",
    ),
    Way.WINDOWS: (
        "Windows",
        "Windows keeps these keys for the program. It sees no other key you press.",
    ),
    Way.MACOS: (
        "macOS",
        "macOS keeps these keys for the program. It sees no other key you press.",
    ),
    Way.KEYBOARD: (
        "The keyboard library",
        "Every key you press in every program, passwords included, passes through this "
        "program on its way. Typing may lag while it is busy; a key that was let go on the lock "
        "screen may be missed; a keyboard plugged in later is not heard. It lasts until the "
        "program is closed, and on Linux works for root only.",
    ),
    Way.DESKTOP: (
        "The desktop's own settings",
        "Nothing is grabbed: you bind a command to each key in the settings of your desktop.",
    ),
}


def ways_on(platform: str) -> tuple[Way, ...]:
    """The ways that one may choose on a platform, by the name that Python has for it."""
    match platform:
        case "win32":
            return (Way.WINDOWS, Way.KEYBOARD, Way.DESKTOP)
        case "darwin":
            return (Way.MACOS, Way.DESKTOP)
    return (Way.X11, Way.PORTAL, Way.KEYBOARD, Way.DESKTOP)
