"""A field that is filled by pressing a key, not by typing its name."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from companion.domain.chord import DIGITS, KEYS

_MODIFIER_KEYS = (
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
)
_MODIFIERS = (
    (Qt.KeyboardModifier.MetaModifier, "Meta"),
    (Qt.KeyboardModifier.ControlModifier, "Ctrl"),
    (Qt.KeyboardModifier.AltModifier, "Alt"),
    (Qt.KeyboardModifier.ShiftModifier, "Shift"),
)
_HELD = (
    Qt.KeyboardModifier.MetaModifier
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
)
_FIRST_DIGIT_ON_X11 = 10
"""The keycode of the key with the 1; 2 to 9 and 0 follow."""


class KeyEdit(QLineEdit):
    """Shows a key and takes the next one that is pressed; Backspace takes it away.

    Keys without Ctrl, Alt or the like stay what they are in the window: Tab goes on, F2 starts a
    call, Esc leaves.
    """

    chosen = Signal(str)
    """What was pressed, written like Ctrl+Shift+F9, allowed or not; empty for no key."""
    focused = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setPlaceholderText("No key")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def show_key(self, text: str) -> None:
        """Show a key, as this system writes it."""
        native = QKeySequence.SequenceFormat.NativeText
        self.setText(QKeySequence(text).toString(native) if text else "")

    def event(self, event: QEvent) -> bool:
        # Else the window would act on a key of its own, and this field could not refuse it.
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.modifiers() & _HELD:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and not event.modifiers():
            self.chosen.emit("")
        elif event.key() in _MODIFIER_KEYS:
            # The rest of the combination is on its way.
            event.accept()
        elif event.modifiers() & _HELD or _is_character(event):
            self.chosen.emit(_written(event))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.deselect()
        self.focused.emit(False)


def _is_character(event: QKeyEvent) -> bool:
    return bool(event.text()) and event.text().isprintable()


def _written(event: QKeyEvent) -> str:
    held = [name for modifier, name in _MODIFIERS if event.modifiers() & modifier]
    return "+".join([*held, _key_name(event)])


def _key_name(event: QKeyEvent) -> str:
    name = QKeySequence(event.key()).toString(QKeySequence.SequenceFormat.PortableText)
    return name if name in KEYS else _digit(event) or name


def _digit(event: QKeyEvent) -> str:
    """The digit on a key that gives another character with Shift, or in this layout."""
    platform: str = sys.platform
    if platform == "win32":
        character = chr(event.nativeVirtualKey() & 0xFF)
        return character if character in DIGITS else ""
    place = event.nativeScanCode() - _FIRST_DIGIT_ON_X11
    return "1234567890"[place] if platform == "linux" and 0 <= place < 10 else ""
