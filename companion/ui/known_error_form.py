"""Writing down a known error of the desk's own, in the middle of the call that met it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from companion.domain.cards import CardId, HowTo, KnownError
from companion.domain.draft import DraftId
from companion.services.drafts import Drafts
from companion.ui.draft_fields import DraftFields
from companion.ui.labels import Choice, SteadyLabel, button, choose, field_label, text_label

LONGEST_TITLE, LONGEST = 80, 600
"""Characters that a card's file takes in one field."""
DAY_FORM = "2026-03-02"


class KnownErrorForm(QWidget):
    """Enter in any field saves; what is half-typed stays until it is saved."""

    wanted = Signal(object)
    """A card to save; its id is empty for a new one."""
    notes_requested = Signal()
    """The empty fields are to be filled from the call's notes."""

    def __init__(self, drafts: Drafts) -> None:
        super().__init__()
        self._card: KnownError | None = None
        self.title = self._field("Known error title", LONGEST_TITLE)
        self.symptom = self._field("Symptom")
        self.cause = self._field("Cause")
        self.workaround = self._field("Workaround")
        self.fix = self._field("Fix")
        self.since = self._field("Since", len(DAY_FORM))
        self.until = self._field("Until", len(DAY_FORM))
        self.how_to = Choice("How-to that helps")
        self.heading = text_label("New known error", "heading")
        self.told = SteadyLabel("muted", 2)
        self.from_notes = button("Fill in from the notes", "From the &notes")
        self.save = button("Save known error", "Save", "Enter", "primary")
        self.from_notes.clicked.connect(self.notes_requested)
        self.save.clicked.connect(self._on_save)
        self._half_typed = DraftFields(
            drafts, {**self._texts, "since": self.since, "until": self.until}
        )
        self._lay_out()

    @property
    def is_typed_in(self) -> bool:
        """Something is there that is not saved."""
        return any(field.text().strip() for field in self._texts.values())

    # ------------------------------------------------------------------ what it is about

    def offer_how_tos(self, how_tos: Sequence[HowTo]) -> None:
        """The how-tos that can be linked."""
        chosen = self.how_to.currentData()
        self.how_to.clear()
        self.how_to.addItem("None", "")
        for how_to in how_tos:
            self.how_to.addItem(how_to.title, how_to.id)
        choose(self.how_to, chosen)

    def begin(self, today: date) -> None:
        """A new card; what was half-typed for one stays."""
        if self._card is not None or not self.is_typed_in:
            self.clear()
            self.since.setText(today.isoformat())
            self._half_typed.begin(lambda name: DraftId(f"known-error/{name}"))

    def change(self, card: KnownError) -> None:
        """Other words for a card that is there."""
        self.clear()
        self._card = card
        self.heading.setText("Change a known error")
        for key, field in self._texts.items():
            field.setText(getattr(card, key))
        self.since.setText(card.since.isoformat() if card.since else "")
        self.until.setText(card.until.isoformat() if card.until else "")
        choose(self.how_to, card.how_tos[0] if card.how_tos else "")

    def fill_in(self, draft: KnownError) -> None:
        """What the notes say goes into the fields that are empty."""
        for key, field in self._texts.items():
            if not field.text().strip():
                field.setText(getattr(draft, key))
        self._tell("From the notes; leave out whoever is named in them.")

    def clear(self) -> None:
        """Empty every field; what is half-typed of a new card stays kept."""
        self._half_typed.pause()
        self._card = None
        self.heading.setText("New known error")
        for field in (*self._texts.values(), self.since, self.until):
            field.clear()
        choose(self.how_to, "")
        self._tell("")

    def enter(self, *, has_call: bool) -> None:
        """The keyboard comes here."""
        self.from_notes.setEnabled(has_call)
        self.title.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_trouble(self, trouble: str) -> None:
        """It could not be saved; what was typed is still here."""
        self.save.setEnabled(True)
        self._tell(trouble)

    def show_saved(self) -> None:
        """It is on the disk."""
        self._half_typed.end()
        self.save.setEnabled(True)
        self.clear()

    # ------------------------------------------------------------------ inside

    @property
    def _texts(self) -> dict[str, QLineEdit]:
        return {
            "title": self.title,
            "symptom": self.symptom,
            "cause": self.cause,
            "workaround": self.workaround,
            "fix": self.fix,
        }

    @property
    def _ends_before_it_begins(self) -> bool:
        since, until = _day(self.since.text()), _day(self.until.text())
        return since is not None and until is not None and until < since

    def _on_save(self) -> None:
        lacking = next(
            (
                (field, f"{name} is missing.")
                for field, name in ((self.title, "The title"), (self.symptom, "The symptom"))
                if not field.text().strip()
            ),
            None,
        )
        if lacking is None and not (self.workaround.text().strip() or self.fix.text().strip()):
            lacking = self.workaround, "What helps? A workaround or a fix is missing."
        for field in (self.since, self.until):
            if lacking is None and not _is_day(field.text()):
                lacking = field, f"A day is written like {DAY_FORM}, or left out."
        if lacking is None and self._ends_before_it_begins:
            lacking = self.until, "It can't be over before it began."
        if lacking:
            field, told = lacking
            self._tell(told)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.save.isEnabled():
            self.save.setEnabled(False)
            self.wanted.emit(self._typed())

    def _typed(self) -> KnownError:
        texts = {key: " ".join(field.text().split()) for key, field in self._texts.items()}
        chosen = self.how_to.currentData()
        before = self._card or KnownError(CardId(""), "", "")
        links = (CardId(chosen),) if chosen else ()
        return replace(
            before,
            title=texts["title"],
            symptom=texts["symptom"],
            cause=texts["cause"],
            workaround=texts["workaround"],
            fix=texts["fix"],
            since=_day(self.since.text()),
            until=_day(self.until.text()),
            how_tos=tuple(dict.fromkeys((*links, *before.how_tos[1:]))),
        )

    def _tell(self, told: str) -> None:
        self.told.setText(told)
        self.told.setAccessibleName(f"About the card: {told}")

    def _field(self, name: str, longest: int = LONGEST) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setMaxLength(longest)
        field.returnPressed.connect(self._on_save)
        return field

    def _lay_out(self) -> None:
        self.since.setPlaceholderText(DAY_FORM)
        self.until.setPlaceholderText("still so")
        grid = QGridLayout()
        grid.setSpacing(6)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("&Title", self.title),
            ("&Symptom", self.symptom),
            ("Ca&use", self.cause),
            ("&Workaround", self.workaround),
            ("&Fix", self.fix),
            ("S&ince", self.since),
            ("Unti&l", self.until),
            ("&How-to", self.how_to),
        )
        for row, (label, field) in enumerate(rows):
            grid.addWidget(field_label(label, field), row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.from_notes, 1)
        buttons.addWidget(self.save, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.heading)
        layout.addLayout(grid)
        layout.addWidget(self.told)
        layout.addLayout(buttons)
        layout.addStretch(1)


def _is_day(text: str) -> bool:
    try:
        _day(text)
    except ValueError:
        return False
    return True


def _day(text: str) -> date | None:
    return date.fromisoformat(text.strip()) if text.strip() else None
