"""The whole life of a hold while another program has the keyboard, and keeps it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from tests.journeys.hands import Hands, OtherProgram
from tests.journeys.program import Program
from tests.journeys.reader import Reader, a_reader
from tests.journeys.screen import Screen
from tests.journeys.waiting import until

SETTINGS = """
check_back_after = 5
check_back_every = 5
hold_near = 96
silence_nudge = 2
hold_sound = true
"""
HOLD, BAR = "ctrl+shift+F8", "ctrl+shift+F11"


@pytest.fixture
def program(program: Program) -> Program:
    """The program, not started yet, with a short patience."""
    program.folder.mkdir()
    (program.folder / "settings.toml").write_text(SETTINGS, "utf-8")
    return program


@pytest.fixture
def other(window: Program, hands: Hands, screen: Screen) -> Iterator[OtherProgram]:
    """Another program's text field, with the keyboard."""
    with closing(OtherProgram(screen.display)) as started:
        give_keyboard(hands, started)
        yield started


def give_keyboard(hands: Hands, other: OtherProgram) -> None:
    """What a click into the other program's window does."""
    hands.raise_up(other.window)
    until(lambda: hands.has_focus(other.window), "the other window has the keyboard")


class Typist:
    """Types into the other program, and sees to it that every key has arrived there."""

    def __init__(self, hands: Hands, other: OtherProgram) -> None:
        self._hands = hands
        self._other = other
        self._typed = other.text

    def until(self, is_so: Callable[[], object], what: str) -> None:
        """Type on while something comes up in our window."""
        self._hands.type("x")
        until(is_so, what)
        words = f" {what}. "
        self._hands.type(words)
        self._typed += f"x{words}"
        until(lambda: self._other.text == self._typed, f"every key of {self._typed!r} arrived")
        assert self._hands.has_focus(self._other.window)


def grow_older(program: Program, seconds: float) -> None:
    """Kill the program, and let its calls have begun that much earlier when it is back."""
    program.kill()
    with closing(sqlite3.connect(program.folder / "calls.db")) as db, db:
        for (table,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall():
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            for column in (name for name in columns if name.endswith("_clock")):
                db.execute(
                    f"UPDATE {table} SET {column} = substr({column}, 1, 37) "
                    f"|| (CAST(substr({column}, 38) AS REAL) - ?) WHERE {column} IS NOT NULL",
                    [seconds],
                )
    program.start()


def test_no_key_is_lost_in_the_whole_life_of_a_hold(
    window: Program, reader: Reader, hands: Hands, other: OtherProgram, screen: Screen
) -> None:
    typist = Typist(hands, other)
    window.run("open", "--caller", "Sarah Okafor", "--start")
    typist.until(lambda: "Sarah" in reader.says("Prompt"), "the call has begun")
    typist.until(lambda: shows(reader, "◌ Quiet"), "it has gone quiet")
    hands.press(HOLD)
    typist.until(lambda: "Ask to hold" in reader.says("Stage"), "the question is there")
    hands.press(HOLD)
    typist.until(lambda: window.phase() == "on_hold", "they agreed")
    window.run("open", "--caller", "The next one")
    typist.until(lambda: shows(reader, "◷ Check back now"), "a check-back is due")
    hands.press(BAR)
    typist.until(lambda: "left · check back" in reader.says("Hold time"), "the bar is there")
    assert not shows(reader, "◷ Check back"), "the window is away"
    windows = {hands.title(w): w for w in hands.windows(window.process.pid)}
    assert hands.is_on_top(windows["Mini bar"])
    assert other.losses == 0
    hands.press(BAR)
    until(lambda: hands.has_focus(window.window), "the agent's own key gives the keyboard")

    waited = window.last_call()["holds"][0]["seconds"]
    grow_older(window, 108 - waited)

    with a_reader(screen, window.process.pid) as again:
        live_through_the_end(window, again, hands, other)
    grow_older(window, 65)
    back = "SELECT 1 FROM events WHERE kind = 'taken_back'"
    until(lambda: len(window.rows(back)) == 2, "the call is back")
    hands.press("F8", "F10")
    until(lambda: window.rows("SELECT 1 FROM prompts_said WHERE prompt LIKE 'sorry%'"), "sorry")
    hold = window.last_call()["holds"][0]
    assert (hold["promised_seconds"], hold["check_backs"]) == (120, 1)
    assert [e["promised_seconds"] for e in hold["extensions"]] == [60]


def live_through_the_end(
    window: Program, reader: Reader, hands: Hands, other: OtherProgram
) -> None:
    """From the crash to a new promise: our keys in our window, theirs in theirs."""
    until(lambda: "left of" in reader.says("Hold time"), "the hold goes on after the crash")
    hands.press("ctrl+F8")
    until(lambda: window.rows("SELECT 1 FROM holds WHERE check_backs = 1"), "it is logged")
    give_keyboard(hands, other)
    typist = Typist(hands, other)
    losses = other.losses
    typist.until(lambda: shows(reader, "◔ Nearly up"), "it is nearly up")
    typist.until(lambda: "over the 02:00" in reader.says("Hold time"), "the promise is over")
    assert other.losses == losses
    hands.raise_up(window.window)
    until(lambda: hands.has_focus(window.window), "the agent goes to the window")
    hands.press("shift+F8")
    hands.type("1")
    hands.press("Return")
    until(lambda: "left of 01:00" in reader.says("Hold time"), "there is a new promise")


def shows(reader: Reader, words: str) -> bool:
    """Whether words are in sight anywhere in our windows."""
    return any(words in seen.name for seen in reader.showing())
