"""Writing to the caller: choose a reply by typing, fill what it lacks, mend it, copy it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from companion.domain.call import Call, CallId
from companion.domain.draft import DraftId
from companion.domain.flow import FlowId
from companion.domain.replies import Channel, Letter, Reply, seconds_to_say
from companion.domain.wording import SLOTS
from companion.domain.wording_check import Finding
from companion.domain.wording_rules import Fault
from companion.services.drafts import Drafts, place_in
from companion.services.lines import MOST_GAPS, Gap
from companion.services.replying import offered
from companion.ui.button_row import ButtonRow
from companion.ui.checked_text import Check, CheckedText, FindingList, LookUp
from companion.ui.gap_fields import GapFields
from companion.ui.keys import APPLY_KEY, LEAVE_KEY, NEXT_FINDING_KEY, PREVIOUS_FINDING_KEY, Keys
from companion.ui.labels import ElidedLabel, ValueLabel, button, field_label
from companion.ui.tall_area import TallArea
from companion.ui.theme import with_role

WIDE = 720
"""Pixels from which the text stands beside the list instead of below it."""
_SHOWN_REPLIES, _SHOWN_FINDINGS, _SHOWN_LINES = 3, 4, 8
"""Lines of text that the lists and the message have room for at least."""
_CHANNELS = {Channel.EMAIL: "E-mail", Channel.CHAT: "Chat", Channel.VOICEMAIL: "Voicemail"}
_REPLY = Qt.ItemDataRole.UserRole

Write = Callable[[Reply, Call, Mapping[str, str]], Letter]


class ReplyPage(QWidget):
    """Shows a reply filled from a call. What was changed in it is there again the next time."""

    left = Signal()
    filled = Signal(object, str, str)
    """Something was typed for a placeholder: the call, the placeholder, the text."""
    copied = Signal(str, str)
    """A message is wanted on the clipboard: its text, and its subject (may be empty)."""
    told = Signal(str)
    """Why something cannot be done."""

    def __init__(
        self, replies: Sequence[Reply], write: Write, look_up: LookUp, drafts: Drafts
    ) -> None:
        super().__init__()
        with_role(self, "page")
        self._replies = replies
        self._write = write
        self._look_up = look_up
        self._check_for: Callable[[Call], Check] = lambda _: lambda _: ()
        self._call: Call | None = None
        self._reply: Reply | None = None
        self._letter: Letter | None = None
        self._lacks: list[str] = []
        self._typed: dict[CallId, dict[str, str]] = {}
        self._given: dict[tuple[CallId, str], str] = {}
        self._drafts = drafts
        self._is_filling = False
        self.about = ElidedLabel("Reply about", "heading")
        self.search = QLineEdit()
        self.search.setAccessibleName("Find reply")
        self.search.setPlaceholderText("Type to choose: printer chat, late, status …")
        self.replies = QListWidget()
        self.replies.setAccessibleName("Replies")
        self.replies.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.gaps = GapFields()
        self.subject = QLineEdit()
        self.subject.setAccessibleName("Subject")
        self.text = CheckedText("Reply")
        self.length = ValueLabel("Length", "small")
        self.wording = FindingList()
        self.apply = button("Apply", "Apply", APPLY_KEY, "action")
        self.leave = button("Leave as it is", "Leave it", LEAVE_KEY, "action")
        self.copy = button("Copy reply", "Copy", Keys.COPY.sequence, "action")
        self.back = button("Back", "Back", "Esc", "action")
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------------ what is shown

    def check_with(self, check_for: Callable[[Call], Check]) -> None:
        """How the wording of a message about a call is checked."""
        self._check_for = check_for

    def know_replies(self, replies: Sequence[Reply]) -> None:
        """What there is to choose from, from the next time the page is entered."""
        self._replies = replies

    def enter_for(self, call: Call, words: str = "") -> None:
        """The page comes into view, for writing about a call; `words` choose the reply."""
        self._call = call
        who = call.caller.name or call.caller.number or "the caller"
        self.about.show_value(f"To {who}")
        self.search.setText(words)
        self._show_replies()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose(self, reply: Reply) -> None:
        """Take a reply in hand, whatever was looked for before."""
        self.search.clear()
        for row in range(self.replies.count()):
            if self.replies.item(row).data(_REPLY) == reply:
                self.replies.setCurrentRow(row)

    def _show_replies(self) -> None:
        flow = self._call.flow if self._call else FlowId("")
        self.replies.clear()
        for reply in offered(self._replies, flow, self.search.text()):
            item = QListWidgetItem(f"{_CHANNELS[reply.channel]} · {reply.title}")
            item.setData(_REPLY, reply)
            self.replies.addItem(item)
        self.replies.setCurrentRow(0)

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is None or self._call is None:
            return
        self._reply = item.data(_REPLY)
        self._show_reply(anew=True)

    def _show_reply(self, *, anew: bool) -> None:
        """Fill the reply; a draft of it is shown as it was left."""
        assert self._call, "a reply is about a call"
        assert self._reply, "there is a reply to show"
        typed = self._typed.get(self._call.id, {})
        letter = self._letter = self._write(self._reply, self._call, typed)
        subject = letter.subject.text if letter.subject else ""
        half_written = map(self._drafts.text, self._places()) if anew else ("", "")
        kept_subject, kept_text = half_written
        self._is_filling = True
        self.subject.setText(kept_subject or subject)
        self.subject.setCursorPosition(0)
        self.subject.setEnabled(letter.subject is not None)
        text = kept_text or letter.text
        self.text.show_text(text, self._check_for(self._call), self._look_up)
        self._is_filling = False
        self._show_gaps(anew=anew)
        self._show_length()
        if letter.held_back:
            what = ", ".join(SLOTS[slot] for slot in letter.held_back)
            self.told.emit(f"Held back, it looks secret: {what}.")

    def _show_gaps(self, *, anew: bool) -> None:
        """Ask for what is lacking, in pairs; a pair stays until both were passed."""
        assert self._call, "a reply is about a call"
        assert self._letter, "a reply was filled"
        if anew:
            text = self.text.text + self.subject.text()
            self._lacks = [slot for slot in self._letter.missing if _place(slot) in text]
        else:
            self._lacks += [slot for slot in self._letter.missing if slot not in self._lacks]
        typed = self._typed.get(self._call.id, {})
        gaps = (Gap(slot, SLOTS[slot], typed.get(slot, "")) for slot in self._lacks[:MOST_GAPS])
        self.gaps.show_gaps(tuple(gaps), anew=anew)

    def _show_length(self) -> None:
        words = len(self.text.text.split())
        if self._reply and self._reply.channel is Channel.VOICEMAIL:
            seconds = seconds_to_say(self.text.text)
            self.length.show_value(f"About {seconds} seconds to say")
        else:
            self.length.show_value(f"{words} words")

    def _on_checked(self, found: tuple[Finding, ...]) -> None:
        self.wording.show_findings(found, self.text.text)
        for pressed in (self.apply, self.leave):
            pressed.setEnabled(bool(found))
        self._show_length()

    # ------------------------------------------------------------------ what the agent does

    def copy_now(self) -> None:
        """Put the message on the clipboard, unless something in it must not leave."""
        text, subject = self.text.text, self.subject.text()
        self.text.check_now()
        if any(finding.kind is Fault.SECRET for finding in self.text.findings):
            self.told.emit(
                f"Something here looks secret. {APPLY_KEY} takes it out, {LEAVE_KEY} lets it stand."
            )
        elif empty := [title for title in SLOTS.values() if f"‹{title}›" in text + subject]:
            self.told.emit(f"Still empty: {empty[0]}. Type it above the text, or take it out.")
            self.gaps.go_to_first()
        elif text.strip():
            self.copied.emit(text, subject)

    def _on_filled(self, slot: str, text: str) -> None:
        if self._call is None:
            return
        is_edited = self._is_edited()
        self._typed.setdefault(self._call.id, {})[slot] = text
        if not is_edited:
            self._show_reply(anew=False)

    def _on_gap_left(self) -> None:
        """What was typed for a place goes into a text that the agent has changed, too."""
        if self._call is None:
            return
        for slot, value in self._typed.get(self._call.id, {}).items():
            if (value := value.strip()) and self._given.get((self._call.id, slot)) != value:
                self._given[self._call.id, slot] = value
                self.filled.emit(self._call, slot, value)
                self.text.replace(_place(slot), value)
                self.subject.setText(self.subject.text().replace(_place(slot), value))

    def _on_gaps_finished(self) -> None:
        self._on_gap_left()
        self._show_gaps(anew=True)
        self._on_enter()

    def _on_enter(self) -> None:
        """On to what the reply lacks, else to its text."""
        if self.gaps.is_needed:
            self.gaps.go_to_first()
        else:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_apply(self) -> None:
        if row := self.wording.chosen:
            self.text.apply(row)

    def _on_leave(self) -> None:
        if row := self.wording.chosen:
            self.text.leave(row.finding)

    # ------------------------------------------------------------------ drafts

    def _is_edited(self) -> bool:
        """The agent has changed the text that was filled in."""
        letter = self._letter
        return letter is not None and self.text.text != letter.text

    def _places(self) -> tuple[DraftId, DraftId]:
        assert self._call, "a reply is about a call"
        assert self._reply, "there is a reply to keep"
        place = partial(place_in, self._call.id, "reply", self._reply.id)
        return place("subject"), place("text")

    def _keep_draft(self) -> None:
        """Each key in the subject or the text is on its way to disk."""
        if self._letter is None or self._is_filling:
            return
        filled = (self._letter.subject.text if self._letter.subject else "", self._letter.text)
        written = (self.subject.text(), self.text.text)
        for place, text, was in zip(self._places(), written, filled, strict=True):
            self._drafts.keep(place, "" if text == was else text)

    # ------------------------------------------------------------------ putting together

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and up in the search field move through the replies."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
                row = self.replies.currentRow() + step
                self.replies.setCurrentRow(max(0, min(self.replies.count() - 1, row)))
                return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._size_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        is_wide = event.size().width() >= WIDE
        self._halves.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
        self._size_parts()

    def _size_parts(self) -> None:
        """Every part has room for some lines of text, however large the text is."""
        line = self.fontMetrics().lineSpacing()
        is_wide = self._halves.direction() is QBoxLayout.Direction.LeftToRight
        self.text.setMinimumHeight(_SHOWN_LINES * line)
        for part, lines, wide_lines in (
            (self.replies, 2 * _SHOWN_REPLIES, 1000),
            (self.wording, _SHOWN_FINDINGS, 2 * _SHOWN_FINDINGS),
        ):
            part.setMinimumHeight(lines * line)
            part.setMaximumHeight((wide_lines if is_wide else lines) * line)
        # Room for the fields also while there are none: nothing below them moves.
        self.gaps.setMinimumHeight(self.search.sizeHint().height())

    def _connect(self) -> None:
        self.search.textChanged.connect(self._show_replies)
        self.search.returnPressed.connect(self._on_enter)
        self.search.installEventFilter(self)
        self.replies.currentItemChanged.connect(self._on_chosen)
        self.replies.itemActivated.connect(lambda _: self._on_enter())
        self.gaps.filled.connect(self._on_filled)
        self.gaps.finished.connect(self._on_gaps_finished)
        for field in self.gaps.fields:
            field.editingFinished.connect(self._on_gap_left)
        self.subject.textChanged.connect(self._keep_draft)
        self.text.textChanged.connect(self._keep_draft)
        self.text.checked.connect(self._on_checked)
        self.wording.pointed.connect(self.text.point_at)
        self.apply.clicked.connect(self._on_apply)
        self.leave.clicked.connect(self._on_leave)
        self.copy.clicked.connect(self.copy_now)
        self.back.clicked.connect(self.left)
        for key, act in (
            (APPLY_KEY, self.apply.click),
            (LEAVE_KEY, self.leave.click),
            (NEXT_FINDING_KEY, lambda: self.wording.step(1)),
            (PREVIOUS_FINDING_KEY, lambda: self.wording.step(-1)),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        inside = QWidget()
        with_role(inside, "page")
        choose, message = QVBoxLayout(), QVBoxLayout()
        choose.addWidget(self.search)
        choose.addWidget(self.replies, 1)
        choose.addWidget(self.gaps)
        subject = QHBoxLayout()
        subject.addWidget(field_label("Sub&ject", self.subject))
        subject.addWidget(self.subject, 1)
        message.addLayout(subject)
        message.addWidget(self.text, 1)
        message.addWidget(self.wording)
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom, inside)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(6)
        self._halves.addLayout(choose)
        self._halves.addLayout(message, 1)
        top = QHBoxLayout()
        top.addWidget(self.about, 1)
        top.addWidget(self.length)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addWidget(TallArea(inside), 1)
        layout.addWidget(ButtonRow(self.back, self.apply, self.leave, self.copy))


def _place(slot: str) -> str:
    """How an empty place is shown."""
    return f"‹{SLOTS[slot]}›"
