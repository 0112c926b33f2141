"""One entry: its parts, the fields of the part in hand, and how it would be said."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from companion.domain.errors import UserError
from companion.services.bench import View
from companion.services.editing import (
    ChangedElsewhere,
    Finding,
    Insert,
    Move,
    Origin,
    Remove,
    SetValue,
)
from companion.services.outline import (
    Addition,
    Node,
    additions,
    findings_at,
    insertion,
    language_of,
    node_at,
    node_called,
    nodes_of,
    stages_in,
)
from companion.services.shapes import FieldShape, KeyPath, Value
from companion.ui.editing_work import EditingWork
from companion.ui.editor_buttons import EditorButtons
from companion.ui.editor_form import EditorForm
from companion.ui.editor_outline import EditorOutline
from companion.ui.editor_preview import EditorPreview
from companion.ui.entry_head import EntryHead
from companion.ui.inline_question import Answer, InlineQuestion
from companion.ui.keys import (
    ADD_KEY,
    AFTER_KEY,
    BEFORE_KEY,
    DOWN_KEY,
    NEXT_FINDING_KEY,
    PREVIOUS_FINDING_KEY,
    REDO_KEY,
    SAVE_KEY,
    UNDO_KEY,
    UP_KEY,
)
from companion.ui.tall_area import TallArea
from companion.ui.theme import with_role

WIDE = 720
"""Pixels from which the parts stand beside the fields instead of before them."""


class EntryEditor(QWidget):
    """Narrow, the parts come first and Enter goes to the fields of one; wide, both are there.

    Whatever is done can be undone, and is on the disk as a draft until it is saved.
    """

    left = Signal()
    gone = Signal()
    """There is nothing of the entry any more."""

    def __init__(self, work: EditingWork, preview: EditorPreview) -> None:
        super().__init__()
        self._work = work
        self._view: View | None = None
        self._nodes: tuple[Node, ...] = ()
        self._findings: dict[KeyPath, list[Finding]] = {}
        self._visit = 0
        self._is_in_fields = False
        self._goes_to: Finding | None = None
        self._is_new = False
        self.head = EntryHead(preview.audience)
        self.outline = EditorOutline()
        self.form = EditorForm()
        self.preview = preview
        self.question = InlineQuestion()
        self.buttons = EditorButtons()
        self._lay_out()
        self._connect()
        self._bind()

    # ------------------------------------------------------------------ what is seen

    def show_view(self, view: View, to: KeyPath | None) -> None:
        """Draw the entry; `to` is the record to be at, None for where one was."""
        before, self._view = self._view, view
        sheet = view.sheet
        is_other = before is None or (before.sheet.kind, before.sheet.id) != (sheet.kind, sheet.id)
        if is_other:
            self.outline.forget()
            self.form.forget()
            self._is_in_fields = False
        self._nodes = nodes_of(sheet.record)
        self._findings = findings_at(self._nodes, sheet.findings)
        at = self.outline.path if to is None else to
        self.outline.show_nodes(self._nodes, self._findings, at)
        self.head.show_sheet(sheet)
        self.buttons.show_entry(view)
        if is_other and len(self._nodes) == 1:
            self._is_in_fields = True
        self._show_record()
        self._share_room()
        if is_other:
            self.enter()
        if self._is_new and to is not None:
            self._is_new = False
            self.form.go_to_new()
        if self._goes_to:
            finding, self._goes_to = self._goes_to, None
            self._be_at(finding)

    def enter(self) -> None:
        """The keyboard comes here."""
        if self._is_in_fields:
            self.form.go_to(None)
        else:
            self.outline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to_prompt(self, prompt: str) -> None:
        """Have a prompt in hand, with its wordings in sight."""
        if node := node_called(self._nodes, "prompt", prompt):
            self.outline.go_to(node.path)
            self.outline.unfold()

    def show_saved(self) -> None:
        """It is in force."""
        self.buttons.tell("Saved: it holds from the next call on.")

    def show_failure(self, trouble: UserError) -> None:
        """It did not work; what was typed is still there."""
        from_save = getattr(trouble, "faults", ())
        if isinstance(trouble, ChangedElsewhere):
            self.question.ask(
                str(trouble), [("Write mine over it", partial(self._work.save, True))]
            )
            return
        self.buttons.tell(str(trouble))
        if from_save:
            self.go_to_fault(1)

    def step_back(self) -> bool:
        """One step back inside the entry; False where there is none."""
        if self.question.isVisibleTo(self):
            self.question.put_away()
            return True
        if self._is_in_fields and len(self._nodes) > 1:
            self._is_in_fields = False
            self._share_room()
            self.enter()
            return True
        return False

    def _show_record(self) -> None:
        if self._view is None:
            return
        node = self._node
        found = self._findings.get(node.path, ())
        offered = {**self._view.sheet.offered, "stage": stages_in(self._nodes)}
        self.form.show_node(node, found, offered, is_settled=self._work.is_settled)
        self.preview.show_node(self._view, node)
        self.buttons.tell(self.form.told)
        self.buttons.show_part(node)

    @property
    def _node(self) -> Node:
        return node_at(self._nodes, self.outline.path)

    # ------------------------------------------------------------------ what is done

    def _on_typed(self, field: FieldShape, value: Value) -> None:
        assert self._view is not None, "what is typed is typed into an entry"
        record, home = self._node.record, self._node.home
        form = home.part.form if home else None
        language = self._view.sheet.spoken_in
        key = (language, field.key) if language and field.spoken and not form else (field.key,)
        edit = SetValue(record.path, key, value, form)
        self._work.type(edit, (record.path, key, self._visit))

    def _on_visited(self) -> None:
        self._visit += 1
        self._is_in_fields = True
        self.buttons.tell(self.form.told)

    def _to_fields(self) -> None:
        self._is_in_fields = True
        self._share_room()
        self.form.go_to(None)

    def _on_add(self) -> None:
        offered = additions(self._node)
        if len(offered) == 1:
            self._insert(offered[0])
        elif offered:
            answers: list[Answer] = [
                (one.noun.capitalize(), partial(self._insert, one)) for one in offered
            ]
            self.question.ask("Add what? Each goes after the part in hand, or inside it.", answers)
            self.question.go_to_first()

    def _insert(self, addition: Addition) -> None:
        edit: Insert = insertion(addition, self._nodes)
        self._work.change(edit, (*edit.list, edit.index))
        self._is_in_fields = self._is_new = True

    def _on_remove(self) -> None:
        node = self._node
        if node.can_be_taken_out and node.home:
            last = len(node.home.records) == 1
            index = node.index - (node.index + 1 == len(node.home.records))
            to = node.chain[-2].path if last else (*node.home.path, index)
            self._work.change(Remove(node.home.path, node.index), to)

    def _move(self, by: int) -> None:
        node = self._node
        if node.home and node.can_be_taken_out and 0 <= node.index + by < len(node.home.records):
            edit = Move(node.home.path, min(node.index, node.index + by))
            self._work.change(edit, (*node.home.path, node.index + by))

    def go_to_fault(self, by: int) -> None:
        """The next thing that the checker says, or the one before; faults before notes."""
        if self._view is None or not self._view.sheet.findings:
            return
        sheet = self._view.sheet
        findings = sheet.faults or sheet.findings
        at = self._node.path
        here = [n for n, f in enumerate(findings) if node_at(self._nodes, f.path).path == at]
        index = (here[-1] + by if by > 0 else here[0] + by) if here else 0
        finding = findings[index % len(findings)]
        language = language_of(finding)
        if language != sheet.spoken_in:
            self._goes_to = finding
            self._work.read_in(language or sheet.languages[0])
        else:
            self._be_at(finding)

    def _be_at(self, finding: Finding) -> None:
        self.outline.go_to(node_at(self._nodes, finding.path).path)
        self._is_in_fields = True
        self._share_room()
        self.form.go_to(finding)
        mark = "○" if finding.is_note else "✗"
        self.buttons.tell(f"{mark} {finding.text}")

    def _step(self, by: int) -> None:
        self.outline.step(by)
        if self._is_in_fields:
            self.form.go_to(None)

    def _on_revert(self) -> None:
        if self._view is None or self._view.sheet.origin is Origin.SHIPPED:
            return
        sheet = self._view.sheet
        if sheet.origin is Origin.OWN:
            text, label = "It is your own: nothing ships in its place.", "Delete it"
        else:
            text, label = "Yours is taken away, and the shipped one is in force.", "Take it away"
        self.question.ask(text, [(label, partial(self._go_back_to, "revert"))])

    def _on_discard(self) -> None:
        if self._view is not None and self._view.sheet.is_changed:
            text = "What you changed since it was last saved is lost."
            self.question.ask(text, [("Throw it away", partial(self._go_back_to, "discard"))])

    def _go_back_to(self, how: str) -> None:
        assert self._view is not None, "there is an entry"
        kind, entry_id = self._view.sheet.kind.id, self._view.sheet.id
        self._work.go_back(kind, entry_id, self.gone.emit, is_revert=how == "revert")

    # ------------------------------------------------------------------ putting together

    def _connect(self) -> None:
        self.outline.chosen.connect(self._show_record)
        self.outline.opened.connect(self._to_fields)
        self.outline.remove_requested.connect(self._on_remove)
        self.form.typed.connect(self._on_typed)
        self.form.visited.connect(self._on_visited)
        self.form.rows_made.connect(self._order_tabs)
        self.preview.language_requested.connect(self._work.read_in)
        self.head.language_chosen.connect(self._work.read_in)
        self.question.asked.connect(self.buttons.hide)
        self.question.answered.connect(self.buttons.show)
        self.question.answered.connect(self.enter)
        buttons = self.buttons
        for pressed, act in (
            (buttons.add, self._on_add),
            (buttons.remove, self._on_remove),
            (buttons.up, partial(self._move, -1)),
            (buttons.down, partial(self._move, 1)),
            (buttons.undo, self._work.undo),
            (buttons.redo, self._work.redo),
            (buttons.next_fault, partial(self.go_to_fault, 1)),
            (buttons.save, self._work.save),
            (buttons.revert, self._on_revert),
            (buttons.discard, self._on_discard),
            (buttons.back, self.left.emit),
        ):
            pressed.clicked.connect(lambda _=False, act=act: act())

    def _order_tabs(self) -> None:
        """Tab goes from the preview through the fields to the buttons."""
        chain = (self.preview.card.language, *self.form.inputs, self.buttons.add)
        for one, following in pairwise(chain):
            QWidget.setTabOrder(one, following)

    def _bind(self) -> None:
        for key, act in (
            (ADD_KEY, self._on_add),
            (UP_KEY, partial(self._move, -1)),
            (DOWN_KEY, partial(self._move, 1)),
            (UNDO_KEY, self._work.undo),
            (REDO_KEY, self._work.redo),
            (SAVE_KEY, self._work.save),
            (BEFORE_KEY, partial(self._step, -1)),
            (AFTER_KEY, partial(self._step, 1)),
            (NEXT_FINDING_KEY, partial(self.go_to_fault, 1)),
            (PREVIOUS_FINDING_KEY, partial(self.go_to_fault, -1)),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _share_room(self) -> None:
        """Wide, parts and fields beside each other; narrow, one of them."""
        is_wide = self.width() >= WIDE
        has_parts = len(self._nodes) > 1
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
        self._columns.setStretch(0, 2 if is_wide else 1)
        self._columns.setStretch(1, 3 if is_wide else int(self._is_in_fields))
        self.outline.setVisible(has_parts and (is_wide or not self._is_in_fields))
        self.form.setVisible(is_wide or self._is_in_fields or not has_parts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _lay_out(self) -> None:
        right = QWidget()
        with_role(right, "page")
        fields = QVBoxLayout(right)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(6)
        fields.addWidget(self.preview)
        fields.addWidget(self.form)
        fields.addStretch()
        inside = QWidget()
        with_role(inside, "page")
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom, inside)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(6)
        self._columns.addWidget(self.outline)
        self._columns.addWidget(right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(TallArea(inside), 1)
        column.addWidget(self.question)
        column.addWidget(self.buttons)
