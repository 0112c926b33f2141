"""Flows and alphabets on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.kinds import Run

FAULTY = """title = "Own"
[[stages]]
id = "greet"
title = "Greet"
colour = "red"
"""


def test_lists_the_flows(run: Run) -> None:
    flows = json.loads(run("flows", "--json").stdout)

    assert flows[0]["id"] == "incident"
    assert flows[0]["stages"][-1] == "wrap-up"
    assert run("flows").stdout.splitlines()[0].split() == ["incident", "Incident"]


def test_says_where_each_practice_is(run: Run) -> None:
    places = json.loads(run("flows", "--practices", "--json").stdout)

    assert any(place.startswith("incident: greet") for place in places["greet-by-name"])
    assert all(isinstance(where, list) for where in places.values())
    assert "greet-by-name\n  incident: greet" in run("flows", "--practices").stdout


def test_names_every_fault_of_a_flow(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(FAULTY)

    result = run("flows", "check", str(file))

    assert result.exit_code == 1
    assert "own.toml:5" in result.stdout
    assert "colour" in result.stdout
    assert result.stderr.startswith("companion: ")
    assert len(result.stderr.splitlines()) == 1


def test_checks_every_file_given(run: Run, tmp_path: Path) -> None:
    sound = Path(__file__).resolve().parents[2] / "resources" / "flows" / "incident.toml"

    assert run("flows", "check", str(sound)).exit_code == 0
    result = run("flows", "check", str(sound), str(tmp_path / "missing.toml"))
    assert (result.exit_code, "missing.toml" in result.stdout) == (1, True)


def test_a_faulty_flow_of_the_team_is_complained_of_beside_the_list(run: Run, folder: Path) -> None:
    folder.mkdir()
    (folder / "flows").mkdir(parents=True)
    (folder / "flows" / "own.toml").write_text(FAULTY)

    result = run("flows")

    assert result.exit_code == 0
    assert "incident" in result.stdout
    assert "companion: own.toml" in result.stderr


def test_lists_the_alphabets(run: Run) -> None:
    alphabets = json.loads(run("alphabets", "--json").stdout)

    assert alphabets[0]["id"] == "icao"
    assert set(alphabets[0]) == {"id", "title"}
    assert run("alphabets").stdout.startswith("icao ")


OWN_OUTCOMES = """[[outcomes]]
id = "to-vendor"
title = "Passed to the vendor"
counts_as = "escalated"
"""


def test_lists_what_a_call_can_come_to(run: Run, folder: Path) -> None:
    folder.mkdir()
    (folder / "outcomes.toml").write_text(OWN_OUTCOMES, "utf-8")

    listed = {entry["id"]: entry for entry in json.loads(run("outcomes", "--json").stdout)}

    assert listed["resolved"]["title"] == "Resolved"
    assert listed["to-vendor"] == {
        "id": "to-vendor",
        "title": "Passed to the vendor",
        "counts_as": "escalated",
    }


def test_names_every_fault_of_the_desks_own_outcomes(run: Run, folder: Path) -> None:
    folder.mkdir()
    (folder / "outcomes.toml").write_text(OWN_OUTCOMES.replace("escalated", "gone"), "utf-8")

    result = run("outcomes")

    assert result.exit_code == 1
    assert "outcomes.toml:4: outcome 'to-vendor': 'counts_as' cannot be 'gone'" in result.stderr
    assert "resolved" in result.stdout


def test_shows_the_service_level_as_it_is_written(run: Run, folder: Path) -> None:
    folder.mkdir()
    own = '[targets.P1]\nrespond = "1 h 30 min"\nresolve = "2 days"\n[business_hours]\n'
    own += 'mon = "08:00-18:00"\nholidays = ["12-25", "2026-12-28"]\n'
    (folder / "service_level.toml").write_text(own, "utf-8")

    level = json.loads(run("service-level", "--json").stdout)

    assert level["matrix"]["high"]["high"] == "P1"
    assert level["targets"]["P1"]["respond"] == "1 h 30 min"
    assert level["targets"]["P1"]["resolve"] == "2 days"
    assert level["business_hours"] == {
        "mon": ["08:00-18:00"],
        "holidays": ["2026-12-28", "12-25"],
    }
    assert "P1: respond 1 h 30 min, resolve 2 days" in run("service-level").stdout


def test_names_every_fault_of_the_desks_own_service_level(run: Run, folder: Path) -> None:
    folder.mkdir()
    (folder / "service_level.toml").write_text('[targets.P1]\nrespond = "soon"\n', "utf-8")

    result = run("service-level")

    assert result.exit_code == 1
    assert "service_level.toml:2: targets, P1: 'respond' is a time such as" in result.stderr
    assert "around the clock" in result.stdout, "the shipped one is shown"
