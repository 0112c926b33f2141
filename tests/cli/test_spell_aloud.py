"""`companion spell --aloud`, heard."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from companion.speech.trouble import SpeechTrouble
from tests.cli.kinds import Process
from tests.speech.conftest import ear, no_sound, sound
from tests.speech.sound import Ear

__all__ = ["ear", "no_sound", "sound"]

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="PulseAudio is used to listen, on Linux only"
)


def test_says_every_character_at_the_pace_of_the_settings(
    process: Process, ear: Ear, folder: Path
) -> None:
    folder.mkdir()
    (folder / "settings.toml").write_text("read_aloud_pace = 120\n")
    done = process("spell", "--aloud", "-", given=b"ab1")
    last = ear.last()

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == b"Alfa, Bravo, one\n"
    # From the begin of the first to the begin of the third is twice half a second.
    assert 1.0 <= last - ear.loud[0] < 4.0


def test_without_sound_one_sentence_says_so(process: Process, no_sound: None) -> None:
    done = process("spell", "--aloud", "ab1")

    assert done.returncode == 1
    assert done.stdout == b"Alfa, Bravo, one\n"
    assert done.stderr.decode() == f"companion: {SpeechTrouble.NO_SOUND.sentence}\n"


def test_nothing_to_say_is_said_at_once(process: Process, no_sound: None) -> None:
    done = process("spell", "--aloud", "-", given=b"")

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("other", ["--show", "--batch"])
def test_goes_with_one_text_of_its_own(process: Process, other: str) -> None:
    done = process("spell", "--aloud", other)

    assert done.returncode == 2
