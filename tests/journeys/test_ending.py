from __future__ import annotations

import random
import signal
import time

import pytest

from tests.journeys.hands import Hands, Typed
from tests.journeys.program import Program
from tests.journeys.waiting import until

KILLS = 6
SHOWN_S = 0.5
"""A key pressed longer ago than this is on the screen, also of a busy machine, and survives."""
NOTE = (10, 540, 380, 140)
"""Where the first note is in the window: nothing else changes there."""
WORDS = "the vpn drops at ten past two; error 809, gateway says time-out. "


def test_kill_in_the_middle_of_typing_loses_nothing_that_was_seen(
    program: Program, hands: Hands
) -> None:
    dice = random.Random(9)
    program.start()
    begin(program, hands)
    kept = ""
    for _ in range(KILLS):
        typed = type_until(hands, dice.uniform(0.2, 1.5), dice)
        killed_at = program.kill()
        wanted = kept + "".join(key.character for key in typed)
        kept = reported(program)
        assert wanted.startswith(kept), "what is there is what was typed"
        lost = typed[len(typed) - (len(wanted) - len(kept)) :]
        assert [key for key in lost if killed_at - key.at > SHOWN_S] == []
        start_again(program)

    assert program.phase() == "talking"


def begin(program: Program, hands: Hands) -> None:
    """A call, with the focus in the first note."""
    hands.press("F2", "alt+r")
    program.wait_for_phase("talking")


def type_until(hands: Hands, seconds: float, dice: random.Random) -> list[Typed]:
    """Type for so long, as fast as a good typist, with pauses between words."""
    typed: list[Typed] = []
    give_up_at = time.monotonic() + seconds
    while time.monotonic() < give_up_at:
        character = WORDS[len(typed) % len(WORDS)]
        typed += hands.type(character, dice.uniform(0.005, 0.12))
    return typed


def reported(program: Program) -> str:
    """The first note of the newest call, as the command line reads it."""
    text = program.last_call()["notes"]["reported"]
    assert isinstance(text, str)
    return text


def start_again(program: Program) -> None:
    """Open the window again and wait until the open call is in it."""
    before = taken_back(program)
    program.start()
    until(lambda: taken_back(program) > before, "the call is back")


def taken_back(program: Program) -> int:
    """How often the newest call has been taken back."""
    found = program.rows("SELECT count(*) FROM events WHERE kind = 'taken_back'")
    return int(found[0][0]) if found else 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signal_right_after_the_last_key_loses_nothing(
    window: Program, hands: Hands, number: signal.Signals
) -> None:
    begin(window, hands)
    hands.type(WORDS)
    window.wait_for_text(WORDS)
    before = hands.pixels(window.window, NOTE)
    hands.type("!")
    until(lambda: hands.pixels(window.window, NOTE) != before, "the key shows", every_s=0.001)
    window.process.send_signal(number)

    assert window.ended_with() == 0
    assert reported(window) == WORDS + "!"


def test_closing_the_window_right_after_the_last_key_loses_nothing(
    window: Program, hands: Hands
) -> None:
    begin(window, hands)
    hands.type(WORDS + "end")
    hands.ask_to_close(window.window)

    assert window.ended_with() == 0
    assert reported(window) == WORDS + "end"


def test_kill_loses_no_half_typed_promise(program: Program, hands: Hands) -> None:
    program.start()
    begin(program, hands)
    hands.press("ctrl+p")
    hands.type("in an hour")
    kept = "SELECT text FROM drafts WHERE place LIKE 'promise/when/%'"
    until(lambda: program.rows(kept) == [("in an hour",)], "it is on disk")
    program.kill()
    start_again(program)
    hands.press("ctrl+p", "Return")

    until(lambda: program.last_call()["follow_ups"], "what was half-typed is promised")
    until(lambda: program.rows(kept) == [], "and is no draft any more")


def test_call_that_was_open_is_there_when_the_window_opens_again(
    program: Program, hands: Hands
) -> None:
    program.start()
    begin(program, hands)
    hands.press("F8", "Return")
    program.wait_for_phase("on_hold")
    program.kill()
    start_again(program)
    hands.press("F8")
    program.wait_for_phase("talking")

    (hold,) = program.last_call()["holds"]
    assert hold["permission"] == "granted"
    assert hold["seconds"] > 0
