"""How fast spelling is, beside a plain dictionary loop over the same text, in one run.

    python3 scripts/bench_spelling.py

The loop is what spelling would be if every character had a word and nothing else mattered: no
grapheme clusters, case, chunks or warnings. Spelling a megabyte may take at most 3 times as
long; what the window asks for only where it is looked at (chunks, warnings, units) is shown
beside it, and has no limit. Of the other texts the time per character counts: a text eight
times as long takes about eight times as long, whatever it is.
"""

from __future__ import annotations

import random
import string
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from companion.content.alphabets import AlphabetLibrary
from companion.content.speller import TextSpeller
from companion.paths import resources

MEGABYTE = 1_000_000
LIMIT = 3
ROUNDS = 5

HOSTILE: dict[str, Callable[[int], str]] = {
    "combining marks": lambda size: "a" + "\u0301" * (size - 1),
    "two sorts of marks": lambda size: "\u0301\u0316" * (size // 2),
    "emoji": lambda size: "\U0001f600" * size,
    "half characters": lambda size: "\ud800" * size,
    "rn and digits": lambda size: "rn.l1" * (size // 5),
}


def main() -> int:
    speller = TextSpeller(resources(), AlphabetLibrary(resources(), Path("no folder of one's own")))
    slowest = 0.0
    for name, text in texts().items():
        table = {unit.text: unit.say for unit in speller.spell(name + text[:1000], "icao").units}
        table.update(dict.fromkeys(text, "small Alfa"))
        loop = best(partial(plain_loop, text, table))
        print(f"{name:24} {'plain loop':12} {loop * 1e3:8.1f} ms")
        for part, ask in PARTS.items():
            taken = best(partial(ask, speller, text))
            slowest = max(slowest, taken / loop) if part == "spoken" else slowest
            print(f"{'':24} {part:12} {taken * 1e3:8.1f} ms {taken / loop:6.2f} times the loop")
    for name, make in HOSTILE.items():
        one, eight = (best(partial(_everything, speller, make(n)), 1) for n in (125_000, MEGABYTE))
        print(
            f"{name:24} {'everything':12} {eight * 1e3:8.1f} ms {eight / one:6.2f} times an eighth"
        )
    print(f"{'2,000 characters':24} {'everything':12} {_keystroke(speller) * 1e3:8.1f} ms")
    return int(slowest > LIMIT)


def plain_loop(text: str, table: dict[str, str]) -> str:
    """Every character looked up and joined, nothing else."""
    return ", ".join(table[character] for character in text)


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The seconds it takes when nothing else gets in between."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def texts() -> dict[str, str]:
    """A megabyte each of what is typed, read and pasted."""
    chance = random.Random(3)
    words = [
        "".join(chance.choices(string.ascii_lowercase, k=chance.randint(1, 9))) for _ in range(500)
    ]
    accented = [word.replace("e", "é").replace("o", "ö") for word in words]
    return {
        "any ASCII": "".join(chance.choices(string.printable[:95], k=MEGABYTE)),
        "words": " ".join(chance.choices(words, k=MEGABYTE // 5))[:MEGABYTE],
        "accented words": " ".join(chance.choices(accented, k=MEGABYTE // 5))[:MEGABYTE],
        "Cyrillic and marks": "".join(chance.choices("абвгде\u0301 ", k=MEGABYTE)),
    }


def _everything(speller: TextSpeller, text: str) -> None:
    spelling = speller.spell(text, "icao")
    assert spelling.spoken
    assert len(spelling.groups) + len(spelling.warnings) >= len(spelling.characters)


def _keystroke(speller: TextSpeller) -> float:
    text = "".join(random.Random(3).choices(string.printable[:95], k=2000))
    return best(
        lambda: list(speller.spell(text, "icao").units) and speller.spell(text, "icao").warnings
    )


PARTS: dict[str, Callable[[TextSpeller, str], object]] = {
    "spoken": lambda speller, text: speller.spell(text, "icao").spoken,
    "warnings": lambda speller, text: speller.spell(text, "icao").warnings,
    "chunks": lambda speller, text: speller.spell(text, "icao").groups,
    "units": lambda speller, text: list(speller.spell(text, "icao").units),
}


if __name__ == "__main__":
    sys.exit(main())
