"""Measure the program: python3 scripts/bench.py [WHAT] [--times N]

start   from the start of the process to a painted window whose picture answers a key
memory  resident size when nothing changes any more
typing  from a key press to its character on the screen, in a note of 2 000 characters
kill    end the program with kill -9 while somebody types: what is damaged, what is lost
keys    key presses of the standard call, beside what is typed

spelling, decoding  a megabyte, beside a plain dictionary loop over the same text
speller-window      a key in the speller's window, in a text of 2 000 characters
popup               from the global key to the spelling of what is selected, in another program
voice               from asking the voice to its first sound, and from stopping it to silence
handover            a second start that hands its command over, beside bare Python
search              finding anything, key by key, beside a plain search of the same texts

Without a word, all of the first five but kill. Start, memory and typing stand beside a bare
PySide6 window that is measured in turn with the program, on an X server of the bench's own; read
the ratio.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import random
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import environment
from environment import ROOT, Environment, note, say

if TYPE_CHECKING:
    from Xlib.xobject.drawable import Window

    from tests.journeys.hands import Hands, Typed
    from tests.journeys.program import Program
    from tests.journeys.screen import Screen

LIMITS = {"start": 2.0, "memory": 2.0}
TIMES = {"start": 15, "memory": 3, "typing": 60, "kill": 40, "keys": 1}
SCRIPTS = {
    "spelling": "bench_spelling.py",
    "decoding": "bench_decoding.py",
    "speller-window": "bench_speller_window.py",
    "popup": "bench_popup.py",
    "voice": "bench_voice.py",
    "handover": "bench_handover.py",
    "search": "bench_search.py",
}
"""Measures that stand in a file of their own."""
SHOWN_S = 0.25
"""What has been typed for longer than this must survive a kill."""
NOTE = ("The VPN drops every ten minutes since Monday; error 809 on the gateway. " * 30)[:2000]
WORDS = "the vpn drops at ten past two; error 809, gateway says time-out. "
MIDDLE = (40, 250, 300, 300)
"""Where both windows change when they are sent a key (x, y, width, height)."""
SIZE = "400, 780"

LABEL_WINDOW = f"""
import sys
from PySide6.QtWidgets import QApplication, QLabel
class Label(QLabel):
    def keyPressEvent(self, event):
        self.setText("a key was pressed")
app = QApplication(sys.argv[:1])
label = Label("an empty window")
label.resize({SIZE})
label.show()
app.exec()
"""
TEXT_WINDOW = f"""
import sys
from PySide6.QtWidgets import QApplication, QPlainTextEdit
app = QApplication(sys.argv[:1])
field = QPlainTextEdit(sys.argv[1])
field.resize({SIZE})
field.moveCursor(field.textCursor().MoveOperation.End)
field.show()
app.exec()
"""


def main() -> int:
    """Make the environment ready, become its Python, then measure."""
    wanted = parse(sys.argv[1:])
    if not all(importlib.util.find_spec(name) for name in ("PySide6", "Xlib", "sqlite_utils")):
        here = Environment()
        here.prepare("test")
        return environment.hand_over([str(here.python), __file__, *sys.argv[1:]])
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    if wanted.what in SCRIPTS:
        script = ROOT / "scripts" / SCRIPTS[wanted.what]
        return subprocess.run([sys.executable, str(script)]).returncode
    measures: dict[str, Callable[[Bench, int], bool]] = {
        "start": measure_start,
        "memory": measure_memory,
        "typing": measure_typing,
        "keys": measure_keys,
        "kill": measure_kill,
    }
    names = [wanted.what] if wanted.what else [name for name in measures if name != "kill"]
    with a_bench() as bench:
        good = [measures[name](bench, wanted.times or TIMES[name]) for name in names]
    return 0 if all(good) else 1


def parse(arguments: list[str]) -> argparse.Namespace:
    """What is to be measured, and how often."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="?", choices=[*TIMES, *SCRIPTS])
    parser.add_argument("--times", type=int, metavar="N", help="how often; more is surer")
    return parser.parse_args(arguments)


class Bench:
    """A screen, hands on it, and a folder for what is written."""

    def __init__(self, folder: Path, screen: Screen, hands: Hands) -> None:
        self.folder = folder
        self.screen = screen
        self.hands = hands
        self._programs = 0

    @contextmanager
    def program(self) -> Iterator[Program]:
        """The program on a data folder of its own."""
        from tests.journeys.program import a_program

        self._programs += 1
        place = self.folder / str(self._programs)
        place.mkdir()
        with a_program(place / "data", self.screen, self.hands) as started:
            yield started

    @contextmanager
    def window(self, command: list[str]) -> Iterator[tuple[int, Window]]:
        """Run a command until the block ends; its process and the window it shows."""
        from tests.journeys.screen import end
        from tests.journeys.waiting import until

        with (self.folder / "windows.log").open("ab") as log:
            process = subprocess.Popen(command, env=dict(self.screen.env), cwd=ROOT, stderr=log)
        try:
            windows = until(lambda: self.hands.windows(process.pid), "a window", every_s=0.002)
            window = windows[0]
            until(lambda: self.hands.has_focus(window), "the focus", every_s=0.002)
            yield process.pid, window
        finally:
            end(process)
            until(lambda: not self.hands.windows(process.pid), "the window is gone")

    def bare(self, source: str, *arguments: str) -> list[str]:
        """The command of a bare window."""
        return [sys.executable, "-c", source, *arguments]


@contextmanager
def a_bench() -> Iterator[Bench]:
    """The bench; says so when the machine is busy with something else."""
    from tests.journeys.hands import hands_on
    from tests.journeys.screen import a_screen, missing_tools

    if missing := missing_tools():
        raise environment.SetUpFailed(f"This machine lacks: {', '.join(missing)}.")
    tell_how_busy()
    # Beside the checkout's other products: a folder for temporary files is often no real disk.
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=ROOT / "build") as made:
        folder = Path(made)
        (folder / "screen").mkdir()
        with a_screen(folder / "screen") as screen, hands_on(screen.display) as hands:
            yield Bench(folder, screen, hands)
    tell_how_busy()


def tell_how_busy() -> None:
    """A word of warning when others are using the machine."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load > cores / 2:
        note(f"The machine is busy (load {load:.1f} on {cores} cores): times are longer than true.")


# ---------------------------------------------------------------------- start


def measure_start(bench: Bench, times: int) -> bool:
    """Starts of the program and of an empty window, in turn."""
    from tests.journeys.program import COMMAND

    place = bench.folder / "start"
    ours = [*COMMAND, "open", "--data-dir", str(place)]
    bare = bench.bare(LABEL_WINDOW)
    time_to_answer(bench, ours)  # makes the database, and both are in the disk cache
    time_to_answer(bench, bare)
    pairs = [(time_to_answer(bench, ours), time_to_answer(bench, bare)) for _ in range(times)]
    return compare("start", "ms", [a * 1000 for a, _ in pairs], [b * 1000 for _, b in pairs])


def time_to_answer(bench: Bench, command: list[str]) -> float:
    """Seconds from the start of the process until its picture answers a key."""
    hands = bench.hands
    begun = time.perf_counter()
    with bench.window(command) as (_, window):
        painted = wait_for_picture(lambda: hands.pixels(window), is_painted)
        assert painted
        before = hands.pixels(window, MIDDLE)
        hands.press("F1")
        wait_for_picture(lambda: hands.pixels(window, MIDDLE), lambda seen: seen != before)
        return time.perf_counter() - begun


def is_painted(picture: bytes) -> bool:
    """More than one colour: an unpainted window has one."""
    return len({picture[i : i + 3] for i in range(0, len(picture), 4 * 7)}) > 4


def wait_for_picture(look: Callable[[], bytes], is_right: Callable[[bytes], bool]) -> bytes:
    """The first picture that is right."""
    from tests.journeys.waiting import until

    def right() -> bytes:
        seen = look()
        return seen if seen and is_right(seen) else b""

    return until(right, "the picture changes", every_s=0.001)


# ---------------------------------------------------------------------- memory


def measure_memory(bench: Bench, times: int) -> bool:
    """Resident size of the program and of an empty window, when they have settled."""
    from tests.journeys.program import COMMAND

    place = bench.folder / "memory"
    ours = [*COMMAND, "open", "--data-dir", str(place)]
    bare = bench.bare(LABEL_WINDOW)
    pairs = [(settled_size(bench, ours), settled_size(bench, bare)) for _ in range(times)]
    return compare("memory", "MB", [a for a, _ in pairs], [b for _, b in pairs])


def settled_size(bench: Bench, command: list[str]) -> float:
    """Megabytes resident once they have not changed for two seconds."""
    with bench.window(command) as (pid, window):
        wait_for_picture(lambda: bench.hands.pixels(window), is_painted)
        size, since = resident(pid), time.monotonic()
        while time.monotonic() - since < 2:
            time.sleep(0.1)
            if abs(resident(pid) - size) > 0.2:
                size, since = resident(pid), time.monotonic()
        return size


def resident(pid: int) -> float:
    """Megabytes of memory in use by a process now, shared libraries included."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


# ---------------------------------------------------------------------- typing


def measure_typing(bench: Bench, times: int) -> bool:
    """Keys in a long note and in a bare text field of the same length, in turn."""
    with bench.program() as program, bench.window(bench.bare(TEXT_WINDOW, NOTE)) as (_, bare):
        program.start()
        bench.hands.press("F2", "alt+r")
        program.run("open", "--note", NOTE)
        program.wait_for_text(NOTE)
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(6):
            ours += key_latencies(bench.hands, program.window, max(times // 6, 1))
            theirs += key_latencies(bench.hands, bare, max(times // 6, 1))
    return compare("typing", "ms", ours, theirs)


def key_latencies(hands: Hands, window: Window, times: int) -> list[float]:
    """Milliseconds from key to character; each is taken back by the next key."""
    from tests.journeys.waiting import until

    hands.raise_up(window)
    until(lambda: hands.has_focus(window), "the focus")
    hands.press("ctrl+End")
    line = line_of_caret(hands, window)
    return [
        latency(hands, window, line, "m" if n % 2 else "BackSpace") for n in range(1, times + 1)
    ]


def line_of_caret(hands: Hands, window: Window) -> tuple[int, int, int, int]:
    """The part of the window that a key changes: found by typing one."""
    size = window.get_geometry()
    half = (0, size.height // 2, size.width, size.height // 2 - 40)
    wait_until_still(hands, window, half)
    before = hands.pixels(window, half)
    hands.press("m")
    after = wait_for_picture(lambda: hands.pixels(window, half), lambda seen: seen != before)
    wait_until_still(hands, window, half)
    after = hands.pixels(window, half)
    row = 4 * size.width
    changed = [n for n in range(half[3]) if before[n * row :][:row] != after[n * row :][:row]]
    hands.press("BackSpace")
    wait_until_still(hands, window, half)
    return (0, half[1] + changed[0], size.width, len(changed))


def wait_until_still(hands: Hands, window: Window, box: tuple[int, int, int, int]) -> None:
    """Nothing has changed in the box for a while; the caret is on for longer than that."""
    seen, since = hands.pixels(window, box), time.monotonic()
    while time.monotonic() - since < 0.08:
        time.sleep(0.005)
        now = hands.pixels(window, box)
        if now != seen:
            seen, since = now, time.monotonic()


def latency(hands: Hands, window: Window, line: tuple[int, int, int, int], key: str) -> float:
    """Milliseconds from a key press to its picture."""
    before = hands.pixels(window, line)
    begun = time.perf_counter()
    hands.tap(key)
    while hands.pixels(window, line) == before and time.perf_counter() - begun < 5:
        time.sleep(0.0002)
    took = time.perf_counter() - begun
    wait_until_still(hands, window, line)
    return took * 1000


# ---------------------------------------------------------------------- keys


def measure_keys(bench: Bench, times: int) -> bool:
    """Play the standard call and count the keys that are not text."""
    from tests.journeys.test_call_by_keyboard import MOST_KEYS, play

    few = True
    for _ in range(times):
        with bench.program() as program:
            program.start()
            before = bench.hands.keys_pressed
            play(program, bench.hands)
            pressed = bench.hands.keys_pressed - before
            said = len(program.last_call()["prompts"])
        copied = pressed - 1
        say(
            f"keys    {copied} key presses beside typing from the start to the copied ticket "
            f"(limit {MOST_KEYS}), one more to close; {said} lines said"
        )
        few = few and copied <= MOST_KEYS
    return few


# ---------------------------------------------------------------------- kill -9


def measure_kill(bench: Bench, times: int) -> bool:
    """Kill the program at random moments of typing; count what is damaged and what is lost."""
    dice = random.Random()
    damaged, lost, ages, kept = 0, 0, [0.0], ""
    with bench.program() as program:
        program.start()
        bench.hands.press("F2", "alt+r")
        program.wait_for_phase("talking")
        for number in range(1, times + 1):
            typed = type_for(bench.hands, dice.uniform(0.1, 1.5), dice)
            killed_at = kill(program)
            wanted = kept + "".join(key.character for key in typed)
            kept = str(program.last_call()["notes"]["reported"])
            damaged += not is_sound(program) or not wanted.startswith(kept)
            missing = typed[len(typed) - (len(wanted) - len(kept)) :]
            lost += len(missing)
            ages += [killed_at - key.at for key in missing]
            start_again(program)
            if number % 20 == 0:
                note(f"  {number} kills: {damaged} damaged, {lost} keys lost")
    oldest = max(ages)
    say(
        f"kill    {times} kills: {damaged} damaged, {lost} keys lost that were on their way, "
        f"the oldest {oldest * 1000:.0f} ms after its press (limit {SHOWN_S * 1000:.0f})"
    )
    return not damaged and oldest <= SHOWN_S


def type_for(hands: Hands, seconds: float, dice: random.Random) -> list[Typed]:
    """Type as somebody in a hurry does."""
    typed: list[Typed] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        typed += hands.type(WORDS[len(typed) % len(WORDS)], dice.uniform(0.005, 0.12))
    # The kill comes upon the last keys: some are lost, or the bench could not see a loss.
    return typed + hands.type("last"[: dice.randint(1, 4)], dice.uniform(0, 0.004))


def kill(program: Program) -> float:
    """End the process as a crash would; when."""
    os.kill(program.process.pid, signal.SIGKILL)
    at = time.monotonic()
    program.process.wait()
    return at


def is_sound(program: Program) -> bool:
    """Whether the database is whole, its search index included."""
    with closing(sqlite3.connect(program.folder / "calls.db")) as db:
        try:
            db.execute("INSERT INTO calls_fts (calls_fts, rank) VALUES ('integrity-check', 1)")
            return db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        except sqlite3.DatabaseError:
            return False


def start_again(program: Program) -> None:
    """Open the window and wait until the open call is back in it."""
    from tests.journeys.waiting import until

    def taken_back() -> int:
        found = program.rows("SELECT count(*) FROM events WHERE kind = 'taken_back'")
        return int(found[0][0]) if found else 0

    before = taken_back()
    program.start()
    until(lambda: taken_back() > before, "the call is back")


# ---------------------------------------------------------------------- telling


def compare(name: str, unit: str, ours: list[float], bare: list[float]) -> bool:
    """Print the figures beside the bare window's; whether the ratio is within its limit."""
    ratio = statistics.median(ours) / statistics.median(bare)
    limit = LIMITS.get(name)
    say(f"{name:<8}program      {spread(ours)} {unit} (min, median, max of {len(ours)})")
    say(f"{'':<8}bare window  {spread(bare)} {unit}")
    verdict = "" if limit is None else f", limit {limit}: {'ok' if ratio <= limit else 'TOO MUCH'}"
    say(f"{'':<8}ratio of the medians {ratio:.2f}{verdict}")
    return limit is None or ratio <= limit


def spread(figures: list[float]) -> str:
    """Smallest, middle and largest."""
    middle = statistics.median(figures)
    return f"{min(figures):7.1f} {middle:7.1f} {max(figures):7.1f}"


if __name__ == "__main__":
    environment.speak_plainly(main)
