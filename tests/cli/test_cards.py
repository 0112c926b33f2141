"""Cards on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.kinds import Run

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "cards"


def test_lists_every_card_and_one_kind_alone(run: Run) -> None:
    cards = json.loads(run("cards", "--json").stdout)

    assert {card["kind"] for card in cards} == {"term", "how-to", "known-error"}
    terms = json.loads(run("cards", "--kind", "term", "--json").stdout)
    assert len(terms) >= 60
    assert [t["title"] for t in terms] == [c["title"] for c in cards if c["kind"] == "term"]
    assert "vpn  " in run("cards", "--kind", "term").stdout


def test_every_id_in_the_list_can_be_shown(run: Run) -> None:
    listed = run("cards").stdout.splitlines()

    ids = {card["id"] for card in json.loads(run("cards", "--json").stdout)}
    assert {line.split()[0] for line in listed} == ids
    assert run("cards", "--search", "xqzzvw").stdout == ""


def test_finds_the_best_first(run: Run) -> None:
    assert run("cards", "--search", "vnp").stdout.split()[:3] == ["vpn", "term", "VPN"]


def test_shows_one_card(run: Run) -> None:
    assert json.loads(run("cards", "show", "vpn", "--json").stdout)["stands_for"] == (
        "virtual private network"
    )
    assert "1. Could you" in run("cards", "show", "clear-print-queue-windows").stdout
    assert "Workaround: " in run("cards", "show", "mail-too-large").stdout


def test_says_which_card_may_be_meant(run: Run) -> None:
    result = run("cards", "show", "vnp")

    assert result.exit_code == 1
    assert result.stderr == "companion: No card is called 'vnp'. Did you mean vpn?\n"


def test_names_every_fault_of_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('[[terms]]\nid = "x"\ntitle = "X"\nmeaning = "y"\nlike = "z"\n')

    result = run("cards", "check", str(file))

    assert result.exit_code == 1
    assert "own.toml:5: term 'x': 'like' is not known here" in result.stdout
    assert "own.toml:1: term 'x': 'analogy' is missing" in result.stdout
    assert result.stderr == (
        "companion: 2 faults. resources/cards/FORMAT.md explains the format.\n"
    )
    assert run("cards", "check", *map(str, SHIPPED.glob("*.toml"))).exit_code == 0


def test_a_faulty_own_file_is_complained_of_beside_the_list(run: Run, folder: Path) -> None:
    (folder / "cards").mkdir(parents=True)
    (folder / "cards" / "own.toml").write_text("[[terms]]\n")

    result = run("cards")

    assert (result.exit_code, "vpn" in result.stdout) == (0, True)
    assert "companion: own.toml:1" in result.stderr


def test_the_practices_of_cards_are_among_those_covered(run: Run) -> None:
    places = json.loads(run("flows", "--practices", "--json").stdout)

    assert "cards: known-errors.toml" in places["known-errors"]
