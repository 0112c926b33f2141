from __future__ import annotations

from contextlib import closing

from tests.journeys.hands import Hands, OtherProgram
from tests.journeys.program import Program
from tests.journeys.reader import Reader
from tests.journeys.screen import Screen
from tests.journeys.waiting import until


def test_keys_stay_with_the_other_program_while_a_hold_runs_over(
    window: Program, reader: Reader, hands: Hands, screen: Screen
) -> None:
    hands.press("F2", "F8")
    reader.turn("Hold minutes", 1)
    hands.press("Return")
    window.wait_for_phase("on_hold")
    with closing(OtherProgram(screen.display)) as other:
        hands.raise_up(other.window)
        until(lambda: hands.has_focus(other.window), "the other window has the focus")
        typed = type_through_what_happens(window, reader, hands)

        until(lambda: other.text == typed, "every key arrived at the other program")
        assert hands.has_focus(other.window)
        assert other.losses == 0


def type_through_what_happens(window: Program, reader: Reader, hands: Hands) -> str:
    """Type elsewhere while notices come up and the promise runs out; what was typed."""
    typed = hands.type("before ")
    window.run("open", "--caller", "The next one")
    typed += hands.type("a second caller rang ")
    window.run("open", "--note", "said while waiting")
    window.wait_for_text("said while waiting")
    typed += hands.type("and a note came, ")
    until(lambda: "over" in reader.says("Hold time"), "the promise is over", limit_s=70)
    typed += hands.type("then the promise was over.")
    return "".join(key.character for key in typed)
