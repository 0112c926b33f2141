"""What a call may have cost the agent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from companion.domain.call import Call
from companion.domain.flow import FlowId
from companion.domain.journal import EventKind
from companion.domain.moment import Moment
from companion.domain.wrapup import Outcome

CALM, REFUSAL = FlowId("calm"), FlowId("refusal")
"""The side-flows for a caller who is upset, and for one who wants what cannot be."""
PAUSE = timedelta(minutes=5)
"""As long between two calls is a pause."""
LONG_RUN = 6
"""So many calls without a pause are a long run."""


def was_hard(call: Call) -> bool:
    """Somebody was upset, wanted what cannot be, or was abusive."""
    entered = {event.detail for event in call.events if event.kind is EventKind.SIDE_ENTERED}
    return call.outcome is Outcome.ABUSIVE or bool(entered & {CALM, REFUSAL})


class Strain:
    """Counts the calls that came without a pause, and says when one would do good."""

    def __init__(self, now: Callable[[], Moment]) -> None:
        self._now = now
        self._last: Moment | None = None
        self._run = 0

    def after(self, call: Call) -> str:
        """What to say to the agent when this call has just been closed; mostly nothing."""
        is_rested = self._last is not None and call.started.since(self._last) >= PAUSE
        self._run = 1 if is_rested else self._run + 1
        self._last = self._now()
        if was_hard(call):
            return "That was a hard call. Take a minute before the next; it can wait that long."
        if self._run >= LONG_RUN:
            self._run = 0
            return f"{LONG_RUN} calls without a pause. Stand up for a minute, if you can."
        return ""
