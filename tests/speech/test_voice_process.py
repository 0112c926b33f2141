"""The voice, heard: on a real sound server, in its real process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from companion.services.voice import Sound, VoiceListener
from companion.speech.trouble import SpeechTrouble
from companion.speech.worker import FLAG
from tests.journeys.waiting import until
from tests.speech.listener import Spoken
from tests.speech.sound import Ear

LONG = "One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve."

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="PulseAudio is used to listen, on Linux only"
)


def is_gone(pid: int) -> bool:
    """The process has ended (somebody may still have to take note of it)."""
    try:
        return ") Z " in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True


def test_what_is_said_is_heard_soon(spoken: Spoken, ear: Ear) -> None:
    asked = time.monotonic()
    spoken.voice.say("Alfa", "en")

    # The figure is 60 ms (scripts/bench_voice.py); other tests may have the machine now.
    assert ear.first_after(asked) - asked < 1.0


def test_stop_is_silence_and_nothing_more_is_said(spoken: Spoken, ear: Ear) -> None:
    said = [spoken.voice.say(LONG, "en"), spoken.voice.say(LONG, "en")]
    ear.first_after(0)
    asked = time.monotonic()
    spoken.voice.stop()
    until(lambda: len(spoken.ended) == 2, "both are over")

    assert ear.last() - asked < 0.15
    assert [spoken.ended[number] for number in said] == [False, False]


def test_after_a_stop_the_next_is_said(spoken: Spoken, ear: Ear) -> None:
    spoken.voice.say(LONG, "en")
    ear.first_after(0)
    spoken.voice.stop()

    assert spoken.say("Bravo")


def test_fifty_in_a_row_are_all_said_in_order(spoken: Spoken, ear: Ear) -> None:
    spoken.voice.sound_like(Sound(rate=450))
    numbers = [spoken.voice.say("one", "en") for _ in range(50)]
    until(lambda: len(spoken.ended) == 50, "all are over", limit_s=60)
    ear.last()

    assert all(spoken.ended.values())
    assert spoken.started == numbers
    assert ear.loud_s > 50 * 0.1


def test_what_is_said_leaves_no_file(
    ear: Ear, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.chdir(tmp_path / "HOME")
    with Spoken.ready() as spoken:
        spoken.say("Correct horse")
        spoken.voice.say(LONG, "en")
        ear.first_after(time.monotonic() - 0.2)
        os.kill(spoken.worker, signal.SIGKILL)
        until(lambda: len(spoken.ended) == 2, "both are over")

    # Of the sound server's own there is its cookie.
    left = [file for file in tmp_path.rglob("*") if file.is_file() and "pulse" not in str(file)]
    assert left == []


def test_what_is_said_stands_in_no_argument_and_no_core_dump(spoken: Spoken) -> None:
    spoken.voice.say("xylophone", "en")
    until(lambda: spoken.started, "it is being said")
    place = Path(f"/proc/{spoken.worker}")
    limits = (place / "limits").read_text()
    arguments = [
        other.read_bytes()
        for other in Path("/proc").glob("[0-9]*/cmdline")
        if other.parent.stat().st_uid == os.getuid()
    ]

    assert not any(b"xylophone" in words for words in arguments)
    core = next(line.split() for line in limits.splitlines() if line.startswith("Max core"))
    assert core[4:6] == ["0", "0"]


def test_a_voice_that_was_killed_speaks_again(spoken: Spoken, ear: Ear) -> None:
    number = spoken.voice.say(LONG, "en")
    ear.first_after(0)
    killed = time.monotonic()
    os.kill(spoken.worker, signal.SIGKILL)
    until(lambda: number in spoken.ended, "it is over")

    assert ear.last() - killed < 0.6
    assert spoken.ended[number] is False
    assert spoken.troubles == [SpeechTrouble.ENDED.sentence]
    assert spoken.say("Charlie")
    assert spoken.troubles[-1] == ""


def test_what_is_said_to_a_dying_voice_is_told_to_be_over(spoken: Spoken) -> None:
    os.kill(spoken.worker, signal.SIGKILL)
    numbers = [spoken.voice.say("Charlie", "en") for _ in range(20)]
    until(lambda: len(spoken.ended) == 20, "all are over")

    assert set(spoken.ended) == set(numbers)
    assert spoken.say("Delta")


def test_a_voice_that_hangs_is_started_anew(ear: Ear) -> None:
    with Spoken.ready(answer_within_s=0.6) as spoken:
        stuck = spoken.worker
        os.kill(stuck, signal.SIGSTOP)

        assert spoken.say("Delta") is False
        assert spoken.troubles == [SpeechTrouble.STUCK.sentence]
        until(lambda: is_gone(stuck), "the stuck one is gone")


def test_a_voice_that_does_not_stop_is_ended_and_the_next_speaks(spoken: Spoken, ear: Ear) -> None:
    spoken.voice.say(LONG, "en")
    ear.first_after(0)
    os.kill(spoken.worker, signal.SIGSTOP)
    spoken.voice.stop()
    asked = time.monotonic()
    until(lambda: spoken.troubles, "it is told")

    # Long before it is missed for want of an answer.
    assert time.monotonic() - asked < 6
    assert ear.last() - asked < 3
    assert spoken.say("Echo")


WINDOW = """
import sys, time
from companion.speech.voice_process import VoiceProcess
voice = VoiceProcess()
voice.say(sys.argv[1], "en")
while voice.pid is None:
    time.sleep(0.01)
print(voice.pid, flush=True)
time.sleep(60)
"""


def test_when_the_window_is_gone_so_is_the_voice(ear: Ear) -> None:
    command = [sys.executable, "-c", WINDOW, LONG]
    window = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert window.stdout is not None
    with window.stdout as said:
        worker = int(said.readline())
    ear.first_after(0)
    window.kill()
    window.wait()
    killed = time.monotonic()

    until(lambda: is_gone(worker), "the worker is gone")
    assert ear.last() - killed < 0.6


def test_a_voice_that_rests_is_gone(spoken: Spoken, ear: Ear) -> None:
    worker = spoken.worker
    number = spoken.voice.say(LONG, "en")
    ear.first_after(0)
    spoken.voice.rest()

    assert spoken.ended[number] is False
    until(lambda: is_gone(worker), "the worker is gone")


def test_the_output_that_was_chosen_is_the_one_that_sounds(spoken: Spoken, ear: Ear) -> None:
    until(spoken.voice.outputs, "the outputs are known")
    assert [output.id for output in spoken.voice.outputs()] == ["ear", "other"]

    spoken.voice.sound_like(Sound(output="other"))
    assert spoken.say("Foxtrot")
    assert ear.loud == []
    spoken.voice.sound_like(Sound(output="ear"))
    assert spoken.say("Golf")
    assert ear.loud


def test_volume_and_rate_hold_from_the_next_utterance_on(spoken: Spoken, ear: Ear) -> None:
    spoken.voice.sound_like(Sound(volume=0))
    assert spoken.say("Hotel")
    assert ear.loud == []

    lengths = []
    for rate in (80, 450):
        spoken.voice.sound_like(Sound(rate=rate))
        begun = time.monotonic()
        spoken.say("One, two, three.")
        lengths.append(time.monotonic() - begun)
    assert lengths[0] > 2 * lengths[1]


def test_without_a_sound_server_one_sentence_says_so(no_sound: None) -> None:
    with Spoken.ready() as spoken:
        assert spoken.say("India") is False

        assert spoken.troubles == [SpeechTrouble.NO_SOUND.sentence]


def test_without_a_player_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with Spoken.ready() as spoken:
        assert spoken.say("Juliett") is False

        assert spoken.troubles == [SpeechTrouble.NO_PLAYER.sentence]


def test_without_an_engine_one_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(tmp_path))
    spoken = Spoken()

    assert spoken.say("Kilo") is False
    assert spoken.troubles == [SpeechTrouble.NO_ENGINE.sentence]


def test_everybody_who_listens_is_told(spoken: Spoken) -> None:
    heard: list[bool] = []
    spoken.voice.listen(VoiceListener(ended=lambda _, was_said: heard.append(was_said)))
    spoken.say("Lima")

    assert heard == [True]


def test_a_folder_of_the_programs_name_is_not_the_program(
    ear: Ear, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "companion").mkdir()
    (tmp_path / "companion" / "__init__.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    with Spoken.ready() as spoken:
        assert spoken.say("Mike")


def test_the_frozen_program_is_the_voice_when_asked(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "companion", FLAG]
    done = subprocess.run(command, input=b"", capture_output=True, timeout=30, check=True)

    first = json.loads(done.stdout.splitlines()[0])
    assert first["event"] == "ready"
    assert ["gmw/de", "German", "de"] in first["voices"]
