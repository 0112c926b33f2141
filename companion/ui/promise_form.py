"""Promising something in few keys: when, and if need be what, to whom, and of what kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from companion.domain.call import CallId
from companion.domain.promise import FollowUpKind, usual_delay
from companion.domain.wording import first_sentence
from companion.services.drafts import Drafts, place_in
from companion.services.due_text import understood, ways_to_write
from companion.services.ledger import KIND_TITLES, usual_words
from companion.services.lines import due_choices, spoken_time
from companion.services.ports import OwedPromise
from companion.ui.draft_fields import DraftFields
from companion.ui.labels import Choice, SteadyLabel, ValueLabel, button, field_label

_KINDS = [kind for kind in FollowUpKind if kind is not FollowUpKind.NOTE]
Delays = Mapping[FollowUpKind, Sequence[timedelta]]


@dataclass(frozen=True, slots=True)
class Promised:
    """What was typed: `promise` is the one it changes, or None for a new one."""

    kind: FollowUpKind
    what: str
    to: str
    due: datetime
    promise: OwedPromise | None = None


class PromiseForm(QWidget):
    """Enter in any field promises; Down goes through times that are often promised.

    A time counts from when it was typed: what was read to the caller is what is promised.
    """

    promised = Signal(object)

    def __init__(self, now: Callable[[], datetime], drafts: Drafts) -> None:
        """`now` is the local time (aware)."""
        super().__init__()
        self._clock = now
        self._promise: OwedPromise | None = None
        self._caller = ""
        self._note = ""
        self._now = now()
        self._due: datetime | None = None
        self._about: tuple[str, str] | None = None
        self._delays: Delays = {}
        self._taken: datetime | None = None
        self.title = ValueLabel("Promising", "section")
        self.kind = Choice("Promise kind")
        self.when = Choice("Promise due")
        self.when.setEditable(True)
        self.when.setInsertPolicy(Choice.InsertPolicy.NoInsert)
        self.when.setCompleter(None)  # type: ignore[arg-type] # Qt takes none, its stubs do not say so
        edit = self.when.lineEdit()
        assert edit is not None, "a box that is typed in has a line to type in"
        self._due_edit: QLineEdit = edit
        self._due_edit.setAccessibleName("Promise due")
        self._due_edit.setPlaceholderText(", ".join(list(ways_to_write())[:4]))
        self.what = self._field("Promise")
        self.to = self._field("Promised to")
        fields = {"when": self._due_edit, "what": self.what, "to": self.to}
        self._half_typed = DraftFields(drafts, fields)
        self.understood = SteadyLabel("muted", 2)
        self.later = button("Promise later")
        self.make = button("Promise it", "Promise it", "Enter", "primary")
        self.when.editTextChanged.connect(self._on_time_typed)
        self.kind.currentIndexChanged.connect(lambda _: self._show_kind())
        self.later.clicked.connect(self._take_the_longer)
        self.make.clicked.connect(self._on_made)
        for field in (self._due_edit, self.what, self.to):
            field.returnPressed.connect(self._on_made)
        self._lay_out()
        self._show_understood()

    # ------------------------------------------------------------------ what it is about

    def begin(self, call: CallId, caller: str, note: str = "") -> None:
        """A new promise to a call's caller; what was left half-typed for it stays.

        A follow-up `note` is offered first: its words stand, and only its time is missing.
        """
        if self._about == (call, note) and self._is_typed_in:
            return
        self._begin(None, caller)
        self._about, self._note = (call, note), first_sentence(note, 80)
        if self._note:
            self.kind.addItem(KIND_TITLES[FollowUpKind.NOTE], FollowUpKind.NOTE)
            self.kind.setCurrentIndex(self.kind.findData(FollowUpKind.NOTE))
        self.title.show_value("a new promise", f"Promise {caller or 'the caller'} something")
        self.kind.setEnabled(True)
        self._half_typed.begin(partial(place_in, call, "promise"))

    def change(self, promise: OwedPromise) -> None:
        """Another time, or other words, for what was promised."""
        self._begin(promise, promise.caller)
        self.title.show_value(f"change {promise.what}", "Change what was promised")
        self.kind.addItem(KIND_TITLES[promise.kind], promise.kind)
        self.kind.setCurrentIndex(self.kind.findData(promise.kind))
        self.kind.setEnabled(False)
        self.what.setText(promise.what)
        self.to.setText(promise.to)
        if promise.due > self._now:
            self.when.setEditText(_as_typed(promise.due.astimezone(), self._now))

    def show_delays(self, delays: Delays) -> None:
        """How late past promises of each kind were kept."""
        self._delays = delays
        self._show_understood()

    def enter(self) -> None:
        """The keyboard comes here, to the time."""
        self.when.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._due_edit.selectAll()

    # ------------------------------------------------------------------ inside

    @property
    def _is_typed_in(self) -> bool:
        typed = (self.when.currentText(), self.what.text(), self.to.text())
        return self._promise is None and any(typed)

    def _begin(self, promise: OwedPromise | None, caller: str) -> None:
        self._half_typed.pause()
        self._promise, self._caller, self._now, self._taken = promise, caller, self._clock(), None
        self._about, self._note = None, ""
        self.when.clear()
        for title, _ in due_choices(self._now):
            self.when.addItem(title)
        self.when.setCurrentIndex(-1)
        self.when.setEditText("")
        self.kind.clear()
        for kind in _KINDS:
            self.kind.addItem(KIND_TITLES[kind], kind)
        self.what.clear()
        self.to.clear()
        self._show_kind()

    @property
    def _kind(self) -> FollowUpKind:
        return FollowUpKind(self.kind.currentData() or FollowUpKind.CALLBACK)

    def _on_time_typed(self, typed: str) -> None:
        self._now = self._clock()
        self._due = dict(due_choices(self._now)).get(typed) or understood(typed, self._now)
        self._show_understood()

    @property
    def _longer(self) -> datetime | None:
        """The time that the agent's own past suggests instead."""
        due, delay = self._due, usual_delay(self._delays.get(self._kind, ()))
        return due + delay if due and delay and due != self._taken else None

    def _show_kind(self) -> None:
        # The follow-up note has its words in the notes, and they count.
        self.what.setEnabled(self._kind is not FollowUpKind.NOTE)
        usual = usual_words(self._kind, self._caller)
        self.what.setPlaceholderText(usual or self._note)
        self._show_understood()

    def _show_understood(self) -> None:
        typed, due, longer = self.when.currentText().strip(), self._due, self._longer
        if due:
            said = f"✓ {spoken_time(due, self._now).capitalize()}."
        else:
            said = "That is no time ahead that I understand." if typed else "When?"
        if due and longer:
            minutes = round((longer - due).total_seconds() / 60)
            said += f" You usually need {_spoken_length(minutes)} more: promise {longer:%H:%M}?"
            self.later.setText(f"&Yes, {longer:%H:%M}")
        # It keeps its place, so that nothing moves under the fingers.
        self.later.setEnabled(longer is not None)
        if longer is None:
            self.later.setText("Later")
        self.understood.setText(said)
        self.understood.setAccessibleName(f"Understood: {said}")
        self.make.setEnabled(due is not None)

    def _take_the_longer(self) -> None:
        if longer := self._longer:
            self._taken = longer
            self.when.setEditText(_as_typed(longer, self._now))
            self.when.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_made(self) -> None:
        if due := self._due:
            made = Promised(self._kind, self.what.text(), self.to.text(), due, self._promise)
            self._about = None
            self._half_typed.end()
            self.promised.emit(made)

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setMaxLength(500)
        return field

    def _lay_out(self) -> None:
        self.to.setPlaceholderText("the caller")
        grid = QGridLayout()
        grid.setSpacing(6)
        fields = (
            ("When", self.when),
            ("What", self.what),
            ("To", self.to),
            ("Kind", self.kind),
        )
        for row, (label, field) in enumerate(fields):
            grid.addWidget(field_label(label, field), row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.later, 1)
        buttons.addWidget(self.make, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.title)
        layout.addLayout(grid)
        layout.addWidget(self.understood)
        layout.addLayout(buttons)


def _as_typed(due: datetime, now: datetime) -> str:
    """A time as it could have been typed; seconds are nobody's promise."""
    return f"{due:%H:%M}" if due.date() == now.date() else f"{due:%Y-%m-%d %H:%M}"


def _spoken_length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} minutes"
    return f"{hours} h {rest:02} min" if rest else f"{hours} h"
