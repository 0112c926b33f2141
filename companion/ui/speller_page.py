"""Spelling a text on screen. Nothing of it is kept anywhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from companion.domain.spelling import Alphabet, Spelling
from companion.ui.labels import Choice, ValueLabel, button, field_label
from companion.ui.theme import with_role

Speller = Callable[[str, str], Spelling]
"""Spells a text in the alphabet with that id."""


class SpellerPage(QWidget):
    """A field and what to say, in groups. Esc wipes it and goes back to the call."""

    left = Signal()

    def __init__(self, alphabets: tuple[Alphabet, ...], spell: Speller) -> None:
        super().__init__()
        with_role(self, "page")
        self._spell = spell
        self.text = QLineEdit()
        self.text.setAccessibleName("Text to spell")
        self.text.setPlaceholderText("Web address, password, serial number …")
        self.alphabet = Choice("Alphabet")
        for alphabet in alphabets:
            self.alphabet.addItem(alphabet.title, alphabet.id)
        self.spelling = ValueLabel("Spelling", "spelling", wraps=True)
        self.done = button("Wipe and go back", "Wipe, back", "Esc")
        self.text.textChanged.connect(self._show)
        self.alphabet.activated.connect(self._show)
        self.done.clicked.connect(self.left)
        self._lay_out()

    def enter(self, text: str) -> None:
        """The page comes into view, with a text that was selected."""
        self.text.setText(text)
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def wipe(self) -> None:
        """Forget the text: on screen, in the field's undo, in the selection."""
        had_selection = self.text.hasSelectedText()
        # setText, unlike clear, also empties the field's undo history.
        self.text.setText("")
        self.spelling.show_value("")
        clipboard = QGuiApplication.clipboard()
        if had_selection and clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.wipe()

    def _show(self) -> None:
        text = self.text.text()
        if not text:
            self.spelling.show_value("")
            return
        spelling = self._spell(text, self.alphabet.currentData())
        self.spelling.show_value(spelling.spoken, _in_groups(spelling))

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.spelling)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.spelling.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.addWidget(field_label("A&lphabet", self.alphabet))
        row.addWidget(self.alphabet, 1)
        row.addWidget(self.done)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(field_label("&Text to spell", self.text))
        layout.addWidget(self.text)
        layout.addWidget(area, 1)
        layout.addLayout(row)


def _in_groups(spelling: Spelling) -> str:
    """A line for each group: the characters, then their words."""
    groups: dict[int, list[tuple[str, str]]] = {}
    for unit in spelling.units:
        groups.setdefault(unit.group, []).append((unit.text, unit.say))
    return "\n".join(
        f"{''.join(text for text, _ in units)}   {'  ·  '.join(say for _, say in units)}"
        for units in groups.values()
    )
