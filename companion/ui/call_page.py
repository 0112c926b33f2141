"""The call in hand: stages, the line to say, what can be done, the notes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from companion.domain.call import Call, CallId
from companion.domain.flow import Exit, FlowId, ItemId, StageId
from companion.domain.gate import GateId
from companion.domain.hold import Permission
from companion.domain.phase import OnHold, Talking, WrapUp
from companion.domain.style import Styles
from companion.services.desk import Desk
from companion.services.drafts import place_in
from companion.services.finishing import Finishing
from companion.ui.action_rows import CALM, ESCALATE, ActionRows
from companion.ui.aside_panel import AsidePanel
from companion.ui.draft_fields import DraftFields
from companion.ui.hold_panels import HoldQuestionPanel, WaitingPanel
from companion.ui.notes_panel import NotesPanel
from companion.ui.pair_form import PairForm
from companion.ui.prompt_card import PromptCard
from companion.ui.record_panel import RecordPanel
from companion.ui.stage_strip import StageStrip
from companion.ui.talk_panel import TalkPanel
from companion.ui.tall_area import TallArea
from companion.ui.theme import with_role
from companion.ui.wrap_up_panel import WrapUpPanel

WIDE = 720
"""Pixels from which the notes stand beside the prompt instead of below it."""


class CallPage(QWidget):
    """Draws the desk's call and passes on what its panels ask for.

    The part above the notes has the height of its tallest face, so that whatever it shows,
    the field that is typed in stays where it is.
    """

    copy_requested = Signal()
    close_requested = Signal()
    spell_requested = Signal()
    hold_requested = Signal()
    park_requested = Signal()
    wrap_up_requested = Signal()
    styles_given = Signal(object)

    def __init__(
        self, desk: Desk, wrap_up_target: Callable[[], timedelta], parent: QWidget
    ) -> None:
        """`wrap_up_target` is what a wrap-up is measured against where the flow says nothing."""
        super().__init__(parent)
        with_role(self, "page")
        self._desk = desk
        self._finishing = Finishing(desk)
        self._wrap_up_target = wrap_up_target
        self.stages = StageStrip()
        self.card = PromptCard()
        self.talk = TalkPanel()
        self.question = HoldQuestionPanel()
        self.waiting = WaitingPanel()
        self.record = RecordPanel()
        self.wrap_up = WrapUpPanel(self._finishing.own_outcomes)
        self.notes = NotesPanel()
        self.rows = ActionRows()
        self.aside = AsidePanel()
        self._half_typed = {
            form: DraftFields(desk.drafts, dict(zip(("first", "second"), form.fields, strict=True)))
            for form in (self.card.style_form, self.card.access_form)
        }
        self._before_asking: QWidget | None = None
        self._classifies: CallId | None = None
        self._is_choosing = False
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------------ drawing

    def show_call(self, call: Call) -> None:
        """Draw the call; safe to do at any time and any number of times."""
        flow = self._desk.flow
        assert flow is not None, "a call always has a flow"
        self.stages.show_call(call, flow)
        self.notes.show_call(call)
        if saying := self._desk.saying:
            self.card.show_saying(saying)
        self._show_place()
        self.question.show_call(call, self._desk.why_call_back)
        self.record.show_call(call)
        if isinstance(call.phase, WrapUp):
            self.wrap_up.show_call(call, self._desk.now().at.astimezone())
        self.card.show_manner(call.manner)
        self.card.show_language(call.caller.language, self._desk.languages)
        self._show_face(call)
        if stage := self._desk.stage:
            self.rows.show_call(call, stage)
        self.show_time(call)

    def show_time(self, call: Call) -> None:
        """Draw what changes by itself: the wait, what to say once it is over, the wrap-up."""
        if isinstance(call.phase, WrapUp) and (flow := self._desk.flow):
            target = flow.wrap_up_target or self._wrap_up_target()
            self.wrap_up.show_time(call, self._desk.now(), target)
        if wait := self._desk.wait(call):
            self.waiting.show_wait(call, wait, self._desk.why_call_back)
            if saying := self._desk.saying:
                self.card.show_saying(saying)

    def _show_place(self) -> None:
        call, shown = self._desk.call, self._desk.shown
        if call and shown:
            flow, place = shown
            words = self.card.words
            self.talk.show_place(
                flow,
                place,
                words.lines_shown - bool(call.just_back),
                call.gathered,
                self._desk.spoken,
                is_aside=bool(call.asides),
                says_all=words.says_all,
            )

    def _show_face(self, call: Call) -> None:
        if call.hold_question:
            self._under.setCurrentWidget(self.question)
        elif self._classifies == call.id:
            self._under.setCurrentWidget(self.record)
        else:
            self._under.setCurrentWidget(self.waiting if call.running_hold else self.talk)
        is_over = isinstance(call.phase, WrapUp)
        if is_over or call.hold_question or call.running_hold:
            self._is_choosing = False
        saying = self.aside if self._is_choosing else self._saying
        self._faces.setCurrentWidget(self.wrap_up if is_over else saying)

    # ------------------------------------------------------------------ what the agent does

    def hold_or_resume(self, minutes: int) -> None:
        """The one key of the hold: ask, or come back."""
        call = self._desk.call
        if call is None:
            return
        if isinstance(call.phase, OnHold):
            self.resume()
        elif call.hold_question:
            self.question.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif isinstance(call.phase, Talking):
            self._before_asking = self.window().focusWidget()
            self._desk.ask_to_hold("", timedelta(minutes=minutes))
            self.question.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resume(self) -> None:
        """Back to the caller, with the line that thanks them or owns the wait."""
        self._desk.resume()

    def extend_hold(self) -> None:
        """Ask how much longer; the same key again is the caller's yes."""
        if self._desk.call and isinstance(self._desk.call.phase, OnHold):
            if not self.waiting.is_asking:
                self._before_asking = self.window().focusWidget()
            self.waiting.extend()

    def turn_to_record(self) -> None:
        """Set the priority at any time of the call; the same key leads back."""
        call = self._desk.call
        if call is None:
            return
        if isinstance(call.phase, WrapUp):
            self.wrap_up.turn_to_record()
        elif self._classifies == call.id:
            self._leave_record()
        elif not call.hold_question:
            self._before_asking = self.window().focusWidget()
            self._classifies = call.id
            self._show_face(call)
            self.record.impact.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave_record(self) -> None:
        self._classifies = None
        if self._desk.call:
            self._show_face(self._desk.call)
        self._give_focus_back()

    def answer(self, number: int) -> None:
        """The answer or, in the wrap-up, the gate with that number, from 1."""
        if self._desk.call and isinstance(self._desk.call.phase, WrapUp):
            self.wrap_up.gates.press(number)
        elif way := self.talk.exit_at(number - 1):
            self.take_exit(way)

    def _on_gate(self, gate: GateId) -> None:
        """What the record shows by itself is not ticked off but done: there the keyboard goes."""
        call = self._desk.call
        if call and gate is GateId.FIVE_PARTS and call.notes.empty:
            self.notes.go_to(call.notes.empty[0])
        elif gate is GateId.FOLLOW_UP:
            self.wrap_up.due.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._finishing.turn(gate)

    def interrupt(self, flow_id: str) -> None:
        """Into a side-flow; when the call is in it, back to where it was."""
        call = self._desk.call
        if call is None or not isinstance(call.phase, Talking):
            return
        if call.asides and call.shown.flow == flow_id:
            self.return_from_side()
        else:
            self._desk.interrupt(FlowId(flow_id))
            self._end_choosing()

    def choose_aside(self) -> None:
        """Show the side-flows to choose from; out of one, back to where the call was."""
        call = self._desk.call
        if call is None or not isinstance(call.phase, Talking) or call.hold_question:
            return
        if call.asides:
            self.return_from_side()
        elif self._is_choosing:
            self._end_choosing()
        else:
            self._is_choosing = True
            self._before_asking = self.window().focusWidget()
            self.aside.list.show_flows(self._desk.side_flows)
            self._show_face(call)
            self.aside.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def return_from_side(self) -> None:
        """Back to the very place in the call."""
        self._step(self._desk.return_from_side)

    def show_styles(self, styles: Styles) -> None:
        """How the caller likes to be spoken to."""
        self.card.show_styles(styles)

    def ask_styles(self) -> None:
        """Let the agent write down how the caller likes to be spoken to."""
        styles = self.card.styles
        self._ask(self.card.style_form, "style", styles.caller, styles.company)

    def ask_access(self) -> None:
        """Let the agent log what was looked at, and why."""
        self._ask(self.card.access_form, "access")

    def _ask(self, form: PairForm, about: str, first: str = "", second: str = "") -> None:
        self._before_asking = self.window().focusWidget()
        self.card.ask(form)
        self._half_typed[form].pause()
        form.enter(first, second)
        if call := self._desk.call:
            self._half_typed[form].begin(partial(place_in, call.id, about))

    def _end_asking(self) -> None:
        for half_typed in self._half_typed.values():
            half_typed.end()
        self.card.ask(None)
        self._give_focus_back()

    def _on_styles_given(self, caller: str, company: str) -> None:
        self.styles_given.emit(Styles(caller, company))
        self._end_asking()

    def _on_access_given(self, what: str, why: str) -> None:
        self._desk.record_access(what, why)
        self._end_asking()

    def fill_gaps(self) -> None:
        """Put the keyboard into the fields beside the line."""
        if self.card.gaps.is_needed:
            self._before_asking = self.window().focusWidget()
            self.card.gaps.go_to_first()

    def take_exit(self, way: Exit) -> None:
        """The caller's answer leads on."""
        lines = self.card.words.lines_shown
        self._step(lambda: self._desk.take_exit(way, lines))

    def next_prompt(self) -> None:
        """What is shown was said; on with what comes then."""
        self._said(self.card.words.lines_shown)

    def next_line(self) -> None:
        """The large line was said, and none of those under it."""
        self._said(1)

    def previous_prompt(self) -> None:
        """Back to what was said before; from the wrap-up, back to the caller."""
        self._step(self._desk.previous_prompt)

    def go_to_stage(self, stage_id: str) -> None:
        """Show a stage and open its notes."""
        self._step(lambda: self._desk.go_to_stage(StageId(stage_id)))

    def go_to_section(self) -> None:
        """Open the part of the notes that the stage is about."""
        if (stage := self._desk.stage) and stage.section:
            self.notes.go_to(stage.section)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= WIDE
        direction = (
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)
            self._columns.setStretch(0, 1 if is_wide else 0)
            self.notes.set_wide(is_wide)
            self.card.set_wide(is_wide)

    # ------------------------------------------------------------------ inside

    def _said(self, lines: int) -> None:
        """On with what follows so many lines, or to the answers where one is needed."""
        if self._desk.waits_for_answer(lines):
            self.talk.go_to_answers()
        else:
            self._step(lambda: self._desk.next_prompt(lines))

    def _answer(self, permission: Permission) -> None:
        match permission:
            case Permission.GRANTED:
                self._desk.caller_agreed()
            case Permission.DECLINED:
                self._desk.caller_declined()
            case Permission.CALLBACK:
                self._desk.call_back_instead()
        self._give_focus_back()

    def _drop_question(self) -> None:
        self._desk.drop_hold_question()
        self._give_focus_back()

    def _end_choosing(self) -> None:
        was_choosing, self._is_choosing = self._is_choosing, False
        if call := self._desk.call:
            self._show_face(call)
        if was_choosing:
            self._give_focus_back()

    def _give_focus_back(self) -> None:
        before, self._before_asking = self._before_asking, None
        if before is not None and before.isVisible() and before.isEnabled():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.notes.go_to_next()

    def _step(self, take: Callable[[], None]) -> None:
        """Take a step; when it leads to another stage, the focus goes to that stage's notes."""
        before = self._stage_shown
        take()
        if self._stage_shown != before:
            self.go_to_section()

    @property
    def _stage_shown(self) -> tuple[FlowId, StageId] | None:
        call = self._desk.call
        return (call.shown.flow, call.shown.place.stage) if call else None

    def _connect(self) -> None:
        desk = self._desk
        self.talk.next_requested.connect(self.next_prompt)
        self.talk.previous_requested.connect(self.previous_prompt)
        self.talk.reword_requested.connect(desk.other_wording)
        self.talk.exit_requested.connect(self.take_exit)
        self.stages.stage_requested.connect(self.go_to_stage)
        self.question.question_changed.connect(desk.ask_to_hold)
        self.question.agreed.connect(lambda: self._answer(Permission.GRANTED))
        self.question.declined.connect(lambda: self._answer(Permission.DECLINED))
        self.question.callback_chosen.connect(lambda: self._answer(Permission.CALLBACK))
        self.question.dropped.connect(self._drop_question)
        self.waiting.resume_requested.connect(self.resume)
        self.waiting.check_back_requested.connect(desk.check_back)
        self.waiting.extension_agreed.connect(desk.extend_hold)
        self.waiting.callback_chosen.connect(desk.call_back_instead)
        self.waiting.extend_requested.connect(self.extend_hold)
        self.waiting.asking_ended.connect(self._give_focus_back)
        self.wrap_up.outcome_chosen.connect(desk.set_outcome)
        self.wrap_up.due_chosen.connect(desk.promise_follow_up)
        self.wrap_up.record_changed.connect(desk.set_record)
        self.wrap_up.particulars_changed.connect(self._finishing.set_particulars)
        self.wrap_up.gate_pressed.connect(self._on_gate)
        self.record.record_changed.connect(desk.set_record)
        self.record.left.connect(self._leave_record)
        self.wrap_up.copy_requested.connect(self.copy_requested)
        self.wrap_up.close_requested.connect(self.close_requested)
        self.wrap_up.back_requested.connect(self.previous_prompt)
        self.notes.note_changed.connect(desk.note)
        self.rows.spell.clicked.connect(self.spell_requested)
        self.rows.park.clicked.connect(self.park_requested)
        self.rows.hold.clicked.connect(self.hold_requested)
        self.rows.end.clicked.connect(self.wrap_up_requested)
        self.rows.calm.clicked.connect(lambda: self.interrupt(CALM))
        self.rows.escalate.clicked.connect(lambda: self.interrupt(ESCALATE))
        self.rows.aside.clicked.connect(self.choose_aside)
        self.aside.chosen.connect(self.interrupt)
        self.aside.left.connect(self._end_choosing)
        self.card.words.refitted.connect(self._show_place)
        self.card.manner_requested.connect(desk.speak)
        self.card.language_requested.connect(desk.speak_language)
        self.card.style_form.given.connect(self._on_styles_given)
        self.card.access_form.given.connect(self._on_access_given)
        self.card.style_form.left.connect(self._end_asking)
        self.card.access_form.left.connect(self._end_asking)
        self.card.gaps.filled.connect(desk.fill_in)
        self.card.gaps.finished.connect(self._give_focus_back)
        self.talk.ladder.answered.connect(lambda item, value: desk.answer(ItemId(item), value))

    def _lay_out(self) -> None:
        # From the outside in, since whatever is moved into another widget is dressed anew with
        # all that is in it; and in the order in which Tab goes through them.
        inside = QWidget()
        with_role(inside, "page")
        self.area = TallArea(inside)
        _column(self).addWidget(self.area)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom, inside)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(8)
        top, self._faces = QWidget(), QStackedWidget()
        self._columns.addWidget(top)
        column = _column(top)
        column.addWidget(self.stages)
        column.addWidget(self._faces, 1)
        self._lay_out_faces()
        column.addWidget(self.rows)
        self._columns.addWidget(self.notes, 1)

    def _lay_out_faces(self) -> None:
        self._saying, self._under = QWidget(), QStackedWidget()
        self._faces.addWidget(self._saying)
        saying = _column(self._saying)
        saying.addWidget(self.card, 1)
        saying.addWidget(self._under)
        for panel in (self.talk, self.question, self.waiting, self.record):
            self._under.addWidget(panel)
        self._faces.addWidget(self.wrap_up)
        self._faces.addWidget(self.aside)


def _column(around: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(around)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    return column
