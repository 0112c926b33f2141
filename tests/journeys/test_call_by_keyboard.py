from __future__ import annotations

import time
import tomllib
from datetime import UTC, datetime, timedelta

from tests.journeys.hands import Hands
from tests.journeys.program import Json, Program
from tests.journeys.reader import TEXT, Reader
from tests.journeys.screen import ROOT
from tests.journeys.waiting import until

REPORTED = 'VPN drops every 10 min since Monday – "Error 809" on the é-drive.'
OBSERVED = "Gateway log: 5 time-outs at 14:02; <timeout> & retry {3}"
DONE = "New profile pushed\nrebooted, tested twice."
OUTCOME = "Stable for 6 min, caller happy"
FOLLOW_UP = "Ring to see whether it held"
WAIT_S = 3.0
MOST_KEYS = 14
"""Presses beside typing that a standard call may take, from its start to the copied ticket."""


def test_whole_call_by_keys_leaves_an_exact_record(window: Program, hands: Hands) -> None:
    begun = datetime.now(UTC)
    held = play(window, hands)
    ended = datetime.now(UTC)

    call = window.last_call()
    assert call["state"] == "closed"
    assert call["caller"]["name"] == "Sarah Okafor"
    assert call["notes"] == {
        "reported": REPORTED,
        "observed": OBSERVED,
        "done": DONE,
        "outcome": OUTCOME,
        "follow_up": FOLLOW_UP,
    }
    assert call["outcome"] == "resolved"
    check_stages(call, begun, ended)
    check_prompts(call)
    check_hold(call, held)
    check_follow_up(call, begun)
    check_times(call, held)


def test_closed_call_is_found_again_by_its_words(
    window: Program, reader: Reader, hands: Hands
) -> None:
    hands.press("F2", "alt+r")
    note(window, hands, "the wyvern printer")
    hands.press("F12", "F12")
    window.wait_for_phase("closed")
    hands.press("F3")
    hands.type("wyvern")

    until(lambda: "wyvern" in str(reader.look(TEXT, "Call record").value), "the call is shown")


def test_the_standard_call_takes_few_keys(window: Program, hands: Hands) -> None:
    before = hands.keys_pressed
    play(window, hands)

    pressed_after_the_copy = 1
    assert hands.keys_pressed - before - pressed_after_the_copy <= MOST_KEYS


def play(window: Program, hands: Hands) -> float:
    """The standard call, by keys alone; how long the caller was on hold."""
    greet, listen, confirm, work, resolve, _ = stages_of_the_flow()
    hands.press("F2")
    hands.type("Sarah Okafor")
    say_all(hands, greet)
    note(window, hands, REPORTED)
    say_all(hands, listen)
    note(window, hands, OBSERVED)
    held = hold(window, hands)
    # The thanks for waiting are in sight with the stage's lines: the answer says them all.
    say_all(hands, confirm)
    note(window, hands, DONE)
    say_all(hands, work)
    note(window, hands, OUTCOME)
    say_all(hands, resolve)
    note(window, hands, FOLLOW_UP)
    wrap_up(window, hands)
    hands.press("ctrl+shift+c")
    until(lambda: REPORTED in hands.clipboard(), "the ticket is on the clipboard")
    assert hands.clipboard("x-kde-passwordManagerHint") == "secret"
    hands.press("F12")
    window.wait_for_phase("closed")
    return held


def stages_of_the_flow() -> list[Json]:
    """The stages of the flow as it ships, whatever its wording."""
    flow = tomllib.loads((ROOT / "resources/flows/incident.toml").read_text(encoding="utf-8"))
    return [stage for stage in flow["stages"] if not stage.get("detour")]


def say_all(hands: Hands, stage: Json) -> None:
    """Say the stage's lines; where it ends with a question, the first answer is a yes."""
    hands.press("ctrl+1" if stage.get("exits") else "F10")


def note(window: Program, hands: Hands, text: str) -> None:
    """Type where the stage has put the focus."""
    hands.type(text)
    window.wait_for_text(text)


def hold(window: Program, hands: Hands) -> float:
    """Ask, be allowed, come back after a while, with the note's field as it was."""
    hands.press("F8")
    hands.type("to read the gateway log")
    hands.press("Tab")
    hands.type("5")
    hands.press("Return")
    window.wait_for_phase("on_hold")
    begun = time.monotonic()
    until(lambda: time.monotonic() - begun > WAIT_S, "the caller has waited")
    hands.press("F8")
    window.wait_for_phase("talking")
    return time.monotonic() - begun


def wrap_up(window: Program, hands: Hands) -> None:
    """Outcome by its first letters, time of the follow-up by arrow keys."""
    hands.press("F12")
    window.wait_for_phase("wrap_up")
    hands.type("Res")
    hands.press("Tab", "Down")
    until(lambda: window.rows("SELECT 1 FROM follow_ups"), "the follow-up is promised")


def check_stages(call: Json, begun: datetime, ended: datetime) -> None:
    stages = call["stages"]
    names = ["greet", "listen", "confirm", "work", "resolve", "wrap-up"]
    times = [instant(stage[end]) for stage in stages for end in ("entered_at", "left_at")]
    assert [stage["id"] for stage in stages] == names
    assert times == sorted(times)
    assert times[1:-1:2] == times[2::2], "each stage begins when the one before ends"
    # Records have milliseconds: a time may be rounded to before what it follows.
    assert begun - timedelta(milliseconds=1) <= times[0] <= times[-1] <= ended


def check_prompts(call: Json) -> None:
    lines = [[prompt["id"] for prompt in stage["prompts"]] for stage in stages_of_the_flow()[:5]]
    before_the_hold = lines[0] + lines[1]
    after_it = lines[2] + lines[3] + lines[4]
    said = [prompt["id"] for prompt in call["prompts"]]
    assert said == [*before_the_hold, "thanks-for-waiting", *after_it]
    assert all(prompt["variant"] == 0 for prompt in call["prompts"])


def check_hold(call: Json, held: float) -> None:
    (hold,) = call["holds"]
    assert hold["reason"] == "to read the gateway log"
    assert hold["permission"] == "granted"
    assert hold["promised_seconds"] == 300
    assert abs(hold["seconds"] - held) < 0.5
    length = instant(hold["ended_at"]) - instant(hold["started_at"])
    assert abs(length.total_seconds() - hold["seconds"]) < 0.01
    assert instant(hold["asked_at"]) <= instant(hold["started_at"])


def check_follow_up(call: Json, begun: datetime) -> None:
    (promise,) = call["follow_ups"]
    assert promise["what"] == FOLLOW_UP
    assert promise["done_at"] is None
    in_an_hour = begun + timedelta(hours=1)
    assert abs(instant(promise["due_at"]) - in_an_hour) < timedelta(minutes=2)


def check_times(call: Json, held: float) -> None:
    seconds = call["seconds"]
    whole = instant(call["closed_at"]) - instant(call["started_at"])
    parts = seconds["talk"] + seconds["hold"] + seconds["wrap_up"]
    assert abs(seconds["hold"] - held) < 0.5
    assert abs(seconds["handle"] - parts) < 0.005
    assert abs(seconds["handle"] - whole.total_seconds()) < 0.05


def instant(text: str) -> datetime:
    """A record's time."""
    assert text.endswith("Z"), text
    return datetime.fromisoformat(text)
