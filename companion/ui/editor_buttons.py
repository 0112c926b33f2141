"""What can be done with the entry that is open, and what is told of it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.services.bench import View
from companion.services.editing import Origin
from companion.services.outline import Node, additions
from companion.ui.button_row import ButtonRow
from companion.ui.keys import ADD_KEY, SAVE_KEY
from companion.ui.labels import SteadyLabel, button


class EditorButtons(QWidget):
    """Each for a key; what makes no sense just now is greyed."""

    def __init__(self) -> None:
        super().__init__()
        self.told = SteadyLabel("message", 2)
        self.add = button("Add", "Add", ADD_KEY, "action")
        self.remove = button("Remove", "Remove", "Del", "action")
        self.up = button("Move up", "↑", role="action")
        self.down = button("Move down", "↓", role="action")
        self.undo = button("Undo", "↶", role="action")
        self.redo = button("Redo", "↷", role="action")
        self.next_fault = button("Next fault", "Faults", role="action")
        self.save = button("Save", "Save", SAVE_KEY, "primary")
        self.revert = button("Back to the shipped one", "&Revert", role="action")
        self.discard = button("Throw the draft away", "&Discard", role="action")
        self.back = button("Back", "Back", "Esc", "action")
        steps = QWidget()
        row = QHBoxLayout(steps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for pressed in (self.up, self.down, self.undo, self.redo):
            row.addWidget(pressed)
        moves = (self.add, self.remove, steps, self.next_fault)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.told)
        column.addWidget(ButtonRow(*moves))
        column.addWidget(ButtonRow(self.revert, self.discard, self.back, self.save))

    def tell(self, text: str) -> None:
        """Say something of the entry; a screen reader finds it under its name."""
        self.told.setText(text)
        self.told.setAccessibleName(f"About the entry: {text}")

    def show_entry(self, view: View) -> None:
        """What can be done with the entry as a whole."""
        sheet = view.sheet
        self.undo.setEnabled(view.can_undo)
        self.redo.setEnabled(view.can_redo)
        self.save.setEnabled(sheet.is_changed)
        self.discard.setEnabled(sheet.is_changed)
        self.revert.setEnabled(sheet.origin is not Origin.SHIPPED)
        is_own = sheet.origin is Origin.OWN
        self.revert.setText("De&lete" if is_own else "&Revert")
        self.revert.setAccessibleName("Delete the entry" if is_own else "Back to the shipped one")
        self.next_fault.setEnabled(bool(sheet.findings))

    def show_part(self, node: Node) -> None:
        """What can be done with the part in hand."""
        count = len(node.home.records) if node.home else 0
        self.add.setEnabled(bool(additions(node)))
        self.remove.setEnabled(node.can_be_taken_out)
        self.up.setEnabled(node.can_be_taken_out and node.index > 0)
        self.down.setEnabled(node.can_be_taken_out and node.index + 1 < count)
