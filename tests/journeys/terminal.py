"""Another program with text in it: an xterm, in which one selects and types."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from Xlib.xobject.drawable import Window

from tests.journeys.hands import Hands
from tests.journeys.screen import ROOT, Screen, end
from tests.journeys.waiting import until

CELL = (12, 8)
"""Where, in pixels from its corner, the first word of an xterm is."""
_PLACE = "60x12+100+100"


class Terminal:
    """Shows one word and keeps what is typed into it in a file."""

    def __init__(self, window: Window, word: str, typed: Path, hands: Hands) -> None:
        self.window = window
        self._word = word
        self._typed = typed
        self._hands = hands

    @property
    def text(self) -> str:
        """What has been typed so far, line by line: a line is there after its Return."""
        return self._typed.read_text(encoding="utf-8") if self._typed.exists() else ""

    def select_a_word(self) -> None:
        """Double-click the word, as soon as it stands there; the pointer stays."""

        def select() -> bool:
            self._hands.double_click(self.window, *CELL)
            return self._hands.clipboard(selection="PRIMARY") == self._word

        # Four clicks in a row would be another thing to a terminal than two and two.
        until(select, "the word is selected", every_s=0.6)


@contextmanager
def a_terminal(
    screen: Screen, hands: Hands, folder: Path, word: str = "Kx7Qz9aB"
) -> Iterator[Terminal]:
    """An xterm that has the keyboard."""
    typed = folder / "typed"
    inside = f"printf %s {shlex.quote(word)}; cat > {shlex.quote(str(typed))}"
    command = ["xterm", "-fa", "DejaVu Sans Mono", "-fs", "11", "-geometry", _PLACE]
    command += ["-xrm", "XTerm*allowTitleOps: false", "-e", "sh", "-c", inside]
    process = subprocess.Popen(command, env=dict(screen.env), cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        window = until(lambda: hands.windows(process.pid), "the terminal is there")[0]
        hands.raise_up(window)
        until(lambda: hands.has_focus(window), "the terminal has the keyboard")
        # The shell in it writes as soon as it runs; until then there is nothing to select.
        until(typed.exists, "the shell in it runs")
        yield Terminal(window, word, typed, hands)
    finally:
        end(process)
