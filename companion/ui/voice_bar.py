"""Buttons that work the voice which reads a spelling, and what is in its way."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from companion.ui.labels import ValueLabel, button
from companion.ui.reading_aloud import ReadingAloud


class VoiceBar(QWidget):
    """Never takes the keyboard: what has it goes on stepping, and knows the same keys.

    Asks with the signals, because what is the current character is known elsewhere.
    """

    read_requested = Signal()
    repeat_requested = Signal()
    back_requested = Signal()

    def __init__(self, reading: ReadingAloud) -> None:
        super().__init__()
        self._reading = reading
        self.read = button("Read aloud", "▶ Read", "P", "action")
        self.back = button("Say the one before", "←", "B", "action")
        self.repeat = button("Say it again", "↻", "R", "action")
        self.slower = button("Slower", "−", role="action")
        self.faster = button("Faster", "+", role="action")
        self.message = ValueLabel("Voice", "small", wraps=True)
        self.read.clicked.connect(self.read_requested)
        self.back.clicked.connect(self.back_requested)
        self.repeat.clicked.connect(self.repeat_requested)
        self.slower.clicked.connect(reading.slower)
        self.faster.clicked.connect(reading.faster)
        reading.changed.connect(self.show_state)
        reading.told.connect(self._show_message)
        self._lay_out()
        self._show_message("")
        self.show_state()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """All of them, in order."""
        return (self.read, self.back, self.repeat, self.slower, self.faster)

    def show_state(self) -> None:
        """Whether it reads, how fast, and whether it may."""
        reading = self._reading
        self.read.setText("❚❚ Pause  P" if reading.is_reading else "▶ Read  P")
        self.read.setAccessibleName("Pause" if reading.is_reading else "Read aloud")
        for each in self.buttons[1:]:
            each.setVisible(reading.is_allowed)
        for each, name, key in ((self.slower, "Slower", "−"), (self.faster, "Faster", "+")):
            each.setToolTip(f"{name} ({key}); now {reading.pace} characters a minute")
            each.setAccessibleDescription(f"Now {reading.pace} characters a minute")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_message()

    def _show_message(self, message: str) -> None:
        self.message.show_value(message)
        self.message.setVisible(bool(message))
        self._fit_message()

    def _fit_message(self) -> None:
        """All of the message is in sight, and what is above gives way to it."""
        room = self.message.fontMetrics().boundingRect(
            QRect(0, 0, self.width(), 0), Qt.TextFlag.TextWordWrap, self.message.text()
        )
        self.message.setFixedHeight(room.height())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        for each in self.buttons:
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(each, 1 if each is self.read else 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(row)
        layout.addWidget(self.message)
