"""The agent's own numbers as JSON and as a table, as `companion stats` prints them.

    {"since": "2026-03-01T23:00:00.000Z", "until": null,
     "calls": {"all": 120, "closed": 118, "open": 2},
     "seconds": {"talk": {"median": 252.0, "p90": 570.5, "mean": 301.1, "total": 35530.0},
                 "hold": {…}, "wrap_up": {…}, "handle": {…}},
     "holds": {"asked": 40, "granted": 31, "declined": 5, "callback": 4, "over": 31, "in_time": 27,
               "promised_seconds": 3720.0, "waited_seconds": 3011.4},
     "promises": {"made": 30, "kept": 28, "in_time": 25},
     "fixes": {"calls": 80, "confirmed": 71},
     "callers": {"known": 119, "called_again": 11, "within_days": 7},
     "outcomes": [{"outcome": "resolved", "title": "Resolved", "calls": 71}, …],
     "flows": [{"flow": "incident", "calls": 90}],
     "hours": [0, 0, …],
     "prompts": [{"prompt": "greet-by-name", "variant": 0, "said": 101}],
     "never_said": [{"prompt": "greet-by-name", "variant": 2}]}

Counted are the calls that started from `since` on and before `until`, in UTC; null is without
end; an outcome that is null has not been set, an own one has its own title. Durations are seconds
over the closed calls, null where there are none; `p90` and `median` are the nearest rank: a value
that occurred. `hours` are the 24 of the local day. What each figure means is in
`companion.domain.stats`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from companion.domain.stats import CALLS_AGAIN_WITHIN, Numbers, Said, Spread, Tally
from companion.domain.wrapup import OUTCOME_TITLES, Outcome
from companion.formats.csv_table import cell
from companion.formats.json_record import JsonObject, rfc3339

COLUMNS = ("figure", "of", "variant", "value")
"""`figure` is the path in the JSON, such as `seconds.talk.p90`; `of` the outcome, flow, hour or
prompt that the value belongs to."""


def record(
    numbers: Numbers,
    since: datetime | None,
    until: datetime | None,
    never_said: Sequence[Said] = (),
) -> JsonObject:
    """The figures of a period."""
    n = numbers
    return {
        "since": since and rfc3339(since),
        "until": until and rfc3339(until),
        "calls": {"all": n.calls, "closed": n.closed, "open": n.calls - n.closed},
        "seconds": {
            "talk": _spread(n.talk),
            "hold": _spread(n.hold),
            "wrap_up": _spread(n.wrap_up),
            "handle": _spread(n.handle),
        },
        "holds": _holds(n),
        "promises": {
            "made": n.promises.made,
            "kept": n.promises.kept,
            "in_time": n.promises.in_time,
        },
        "fixes": {"calls": n.fixes, "confirmed": n.fixes_confirmed},
        "callers": {
            "known": n.known_callers,
            "called_again": n.called_again,
            "within_days": CALLS_AGAIN_WITHIN.days,
        },
        "outcomes": [_outcome(tally) for tally in n.outcomes],
        "flows": [{"flow": t.of, "calls": t.calls} for t in n.flows],
        "hours": list(n.hours),
        "prompts": [{"prompt": s.prompt, "variant": s.variant, "said": s.times} for s in n.said],
        "never_said": [{"prompt": s.prompt, "variant": s.variant} for s in never_said],
    }


def table(figures: JsonObject) -> str:
    """A record as CSV, one figure a row; no cell is a formula to a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in _rows(figures):
        writer.writerow([cell(value) for value in row])
    return text.getvalue()


Row = tuple[str, object, object, object]


def _rows(figures: JsonObject, path: str = "") -> Iterator[Row]:
    for name, value in figures.items():
        match value:
            case dict():
                yield from _rows(value, f"{path}{name}.")
            case list():
                yield from _list_rows(name, value)
            case _:
                yield f"{path}{name}", "", "", value


def _list_rows(name: str, entries: list[object]) -> Iterator[Row]:
    for place, entry in enumerate(entries):
        match entry:
            case {"prompt": prompt, "variant": variant, "said": times}:
                yield name, prompt, variant, times
            case {"prompt": prompt, "variant": variant}:
                yield name, prompt, variant, 0
            case {"outcome": of, "calls": calls} | {"flow": of, "calls": calls}:
                yield name, of, "", calls
            case _:
                yield name, place, "", entry


def _holds(numbers: Numbers) -> JsonObject:
    holds = numbers.holds
    return {
        "asked": holds.asked,
        "granted": holds.granted,
        "declined": holds.declined,
        "callback": holds.callback,
        "over": holds.over,
        "in_time": holds.in_time,
        "promised_seconds": _seconds(holds.promised),
        "waited_seconds": _seconds(holds.waited),
    }


def _outcome(tally: Tally) -> JsonObject:
    title = OUTCOME_TITLES[Outcome(tally.of)] if tally.of in set(Outcome) else tally.title
    return {"outcome": tally.of, "title": title or None, "calls": tally.calls}


def _spread(spread: Spread) -> JsonObject:
    return {
        "median": _seconds(spread.median),
        "p90": _seconds(spread.nine_of_ten),
        "mean": _seconds(spread.mean),
        "total": _seconds(spread.total),
    }


def _seconds(duration: timedelta | None) -> float | None:
    return None if duration is None else round(duration.total_seconds(), 3)
