"""Reading PRIMARY from real programs on a real X server."""

from __future__ import annotations

import base64
import gc
import os
import signal
import subprocess
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from Xlib import X, Xatom, display

from companion.domain.errors import UserError
from companion.selection.x11_owner import OTHER_PROGRAM
from companion.services.selection import Selected
from tests.journeys.hands import Hands, OtherProgram
from tests.journeys.screen import Screen
from tests.journeys.waiting import until
from tests.selection.kinds import Own, Patient, Terminal

pytestmark = pytest.mark.screen

PASSWORD = " Kx7-Qz9!\u00a0ü\r\n\t ‑ "
"""Spaces at both ends, one that does not break, both line ends, a hyphen that is none."""


@pytest.fixture
def other(screen: Screen, hands: Hands) -> Iterator[OtherProgram]:
    """A window in front that has selected nothing."""
    shown = OtherProgram(screen.display)
    hands.raise_up(shown.window)
    until(lambda: hands.has_focus(shown.window), "the other window has the focus")
    yield shown
    shown.close()


def trouble(reader: Patient) -> str:
    with pytest.raises(UserError) as failed:
        reader.read()
    return str(failed.value)


def test_what_a_terminal_has_selected_is_read_to_the_byte(x11: Patient, terminal: Terminal) -> None:
    terminal(select_in_terminal(PASSWORD))

    found = until(lambda: read_or_none(x11), "the terminal has selected")
    assert (found.text, found.doubt) == (PASSWORD, "")


def test_what_a_tool_without_a_window_offers_is_read_and_a_stopped_one_is_told(
    x11: Patient, screen: Screen
) -> None:
    command = ["xclip", "-selection", "primary", "-quiet"]
    with subprocess.Popen(
        command, env=dict(screen.env), stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as xclip:
        assert xclip.stdin is not None
        xclip.stdin.write(PASSWORD.encode())
        xclip.stdin.close()
        found = until(lambda: read_or_none(x11), "xclip has the selection")
        os.kill(xclip.pid, signal.SIGSTOP)
        said = trouble(x11)
        xclip.kill()

    assert found.text == PASSWORD
    assert "does not answer" in said


def test_a_selection_of_another_program_is_doubted(
    x11: Patient, own: Own, other: OtherProgram
) -> None:
    own(PASSWORD.encode())

    found = x11.read()

    assert (found.text, found.doubt) == (PASSWORD, OTHER_PROGRAM)


@pytest.mark.parametrize("manners", [("front",), ("front", "apart")], ids=" ".join)
def test_a_hidden_window_of_the_program_in_front_is_not_doubted(
    x11: Patient, own: Own, manners: tuple[str, ...]
) -> None:
    own(b"text", *manners)

    assert x11.read().doubt == ""


def test_a_terminal_left_behind_is_doubted(
    x11: Patient, terminal: Terminal, hands: Hands, screen: Screen
) -> None:
    terminal(select_in_terminal("an hour ago"))
    until(lambda: read_or_none(x11), "the terminal has selected")
    in_front = OtherProgram(screen.display)
    hands.raise_up(in_front.window)
    until(lambda: hands.has_focus(in_front.window), "the other window has the focus")

    found = x11.read()
    in_front.close()

    assert (found.text, found.doubt) == ("an hour ago", OTHER_PROGRAM)


@pytest.mark.parametrize("length", [1, 9_999, 10_000])
@pytest.mark.parametrize("manner", ["at-once", "pieces"])
def test_up_to_ten_thousand_characters_are_read(
    x11: Patient, own: Own, length: int, manner: str
) -> None:
    text = "\N{OLD PERSIAN SIGN A}" * length
    own(text.encode(), manner)

    assert x11.read().text == text


@pytest.mark.parametrize(
    ("letter", "count"), [("a", 10_001), ("\N{OLD PERSIAN SIGN A}", 10_001), ("a", 200_000)]
)
@pytest.mark.parametrize("manner", ["at-once", "pieces"])
def test_more_is_refused_in_a_sentence(
    x11: Patient, own: Own, letter: str, count: int, manner: str
) -> None:
    own((letter * count).encode(), manner)

    assert "More than 10,000 characters" in trouble(x11)


def test_an_owner_that_hangs_costs_a_third_of_a_second(x11: Patient, own: Own) -> None:
    hung = own(b"text")
    x11.reader.prepare()
    os.kill(hung.pid, signal.SIGSTOP)
    try:
        begun = time.monotonic()
        said = trouble(x11)
        took = time.monotonic() - begun
    finally:
        os.kill(hung.pid, signal.SIGCONT)

    assert "does not answer" in said
    # Qt by itself waits five seconds.
    assert 0.25 < took < 1.5


def test_what_an_owner_answers_too_late_is_not_taken_for_the_next_text(
    x11: Patient, own: Own
) -> None:
    hung = own(b"the old password")
    os.kill(hung.pid, signal.SIGSTOP)
    trouble(x11)
    own(b"the new password")
    os.kill(hung.pid, signal.SIGCONT)

    assert [x11.read().text for _ in range(20)] == ["the new password"] * 20


def test_no_two_readings_are_asked_for_by_the_same_window(x11: Patient, own: Own) -> None:
    # An answer that comes too late would else be one to the next question.
    owner = own(b"text")
    assert owner.stdout is not None
    asked_by = []
    for _ in range(5):
        x11.read()
        asked_by.append(owner.stdout.readline())

    assert len(set(asked_by)) == 5


def test_an_owner_that_never_comes_to_an_end_is_stopped(x11: Patient, own: Own) -> None:
    own(b"a" * 4000, "pieces", "endless")

    assert "More than 10,000 characters" in trouble(x11)


def test_an_owner_that_stops_in_the_middle_is_told(x11: Patient, own: Own) -> None:
    own(b"a" * 9000, "pieces", "stops")

    assert "does not answer" in trouble(x11)


def test_a_program_that_is_gone_has_selected_nothing(x11: Patient, own: Own) -> None:
    gone = own(b"text")
    gone.kill()
    gone.wait()

    assert until(lambda: "Nothing is selected" in trouble(x11), "the server has seen it go")


def test_an_empty_selection_is_nothing(x11: Patient, own: Own) -> None:
    own(b"")

    assert "Nothing is selected" in trouble(x11)


def test_what_is_no_text_is_told(x11: Patient, own: Own) -> None:
    own(b"\x89PNG", "no-text")

    assert "is not text" in trouble(x11)


def test_bytes_that_are_not_utf_8_are_told_and_not_guessed(x11: Patient, own: Own) -> None:
    own(b"pass\xe9word")

    with pytest.raises(UserError, match="not valid text") as failed:
        x11.read()

    assert failed.value.__cause__ is None
    assert failed.value.__context__ is None


def test_a_program_of_the_last_century_is_understood(x11: Patient, own: Own) -> None:
    own("café ".encode("latin-1"), "latin-1")

    assert x11.read().text == "café "


def test_another_connection_follows_one_that_broke(x11: Patient, own: Own) -> None:
    own(b"text")
    x11.reader.prepare()
    assert x11.reader._display is not None
    x11.reader._display.close()

    assert "not reachable" in trouble(x11)
    assert x11.read().text == "text"


def test_a_second_press_gives_the_first_reading_up(x11: Patient, own: Own, qtbot: QtBot) -> None:
    hung = own(b"the old password")
    os.kill(hung.pid, signal.SIGSTOP)
    first: list[object] = []
    x11.reader.read(first.append, first.append)
    own(b"the new password")

    assert x11.read().text == "the new password"
    assert first == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_no_server_is_told(qtbot: QtBot) -> None:
    assert "not reachable" in trouble(Patient(":4711", qtbot))

    # python-xlib leaves the sockets open with which it tried.
    gc.collect()


def test_nothing_is_left_at_the_server(x11: Patient, own: Own, screen: Screen) -> None:
    own(b"text")
    eyes = display.Display(screen.display)
    before = len(eyes.screen().root.query_tree().children)
    for _ in range(10):
        x11.read()

    until(lambda: len(eyes.screen().root.query_tree().children) <= before, "its windows are gone")
    assert eyes.get_selection_owner(Xatom.PRIMARY) != X.NONE
    eyes.close()


def select_in_terminal(text: str) -> str:
    """A shell script that makes the terminal it runs in own a text (OSC 52)."""
    coded = base64.b64encode(text.encode()).decode()
    return f"printf '\\033]52;p;{coded}\\007'"


def read_or_none(reader: Patient) -> Selected | None:
    try:
        return reader.read()
    except UserError:
        return None
