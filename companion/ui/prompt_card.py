"""The line to say now: the largest thing in the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.domain.wording import Line
from companion.services.lines import Saying
from companion.ui.labels import SteadyLabel, ValueLabel
from companion.ui.theme import is_new_look, restyle, set_state, with_role

PROMPT_LINES, CUE_LINES = 4, 2
"""The room for prompt and cues, in lines of their type; what follows never moves."""


class PromptCard(QWidget):
    """Shows a line, its empty places marked, and cue words for saying it freely."""

    def __init__(self) -> None:
        super().__init__()
        with_role(self, "card")
        self._shown: Saying | None = None
        self._nudge = ""
        self.stage = ValueLabel("Stage", "section")
        self.prompt = SteadyLabel("prompt", PROMPT_LINES)
        self.prompt.setTextFormat(Qt.TextFormat.RichText)
        self.cues = SteadyLabel("cue", CUE_LINES)
        self.cues.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(4)
        layout.addWidget(self.stage)
        layout.addWidget(self.prompt)
        layout.addStretch()
        layout.addWidget(self.cues)

    @property
    def line(self) -> str:
        """What there is to say now, in full."""
        return self._shown.line.text if self._shown else ""

    def show_saying(self, saying: Saying) -> None:
        """Show what to say, its cues, and what it is about."""
        if saying == self._shown:
            return
        self._shown = saying
        self.stage.show_value(saying.title)
        self._show_cues()
        self.prompt.setText(_rich(saying.line))
        name = f"Prompt: {saying.line.text}"
        if self.prompt.accessibleName() != name:
            self.prompt.setAccessibleName(name)
        self._fit()

    def show_nudge(self, line: Line | None) -> None:
        """It has gone quiet: suggest a line in the place of the cues. None puts them back."""
        nudge = line.text if line else ""
        if nudge != self._nudge:
            self._nudge = nudge
            self._show_cues()

    def set_wide(self, is_wide: bool) -> None:
        """Use the room of a wide window for larger type."""
        if self.prompt.property("wide") != is_wide:
            self.prompt.setProperty("wide", is_wide)
            restyle(self.prompt)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_look(event):
            self._fit()

    def _show_cues(self) -> None:
        cues = " · ".join(self._shown.cues) if self._shown else ""
        self.cues.setText(f"◌ Quiet: “{self._nudge}”" if self._nudge else cues)
        set_state(self.cues, "nudge" if self._nudge else "cues")

    def _fit(self) -> None:
        """Keep the room fixed; the longer the line, the smaller its type."""
        self._set_length("usual")
        room = PROMPT_LINES * self.prompt.fontMetrics().lineSpacing()
        for length in ("long", "longest"):
            if self.prompt.heightForWidth(self.prompt.width()) > room:
                self._set_length(length)
        self.prompt.setFixedHeight(room)

    def _set_length(self, length: str) -> None:
        if self.prompt.property("length") != length:
            self.prompt.setProperty("length", length)
            restyle(self.prompt)


def _rich(line: Line) -> str:
    from html import escape  # with its table of entities, not needed before the first call

    parts = []
    for part in line.parts:
        shown = escape(part.text)
        parts.append(shown if part.is_filled else f"<u><i>‹{shown}›</i></u>")
    return "".join(parts)
