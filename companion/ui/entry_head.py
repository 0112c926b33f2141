"""What entry is open, how it stands, and in which language it is read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.domain.manner import LANGUAGES
from companion.services.editing import Origin, Sheet
from companion.ui.labels import Choice, ElidedLabel, choose, labelled
from companion.ui.side_by_side import SideBySide

_ORIGINS = {
    Origin.SHIPPED: "as shipped",
    Origin.OWN: "your own",
    Origin.CHANGED: "yours, beside the shipped one",
}


class EntryHead(QWidget):
    """Always as high as it is: what is told here moves no field. `audience` stands in it, too."""

    language_chosen = Signal(str)

    def __init__(self, audience: Choice) -> None:
        super().__init__()
        self.heading = ElidedLabel("Entry", "heading")
        self.state = ElidedLabel("Entry state", "small")
        self.language = Choice("Language of the wordings")
        self.language.activated.connect(
            lambda _: self.language_chosen.emit(self.language.currentData())
        )
        self._choices = SideBySide(labelled("Language", self.language), labelled("For", audience))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.heading, self.state, self._choices):
            column.addWidget(part)

    def show_sheet(self, sheet: Sheet) -> None:
        """Draw what is so of the entry as a whole."""
        noun = sheet.kind.shape.noun.capitalize()
        self.heading.show_value(f"{noun}: {sheet.record.name or sheet.id}")
        faults = len(sheet.faults)
        notes = len(sheet.findings) - faults
        told = [f"⚠ {sheet.trouble}"] if sheet.trouble else []
        told.append("● Draft, not saved" if sheet.is_changed else "✓ Saved")
        told += [f"✗ {faults} to put right"] if faults else []
        told += [f"○ {notes} noted"] if notes else []
        told.append(_ORIGINS[sheet.origin])
        self.state.show_value(" · ".join(told))
        self._show_languages(sheet)

    def _show_languages(self, sheet: Sheet) -> None:
        """Those it speaks, then those it could; nothing where it speaks none."""
        spoken = sheet.languages
        self._choices.setVisible(bool(spoken))
        wanted = [*spoken, *(code for code in LANGUAGES if code not in spoken)] if spoken else []
        titles = [LANGUAGES.get(code, code) for code in wanted]
        shown = [
            t if c in spoken else f"{t} (not yet)" for c, t in zip(wanted, titles, strict=True)
        ]
        if shown != [self.language.itemText(row) for row in range(self.language.count())]:
            self.language.clear()
            for code, title in zip(wanted, shown, strict=True):
                self.language.addItem(title, code)
        choose(self.language, sheet.language)
