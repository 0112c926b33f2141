"""Measures the search over everything, key by key, in the real page.

All of the shipped content and 10,000 calls are searched for phrases that are typed letter by
letter, slips of the keys among them. Measured are what the window waits for at each key (finding,
ranking and filling the list), when the calls have joined, and beside them a plain search for the
same letters in the same texts, which neither ranks nor forgives.
"""

from __future__ import annotations

import importlib.util
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import environment
from environment import ROOT, Environment, say

if TYPE_CHECKING:
    from companion.domain.call import Call
    from companion.program import Program

CALLS = 10_000
FRAME_MS = 16.0
FIRST = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
PHRASES = (
    *("password reset", "pasword rest", "the printer", "vpn drops every", "okafor contoso"),
    *("outlook search", "restart the spooler", "what is this keeping you from", "hold"),
    *("error 809", "zurücksetzen", "phisihng", "text size", "escalate", "sarah vpn monday"),
)
WHO = ("Sarah Okafor", "Tom Baker", "Ines Fuchs", "Li Wei", "Ana Ruiz", "Ole Dahl", "Eva Novak")
WHAT = (
    "VPN drops every ten minutes since Monday; error 809 on the gateway, works over the cable.",
    "Outlook search finds nothing newer than March; the index was rebuilt and is growing again.",
    "The printer on the second floor prints stripes; drum cleaned, two pages tested together.",
    "Password reset after the holidays; identity checked by call back, new one set by herself.",
)


def main() -> int:
    """Make the environment ready, become its Python, then measure."""
    if not all(importlib.util.find_spec(name) for name in ("PySide6", "rapidfuzz")):
        here = Environment()
        here.prepare("test")
        return environment.hand_over([str(here.python), __file__, *sys.argv[1:]])
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as made:
        return 0 if measure(Path(made)) else 1


def measure(folder: Path) -> bool:
    """Type every phrase and compare; whether each key was within a frame."""
    from companion.app import make_application
    from companion.program import Program

    app = make_application()
    texts = [text.casefold() for text in write_calls(folder)]
    program = Program(app, folder)
    program.window.resize(360, 860)
    program.window.show()
    program.open_storage()
    program.window.find_anything()
    page = program.window.pages.finding
    wait(program, lambda: not page.is_reading)
    texts += [f"{e.title} {e.where} {e.text}".casefold() for e in page._finder._entries]
    keys, joined, plain = [], [], []
    for phrase in PHRASES:
        for end in range(1, len(phrase) + 1):
            typed = phrase[:end]
            begun = time.perf_counter()
            page.search.setText(typed)
            keys.append(time.perf_counter() - begun)
            wait(program, lambda: not page._waits_for_calls)
            joined.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            found = [text for text in texts if typed in text]
            plain.append(time.perf_counter() - begun)
            del found
    entries = len(page._finder._entries)
    program.close()
    ratio = statistics.median(keys) / statistics.median(plain)
    say(f"search  {entries} things of the content and {CALLS} calls, {len(keys)} keys")
    tell("the window at each key", keys)
    tell("until the calls have joined", joined)
    tell("a plain search of the same texts", plain)
    say(f"search  {ratio:.2f} times the plain search (limit {FRAME_MS:.0f} ms a key)")
    return sorted(keys)[len(keys) * 99 // 100] * 1000 <= FRAME_MS


def tell(what: str, seconds: list[float]) -> None:
    """One line of figures."""
    ordered = sorted(one * 1000 for one in seconds)
    middle, most = statistics.median(ordered), ordered[len(ordered) * 99 // 100]
    figures = f"median {middle:.1f} ms, 99 of 100 within {most:.1f}, at most {ordered[-1]:.1f}"
    say(f"search  {what}: {figures}")


def wait(program: Program, look: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    give_up_at = time.monotonic() + 30
    while not look():
        program._app.processEvents()
        # The worker needs Python, too.
        time.sleep(0.0002)
        assert time.monotonic() < give_up_at, "it never came"


def write_calls(folder: Path) -> list[str]:
    """Ten thousand closed calls in the database; their texts."""
    from companion.storage.call_log import write_call
    from companion.storage.database import open_database

    chance = random.Random(7)
    made = [a_call(chance, number) for number in range(CALLS)]
    db = open_database(folder)
    with db.atomic():
        for call in made:
            write_call(db, call)
    db.close()
    return [f"{call.caller.name} {call.caller.company} {call.notes.reported}" for call in made]


def a_call(chance: random.Random, number: int) -> Call:
    """One that was closed, with names and words that many have."""
    from companion.domain.call import Call, Caller, CallId
    from companion.domain.flow import FlowId, Place, PromptId, StageId
    from companion.domain.moment import Moment
    from companion.domain.notes import Section

    now = Moment(FIRST + timedelta(minutes=12 * number), "boot", 1000.0)
    caller = Caller(chance.choice(WHO), f"020 7946 {chance.randrange(9999):04}", "Contoso")
    place = Place(StageId("greet"), PromptId("greet-by-name"))
    call = Call.begin(CallId(f"c{number}"), FlowId("incident"), place, "Ana", caller, now)
    call = call.note(Section.REPORTED, f"{chance.choice(WHAT)} Case {number}.")
    return call.wrap_up(now).close(now)


if __name__ == "__main__":
    raise SystemExit(main())
