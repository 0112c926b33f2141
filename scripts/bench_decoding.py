"""How fast decoding is, beside a plain dictionary loop over the same words, in one run.

    python scripts/bench_decoding.py

Decoding a megabyte may take at most 6 times as long as the loop. The hostile inputs have no
limit but this one: eight times as much takes about eight times as long.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from companion.content.alphabets import AlphabetLibrary
from companion.domain.speller.alphabet import Alphabet
from companion.domain.speller.decoding import Decoder
from companion.paths import resources

MEGABYTE = 1_000_000
LIMIT = 6
ROUNDS = 5


def main() -> int:
    alphabet = AlphabetLibrary(resources(), Path("no folder of one's own")).alphabet("icao")
    started = time.perf_counter()
    decoder = Decoder(alphabet)
    print(f"{'vocabulary':28} {(time.perf_counter() - started) * 1e3:8.1f} ms")
    slowest = 0.0
    for name, words in spoken(alphabet).items():
        loop = best(partial(plain_loop, words, dict.fromkeys(words.split(), "a")))
        decoding = best(partial(decoder.decode, words))
        slowest = max(slowest, decoding / loop)
        print(f"{name:28} {decoding * 1e3:8.1f} ms {decoding / loop:6.2f} times the plain loop")
    for name, make in HOSTILE.items():
        one, eight = (best(partial(decoder.decode, make(n)), 2) for n in (125_000, MEGABYTE))
        print(f"{name:28} {eight * 1e3:8.1f} ms {eight / one:6.2f} times an eighth of it")
    return int(slowest > LIMIT)


def plain_loop(words: str, table: dict[str, str]) -> str:
    """What decoding would be if every word were a name, and nothing else were ever said."""
    return "".join(table[word] for word in words.split())


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The seconds it takes when nothing else gets in between."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def spoken(alphabet: Alphabet) -> dict[str, str]:
    """Utterances of a megabyte each."""
    chance = random.Random(7)
    letters = [words[0] for words in alphabet.letters.values()]
    digits = [words[0] for words in alphabet.digits.values()]
    symbols = [words[0] for words in alphabet.symbols.values()]
    marked = [f"{case} {word}" for case in ("capital", "small") for word in letters]
    upper = [f"{case} {word}" for case in ("upper case", "lower case") for word in letters]
    every = marked + digits + symbols

    def utterance(units: list[str], between: str) -> str:
        said = between.join(chance.choices(units, k=MEGABYTE // 5))
        return said[: said.rindex(between, 0, MEGABYTE)]

    return {
        "letters": utterance(letters, " "),
        "letters, commas": utterance(letters, ", "),
        "letters and figures": utterance(letters + digits, " "),
        "with case": utterance(marked, " "),
        "with case, commas": utterance(marked, ", "),
        "every name": utterance(every, " "),
        "every name, commas": utterance(every, ", "),
        "symbols": utterance(symbols, " "),
        "in small letters": utterance(every, " ").lower(),
        "upper case, lower case": utterance(upper, " "),
        "all caps": "all caps " + utterance(letters, " "),
    }


def _words(count: int) -> str:
    chance = random.Random(3)
    return " ".join("".join(chance.choices("aeioubcdlmnrst", k=9)) for _ in range(count // 10))


HOSTILE: dict[str, Callable[[int], str]] = {
    "unknown words": _words,
    "one word": lambda n: "x" * n,
    "hyphens between letters": lambda n: "a-" * (n // 2),
    "commas": lambda n: "," * n,
    "double": lambda n: "double " * (n // 7),
    "three times": lambda n: "three times " * (n // 12),
    "unicode": lambda n: "unicode " * (n // 8),
    "with": lambda n: "alfa with " * (n // 10),
    "as in": lambda n: "as in " * (n // 6),
    "upper case": lambda n: "upper case alfa bravo lower case " * (n // 33),
    "open": lambda n: "open " * (n // 5),
    "combining accents": lambda n: "e" + "\N{COMBINING ACUTE ACCENT}" * (n // 2),
}

if __name__ == "__main__":
    sys.exit(main())
