"""The fields of one record, with what the checker says of each below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.services.editing import Finding
from companion.services.outline import Node, is_about
from companion.services.shapes import FieldShape, RecordShape
from companion.ui.editor_inputs import (
    ChoiceInput,
    LineInput,
    Options,
    SwitchInput,
    TextInput,
    TicksInput,
    new_input,
)
from companion.ui.labels import ElidedLabel, field_label
from companion.ui.theme import set_state

Offered = Mapping[str, Options]
"""What links can lead to, by what it is."""


class EditorForm(QWidget):
    """Shows a record; each key typed asks for the change. Faults stand at their fields.

    The lines for faults are always there: nothing moves while somebody types.
    """

    typed = Signal(object, object)
    """A field, by its shape, and what stands in it now."""
    rows_made = Signal()
    """There are fields that were not there before."""
    visited = Signal()
    """Another field has the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self._node: Node | None = None
        self._rows: dict[str, list[_Row]] = {}
        self._shown: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)

    @property
    def told(self) -> str:
        """What the checker says of the field that has the keyboard, in full."""
        return next((row.told for row in self._shown if row.input.hasFocus()), "")

    def show_node(
        self, node: Node, findings: Sequence[Finding], offered: Offered, *, is_settled: bool
    ) -> None:
        """Draw a record. Unless all is settled, what is being typed into it is left alone."""
        before, self._node = self._node, node
        if before is None or before.record.shape != node.record.shape:
            self._show_rows(node.record.shape)
        with_values = is_settled or before is None or before.path != node.path
        left = list(findings)
        for row in self._shown:
            about = [finding for finding in left if is_about(finding, node.record, row.shape)]
            left = [finding for finding in left if finding not in about]
            row.offer(offered)
            row.show_field(node, about, with_values=with_values)
        if left and self._shown:
            # Of the record as a whole: at its first field.
            self._shown[0].add(left)

    @property
    def inputs(self) -> Sequence[QWidget]:
        """All that can be filled in, in the order of the fields."""
        return [row.input for rows in self._rows.values() for row in rows]

    def forget(self) -> None:
        """Another entry comes: nothing in the fields is being typed any more."""
        self._node = None

    def go_to(self, finding: Finding | None) -> None:
        """Put the keyboard in the field that a finding is about, else in the first."""
        if self._node is None:
            return
        record = self._node.record
        row = next((r for r in self._shown if finding and is_about(finding, record, r.shape)), None)
        field = (row or self._shown[0]).input
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, LineInput):
            field.end(False)

    def go_to_new(self) -> None:
        """Put the keyboard in the first field, where the next letter takes the place of all."""
        self.go_to(None)
        field = self._shown[0].input
        if isinstance(field, LineInput | TextInput):
            field.selectAll()

    def _show_rows(self, shape: RecordShape) -> None:
        for row in self._shown:
            row.hide()
        if shape.noun not in self._rows:
            self._rows[shape.noun] = [self._new_row(field) for field in shape.fields]
            self.rows_made.emit()
        self._shown = self._rows[shape.noun]
        for row in self._shown:
            row.setVisible(True)

    def _new_row(self, field: FieldShape) -> _Row:
        row = _Row(field)
        row.changed.connect(lambda: self.typed.emit(field, row.input.value))
        row.input.installEventFilter(self)
        self._column.addWidget(row)
        return row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.visited.emit()
        return False


class _Row(QWidget):
    """A field with its label, and a line for its hint or its fault."""

    changed = Signal()

    def __init__(self, shape: FieldShape) -> None:
        super().__init__()
        self.shape = shape
        self.told = ""
        self._instead = ""
        self.input = new_input(shape, self.changed.emit)
        self.note = ElidedLabel(f"About {shape.title}", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        if not isinstance(self.input, SwitchInput):
            column.addWidget(field_label(shape.title, self.input))
        column.addWidget(self.input)
        column.addWidget(self.note)

    def offer(self, offered: Offered) -> None:
        """What a link can lead to."""
        if self.shape.to and isinstance(self.input, TicksInput | ChoiceInput):
            self.input.offer(offered.get(self.shape.to, ()))

    def show_field(self, node: Node, findings: Sequence[Finding], *, with_values: bool) -> None:
        """Draw what stands in it, and what is said of it."""
        record = node.record
        value, instead = record.values.get(self.shape.key), record.instead.get(self.shape.key, "")
        if with_values and (self.input.value != value or instead != self._instead):
            self._instead = instead
            self.input.show_value(value, instead)
        self.input.set_locked(record.is_locked)
        self.told = ""
        self.add(findings)

    def add(self, findings: Sequence[Finding]) -> None:
        """Say these of the field as well."""
        said = [f"{'○' if finding.is_note else '✗'} {finding.text}" for finding in findings]
        self.told = " ".join(filter(None, (self.told, *said)))
        self.note.show_value(self.told or self.shape.hint)
        self.note.setToolTip(self.told)
        set_state(self.note, "trouble" if "✗" in self.told else "hint")
        self.input.setAccessibleDescription(self.told or self.shape.hint)
