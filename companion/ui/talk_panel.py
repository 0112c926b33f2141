"""Under the prompt while talking: other words, back, on, and the answers that lead elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from companion.domain.flow import CallFlow, Exit, FlowId, Place, PromptId, Stage
from companion.domain.gathered import Gathered
from companion.domain.wording import Wording
from companion.ui.button_row import ButtonRow
from companion.ui.keys import EXIT_KEY, Keys
from companion.ui.labels import button
from companion.ui.ladder import Ladder
from companion.ui.theme import is_new_look

_WITH_THEIR_KEYS = 2
"""What stands side by side in a narrow window with the keys beside it."""
_BESIDE_QUESTIONS = 3
"""More answers than these leave no room in a narrow window for the way to the questions."""


class TalkPanel(QWidget):
    """Asks for the next prompt, the one before, other words, or an answer's way."""

    next_requested = Signal()
    previous_requested = Signal()
    reword_requested = Signal()
    exit_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.next = button("Next prompt", "Said, next", Keys.NEXT.sequence, "primary")
        self.previous = button("Previous prompt", "Back")
        self.previous.setToolTip(Keys.PREVIOUS.sequence)
        self.reword = button("Other wording", "Reword", Keys.REWORD.sequence)
        self.next.clicked.connect(self.next_requested)
        self.previous.clicked.connect(self.previous_requested)
        self.reword.clicked.connect(self.reword_requested)
        self._exits: tuple[Exit, ...] = ()
        self._has_questions = False
        self._place: tuple[FlowId, Place, bool] | None = None
        self.ladder = Ladder()
        self._ways = QWidget()
        self._tallest = button("", "1\n2", role="way")
        self._tallest.setParent(self)
        self._tallest.hide()
        self._room = QStackedWidget()
        self._room.addWidget(self._ways)
        self._room.addWidget(self.ladder)
        self._answers = QHBoxLayout()
        self.questions = button("Questions", role="answer")
        self.questions.setToolTip(f"Questions ({Keys.LADDER.sequence})")
        self.questions.clicked.connect(self.go_to_ladder)
        ways = QHBoxLayout(self._ways)
        ways.setContentsMargins(0, 0, 0, 0)
        ways.addLayout(self._answers, 1)
        ways.addWidget(self.questions)
        steps = ButtonRow(*(self.previous, self.reword, self.next), stretches=(2, 3, 4), spacing=6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        # The answers' row keeps its room in stages that have none.
        layout.addWidget(self._room)
        layout.addWidget(steps)

    def show_place(
        self,
        flow: CallFlow,
        place: Place,
        lines: int,
        gathered: Gathered,
        say: Callable[[Wording], str],
        *,
        is_aside: bool,
        says_all: bool,
    ) -> None:
        """Draw what can be done here, with so many lines shown; `say` fills a question's words.

        Questions that are still open stand where the answers will, until the stage's last line
        is in sight; from then on they are one key away.
        """
        stage = flow.stage(place.stage)
        self.ladder.show_stage(stage, gathered, say)
        still_open = len(self.ladder.open_items)
        has_questions = bool(still_open) and len(stage.exits) <= _BESIDE_QUESTIONS
        if (stage.exits, has_questions) != (self._exits, self._has_questions):
            self._exits, self._has_questions = stage.exits, has_questions
            self._show_exits()
        self.questions.setVisible(has_questions)
        self.questions.setText(f"? {still_open}")
        self.questions.setAccessibleName(f"Questions: {still_open} open")
        is_last = stage.prompts[-1].id in _ids(stage, place, lines)
        if (flow.id, place, is_last) != self._place:
            self._place = (flow.id, place, is_last)
            asks = not stage.exits or (still_open and not is_last)
            self._room.setCurrentWidget(self.ladder if stage.items and asks else self._ways)
        said = "All said" if says_all else "Said"
        self.next.setText(f"{said}, next  {Keys.NEXT.sequence}")
        self.previous.setEnabled(is_aside or flow.before(place) is not None)

    def go_to_ladder(self) -> None:
        """Show the question to ask; when it is shown already, the next."""
        if not self.ladder.has_items:
            return
        if self._room.currentWidget() is self.ladder:
            self.ladder.show_other()
        self._room.setCurrentWidget(self.ladder)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_look(event):
            heights = (self.reword.sizeHint().height(), self._tallest.sizeHint().height())
            self._room.setFixedHeight(max(heights))

    def go_to_answers(self) -> None:
        """Put the focus on the first answer: one of them is needed to go on."""
        self._room.setCurrentWidget(self._ways)
        first = self._answers.itemAt(0)
        if widget := first and first.widget():
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def exit_at(self, index: int) -> Exit | None:
        """The answer with that number, counted from 0."""
        return self._exits[index] if index < len(self._exits) else None

    def _show_exits(self) -> None:
        while item := self._answers.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for number, way in enumerate(self._exits, 1):
            self._answers.addWidget(self._answer(way, number))

    def _answer(self, way: Exit, number: int) -> QPushButton:
        """Two answers have room for their key; of more, the number alone is shown."""
        label, key = way.label.replace("&", "&&"), EXIT_KEY.format(number=number)
        if len(self._exits) + self._has_questions <= _WITH_THEIR_KEYS:
            answer = button(way.label, label, key, "action")
        else:
            answer = button(way.label, in_two_lines(f"{number} {label}"), role="way")
            answer.setToolTip(f"{way.label} ({key})")
        answer.clicked.connect(lambda: self.exit_requested.emit(way))
        return answer


def in_two_lines(text: str) -> str:
    """The text broken at the space that leaves the longer line shortest."""
    spaces = [at for at, letter in enumerate(text) if letter == " "]
    at = min(spaces, key=lambda space: max(space, len(text) - space), default=0)
    return f"{text[:at]}\n{text[at + 1 :]}" if at else text


def _ids(stage: Stage, place: Place, lines: int) -> list[PromptId]:
    """The prompts that are shown."""
    ids = [prompt.id for prompt in stage.prompts]
    here = ids.index(place.prompt)
    return ids[here : here + lines]
