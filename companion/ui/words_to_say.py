"""The words to say: the line to say now, large, and under it the lines that follow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from companion.domain.wording import Line
from companion.services.lines import Saying
from companion.ui.labels import SteadyLabel
from companion.ui.theme import is_new_look, restyle, set_state

PROMPT_LINES = 3
"""The room that the line to say has at least, in lines of its type; what is below never moves."""
THEN_ROWS = 6
"""The room for what follows that a window takes which has it, in rows of its type."""
GAP = 2


class WordsToSay(QWidget):
    """Shows the lines that follow as far as they are whole: what is cut has not been shown.

    The longer the lines, the smaller the type of the first; its room stays the same.
    """

    refitted = Signal()
    """Another number of lines can be read whole than before."""

    def __init__(self) -> None:
        super().__init__()
        self._saying: Saying | None = None
        self._count = 0
        self._room = 0
        self.prompt = SteadyLabel("prompt", PROMPT_LINES)
        self.prompt.setTextFormat(Qt.TextFormat.RichText)
        self.then = SteadyLabel("then", THEN_ROWS)
        self.then.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.prompt)
        layout.addWidget(self.then, 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    @property
    def lines_shown(self) -> int:
        """How many lines can be read whole, the one to say now among them."""
        return 1 + self._count

    @property
    def says_all(self) -> bool:
        """One press says more than the large line."""
        return self._count > 0 and self._saying is not None and self._saying.is_step

    def show_saying(self, saying: Saying) -> None:
        """Show what to say now and what follows."""
        self._saying = saying
        set_state(self.then, "step" if saying.is_step else "later")
        self.prompt.setText(_rich(saying.line))
        name = f"Prompt: {saying.line.text}"
        if self.prompt.accessibleName() != name:
            self.prompt.setAccessibleName(name)
        self._fit()

    def set_wide(self, is_wide: bool) -> None:
        """Use the room of a wide window for larger type."""
        if self.prompt.property("wide") != is_wide:
            self.prompt.setProperty("wide", is_wide)
            restyle(self.prompt)
            self._take_room()
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(0, self._room + GAP + self.then.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_room()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_look(event):
            self._take_room()
            self._fit()

    # ------------------------------------------------------------------ inside

    def _fit(self) -> None:
        """Smaller type where the line needs it, or where all that follows is whole with it."""
        if self._saying is None:
            return
        following = self._saying.then
        # A label never reckons with less than the height it must have.
        self.prompt.setMinimumHeight(0)
        heights = {length: self._height(length) for length in ("usual", "long", "longest")}
        fitting = [length for length, height in heights.items() if height <= self._room]
        left = {length: self.height() - heights[length] - GAP for length in fitting or ["longest"]}
        whole = [length for length in left if self._rows_of(following) <= left[length]]
        best = next((length for length in whole if length != "longest"), next(iter(left)))
        self._set_length(best)
        self.prompt.setFixedHeight(min(heights[best], self._room))
        self._show_following(following, left[best])

    def _take_room(self) -> None:
        """The height of the line to say at its longest, in the type it usually has."""
        self._set_length("usual")
        room = PROMPT_LINES * self.prompt.fontMetrics().lineSpacing()
        if room != self._room:
            self._room = room
            self.updateGeometry()

    def _height(self, length: str) -> int:
        self._set_length(length)
        return self.prompt.heightForWidth(self.width())

    def _show_following(self, following: tuple[Line, ...], room: int) -> None:
        before, self._count = self._count, len(following)
        while self._count and self._rows_of(following[: self._count]) > room:
            self._count -= 1
        shown = following[: self._count]
        self.then.setText(_listed(shown))
        name = f"Then: {' '.join(line.text for line in shown)}"
        if self.then.accessibleName() != name:
            self.then.setAccessibleName(name)
        if self._count != before:
            self.refitted.emit()

    def _rows_of(self, lines: tuple[Line, ...]) -> int:
        """The height of lines that follow, in pixels."""
        if not lines:
            return 0
        self.then.setText(_listed(lines))
        return self.then.heightForWidth(self.width())

    def _set_length(self, length: str) -> None:
        if self.prompt.property("length") != length:
            self.prompt.setProperty("length", length)
            restyle(self.prompt)


def _listed(lines: tuple[Line, ...]) -> str:
    """Lines one under the other."""
    return "\n".join(f"› {line.text}" for line in lines)


def _rich(line: Line) -> str:
    from html import escape  # with its table of entities, not needed before the first call

    parts = []
    for part in line.parts:
        shown = escape(part.text)
        parts.append(shown if part.is_filled else f"<u><i>‹{shown}›</i></u>")
    return "".join(parts)
