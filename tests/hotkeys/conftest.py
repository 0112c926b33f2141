from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.hotkeys.listening import Heard
from tests.journeys.hands import Hands, hands_on
from tests.journeys.screen import Screen, a_screen, missing_tools


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    """A screen for keys; where it cannot be had, a skip that says why."""
    if missing := missing_tools():
        reason = f"no X11 keys on this machine, it lacks: {', '.join(missing)}"
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
def heard() -> Heard:
    """What the way of grabbing under test has told so far."""
    return Heard()
