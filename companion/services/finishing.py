"""What the agent says of how a call ended: particulars, gates, the look back."""

from __future__ import annotations

from dataclasses import replace

from companion.domain.call import Call
from companion.domain.closing import gates, pass_over
from companion.domain.gate import CONFIRMATIONS, Gate, GateId, GateState, Open, Passed
from companion.domain.moment import Moment
from companion.domain.particulars import Particulars
from companion.domain.pillars import Pillar
from companion.domain.visit import with_visit_promised
from companion.domain.wrapup import OwnOutcome
from companion.services.desk import Desk


class Finishing:
    """Steps that may be taken at any time of a call, and mostly are at its end."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def own_outcomes(self) -> tuple[OwnOutcome, ...]:
        """The outcomes that the desk has beside the usual ones."""
        return self._desk.rules.outcomes.own

    @property
    def reasons(self) -> tuple[str, ...]:
        """Ready reasons for leaving something open."""
        return self._desk.rules.outcomes.reasons

    def set_particulars(self, particulars: Particulars) -> None:
        """To whom it went, when somebody comes, what was explained."""
        if self._desk.call:
            now = self._desk.now()
            changed = replace(self._desk.call, particulars=particulars)
            self._desk.amend(self._desk.call, lambda _: with_visit_promised(changed, now))

    def turn(self, gate: GateId) -> None:
        """One key for a gate: it is so; and again, it is not.

        A fix has several ways of having been confirmed, which follow each other. A gate that
        the record itself shows to be passed stays so.
        """
        call = self._desk.call
        if call is None:
            return
        state = next((g.state for g in gates(call) if g.id is gate), None)
        if state is None or (isinstance(state, Passed) and state.at is None):
            return
        turned = Gate(gate, _next(gate, state, self._desk.now()))
        self._desk.amend(call, lambda newest: newest.decide(turned))

    def pass_over(self, call: Call, reason: str) -> None:
        """What is open in a call, which may be closed, is left undone for a reason."""
        now = self._desk.now()
        self._desk.amend(call, lambda newest: pass_over(newest, reason, now))

    def look_back(self, call: Call, went_well: tuple[Pillar, ...]) -> None:
        """What the agent found to have gone well in a call, which may be closed."""
        self._desk.amend(call, lambda newest: replace(newest, self_check=went_well))


def _next(gate: GateId, state: GateState, now: Moment) -> GateState:
    if gate is not GateId.CONFIRM_THE_FIX:
        return Open() if isinstance(state, Passed) else Passed(now)
    known = [*CONFIRMATIONS]
    if not isinstance(state, Passed):
        return Passed(now, known[0])
    following = known.index(state.how) + 1 if state.how in known else len(known)
    return Passed(now, known[following]) if following < len(known) else Open()
