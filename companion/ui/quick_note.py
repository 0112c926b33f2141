"""A line for a note that came up while the agent was in another program."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget

from companion.domain.call import Call
from companion.domain.notes import Section
from companion.services.desk import Desk
from companion.ui.labels import ValueLabel
from companion.ui.theme import with_role

WIDTH = 420
"""Pixels."""


class QuickNote(QMainWindow):
    """Takes the keyboard, since the agent pressed its key, and gives it back with Enter or Esc.

    Each key is in the notes of the call at once, as it is in the window: there is nothing to
    save and nothing to lose.
    """

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint
        super().__init__(None, flags | Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle("Quick note")
        self.setAccessibleName("Quick note")
        self._desk = desk
        self._section = Section.REPORTED
        self._call: Call | None = None
        self._written = ""
        self.about = ValueLabel("About", "section")
        self.line = QLineEdit()
        self.line.setAccessibleName("Note line")
        self.line.setPlaceholderText("Goes into the notes as you type; Enter closes")
        self.line.setMaxLength(1000)
        self.line.textChanged.connect(self._on_text)
        inside = QWidget()
        with_role(inside, "popup")
        self.setCentralWidget(inside)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(10, 8, 10, 10)
        layout.addWidget(self.about)
        layout.addWidget(self.line)
        desk.subscribe(self._on_desk)

    def begin(self) -> bool:
        """Come up with an empty line for the call in hand; False when there is no call."""
        call, flow = self._desk.call, self._desk.flow
        if call is None or flow is None:
            return False
        self._call = call
        self._section = flow.stage(call.place.stage).section or Section.REPORTED
        self._written = ""
        self.line.blockSignals(True)
        self.line.setText("")
        self.line.blockSignals(False)
        who = call.caller.name or "this call"
        self.about.show_value(f"{self._section.replace('_', ' ').capitalize()} · {who}")
        self._place()
        self.show()
        self.raise_()
        self.activateWindow()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    # ------------------------------------------------------------------ Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hide()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """It goes when the agent works elsewhere; what was typed is in the notes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.hide()

    # ------------------------------------------------------------------ inside

    def _on_text(self, text: str) -> None:
        before, self._written = self._written, text
        self._desk.jot(text, self._section, instead_of=before)

    def _on_desk(self) -> None:
        """Another call is in hand: what is typed now would land there."""
        call = self._desk.call
        if self._call and (call is None or call.id != self._call.id):
            self._call = None
            self.hide()

    def _place(self) -> None:
        pointer = QCursor.pos()
        screen = QGuiApplication.screenAt(pointer) or self.screen()
        room = screen.availableGeometry()
        self.resize(min(WIDTH, room.width()), self.sizeHint().height())
        self.move(room.center().x() - self.width() // 2, room.top() + room.height() // 4)
