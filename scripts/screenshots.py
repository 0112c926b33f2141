"""Make the pictures of the README: python3 scripts/screenshots.py [FOLDER].

Plays the demo and keeps two of its screenshots. With FOLDER all of them are left there, for
looking at after a change.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from environment import ROOT, Environment, say, speak_plainly, step

KEPT = {"confirm": "call.png", "on-hold": "hold.png"}
SHOWN_IN_README = ROOT / "resources" / "screenshots"


def main() -> int:
    """Play the demo offscreen, so that every machine makes the same pictures."""
    here = Environment()
    here.prepare("run")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(sys.argv[1] if len(sys.argv) > 1 else folder).resolve()
        with step("The demo is played"):
            play_demo(here, target)
        SHOWN_IN_README.mkdir(exist_ok=True)
        for name, kept in KEPT.items():
            (made,) = target.glob(f"*-{name}.png")
            shutil.copyfile(made, SHOWN_IN_README / kept)
    say(f"The pictures are in {SHOWN_IN_README}.")
    return 0


def play_demo(here: Environment, target: Path) -> None:
    """Leave the demo's screenshots in a folder."""
    command = [str(here.python), "-m", "companion", "demo", str(target)]
    offscreen = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1"}
    subprocess.run(command, cwd=ROOT, env=offscreen, check=True)


if __name__ == "__main__":
    speak_plainly(main)
