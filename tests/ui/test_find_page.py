"""One key finds anything, Enter does what is said, Esc goes back to the very place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from companion.domain.cards import Term
from companion.domain.errors import UserError
from companion.services.finding import FindKind
from companion.services.ports import CallQuery, CallSummary
from companion.ui.find_page import FindPage
from tests.ui.conftest import CTRL, Stage

Key = Qt.Key


@pytest.fixture
def finding(stage: Stage, qtbot: QtBot) -> Stage:
    """A call, its first note begun, and the search over it."""
    stage.talk()
    stage.press(Key.Key_R, Qt.KeyboardModifier.AltModifier)
    stage.type("the vpn drops")
    open_search(stage, qtbot)
    return stage


def open_search(stage: Stage, qtbot: QtBot) -> None:
    stage.press(Key.Key_F, CTRL)
    qtbot.waitUntil(lambda: not page(stage).is_reading)


def page(stage: Stage) -> FindPage:
    return stage.window.pages.finding


def results(stage: Stage) -> list[str]:
    shown = page(stage).results
    return [shown.item(row).text() for row in range(shown.count())]


def find(stage: Stage, text: str, row: str = "") -> None:
    """Type, and go down to the result that has these words."""
    stage.type(text)
    while row and row not in page(stage).results.currentItem().text():
        before = page(stage).results.currentRow()
        stage.press(Key.Key_Down)
        assert page(stage).results.currentRow() > before, results(stage)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("vpn", FindKind.TERM),
        ("password reset", FindKind.FLOW),
        ("document blocks printer", FindKind.KNOWN_ERROR),
        ("countdown", FindKind.SETTING),
        ("mini bar there", FindKind.KEY),
        ("escalate", FindKind.ASIDE),
        ("pasword reset", FindKind.FLOW),
    ],
)
def test_anything_is_found_from_one_field(finding: Stage, typed: str, kind: FindKind) -> None:
    finding.type(typed)

    assert any(f"\n{kind}" in line for line in results(finding)[:6]), results(finding)


def test_esc_goes_back_to_the_very_place(finding: Stage, qtbot: QtBot) -> None:
    finding.type("printer")
    finding.press(Key.Key_Escape)

    field = finding.focus
    assert isinstance(field, QPlainTextEdit)
    assert field.accessibleName() == "Reported"
    finding.type("!")
    assert finding.call.notes.reported == "the vpn drops!"


def test_a_line_of_the_call_is_gone_to(finding: Stage) -> None:
    find(finding, "what is this keeping you from", "Incident › Listen")
    finding.press(Key.Key_Return)

    assert finding.window.pages.is_home
    assert finding.call.place.stage == "listen"


def test_a_line_of_another_flow_is_read_in_full(finding: Stage) -> None:
    find(finding, "neighbour print", "Printer")
    before = finding.call.place
    assert page(finding).does.accessibleName() == "Enter: reads it in full"
    finding.press(Key.Key_Return)

    assert finding.call.place == before
    assert finding.focus.accessibleName() == "Preview"
    assert "neighbour" in page(finding).hit.toPlainText()
    finding.press(Key.Key_Escape)
    assert finding.focus.accessibleName() == "Search"


def test_a_side_flow_comes_in_between(finding: Stage) -> None:
    find(finding, "bad news", "In between")
    finding.press(Key.Key_Return)

    assert finding.call.asides


def test_a_card_is_opened(finding: Stage, qtbot: QtBot) -> None:
    find(finding, "phishing", "Term")
    finding.press(Key.Key_Return)

    cards = finding.window.pages.cards
    qtbot.waitUntil(lambda: cards._open is not None)
    assert isinstance(cards._open, Term)
    assert finding.window.pages.currentWidget() is cards


def test_a_reply_is_written_to_the_caller(finding: Stage) -> None:
    find(finding, "password after the reset", "Reply · chat")
    finding.press(Key.Key_Return)

    shown = finding.window.pages.replies_shown
    assert shown is not None
    assert "Chat · Password reset: after the reset" in shown.replies.currentItem().text()


def test_a_setting_is_gone_to(finding: Stage) -> None:
    find(finding, "text size", "Setting")
    finding.press(Key.Key_Return)

    assert finding.focus.accessibleName() == "Text size"
    finding.press(Key.Key_Escape)
    assert finding.window.pages.is_home


def test_a_key_is_done(finding: Stage) -> None:
    find(finding, "park the call", "Key · F6")
    finding.press(Key.Key_Return)

    assert finding.desk.call is None
    assert len(finding.desk.parked) == 1


def test_a_past_call_is_shown_among_the_past_calls(finding: Stage, qtbot: QtBot) -> None:
    finding.press(Key.Key_Escape)
    finding.history.calls = (finding.call,)
    open_search(finding, qtbot)
    find(finding, "vpn drops", "Call ·")
    assert page(finding).hit.toPlainText() == "ticket of Sarah Okafor"
    finding.press(Key.Key_Return)

    history = finding.window.pages.history
    qtbot.waitUntil(lambda: history.shown is not None)
    assert finding.window.pages.currentWidget() is history
    assert history.shown == finding.call


def test_enter_waits_for_the_calls_before_it_takes_a_guess(
    finding: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive: list[Callable[[Sequence[CallSummary]], None]] = []

    def later(
        query: CallQuery,
        found: Callable[[Sequence[CallSummary]], None],
        failed: Callable[[UserError], None],
    ) -> None:
        arrive.append(found)

    monkeypatch.setattr(finding.history, "find", later)
    finding.type("pasword")
    finding.press(Key.Key_Return)
    assert finding.window.pages.currentWidget() is page(finding)

    arrive[-1](())
    assert finding.window.pages.currentWidget() is not page(finding)


def test_what_is_chosen_stays_chosen_when_calls_arrive(
    finding: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[Callable[[Sequence[CallSummary]], None]] = []
    answer = finding.history.find

    def later(
        query: CallQuery,
        found: Callable[[Sequence[CallSummary]], None],
        failed: Callable[[UserError], None],
    ) -> None:
        kept.append(found)

    finding.history.calls = (finding.call,)
    monkeypatch.setattr(finding.history, "find", later)
    finding.type("pasword")
    finding.press(Key.Key_Down)
    chosen = page(finding).results.currentItem().text()
    answer(CallQuery(), kept[-1], lambda _: None)

    assert any("Call ·" in line for line in results(finding))
    assert page(finding).results.currentItem().text() == chosen


def test_without_a_call_a_flow_is_the_next_calls(stage: Stage, qtbot: QtBot) -> None:
    open_search(stage, qtbot)
    find(stage, "printer", "Flow")
    stage.press(Key.Key_Return)
    stage.press(Key.Key_F2)

    assert stage.call.flow == "printer"
