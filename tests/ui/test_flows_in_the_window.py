"""Side-flows, questions, gaps and switches, by keyboard, in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from companion.domain.manner import Audience, Tone
from companion.domain.notes import Section
from tests.ui.conftest import ALT, CTRL, Stage

Key = Qt.Key
CALM = """
title = "Calm"
side = true
letter = "c"

[[stages]]
id = "vent"
title = "Let it out"

[[stages.prompts]]
id = "i-am-listening"
say = ["I'm listening. Take your time."]
"""
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def own_calm_mode(tmp_path: Path) -> None:
    """A team's own side-flow, installed before the window is made."""
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "calm.toml").write_text(CALM, "utf-8")


def confirm(stage: Stage) -> None:
    """A call of the incident flow at its third stage, which asks questions."""
    stage.talk()
    stage.press(Key.Key_3, ALT)
    QGuiApplication.processEvents()


def say_until(stage: Stage, prompt: str) -> None:
    """Say one line after another until that prompt is shown."""
    for _ in range(6):
        if stage.call.place.prompt != prompt:
            stage.press(Key.Key_Return, CTRL)
    assert stage.call.place.prompt == prompt


def label(stage: Stage) -> str:
    return stage.window.pages.call.talk.ladder.question.accessibleName()


def notes_field(stage: Stage, section: Section) -> str:
    return stage.window.pages.call.notes.fields[section].toPlainText()


def test_a_side_flow_is_two_keys_away_and_one_key_back(stage: Stage) -> None:
    confirm(stage)
    before = stage.prompt
    stage.press(Key.Key_K, CTRL)
    stage.type("c")
    assert stage.call.asides
    assert stage.prompt != before

    stage.press(Key.Key_K, CTRL)
    assert stage.prompt == before


def test_calm_mode_is_a_button_and_the_same_key_comes_back(stage: Stage) -> None:
    confirm(stage)
    before = stage.prompt
    stage.window.pages.call.rows.calm.click()
    assert stage.prompt == "I'm listening. Take your time."
    assert "Back" in stage.window.pages.call.rows.calm.text()

    stage.press(Key.Key_F9, CTRL)
    assert stage.prompt == before


def test_escape_leaves_the_list_and_the_keyboard_is_back(stage: Stage) -> None:
    confirm(stage)
    typing = stage.focus
    stage.press(Key.Key_K, CTRL)
    assert stage.focus is not typing

    stage.press(Key.Key_Escape)

    assert stage.focus is typing
    assert not stage.call.asides


def test_an_answer_is_one_key_and_writes_its_line(stage: Stage) -> None:
    confirm(stage)
    stage.type("Error 619")
    stage.press(Key.Key_E, CTRL)
    assert "Do others have the same trouble?" in label(stage)

    stage.window.pages.call.talk.ladder.yes.click()

    assert notes_field(stage, Section.OBSERVED).splitlines() == [
        "Error 619",
        "Others have the same trouble.",
    ]
    stage.type("!")
    assert notes_field(stage, Section.OBSERVED).startswith("Error 619!")


def test_what_is_answered_makes_room_for_the_next_question(stage: Stage) -> None:
    confirm(stage)
    first = label(stage)
    stage.window.pages.call.talk.ladder.done.click()

    assert label(stage) != first


def test_the_same_answer_again_takes_it_back(stage: Stage) -> None:
    confirm(stage)
    ladder = stage.window.pages.call.talk.ladder
    stage.press(Key.Key_E, CTRL)
    ladder.no.click()
    stage.press(Key.Key_E, CTRL)
    for _ in range(3):
        if "others" not in label(stage):
            stage.press(Key.Key_E, CTRL)
    assert ladder.no.text().startswith("✓")

    ladder.no.click()

    assert notes_field(stage, Section.OBSERVED) == ""


def test_the_answers_stand_where_the_questions_were_at_the_last_line(stage: Stage) -> None:
    confirm(stage)
    talk = stage.window.pages.call.talk
    assert talk.ladder.isVisible()

    stage.press(Key.Key_F10)

    assert not talk.ladder.isVisible()
    stage.press(Key.Key_E, CTRL)
    assert talk.ladder.isVisible()


def test_what_a_prompt_asks_is_typed_beside_it_and_said_later(stage: Stage) -> None:
    stage.talk()
    stage.press(Key.Key_2, ALT)
    say_until(stage, "since-when")
    notes = stage.focus

    stage.press(Key.Key_G, CTRL)
    assert isinstance(stage.focus, QLineEdit)
    assert stage.focus.accessibleName() == "Since when"
    stage.type("Monday")
    stage.press(Key.Key_Return)

    assert stage.focus is notes
    assert stage.call.gathered.facts.since == "Monday"
    stage.press(Key.Key_3, ALT)
    say_until(stage, "restate")
    assert "since Monday" in stage.prompt


def test_a_gap_is_asked_for_once_and_closes_when_it_is_left(stage: Stage) -> None:
    confirm(stage)
    say_until(stage, "restate")
    gaps = stage.window.pages.call.card.gaps
    assert gaps.isVisible()

    stage.press(Key.Key_G, CTRL)
    stage.type("two days")
    assert stage.focus is gaps.fields[0]
    assert "for two days" in stage.prompt

    stage.press(Key.Key_Return)
    stage.press(Key.Key_F4)
    assert not gaps.isVisible()


def test_the_switches_are_keys(stage: Stage) -> None:
    confirm(stage)
    neutral = stage.prompt
    stage.press(Key.Key_T, CTRL)
    assert stage.call.tone is Tone.WARM
    assert stage.prompt != neutral

    stage.press(Key.Key_T, CTRL | SHIFT)
    assert stage.call.caller.technical
    assert "✓" in stage.window.pages.call.card.technical.text()


def test_another_language_names_the_stages_at_once_and_in_full(stage: Stage) -> None:
    confirm(stage)
    strip = stage.window.pages.call.stages
    stage.press(Key.Key_L, CTRL | SHIFT)

    titles = [strip.item(row).text() for row in range(strip.count())]
    assert stage.call.caller.language == "de"
    assert titles[2:4] == ["◉ Bestätigen", "· Beheben"]
    widths = [strip.item(row).sizeHint().width() for row in range(strip.count())]
    needed = [strip.fontMetrics().horizontalAdvance(title) for title in titles]
    assert all(width >= need for width, need in zip(widths, needed, strict=True))


def test_the_audience_is_chosen_beside_the_flow(stage: Stage) -> None:
    confirm(stage)
    audience = stage.window.header.audience
    audience.setCurrentIndex(audience.findData(Audience.EXECUTIVE.value))
    audience.activated.emit(audience.currentIndex())

    assert stage.call.caller.audience is Audience.EXECUTIVE
    assert stage.call.caller.name == "Sarah Okafor"


def test_another_call_is_spoken_to_in_its_own_way(stage: Stage) -> None:
    confirm(stage)
    stage.press(Key.Key_T, CTRL)
    stage.press(Key.Key_T, CTRL | SHIFT)
    stage.press(Key.Key_F2)

    assert stage.call.tone is Tone.NEUTRAL
    assert not stage.call.caller.technical


def test_nothing_moves_when_gaps_questions_and_answers_come_and_go(stage: Stage) -> None:
    stage.talk()
    field = stage.window.pages.call.notes.fields[Section.REPORTED]
    QGuiApplication.processEvents()
    top = field.mapTo(stage.window, field.rect().topLeft())
    stage.press(Key.Key_2, ALT)
    for _ in range(6):
        stage.press(Key.Key_F10)
        QGuiApplication.processEvents()
        assert field.mapTo(stage.window, field.rect().topLeft()) == top


def test_how_a_caller_likes_to_be_spoken_to_is_there_on_their_next_call(stage: Stage) -> None:
    stage.talk("Ann Lee")
    typing = stage.focus
    stage.press(Key.Key_B, CTRL)
    assert stage.focus.accessibleName() == "Style of this caller"
    stage.type("Short answers")
    stage.press(Key.Key_Return)
    stage.type("First names")
    stage.press(Key.Key_Return)
    assert stage.focus is typing

    stage.press(Key.Key_F2)
    assert "Short answers" not in stage.window.pages.call.card.cues.text()
    stage.type("Ann Lee")

    assert "♦ Short answers · ♦ First names" in stage.window.pages.call.card.cues.text()


def test_what_was_looked_at_is_logged_by_key(stage: Stage) -> None:
    confirm(stage)
    typing = stage.focus
    stage.press(Key.Key_D, CTRL)
    stage.type("Mailbox rules")
    stage.press(Key.Key_Return)
    stage.type("mail vanished")
    stage.press(Key.Key_Return)

    (access,) = stage.call.gathered.accesses
    assert (access.what, access.why) == ("Mailbox rules", "mail vanished")
    assert stage.focus is typing


def test_escape_leaves_a_form_without_a_trace(stage: Stage) -> None:
    confirm(stage)
    typing = stage.focus
    stage.press(Key.Key_D, CTRL)
    stage.type("Mailbox")
    stage.press(Key.Key_Escape)

    assert stage.focus is typing
    assert stage.call.gathered.accesses == ()


def test_what_was_half_typed_beside_the_line_is_there_again(stage: Stage) -> None:
    stage.talk()
    stage.press(Qt.Key.Key_D, CTRL)
    stage.type("the mail")
    half_typed = dict(stage.call_log.drafts)
    stage.talk("Ann Lee")
    stage.press(Qt.Key.Key_F5)
    stage.press(Qt.Key.Key_D, CTRL)
    form = stage.window.pages.call.card.access_form
    again = form.fields[0].text()
    stage.press(Qt.Key.Key_Escape)

    assert list(half_typed.values()) == ["the mail"]
    assert again == "the mail"
    assert set(stage.call_log.drafts.values()) == {""}, "Esc wants none of it"
