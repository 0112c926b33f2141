from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from companion.door import address
from tests.journeys.hands import Hands, OtherProgram
from tests.journeys.program import Program
from tests.journeys.screen import Screen
from tests.journeys.waiting import until

QUICK_S = 1.0


@pytest.fixture
def other(screen: Screen) -> Iterator[OtherProgram]:
    """Another program's window."""
    shown = OtherProgram(screen.display)
    yield shown
    shown.close()


def test_second_start_raises_the_first_window_and_ends(
    window: Program, hands: Hands, other: OtherProgram
) -> None:
    hands.raise_up(other.window)
    until(lambda: hands.has_focus(other.window), "the other window has the focus")
    begun = time.monotonic()
    window.run("open")
    took = time.monotonic() - begun

    until(lambda: hands.is_on_top(window.window), "the window is in front")
    until(lambda: hands.has_focus(window.window), "the window has the keyboard")
    assert took < QUICK_S
    assert window.process.poll() is None


def test_two_starts_at_once_end_with_one_window(program: Program, hands: Hands) -> None:
    program.launch()
    first = program.process
    program.launch()
    second = program.process
    until(lambda: first.poll() is not None or second.poll() is not None, "one of them has ended")

    ended, open_one = (first, second) if first.poll() is not None else (second, first)
    assert ended.returncode == 0
    assert until(lambda: hands.windows(open_one.pid), "the window is there")
    assert open_one.poll() is None


def test_screen_pop_fills_the_header_and_starts(window: Program) -> None:
    window.run(
        "open", "--caller", "Sarah Okafor", "--number", "+44 20 7946 0018", "--company",
        "Contoso", "--ticket", "INC-41", "--flow", "password-reset", "--start",
    )  # fmt: skip
    window.wait_for_phase("talking")

    call = window.last_call()
    assert call["caller"]["name"] == "Sarah Okafor"
    assert call["caller"]["number"] == "+44 20 7946 0018"
    assert call["caller"]["company"] == "Contoso"
    assert call["flow"] == "password-reset"
    assert call["ticket_ref"] == "INC-41"


def test_link_starts_a_call(window: Program) -> None:
    window.run("open", "companion://call?number=%2B442079460018&caller=Sarah&start=1&evil=1")
    window.wait_for_phase("talking")

    caller = window.last_call()["caller"]
    assert caller["number"] == "+442079460018"
    assert caller["name"] == "Sarah"


def test_note_from_the_command_line_joins_what_is_typed(window: Program, hands: Hands) -> None:
    hands.press("F2", "alt+r")
    hands.type("typed")
    window.wait_for_text("typed")
    window.run("open", "--note", "from a key of the desktop")
    window.wait_for_text("from a key of the desktop")

    assert window.last_call()["notes"]["reported"].startswith("typed")


@pytest.mark.parametrize(
    "words",
    [
        ["companion://call?caller=Eve&start=1", "-platform", "offscreen"],
        ["companion://call?caller=Eve&start=1", "-platformpluginpath", "/tmp"],
        ["companion://call?caller=Eve%00&start=1"],
        ["companion://call?start=1&caller=" + "a" * 100_000],
        ["companion:call?caller=Eve&start=1"],
        ["file:///etc/passwd"],
    ],
    ids=lambda words: words[0][:40] + " ".join(words[1:]),
)
def test_a_hostile_link_leaves_the_open_window_alone(window: Program, words: list[str]) -> None:
    window.run("open", *words, expect=2)
    window.run("open", "--caller", "Sarah", "--start")
    window.wait_for_phase("talking")

    assert window.rows("SELECT count(*) FROM calls") == [(1,)]
    assert window.last_call()["caller"]["name"] == "Sarah"
    assert window.process.poll() is None


def test_a_megabyte_at_the_windows_door_does_nothing(window: Program) -> None:
    with socket.socket(socket.AF_UNIX) as door:
        door.connect(address(window.folder))
        with suppress(ConnectionError):
            door.sendall(b'{"link": "companion://call?start=1&caller=' + b"a" * 1_000_000)
        door.settimeout(5)
        with suppress(ConnectionError):
            assert door.recv(100) == b""
    window.run("open", "--caller", "Sarah", "--start")
    window.wait_for_phase("talking")

    assert window.rows("SELECT count(*) FROM calls") == [(1,)]
