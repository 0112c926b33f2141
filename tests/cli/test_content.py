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
