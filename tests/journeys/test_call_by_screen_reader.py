from __future__ import annotations

import pytest

from tests.journeys.hands import Hands
from tests.journeys.program import Program
from tests.journeys.reader import BUTTON, COMBO, LABEL, LIST, SPIN, TEXT, Reader
from tests.journeys.waiting import until

SIGNS = {
    "Hold": (BUTTON, "Caller agreed"),
    "Caller agreed": (LABEL, "Hold time: "),
    "Wrap up": (LABEL, "Left to do: "),
}
"""What shows that a button has done what it is for."""
NAMELESS = ("filler", "layered pane", "panel", "scroll pane", "scroll bar", "separator")
"""Roles of what only holds other things; a screen reader passes them over."""


def test_the_names_that_others_rely_on_are_there(reader: Reader, hands: Hands) -> None:
    begin(reader)
    look(reader, TEXT, "Caller name", "Caller number", "Company", "Reported", "Observed", "Done")
    look(reader, TEXT, "Outcome note", "Follow-up")
    look(reader, BUTTON, "Next prompt", "Previous prompt", "Other wording", "Hold", "Park call")
    look(reader, BUTTON, "Spell", "Wrap up")
    look(reader, LIST, "Stages")
    look(reader, COMBO, "Call flow")
    reader.press("Hold")
    look(reader, TEXT, "Hold reason")
    look(reader, SPIN, "Hold minutes")
    look(reader, BUTTON, "Caller agreed", "Caller declined", "Call back instead")
    reader.press("Caller agreed")
    look(reader, BUTTON, "Resume")
    reader.press("Wrap up")
    look(reader, COMBO, "Outcome")
    look(reader, BUTTON, "Close call", "Copy ticket")


def begin(reader: Reader) -> None:
    """Start a call; a button that is pressed by its action acts a moment later."""
    reader.press("Start call")
    reader.look(BUTTON, "Next prompt")


def look(reader: Reader, role: str, *names: str) -> None:
    for name in names:
        reader.look(role, name)


def test_labels_are_read_with_their_value(reader: Reader, hands: Hands) -> None:
    begin(reader)
    reader.press("Hold")
    reader.press("Caller agreed")

    assert reader.says("Hold time").endswith("left of 02:00")
    assert reader.says("Stage")
    assert reader.says("Prompt")
    assert reader.says("Call time").startswith("00:")
    until(lambda: reader.says("Save state").startswith("Saved "), "it says that it is saved")
    reader.press("Spell")
    reader.fill("Text to spell", "aB1")
    assert reader.says("Spelling") == "small Alfa, capital Bravo, one"


@pytest.mark.parametrize("keys", [(), ("F2",), ("F2", "F8"), ("F2", "F8", "Return")])
def test_everything_has_a_name_and_a_role(
    window: Program, reader: Reader, hands: Hands, keys: tuple[str, ...]
) -> None:
    check_names(reader, hands, keys)


@pytest.mark.parametrize(
    "keys", [("F2", "F12"), ("F9",), ("F3",), ("F1",), ("ctrl+comma",), ("ctrl+f",)]
)
def test_other_pages_have_names_and_roles_too(
    window: Program, reader: Reader, hands: Hands, keys: tuple[str, ...]
) -> None:
    check_names(reader, hands, keys)


def check_names(reader: Reader, hands: Hands, keys: tuple[str, ...]) -> None:
    reader.look(BUTTON, "Start call")
    hands.press(*keys)
    until(lambda: reader.is_there(BUTTON, "Start call") == (not keys), "the page is there")

    without = [
        seen
        for seen in reader.showing()
        if seen.role not in NAMELESS and not (seen.name or seen.label)
    ]
    assert without == []
    assert [seen for seen in reader.showing() if seen.role in ("", "unknown", "invalid")] == []


def say_what_is_shown(window: Program, reader: Reader) -> None:
    before = len(window.last_call()["prompts"])
    reader.press("Next prompt")
    until(lambda: len(window.last_call()["prompts"]) > before, "more lines are said")


def test_whole_call_through_names_alone(window: Program, reader: Reader, hands: Hands) -> None:
    begin(reader)
    reader.fill("Reported", "Printer prints stripes")
    for _ in ("Greet", "Listen"):
        say_what_is_shown(window, reader)
    reader.press("Hold")
    reader.turn("Hold minutes", 3)
    reader.press("Caller agreed")
    window.wait_for_phase("on_hold")
    reader.press("Resume")
    window.wait_for_phase("talking")
    reader.fill("Done", "Drum cleaned")
    reader.press("Wrap up")
    window.wait_for_phase("wrap_up")
    reader.choose(hands, "alt+m", "Outcome", "Resolved")
    reader.press("Close call")
    window.wait_for_phase("closed")

    call = window.last_call()
    assert call["notes"]["reported"] == "Printer prints stripes"
    assert call["notes"]["done"] == "Drum cleaned"
    assert call["outcome"] == "resolved"
    said = [line["id"] for line in call["prompts"]]
    assert said[:3] == ["greet-by-name", "glad-you-rang", "best-number"]
    assert call["holds"][0]["promised_seconds"] == 180


@pytest.mark.parametrize(
    ("field", "key"), [("Caller name", "name"), ("Caller number", "number"), ("Company", "company")]
)
def test_caller_filled_in_by_another_program_is_kept(
    window: Program, reader: Reader, field: str, key: str
) -> None:
    begin(reader)
    reader.fill(field, "+44 20 7946 0018")
    reader.press("Other wording")
    until(lambda: len(window.rows("SELECT 1 FROM calls WHERE variant = 1")), "another wording")

    assert reader.text(field) == "+44 20 7946 0018"
    until(lambda: window.last_call()["caller"][key] == "+44 20 7946 0018", "it is saved")


def test_hold_reason_filled_in_by_another_program_is_kept(window: Program, reader: Reader) -> None:
    begin(reader)
    reader.press("Hold")
    reader.fill("Hold reason", "to fetch a cable")
    reader.press("Caller agreed")
    window.wait_for_phase("on_hold")

    assert window.last_call()["holds"][0]["reason"] == "to fetch a cable"


def test_caller_who_declines_is_still_on_the_line(window: Program, reader: Reader) -> None:
    begin(reader)
    reader.press("Hold")
    reader.press("Caller declined")
    reader.look(BUTTON, "Next prompt")

    until(lambda: window.last_call()["holds"], "the answer is saved")
    call = window.last_call()
    assert call["state"] == "talking"
    assert [hold["permission"] for hold in call["holds"]] == ["declined"]
    assert call["seconds"]["hold"] == 0


def test_call_back_instead_is_a_promise_with_a_time(window: Program, reader: Reader) -> None:
    begin(reader)
    reader.press("Hold")
    reader.press("Call back instead")

    until(lambda: window.last_call()["follow_ups"], "the promise is saved")
    call = window.last_call()
    assert [hold["permission"] for hold in call["holds"]] == ["callback"]
    assert call["follow_ups"][0]["due_at"] > call["started_at"]


def test_parked_call_comes_back_with_its_notes(
    window: Program, reader: Reader, hands: Hands
) -> None:
    begin(reader)
    reader.fill("Reported", "First caller's words")
    reader.press("Park call")
    window.wait_for_phase("parked")
    reader.look(BUTTON, "Start call")
    hands.press("F5")

    assert reader.text("Reported") == "First caller's words"
    window.wait_for_phase("talking")


@pytest.mark.parametrize("steps", [("Hold",), ("Hold", "Caller agreed"), ("Wrap up",)])
def test_the_field_that_is_typed_in_stays_where_it_is(
    reader: Reader, hands: Hands, steps: tuple[str, ...]
) -> None:
    begin(reader)
    hands.press("alt+r")
    until(lambda: "focused" in reader.look(TEXT, "Reported").states, "the note has the focus")
    before = reader.look(TEXT, "Reported").box
    for step in steps:
        reader.press(step)
        reader.look(*SIGNS[step])

    assert reader.look(TEXT, "Reported").box[1] == before[1]


def test_a_notice_does_not_move_the_field_that_is_typed_in(
    window: Program, reader: Reader, hands: Hands
) -> None:
    begin(reader)
    hands.press("alt+r")
    until(lambda: "focused" in reader.look(TEXT, "Reported").states, "the note has the focus")
    before = reader.look(TEXT, "Reported").box
    window.run("open", "--caller", "The next one")
    reader.look(LABEL, "Notice: ")

    assert reader.look(TEXT, "Reported").box == before
