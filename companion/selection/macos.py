"""The selected text on macOS: the accessibility interface, the pasteboard, and copying."""

from __future__ import annotations

import importlib
import time
from typing import Any

from companion.selection.asking import password_field
from companion.selection.way import ANSWER_WITHIN_S

TEXT = "public.utf8-plain-text"
CONCEALED = "org.nspasteboard.ConcealedType"
"""What clipboard managers leave alone (nspasteboard.org)."""
SECURE_FIELD = "AXSecureTextField"
LOOK_EVERY_S = 0.005
C_KEY, COMMAND = 8, 1 << 20
"""The key that has the C on most keyboards, and the flag of the command key."""
HID_EVENTS = 0
"""kCGHIDEventTap: as if the keyboard had sent it."""
LARGEST_KEPT = 32 * 1024**2
"""Bytes on the pasteboard that are put back; with more there, nothing is copied."""


class MacDesktop:
    """What macOS lets one read. pyobjc makes its functions when they are first named."""

    def prepare(self) -> None:
        """Load pyobjc's frameworks."""
        for name in ("ApplicationServices", "AppKit", "Quartz"):
            _framework(name)

    @property
    def remedy(self) -> str:
        """Where to allow it, while it is not allowed."""
        if _framework("ApplicationServices").AXIsProcessTrusted():
            return ""
        return (
            "Allow this program in System Settings, Privacy & Security, Accessibility, "
            "or copy the text and press the key again."
        )

    def accessible_text(self) -> str | None:
        """AXSelectedText of the element that has the keyboard."""
        services = _framework("ApplicationServices")
        if not services.AXIsProcessTrusted():
            return None
        system = services.AXUIElementCreateSystemWide()
        services.AXUIElementSetMessagingTimeout(system, ANSWER_WITHIN_S)
        element = _attribute(services, system, "AXFocusedUIElement")
        if element is None:
            return None
        if _attribute(services, element, "AXSubrole") == SECURE_FIELD:
            raise password_field()
        text = _attribute(services, element, "AXSelectedText")
        return None if text is None else str(text)

    def clipboard_text(self) -> str:
        """The pasteboard's plain text."""
        text = _pasteboard().stringForType_(TEXT)
        return "" if text is None else str(text)

    def copied_text(self) -> str | None:
        """By Cmd+C, which needs the same permission. Others see it before it is taken back."""
        board = _pasteboard()
        before = _contents(board)
        if before is None or not _framework("ApplicationServices").AXIsProcessTrusted():
            return None
        number = board.changeCount()
        _press_copy()
        if not _has_changed(board, number):
            return None
        try:
            return self.clipboard_text() or None
        finally:
            _put_back(board, before)


def _framework(name: str) -> Any:
    # pyobjc's modules have no types.
    return importlib.import_module(name)


def _pasteboard() -> Any:
    return _framework("AppKit").NSPasteboard.generalPasteboard()


def _attribute(services: Any, element: Any, name: str) -> Any:
    """An element's attribute, or None when it has none or does not answer."""
    error, value = services.AXUIElementCopyAttributeValue(element, name, None)
    return None if error else value


def _press_copy() -> None:
    quartz = _framework("Quartz")
    # The flags say which modifiers count, whatever is still held of the hotkey.
    for goes_down in (True, False):
        key = quartz.CGEventCreateKeyboardEvent(None, C_KEY, goes_down)
        quartz.CGEventSetFlags(key, COMMAND)
        quartz.CGEventPost(HID_EVENTS, key)


def _has_changed(board: Any, number: int) -> bool:
    give_up_at = time.monotonic() + ANSWER_WITHIN_S
    while board.changeCount() == number:
        if time.monotonic() > give_up_at:
            return False
        time.sleep(LOOK_EVERY_S)
    return True


def _contents(board: Any) -> list[dict[str, Any]] | None:
    """Each item's data by type; None when it is too much to put back."""
    items = [
        {kind: data for kind in item.types() if (data := item.dataForType_(kind)) is not None}
        for item in board.pasteboardItems() or ()
    ]
    size = sum(len(data) for item in items for data in item.values())
    return items if size <= LARGEST_KEPT else None


def _put_back(board: Any, before: list[dict[str, Any]]) -> None:
    """What was there, marked so that no history takes it for something new."""
    kit = _framework("AppKit")
    board.clearContents()
    items = []
    for contents in before:
        item = kit.NSPasteboardItem.alloc().init()
        for kind, data in contents.items():
            item.setData_forType_(data, kind)
        item.setString_forType_("", CONCEALED)
        items.append(item)
    if items:
        board.writeObjects_(items)
