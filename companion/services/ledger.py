"""What the agent does with promises, whichever call they were made in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from companion.domain.call import Call, CallId
from companion.domain.phase import Closed, WrapUp
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind, Keeping
from companion.domain.wrapup import Outcome
from companion.services.desk import Desk
from companion.services.ports import OwedPromise

UNREACHED = {Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.WRONG_NUMBER}
"""Outcomes of a call in which nobody was spoken to who was promised anything."""

KIND_TITLES = {
    FollowUpKind.CALLBACK: "Call back",
    FollowUpKind.FOLLOW_UP: "Follow-up",
    FollowUpKind.STATUS: "Status update",
    FollowUpKind.WATCH: "Watch the fix until",
    FollowUpKind.VISIT: "Visit",
    FollowUpKind.NOTE: "Follow-up note",
}
_USUAL_WORDS = {
    FollowUpKind.CALLBACK: "Call {caller} back",
    FollowUpKind.FOLLOW_UP: "Follow up with {caller}",
    FollowUpKind.STATUS: "Tell {caller} how it stands",
    FollowUpKind.WATCH: "Check with {caller} that the fix has held",
    FollowUpKind.VISIT: "Visit {caller}",
    FollowUpKind.NOTE: "",
}

ReadCall = Callable[[CallId, Callable[[Call], None]], None]
"""Finds a call and hands it over, later, on the main thread."""


def usual_words(kind: FollowUpKind, caller: str) -> str:
    """What to call a promise of a kind whose words were not typed."""
    return _USUAL_WORDS[kind].format(caller=caller.strip() or "the caller")


def keeping(promise: OwedPromise) -> Keeping:
    """The promise as a call remembers that is made to keep it."""
    return Keeping(promise.call, promise.id, promise.what, promise.due)


class Ledger:
    """Every promise, whether its call is open or closed. Used on the main thread only.

    A call that was made to keep a promise has kept it when it is wrapped up, from the moment
    it began; and has not after all, when nobody was reached.
    """

    def __init__(self, desk: Desk, read: ReadCall) -> None:
        self._desk = desk
        self._read = read
        self._settled: tuple[FollowUpId, bool] | None = None
        desk.subscribe(self._settle)

    def promise(self, kind: FollowUpKind, what: str, due: datetime, to: str = "") -> None:
        """Promise something in the call in hand; blank words become the usual ones.

        Of the follow-up note there is one in a call, and its words stand in the notes.
        """
        if self._desk.call is None:
            return
        if kind is FollowUpKind.NOTE:
            self._desk.promise_follow_up(due)
            return
        words = what.strip() or usual_words(kind, self._desk.call.caller.name)
        now = self._desk.now().at
        promise = FollowUp(
            FollowUpId(self._desk.new_id()),
            kind,
            words,
            due.astimezone(UTC),
            to=to.strip(),
            made=now,
        )
        self._desk.amend(self._desk.call, lambda call: call.promise(promise))

    def promise_again(
        self, call: CallId, promise: FollowUpId, what: str, due: datetime, to: str
    ) -> None:
        """The promise is another now; another due time counts as promised this minute."""
        now, new_due = self._desk.now().at, due.astimezone(UTC)

        def change(before: FollowUp) -> FollowUp:
            made = before.made if before.due == new_due else now
            words = what.strip() or before.what
            return replace(before, what=words, due=new_due, to=to.strip(), made=made)

        self._change(call, promise, change)

    def withdraw(self, call: CallId, promise: FollowUpId) -> None:
        """It is owed no more, though it was not kept."""
        now = self._desk.now().at
        self._amend(call, lambda newest: newest.withdraw(promise, now))

    def keep(self, call: CallId, promise: FollowUpId) -> None:
        """It is done."""
        now = self._desk.now().at
        self._change(call, promise, lambda kept: replace(kept, done=kept.done or now))

    def owe_again(self, call: CallId, promise: FollowUpId) -> None:
        """It was not done, or not withdrawn, after all."""

        def undone(newest: Call) -> Call:
            for follow_up in newest.follow_ups:
                if follow_up.id == promise:
                    return newest.promise(replace(follow_up, done=None))
            for withdrawn in newest.withdrawn:
                if withdrawn.follow_up.id == promise:
                    return newest.promise(withdrawn.follow_up)
            return newest

        self._amend(call, undone)

    # ------------------------------------------------------------------ inside

    def _settle(self) -> None:
        """Mark the promise that the call in hand was made to keep."""
        call = self._desk.call
        if call is None or call.keeps is None or not isinstance(call.phase, WrapUp | Closed):
            return
        promise, begun = call.keeps.promise, call.started.at
        is_kept = call.outcome not in UNREACHED
        if self._settled == (promise, is_kept):
            return
        self._settled = (promise, is_kept)

        def settle(before: FollowUp) -> FollowUp:
            if is_kept:
                return replace(before, done=before.done or begun)
            return replace(before, done=None) if before.done == begun else before

        self._change(CallId(call.keeps.call), promise, settle)

    def _change(
        self, call: CallId, promise: FollowUpId, change: Callable[[FollowUp], FollowUp]
    ) -> None:
        def changed(newest: Call) -> Call:
            for follow_up in newest.follow_ups:
                if follow_up.id == promise:
                    return newest.promise(change(follow_up))
            return newest

        self._amend(call, changed)

    def _amend(self, call_id: CallId, change: Callable[[Call], Call]) -> None:
        def amend(call: Call) -> None:
            self._desk.amend(call, change)

        self._read(call_id, amend)
