"""The cards to choose from, found while one types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from companion.domain.cards import Card, CardKind, KnownError
from companion.services.cards import Cards
from companion.ui.card_words import second_line
from companion.ui.labels import ValueLabel, button, two_line_item

_CARD = Qt.ItemDataRole.UserRole
_KINDS = (
    ("All cards", "A&ll", None),
    ("Terms", "&Terms", CardKind.TERM),
    ("How-tos", "Ho&w-tos", CardKind.HOW_TO),
    ("Known errors", "&Errors", CardKind.KNOWN_ERROR),
)


class CardList(QWidget):
    """A field to type in, the kinds, and what was found, the best first.

    The known errors that the call's notes speak of stand on top while nothing is typed, and
    below what is said of the word that the agent came with.
    """

    chosen = Signal()
    """The card in hand is another."""
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cards: Cards | None = None
        self._notes, self._today = "", date.min
        self._asked_word = ""
        self.search = QLineEdit()
        self.search.setAccessibleName("Search")
        self.search.setPlaceholderText("A word, a task or what goes wrong")
        self.list = QListWidget()
        self.list.setAccessibleName("Cards")
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found = ValueLabel("Found", "small")
        self.kinds = QButtonGroup(self)
        self.search.textChanged.connect(self.refresh)
        self.search.returnPressed.connect(self.opened)
        self.search.installEventFilter(self)
        self.list.currentItemChanged.connect(lambda _: self.chosen.emit())
        self.list.itemActivated.connect(lambda _: self.opened.emit())
        self._lay_out()
        self.found.show_value("Reading the cards …")

    @property
    def card(self) -> Card | None:
        """The card in hand."""
        item = self.list.currentItem()
        card: Card | None = item.data(_CARD) if item else None
        return card

    def show_cards(self, cards: Cards) -> None:
        """The cards are there to be searched."""
        self._cards = cards
        self.refresh()

    def enter(self, selected: str, word: str, notes: str, today: date) -> None:
        """The keyboard comes here, with what is selected or else a word that a term explains."""
        self._notes, self._today = notes, today
        self.kinds.buttons()[0].setChecked(True)
        known = selected or (word if self._cards and self._cards.explains(word) else "")
        self._asked_word = known.strip()
        if self.search.text() == known:
            self.refresh()
        else:
            self.search.setText(known)
        self.list.setCurrentRow(0)
        self.go_on()

    def go_on(self) -> None:
        """The keyboard goes back to what is typed."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def choose(self, card: Card) -> None:
        """Take a card in hand, whatever was looked for before."""
        self.kinds.buttons()[0].setChecked(True)
        self.search.clear()
        self.refresh()
        for row in range(self.list.count()):
            if self.list.item(row).data(_CARD) == card:
                self.list.setCurrentRow(row)

    def refresh(self) -> None:
        """List what matches."""
        if self._cards is None:
            return
        text, index = self.search.text().strip(), self.kinds.checkedId()
        found = self._cards.find(text, _KINDS[index][2])
        fitting = self._fitting(index) if text in ("", self._asked_word) else []
        self.list.blockSignals(True)
        self.list.clear()
        others = [card for card in found if card not in fitting]
        for card in (*others, *fitting) if text else (*fitting, *others):
            fits = "Fits the notes · " if card in fitting else ""
            item = two_line_item(f"{card.title}\n{fits}{second_line(card)}")
            item.setData(_CARD, card)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self.found.show_value(_counted(len(others) + len(fitting), len(fitting)))
        self.chosen.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and up in the search field move through the cards."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step and self.list.count():
                row = self.list.currentRow() + step
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
                return True
        return False

    def _fitting(self, index: int) -> Sequence[KnownError]:
        assert self._cards is not None, "there is something to search"
        kind = _KINDS[index][2]
        if kind not in (None, CardKind.KNOWN_ERROR):
            return ()
        return self._cards.fitting(self._notes, self._today)

    def _kind(self, name: str, text: str, index: int) -> QPushButton:
        kind = button(name, text, role="switch")
        kind.setCheckable(True)
        kind.setChecked(index == 0)
        kind.clicked.connect(self.refresh)
        self.kinds.addButton(kind, index)
        return kind

    def _lay_out(self) -> None:
        kinds = QHBoxLayout()
        kinds.setSpacing(2)
        for index, (name, text, _) in enumerate(_KINDS):
            kinds.addWidget(self._kind(name, text, index))
        kinds.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.search)
        layout.addLayout(kinds)
        layout.addWidget(self.found)
        layout.addWidget(self.list, 1)


def _counted(cards: int, fitting: int) -> str:
    if not cards:
        return "No card matches."
    fit = f", {fitting} {'fits' if fitting == 1 else 'fit'} the notes" if fitting else ""
    return f"{cards} {'card' if cards == 1 else 'cards'}{fit}"
