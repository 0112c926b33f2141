"""The keys that work in every program, with a terminal in front that keeps the keyboard."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from Xlib.xobject.drawable import Window

from tests.journeys.hands import Hands
from tests.journeys.program import Program
from tests.journeys.reader import BUTTON, LABEL, Reader
from tests.journeys.screen import Screen
from tests.journeys.terminal import Terminal, a_terminal
from tests.journeys.waiting import until

WORD = "Kx7Qz9aB"
SPELLED = (
    "capital Kilo, small X-ray, seven, capital Quebec, small Zulu, nine, small Alfa, capital Bravo"
)
SPELL, WIPE = "ctrl+shift+F9", "ctrl+shift+F6"


@pytest.fixture
def terminal(window: Program, screen: Screen, hands: Hands, tmp_path: Path) -> Iterator[Terminal]:
    """A terminal in front, with a word selected in it, and the program's keys grabbed."""
    window.wait_for_global_keys()
    with a_terminal(screen, hands, tmp_path, WORD) as started:
        started.select_a_word()
        yield started


def popup(program: Program, hands: Hands) -> Window | None:
    """The speller's pop-up, while it is on the screen."""
    found = hands.windows(program.process.pid)
    shown = [w for w in found if hands.title(w) == "Speller" and hands.is_shown(w)]
    return shown[0] if shown else None


def test_what_is_selected_is_spelled_and_the_terminal_keeps_the_keyboard(
    window: Program, reader: Reader, hands: Hands, terminal: Terminal
) -> None:
    hands.press(SPELL)
    until(lambda: reader.is_there(LABEL, f"Spelling: {SPELLED}"), "it is spelled")
    hands.type("typed on\n")

    until(lambda: terminal.text == "typed on\n", "every letter arrived at the terminal")
    assert hands.has_focus(terminal.window)


@pytest.mark.parametrize("layouts", [("us", "ru", "fr")], ids=" ".join)
def test_three_hundred_presses_are_three_hundred_spellings(
    window: Program, hands: Hands, terminal: Terminal, screen: Screen, layouts: tuple[str, ...]
) -> None:
    spelled = 0
    for layout in layouts:
        subprocess.run(["setxkbmap", layout], env=dict(screen.env), check=True)
        for _ in range(100):
            hands.tap(SPELL)
            until(lambda: popup(window, hands), f"press {spelled + 1} is spelled", every_s=0.001)
            spelled += 1
            hands.tap(WIPE)
            until(lambda: not popup(window, hands), "it is put away", every_s=0.001)
    subprocess.run(["setxkbmap", "us"], env=dict(screen.env), check=True)
    hands.type("to the end\n")

    until(lambda: terminal.text == "to the end\n", "the terminal had the keyboard all the time")
    assert spelled == 300


def test_a_key_that_is_held_down_spells_once(
    window: Program, reader: Reader, hands: Hands, terminal: Terminal
) -> None:
    hands.hold_down(SPELL)
    shown = until(lambda: popup(window, hands), "it is spelled")
    until(lambda: reader.is_there(LABEL, f"Spelling: {SPELLED}"), "it is spelled")
    hands.let_go(SPELL)
    hands.press(WIPE)
    until(lambda: not hands.is_shown(shown), "it is put away")
    hands.type("nothing more came\n")

    until(lambda: terminal.text == "nothing more came\n", "every letter arrived")
    assert popup(window, hands) is None


def test_the_keyboard_goes_to_the_pop_up_and_back_by_key(
    window: Program, reader: Reader, hands: Hands, terminal: Terminal
) -> None:
    hands.press(SPELL)
    shown = until(lambda: popup(window, hands), "the pop-up is there")
    until(lambda: reader.is_there(LABEL, f"Spelling: {SPELLED}"), "it is spelled")
    hands.press("ctrl+shift+F4")
    until(lambda: hands.has_focus(shown), "the pop-up has the keyboard")
    hands.press("space", "space")
    until(lambda: reader.is_there(LABEL, "Position: 3 of 8"), "it is stepped through")
    hands.press("ctrl+shift+F4")

    until(lambda: hands.has_focus(terminal.window), "the terminal has it again")
    assert reader.is_there(LABEL, f"Spelling: {SPELLED}")


def test_a_hold_by_its_key_alone(window: Program, hands: Hands, terminal: Terminal) -> None:
    window.run("open", "--caller", "Sarah Okafor", "--start")
    window.wait_for_phase("talking")
    hands.raise_up(terminal.window)
    until(lambda: hands.has_focus(terminal.window), "the terminal has the keyboard")
    hands.press("ctrl+shift+F8")
    until(lambda: window.rows("SELECT 1 FROM holds"), "they are asked")
    hands.press("ctrl+shift+F8")
    window.wait_for_phase("on_hold")
    hands.press("ctrl+shift+F8")
    window.wait_for_phase("talking")

    (hold,) = window.last_call()["holds"]
    assert hold["permission"] == "granted"
    assert hands.has_focus(terminal.window)


def test_a_quick_note_takes_the_keyboard_and_gives_it_back(
    window: Program, reader: Reader, hands: Hands, terminal: Terminal
) -> None:
    window.run("open", "--caller", "Sarah Okafor", "--start")
    window.wait_for_phase("talking")
    hands.raise_up(terminal.window)
    until(lambda: hands.has_focus(terminal.window), "the terminal has the keyboard")
    hands.press("ctrl+shift+F7")
    until(lambda: not hands.has_focus(terminal.window), "the note has the keyboard")
    hands.type("error 809")
    window.wait_for_text("error 809")
    hands.press("Return")

    until(lambda: hands.has_focus(terminal.window), "the terminal has it again")
    assert window.last_call()["notes"]["reported"] == "error 809"
    assert not reader.is_there(BUTTON, "Wipe and close")
