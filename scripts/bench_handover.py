"""How soon a second start has handed its command to the open window, in one run with bare Python.

    python scripts/bench_handover.py

From the start of `companion open --next` to its end, beside `python -c pass`, in turn. It may take
50 ms longer: the desktop's own keys and links come this way.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench import tell_how_busy
from companion.handover import Command, send

ROOT = Path(__file__).resolve().parent.parent
LIMIT_MS = 50
ROUNDS = 30
OPEN_WITHIN_S = 30


def main() -> int:
    tell_how_busy()
    with tempfile.TemporaryDirectory() as made, an_open_window(Path(made)):
        program = [sys.executable, "-m", "companion", "open", "--next", "--data-dir", made]
        bare = [sys.executable, "-c", "pass"]
        milliseconds(program)
        pairs = [(milliseconds(program), milliseconds(bare)) for _ in range(ROUNDS)]
    ours = [pair[0] for pair in pairs]
    theirs = [pair[1] for pair in pairs]
    more = statistics.median(ours) - statistics.median(theirs)
    verdict = "ok" if more <= LIMIT_MS else "TOO MUCH"
    print(f"{'second start':14} {spread(ours)} ms (min, median, max of {ROUNDS})")
    print(f"{'bare python':14} {spread(theirs)} ms")
    print(f"{'difference':14} {more:.1f} ms of the medians, limit {LIMIT_MS}: {verdict}")
    return int(more > LIMIT_MS)


@contextmanager
def an_open_window(folder: Path) -> Iterator[None]:
    """The program, open on a data folder; it needs no screen."""
    command = [sys.executable, "-m", "companion", "open", "--data-dir", str(folder)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        give_up_at = time.monotonic() + OPEN_WITHIN_S
        while not send(folder, Command()):
            if time.monotonic() > give_up_at or process.poll() is not None:
                raise SystemExit("The window did not open.")
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()


def milliseconds(command: list[str]) -> float:
    """From the start of a process to its end."""
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True)
    return (time.perf_counter() - started) * 1000


def spread(figures: list[float]) -> str:
    """Smallest, middle and largest."""
    return f"{min(figures):7.1f} {statistics.median(figures):7.1f} {max(figures):7.1f}"


if __name__ == "__main__":
    sys.exit(main())
