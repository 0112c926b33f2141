"""Keys pressed in other programs: what they do, and that the keyboard stays where it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from companion import paths
from companion.content.speller_tools import SpellerTools
from companion.domain.phase import OnHold, Talking
from companion.handover import Command
from companion.services.global_keys import GlobalAction
from companion.services.selection import Selected
from companion.settings.options import READING_ALOUD
from companion.ui.global_actions import GlobalActions
from companion.ui.reading_aloud import ReadingAloud
from companion.ui.speller_window import SpellerWindow
from tests.fakes import FakeSelection, FakeVoice
from tests.ui.conftest import Stage


@pytest.fixture
def voice() -> FakeVoice:
    return FakeVoice()


@pytest.fixture
def actions(stage: Stage, tmp_path: Path, voice: FakeVoice) -> Iterator[GlobalActions]:
    tools = SpellerTools(paths.resources(), tmp_path)
    selection = FakeSelection(Selected("a1"))
    reading = ReadingAloud(voice, stage.settings)
    actions = GlobalActions(
        stage.window, stage.desk, lambda: SpellerWindow(tools, selection, stage.settings, reading)
    )
    yield actions
    actions.close()


@pytest.fixture
def elsewhere(qtbot: QtBot, stage: Stage) -> Iterator[QWidget]:
    """Another window, where the agent is at work."""
    other = QWidget()
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    yield other
    shiboken6.delete(other)


def spell(actions: GlobalActions, qtbot: QtBot) -> None:
    """Press the key and wait for the spelling."""
    actions.act(GlobalAction.SPELL_SELECTION)
    qtbot.waitUntil(lambda: actions.popup.panel.current is not None)


def test_one_key_asks_to_hold_takes_the_yes_and_comes_back(
    stage: Stage, actions: GlobalActions, elsewhere: QWidget
) -> None:
    stage.desk.start_call()
    phases = []
    for _ in range(3):
        actions.act(GlobalAction.HOLD)
        phases.append((type(stage.call.phase), stage.call.hold_question is not None))

    assert phases == [(Talking, True), (OnHold, False), (Talking, False)]
    assert stage.call.holds[0].permission == "granted"
    assert elsewhere.isActiveWindow()


@pytest.mark.parametrize(
    "action", [GlobalAction.HOLD, GlobalAction.NEXT_PROMPT, GlobalAction.SILENCE]
)
def test_leaves_the_keyboard_where_the_agent_works(
    stage: Stage, actions: GlobalActions, elsewhere: QWidget, action: GlobalAction
) -> None:
    stage.desk.start_call()
    actions.act(action)

    assert elsewhere.isActiveWindow()


@pytest.mark.parametrize("action", list(GlobalAction))
def test_without_a_call_no_key_begins_one(
    stage: Stage, actions: GlobalActions, action: GlobalAction
) -> None:
    actions.act(action)

    assert stage.desk.call is None


def test_next_is_next(stage: Stage, actions: GlobalActions, elsewhere: QWidget) -> None:
    stage.desk.start_call()
    before = stage.call.place
    actions.act(GlobalAction.NEXT_PROMPT)

    assert stage.call.place.stage == "listen"
    assert stage.call.prompts[0].prompt == before.prompt


def test_next_says_the_one_line_in_sight_while_the_window_is_away(
    stage: Stage, actions: GlobalActions
) -> None:
    stage.desk.start_call()
    before = stage.call.place
    stage.window.bar.switch()
    actions.act(GlobalAction.NEXT_PROMPT)

    assert [said.prompt for said in stage.call.prompts] == [before.prompt]
    assert stage.call.place.stage == "greet"


def test_a_note_without_a_call_says_so(stage: Stage, actions: GlobalActions) -> None:
    actions.act(GlobalAction.QUICK_NOTE)

    assert "no call to note that on" in stage.window.notices.message.text()


def test_what_was_spelled_for_one_caller_is_gone_with_the_next(
    stage: Stage, actions: GlobalActions, qtbot: QtBot
) -> None:
    stage.desk.start_call()
    spell(actions, qtbot)
    before = actions.popup.panel.spelling.accessibleName()
    stage.desk.start_call()

    assert before == "Spelling: Alfa, one"
    assert not actions.popup.isVisible()
    assert actions.popup.panel.spelling.accessibleName() == "Spelling: "


def test_silence_puts_the_pop_up_away(stage: Stage, actions: GlobalActions) -> None:
    actions.act(GlobalAction.SPELL_SELECTION)
    actions.act(GlobalAction.SILENCE)

    assert not actions.popup.isVisible()


def test_the_key_shows_the_window_and_puts_it_out_of_the_way(
    stage: Stage, actions: GlobalActions, elsewhere: QWidget, qtbot: QtBot
) -> None:
    actions.act(GlobalAction.SHOW_OR_HIDE)
    qtbot.waitUntil(stage.window.isActiveWindow)
    actions.act(GlobalAction.SHOW_OR_HIDE)

    assert stage.window.isMinimized()


def test_another_start_spells_the_selection_without_the_window_coming_up(
    stage: Stage, actions: GlobalActions, elsewhere: QWidget
) -> None:
    actions.obey(Command(spell_selection=True))

    assert actions.popup.isVisible()
    assert elsewhere.isActiveWindow()


def test_speak_again_reads_the_popup_from_the_beginning_and_silence_ends_it(
    stage: Stage, actions: GlobalActions, voice: FakeVoice, qtbot: QtBot
) -> None:
    stage.settings.change(READING_ALOUD.key, "asked")
    spell(actions, qtbot)
    actions.act(GlobalAction.SPEAK_AGAIN)
    said = [*voice.texts]
    with qtbot.waitSignal(stage.window.silenced):
        actions.act(GlobalAction.SILENCE)

    assert said == ["Alpha"]
    assert voice.pending == []
    assert not actions.popup.isVisible()


def test_a_command_of_the_desktops_does_what_a_key_would(
    stage: Stage, actions: GlobalActions, elsewhere: QWidget
) -> None:
    stage.desk.start_call()
    before = stage.call.place
    actions.obey(Command(press="next_prompt"))
    after = stage.call.place
    actions.obey(Command(press="fly"))

    assert after != before
    assert "“fly”" in stage.window.notices.message.text()
    assert elsewhere.isActiveWindow()
