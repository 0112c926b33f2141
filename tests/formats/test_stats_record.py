"""The agent's own numbers, for programs and spreadsheets to read."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta

from companion.domain.stats import HoldNumbers, Numbers, PromiseNumbers, Said, Spread, Tally
from companion.formats import stats_record

MINUTE = timedelta(minutes=1)
NUMBERS = Numbers(
    calls=3,
    closed=2,
    talk=Spread(MINUTE, 2 * MINUTE, 1.5 * MINUTE, 3 * MINUTE),
    holds=HoldNumbers(4, 2, 1, 1, 2, 1, 3 * MINUTE, timedelta(seconds=200.25)),
    promises=PromiseNumbers(3, 2, 1),
    fixes=2,
    fixes_confirmed=1,
    known_callers=3,
    called_again=1,
    outcomes=(Tally("resolved", 2), Tally(None, 1)),
    flows=(Tally("=cmd", 3),),
    hours=(0,) * 9 + (3,) + (0,) * 14,
    said=(Said("greet", 1, 5),),
)
SINCE = datetime(2026, 3, 1, 23, tzinfo=UTC)


def test_the_record_has_every_figure_under_its_name() -> None:
    nothing = {"median": None, "p90": None, "mean": None, "total": 0.0}

    record = json.loads(
        json.dumps(stats_record.record(NUMBERS, SINCE, None, [Said("greet", 0, 0)]))
    )

    assert record == {
        "since": "2026-03-01T23:00:00.000Z",
        "until": None,
        "calls": {"all": 3, "closed": 2, "open": 1},
        "seconds": {
            "talk": {"median": 60.0, "p90": 120.0, "mean": 90.0, "total": 180.0},
            "hold": nothing,
            "wrap_up": nothing,
            "handle": nothing,
        },
        "holds": {
            "asked": 4,
            "granted": 2,
            "declined": 1,
            "callback": 1,
            "over": 2,
            "in_time": 1,
            "promised_seconds": 180.0,
            "waited_seconds": 200.25,
        },
        "promises": {"made": 3, "kept": 2, "in_time": 1},
        "fixes": {"calls": 2, "confirmed": 1},
        "callers": {"known": 3, "called_again": 1, "within_days": 7},
        "outcomes": [
            {"outcome": "resolved", "title": "Resolved", "calls": 2},
            {"outcome": None, "title": None, "calls": 1},
        ],
        "flows": [{"flow": "=cmd", "calls": 3}],
        "hours": [0] * 9 + [3] + [0] * 14,
        "prompts": [{"prompt": "greet", "variant": 1, "said": 5}],
        "never_said": [{"prompt": "greet", "variant": 0}],
    }


def test_the_table_has_a_row_for_each_figure() -> None:
    record = stats_record.record(NUMBERS, SINCE, None, [Said("greet", 0, 0)])

    rows = list(csv.reader(io.StringIO(stats_record.table(record))))

    assert rows[0] == ["figure", "of", "variant", "value"]
    assert ["seconds.talk.p90", "", "", "120.0"] in rows
    assert ["outcomes", "resolved", "", "2"] in rows
    assert ["outcomes", "", "", "1"] in rows
    assert ["hours", "9", "", "3"] in rows
    assert ["prompts", "greet", "1", "5"] in rows
    assert ["never_said", "greet", "0", "0"] in rows


def test_no_cell_of_the_table_is_a_formula() -> None:
    rows = list(
        csv.reader(io.StringIO(stats_record.table(stats_record.record(NUMBERS, None, None))))
    )

    assert ["flows", "'=cmd", "", "3"] in rows
