"""The agent's own numbers on the command line."""

from __future__ import annotations

import csv
import io
import json
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from companion.domain.call import Call, Caller
from companion.domain.moment import Moment
from companion.storage.database import open_database
from tests.cli.kinds import Keep, Run
from tests.formats.samples import after, finished_call, talking_call


@pytest.fixture
def in_berlin() -> Iterator[None]:
    """The machine's own days are those of Berlin."""
    if not hasattr(time, "tzset"):
        pytest.skip("Windows has one time zone for all programs")
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Europe/Berlin"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def begun(call_id: str, at: datetime) -> Call:
    return replace(talking_call(call_id), started=Moment(at, "boot", 0.0))


def calls_counted(run: Run, *options: str) -> int:
    record = json.loads(run("stats", "--json", *options).stdout)
    assert record["calls"]["all"] == sum(record["hours"])
    return int(record["calls"]["all"])


def test_counts_what_is_there(run: Run, keep: Keep) -> None:
    keep(finished_call(), talking_call("aaa"))

    record = json.loads(run("stats", "--json").stdout)

    assert record["calls"] == {"all": 2, "closed": 1, "open": 1}
    assert record["seconds"]["hold"]["median"] == 95.25
    assert record["seconds"]["handle"] == {
        "median": 200.0,
        "p90": 200.0,
        "mean": 200.0,
        "total": 200.0,
    }
    assert record["holds"]["in_time"] == 1
    assert record["promises"] == {"made": 1, "kept": 0, "in_time": 0}
    assert record["prompts"] == [{"prompt": "greet-by-name", "variant": 0, "said": 1}]
    assert {"prompt": "greet-by-name", "variant": 1} in record["never_said"]


def test_without_calls_every_figure_is_there_and_nought(run: Run) -> None:
    record = json.loads(run("stats", "--json").stdout)

    assert record["calls"] == {"all": 0, "closed": 0, "open": 0}
    assert record["seconds"]["talk"]["median"] is None
    assert run("stats").stdout == "No calls.\n"


@pytest.mark.usefixtures("in_berlin")
@pytest.mark.parametrize(
    ("day", "calls"), [("2026-03-28", 1), ("2026-03-29", 2), ("2026-03-30", 1), ("2026-10-25", 2)]
)
def test_a_day_is_the_machines_own_also_when_the_clocks_change(
    run: Run, keep: Keep, day: str, calls: int
) -> None:
    keep(
        begun("before", datetime(2026, 3, 28, 22, 59, 59, tzinfo=UTC)),
        begun("first", datetime(2026, 3, 28, 23, tzinfo=UTC)),
        begun("last", datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC)),
        begun("after", datetime(2026, 3, 29, 22, tzinfo=UTC)),
        begun("autumn", datetime(2026, 10, 24, 22, tzinfo=UTC)),
        begun("late", datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC)),
    )

    assert calls_counted(run, "--since", day, "--until", day) == calls


def test_reads_for_people(run: Run, keep: Keep) -> None:
    keep(finished_call())

    told = run("stats").stdout

    assert "Calls from the first to the last" in told
    assert "03:20         Handle time, median" in told
    assert "Incident" in told


def test_a_spreadsheet_reads_it(run: Run, keep: Keep, tmp_path: Path) -> None:
    keep(finished_call())

    run("stats", "--csv", "--out", str(tmp_path / "numbers.csv"))

    rows = list(csv.reader(io.StringIO((tmp_path / "numbers.csv").read_text("utf-8"))))
    assert ["calls.closed", "", "", "1"] in rows


def test_json_and_csv_are_one_or_the_other(run: Run) -> None:
    assert run("stats", "--json", "--csv").exit_code == 2


def test_calls_saved_before_they_were_counted_count(run: Run, keep: Keep, folder: Path) -> None:
    keep(finished_call())
    db = open_database(folder)
    db.execute("DELETE FROM call_facts")
    db.execute("DELETE FROM counting")
    db.close()

    assert calls_counted(run) == 1


def test_the_country_in_the_settings_says_whose_number_it_is(
    run: Run, keep: Keep, folder: Path
) -> None:
    first = talking_call("aaa", Caller("", "020 7946 0018"))
    second = replace(talking_call("bbb", Caller("", "+44 20 7946 0018")), started=after(3600))
    keep(first, second)

    def again() -> int:
        return int(json.loads(run("stats", "--json").stdout)["callers"]["called_again"])

    (folder / "settings.toml").write_text('number_region = "FR"\n', "utf-8")
    in_france = again()
    (folder / "settings.toml").write_text('number_region = "GB"\n', "utf-8")

    assert (in_france, again()) == (0, 1)
