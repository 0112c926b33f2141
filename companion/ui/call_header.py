"""The top of the window: who is on the line, in what state, for how long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from companion.domain.call import Call, Caller, CallId
from companion.domain.flow import FlowId, FlowTitle
from companion.domain.manner import ENGLISH, Audience
from companion.domain.moment import Moment
from companion.domain.phase import PhaseName, phase_name
from companion.ui.clock_text import clock_text
from companion.ui.labels import Choice, ValueLabel, labelled, set_quietly
from companion.ui.priority_button import PriorityButton
from companion.ui.service_text import brief_service_lines, service_lines
from companion.ui.side_by_side import SideBySide
from companion.ui.theme import set_state, with_role

ROOMY = 70
"""Characters of width from which the top line holds the priority in words and a reminder."""

STATES = {
    PhaseName.TALKING: "● Talking",
    PhaseName.ON_HOLD: "‖ On hold",
    PhaseName.WRAP_UP: "■ Wrap-up",
    PhaseName.PARKED: "○ Parked",
    PhaseName.CLOSED: "○ Closed",
}
"""State is told by shape, word and colour, never by colour alone."""
_AUDIENCES = {
    Audience.END_USER: "End user",
    Audience.CLIENT: "Business client",
    Audience.EXECUTIVE: "Executive",
}


class CallHeader(QWidget):
    """Shows the call's state and caller; asks for changes of what is typed there.

    Between calls it takes what is known of the next caller, from a screen pop or by hand.
    """

    caller_changed = Signal(object)
    ticket_ref_changed = Signal(str)
    flow_requested = Signal(str)

    def __init__(self, flows: tuple[FlowTitle, ...]) -> None:
        super().__init__()
        # What is switched beside the line to say.
        self._technical, self._language = False, ENGLISH
        self._shown: CallId | None = None
        self.state = ValueLabel("State", "state")
        self.time = ValueLabel("Call time", "heading")
        self.priority = PriorityButton()
        self._strip: QWidget | None = None
        self.flow = Choice("Call flow")
        self.know_flows(flows)
        self.audience = Choice("Audience")
        for audience, title in _AUDIENCES.items():
            self.audience.addItem(title, audience.value)
        self.name = self._field("Caller name", "Caller's name")
        self.number = self._field("Caller number", "Number")
        self.company = self._field("Company", "Company")
        self.ticket = self._field("Ticket", "Ticket")
        with_role(self.name, "name")
        self._lay_out()
        for field in (self.name, self.number, self.company):
            field.textChanged.connect(lambda _: self.caller_changed.emit(self.caller))
        self.audience.activated.connect(lambda _: self.caller_changed.emit(self.caller))
        self.ticket.textChanged.connect(self.ticket_ref_changed)
        self.flow.activated.connect(lambda _: self.flow_requested.emit(self.chosen_flow))

    def know_flows(self, flows: Sequence[FlowTitle]) -> None:
        """The flows that there are; the one that is chosen stays so while it is there."""
        chosen = self.flow.currentData()
        self.flow.clear()
        for flow in flows:
            self.flow.addItem(flow.title, flow.id)
        self.offer_flow(chosen)

    # ------------------------------------------------------------------ what is typed

    @property
    def caller(self) -> Caller:
        """Who is calling, as typed."""
        return Caller(
            self.name.text(),
            self.number.text(),
            self.company.text(),
            Audience(self.audience.currentData()),
            self._technical,
            self._language,
        )

    @property
    def chosen_flow(self) -> FlowId:
        """The flow that is chosen."""
        return FlowId(self.flow.currentData())

    # ------------------------------------------------------------------ drawing

    def show_call(self, call: Call, now: datetime) -> None:
        """Draw the call, seen from the local time `now`.

        The fields keep their cursor when their text is the same.
        """
        self._show_caller(call.caller, call.ticket_ref, anew=call.id != self._shown)
        self._shown = call.id
        self._show_state(phase_name(call.phase))
        self.priority.show_lines(service_lines(call, now), brief_service_lines(call, now))
        self.offer_flow(call.flow)

    def show_time(self, call: Call, now: Moment) -> None:
        """How long the call has lasted; in wrap-up, how long that has."""
        shown = call_clock(call, now)
        if self.time.text() != shown:
            self.time.show_value(shown)

    def show_nobody(self) -> None:
        """There is no call."""
        self._show_caller(Caller(), "", anew=True)
        self._shown = None
        self._show_state(None)
        self.time.show_value("")
        self.priority.show_lines((), ())

    def expect(self, caller: Caller, ticket: str) -> None:
        """What is known of the next caller; what is not known leaves the fields as they are."""
        for field, text in self._fields(caller, ticket):
            if text:
                set_quietly(field, text)

    def make_room_for(self, strip: QWidget) -> None:
        """Between the time and the priority, in sight all call long; it comes and goes."""
        self._strip = strip
        self._top.insertWidget(2, strip, 1)
        strip.installEventFilter(self)

    def offer_flow(self, flow: str) -> None:
        """Choose a flow, if there is one of that id."""
        index = self.flow.findData(flow)
        if index >= 0:
            self.flow.setCurrentIndex(index)

    # ------------------------------------------------------------------ inside

    def _show_caller(self, caller: Caller, ticket: str, *, anew: bool) -> None:
        """Set what differs; `anew` sets everything, so that undo brings back nobody else."""
        self._technical = caller.technical
        self.audience.setCurrentIndex(self.audience.findData(caller.audience.value))
        self._language = caller.language
        for field, text in self._fields(caller, ticket):
            if anew or field.text() != text:
                set_quietly(field, text)

    def _fields(self, caller: Caller, ticket: str) -> tuple[tuple[QLineEdit, str], ...]:
        return (
            (self.name, caller.name),
            (self.number, caller.number),
            (self.company, caller.company),
            (self.ticket, ticket),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._share_room()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """What calls for attention has the words; the priority takes what is left."""
        is_tight = self.width() < ROOMY * self.fontMetrics().averageCharWidth()
        strip = self._strip
        self.priority.be_brief(is_tight and strip is not None and strip.isVisibleTo(self))

    def _show_state(self, phase: PhaseName | None) -> None:
        mark, _, word = (STATES[phase] if phase else "○ Ready").partition(" ")
        self.state.show_value(word, f"{mark} {word}")
        set_state(self.state, phase or "idle")

    def _field(self, name: str, placeholder: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(placeholder)
        field.setMaxLength(200)
        return field

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        self._top = top = QHBoxLayout()
        top.addWidget(self.state)
        top.addWidget(self.time)
        top.addStretch()
        top.addWidget(self.priority)
        choices = SideBySide(
            labelled("&Call flow", self.flow), labelled("&Audience", self.audience)
        )
        grid.addLayout(top, 0, 0, 1, 3)
        grid.addWidget(self.name, 1, 0, 1, 3)
        grid.addWidget(self.number, 2, 0)
        grid.addWidget(self.company, 2, 1)
        grid.addWidget(self.ticket, 2, 2)
        grid.addWidget(choices, 3, 0, 1, 3)
        for column, stretch in enumerate((5, 3, 2)):
            grid.setColumnStretch(column, stretch)


def call_clock(call: Call, now: Moment) -> str:
    """How long the call has lasted; in wrap-up, how long that has."""
    if phase_name(call.phase) is PhaseName.WRAP_UP:
        return clock_text(call.handle_time(now).wrap_up)
    return clock_text(now.since(call.started))
