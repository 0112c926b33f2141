"""How soon the voice is heard after it is asked, and how soon it is silent.

    python3 scripts/bench.py voice

Listened to at the output of a sound server of the bench's own. Beside it, in turn, a bare player
(pacat, as the voice itself uses) is started with sound that is there already: what no voice can
be quicker than. The limits, at the median: a first sound within 100 ms, silence within 20 ms.
Then fifty words in a row, of which none may be lost.
"""

from __future__ import annotations

import math
import os
import statistics
import sys
import tempfile
import threading
import time
from array import array
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from companion.services.voice import Sound, VoiceListener
from companion.speech.players import installed_players
from companion.speech.voice_process import VoiceProcess
from tests.speech.sound import RATE, Ear, a_sound_server, missing_sound

TIMES = 20
FIRST_SOUND_MS, SILENCE_MS = 100.0, 20.0
WORDS = "Alpha, x-ray, seven, hyphen, Quebec, Zulu, nine, exclamation mark."
"""They begin with a vowel: a K is 50 ms of silence before it can be heard."""
ROW = 50
SPEAKS_S = 0.4
"""How long it is left to speak before it is stopped."""


def main() -> int:
    """Print the figures; exit 1 when one is beyond its limit."""
    if missing := missing_sound():
        print(f"This machine lacks: {', '.join(missing)}.")
        return 1
    with tempfile.TemporaryDirectory() as made, a_sound_server(Path(made) / "sound") as ear:
        os.environ["PULSE_SERVER"] = ear.server
        voice = ready_voice()
        first, bare, silence = measure(ear, voice)
        lost = lost_in_a_row(voice)
        voice.rest()
    tell("first sound", first)
    tell("bare player", bare)
    tell("silence", silence)
    ratio = statistics.median(first) / statistics.median(bare)
    print(f"first sound: {ratio:.2f} times the bare player; {lost} of {ROW} in a row lost")
    too_late = statistics.median(first) > FIRST_SOUND_MS
    too_long = statistics.median(silence) > SILENCE_MS
    return int(too_late or too_long or lost > 0)


def ready_voice() -> VoiceProcess:
    """A voice whose process waits for something to say."""
    voice, is_ready = VoiceProcess(), threading.Event()
    voice.listen(VoiceListener(known=is_ready.set))
    voice.get_ready()
    is_ready.wait(20)
    return voice


def measure(ear: Ear, voice: VoiceProcess) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds to the first sound, of the voice and of a bare player, and to silence."""
    first, bare, silence = [], [], []
    for _ in range(TIMES):
        first.append(heard_after(ear, lambda: voice.say(WORDS, "en")))
        time.sleep(SPEAKS_S)
        asked = time.monotonic()
        voice.stop()
        silence.append(max(0.0, ear.last() - asked) * 1000)
        bare.append(heard_after(ear, play_tone))
        ear.last()
    return first, bare, silence


def heard_after(ear: Ear, ask: Callable[[], object]) -> float:
    """Milliseconds from asking to the first sound."""
    asked = time.monotonic()
    ask()
    return (ear.first_after(asked) - asked) * 1000


def play_tone() -> None:
    """A tenth of a second of sound through the player that the voice would take."""
    wave = array("h", (int(9000 * math.sin(n / 8)) for n in range(RATE // 10)))
    player = installed_players()[0].start(RATE, "")
    assert player.stdin is not None
    with player.stdin as stream:
        stream.write(wave.tobytes())
    threading.Thread(target=player.wait, daemon=True).start()


def lost_in_a_row(voice: VoiceProcess) -> int:
    """How many of many short words, asked for at once, are not said to their end."""
    said: list[bool] = []
    are_over = threading.Event()

    def ended(_: int, was_said: bool) -> None:
        said.append(was_said)
        if len(said) == ROW:
            are_over.set()

    voice.listen(VoiceListener(ended=ended))
    voice.sound_like(Sound(rate=450))
    for _ in range(ROW):
        voice.say("one", "en")
    are_over.wait(60)
    return ROW - sum(said)


def tell(what: str, figures: list[float]) -> None:
    """Median, 95th percentile and worst."""
    ordered = sorted(figures)
    late = ordered[min(len(ordered) - 1, math.ceil(0.95 * len(ordered)) - 1)]
    median = statistics.median(ordered)
    print(f"{what:12} {median:6.1f} ms median, {late:6.1f} at 95 %, {ordered[-1]:6.1f} at most")


if __name__ == "__main__":
    sys.exit(main())
