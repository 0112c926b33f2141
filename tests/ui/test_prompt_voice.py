"""A prompt, heard when it is asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from companion.ui.prompt_voice import PromptVoice
from tests.fakes import FakeVoice
from tests.ui.conftest import CTRL, Stage


@pytest.fixture
def voice() -> FakeVoice:
    return FakeVoice()


def test_the_key_asks_for_the_line_as_it_stands(stage: Stage, qtbot: QtBot) -> None:
    stage.talk("Sarah Okafor")
    with qtbot.waitSignal(stage.window.say_requested) as asked:
        stage.press(Qt.Key.Key_F4, CTRL)

    assert asked.args == [stage.prompt, "en"]
    assert "Sarah" in stage.prompt


def test_on_hold_it_is_what_is_said_to_who_waits(stage: Stage, qtbot: QtBot) -> None:
    stage.talk()
    stage.press(Qt.Key.Key_F8)
    stage.press(Qt.Key.Key_Return)
    with qtbot.waitSignal(stage.window.say_requested) as asked:
        stage.press(Qt.Key.Key_F4, CTRL)

    assert asked.args is not None
    assert asked.args[0] == stage.prompt


def test_asked_again_it_is_silent(voice: FakeVoice) -> None:
    prompt_voice = PromptVoice(voice)
    prompt_voice.say_or_stop("Hello Sarah.", "en")
    voice.begin()
    prompt_voice.say_or_stop("Hello Sarah.", "en")
    silent = [*voice.pending]
    prompt_voice.say_or_stop("Hello Sarah.", "en")

    assert silent == []
    assert voice.texts == ["Hello Sarah.", "Hello Sarah."]


def test_a_line_that_was_said_to_its_end_is_said_again(voice: FakeVoice) -> None:
    prompt_voice = PromptVoice(voice)
    for _ in range(2):
        prompt_voice.say_or_stop("Hello Sarah.", "en")
        voice.speak()

    assert len(voice.texts) == 2


def test_only_trouble_with_a_line_that_was_asked_for_is_told(
    voice: FakeVoice, qtbot: QtBot
) -> None:
    prompt_voice = PromptVoice(voice)
    told: list[str] = []
    prompt_voice.told.connect(told.append)
    voice.fail("No sound came out.")
    prompt_voice.say_or_stop("Hello Sarah.", "en")
    voice.fail("No sound came out.")

    assert told == ["No sound came out."]
