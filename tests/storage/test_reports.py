"""Every figure equals a plain count over the calls themselves, and leads to the calls it counts."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from companion.domain.call import Call, Caller, CallId
from companion.domain.flow import FlowId, Place, PromptId, StageId
from companion.domain.gate import Gate, GateId, Passed
from companion.domain.hold import Permission
from companion.domain.moment import Moment
from companion.domain.notes import Section
from companion.domain.phase import Closed, OnHold, Parked, Talking, WrapUp
from companion.domain.promise import FollowUp, FollowUpId, FollowUpKind
from companion.domain.stats import Figure, Numbers, Spread, Tally, Which
from companion.domain.wrapup import Outcome, OwnOutcome
from companion.services.ports import CallQuery
from companion.services.reports import NumbersQuery
from companion.storage.call_log import write_call
from companion.storage.counting import count_some, is_counted, uncounted
from companion.storage.reports import read_numbers
from companion.storage.search import find_calls
from tests.storage.calls import NINE, a_call, at, closed, histories
from tests.storage.databases import in_memory

BERLIN = ZoneInfo("Europe/Berlin")
NUMBERS = ("+44 20 7946 0018", "020 7946 0018", "0044 (0)20 79460018", "4711", "030 123456")


OWN = OwnOutcome("swapped", "Device swapped", Outcome.RESOLVED)


def seconds(chance: random.Random) -> timedelta:
    return timedelta(milliseconds=chance.randrange(1000, 400_000))


def random_call(chance: random.Random, number: int) -> Call:
    """A call that took some way through the phases, sometimes only a part of it."""
    start = NINE - timedelta(days=30) + timedelta(milliseconds=chance.randrange(60 * 86_400_000))
    now = Moment(start, "boot", 5.0)
    place = Place(StageId("greet"), PromptId("hello"))
    name = chance.choice(["", "Sarah  Okafor", "sarah okafor", "Tom"])
    caller = Caller(name, chance.choice(["", *NUMBERS]), chance.choice(["", "Contoso"]))
    flow = FlowId(chance.choice(["incident", "password-reset"]))
    call = Call.begin(CallId(f"c{number}"), flow, place, "Ana", caller, now)
    call = call.come_to(chance.choice([None, OWN, *Outcome]))
    if chance.random() < 0.3:
        call = call.decide(Gate(GateId.CONFIRM_THE_FIX, Passed(now)))
    for _ in range(chance.randrange(9)):
        now = now.later(seconds(chance))
        call = step(chance, call, now)
    return finished(chance, call, now.later(seconds(chance))) if chance.random() < 0.8 else call


def step(chance: random.Random, call: Call, now: Moment) -> Call:
    """One more thing that happens in a call."""
    match call.phase:
        case OnHold() if chance.random() < 0.3:
            return call.extend_hold(timedelta(minutes=1), now)
        case OnHold() if chance.random() < 0.7:
            return call.resume(now)
        case Talking() if call.hold_question:
            return call.answer_hold(chance.choice(list(Permission)), now)
        case Talking() if chance.random() < 0.5:
            return call.ask_to_hold("why", timedelta(minutes=chance.randrange(1, 6)), now)
        case Talking() if chance.random() < 0.5:
            said = call.said(now, PromptId(chance.choice(["hello", "listen"])))
            return said.promise(promise(chance, now))
        case Parked():
            return call.take_up(now)
        case WrapUp():
            return call.close(now)
        case Talking() | OnHold():
            return call.park(now)
    return call


def promise(chance: random.Random, now: Moment) -> FollowUp:
    due = now.at + timedelta(hours=1)
    done = chance.choice([None, due, due + timedelta(seconds=1), due - timedelta(hours=2)])
    name = FollowUpId(chance.choice("abc"))
    return FollowUp(name, FollowUpKind.CALLBACK, "ring", due, done)


def finished(chance: random.Random, call: Call, now: Moment) -> Call:
    if isinstance(call.phase, Parked):
        call = call.take_up(now)
    if isinstance(call.phase, Talking | OnHold):
        call = call.wrap_up(now)
    return call.close(now.later(seconds(chance))) if isinstance(call.phase, WrapUp) else call


def many_calls(seed: int, count: int = 60) -> list[Call]:
    chance = random.Random(seed)
    return [random_call(chance, number) for number in range(count)]


# ---------------------------------------------------------------------- counted naively


def ms(duration: timedelta) -> int:
    return round(duration.total_seconds() * 1000)


def naive_spread(durations: Sequence[int]) -> Spread:
    if not durations:
        return Spread()
    ordered = sorted(durations)

    def nearest(numerator: int, denominator: int) -> timedelta:
        return timedelta(milliseconds=ordered[ceil(numerator * len(ordered) / denominator) - 1])

    total = timedelta(milliseconds=sum(ordered))
    return Spread(nearest(1, 2), nearest(9, 10), total / len(ordered), total)


def same_caller(one: Caller, other: Caller) -> bool:
    """By the numbers above: the first three are one line, in Britain."""
    lines = dict(zip(NUMBERS, (1, 1, 1, 2, 3), strict=True))
    if one.number or other.number:
        return lines.get(one.number) == lines.get(other.number)
    names = {" ".join(c.name.lower().split()) for c in (one, other)}
    return names != {""} and len(names) == 1 and one.company == other.company


def calls_again(call: Call, calls: Sequence[Call]) -> bool:
    gaps = (o.started.at - call.started.at for o in calls if same_caller(call.caller, o.caller))
    return any(timedelta(0) < gap <= timedelta(days=7) for gap in gaps)


def check_times(numbers: Numbers, calls: Sequence[Call]) -> None:
    over = [c for c in calls if isinstance(c.phase, Closed)]
    spent = [c.handle_time(c.phase.since) for c in over]
    assert (numbers.calls, numbers.closed) == (len(calls), len(over))
    assert numbers.talk == naive_spread([ms(s.talk) for s in spent])
    assert numbers.hold == naive_spread([ms(s.hold) for s in spent])
    assert numbers.wrap_up == naive_spread([ms(s.wrap_up) for s in spent])
    handled = [ms(s.talk) + ms(s.hold) + ms(s.wrap_up) for s in spent]
    assert numbers.handle == naive_spread(handled)


def check_holds(numbers: Numbers, calls: Sequence[Call]) -> None:
    holds = [hold for call in calls for hold in call.holds]
    over = [(hold, hold.ended) for hold in holds if hold.ended]
    answers = Counter(hold.permission for hold in holds)
    assert numbers.holds.asked == len(holds)
    assert numbers.holds.granted == answers[Permission.GRANTED]
    assert numbers.holds.declined == answers[Permission.DECLINED]
    assert numbers.holds.callback == answers[Permission.CALLBACK]
    assert numbers.holds.over == len(over)
    assert numbers.holds.in_time == sum(not hold.broken(end) for hold, end in over)
    waited = sum(ms(hold.waited(end)) for hold, end in over)
    assert numbers.holds.waited == timedelta(milliseconds=waited)
    ends = [(h.promises[-1].at.at - h.promises[0].at.at + h.promises[-1].wait) for h, _ in over]
    assert numbers.holds.promised == timedelta(milliseconds=sum(map(ms, ends)))


def check_rest(numbers: Numbers, calls: Sequence[Call], everything: Sequence[Call]) -> None:
    promises = [f for call in calls for f in call.follow_ups]
    kept = [(f.done, f.due) for f in promises if f.done]
    assert numbers.promises.made == len(promises)
    assert numbers.promises.kept == len(kept)
    assert numbers.promises.in_time == sum(done <= due for done, due in kept)
    assert numbers.known_callers == sum(bool(c.caller.name or c.caller.number) for c in calls)
    assert numbers.called_again == sum(calls_again(call, everything) for call in calls)
    assert {t.of: t.calls for t in numbers.outcomes} == Counter(c.outcome_id for c in calls)
    fixed = [c for c in calls if not c.is_open and c.outcome in ("resolved", "workaround")]
    confirmed = [c for c in fixed if any(g.id is GateId.CONFIRM_THE_FIX for g in c.decided_gates)]
    assert (numbers.fixes, numbers.fixes_confirmed) == (len(fixed), len(confirmed))
    assert {t.of: t.calls for t in numbers.flows} == Counter(c.flow for c in calls)
    hours = Counter(c.started.at.astimezone(BERLIN).hour for c in calls)
    assert list(numbers.hours) == [hours[hour] for hour in range(24)]
    said = Counter((p.prompt, p.variant) for c in calls for p in c.prompts)
    assert {(s.prompt, s.variant): s.times for s in numbers.said} == said
    assert numbers.uncounted == 0


# ---------------------------------------------------------------------- figures


@given(st.integers(0, 10**6), st.integers(-30, 30), st.integers(0, 40))
@settings(max_examples=15, deadline=None)
def test_every_figure_equals_a_plain_count(seed: int, first: int, days: int) -> None:
    calls = many_calls(seed)
    since = NINE + timedelta(days=first)
    until = since + timedelta(days=days)
    with in_memory() as db:
        count_some(db, "GB")
        for call in calls:
            write_call(db, call)
        numbers = read_numbers(db, NumbersQuery(since, until, BERLIN))

    within = [call for call in calls if since <= call.started.at < until]
    check_times(numbers, within)
    check_holds(numbers, within)
    check_rest(numbers, within, calls)


def test_without_bounds_everything_counts() -> None:
    calls = many_calls(7)
    with in_memory() as db:
        for call in calls:
            write_call(db, call)
        count_some(db, "GB")
        numbers = read_numbers(db, NumbersQuery(zone=BERLIN))

    check_times(numbers, calls)
    check_holds(numbers, calls)
    check_rest(numbers, calls, calls)


def test_nothing_counted_is_nought(db: Database) -> None:
    assert read_numbers(db, NumbersQuery()) == Numbers()


@given(histories())
@settings(max_examples=40, deadline=None)
def test_a_call_saved_step_by_step_counts_as_if_saved_at_once(history: list[Call]) -> None:
    with in_memory() as step_by_step, in_memory() as at_once:
        for call in history:
            write_call(step_by_step, call)
        write_call(at_once, history[-1])

        facts = "SELECT * FROM call_facts"
        assert step_by_step.execute(facts).fetchall() == at_once.execute(facts).fetchall()
        assert said(step_by_step) == said(at_once)


def said(db: Database) -> list[object]:
    return db.execute("SELECT * FROM wordings_said WHERE times ORDER BY 1, 2, 3").fetchall()


def test_an_open_call_is_a_call_whose_time_is_not_known_yet(db: Database) -> None:
    write_call(db, a_call())

    numbers = read_numbers(db, NumbersQuery())

    assert (numbers.calls, numbers.closed, numbers.handle) == (1, 0, Spread())


def test_closing_a_call_counts_its_time(db: Database) -> None:
    write_call(db, a_call())
    write_call(db, closed(a_call()))

    numbers = read_numbers(db, NumbersQuery())

    assert numbers.talk.median == timedelta(seconds=60)
    assert numbers.handle.total == timedelta(seconds=65)


def test_typing_a_note_writes_no_facts(db: Database) -> None:
    write_call(db, a_call())
    db.execute("UPDATE call_facts SET holds_asked = 77")
    write_call(db, replace(a_call().note(Section.DONE, "typed"), revision=1), a_call())

    assert read_numbers(db, NumbersQuery()).holds.asked == 77


def test_readings_that_no_clock_gives_do_not_keep_a_call_from_being_saved(db: Database) -> None:
    mad = Moment(NINE, "boot-1", 1e300)
    call = replace(a_call().wrap_up(mad).close(mad), revision=1)
    write_call(db, call)

    assert read_numbers(db, NumbersQuery()).calls == 1


def test_an_outcome_of_the_desks_own_has_the_title_it_had(db: Database) -> None:
    write_call(db, a_call().come_to(OWN))

    assert read_numbers(db, NumbersQuery()).outcomes == (Tally("swapped", 1, "Device swapped"),)


# ---------------------------------------------------------------------- callers who call again


def days_apart(*days: float) -> list[Call]:
    return [a_call(f"c{n}", seconds=day * 86_400) for n, day in enumerate(days)]


@pytest.mark.parametrize(
    ("days", "again"),
    [((0, 7), 1), ((0, 7.001), 0), ((0, 1, 2), 2), ((0, 6, 14), 1), ((2, 0), 1), ((0,), 0)],
)
def test_again_is_within_seven_days(db: Database, days: tuple[float, ...], again: int) -> None:
    for call in days_apart(*days):
        write_call(db, call)

    assert read_numbers(db, NumbersQuery()).called_again == again


def test_a_number_put_right_belongs_to_another_caller(db: Database) -> None:
    first, second = days_apart(0, 1)
    write_call(db, first)
    write_call(db, second)
    write_call(db, replace(second, caller=Caller("Tom", "+49 30 123456"), revision=1))

    assert read_numbers(db, NumbersQuery()).called_again == 0


def test_a_call_that_is_gone_links_nobody(db: Database) -> None:
    for call in days_apart(0, 1, 2):
        write_call(db, call)
    db.execute("DELETE FROM calls WHERE call_id = 'c1'")

    assert read_numbers(db, NumbersQuery()).called_again == 1


# ---------------------------------------------------------------------- counted later


def test_calls_of_an_older_version_are_counted_little_by_little(db: Database) -> None:
    for call in days_apart(0, 1, 2):
        write_call(db, call)
    count_some(db, "")
    db.execute("DELETE FROM call_facts WHERE call > 0")

    assert [count_some(db, "", most=2), count_some(db, "", most=2)] == [1, 0]
    assert read_numbers(db, NumbersQuery()).called_again == 2


def test_another_region_counts_the_callers_anew(db: Database) -> None:
    for call, number in zip(days_apart(0, 1), NUMBERS, strict=False):
        write_call(db, replace(call, caller=Caller("", number)))
    count_some(db, "FR")
    in_france = read_numbers(db, NumbersQuery()).called_again
    count_some(db, "GB")

    assert (in_france, read_numbers(db, NumbersQuery()).called_again) == (0, 1)
    assert (is_counted(db, "GB"), is_counted(db, "FR")) == (True, False)


def test_what_other_rules_counted_is_forgotten_little_by_little(db: Database) -> None:
    for call in days_apart(*range(45)):
        write_call(db, call)

    left = [count_some(db, "GB", most=1) for _ in range(4)]

    assert left == [25, 5, 44, 43]


def test_a_call_that_cannot_be_read_is_counted_as_a_call(db: Database) -> None:
    write_call(db, closed(a_call()))
    db.execute("UPDATE calls SET outcome = 'resolved', audience = 'nobody'")
    db.execute("DELETE FROM call_facts")

    assert count_some(db, "") == 0
    numbers = read_numbers(db, NumbersQuery())
    assert (numbers.calls, numbers.closed, uncounted(db)) == (1, 0, 0)


def test_a_call_is_in_the_hour_its_clock_showed(db: Database) -> None:
    """On 29 March the clocks in Berlin go from two to three: 00:30 UTC is 1:30, 01:30 is 3:30."""
    for minutes in (30, 90):
        start = datetime(2026, 3, 29, tzinfo=UTC) + timedelta(minutes=minutes)
        call = replace(a_call(f"c{minutes}"), started=Moment(start, "b", 0.0))
        write_call(db, call)

    hours = read_numbers(db, NumbersQuery(zone=BERLIN)).hours

    assert [hour for hour, calls in enumerate(hours) if calls] == [1, 3]


# ---------------------------------------------------------------------- the calls of a figure


def has_late_hold(call: Call) -> bool:
    return any(hold.ended and hold.broken(hold.ended) for hold in call.holds)


def handled(call: Call) -> timedelta:
    return call.handle_time(call.phase.since).handle


BELONGS: list[tuple[Which, Callable[[Call], bool]]] = [
    (Which(Figure.CALLS), lambda _: True),
    (Which(Figure.OPEN), lambda call: call.is_open),
    (Which(Figure.CLOSED), lambda call: not call.is_open),
    (
        Which(Figure.HANDLE, number=600_000),
        lambda call: not call.is_open and handled(call) >= timedelta(minutes=10),
    ),
    (Which(Figure.HOLDS_ASKED), lambda call: bool(call.holds)),
    (
        Which(Figure.HOLDS_DECLINED),
        lambda call: any(h.permission is Permission.DECLINED for h in call.holds),
    ),
    (Which(Figure.HOLDS_LATE), has_late_hold),
    (Which(Figure.PROMISES_OWED), lambda call: any(f.is_open for f in call.follow_ups)),
    (Which(Figure.OUTCOME, "resolved"), lambda call: call.outcome_id == "resolved"),
    (Which(Figure.OUTCOME, "swapped"), lambda call: call.own_outcome == OWN),
    (Which(Figure.OUTCOME, None), lambda call: call.outcome is None),
    (Which(Figure.FLOW, "incident"), lambda call: call.flow == "incident"),
    (Which(Figure.HOUR, number=9), lambda call: call.started.at.astimezone().hour == 9),
    (
        Which(Figure.SAID, "listen", 0),
        lambda call: any(p.prompt == "listen" and p.variant == 0 for p in call.prompts),
    ),
]


@pytest.mark.parametrize(("which", "belongs"), BELONGS, ids=lambda v: getattr(v, "figure", ""))
def test_a_figure_leads_to_the_calls_it_counts(
    db: Database, which: Which, belongs: Callable[[Call], bool]
) -> None:
    calls = many_calls(3)
    for call in calls:
        write_call(db, call)

    found = find_calls(db, CallQuery(which=which, limit=1000))

    expected = {call.id for call in calls if belongs(call)}
    assert {call.id for call in found} == expected
    assert [call.started for call in found] == sorted((c.started for c in found), reverse=True)
    assert expected, "the case shows nothing"


@pytest.mark.parametrize("figure", list(Figure))
def test_every_figure_leads_somewhere(db: Database, figure: Figure) -> None:
    write_call(db, a_call().said(at(1)))
    which = Which(figure, "resolved", 0)

    find_calls(db, CallQuery(search="sarah", since=NINE, which=which))


def test_a_figure_is_narrowed_by_what_is_typed(db: Database) -> None:
    write_call(db, a_call("c1", Caller("Sarah")))
    write_call(db, a_call("c2", Caller("Tom"), 60))

    found = find_calls(db, CallQuery(search="tom", which=Which(Figure.OPEN)))

    assert [call.caller for call in found] == ["Tom"]
