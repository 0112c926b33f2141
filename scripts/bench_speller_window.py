"""How long a key in the speller's window takes to be drawn, in a text of 2 000 characters.

    python3 scripts/bench.py speller-window

Beside it stands a bare QLineEdit with the same text. The limit is a frame of 16 ms.
"""

from __future__ import annotations

import os
import random
import statistics
import string
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent.parent))

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from companion import paths
from companion.content.speller_tools import SpellerTools
from companion.settings.store import Settings
from companion.ui.speller_page import SpellerPage
from companion.ui.theme import Theme

LENGTH, KEYS, FRAME_MS = 2000, 60, 16.0


def main() -> int:
    """Type into both, in turn; exit 1 when a key takes longer than a frame."""
    app = QApplication([])
    Theme(paths.resources() / "themes").apply(app, "light", 100)
    with tempfile.TemporaryDirectory() as folder:
        tools = SpellerTools(paths.resources(), Path(folder))
        page = SpellerPage(tools, Settings(Path(folder) / "settings.toml"))
        bare = QLineEdit()
        dice = random.Random(1)
        text = "".join(dice.choice(string.printable[:94]) for _ in range(LENGTH))
        for window, field in ((page, page.text), (bare, bare)):
            window.resize(360, 700)
            window.show()
            field.setText(text)
        ours, plain = [], []
        for number in range(KEYS):
            letter = string.ascii_letters[number % 52]
            ours.append(key_ms(page, page.text, letter))
            plain.append(key_ms(bare, bare, letter))
    median, worst = statistics.median(ours), max(ours)
    print(f"speller-window  a key, {LENGTH} characters: median {median:.1f} ms, worst {worst:.1f}")
    print(f"                bare QLineEdit: median {statistics.median(plain):.1f} ms")
    print(f"                limit {FRAME_MS:.0f} ms: {'ok' if median <= FRAME_MS else 'too much'}")
    return 0 if median <= FRAME_MS else 1


def key_ms(window: QWidget, field: QLineEdit, letter: str) -> float:
    """From the key to the drawn picture."""
    begun = time.perf_counter()
    field.insert(letter)
    window.repaint()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    sys.exit(main())
