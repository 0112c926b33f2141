"""A voice on a sound server of the tests' own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.speech.listener import Spoken
from tests.speech.sound import Ear, a_sound_server, missing_sound


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ear]:
    if missing := missing_sound():
        if os.environ.get("CI"):
            pytest.fail(f"this machine lacks {', '.join(missing)}")
        pytest.skip(f"needs {', '.join(missing)}: a sound server of its own")
    with a_sound_server(tmp_path_factory.mktemp("sound") / "server") as ear:
        yield ear


@pytest.fixture
def ear(sound: Ear, monkeypatch: pytest.MonkeyPatch) -> Ear:
    """What the voices of this test are heard by; quiet to begin with."""
    monkeypatch.setenv("PULSE_SERVER", sound.server)
    sound.last()
    sound.loud.clear()
    return sound


@pytest.fixture
def spoken(ear: Ear) -> Iterator[Spoken]:
    """A voice that is ready, and what it tells."""
    with Spoken.ready() as spoken:
        yield spoken


@pytest.fixture
def no_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a sound server."""
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
