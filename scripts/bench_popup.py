"""How long after its key the speller's pop-up shows what is selected in another program.

    python3 scripts/bench.py popup

Beside it, in turn, stands a bare grab through python-xlib that shows an empty label. Both are
looked at from outside, in the pixels of the screen: the label is there when its colour is, the
pop-up when the spelled words are. The limit is 1.2 times the label, at the median and at the 95th
percentile.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.journeys.hands import Hands, hands_on
from tests.journeys.program import a_program
from tests.journeys.screen import ROOT, Screen, a_screen, end
from tests.journeys.terminal import Terminal, a_terminal
from tests.journeys.waiting import until

TIMES = 60
LIMIT = 1.2
WORDS = (34, 34, 120, 60)
"""Where both show something, seen from the pointer (x, y, width, height)."""
EVERY_S = 0.0002
OURS, BARE = ("ctrl+shift+F9", "ctrl+shift+F6"), ("ctrl+shift+F3", "ctrl+shift+F2")
"""The keys that show and that put away."""

LABEL = """
import sys
from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QLabel
from Xlib import XK, X
from Xlib.display import Display
app = QApplication(sys.argv[:1])
flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
label = QLabel(None, flags)
label.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
label.resize(400, 400)
label.winId()
display = Display()
root = display.screen().root
codes = [display.keysym_to_keycode(XK.string_to_keysym(name)) for name in ("F3", "F2")]
for code in codes:
    root.grab_key(code, X.ControlMask | X.ShiftMask, False, X.GrabModeAsync, X.GrabModeAsync)
display.sync()
def read():
    while display.pending_events():
        event = display.next_event()
        if event.type == X.KeyPress and event.detail == codes[0]:
            at = QCursor.pos()
            label.move(at.x() + 24, at.y() + 24)
            label.show()
        elif event.type == X.KeyPress:
            label.hide()
notifier = QSocketNotifier(display.fileno(), QSocketNotifier.Type.Read)
notifier.activated.connect(read)
print("ready", flush=True)
app.exec()
"""


def main() -> int:
    """Press both keys in turn; exit 1 when the pop-up takes too long."""
    with a_place() as (screen, hands, terminal, folder), ExitStack() as ending:
        program = ending.enter_context(a_program(folder / "data", screen, hands))
        program.start()
        ending.enter_context(a_label(screen))
        terminal.select_a_word()
        looks = {keys: look_of(hands, keys) for keys in (OURS, BARE)}
        took: dict[tuple[str, str], list[float]] = {OURS: [], BARE: []}
        for _ in range(TIMES):
            for keys in (OURS, BARE):
                took[keys].append(time_to_see(hands, keys, looks[keys]))
    return 0 if told(took[OURS], took[BARE]) else 1


@contextmanager
def a_place() -> Iterator[tuple[Screen, Hands, Terminal, Path]]:
    """A screen with a terminal in which a word can be selected."""
    with ExitStack() as ending:
        (ROOT / "build").mkdir(exist_ok=True)
        made = tempfile.TemporaryDirectory(prefix="bench-", dir=ROOT / "build")
        folder = Path(ending.enter_context(made))
        (folder / "screen").mkdir()
        screen = ending.enter_context(a_screen(folder / "screen"))
        hands = ending.enter_context(hands_on(screen.display))
        terminal = ending.enter_context(a_terminal(screen, hands, folder))
        yield screen, hands, terminal, folder


@contextmanager
def a_label(screen: Screen) -> Iterator[None]:
    """The bare program, with its keys grabbed."""
    command = [sys.executable, "-c", LABEL]
    process = subprocess.Popen(command, env=dict(screen.env), cwd=ROOT, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        yield
    finally:
        end(process)


def look_of(hands: Hands, keys: tuple[str, str]) -> bytes:
    """What is to be seen when everything is painted: what has not changed for a while."""
    show, put_away = keys
    empty = seen(hands)

    def is_still() -> bytes:
        before = seen(hands)
        time.sleep(0.3)
        now = seen(hands)
        return now if now == before != empty else b""

    for _ in range(3):  # the first times are the slowest, and do not count
        hands.tap(show)
        look = until(is_still, "it is painted")
        hands.tap(put_away)
        until(lambda: seen(hands) == empty, "it is gone")
    return look


def time_to_see(hands: Hands, keys: tuple[str, str], look: bytes) -> float:
    """Milliseconds from the press to the last pixel."""
    show, put_away = keys
    empty = seen(hands)
    begun = time.monotonic()
    hands.tap(show)
    until(lambda: seen(hands) == look, "it is painted", every_s=EVERY_S)
    took = (time.monotonic() - begun) * 1000
    hands.tap(put_away)
    until(lambda: seen(hands) == empty, "it is gone")
    # A desktop that still tidies up after the last window would be slow for either.
    time.sleep(0.05)
    return took


def seen(hands: Hands) -> bytes:
    """The pixels beside the pointer."""
    return hands.beside_the_pointer(WORDS)


def told(ours: list[float], bare: list[float]) -> bool:
    """Print how long both took; whether the pop-up is quick enough."""
    is_good = True
    figures: tuple[tuple[str, Callable[[list[float]], float]], ...] = (
        ("median", statistics.median),
        ("95th percentile", lambda values: statistics.quantiles(values, n=20)[18]),
    )
    for name, figure in figures:
        ratio = figure(ours) / figure(bare)
        is_good = is_good and ratio <= LIMIT
        verdict = "ok" if ratio <= LIMIT else "TOO MUCH"
        print(
            f"popup  {name}: {figure(ours):.1f} ms, bare grab and label {figure(bare):.1f} ms, "
            f"ratio {ratio:.2f}, limit {LIMIT}: {verdict}"
        )
    return is_good


if __name__ == "__main__":
    sys.exit(main())
