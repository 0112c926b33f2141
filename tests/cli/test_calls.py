"""Calls listed, shown, exported and turned into tickets."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from companion.domain.call import Call, Caller
from companion.domain.notes import Notes
from companion.domain.promise import FollowUpId
from companion.domain.wrapup import Outcome, OwnOutcome
from tests.cli.kinds import Keep, Run, Start
from tests.formats.samples import after, finished_call, talking_call


def named(call_id: str, name: str, started: float = 0) -> Call:
    call = talking_call(call_id, Caller(name))
    return replace(call, started=after(started))


def test_lists_the_newest_first(run: Run, keep: Keep) -> None:
    keep(named("aaa", "Old"), named("bbb", "New", 60), named("ccc", "Oldest", -60))

    found = json.loads(run("calls", "list", "--json").stdout)

    assert [call["caller"]["name"] for call in found] == ["New", "Old", "Oldest"]


def test_an_own_outcome_of_the_desk_is_one_to_look_for(run: Run, keep: Keep, folder: Path) -> None:
    own = OwnOutcome("to-vendor", "Passed to the vendor", Outcome.ESCALATED)
    keep(named("aaa", "Old"), finished_call("bbb").come_to(own))
    (folder / "outcomes.toml").write_text(
        f'[[outcomes]]\nid = "{own.id}"\ntitle = "{own.title}"\ncounts_as = "escalated"\n', "utf-8"
    )

    found = json.loads(run("calls", "list", "--outcome", "to-vendor", "--json").stdout)

    assert [(call["id"], call["outcome"]) for call in found] == [("bbb", "to-vendor")]
    assert run("calls", "list", "--outcome", "to-vendors").exit_code == 2
    assert "Passed to the vendor" in run("calls", "show", "bbb").stdout
    assert "to-vendor" in run("calls", "list").stdout


def test_the_folder_may_be_named_after_the_outcome(run: Run, keep: Keep, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "outcomes.toml").write_text(
        '[[outcomes]]\nid = "spam"\ntitle = "Spam"\ncounts_as = "abusive"\n', "utf-8"
    )

    result = run("calls", "list", "--outcome", "spam", "--data-dir", str(elsewhere))

    assert result.exit_code == 0


def test_lists_every_key(run: Run, keep: Keep) -> None:
    keep(finished_call())

    (found,) = json.loads(run("calls", "list", "--json").stdout)

    assert found == {
        "id": "c0ffee",
        "started_at": "2026-03-02T14:03:22.456Z",
        "state": "closed",
        "flow": "incident",
        "caller": {"name": "Sarah Okafor", "number": "+44 20 7946 0018", "company": "Contoso"},
        "outcome": "resolved",
        "reported": "VPN drops every ten minutes.",
    }


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--caller", "okafor"], {"c0ffee"}),
        (["--number", "79460018"], {"c0ffee"}),
        (["--outcome", "resolved"], {"c0ffee"}),
        (["--open"], {"aaa"}),
        (["--search", "certificate"], {"c0ffee"}),
        (["--limit", "1"], {"aaa"}),
        (["--since", "2026-03-02T14:04:00Z"], {"aaa"}),
        (["--until", "2026-03-02T14:04:00Z"], {"c0ffee"}),
        (["--since", "2026-03-04"], set()),
        (["--since", "2026-03-01", "--until", "2026-03-03"], {"c0ffee", "aaa"}),
    ],
)
def test_narrows_the_list(run: Run, keep: Keep, options: list[str], found: set[str]) -> None:
    keep(finished_call(), named("aaa", "Someone", 60))

    for command in (["calls", "list", "--json"], ["calls", "export"]):
        calls = json.loads(run(*command, *options).stdout)
        assert {call["id"] for call in calls} == found


def test_until_a_day_includes_that_day(run: Run, keep: Keep) -> None:
    keep(finished_call())
    day = f"{after(0).at.astimezone():%Y-%m-%d}"

    assert "Sarah" in run("calls", "list", "--until", day, "--since", day).stdout


@pytest.mark.parametrize("when", ["yesterday", "2026-13-01", "02.03.2026", "", "9999-12-31"])
def test_says_how_a_time_is_written(run: Run, when: str) -> None:
    result = run("calls", "list", "--until", when)

    assert result.exit_code == 2
    assert "2026-03-02T14:30" in result.stderr


@pytest.mark.parametrize("name", ["Zoë " * 40, "漢字" * 60, "e\N{COMBINING ACUTE ACCENT}" * 60])
def test_the_table_fits_a_hundred_columns(run: Run, keep: Keep, name: str) -> None:
    from unicodedata import category, east_asian_width

    call = replace(named("a" * 36, name), notes=Notes(reported=name), outcome=Outcome.WAITING)
    keep(call)

    (line,) = run("calls", "list").stdout.splitlines()

    wide = sum(east_asian_width(c) in "WF" for c in line)
    assert len(line) + wide - sum(category(c) == "Mn" for c in line) <= 100
    assert "waiting for caller" in line


def test_a_name_cannot_steer_the_terminal(run: Run, keep: Keep) -> None:
    keep(named("aaa", "\x1b[2JEve\x9b\nnew line"))

    listed = run("calls", "list").stdout

    assert not {"\x1b", "\x9b"} & set(listed)
    assert len(listed.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["list"], ["export", "--format", "ndjson"]])
def test_no_calls_are_no_failure(run: Run, folder: Path, arguments: list[str]) -> None:
    assert run("calls", *arguments).exit_code == 0
    assert not folder.exists()


@pytest.mark.parametrize("arguments", [["calls", "show"], ["ticket"]])
@pytest.mark.parametrize("call_id", ["last", "nothing", ""])
def test_names_a_call_that_is_not_there(
    run: Run, keep: Keep, arguments: list[str], call_id: str
) -> None:
    result = run(*arguments, call_id)

    assert result.exit_code == 1
    assert result.stderr == "companion: There are no calls yet.\n"


@pytest.mark.parametrize("call_id", ["c0ffee", "c0f", "last"])
def test_shows_a_call_as_json(run: Run, keep: Keep, call_id: str) -> None:
    keep(finished_call())

    shown = json.loads(run("calls", "show", call_id, "--json").stdout)

    assert (shown["id"], shown["seconds"]["hold"]) == ("c0ffee", 95.25)


def test_shows_a_call_to_people(run: Run, keep: Keep) -> None:
    keep(finished_call())

    assert "Caller: Sarah Okafor\n" in run("calls", "show", "last").stdout


def test_exports_one_object_a_line(run: Run, keep: Keep) -> None:
    keep(finished_call(), named("aaa", "Line\n\u2028breaks\x85"))

    lines = run("calls", "export", "--format", "ndjson").stdout.splitlines()

    assert {json.loads(line)["id"] for line in lines} == {"aaa", "c0ffee"}


def test_exports_a_table(run: Run, keep: Keep) -> None:
    keep(finished_call())

    table = run("calls", "export", "--format", "csv").stdout_bytes.decode()

    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    assert row["caller_number"] == "'+44 20 7946 0018"


def test_export_has_no_limit_of_its_own(run: Run, keep: Keep) -> None:
    keep(*(named(f"id-{n}", "Someone", n) for n in range(60)))

    assert len(json.loads(run("calls", "export").stdout)) == 60
    assert len(json.loads(run("calls", "list", "--json").stdout)) == 50


def test_a_call_that_cannot_be_read_does_not_keep_back_the_others(
    run: Run, keep: Keep, folder: Path
) -> None:
    from companion.storage.database import open_database

    keep(finished_call(), named("aaa", "Sound"))
    db = open_database(folder)
    db.execute(
        "DELETE FROM stage_visits WHERE call = (SELECT id FROM calls WHERE call_id = 'c0ffee')"
    )
    db.close()

    result = run("calls", "export")

    assert [call["id"] for call in json.loads(result.stdout)] == ["aaa"]
    assert result.exit_code == 1
    assert "c0ffee" in result.stderr


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json", "eml"])
def test_writes_a_ticket_in_every_format(run: Run, keep: Keep, tmp_path: Path, form: str) -> None:
    keep(finished_call())
    file = tmp_path / "ticket"

    printed = run("ticket", "last", "--format", form)
    run("ticket", "last", "--format", form, "--out", str(file))

    assert "Renewed the certificate." in printed.stdout
    assert file.read_bytes() == printed.stdout_bytes


def test_offers_every_format_there_is(run: Run) -> None:
    from companion.formats import FORMATS

    assert f"[{'|'.join(FORMATS)}]" in run("ticket", "--help").stdout


def test_writes_for_the_caller(run: Run, keep: Keep) -> None:
    keep(finished_call())

    assert "What you told us" in run("ticket", "last", "--audience", "caller").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="file modes")
def test_a_ticket_in_a_file_is_for_its_owner(run: Run, keep: Keep, tmp_path: Path) -> None:
    keep(finished_call())
    file = tmp_path / "ticket.txt"

    run("ticket", "last", "--out", str(file))

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob(".*")] == []


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names")
def test_a_pipe_is_written_to_and_not_replaced(run: Run, keep: Keep, tmp_path: Path) -> None:
    # A pipe of the test's own: a real device would be gone if this ever failed.
    keep(finished_call())
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    run("ticket", "last", "--out", str(pipe))

    read = os.read(reader, 65536)
    os.close(reader)
    assert pipe.is_fifo()
    assert b"Sarah Okafor" in read


def test_names_a_file_that_cannot_be_written(run: Run, keep: Keep, tmp_path: Path) -> None:
    keep(finished_call())

    result = run("ticket", "last", "--out", str(tmp_path / "nowhere" / "t"))

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "No such file or directory" in result.stderr


def test_lists_what_is_owed_due_first(run: Run, keep: Keep) -> None:
    from datetime import timedelta

    call = finished_call()
    (owed,) = call.follow_ups
    soon = replace(owed, id=FollowUpId("f2"), what="Today", due=owed.due - timedelta(hours=3))
    done = replace(owed, id=FollowUpId("f3"), what="Done", done=owed.due)
    keep(replace(call, follow_ups=(owed, soon, done)))

    owed_now = json.loads(run("followups", "--json").stdout)

    assert [(f["what"], f["call"]) for f in owed_now] == [
        ("Today", "c0ffee"),
        ("Ring back", "c0ffee"),
    ]
    assert owed_now[1]["due_at"] == "2026-03-03T09:00:00.000Z"
    assert run("followups").stdout.splitlines()[0].endswith("Today")


def test_no_promise_is_no_failure(run: Run) -> None:
    assert run("followups", "--json").stdout == "[]\n"


def test_a_backup_brings_back_what_it_held(run: Run, keep: Keep, tmp_path: Path) -> None:
    keep(finished_call())
    copy = str(tmp_path / "copy.db")

    assert run("backup", copy).exit_code == 0
    keep(named("aaa", "Newer", 60))

    refused = run("restore", copy)
    assert (refused.exit_code, len(refused.stderr.splitlines())) == (1, 1)
    assert run("restore", copy, "--force").exit_code == 0
    assert [call["id"] for call in json.loads(run("calls", "export").stdout)] == ["c0ffee"]


@pytest.mark.parametrize("arguments", [["calls", "export"], ["calls", "list"], ["alphabets"]])
def test_a_reader_that_goes_away_is_no_trouble(
    start: Start, keep: Keep, arguments: list[str]
) -> None:
    long = Notes(reported="word " * 20_000)
    keep(*(replace(named(f"id-{n}", "Someone", n), notes=long) for n in range(10)))

    with start(*arguments) as child:
        assert child.stdout
        assert child.stderr
        child.stdout.close()
        complaint = child.stderr.read()

    assert (child.returncode, complaint) == (1, b"")
