"""How long after its key the speller's pop-up shows what is selected in another program.

    python3 scripts/bench.py popup

Beside it, in turn, stands a bare grab through python-xlib that shows an empty label. Both are
looked at from outside, in the pixels of the screen. The limit is 1.2 times the label for the
painted pop-up, at the median and at the 95th percentile; when the spelled words are in it, which
takes reading and spelling as well, is told beside.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.journeys.hands import Hands, hands_on
from tests.journeys.program import a_program
from tests.journeys.screen import ROOT, Screen, a_screen, end
from tests.journeys.terminal import Terminal, a_terminal
from tests.journeys.waiting import until

Box = tuple[int, int, int, int]

TIMES = 60
LIMIT = 1.2
FRAME, WORDS = (28, 25, 40, 4), (34, 34, 120, 60)
"""Where both are painted first, and where the words are (x, y from the pointer, width, height)."""
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
        program.wait_for_global_keys()
        ending.enter_context(a_label(screen))
        terminal.select_a_word()
        ours = Sight(hands, OURS, FRAME, WORDS)
        bare = Sight(hands, BARE, FRAME)
        for _ in range(TIMES):
            ours.see()
            bare.see()
    label, popup = bare.took[FRAME], ours.took[FRAME]
    tell("spelled", ours.took[WORDS], label, None)
    return 0 if tell("painted", popup, label, LIMIT) else 1


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


class Sight:
    """What is seen of one of the two, in some places of the screen, and how soon."""

    def __init__(self, hands: Hands, keys: tuple[str, str], *places: Box) -> None:
        self._hands = hands
        self._show, self._put_away = keys
        self._places = places
        self.took: dict[Box, list[float]] = {place: [] for place in places}
        """Milliseconds from each press to the last pixel of a place."""
        self._empty = self._look()
        for _ in range(3):  # the first times are the slowest, and do not count
            hands.tap(self._show)
            self._whole = until(self._still, "it is painted")
            self._go()

    def see(self) -> None:
        """Press once and watch."""
        begun = time.monotonic()
        self._hands.tap(self._show)
        for place in self._places:
            until(partial(self._is_whole, place), "it is there", every_s=EVERY_S)
            self.took[place].append((time.monotonic() - begun) * 1000)
        self._go()

    def _is_whole(self, place: Box) -> bool:
        return self._seen(place) == self._whole[place]

    def _go(self) -> None:
        self._hands.tap(self._put_away)
        until(lambda: self._look() == self._empty, "it is gone")
        # A desktop that still tidies up after the last window would be slow for either.
        time.sleep(0.05)

    def _still(self) -> dict[Box, bytes]:
        """The look of the places once nothing changes in them any more."""
        before = self._look()
        time.sleep(0.3)
        now = self._look()
        return now if now == before and not set(now.values()) & set(self._empty.values()) else {}

    def _look(self) -> dict[Box, bytes]:
        return {place: self._seen(place) for place in self._places}

    def _seen(self, place: Box) -> bytes:
        return self._hands.beside_the_pointer(place)


def tell(what: str, ours: list[float], label: list[float], limit: float | None) -> bool:
    """Print how long it took beside the label; whether that is quick enough."""
    figures: tuple[tuple[str, Callable[[list[float]], float]], ...] = (
        ("median", statistics.median),
        ("95th percentile", lambda values: statistics.quantiles(values, n=20)[18]),
    )
    is_good = True
    for name, figure in figures:
        ratio = figure(ours) / figure(label)
        is_good = is_good and (limit is None or ratio <= limit)
        verdict = "" if limit is None else f", limit {limit}: {'ok' if ratio <= limit else 'NO'}"
        print(
            f"popup {what:8} {name}: {figure(ours):.1f} ms, bare grab with a label "
            f"{figure(label):.1f} ms, ratio {ratio:.2f}{verdict}"
        )
    return is_good


if __name__ == "__main__":
    sys.exit(main())
