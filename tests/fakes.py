"""Stand-ins that keep the ports' promises, for tests that need no disk and no real time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from companion.domain.call import Call, Caller, CallId
from companion.domain.draft import Draft, DraftId
from companion.domain.errors import UserError
from companion.domain.flow import CallFlow, FlowId, FlowTitle
from companion.domain.moment import Moment
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind
from companion.domain.stats import Numbers
from companion.domain.style import Styles
from companion.services.ports import CallQuery, CallSummary, OwedPromise, Reminder
from companion.services.reports import NumbersQuery
from companion.services.selection import Selected
from companion.services.voice import (
    Sound,
    SoundOutput,
    UtteranceId,
    VoiceListener,
    VoiceName,
)

START = Moment(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), "boot-1", 1000.0)
"""A Monday morning."""


def after(seconds: float) -> Moment:
    """The moment that many seconds after the start."""
    return START.later(timedelta(seconds=seconds))


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self, now: Moment = START) -> None:
        self._now = now

    def now(self) -> Moment:
        return self._now

    def pass_by(self, seconds: float) -> None:
        """Let time pass on both clocks."""
        self._now = self._now.later(timedelta(seconds=seconds))

    def set_wall(self, offset: timedelta) -> None:
        """Somebody changes the wall clock; the steady one goes on."""
        self._now = Moment(self._now.at + offset, self._now.boot, self._now.steady)

    def restart(self, seconds: float) -> None:
        """The machine is off for some seconds and starts again."""
        self._now = Moment(self._now.at + timedelta(seconds=seconds), "boot-2", 5.0)


class FakeCallLog:
    """Remembers every revision it was given, in order, and the drafts beside."""

    def __init__(self) -> None:
        self.saved: list[Call] = []
        self.drafts: dict[DraftId, str] = {}

    def save(self, kept: Call | Draft) -> None:
        if isinstance(kept, Draft):
            self.drafts[kept.id] = kept.text
        else:
            self.saved.append(kept)

    @property
    def last(self) -> Call:
        """The revision that came last."""
        return self.saved[-1]


class FakeFlows:
    """A few flows, kept in memory."""

    def __init__(self, *flows: CallFlow) -> None:
        self._flows = {flow.id: flow for flow in flows}

    def flow(self, flow_id: FlowId) -> CallFlow:
        return self._flows[flow_id]

    def all(self) -> Sequence[CallFlow]:
        return [flow for flow in self._flows.values() if not flow.is_side]

    def titles(self) -> Sequence[FlowTitle]:
        return self.all()

    def kept(self, call_id: CallId, flow_id: FlowId) -> CallFlow | None:
        return None

    def put(self, flow: CallFlow) -> None:
        """Somebody edits a flow."""
        self._flows[flow.id] = flow

    def sides(self) -> Sequence[CallFlow]:
        return [flow for flow in self._flows.values() if flow.is_side]


def new_ids() -> Callable[[], str]:
    """Ids that differ from each other and from everybody else's."""
    from uuid import uuid4

    return lambda: str(uuid4())


class FakeHistory:
    """Answers at once with what it was given."""

    def __init__(self, *calls: Call) -> None:
        self.calls = calls
        self.queries: list[CallQuery] = []
        self.asked_numbers: list[NumbersQuery] = []
        self.counted = Numbers()
        self.kept_styles: dict[str, Styles] = {}
        self.past_delays: dict[FollowUpKind, Sequence[timedelta]] = {}
        self.reminders: dict[FollowUpId, Reminder] = {}

    def find(
        self,
        query: CallQuery,
        found: Callable[[Sequence[CallSummary]], None],
        failed: Callable[[UserError], None],
    ) -> None:
        self.queries.append(query)
        found([summary(call) for call in self.calls])

    def styles(
        self,
        caller: Caller,
        found: Callable[[Styles], None],
        failed: Callable[[UserError], None],
    ) -> None:
        found(self.kept_styles.get(caller.number or caller.name, Styles()))

    def keep_styles(
        self, caller: Caller, styles: Styles, failed: Callable[[UserError], None]
    ) -> None:
        self.kept_styles[caller.number or caller.name] = styles

    def numbers(
        self,
        query: NumbersQuery,
        found: Callable[[Numbers], None],
        failed: Callable[[UserError], None],
    ) -> None:
        self.asked_numbers.append(query)
        found(self.counted)

    def owed(
        self,
        found: Callable[[Sequence[OwedPromise]], None],
        failed: Callable[[UserError], None],
    ) -> None:
        found([self._owed(c, f) for c in self.calls for f in c.follow_ups if f.is_open])

    def _owed(self, call: Call, promise: FollowUp) -> OwedPromise:
        reminder = self.reminders.get(promise.id)
        caller = call.caller
        return OwedPromise(
            call=call.id,
            id=promise.id,
            what=promise.what,
            due=promise.due,
            caller=caller.name,
            number=caller.number,
            kind=promise.kind,
            to=promise.to,
            company=caller.company,
            made=promise.made,
            reminder=reminder if reminder and reminder.due == promise.due else None,
        )

    def delays(
        self,
        found: Callable[[Mapping[FollowUpKind, Sequence[timedelta]]], None],
        failed: Callable[[UserError], None],
    ) -> None:
        found(self.past_delays)

    def remember(
        self, promise: FollowUpId, reminder: Reminder, failed: Callable[[UserError], None]
    ) -> None:
        self.reminders[promise] = reminder

    def read(
        self,
        call_id: CallId,
        found: Callable[[Call], None],
        failed: Callable[[UserError], None],
    ) -> None:
        found(next(call for call in self.calls if call.id == call_id))


def summary(call: Call) -> CallSummary:
    """A call as a line of a list."""
    from companion.domain.phase import phase_name

    return CallSummary(
        call.id,
        call.started.at,
        phase_name(call.phase),
        call.flow,
        call.caller.name,
        call.caller.number,
        call.caller.company,
        call.outcome,
        call.notes.reported,
    )


class FakeSelection:
    """Answers with what is selected, or with trouble, at once or when it is told to."""

    def __init__(self, answer: Selected | UserError) -> None:
        self.answer = answer
        self.is_slow = False
        self.needs_focus = False
        self.asked = 0
        self._waiting: list[Callable[[], None]] = []

    def prepare(self) -> None:
        pass

    def read(self, found: Callable[[Selected], None], failed: Callable[[UserError], None]) -> None:
        answer = self.answer
        self.asked += 1

        def reply() -> None:
            if isinstance(answer, UserError):
                failed(answer)
            else:
                found(answer)

        self._waiting.append(reply)
        if not self.is_slow:
            self.reply()

    def reply(self) -> None:
        """Answer the oldest question."""
        self._waiting.pop(0)()


class FakeVoice:
    """Says nothing, and tells when the test wants it to."""

    def __init__(self) -> None:
        self.said: dict[UtteranceId, tuple[str, str]] = {}
        self.pending: list[UtteranceId] = []
        self.sound = Sound()
        self.is_ready = False
        self.known_voices: Sequence[VoiceName] = ()
        self.known_outputs: Sequence[SoundOutput] = ()
        self._listeners: list[VoiceListener] = []

    def get_ready(self) -> None:
        self.is_ready = True

    def rest(self) -> None:
        self.stop()
        self.is_ready = False

    def say(self, text: str, language: str = "") -> UtteranceId:
        number = UtteranceId(len(self.said) + 1)
        self.said[number] = (text, language)
        self.pending.append(number)
        return number

    def stop(self) -> None:
        while self.pending:
            self._end(self.pending.pop(0), was_said=False)

    def sound_like(self, sound: Sound) -> None:
        self.sound = sound

    def voices(self) -> Sequence[VoiceName]:
        return self.known_voices

    def outputs(self) -> Sequence[SoundOutput]:
        return self.known_outputs

    def listen(self, listener: VoiceListener) -> None:
        self._listeners.append(listener)

    # ------------------------------------------------------------------ what the test makes happen

    @property
    def texts(self) -> list[str]:
        """All that was asked for, in order."""
        return [text for text, _ in self.said.values()]

    def begin(self) -> None:
        """The next utterance begins."""
        for listener in self._listeners:
            listener.started(self.pending[0])

    def finish(self, *, was_said: bool = True) -> None:
        """The utterance that began is over."""
        self._end(self.pending.pop(0), was_said=was_said)

    def speak(self) -> None:
        """The next utterance begins and is said to its end."""
        self.begin()
        self.finish()

    def fail(self, trouble: str) -> None:
        """Something is in the way; empty: no more."""
        for listener in self._listeners:
            listener.trouble(trouble)

    def know(self, voices: Sequence[VoiceName], outputs: Sequence[SoundOutput]) -> None:
        """The voices and outputs become known."""
        self.known_voices, self.known_outputs = voices, outputs
        for listener in self._listeners:
            listener.known()

    def _end(self, number: UtteranceId, *, was_said: bool) -> None:
        for listener in self._listeners:
            listener.ended(number, was_said)


class FakeTimer:
    """Time passes when the test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.due: Callable[[], None] | None = None

    def start(self, seconds: float, due: Callable[[], None]) -> None:
        self.seconds, self.due = seconds, due

    def cancel(self) -> None:
        self.due = None

    def ring(self) -> None:
        """The time is over."""
        due, self.due = self.due, None
        assert due is not None
        due()
