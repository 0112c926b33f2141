"""The selected text on Windows: UI Automation, the clipboard, and copying for the agent."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from companion.selection.way import ANSWER_WITHIN_S, MOST_BYTES, decoded, too_long

if TYPE_CHECKING:
    from companion.selection.windows_api import WindowsApi
    from companion.selection.windows_automation import Automation

SHIFT, CTRL, ALT, LEFT_WIN, RIGHT_WIN, C = 0x10, 0x11, 0x12, 0x5B, 0x5C, 0x43
"""Virtual-key codes."""
CF_UNICODETEXT = 13
LOOK_EVERY_S = 0.005
LARGEST_KEPT = 32 * 1024**2
"""Bytes on the clipboard that are put back; with more there, nothing is copied."""

NOT_KEPT = frozenset({"DataObject", "Ole Private Data", "OleClipboardPersistOnFlush"})
"""Formats that are handles of the program that copied, and nothing without it."""
PRIVATE = {
    "ExcludeClipboardContentFromMonitorProcessing": b"\1\0\0\0",
    "CanIncludeInClipboardHistory": b"\0\0\0\0",
    "CanUploadToCloudClipboard": b"\0\0\0\0",
}
"""Formats that keep a text out of the history (Win+V) and the cloud, with their values."""
TERMINALS = frozenset(
    {
        "ConsoleWindowClass",
        "CASCADIA_HOSTING_WINDOW_CLASS",
        "PuTTY",
        "KiTTY",
        "mintty",
        "VanDyke Software - SecureCRT",
    }
)
"""Window classes in which Ctrl+C may end what is running instead of copying."""


class WindowsDesktop:
    """What Windows lets one read, over an edge that tests can stand in for."""

    remedy = ""

    def __init__(self, api: WindowsApi, automation: Automation) -> None:
        self._api = api
        self._automation = automation

    def prepare(self) -> None:
        """Load UI Automation, which takes its time."""
        self._automation.load()

    def accessible_text(self) -> str | None:
        """By UI Automation, from the element that has the keyboard."""
        return self._automation.focused_selection()

    def clipboard_text(self) -> str:
        """CF_UNICODETEXT up to its end mark."""
        with self._api.clipboard() as clipboard:
            data = clipboard.read(CF_UNICODETEXT)
        return _text(data) if data else ""

    def copied_text(self) -> str | None:
        """By Ctrl+C. Other programs see what is copied before it is taken back."""
        if self._api.class_in_front() in TERMINALS:
            return None
        before = self._contents()
        if before is None:
            return None
        number = self._api.clipboard_number()
        self._api.send_keys(copying_keys(self._api.held(SHIFT, ALT, LEFT_WIN, RIGHT_WIN)))
        if not self._has_changed(number):
            return None
        try:
            return self.clipboard_text() or None
        finally:
            self._put_back(before)

    def _has_changed(self, number: int) -> bool:
        give_up_at = time.monotonic() + ANSWER_WITHIN_S
        while self._api.clipboard_number() == number:
            if time.monotonic() > give_up_at:
                return False
            time.sleep(LOOK_EVERY_S)
        return True

    def _contents(self) -> dict[int, bytes] | None:
        """All that is on the clipboard, by format; None when it is too much to put back."""
        found: dict[int, bytes] = {}
        with self._api.clipboard() as clipboard:
            for kind in clipboard.formats():
                if clipboard.name(kind) not in NOT_KEPT:
                    found[kind] = clipboard.read(kind) or b""
        return found if sum(map(len, found.values())) <= LARGEST_KEPT else None

    def _put_back(self, before: dict[int, bytes]) -> None:
        private = {self._api.format_named(name): value for name, value in PRIVATE.items()}
        with self._api.clipboard() as clipboard:
            clipboard.replace(before | private if before else {})


def copying_keys(held: list[int]) -> list[tuple[int, bool]]:
    """Ctrl+C as (key, goes down), with the keys of the hotkey that are still held let go of.

    Ctrl goes down first: Alt or Windows, let go of alone, would open a menu. All of it is sent at
    once, so that no key of the agent's comes in between.
    """
    released = [(key, False) for key in held]
    return [(CTRL, True), *released, (C, True), (C, False), (CTRL, False)]


def _text(data: bytes) -> str:
    """Up to the zero that ends it; the block may be larger."""
    units = range(0, min(len(data) - 1, MOST_BYTES + 2), 2)
    end = next((n for n in units if data[n : n + 2] == b"\0\0"), None)
    if end is None and len(data) > MOST_BYTES:
        raise too_long()
    return decoded(data[:end] if end is not None else data, "utf-16-le")
