"""Reminders come before the time and at the time, once each, and stay until dealt with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.call import CallId
from companion.domain.errors import UserError
from companion.domain.promise import FollowUpId
from companion.services.ports import OwedPromise, Reminder
from companion.services.reminders import Reminders
from tests.fakes import START, FakeClock, after

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DUE = START.at + HOUR


class Notebook:
    """Remembers reminders, as the disk does."""

    def __init__(self) -> None:
        self.kept: dict[FollowUpId, Reminder] = {}

    def remember(
        self, promise: FollowUpId, reminder: Reminder, failed: Callable[[UserError], None]
    ) -> None:
        self.kept[promise] = reminder

    def as_read(self, *promises: OwedPromise) -> list[OwedPromise]:
        return [replace(promise, reminder=self.kept.get(promise.id)) for promise in promises]


def owed(name: str = "f1", due: datetime = DUE, made: datetime | None = START.at) -> OwedPromise:
    return OwedPromise(CallId("c1"), FollowUpId(name), name, due, "Sarah", "1", made=made)


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


def reminding(
    clock: FakeClock, notebook: Notebook, *promises: OwedPromise, minutes: int = 10
) -> Reminders:
    """The program, started anew."""
    reminders = Reminders(
        clock, notebook, lambda: minutes * MINUTE, lambda: (), lambda error: pytest.fail(str(error))
    )
    reminders.know(notebook.as_read(*promises))
    return reminders


def test_reminds_before_and_at_the_time_and_once_each(clock: FakeClock, notebook: Notebook) -> None:
    reminders = reminding(clock, notebook, owed())

    told = []
    for minute in range(70):
        told += [(minute, promise.id) for promise in reminders.news()]
        clock.pass_by(60)

    assert told == [(50, "f1"), (60, "f1")]


def test_stays_until_it_is_dealt_with(clock: FakeClock, notebook: Notebook) -> None:
    reminders = reminding(clock, notebook, owed())
    clock.pass_by(3600 * 24)
    reminders.news()

    assert [promise.id for promise in reminders.calling] == ["f1"]
    reminders.know([])
    assert reminders.calling == ()


def test_is_silent_while_snoozed_and_comes_back(clock: FakeClock, notebook: Notebook) -> None:
    reminders = reminding(clock, notebook, owed())
    clock.pass_by(3600)
    reminders.news()

    reminders.snooze(owed(), clock.now().at + 15 * MINUTE)

    assert reminders.calling == ()
    clock.pass_by(14 * 60)
    assert reminders.news() == ()
    clock.pass_by(60)
    assert [promise.id for promise in reminders.news()] == ["f1"]
    assert reminders.news() == ()


def test_what_came_due_while_the_window_was_closed_is_told_once_and_together(
    clock: FakeClock, notebook: Notebook
) -> None:
    promises = (owed("a"), owed("b", DUE + MINUTE), owed("late", DUE + 9 * HOUR))
    clock.restart(3 * 3600)

    first = reminding(clock, notebook, *promises)
    told = [[p.id for p in first.news()], [p.id for p in first.news()]]
    again = reminding(clock, notebook, *promises)

    assert told == [["a", "b"], []]
    assert again.news() == ()
    assert [promise.id for promise in again.calling] == ["a", "b"]


def test_a_snooze_survives_a_restart(clock: FakeClock, notebook: Notebook) -> None:
    clock.pass_by(3600)
    reminding(clock, notebook, owed()).snooze(owed(), clock.now().at + HOUR)
    clock.restart(60)

    again = reminding(clock, notebook, owed())

    assert again.calling == ()
    (as_read,) = notebook.as_read(owed())
    assert again.snoozed(as_read) == DUE + HOUR
    clock.pass_by(3600)
    assert [promise.id for promise in again.news()] == ["f1"]


def test_sleep_past_the_time_is_noticed_on_waking(clock: FakeClock, notebook: Notebook) -> None:
    reminders = reminding(clock, notebook, owed())
    reminders.news()

    clock.pass_by(8 * 3600)

    assert [promise.id for promise in reminders.news()] == ["f1"]


def test_a_clock_that_was_wrong_for_a_while_reminds_again(
    clock: FakeClock, notebook: Notebook
) -> None:
    reminders = reminding(clock, notebook, owed())
    clock.set_wall(timedelta(days=1))
    wrongly = [promise.id for promise in reminders.news()]
    clock.set_wall(timedelta(days=-1))
    quiet = reminders.news(), reminders.calling

    clock.pass_by(3600)

    assert wrongly == ["f1"]
    assert quiet == ((), ())
    assert [promise.id for promise in reminders.news()] == ["f1"]


def test_what_was_promised_for_very_soon_is_not_reminded_of_at_once(
    clock: FakeClock, notebook: Notebook
) -> None:
    soon = owed("soon", START.at + 5 * MINUTE)
    reminders = reminding(clock, notebook, soon)

    at_once = reminders.calling
    clock.pass_by(300)

    assert at_once == ()
    assert [promise.id for promise in reminders.news()] == ["soon"]


def test_without_time_ahead_it_reminds_at_the_time_only(
    clock: FakeClock, notebook: Notebook
) -> None:
    reminders = reminding(clock, notebook, owed(), minutes=0)
    clock.pass_by(3599)
    before = reminders.news()
    clock.pass_by(1)

    assert before == ()
    assert [promise.id for promise in reminders.news()] == ["f1"]


def test_another_due_time_makes_the_snooze_void(clock: FakeClock, notebook: Notebook) -> None:
    reminders = reminding(clock, notebook, owed())
    reminders.snooze(owed(), DUE + 20 * HOUR)
    reminders.know(notebook.as_read(owed(due=DUE + HOUR)))
    clock.pass_by(2 * 3600)

    assert [promise.id for promise in reminders.news()] == ["f1"]


def test_what_is_being_kept_this_minute_is_not_reminded_of(
    clock: FakeClock, notebook: Notebook
) -> None:
    in_hand = [FollowUpId("f1")]
    reminders = Reminders(clock, notebook, lambda: MINUTE, lambda: in_hand, lambda _: None)
    reminders.know([owed()])
    clock.pass_by(7200)

    assert reminders.calling == ()
    in_hand.clear()
    assert [promise.id for promise in reminders.news()] == ["f1"]


steps = st.lists(
    st.tuples(st.sampled_from(["pass", "wall", "restart", "look"]), st.integers(-90, 90)),
    max_size=30,
)


@given(steps)
def test_whatever_the_clocks_do_it_calls_exactly_when_it_is_time(
    taken: list[tuple[str, int]],
) -> None:
    clock, notebook = FakeClock(after(0)), Notebook()
    reminders = reminding(clock, notebook, owed())
    for step, minutes in taken:
        match step:
            case "pass":
                clock.pass_by(abs(minutes) * 60)
            case "wall":
                clock.set_wall(minutes * MINUTE)
            case "restart":
                clock.restart(abs(minutes) * 60)
                reminders = reminding(clock, notebook, owed())
            case _:
                reminders.news()

        assert bool(reminders.calling) == (clock.now().at >= DUE - 10 * MINUTE)
