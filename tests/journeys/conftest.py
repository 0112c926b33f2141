from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.hands import Hands, hands_on
from tests.journeys.program import Program, a_program
from tests.journeys.reader import Reader, a_reader
from tests.journeys.screen import Screen, a_screen, missing_tools


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    """A screen that all journeys share; where it cannot be had, a skip that says why."""
    if missing := missing_tools():
        reason = f"no journeys on this machine, it lacks: {', '.join(missing)}"
        if os.environ.get("CI", "").lower() not in ("", "0", "false"):
            pytest.fail(reason)
        pytest.skip(reason)
    with a_screen(tmp_path_factory.mktemp("screen")) as started:
        yield started


@pytest.fixture
def hands(screen: Screen) -> Iterator[Hands]:
    """The keyboard of that screen."""
    with hands_on(screen.display) as ours:
        yield ours


@pytest.fixture
def program(tmp_path: Path, screen: Screen, hands: Hands) -> Iterator[Program]:
    """The program, not started yet, with a data folder that is not there yet."""
    with a_program(tmp_path / "data", screen, hands) as started:
        yield started


@pytest.fixture
def window(program: Program) -> Program:
    """The program with its window open and no call."""
    program.start()
    return program


@pytest.fixture
def reader(window: Program, screen: Screen) -> Iterator[Reader]:
    """A screen reader's view of the open window."""
    with a_reader(screen, window.process.pid) as started:
        yield started
