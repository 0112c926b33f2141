"""Calls that are set aside, in words: who waits and how long."""

from __future__ import annotations

from companion.domain.call import Call
from companion.domain.hold_rules import Stretch, Wait
from companion.domain.moment import Moment
from companion.domain.phase import PhaseName, phase_name
from companion.ui.call_header import STATES
from companion.ui.clock_text import clock_text
from companion.ui.hold_words import hold_clock


def who(call: Call) -> str:
    """The caller, by whatever is known."""
    return call.caller.name or call.caller.number or "a caller"


def needs_somebody(wait: Wait | None) -> bool:
    """The caller waits longer than promised, or has not been spoken to for too long."""
    if wait is None:
        return False
    return wait.stretch is Stretch.OVER or wait.check_back_due is not None


def at_a_glance(call: Call, wait: Wait | None, now: Moment) -> str:
    """A parked call in a few characters: `○ Sarah 03:10`, `‖ Tom 01:20`, `⚠ Tom +00:35`."""
    if wait is None:
        mark = STATES[phase_name(call.active)].partition(" ")[0]
        mark = "○" if phase_name(call.active) is PhaseName.TALKING else mark
        return f"{mark} {who(call)} {clock_text(now.since(call.phase.since))}"
    is_over = wait.stretch is Stretch.OVER
    mark = "⚠" if is_over else "◷" if wait.check_back_due is not None else "‖"
    return f"{mark} {who(call)} {hold_clock(wait)}"


def at_length(call: Call, wait: Wait | None, now: Moment) -> str:
    """A parked call in two lines: who, then what they wait for and since when."""
    person = " · ".join(filter(None, (who(call), call.caller.company, call.ticket_ref)))
    parked = f"parked {clock_text(now.since(call.phase.since))}"
    if wait is None:
        word = STATES[phase_name(call.active)].partition(" ")[2]
        return f"{person}\n○ {parked} · {word.lower()}"
    hold = call.running_hold
    assert hold is not None, "somebody waits"
    promised = clock_text(hold.standing)
    if wait.stretch is Stretch.OVER:
        state = f"⚠ On hold, {hold_clock(wait)} over {promised}"
    elif wait.check_back_due is not None:
        state = f"◷ Check back, {hold_clock(wait)} left of {promised}"
    else:
        state = f"‖ On hold, {hold_clock(wait)} left of {promised}"
    return f"{person}\n{state} · {parked}"
