"""Keys pressed in another program, with the real window, a real server and a terminal in front."""

from __future__ import annotations

import json

from tests.journeys.program import Program
from tests.journeys.waiting import until


def keys_by(program: Program) -> str:
    """What `doctor` says of the way the keys are grabbed."""
    found = json.loads(program.run("doctor", "--json"))["checks"]
    return next(str(check["found"]) for check in found if check["what"] == "Global keys")


def test_doctor_says_that_the_open_window_has_the_keys(window: Program) -> None:
    until(lambda: keys_by(window) == "X11, grabbed by the open window", "the keys are grabbed")
    window.process.terminate()
    window.ended_with()

    assert keys_by(window) == "X11, free to be grabbed by the window"
