"""Next moves by what was said: what is shown whole is said with one press, and nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.ui.conftest import ALT, CTRL, Stage

Key = Qt.Key
DEFAULT = (400, 860)


@pytest.fixture
def roomy(stage: Stage) -> Stage:
    """A call in the window as it opens on a usual screen."""
    stage.window.resize(*DEFAULT)
    stage.talk()
    QGuiApplication.processEvents()
    return stage


def said(stage: Stage) -> list[str]:
    return [prompt.prompt for prompt in stage.call.prompts]


def words(stage: Stage) -> str:
    return stage.window.pages.call.card.words.then.text()


def test_one_press_says_the_stage(roomy: Stage) -> None:
    roomy.press(Key.Key_F10)

    assert said(roomy) == ["greet-by-name", "glad-you-rang", "best-number"]
    assert roomy.call.place.stage == "listen"


@pytest.mark.parametrize("number", range(1, 7))
@pytest.mark.parametrize("width", [360, 400])
def test_every_line_of_a_stage_is_in_sight(roomy: Stage, number: int, width: int) -> None:
    roomy.window.resize(width, DEFAULT[1])
    roomy.press(getattr(Key, f"Key_{number}"), ALT)
    QGuiApplication.processEvents()

    saying = roomy.desk.saying
    assert saying is not None
    assert saying.then
    for line in saying.then:
        assert line.text in words(roomy)
    assert not roomy.window.pages.call.area.verticalScrollBar().isVisible()


def test_what_there_is_no_room_for_is_not_said(stage: Stage) -> None:
    stage.window.resize(360, 780)
    stage.talk()
    stage.press(Key.Key_2, ALT)
    QGuiApplication.processEvents()
    shown = stage.window.pages.call.card.words.lines_shown
    assert shown < 4

    stage.press(Key.Key_F10)

    assert len(said(stage)) == shown
    assert stage.call.place.stage == "listen"


def test_the_large_line_alone_has_a_key(roomy: Stage) -> None:
    before = words(roomy)
    roomy.press(Key.Key_Return, CTRL)

    assert said(roomy) == ["greet-by-name"]
    assert roomy.prompt in before
    assert roomy.call.place.stage == "greet"


def test_back_is_back_to_what_was_shown(roomy: Stage) -> None:
    before = roomy.call.place
    roomy.press(Key.Key_F10)
    roomy.press(Key.Key_F10, CTRL)

    assert roomy.call.place == before


def test_an_answer_says_what_led_to_it(roomy: Stage) -> None:
    roomy.press(Key.Key_3, ALT)
    roomy.press(Key.Key_1, CTRL)

    assert said(roomy) == ["what-you-see", "restate"]


def test_the_thanks_after_a_hold_are_said_alone_or_with_the_answer(roomy: Stage) -> None:
    roomy.press(Key.Key_3, ALT)
    for back in (Key.Key_F10, Key.Key_1):
        roomy.press(Key.Key_F8)
        roomy.press(Key.Key_Return)
        roomy.clock.pass_by(20)
        roomy.press(Key.Key_F8)
        place = roomy.call.place
        assert "message on your screen" in words(roomy)
        assert "All" not in roomy.window.pages.call.talk.next.text()
        roomy.clock.pass_by(5)
        roomy.press(back, CTRL if back is Key.Key_1 else Qt.KeyboardModifier.NoModifier)
        if back is Key.Key_F10:
            assert roomy.call.place == place

    assert said(roomy) == ["thanks-for-waiting", "thanks-for-waiting", "what-you-see", "restate"]


def test_in_a_side_flow_each_line_is_a_step(roomy: Stage) -> None:
    roomy.press(Key.Key_F9, CTRL)
    roomy.press(Key.Key_F10)

    assert len(said(roomy)) == 1
    assert roomy.call.asides


def test_the_answers_and_the_way_to_the_questions_are_both_in_sight(roomy: Stage) -> None:
    roomy.press(Key.Key_3, ALT)
    talk = roomy.window.pages.call.talk
    assert not talk.ladder.isVisible()
    assert talk.questions.isVisible()

    roomy.press(Key.Key_E, CTRL)

    assert talk.ladder.isVisible()


def test_what_any_line_of_the_step_asks_is_typed_beside_it(roomy: Stage) -> None:
    roomy.press(Key.Key_2, ALT)
    roomy.press(Key.Key_G, CTRL)
    for text in ("invoices", "noon"):
        roomy.type(text)
        roomy.press(Key.Key_Return)
    roomy.press(Key.Key_G, CTRL)
    roomy.type("Monday")

    facts = roomy.call.gathered.facts
    assert (facts.stops, facts.deadline, facts.since) == ("invoices", "noon", "Monday")
