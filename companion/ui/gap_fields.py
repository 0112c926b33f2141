"""What the line lacks, typed beside it: once, for the whole call."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from companion.services.lines import MOST_GAPS, Gap
from companion.ui.labels import set_quietly


class GapFields(QWidget):
    """As many small fields as there are gaps; a field that is typed in stays until it is left."""

    filled = Signal(str, str)
    finished = Signal()
    """Enter in the last field: the keyboard may go on to the notes."""

    def __init__(self) -> None:
        super().__init__()
        self._gaps: list[Gap] = []
        self.fields = tuple(self._field(place) for place in range(MOST_GAPS))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for field in self.fields:
            layout.addWidget(field, 1)

    @property
    def is_needed(self) -> bool:
        """There is something to type."""
        return bool(self._gaps)

    @property
    def is_in_use(self) -> bool:
        """One of the fields has the keyboard."""
        return self._typed_in() is not None

    def show_gaps(self, gaps: tuple[Gap, ...], *, anew: bool) -> None:
        """Draw the gaps; of the same prompt (not `anew`), a field in use keeps its place."""
        typed_in = None if anew else self._typed_in()
        if typed_in is not None:
            gaps = self._around(typed_in, gaps)
        self._gaps = list(gaps)
        for place, field in enumerate(self.fields):
            field.setVisible(place < len(gaps))
            if place < len(gaps):
                self._show(field, gaps[place], is_typed_in=gaps[place].slot == typed_in)

    def go_to_first(self) -> None:
        """Put the keyboard into the first field that is empty, or the first."""
        shown = [field for field in self.fields if not field.isHidden()]
        wanted = next((field for field in shown if not field.text()), shown[0] if shown else None)
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _around(self, typed_in: str, gaps: tuple[Gap, ...]) -> tuple[Gap, ...]:
        """The gaps with the one in use where it is; what stood before it stays if need be."""
        place = next(n for n, gap in enumerate(self._gaps) if gap.slot == typed_in)
        kept = next((gap for gap in gaps if gap.slot == typed_in), self._gaps[place])
        others = [gap for gap in gaps if gap.slot != typed_in]
        for gap, field in zip(self._gaps[len(others) : place], self.fields, strict=False):
            others.append(replace(gap, text=field.text()))
        return (*others[:place], kept, *others[place:])[:MOST_GAPS]

    def _show(self, field: QLineEdit, gap: Gap, *, is_typed_in: bool) -> None:
        title = gap.title[:1].upper() + gap.title[1:]
        field.setAccessibleName(title)
        field.setPlaceholderText(title)
        field.setToolTip(f"{title} (Ctrl+G)")
        if not is_typed_in and field.text() != gap.text:
            set_quietly(field, gap.text)

    def _typed_in(self) -> str | None:
        for gap, field in zip(self._gaps, self.fields, strict=False):
            if field.hasFocus():
                return gap.slot
        return None

    def _field(self, place: int) -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(200)
        field.textChanged.connect(lambda text: self.filled.emit(self._gaps[place].slot, text))
        field.returnPressed.connect(lambda: self._on_enter(place))
        return field

    def _on_enter(self, place: int) -> None:
        if place + 1 < len(self._gaps):
            self.fields[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.finished.emit()
