"""The engine over pyttsx3's real driver for Windows; the system under it is a stand-in."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys, time
from tests.speech import fake_sapi
fake_sapi.install()
import pyttsx3.engine
pyttsx3.engine._engines_by_sys_platform[sys.platform] = ("sapi5",)
from companion.speech import engine as module
from companion.services.voice import Sound
module._PLATFORM = "win32"
ended, troubles = [], []
engine = module.Engine(
    lambda number: None, lambda *news: ended.append(list(news)), troubles.append
)

def run(count):
    give_up_at = time.monotonic() + 10
    while len(ended) < count and time.monotonic() < give_up_at:
        engine.turn()
        time.sleep(0.002)
"""


def heard(steps: str) -> list[Any]:
    """What is heard, line by line, when the engine is asked for these steps."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM + steps],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_all_that_is_asked_for_is_heard_also_the_second_and_the_third() -> None:
    said = heard("""
for number, text in enumerate(("one", "two", "three")):
    engine.say(text, "", number)
run(3)
assert ended == [[0, True], [1, True], [2, True]], ended
""")

    assert [text for text, *_ in said] == ["one", "two", "three"]


def test_after_a_stop_the_next_is_heard() -> None:
    said = heard("""
engine.say("long", "", 1)
engine.turn()
engine.stop()
run(1)
engine.say("after", "", 2)
run(2)
assert ended == [[1, False], [2, True]], ended
""")

    assert [text for text, *_ in said] == ["after"]


def test_language_volume_and_output_are_the_systems() -> None:
    said = heard("""
engine.sound_like(Sound(volume=40, output="headset"))
engine.say("Emil", "de-AT", 1)
engine.say("Alpha", "en", 2)
run(2)
engine.sound_like(Sound())
engine.say("home", "en", 3)
run(3)
""")

    assert said == [
        ["Emil", "hedda", "headset", 40],
        ["Alpha", "hazel", "headset", 40],
        ["home", "hazel", "", 100],
    ]


def test_voices_and_outputs_are_told_with_their_names() -> None:
    (told,) = heard("""
import json
print(json.dumps([
    [[voice.id, voice.title, voice.language] for voice in engine.voices],
    [[output.id, output.title] for output in engine.outputs()],
]))
""")

    assert told == [
        [["hazel", "Hazel", "en-GB"], ["hedda", "Hedda", "de-DE"]],
        [["speakers", "Speakers"], ["headset", "Headset"]],
    ]


def test_a_stop_forgets_what_was_to_be_said_not_how_it_is_to_sound() -> None:
    said = heard("""
engine.say("long", "", 1)
engine.turn()
engine.say("Emil", "de", 2)
engine.sound_like(Sound(volume=40, output="headset"))
engine.stop()
run(1)
engine.say("Emil", "de", 3)
run(2)
""")

    assert said == [["Emil", "hedda", "headset", 40]]
