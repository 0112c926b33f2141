"""What is counted of calls, and what each figure means.

A call belongs to the day and the hour in which its start was recorded. The terms are the trade's:
handle time is talk, hold and wrap-up together, stamped when the record is closed (Genesys Cloud's
glossary, AHT; the same parts in COPC's). Nothing here says how good anybody is: there is no
score, no target and no comparison of people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import ceil

from companion.domain.call import Call
from companion.domain.closing import gates
from companion.domain.gate import GateId
from companion.domain.hold import Hold, Permission
from companion.domain.phase import Closed
from companion.domain.promise import FollowUp
from companion.domain.wrapup import Outcome

FACTS_VERSION = 2
"""Grows whenever `facts_of` counts otherwise, so that what was counted before is counted anew."""

CALLS_AGAIN_WITHIN = timedelta(days=7)
"""A caller who starts another call within this time after the start of one has called again.

The usual window for first-contact resolution where no caller is asked (SQM Group counts 7 days).
"""

NINE_OF_TEN = 0.9
"""The percentile that is shown beside the median: nine calls of ten took at most so long."""


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What one call adds to the figures; durations in whole milliseconds.

    The durations are None until the call is closed: handle time is known when wrap-up ends.
    `promised_ms` and `waited_ms` are of the holds that are over; in `holds_in_time` of them no
    promise was broken. What counts as promised runs from the start of the wait to the end of the
    newest promise. `outcome` is the id of the desk's own outcome if it is one. `fix_confirmed` is
    whether the gate of that name was passed in a call closed as resolved or worked around, and
    None for any other.
    """

    flow: str
    outcome: str | None = None
    talk_ms: int | None = None
    hold_ms: int | None = None
    wrap_up_ms: int | None = None
    handle_ms: int | None = None
    holds_asked: int = 0
    holds_granted: int = 0
    holds_declined: int = 0
    holds_callback: int = 0
    holds_over: int = 0
    holds_in_time: int = 0
    promised_ms: int = 0
    waited_ms: int = 0
    promises_made: int = 0
    promises_kept: int = 0
    promises_in_time: int = 0
    fix_confirmed: bool | None = None


def facts_of(call: Call) -> CallFacts:
    """What a call adds to the figures."""
    talk = hold = wrap_up = handle = None
    if isinstance(call.phase, Closed):
        spent = call.handle_time(call.phase.since)
        talk, hold, wrap_up = map(milliseconds, (spent.talk, spent.hold, spent.wrap_up))
        handle = talk + hold + wrap_up
    answers = [h.permission for h in call.holds]
    waits = [*_waits(call)]
    kept = [f for f in call.follow_ups if f.done is not None]
    return CallFacts(
        flow=call.flow,
        outcome=call.outcome_id,
        talk_ms=talk,
        hold_ms=hold,
        wrap_up_ms=wrap_up,
        handle_ms=handle,
        holds_asked=len(call.holds),
        holds_granted=answers.count(Permission.GRANTED),
        holds_declined=answers.count(Permission.DECLINED),
        holds_callback=answers.count(Permission.CALLBACK),
        holds_over=len(waits),
        holds_in_time=sum(_is_kept(hold, waited) for hold, waited in waits),
        promised_ms=sum(milliseconds(_promised(hold)) for hold, _ in waits),
        waited_ms=sum(milliseconds(waited) for _, waited in waits),
        promises_made=len(call.follow_ups),
        promises_kept=len(kept),
        promises_in_time=sum(map(_is_in_time, kept)),
        fix_confirmed=_is_fix_confirmed(call),
    )


def milliseconds(duration: timedelta) -> int:
    """A duration in whole milliseconds, as durations are exported: sums of these are exact."""
    return round(duration / timedelta(milliseconds=1))


def rank(share: float, count: int) -> int:
    """Which of `count` values in ascending order is a percentile, counted from 0.

    The method is nearest rank: the smallest value that at least `share` (above 0, up to 1) of
    all values do not exceed. It is always a value that occurred, so it leads to a call.
    """
    # 0.9 is a little more than nine tenths: of ten values the ninth is meant, not the tenth.
    return max(ceil(round(share * count, 6)), 1) - 1


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took over the closed calls; all None where there are none."""

    median: timedelta | None = None
    nine_of_ten: timedelta | None = None
    mean: timedelta | None = None
    total: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class HoldNumbers:
    """Holds: how often asked for, what callers answered, and waits against what was promised.

    What is neither granted, declined nor turned into a callback had no answer yet.
    """

    asked: int = 0
    granted: int = 0
    declined: int = 0
    callback: int = 0
    over: int = 0
    in_time: int = 0
    promised: timedelta = timedelta()
    waited: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class PromiseNumbers:
    """Follow-ups promised in the calls; `in_time` are those done when they were due or before."""

    made: int = 0
    kept: int = 0
    in_time: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """How many calls have something in common; None is a call without it.

    `title` is what the calls themselves call it, where they do: the desk's own outcomes.
    """

    of: str | None
    calls: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """How often a wording of a prompt was marked as said, whatever flow it belongs to."""

    prompt: str
    variant: int
    times: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """The figures of the calls that started in a period.

    `hours` has the calls by the hour of the day in which they started, local time. Of the
    `known_callers` calls (those with a number or a name), `called_again` were followed by
    another of the same caller within `CALLS_AGAIN_WITHIN`. `fixes` are the calls closed as resolved
    or worked around. `uncounted` calls of all times are
    still to be looked at: until that is 0 the figures may miss some.
    """

    calls: int = 0
    closed: int = 0
    talk: Spread = Spread()
    hold: Spread = Spread()
    wrap_up: Spread = Spread()
    handle: Spread = Spread()
    holds: HoldNumbers = HoldNumbers()
    promises: PromiseNumbers = PromiseNumbers()
    fixes: int = 0
    fixes_confirmed: int = 0
    known_callers: int = 0
    called_again: int = 0
    outcomes: Sequence[Tally] = ()
    flows: Sequence[Tally] = ()
    hours: Sequence[int] = (0,) * 24
    said: Sequence[Said] = ()
    uncounted: int = 0


class Figure(StrEnum):
    """A figure that leads to the calls it counts."""

    CALLS = "calls"
    OPEN = "open"
    CLOSED = "closed"
    TALK = "talk"
    HOLD = "hold"
    WRAP_UP = "wrap_up"
    HANDLE = "handle"
    HOLDS_ASKED = "holds_asked"
    HOLDS_GRANTED = "holds_granted"
    HOLDS_DECLINED = "holds_declined"
    HOLDS_CALLBACK = "holds_callback"
    HOLDS_OVER = "holds_over"
    HOLDS_IN_TIME = "holds_in_time"
    HOLDS_LATE = "holds_late"
    PROMISES_MADE = "promises_made"
    PROMISES_KEPT = "promises_kept"
    PROMISES_IN_TIME = "promises_in_time"
    PROMISES_OWED = "promises_owed"
    FIXES = "fixes"
    FIXES_CONFIRMED = "fixes_confirmed"
    FIXES_UNCONFIRMED = "fixes_unconfirmed"
    KNOWN_CALLERS = "known_callers"
    CALLED_AGAIN = "called_again"
    OUTCOME = "outcome"
    FLOW = "flow"
    HOUR = "hour"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Which:
    """The calls that a figure counts.

    `of` is the outcome, flow or prompt (None: calls without an outcome). `number` is the least
    duration in milliseconds for talk, hold, wrap-up and handle, the hour of the day for an hour,
    and the variant for a wording.
    """

    figure: Figure
    of: str | None = None
    number: int = 0


def _is_fix_confirmed(call: Call) -> bool | None:
    if call.is_open or call.outcome not in (Outcome.RESOLVED, Outcome.WORKAROUND):
        return None
    passed = [gate for gate in gates(call) if gate.id is GateId.CONFIRM_THE_FIX and gate.is_passed]
    return bool(passed)


def _waits(call: Call) -> Iterator[tuple[Hold, timedelta]]:
    """The holds that are over and how long each took, as corrected by hand or as measured."""
    corrected = call.times(call.phase.since).holds if call.corrections else ()
    for index, hold in enumerate(call.holds):
        if hold.ended is not None:
            yield hold, corrected[index] if corrected else hold.waited(hold.ended)


def _promised(hold: Hold) -> timedelta:
    first, newest = hold.promises[0], hold.promises[-1]
    return newest.at.since(first.at) + newest.wait


def _is_kept(hold: Hold, waited: timedelta) -> bool:
    assert hold.ended is not None, hold
    if waited != hold.waited(hold.ended):
        # Put right by hand: when the caller heard of each promise is not known any more.
        return waited <= _promised(hold)
    return not hold.broken(hold.ended)


def _is_in_time(follow_up: FollowUp) -> bool:
    return follow_up.done is not None and follow_up.done <= follow_up.due
