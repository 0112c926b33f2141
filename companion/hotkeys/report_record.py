"""A report of the global keys as text, for `doctor` to ask the open window for."""

from __future__ import annotations

import json

from companion.services.global_keys import GlobalAction, Way
from companion.services.hotkeys import Grab, KeyReport, WayNotTaken


def as_json(report: KeyReport) -> str:
    """The report on one line."""
    return json.dumps(
        {
            "way": report.way,
            "grabs": {action: [g.trigger, g.trouble] for action, g in report.grabs.items()},
            "not_taken": [[n.way, n.why] for n in report.not_taken],
        }
    )


def from_json(text: str) -> KeyReport:
    """The report in a line; ValueError or KeyError when it is none."""
    record = json.loads(text)
    return KeyReport(
        Way(record["way"]),
        {GlobalAction(action): Grab(*words) for action, words in record["grabs"].items()},
        tuple(WayNotTaken(Way(way), why) for way, why in record["not_taken"]),
    )
