"""A secret goes through the selection, the pop-up and the voice, and the program is killed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.journeys.hands import Hands
from tests.journeys.program import Program, a_program
from tests.journeys.reader import a_reader
from tests.journeys.screen import Screen
from tests.journeys.terminal import a_terminal
from tests.journeys.waiting import until
from tests.speech.conftest import sound
from tests.speech.sound import Ear

__all__ = ["sound"]

CANARY = "Zq7vX9kW3m"
TRACES = (CANARY, "capital Zulu, small Quebec", "Zulu", "Quebec", "X-ray")
"""The secret, and what it sounds like."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where all that the program writes has to be."""
    for name in ("home", "tmp"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def program(screen: Screen, hands: Hands, sound: Ear, place: Path) -> Iterator[Program]:
    """The program, reading aloud whatever is spelled, with nowhere to write but that place."""
    folder = place / "data"
    folder.mkdir()
    (folder / "settings.toml").write_text('read_aloud = "at_once"\n', encoding="utf-8")
    env = {
        **screen.env,
        "PULSE_SERVER": sound.server,
        "HOME": str(place / "home"),
        "TMPDIR": str(place / "tmp"),
        "XDG_CONFIG_HOME": str(place / "home"),
        "XDG_CACHE_HOME": str(place / "home"),
        "XDG_DATA_HOME": str(place / "home"),
    }
    with a_program(folder, replace(screen, env=env), hands) as started:
        yield started


def test_a_secret_that_was_spelled_and_said_is_found_nowhere(
    program: Program,
    screen: Screen,
    hands: Hands,
    sound: Ear,
    place: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    program.start()
    hands.press("F2")
    hands.type("Sarah Okafor")
    program.wait_for_phase("talking")
    program.wait_for_global_keys()
    elsewhere = tmp_path_factory.mktemp("terminal")
    with a_terminal(screen, hands, elsewhere, CANARY) as terminal:
        terminal.select_a_word()
        sound.loud.clear()
        hands.press("ctrl+shift+F9")
        with a_reader(screen, program.process.pid) as reader:
            until(lambda: reader.says("Spelling").startswith(TRACES[1]), "it is spelled")
        until(lambda: sound.loud, "it is heard")
    program.kill()

    assert traces_in(place) == []
    assert [hands.clipboard(selection=name) for name in ("PRIMARY", "CLIPBOARD")] == ["", ""]


def traces_in(folder: Path) -> list[str]:
    """Every file that has the secret, or a word of its spelling, in it."""
    found = []
    for file in folder.rglob("*"):
        if file.is_file():
            held = file.read_bytes()
            found += [
                f"{word} in {file.name}"
                for word in TRACES
                for coded in (word.encode(), word.encode("utf-16-le"))
                if coded in held
            ]
    return found
