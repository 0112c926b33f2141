"""One text on its way through a player that may fail."""

from __future__ import annotations

import sys
import time

import pytest

from companion.speech.players import Player
from companion.speech.trouble import SpeechTrouble
from companion.speech.utterance import Synthesise, Utterance
from tests.journeys.waiting import until

RATE = 22050
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="players are programs of Linux")


def player(name: str, *command: str) -> Player:
    return Player(name, lambda *_: [*command], list)


GOOD = player("good", "sh", "-c", "cat > /dev/null")
BROKEN = player("broken", "sh", "-c", "exit 1")
ABSENT = player("absent", "/nowhere/at/all")
DEAF = player("deaf", "sleep", "60")
LINGERING = player("lingering", "sh", "-c", "cat > /dev/null; sleep 60")


def sound_of(seconds: float) -> Synthesise:
    def synthesise(take: object) -> None:
        assert callable(take)
        for _ in range(10):
            if not take(b"\1\0" * int(seconds * RATE / 10)):
                return

    return synthesise


def played(*players: Player, seconds: float = 0.1) -> Utterance:
    utterance = Utterance(sound_of(seconds), [*players], RATE, "")
    utterance.start()
    until(lambda: utterance.is_over, "it is over")
    return utterance


@pytest.mark.parametrize("first", [BROKEN, ABSENT], ids=lambda p: p.name)
def test_when_a_player_fails_the_next_one_plays(first: Player) -> None:
    utterance = played(first, GOOD)

    assert utterance.player is GOOD
    assert utterance.trouble is None


def test_when_all_fail_there_was_no_sound() -> None:
    utterance = played(BROKEN, ABSENT)

    assert not utterance.was_said
    assert utterance.trouble is SpeechTrouble.NO_SOUND


def test_without_a_player_that_is_what_is_missing() -> None:
    assert played().trouble is SpeechTrouble.NO_PLAYER


def test_it_is_over_by_the_clock_though_its_player_lingers() -> None:
    begun = time.monotonic()
    utterance = played(LINGERING, seconds=0.3)

    assert utterance.was_said
    assert time.monotonic() - begun >= 0.3
    assert not utterance.is_gone
    utterance.stop()
    until(lambda: utterance.is_gone, "its player is gone")


def test_a_player_that_takes_no_sound_is_given_up() -> None:
    utterance = Utterance(sound_of(10), [DEAF], RATE, "", late_s=0.2)
    utterance.start()

    def given_up() -> bool:
        utterance.give_up_if_stuck()
        return utterance.is_over

    until(given_up, "it is over")
    assert utterance.trouble is SpeechTrouble.STUCK
    assert not utterance.was_said


def test_stopped_before_it_began_it_starts_no_player() -> None:
    asked: list[str] = []

    def command(rate: int, output: str) -> list[str]:
        asked.append(output)
        return ["true"]

    utterance = Utterance(sound_of(1), [Player("never", command, list)], RATE, "")
    utterance.stop()
    utterance.start()
    until(lambda: utterance.is_over, "it is over")

    assert asked == []
    assert utterance.trouble is None
