"""A password reset for an executive who is upset, in German, by keyboard alone."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.german import german, is_said, prompt_of
from tests.journeys.hands import Hands
from tests.journeys.program import Program
from tests.journeys.reader import BUTTON, COMBO, LABEL, Reader
from tests.journeys.waiting import until

PASSWORD = "Kx7-qB9"
SPELLED = "groß Köln, klein Xanten, sieben, Bindestrich, klein Quickborn, groß Berlin, neun"
REPORTED = "Anmeldung am Laptop wird seit heute abgelehnt, Vorstandssitzung um 10"
CHECKED = "Identität: Rückruf auf der hinterlegten Nummer."
DONE = "Zugang neu gesetzt"
FOLLOW_UP = "Morgen nachfragen, ob alles geht"
NOW_SHOWN = """
    SELECT coalesce(aside.flow, call.flow), coalesce(aside.prompt, call.prompt)
    FROM calls AS call LEFT JOIN asides AS aside ON aside.call = call.id
    ORDER BY call.id DESC, aside.position DESC LIMIT 1
"""


def test_an_upset_executive_is_spoken_to_in_german_from_end_to_end(
    window: Program, hands: Hands, reader: Reader
) -> None:
    call = Playing(window, hands, reader)
    call.begin()
    call.next_until("listen")
    call.note(REPORTED)
    call.calm_down()
    call.next_until("identity")
    call.check_identity()
    call.note(DONE)
    call.hold()
    call.next_until("spell")
    call.spell()
    call.next_until("confirm")
    hands.press("ctrl+1")
    call.wait_for_stage("wrap-up")
    call.note(FOLLOW_UP)
    call.wrap_up()

    check_record(window)
    assert not any(PASSWORD.encode() in file.read_bytes() for file in files(window))


class Playing:
    """The hands that play the call, and eyes that see each line they come to."""

    def __init__(self, window: Program, hands: Hands, reader: Reader) -> None:
        self.window, self.hands, self.reader = window, hands, reader

    def begin(self) -> None:
        """Name, flow, audience and language, each by key."""
        self.hands.press("F2")
        self.hands.type("Sabine Okafor")
        self.hands.press("alt+c")
        self.hands.type("Pas")
        self.hands.press("alt+a")
        self.hands.type("Ex")
        self.hands.press("ctrl+shift+l")
        what = "SELECT 1 FROM calls WHERE flow = 'password-reset'"
        manner = "audience = 'executive' AND language = 'de'"
        until(lambda: self.window.rows(f"{what} AND {manner}"), "so is the caller spoken to")
        self.look()

    def look(self) -> None:
        """The line in the window is German, of its prompt, for an executive."""
        ((flow, prompt),) = self.window.rows(NOW_SHOWN)
        wanted = prompt_of(flow, prompt)
        until(lambda: is_said(self.reader.says("Prompt"), wanted), f"{flow}/{prompt} in German")
        stage = next(s for s in german(flow).stages if wanted in s.prompts)
        assert self.reader.says("Stage") == stage.title

    def next(self) -> None:
        """Said it; the next line is there, and it is German."""
        before = self.window.rows(NOW_SHOWN)
        self.hands.press("F10")
        until(lambda: self.window.rows(NOW_SHOWN) != before, "the next line is shown")
        self.look()

    def next_until(self, stage: str) -> None:
        """Say what there is to say before a stage."""
        while self.window.rows("SELECT stage FROM calls") != [(stage,)]:
            self.next()

    def wait_for_stage(self, stage: str) -> None:
        """The call is in a stage, and its line is German."""
        until(lambda: self.window.rows("SELECT stage FROM calls") == [(stage,)], stage)
        self.look()

    def note(self, text: str) -> None:
        """Type where the stage has put the focus."""
        self.hands.type(text)
        self.window.wait_for_text(text)

    def calm_down(self) -> None:
        """Calm mode, a line of it, what was heard, and back to the very line."""
        before = self.window.rows(NOW_SHOWN)
        self.hands.press("ctrl+F9")
        until(lambda: self.window.rows(NOW_SHOWN) != before, "calm mode is there")
        self.look()
        self.next()
        self.hands.press("ctrl+F9")
        until(lambda: self.window.rows(NOW_SHOWN) == before, "the call goes on where it was")
        self.look()

    def check_identity(self) -> None:
        """How it was checked is ticked off; the answer leads on."""
        self.hands.press("ctrl+e", "alt+n")
        self.window.wait_for_text(CHECKED)
        self.hands.press("F10")
        until(lambda: self.reader.is_there(BUTTON, "Bestätigt"), "the answers are there")
        self.hands.press("ctrl+1")
        self.wait_for_stage("reset")

    def hold(self) -> None:
        """Asked for, agreed to, thanked for, each in German."""
        self.hands.press("F8")
        self.hands.type("das Verzeichnis gleicht ab")
        self.sees("hold", "ask-to-hold")
        self.hands.press("Return")
        self.window.wait_for_phase("on_hold")
        self.sees("hold", "check-back")
        self.hands.press("F8")
        self.window.wait_for_phase("talking")
        self.sees("hold", "thanks-for-waiting")
        self.hands.press("F10")
        until(lambda: "thanks-for-waiting" in said(self.window), "the thanks are said")
        self.look()

    def sees(self, flow: str, prompt: str) -> None:
        """A line from beside the call's own flow stands in the window."""
        wanted = prompt_of(flow, prompt)
        until(lambda: is_said(self.reader.says("Prompt"), wanted), f"{prompt} in German")

    def spell(self) -> None:
        """The temporary password in the German alphabet; Esc forgets it."""
        self.hands.press("F9")
        self.hands.type(PASSWORD)
        self.hands.press("alt+l")
        self.hands.type("Ger")
        until(lambda: self.reader.is_there(COMBO, "German (DIN 5009:2022)"), "German is chosen")
        assert self.reader.says("Spelling") == SPELLED
        self.hands.press("Escape")
        until(lambda: not self.reader.is_there(LABEL, "Spelling: "), "the call is back")
        self.look()

    def wrap_up(self) -> None:
        """Outcome, a time for the follow-up, the ticket on the clipboard, closed."""
        self.hands.press("F12")
        self.window.wait_for_phase("wrap_up")
        self.hands.type("Res")
        self.hands.press("Tab", "Down")
        until(lambda: self.window.rows("SELECT 1 FROM follow_ups"), "the follow-up is promised")
        self.hands.press("ctrl+shift+c")
        until(lambda: REPORTED in self.hands.clipboard(), "the ticket is on the clipboard")
        assert CHECKED in self.hands.clipboard()
        assert PASSWORD not in self.hands.clipboard()
        self.hands.press("F12")
        self.window.wait_for_phase("closed")


def said(window: Program) -> list[str]:
    """The lines that were said so far."""
    return [line["id"] for line in window.last_call()["prompts"]]


def check_record(window: Program) -> None:
    """The record is the call as it was led."""
    call = window.last_call()
    assert call["caller"]["audience"] == "executive"
    assert call["caller"]["language"] == "de"
    assert call["notes"]["reported"] == REPORTED
    assert call["notes"]["observed"] == CHECKED
    assert call["notes"]["done"] == DONE
    assert call["notes"]["follow_up"] == FOLLOW_UP
    assert (call["flow"], call["outcome"]) == ("password-reset", "resolved")
    assert "hear-them-out" in said(window)
    assert [hold["permission"] for hold in call["holds"]] == ["granted"]


def files(window: Program) -> list[Path]:
    """Everything the program has left on the disk."""
    return [file for file in window.folder.rglob("*") if file.is_file()]
