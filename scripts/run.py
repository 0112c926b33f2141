"""Start the program from a fresh checkout: python3 scripts/run.py [arguments of companion].

The first start makes the environment and may take a minute; every later one hands over at once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import environment
from environment import ROOT, Environment, SetUpFailed, say

DEMO = ROOT / "build" / "demo"


def main() -> int:
    """Prepare, then become the program."""
    here = Environment()
    here.prepare("run")
    arguments = sys.argv[1:]
    if opens_the_window(arguments) and not environment.has_screen():
        return play_demo(here)
    return environment.hand_over([str(here.python), "-m", "companion", *arguments])


def opens_the_window(arguments: list[str]) -> bool:
    """Whether this is the plain start, with nothing asked of a window that may be open already."""
    rest = list(arguments)
    if rest and rest[0] == "--data-dir":
        del rest[:2]
    elif rest and rest[0].startswith("--data-dir="):
        del rest[0]
    return rest in ([], ["open"])


def play_demo(here: Environment) -> int:
    """Without a screen, show what the program does in pictures."""
    import demo_result  # only here: the start with a screen should not wait for it

    say(f"There is no screen here, so the program plays a whole call by itself into {DEMO}.")
    shutil.rmtree(DEMO, ignore_errors=True)
    DEMO.mkdir(parents=True)
    unseen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [str(here.python), "-m", "companion", "demo", str(DEMO)]
    code = subprocess.run(command, env=unseen).returncode
    if code != 0:
        raise SetUpFailed(f"The demo ended with exit code {code}.")
    demo_result.show(DEMO)
    return 0


if __name__ == "__main__":
    environment.speak_plainly(main)
