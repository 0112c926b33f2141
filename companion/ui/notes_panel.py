"""The five parts of the notes. What is typed is on its way to disk at the key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from companion.domain.call import Call, CallId
from companion.domain.notes import Section
from companion.domain.ticket import READ_BY_CALLER
from companion.ui.checked_text import CheckedText
from companion.ui.keys import Keys
from companion.ui.labels import ElidedLabel, field_label
from companion.ui.note_check import NoteCheck
from companion.ui.theme import is_new_look, with_role

_TITLES = {
    Section.REPORTED: ("&Reported", "Reported", "In the caller's words"),
    Section.OBSERVED: ("&Observed", "Observed", "What you see, errors to the letter"),
    Section.DONE: ("&Done", "Done", "What was tried, and what came of it"),
    Section.OUTCOME: ("O&utcome note", "Outcome note", "How it ended, how it was tested"),
    Section.FOLLOW_UP: ("Follow-u&p", "Follow-up", "What happens next, and who does it"),
}
OPEN_LINES, SHUT_LINES = 2, 1


class NotesPanel(QWidget):
    """Narrow, the part with the focus is open and the others are a line each; wide, all are open.

    Which part is open follows the focus alone, so nothing moves while it is typed in.
    """

    note_changed = Signal(object, str)
    cards_requested = Signal()
    """The known errors that fit the notes are to be seen."""

    def __init__(self) -> None:
        super().__init__()
        self._is_wide = False
        self._open = Section.REPORTED
        self._shown: CallId | None = None
        self.fields: dict[Section, CheckedText] = {}
        self.wording = {section: ElidedLabel("Wording", "small") for section in READ_BY_CALLER}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for section in Section:
            field = self._field(section)
            self.fields[section] = field
            layout.addLayout(self._heading(section, field))
            layout.addWidget(field)
        self.note_check = NoteCheck(self, self.fields, self.wording)
        self._size_fields()

    def show_call(self, call: Call) -> None:
        """Draw the notes; a field whose text is the same keeps its cursor and its undo.

        Another call's notes are set anew, the same text too: undo must not bring back words of
        the call before.
        """
        is_other = call.id != self._shown
        self._shown = call.id
        for section, field in self.fields.items():
            text, before = call.notes[section], _text_of(field)
            if is_other or text != before:
                field.blockSignals(True)
                if not is_other and text.startswith(before):
                    _append(field, text[len(before) :])
                else:
                    field.setPlainText(text)
                field.blockSignals(False)
                self.note_check.look_again(section)

    def show_known_errors(self, titles: Sequence[str]) -> None:
        """Say that known errors fit the notes; nothing moves, and it takes no keyboard."""
        count = "1 known error" if len(titles) == 1 else f"{len(titles)} known errors"
        self.known.setText(f"◆ {count}  {Keys.CARDS.sequence}" if titles else "")
        name = "; ".join(titles) or "none fits"
        self.known.setAccessibleName(f"Known errors: {name}")
        self.known.setToolTip("\n".join(titles))
        self.known.setEnabled(bool(titles))

    def set_wide(self, is_wide: bool) -> None:
        """Open every part, or only the one with the focus."""
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self._size_fields()

    def go_to(self, section: Section) -> None:
        """Put the focus in a part, at the end of its text."""
        field = self.fields[section]
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.moveCursor(field.textCursor().MoveOperation.End)

    def go_to_next(self) -> None:
        """Put the focus in the part after the one that has it, or was last open."""
        sections = list(Section)
        has_focus = self.fields[self._open].hasFocus()
        index = sections.index(self._open) + (1 if has_focus else 0)
        self.go_to(sections[index % len(sections)])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            for section, field in self.fields.items():
                if field is watched and section is not self._open:
                    self._open = section
                    self._size_fields()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_look(event):
            self._size_fields()

    def _heading(self, section: Section, field: CheckedText) -> QHBoxLayout:
        """The name of a part and, beside it, what is told of it: no room of its own."""
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(field_label(_TITLES[section][0], field))
        if section in self.wording:
            heading.addWidget(self.wording[section], 3)
        if section is Section.REPORTED:
            heading.addWidget(self._known_errors(), 2)
        return heading

    def _known_errors(self) -> QPushButton:
        self.known = QPushButton()
        with_role(self.known, "due")
        self.known.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # As wide as there is room: what comes and goes must not widen the window.
        self.known.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.known.clicked.connect(self.cards_requested)
        self.show_known_errors(())
        return self.known

    def _field(self, section: Section) -> CheckedText:
        _, name, placeholder = _TITLES[section]
        field = CheckedText(name)
        field.setPlaceholderText(placeholder)
        field.textChanged.connect(
            lambda: self.note_changed.emit(section, _text_of(self.fields[section]))
        )
        field.installEventFilter(self)
        return field

    def _size_fields(self) -> None:
        for section, field in self.fields.items():
            is_open = self._is_wide or section is self._open
            # Or it is reckoned in the type it has before the style sheet is read.
            field.ensurePolished()
            line = field.fontMetrics().lineSpacing()
            # Border and padding of the style sheet on both sides, and the document's own margin.
            # That below would let the next line look in, but where one types it has to be there:
            # or the line above the cursor is scrolled away.
            margin = int(field.document().documentMargin())
            shut, opened = SHUT_LINES * line + margin, OPEN_LINES * line + 2 * margin
            field.setMinimumHeight(2 * 5 + (opened if is_open else shut))
            field.setMaximumHeight(16_777_215 if is_open else 2 * 5 + shut)
            policy = QSizePolicy.Policy.Expanding if is_open else QSizePolicy.Policy.Fixed
            field.setSizePolicy(QSizePolicy.Policy.Expanding, policy)
            bars = Qt.ScrollBarPolicy
            wanted = bars.ScrollBarAsNeeded if is_open else bars.ScrollBarAlwaysOff
            field.setVerticalScrollBarPolicy(wanted)


def _text_of(field: QPlainTextEdit) -> str:
    """What is in a field, to the letter: toPlainText makes a space of U+00A0."""
    raw = field.document().toRawText()
    return raw.replace("\u2029", "\n").replace("\u2028", "\n")


def _append(field: QPlainTextEdit, text: str) -> None:
    """Add at the end; the agent's own cursor stays where it is, and so does undo."""
    cursor = QTextCursor(field.document())
    cursor.movePosition(QTextCursor.MoveOperation.End)
    typing = field.textCursor()
    place = typing.position()
    cursor.insertText(text)
    if typing.position() != place:
        typing.setPosition(place)
        field.setTextCursor(typing)
