"""Who is calling next, as the softphone or a link says it before F2 is pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from companion.domain.call import Caller
from companion.domain.flow import FlowId, FlowTitle
from companion.handover import Command
from companion.services.desk import Desk
from companion.settings.options import FLOW
from companion.settings.store import Settings
from companion.ui.call_header import CallHeader
from companion.ui.notice_bar import NoticeBar


class Expected(NamedTuple):
    """What a call will begin with."""

    caller: Caller
    ticket: str
    flow: FlowId


class ScreenPop:
    """Fills the header while it is free; during a call, keeps who rang for the next one.

    While the agent types in a call, a start from outside is only offered: it would put the rest
    of the word into another call.
    """

    def __init__(
        self,
        desk: Desk,
        flows: Sequence[FlowTitle],
        settings: Settings,
        header: CallHeader,
        notices: NoticeBar,
    ) -> None:
        self._desk = desk
        self._flows = [flow.id for flow in flows]
        self._settings = settings
        self._header = header
        self._notices = notices
        self._waiting: Expected | None = None

    def know_flows(self, flows: Sequence[FlowTitle]) -> None:
        """The flows that a call can begin with are others now."""
        self._flows = [flow.id for flow in flows]

    def announce(self, command: Command, *, is_typed_in: bool, take: Callable[[], None]) -> None:
        """Somebody is calling, or will be; `take` starts the call when the agent says so."""
        caller = Caller(command.caller, command.number, command.company)
        is_offered = command.start and is_typed_in
        if caller == Caller() and not command.ticket and not command.flow and not is_offered:
            return
        expected = Expected(caller, command.ticket, self._known_flow(command.flow))
        if self._desk.call is None:
            self._header.expect(caller, command.ticket)
            if command.flow:
                self._header.offer_flow(expected.flow)
            return
        self._waiting = expected
        if not command.start or is_offered:
            who = caller.name or caller.number or "Somebody"
            self._notices.tell(
                "next caller",
                f"{who} is calling.",
                action="Park and take",
                act=take,
                dismissed=self._forget,
            )

    def take(self) -> Expected:
        """What the call that starts now begins with; it is nobody's any more."""
        if self._desk.call is None:
            header = self._header
            expected = Expected(header.caller, header.ticket.text(), header.chosen_flow)
        else:
            expected = self._next_one()
        self._waiting = None
        self._notices.clear("next caller")
        return expected

    def return_to_idle(self) -> None:
        """The header is free again: it shows who rang meanwhile, if anybody did."""
        self._header.show_nobody()
        caller, ticket, flow = self._next_one()
        self._header.expect(caller, ticket)
        self._header.offer_flow(flow)
        self._waiting = None
        self._notices.clear("next caller")

    def _next_one(self) -> Expected:
        return self._waiting or Expected(Caller(), "", self._known_flow(""))

    def _forget(self) -> None:
        self._waiting = None

    def _known_flow(self, wanted: str) -> FlowId:
        """The flow of that id, else the one in the settings, else the first."""
        if wanted and wanted not in self._flows:
            self._notices.tell("news", f"There is no call flow “{wanted}”; another is used.")
        for flow in (wanted, self._settings.get(FLOW)):
            if flow in self._flows:
                return FlowId(flow)
        return self._flows[0]
