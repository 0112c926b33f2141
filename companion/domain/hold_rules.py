"""While somebody waits: when it is nearly up, when to speak to them, when to offer a call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from companion.domain.call import Call
from companion.domain.hold import Hold
from companion.domain.moment import Moment

NOTHING = timedelta()


class Stretch(StrEnum):
    """How far into the promised wait a caller is."""

    CALM = "calm"
    NEAR = "near"
    OVER = "over"


class CallBackReason(StrEnum):
    """Why a call back would be kinder than a hold."""

    SECOND_HOLD = "second_hold"
    LONG_WAIT = "long_wait"


@dataclass(frozen=True, slots=True)
class Wait:
    """How a waiting caller stands. `left` is negative once the promised wait is over.

    `check_back_due` is how long ago the agent should have spoken to them, None before that.
    `reminders` grows each time there is a new reason to remember them.
    """

    stretch: Stretch
    left: timedelta
    waited: timedelta
    check_back_due: timedelta | None
    reminders: int


@dataclass(frozen=True, slots=True)
class HoldRules:
    """The thresholds of a hold, as the agent has set them.

    `near` is the share of the promised wait from which it is nearly up (Sinch marks at 75 %).
    A check-back is due `first_check_back` into the hold, then `later_check_backs` after each
    time the caller was spoken to; zero is never. (Hardware reminds after 60 s, Cisco's example
    every 30 s; trainers say 30 to 60 s.) A wait longer than `long_wait`, and a second hold in a
    call, are better offered as a call back.
    """

    near: float = 0.75
    first_check_back: timedelta = timedelta(seconds=60)
    later_check_backs: timedelta = timedelta(seconds=30)
    long_wait: timedelta = timedelta(minutes=5)
    minds_second_hold: bool = True

    def wait(self, call: Call, now: Moment) -> Wait | None:
        """How the caller who waits now stands, also in a parked call; None if nobody does."""
        hold = call.running_hold
        if hold is None:
            return None
        stretch = self._stretch(hold, now)
        interval = self._check_back_interval(hold)
        since_contact = now.since(call.last_contact or hold.asked)
        due = since_contact - interval if NOTHING < interval <= since_contact else None
        return Wait(
            stretch=stretch,
            left=hold.left(now),
            waited=hold.waited(now),
            check_back_due=due,
            reminders=list(Stretch).index(stretch) + self._check_back_reminders(due),
        )

    def why_call_back(self, call: Call, now: Moment) -> CallBackReason | None:
        """Why to offer a call back in the question that is open or the hold that runs."""
        if hold := call.hold_question:
            had_one = any(earlier.started for earlier in call.holds[:-1])
            if self.minds_second_hold and had_one:
                return CallBackReason.SECOND_HOLD
            return CallBackReason.LONG_WAIT if hold.promised > self.long_wait else None
        if hold := call.running_hold:
            return CallBackReason.LONG_WAIT if hold.waited(now) > self.long_wait else None
        return None

    def _stretch(self, hold: Hold, now: Moment) -> Stretch:
        left = hold.left(now)
        if left <= NOTHING:
            return Stretch.OVER
        return Stretch.NEAR if left <= (1 - self.near) * hold.standing else Stretch.CALM

    def _check_back_interval(self, hold: Hold) -> timedelta:
        has_been_spoken_to = hold.check_backs or hold.extensions
        if has_been_spoken_to and self.first_check_back:
            return self.later_check_backs
        return self.first_check_back

    def _check_back_reminders(self, due: timedelta | None) -> int:
        if due is None:
            return 0
        return 1 + (due // self.later_check_backs if self.later_check_backs else 0)
