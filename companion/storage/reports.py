"""The agent's own numbers, counted by SQL over what each call adds.

Every range is answered within a fraction of a second over ten years of calls: sums and counts
in one pass over `call_facts`, percentiles by stepping along an index, wordings from blocks of
thirty days and, at the ends of the range, one by one. `scripts/bench_numbers.py` measures it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta, tzinfo

from sqlite_utils import Database

from companion.domain.stats import (
    NINE_OF_TEN,
    HoldNumbers,
    Numbers,
    PromiseNumbers,
    Said,
    Spread,
    Tally,
    rank,
)
from companion.services.reports import NumbersQuery
from companion.storage.counting import uncounted
from companion.storage.key_range import HOUR, KeyRange, local_parts
from companion.storage.times import Row
from companion.storage.which_calls import AGAIN

_BLOCK = 2_592_000_000_000
"""Microseconds: the thirty days of a block of `wordings_said`."""

_SUMS = f"""
SELECT
  count(*) AS calls,
  count(handle_ms) AS closed,
  sum(talk_ms) AS talk_ms,
  sum(hold_ms) AS hold_ms,
  sum(wrap_up_ms) AS wrap_up_ms,
  count(fix_confirmed) AS fixes,
  sum(fix_confirmed) AS fixes_confirmed,
  count(caller) AS known_callers,
  sum(next_call - call <= {AGAIN}) AS called_again
FROM call_facts WHERE call >= ? AND call < ?
"""
_HOLDS = """
SELECT
  sum(holds_asked) AS holds_asked,
  sum(holds_granted) AS holds_granted,
  sum(holds_declined) AS holds_declined,
  sum(holds_callback) AS holds_callback,
  sum(holds_over) AS holds_over,
  sum(holds_in_time) AS holds_in_time,
  sum(promised_ms) AS promised_ms,
  sum(waited_ms) AS waited_ms
FROM call_facts INDEXED BY call_facts_with_holds
WHERE holds_asked > 0 AND call >= ? AND call < ?
"""
_PROMISES = """
SELECT
  sum(promises_made) AS promises_made,
  sum(promises_kept) AS promises_kept,
  sum(promises_in_time) AS promises_in_time
FROM call_facts INDEXED BY call_facts_with_promises
WHERE promises_made > 0 AND call >= ? AND call < ?
"""


def read_numbers(db: Database, query: NumbersQuery) -> Numbers:
    """The figures of the calls that match."""
    span = KeyRange.between(query.since, query.until)
    sums: Row = {}
    for sql in (_SUMS, _HOLDS, _PROMISES):
        sums |= {name: value or 0 for name, value in next(db.query(sql, span.ends)).items()}
    sums["handle_ms"] = sums["talk_ms"] + sums["hold_ms"] + sums["wrap_up_ms"]
    kinds = _kinds(db, span)
    return Numbers(
        calls=sums["calls"],
        closed=sums["closed"],
        talk=_spread(db, span, "talk", sums),
        hold=_spread(db, span, "hold", sums),
        wrap_up=_spread(db, span, "wrap_up", sums),
        handle=_spread(db, span, "handle", sums),
        holds=_holds(sums),
        promises=PromiseNumbers(
            sums["promises_made"], sums["promises_kept"], sums["promises_in_time"]
        ),
        fixes=sums["fixes"],
        fixes_confirmed=sums["fixes_confirmed"],
        known_callers=sums["known_callers"],
        called_again=sums["called_again"],
        outcomes=_outcomes(db, kinds),
        flows=_flows(kinds),
        hours=_hours(db, span, query.zone),
        said=_said(db, span),
        uncounted=uncounted(db),
    )


def _holds(sums: Row) -> HoldNumbers:
    return HoldNumbers(
        asked=sums["holds_asked"],
        granted=sums["holds_granted"],
        declined=sums["holds_declined"],
        callback=sums["holds_callback"],
        over=sums["holds_over"],
        in_time=sums["holds_in_time"],
        promised=timedelta(milliseconds=sums["promised_ms"]),
        waited=timedelta(milliseconds=sums["waited_ms"]),
    )


# ---------------------------------------------------------------------- how long


def _spread(db: Database, span: KeyRange, name: str, sums: Row) -> Spread:
    count, total = sums["closed"], timedelta(milliseconds=sums[f"{name}_ms"])
    if not count:
        return Spread()
    return Spread(
        median=_percentile(db, span, name, rank(0.5, count)),
        nine_of_ten=_percentile(db, span, name, rank(NINE_OF_TEN, count)),
        mean=total / count,
        total=total,
    )


def _percentile(db: Database, span: KeyRange, name: str, position: int) -> timedelta:
    """The duration at a position among those of the closed calls, in ascending order."""
    ((value,),) = db.execute(
        f"SELECT {name}_ms FROM call_facts INDEXED BY call_facts_by_{name} "
        f"WHERE {name}_ms IS NOT NULL AND call >= ? AND call < ? "
        f"ORDER BY {name}_ms LIMIT 1 OFFSET ?",
        [*span.ends, position],
    ).fetchall()
    return timedelta(milliseconds=value)


# ---------------------------------------------------------------------- what kind, and when


Kind = tuple[str, str | None, int, int]
"""A flow, an outcome, how many calls have both, and the newest of them."""


def _kinds(db: Database, span: KeyRange) -> Sequence[Kind]:
    rows: list[Kind] = db.execute(
        "SELECT flow, outcome, count(*), max(call) FROM call_facts INDEXED BY call_facts_by_flow "
        "WHERE call >= ? AND call < ? GROUP BY flow, outcome",
        span.ends,
    ).fetchall()
    return rows


def _flows(kinds: Sequence[Kind]) -> Sequence[Tally]:
    """What is most frequent first."""
    counter: Counter[str] = Counter()
    for flow, _, calls, _ in kinds:
        counter[flow] += calls
    return tuple(Tally(flow, calls) for flow, calls in counter.most_common())


def _outcomes(db: Database, kinds: Sequence[Kind]) -> Sequence[Tally]:
    """What is most frequent first; the desk's own with the title it had in the newest call."""
    counter: Counter[str | None] = Counter()
    newest: dict[str | None, int] = {}
    for _, outcome, calls, call in kinds:
        counter[outcome] += calls
        newest[outcome] = max(call, newest.get(outcome, call))
    return tuple(
        Tally(outcome, calls, _own_title(db, newest[outcome]))
        for outcome, calls in counter.most_common()
    )


def _own_title(db: Database, call: int) -> str:
    title = "SELECT own_outcome_title FROM calls WHERE id = ?"
    (found,) = db.execute(title, [call]).fetchone() or ("",)
    return found or ""


def _hours(db: Database, span: KeyRange, zone: tzinfo | None) -> Sequence[int]:
    hours = [0] * 24
    for part, ahead in local_parts(db, span, zone):
        for hour, calls in db.execute(
            f"SELECT (call + ?) / {HOUR} % 24, count(*) FROM call_facts "
            "WHERE call >= ? AND call < ? GROUP BY 1",
            [ahead, *part.ends],
        ).fetchall():
            hours[hour] += calls
    return tuple(hours)


# ---------------------------------------------------------------------- what was said


def _said(db: Database, span: KeyRange) -> Sequence[Said]:
    """What was said most first, then by name."""
    times: Counter[tuple[str, int]] = Counter()
    for prompt, variant, count in _said_rows(db, span):
        times[prompt, variant] += count
    said = [Said(prompt, variant, count) for (prompt, variant), count in times.items() if count]
    return tuple(sorted(said, key=lambda one: (-one.times, one.prompt, one.variant)))


def _said_rows(db: Database, span: KeyRange) -> Iterator[tuple[str, int, int]]:
    # The block before 1970 would reach over its end; nobody has calls there.
    first = max(-(-span.first // _BLOCK), 1)
    past = span.past // _BLOCK
    if first >= past:
        yield from _said_one_by_one(db, span)
        return
    yield from _said_one_by_one(db, KeyRange(span.first, first * _BLOCK))
    yield from db.execute(
        "SELECT prompt, variant, sum(times) FROM wordings_said WHERE block >= ? AND block < ? "
        "GROUP BY prompt, variant",
        [first, past],
    ).fetchall()
    yield from _said_one_by_one(db, KeyRange(past * _BLOCK, span.past))


def _said_one_by_one(db: Database, span: KeyRange) -> Iterator[tuple[str, int, int]]:
    yield from db.execute(
        "SELECT prompt, variant, count(*) FROM prompts_said WHERE call >= ? AND call < ? "
        "GROUP BY prompt, variant",
        span.ends,
    ).fetchall()
