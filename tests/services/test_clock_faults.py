"""Whatever happens to the clocks and to the program, every duration is right to 0.1 s."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlite_utils import Database

from companion.domain.call import Caller
from companion.domain.hold_rules import HoldRules
from companion.domain.moment import Moment
from companion.formats.json_record import JsonObject, record
from companion.services.desk import Desk
from companion.services.ports import Profile
from companion.storage.call_log import read_call, write_call
from companion.storage.database import open_database
from tests.fakes import FakeCallLog, FakeClock, FakeFlows
from tests.flows import FLOWS

MINUTES = timedelta(minutes=1)
SPRING_FORWARD = datetime(2026, 3, 29, 0, 58, tzinfo=UTC)
"""Two minutes before the clocks go forward in London: the call's first hold is running then."""


class Scene:
    """A desk on a database file that can die and come back, and a clock that can be wronged."""

    def __init__(self, db: Database, start: datetime) -> None:
        self.db = db
        self.clock = FakeClock(Moment(start, "boot-1", 1000.0))
        self._ids = count(1)
        self.desk = self._new_desk()

    def kill(self) -> None:
        """The program dies and is started again: only what is on the disk comes back."""
        self.save()
        call = read_call(self.db, self._log.last.id)
        self.desk = self._new_desk()
        self.desk.take_back([call])

    def save(self) -> None:
        write_call(self.db, self._log.last)

    def exported(self) -> JsonObject:
        """The call as it is exported, from what is on the disk."""
        self.save()
        return record(read_call(self.db, self._log.last.id), self.clock.now())

    def _new_desk(self) -> Desk:
        self._log = FakeCallLog()
        return Desk(
            self.clock,
            FakeFlows(*FLOWS),
            self._log,
            Profile,
            lambda: f"id-{next(self._ids)}",
            lambda: HoldRules(),
        )


STEPS: tuple[tuple[float, Callable[[Desk], None]], ...] = (
    (0, lambda desk: desk.start_call(caller=Caller("Sarah"))),
    (20.25, lambda desk: desk.ask_to_hold("the logs", 2 * MINUTES)),
    (5.5, lambda desk: desk.caller_agreed()),
    (61, lambda desk: desk.check_back()),
    (40, lambda desk: desk.extend_hold(3 * MINUTES)),
    (30.75, lambda desk: desk.park()),
    (50, lambda desk: desk.take_up(desk.parked[0].id)),
    (33, lambda desk: desk.resume()),
    (70, lambda desk: desk.park()),
    (15, lambda desk: desk.take_up(desk.parked[0].id)),
    (10, lambda desk: desk.wrap_up()),
    (25.5, lambda desk: desk.set_outcome(None)),
)
"""How long after the step before, and the step."""
HOLD_S = 61 + 40 + 30.75 + 50 + 33
TALK_S = 20.25 + 5.5 + 70 + 10
WRAP_UP_S = 25.5

Fault = Callable[[Scene], None]


def moved(**offset: float) -> Fault:
    return lambda scene: scene.clock.set_wall(timedelta(**offset))


def no_fault(scene: Scene) -> None:
    """Nothing happens."""


def killed_and_moved_back(scene: Scene) -> None:
    """The program dies; somebody changes the wall clock before it is back."""
    scene.clock.set_wall(timedelta(hours=-1))
    scene.kill()


FAULTS: dict[str, Fault] = {
    "a day forward": moved(days=1),
    "a day back": moved(days=-1),
    "an hour forward": moved(hours=1),
    "an hour back": moved(hours=-1),
    "killed": Scene.kill,
    "killed, and an hour back": killed_and_moved_back,
}


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path)
    yield database
    database.close()


def play(scene: Scene, fault: Fault, at: int) -> JsonObject:
    """The whole call, with the fault half-way between a step and the next; its export."""
    for position, (pause, step) in enumerate(STEPS):
        scene.clock.pass_by(pause / 2)
        if position == at:
            fault(scene)
        scene.clock.pass_by(pause / 2)
        step(scene.desk)
    return scene.exported()


def seconds(exported: JsonObject) -> list[float]:
    """Talk, hold and wrap-up, and the hold by itself."""
    spent, holds = exported["seconds"], exported["holds"]
    assert isinstance(spent, dict)
    assert isinstance(holds, list)
    return [spent["talk"], spent["hold"], spent["wrap_up"], *(hold["seconds"] for hold in holds)]


@pytest.mark.parametrize("at", range(1, len(STEPS)))
@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_at_any_phase_bends_a_duration(db: Database, fault: str, at: int) -> None:
    exported = play(Scene(db, SPRING_FORWARD), FAULTS[fault], at)

    assert seconds(exported) == pytest.approx([TALK_S, HOLD_S, WRAP_UP_S, HOLD_S], abs=0.1)


@pytest.mark.parametrize("at", range(1, len(STEPS)))
def test_time_slept_through_counts_where_it_was_slept(db: Database, at: int) -> None:
    def sleep(scene: Scene) -> None:
        scene.clock.pass_by(600)

    spent = seconds(play(Scene(db, SPRING_FORWARD), sleep, at))

    slept = [now - usual for now, usual in zip(spent, [TALK_S, HOLD_S, WRAP_UP_S], strict=False)]
    # Parked while talking is nobody's time; everywhere else somebody waited for ten minutes.
    phases = ["talk", "talk", *["hold"] * 5, "talk", "parked", "talk", "wrap_up"]
    expected = [600 * (phases[at - 1] == phase) for phase in ("talk", "hold", "wrap_up")]
    assert slept == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_countdown_of_a_hold_is_right_after_every_fault(db: Database, fault: str) -> None:
    scene = Scene(db, SPRING_FORWARD)
    scene.desk.start_call()
    scene.desk.ask_to_hold("", 2 * MINUTES)
    scene.desk.caller_agreed()
    scene.clock.pass_by(50)

    FAULTS[fault](scene)
    scene.clock.pass_by(45)

    assert scene.desk.call is not None
    wait = scene.desk.wait(scene.desk.call)
    assert wait is not None
    assert wait.left == timedelta(seconds=25)
    assert wait.stretch == "near"
    assert wait.check_back_due == timedelta(seconds=35)


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot change a process's time zone")
def test_a_changed_time_zone_bends_nothing(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def fly_to_tokyo(scene: Scene) -> None:
        monkeypatch.setenv("TZ", "Asia/Tokyo")
        time.tzset()

    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    try:
        exported = play(Scene(db, SPRING_FORWARD), fly_to_tokyo, at=4)
    finally:
        monkeypatch.undo()
        time.tzset()

    assert seconds(exported) == pytest.approx([TALK_S, HOLD_S, WRAP_UP_S, HOLD_S], abs=0.1)
    assert exported["started_at"] == "2026-03-29T00:58:00.000Z"


def test_over_a_restart_of_the_machine_the_hold_goes_on(db: Database) -> None:
    def restart(scene: Scene) -> None:
        scene.clock.restart(90)
        scene.kill()

    spent = seconds(play(Scene(db, SPRING_FORWARD), restart, at=4))

    assert spent == pytest.approx([TALK_S, HOLD_S + 90, WRAP_UP_S, HOLD_S + 90], abs=0.1)
