"""The program heard: a prompt and a spelling, asked for by key, silent by key and at the end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.journeys.hands import Hands
from tests.journeys.program import Program, a_program
from tests.journeys.screen import Screen
from tests.journeys.waiting import until
from tests.speech.conftest import sound
from tests.speech.sound import Ear

__all__ = ["sound"]

SILENT_WITHIN_S = 0.5
"""From a key to silence; the machine may be busy with other tests."""


@pytest.fixture
def program(screen: Screen, hands: Hands, sound: Ear, tmp_path: Path) -> Iterator[Program]:
    folder = tmp_path / "data"
    folder.mkdir()
    settings = 'read_aloud = "asked"\nread_aloud_pace = 180\n'
    (folder / "settings.toml").write_text(settings, encoding="utf-8")
    env = {**screen.env, "PULSE_SERVER": sound.server}
    with a_program(folder, replace(screen, env=env), hands) as started:
        started.start()
        hands.press("F2")
        hands.type("Sarah Okafor")
        started.wait_for_phase("talking")
        sound.last()
        yield started


def is_heard_then_silent_with(key: str, hands: Hands, ear: Ear) -> bool:
    """Something sounds, and the key ends it."""
    ear.first_after(time.monotonic() - 0.05)
    hands.press(key)
    pressed = time.monotonic()
    return ear.last() - pressed < SILENT_WITHIN_S


def test_a_line_is_heard_and_the_same_key_ends_it(
    program: Program, hands: Hands, sound: Ear
) -> None:
    hands.press("ctrl+F4")

    assert is_heard_then_silent_with("ctrl+F4", hands, sound)


def test_a_spelling_is_heard_and_wiping_ends_it(program: Program, hands: Hands, sound: Ear) -> None:
    hands.press("F9")
    hands.type("https://vpn.contoso.com")
    hands.press("Return", "p")

    assert is_heard_then_silent_with("Escape", hands, sound)


def test_a_pace_that_was_chosen_is_the_pace_the_next_time(program: Program, hands: Hands) -> None:
    hands.press("F9")
    hands.type("ab1")
    hands.press("Return", "minus")
    kept = program.folder / "settings.toml"

    until(lambda: "read_aloud_pace = 170" in kept.read_text("utf-8"), "it is in the file")


def test_with_the_window_the_voice_goes(program: Program, hands: Hands, sound: Ear) -> None:
    hands.press("ctrl+F4")
    sound.first_after(time.monotonic() - 0.05)
    killed = time.monotonic()
    program.kill()

    assert sound.last() - killed < SILENT_WITHIN_S + 0.3
