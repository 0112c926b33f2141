"""Keys pressed in another program, with the real window, a real server and a terminal in front."""

from __future__ import annotations

import json

import pytest

from tests.journeys.hands import Hands
from tests.journeys.program import Program
from tests.journeys.reader import FRAME, TEXT, Reader
from tests.journeys.waiting import until


def keys_by(program: Program, what: str = "Global keys") -> str:
    """What `doctor` says of the way the keys are grabbed, or of one of them."""
    found = json.loads(program.run("doctor", "--json"))["checks"]
    return next((str(check["found"]) for check in found if check["what"] == what), "")


def start_call(window: Program, hands: Hands) -> None:
    """Start a call; `doctor` finds a whole database once it is saved."""
    hands.press("F2")
    hands.type("Sarah")
    window.wait_for_phase("talking")


def test_doctor_says_that_the_open_window_has_the_keys(window: Program, hands: Hands) -> None:
    start_call(window, hands)
    until(lambda: keys_by(window) == "X11, grabbed by the open window", "the keys are grabbed")
    window.process.terminate()
    window.ended_with()

    assert keys_by(window) == "X11, free to be grabbed by the window"


def open_keys(window: Program, hands: Hands, reader: Reader) -> None:
    """Start a call, and open the page of the global keys in it."""
    start_call(window, hands)
    until(lambda: "open window" in keys_by(window), "the keys are grabbed")
    hands.press("ctrl+comma", "alt+e")
    first = "Spell the selected text"
    until(lambda: "focused" in reader.look(TEXT, first).states, "the page is there")


def test_a_key_that_is_set_by_pressing_works_at_once(
    window: Program, hands: Hands, reader: Reader
) -> None:
    open_keys(window, hands, reader)
    hands.press("Tab", "ctrl+shift+F3")
    until(lambda: keys_by(window, "Global key “Hold or resume”") == "Ctrl+Shift+F3", "it is set")
    hands.press("Escape", "ctrl+shift+F3")
    hands.type("logs")
    hands.press("Return")

    window.wait_for_phase("on_hold")


def test_a_grabbed_key_does_nothing_while_keys_are_set(
    window: Program, hands: Hands, reader: Reader
) -> None:
    open_keys(window, hands, reader)
    hands.press("ctrl+shift+F12")

    until(lambda: reader.says("Received") == "Ctrl+Shift+F12 – Show or hide", "it is shown")
    assert hands.has_focus(window.window)


@pytest.mark.parametrize(
    ("key", "name"), [("ctrl+shift+F7", "Quick note"), ("ctrl+shift+F11", "Mini bar")]
)
def test_a_screen_reader_knows_each_window_for_one(
    window: Program, hands: Hands, reader: Reader, key: str, name: str
) -> None:
    start_call(window, hands)
    window.wait_for_global_keys()
    hands.press(key)

    assert reader.look(FRAME, name)
