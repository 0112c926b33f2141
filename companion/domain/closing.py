"""What stands between a call and its closing, as far as its record tells."""

from __future__ import annotations

from collections.abc import Iterable

from companion.domain.call import Call
from companion.domain.flow import Prompt
from companion.domain.gate import CONFIRMATIONS, Gate, GateId, Open, Passed, PassedOver
from companion.domain.moment import Moment
from companion.domain.wrapup import Outcome

_FIXED = {Outcome.RESOLVED, Outcome.WORKAROUND, None}
_NOBODY_SPOKEN_TO = {Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.WRONG_NUMBER, Outcome.ABUSIVE}
_OVER_AND_DONE = {Outcome.WRONG_NUMBER, Outcome.ABUSIVE}


def gates(call: Call) -> tuple[Gate, ...]:
    """The gates that make sense for the call's outcome, and how each stands.

    With no outcome yet, that is all of them.
    """
    return tuple(Gate(gate, _state(call, gate)) for gate in GateId if _applies(call, gate))


def open_gates(call: Call) -> tuple[Gate, ...]:
    """The gates that are neither passed nor passed over."""
    return tuple(gate for gate in gates(call) if gate.is_open)


def pass_over(call: Call, reason: str, now: Moment) -> Call:
    """Leave every open gate undone, for one reason."""
    for gate in open_gates(call):
        call = call.decide(Gate(gate.id, PassedOver(now, reason)))
    return call


def settle(call: Call, passed: Iterable[GateId], now: Moment) -> Call:
    """What the caller answered, or what was said, settles these gates; what was settled stays."""
    settled = {gate.id for gate in call.decided_gates if gate.is_passed}
    for gate in passed:
        if gate not in settled:
            how = CONFIRMATIONS[0] if gate is GateId.CONFIRM_THE_FIX else ""
            call = call.decide(Gate(gate, Passed(now, how)))
    return call


def settled_by(prompt: Prompt) -> tuple[GateId, ...]:
    """What saying a prompt settles: more help is offered by offering it."""
    offers = GateId.OFFER_MORE_HELP
    return (offers,) if offers.value in prompt.practices else ()


def _applies(call: Call, gate: GateId) -> bool:
    match gate:
        case GateId.CONFIRM_THE_FIX | GateId.CALLER_SATISFIED:
            return call.outcome in _FIXED
        case GateId.OFFER_MORE_HELP | GateId.FIVE_PARTS:
            return call.outcome not in _NOBODY_SPOKEN_TO
        case GateId.FOLLOW_UP:
            return call.outcome not in _OVER_AND_DONE


def _state(call: Call, gate: GateId) -> Open | Passed | PassedOver:
    if _is_shown_by_the_record(call, gate):
        return Passed()
    return next((g.state for g in call.decided_gates if g.id is gate), Open())


def _is_shown_by_the_record(call: Call, gate: GateId) -> bool:
    match gate:
        case GateId.FIVE_PARTS:
            return not call.notes.empty
        case GateId.FOLLOW_UP:
            return bool(call.follow_ups)
    return False
