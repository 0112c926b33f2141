"""The chime: once for each new reason, from a process that ends with the hold."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion import paths
from companion.domain.call import Call, Caller, CallId
from companion.domain.flow import FlowId, Place, PromptId, StageId
from companion.domain.hold import SHORTEST_PROMISE, Permission
from companion.domain.hold_rules import HoldRules
from companion.ui.hold_sound import HoldSound
from tests.fakes import START, after

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows plays by itself, in no process")


@pytest.fixture
def waiting() -> Call:
    """On hold from the start, one minute promised."""
    place = Place(StageId("greet"), PromptId("hello"))
    call = Call.begin(CallId("c1"), FlowId("incident"), place, "Alex", Caller("Sarah"), START)
    return call.ask_to_hold("", SHORTEST_PROMISE, START).answer_hold(Permission.GRANTED, START)


@pytest.fixture
def heard(tmp_path: Path) -> Path:
    """Where the player writes down each time it plays."""
    return tmp_path / "heard"


@pytest.fixture
def sound(qtbot: QtBot, tmp_path: Path, heard: Path) -> Iterator[HoldSound]:
    """A sound whose player plays for an hour, unless it is ended."""
    player = ("sh", "-c", f'echo "$0" >> {heard}; exec sleep 3600')
    made = HoldSound(tmp_path / "chime.wav", players=[("no-such-player",), player])
    yield made
    made.close()
    assert not made.is_playing


def attend(sound: HoldSound, call: Call | None, seconds: float, *, is_on: bool = True) -> None:
    wait = HoldRules().wait(call, after(seconds)) if call else None
    sound.attend(call, wait, is_on=is_on)


def test_it_plays_when_the_wait_is_nearly_up_and_not_before(
    qtbot: QtBot, sound: HoldSound, waiting: Call, heard: Path, tmp_path: Path
) -> None:
    attend(sound, waiting, 44)
    assert not sound.is_playing

    attend(sound, waiting, 45)

    qtbot.waitUntil(lambda: heard.exists())
    assert heard.read_text("utf-8").split() == [str(tmp_path / "chime.wav")]


def test_one_reason_sounds_once(sound: HoldSound, waiting: Call) -> None:
    attend(sound, waiting, 45)
    sound._silence()
    sound._process.waitForFinished()

    attend(sound, waiting, 46)
    assert not sound.is_playing
    attend(sound, waiting, 60)
    assert sound.is_playing


@pytest.mark.parametrize(
    "ending",
    [
        lambda call: call.resume(after(50)),
        lambda call: call.park(after(50)),
        lambda call: call.wrap_up(after(50)),
        lambda call: call.wrap_up(after(50)).close(after(51)),
        lambda _: None,
    ],
    ids=["resumed", "parked", "hung up", "closed", "no call"],
)
def test_it_ends_with_the_hold(
    qtbot: QtBot, sound: HoldSound, waiting: Call, ending: object
) -> None:
    attend(sound, waiting, 45)
    assert sound.is_playing
    assert callable(ending)

    attend(sound, ending(waiting), 52)

    qtbot.waitUntil(lambda: not sound.is_playing)


def test_a_check_back_that_was_done_ends_it(qtbot: QtBot, sound: HoldSound, waiting: Call) -> None:
    longer = waiting.extend_hold(2 * SHORTEST_PROMISE, after(1))
    attend(sound, longer, 60)
    assert sound.is_playing

    attend(sound, longer.check_back(after(61)), 61)

    qtbot.waitUntil(lambda: not sound.is_playing)


def test_a_check_back_late_in_the_hold_makes_no_sound_of_its_own(
    qtbot: QtBot, sound: HoldSound, waiting: Call, heard: Path
) -> None:
    attend(sound, waiting, 70)
    qtbot.waitUntil(lambda: heard.exists())

    attend(sound, waiting.check_back(after(71)), 71)

    qtbot.waitUntil(lambda: not sound.is_playing)
    assert len(heard.read_text("utf-8").splitlines()) == 1


def test_it_is_off_unless_it_was_switched_on(sound: HoldSound, waiting: Call) -> None:
    attend(sound, waiting, 45, is_on=False)

    assert not sound.is_playing


def test_where_nothing_can_play_it_is_silent(qtbot: QtBot, tmp_path: Path, waiting: Call) -> None:
    sound = HoldSound(tmp_path / "chime.wav", players=[("no-such-player",)])

    attend(sound, waiting, 45)

    assert not sound.is_playing


def test_the_sound_is_there_and_short() -> None:
    import wave

    with wave.open(str(paths.resources() / "sounds" / "waiting.wav")) as file:
        assert 0.2 < file.getnframes() / file.getframerate() < 1
