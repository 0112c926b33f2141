"""Cards over the call: explain a word, lead through a task, see what is known to fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from companion.domain.cards import Card, HowTo, KnownError, Step
from companion.domain.errors import UserError
from companion.services.cards import Cards, StepNotes, draft_from
from companion.services.desk import Desk
from companion.ui.card_list import CardList
from companion.ui.card_view import CardView
from companion.ui.card_words import face
from companion.ui.known_error_form import KnownErrorForm
from companion.ui.labels import button
from companion.ui.qt_background import Background
from companion.ui.tall_area import TallArea
from companion.ui.theme import with_role

WIDE = 720
"""Pixels from which the card stands beside the list instead of below it."""


class CardsPage(QWidget):
    """The list with the card in hand below it; Enter opens the card over the whole page.

    The cards are read when the page is first entered, beside the window's thread. Explaining
    a term writes nothing; the steps of a how-to leave their lines in the notes.
    """

    left = Signal()

    def __init__(self, new_cards: Callable[[], Cards], desk: Desk, background: Background) -> None:
        super().__init__()
        with_role(self, "page")
        self._new_cards = new_cards
        self._desk = desk
        self._background = background
        self._notes = StepNotes(desk)
        self._cards: Cards | None = None
        self._is_asked = False
        self._asked_for = "", ""
        self._open: Card | None = None
        self._wanted: Card | None = None
        self._step = 0
        self.list = CardList()
        self.view = CardView()
        self.form = KnownErrorForm(desk.drafts)
        self.said = button("Step said", "Said", "S", "action")
        self.checked = button("Step checked", "They see it", "C", "action")
        self.previous = button("Previous step", "", "⌫", "action")
        self.next = button("Next step", "Next", "Space", "primary")
        self.open = button("Open card", "Open", "Enter", "primary")
        self.new = button("New known error", "&New error", role="action")
        self.change = button("Change known error", "Chan&ge", role="action")
        self.helps = button("How-to that helps", "", "1", "action")
        self.back = button("Back", "Back", "Esc")
        self._lay_out()
        self._connect()
        self._show_list()
        desk.subscribe(self._show_marks)

    # ------------------------------------------------------------------ coming in

    def enter(self) -> None:
        """The page comes into view."""
        self.enter_with("", "")

    def enter_with(self, selected: str, word: str) -> None:
        """The page comes into view, with what is selected or, if a card explains it, a word."""
        self._wanted = None
        self._asked_for = selected, word
        self._show_list()
        self.list.enter(selected, word, self._call_notes, self._today)
        if not self._is_asked:
            self._is_asked = True
            self._background.run(self._read, self._on_read, self._on_unread)

    def enter_at(self, card: Card) -> None:
        """The page comes into view with a card open over it."""
        self.enter()
        self._wanted = card
        self._open_wanted()

    def _open_wanted(self) -> None:
        if self._cards is not None and (card := self._wanted):
            self._wanted = None
            self.list.choose(card)
            self._show_open(card)

    def _read(self) -> Cards:
        cards = self._new_cards()
        cards.all()
        return cards

    def _on_read(self, cards: Cards) -> None:
        self._cards = cards
        self.list.show_cards(cards)
        self.form.offer_how_tos([card for card in cards.all() if isinstance(card, HowTo)])
        if not self.list.search.text() and self.list.search.hasFocus():
            self.list.enter(*self._asked_for, self._call_notes, self._today)
        self._open_wanted()

    def refresh(self) -> None:
        """The cards were edited."""
        if self._cards is not None:
            self.list.refresh()

    def _on_unread(self, trouble: UserError) -> None:
        self._is_asked = False
        self.list.found.show_value(str(trouble))

    @property
    def _call_notes(self) -> str:
        call = self._desk.call
        return f"{call.notes.reported}\n{call.notes.observed}" if call else ""

    @property
    def _today(self) -> date:
        return self._desk.now().at.astimezone().date()

    # ------------------------------------------------------------------ the card in hand

    def _show_list(self) -> None:
        self._open = None
        self._faces.setCurrentWidget(self._cards_face)
        self.list.show()
        self._show_card()

    def _open_card(self) -> None:
        if card := self.list.card:
            self._show_open(card)

    def _show_open(self, card: Card) -> None:
        self._open, self._step = card, 0
        self.list.hide()
        self._show_card()
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _back_to_list(self) -> None:
        if self._open is not None:
            self._show_list()
            self.list.go_on()

    def _on(self) -> None:
        """The next step; after the last, and from any other card, back to the list."""
        if self._steps and self._step + 1 < len(self._steps):
            self._step += 1
            self._show_card()
        elif self._open is None:
            self._open_card()
        elif self._steps:
            self._back_to_list()

    def _one_back(self) -> None:
        if self._open is None:
            self.list.go_on()
        elif self._steps and self._step:
            self._step -= 1
            self._show_card()
        else:
            self._back_to_list()

    @property
    def _card(self) -> Card | None:
        return self._open or self.list.card

    @property
    def _steps(self) -> tuple[Step, ...]:
        return self._open.steps if isinstance(self._open, HowTo) else ()

    def _show_card(self) -> None:
        card, is_open = self._card, self._open is not None
        step = self._step if is_open else None
        self.view.set_open(is_open)
        self.view.show_face(face(card, step, self._today) if card else None)
        for pressed in (self.said, self.checked, self.previous, self.next):
            pressed.setVisible(bool(self._steps))
        is_last = self._step + 1 == len(self._steps)
        self.next.setText("Done  Space" if is_last else "Next  Space")
        self.open.setVisible(not is_open)
        self.new.setVisible(not is_open)
        self.change.setVisible(isinstance(card, KnownError))
        helps = self._helping(card)
        self.helps.setVisible(bool(helps))
        if helps:
            self.helps.setText(f"{helps[0].title}  1")
        self._show_marks()

    def _show_marks(self) -> None:
        """Draw what the notes say of the step that is shown."""
        if not self._steps:
            return
        marks = self._notes.marks(self._steps[self._step])
        for pressed, text, is_marked in (
            (self.said, "Said  S", marks.said),
            (self.checked, "They see it  C", marks.checked),
        ):
            pressed.setText(f"✓ {text}" if is_marked else text)
            pressed.setEnabled(self._notes.is_possible)
            tip = "Its line is in the notes; press again to take it out."
            pressed.setAccessibleDescription(tip if is_marked else "")

    def _turn(self, turn: Callable[[Step], None]) -> None:
        if self._steps and self._notes.is_possible:
            turn(self._steps[self._step])

    def _helping(self, card: Card | None) -> list[Card]:
        """The how-tos that help against a known error, as far as they are installed."""
        if not isinstance(card, KnownError) or self._cards is None:
            return []
        there = {other.id: other for other in self._cards.all()}
        return [there[link] for link in card.how_tos if link in there]

    def _open_helping(self, number: int) -> None:
        helping = self._helping(self._card)
        if number < len(helping):
            self._show_open(helping[number])

    # ------------------------------------------------------------------ writing one down

    def _begin(self) -> None:
        self.form.begin(self._today)
        self._show_form()

    def _change(self) -> None:
        if isinstance(card := self._card, KnownError):
            self.form.change(card)
            self._show_form()

    def _show_form(self) -> None:
        self._faces.setCurrentWidget(self._form_face)
        self.form.enter(has_call=self._desk.call is not None)

    def _fill_in(self) -> None:
        if call := self._desk.call:
            self.form.fill_in(draft_from(call))

    def _keep(self, card: KnownError) -> None:
        cards = self._cards
        if cards is None:
            self.form.show_trouble("The cards are still being read; press Enter again.")
            return
        named = card if card.id else replace(card, id=cards.new_id(card.title))
        keep = partial(cards.keep, named)
        failed = self.form.show_trouble
        self._background.run(
            keep, lambda _: self._on_kept(named), lambda trouble: failed(str(trouble))
        )

    def _on_kept(self, card: KnownError) -> None:
        was_in_sight = self._faces.currentWidget() is self._form_face
        self.form.show_saved()
        self.list.refresh()
        self.list.choose(card)
        if was_in_sight and self.isVisible():
            self._show_list()
            self.list.go_on()
        self.list.found.show_value(f"Saved: {card.title}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= WIDE
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)

    # ------------------------------------------------------------------ putting together

    def _connect(self) -> None:
        view = self.view
        self.list.chosen.connect(self._show_card)
        self.list.opened.connect(self._open_card)
        view.on_requested.connect(self._on)
        view.back_requested.connect(self._one_back)
        view.said.connect(lambda: self._turn(self._notes.turn_said))
        view.checked.connect(lambda: self._turn(self._notes.turn_checked))
        view.how_to_requested.connect(self._open_helping)
        self.said.clicked.connect(view.said)
        self.checked.clicked.connect(view.checked)
        self.previous.clicked.connect(self._one_back)
        self.next.clicked.connect(self._on)
        self.open.clicked.connect(self._open_card)
        self.new.clicked.connect(self._begin)
        self.change.clicked.connect(self._change)
        self.helps.clicked.connect(lambda: self._open_helping(0))
        self.back.clicked.connect(self.left)
        self.form.wanted.connect(self._keep)
        self.form.notes_requested.connect(self._fill_in)

    def _lay_out(self) -> None:
        for pressed in (self.said, self.checked, self.previous, self.next):
            # A click leaves the keyboard in the card, where Space goes on.
            pressed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cards_face = QWidget()
        cards = QVBoxLayout(self._cards_face)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(6)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(6)
        self._columns.addWidget(self.list, 2)
        self._columns.addWidget(self.view, 3)
        cards.addLayout(self._columns, 1)
        cards.addWidget(self.helps)
        cards.addLayout(_row(self.said, self.checked))
        cards.addLayout(_row(self.previous, self.next))
        cards.addLayout(_row(self.new, self.change, self.open))
        self._form_face = TallArea(self.form)
        with_role(self.form, "page")
        self._faces = QStackedWidget()
        self._faces.addWidget(self._cards_face)
        self._faces.addWidget(self._form_face)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._faces, 1)
        layout.addWidget(self.back)


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    for pressed in buttons:
        row.addWidget(pressed, 1)
    return row
