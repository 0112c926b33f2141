"""Make resources/sounds/waiting.wav: two soft notes, for when somebody waits on hold."""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

RATE = 16_000
"""Samples a second."""
NOTES = ((659.3, 0.0), (880.0, 0.16))
"""Hertz (E5, A5), and at which second the note begins."""
LENGTH_S, NOTE_S, LOUDNESS = 0.6, 0.42, 0.22
FILE = Path(__file__).parents[1] / "resources" / "sounds" / "waiting.wav"


def sample(second: float) -> float:
    """How far the membrane is out at that second, from -1 to 1."""
    total = 0.0
    for hertz, begin in NOTES:
        since = second - begin
        if 0 <= since < NOTE_S:
            swell = min(since / 0.02, 1.0) * (1 - since / NOTE_S) ** 2
            total += LOUDNESS * swell * math.sin(2 * math.pi * hertz * since)
    return total


def main() -> None:
    """Write the file."""
    values = [round(32767 * sample(n / RATE)) for n in range(int(RATE * LENGTH_S))]
    FILE.parent.mkdir(exist_ok=True)
    with wave.open(str(FILE), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(struct.pack(f"<{len(values)}h", *values))


if __name__ == "__main__":
    main()
