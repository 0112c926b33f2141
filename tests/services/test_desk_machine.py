"""Five calls over the real desk and a real database, with the program killed in between."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from queue import Queue

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from companion.domain.call import Call, Caller
from companion.domain.flow import StageId
from companion.domain.hold import Hold, Permission
from companion.domain.notes import Section
from companion.domain.phase import OnHold, Parked, Talking, WrapUp
from companion.domain.promise import FollowUpKind
from companion.services.desk import Desk
from companion.services.ports import Profile
from companion.storage.thread import StorageThread
from tests.fakes import FakeClock, FakeFlows, new_ids
from tests.flows import FLOWS, INCIDENT

FIVE = 5
PATIENCE_S = 10.0
MINUTES = timedelta(minutes=1)
STAGES = [stage.id for stage in INCIDENT.stages]
PHASES = {"talking": Talking, "on_hold": OnHold, "wrap_up": WrapUp}


@dataclass
class ExpectedHold:
    """A hold as somebody with a notepad and a stop-watch would write it down."""

    reason: str
    minutes: list[int]
    answer: Permission | None = None
    check_backs: int = 0
    started: float = 0
    ended: float | None = None


@dataclass
class Expected:
    """A call as that somebody knows it."""

    phase: str = "talking"
    stage: str = STAGES[0]
    is_parked: bool = False
    notes: dict[Section, str] = field(default_factory=dict)
    holds: list[ExpectedHold] = field(default_factory=list)
    call_backs: int = 0

    @property
    def question(self) -> ExpectedHold | None:
        return self.holds[-1] if self.holds and self.holds[-1].answer is None else None


class FiveCalls(RuleBasedStateMachine):
    """Whatever is done in which order: every note, stage, hold and promise is where it belongs."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="five-calls-"))
        self.folders = (self.root / f"life-{n}" for n in count())
        self.clock = FakeClock()
        self.seconds = 0.0
        self.expected: dict[str, Expected] = {}
        self.current = ""
        self.begin_life(next(self.folders))

    def begin_life(self, folder: Path) -> None:
        """Start the program on a folder; what is open on its disk comes back to the desk."""
        opened: Queue[Sequence[Call]] = Queue()
        self.folder = folder
        self.troubles: list[Exception] = []
        self.storage = StorageThread(
            folder,
            on_opened=opened.put,
            on_saved=lambda *_: None,
            on_trouble=self.troubles.append,
        )
        self.desk = Desk(self.clock, FakeFlows(*FLOWS), self.storage, Profile, new_ids())
        self.storage.start()
        self.desk.take_back(opened.get(timeout=PATIENCE_S))

    def teardown(self) -> None:
        self.kill()
        self.everything_is_where_it_belongs()
        self.storage.stop(PATIENCE_S)
        shutil.rmtree(self.root)

    # ------------------------------------------------------------------ calls

    @precondition(lambda self: len(self.expected) < FIVE)
    @rule()
    def phone_rings(self) -> None:
        name = f"caller-{len(self.expected)}"
        self.desk.start_call(caller=Caller(name))
        self.leave_current()
        self.expected[name], self.current = Expected(), name

    @rule()
    def park(self) -> None:
        self.desk.park()
        self.leave_current()

    @precondition(lambda self: any(call.is_parked for call in self.expected.values()))
    @rule(index=st.integers(0, FIVE - 1))
    def take_up(self, index: int) -> None:
        parked = self.desk.parked
        chosen = parked[index % len(parked)]
        self.desk.take_up(chosen.id)
        self.leave_current()
        self.current = chosen.caller.name
        self.expected[self.current].is_parked = False

    @rule(seconds=st.sampled_from([0.1, 3, 20, 61, 200]))
    def time_passes(self, seconds: float) -> None:
        self.clock.pass_by(seconds)
        self.seconds += seconds

    @rule(hours=st.sampled_from([-24, -1, 1, 24]))
    def somebody_changes_the_wall_clock(self, hours: int) -> None:
        self.clock.set_wall(timedelta(hours=hours))

    @precondition(lambda self: self.expected)
    @rule(dice=st.integers(0, 9))
    def maybe_kill(self, dice: int) -> None:
        if dice == 0:
            self.kill()

    def kill(self) -> None:
        """What is left of a program that dies: the files as they are, its log included."""
        assert self.storage.flush(PATIENCE_S), self.troubles
        image = next(self.folders)
        image.mkdir()
        for file in self.folder.glob("calls.db*"):
            shutil.copy(file, image)
        self.storage.stop(PATIENCE_S)
        self.begin_life(image)

    # ------------------------------------------------------------------ in the call in hand

    @precondition(lambda self: self.current)
    @rule(section=st.sampled_from(Section), text=st.text(max_size=8))
    def type(self, section: Section, text: str) -> None:
        self.desk.note(section, text)
        self.call.notes[section] = text

    @precondition(lambda self: self.is_in("talking", "on_hold"))
    @rule(stage=st.sampled_from(STAGES))
    def go(self, stage: StageId) -> None:
        self.desk.go_to_stage(stage)
        self.call.stage = stage

    @precondition(lambda self: self.is_in("talking"))
    @rule(reason=st.text(max_size=5), minutes=st.integers(1, 60))
    def ask_to_hold(self, reason: str, minutes: int) -> None:
        self.desk.ask_to_hold(reason, minutes * MINUTES)
        if self.call.question:
            self.call.question.reason, self.call.question.minutes = reason, [minutes]
        else:
            self.call.holds.append(ExpectedHold(reason, [minutes]))

    @precondition(lambda self: self.current and self.call.question)
    @rule(answer=st.sampled_from(["agreed", "agreed", "declined", "call back", "dropped"]))
    def answer(self, answer: str) -> None:
        hold = self.call.holds[-1]
        if answer == "agreed":
            self.desk.caller_agreed()
            hold.answer, hold.started, self.call.phase = Permission.GRANTED, self.seconds, "on_hold"
        elif answer == "declined":
            self.desk.caller_declined()
            hold.answer = Permission.DECLINED
        elif answer == "call back":
            self.desk.call_back_instead()
            hold.answer = Permission.CALLBACK
            self.call.call_backs += 1
        else:
            self.desk.drop_hold_question()
            self.call.holds.pop()

    @precondition(lambda self: self.is_in("on_hold"))
    @rule()
    def check_back(self) -> None:
        self.desk.check_back()
        self.call.holds[-1].check_backs += 1

    @precondition(lambda self: self.is_in("on_hold"))
    @rule(minutes=st.integers(1, 60))
    def extend(self, minutes: int) -> None:
        self.desk.extend_hold(minutes * MINUTES)
        self.call.holds[-1].minutes.append(minutes)

    @precondition(lambda self: self.is_in("on_hold"))
    @rule(calls_back=st.booleans())
    def resume(self, calls_back: bool) -> None:
        if calls_back:
            self.desk.call_back_instead()
            self.call.call_backs += 1
        else:
            self.desk.resume()
        self.end_hold("talking")

    @precondition(lambda self: self.is_in("talking", "on_hold"))
    @rule(dice=st.integers(0, 3))
    def maybe_hang_up(self, dice: int) -> None:
        if dice:
            return
        self.desk.wrap_up()
        if self.call.question:
            self.call.holds.pop()
        self.end_hold("wrap_up")
        self.call.stage = "wrap-up"

    @precondition(lambda self: self.is_in("wrap_up"))
    @rule()
    def back_to_the_caller(self) -> None:
        self.desk.previous_prompt()
        self.call.phase = "talking"

    # ------------------------------------------------------------------ what must be so

    @invariant()
    def everything_is_where_it_belongs(self) -> None:
        in_hand = [self.desk.call] if self.desk.call else []
        found = {call.caller.name: call for call in (*in_hand, *self.desk.parked)}
        assert found.keys() == self.expected.keys()
        assert [call.caller.name for call in in_hand] == ([self.current] if self.current else [])
        for name, expected in self.expected.items():
            self.check(found[name], expected)

    def check(self, call: Call, expected: Expected) -> None:
        assert isinstance(call.phase, Parked) == expected.is_parked
        assert isinstance(call.active, PHASES[expected.phase]), (call.phase, expected.phase)
        assert call.place.stage == call.stages[-1].stage == expected.stage
        for section in Section:
            assert call.notes[section] == expected.notes.get(section, "")
        call_backs = [f for f in call.follow_ups if f.kind is FollowUpKind.CALLBACK]
        assert len(call_backs) == expected.call_backs
        for hold, wanted in zip(call.holds, expected.holds, strict=True):
            self.check_hold(hold, wanted)

    def check_hold(self, hold: Hold, wanted: ExpectedHold) -> None:
        assert (hold.reason, hold.permission) == (wanted.reason, wanted.answer)
        assert hold.check_backs == wanted.check_backs
        waits = [hold.promised, *(promise.wait for promise in hold.extensions)]
        assert waits == [minutes * MINUTES for minutes in wanted.minutes]
        if hold.permission is Permission.GRANTED:
            assert hold.is_running == (wanted.ended is None)
            ended = self.seconds if wanted.ended is None else wanted.ended
            waited = hold.waited(self.clock.now()).total_seconds()
            assert abs(waited - (ended - wanted.started)) < 0.1

    # ------------------------------------------------------------------ inside

    @property
    def call(self) -> Expected:
        return self.expected[self.current]

    def is_in(self, *phases: str) -> bool:
        return bool(self.current) and self.call.phase in phases

    def leave_current(self) -> None:
        if self.current:
            self.call.is_parked = True
        self.current = ""

    def end_hold(self, phase: str) -> None:
        if self.call.phase == "on_hold":
            self.call.holds[-1].ended = self.seconds
        self.call.phase = phase


TestFiveCalls = FiveCalls.TestCase
TestFiveCalls.settings = settings(
    max_examples=15,
    # A failure among 500 steps takes minutes to make small, and is plain enough as it is.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    stateful_step_count=500,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
