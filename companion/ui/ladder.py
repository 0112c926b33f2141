"""What the stage still asks: one question or check at a time, answered by key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from companion.domain.flow import Check, ItemId, Question, Stage
from companion.domain.gathered import AnswerValue, Gathered
from companion.domain.wording import Wording
from companion.ui.labels import SteadyLabel, button

Item = Question | Check


class Ladder(QWidget):
    """Shows the first question nobody has answered; the others are one key away.

    What is answered writes its note line; the next one moves up by itself.
    """

    answered = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[Item, ...] = ()
        self._gathered = Gathered()
        self._shown: ItemId | None = None
        self._say: Callable[[Wording], str] = _as_written
        self.question = SteadyLabel("small", 2)
        self.yes = button("Answer yes", "&Yes", role="answer")
        self.no = button("Answer no", "&No", role="answer")
        self.done = button("Asked", "Do&ne", role="answer")
        self.other = button("Other question", "&Q ›", role="answer")
        self.yes.clicked.connect(lambda: self._answer(AnswerValue.YES))
        self.no.clicked.connect(lambda: self._answer(AnswerValue.NO))
        self.done.clicked.connect(lambda: self._answer(AnswerValue.DONE))
        self.other.clicked.connect(self.show_other)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.question, 1)
        for pressable in (self.yes, self.no, self.done, self.other):
            layout.addWidget(pressable)

    @property
    def has_items(self) -> bool:
        """The stage asks or checks something."""
        return bool(self._items)

    @property
    def open_items(self) -> tuple[Item, ...]:
        """What nobody has answered or ticked yet."""
        return tuple(item for item in self._items if not self._gathered.answer(item.id))

    def show_stage(self, stage: Stage, gathered: Gathered, say: Callable[[Wording], str]) -> None:
        """Draw the stage's questions and checks as far as they are answered; `say` fills them."""
        self._say = say
        items: tuple[Item, ...] = (*stage.questions, *stage.checks)
        if items == self._items and gathered.answers == self._gathered.answers:
            return
        was_open = self._shown in [item.id for item in self.open_items]
        self._items, self._gathered = items, gathered
        still_there = self._shown in [item.id for item in items]
        if not still_there or (was_open and self._answer_of(self._shown)):
            self._shown = next((item.id for item in self.open_items), None)
        self._draw()

    def show_other(self) -> None:
        """The next one, answered ones too: an answer may have to be changed."""
        if self._items:
            ids = [item.id for item in self._items]
            at = ids.index(self._shown) + 1 if self._shown in ids else 0
            self._shown = ids[at % len(ids)]
            self._draw()

    def _draw(self) -> None:
        item = next((item for item in self._items if item.id == self._shown), None)
        is_closed = isinstance(item, Question) and item.is_closed
        self.yes.setVisible(is_closed)
        self.no.setVisible(is_closed)
        self.done.setVisible(item is not None and not is_closed)
        self.other.setVisible(bool(self._items))
        words = self._words(item)
        self.question.setText(words)
        self.question.setAccessibleName(f"Question: {words}")
        self._mark(self.yes, AnswerValue.YES)
        self._mark(self.no, AnswerValue.NO)
        self._mark(self.done, AnswerValue.DONE)

    def _words(self, item: Item | None) -> str:
        if item is None:
            return "All asked." if self._items else ""
        words = self._say(item.ask) if isinstance(item, Question) else item.text
        at = self._items.index(item) + 1
        return f"{at}/{len(self._items)} {words}"

    def _mark(self, pressable: QPushButton, value: AnswerValue) -> None:
        """Which answer was given is told by a tick, not by colour alone."""
        answer = self._answer_of(self._shown)
        text = pressable.text().removeprefix("✓ ")
        pressable.setText(f"✓ {text}" if answer is value else text)

    def _answer_of(self, item: ItemId | None) -> AnswerValue | None:
        answer = self._gathered.answer(item) if item else None
        return answer.value if answer else None

    def _answer(self, value: AnswerValue) -> None:
        """Give the answer; the same one again takes it back."""
        if self._shown:
            is_same = self._answer_of(self._shown) is value
            self.answered.emit(self._shown, None if is_same else value)


def _as_written(wording: Wording) -> str:
    return wording.template
