"""The voice in the settings: chosen from what there is, and heard before it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from companion import paths
from companion.services.voice import Sound, SoundOutput, VoiceName
from companion.settings.options import READING_ALOUD, VOICE, VOICE_OUTPUT, VOICE_RATE
from companion.settings.store import Settings
from companion.ui.settings_page import SettingsPage
from companion.ui.theme import Theme
from companion.ui.voice_settings import TRIAL
from tests.fakes import FakeVoice

VOICES = (VoiceName("de", "German", "de"), VoiceName("en", "English", "en-gb"))
OUTPUTS = (SoundOutput("usb", "Headset"),)


@pytest.fixture
def voice() -> FakeVoice:
    return FakeVoice()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.toml")


@pytest.fixture
def page(
    qtbot: QtBot, qapp: QApplication, voice: FakeVoice, settings: Settings
) -> Iterator[SettingsPage]:
    Theme(paths.resources() / "themes").apply(qapp, "light", 100)
    page = SettingsPage(settings, (), voice)
    page.resize(360, 700)
    page.show()
    qtbot.waitExposed(page)
    yield page
    shiboken6.delete(page)


def box(page: SettingsPage, key: str) -> QComboBox:
    found = page.fields[key]
    assert isinstance(found, QComboBox)
    return found


def titles(box: QComboBox) -> list[str]:
    return [box.itemText(row) for row in range(box.count())]


def choose(box: QComboBox, row: int) -> None:
    box.setCurrentIndex(row)
    box.activated.emit(row)


def test_voices_and_outputs_can_be_chosen_once_the_machine_has_told_them(
    page: SettingsPage, voice: FakeVoice, settings: Settings
) -> None:
    before = titles(box(page, VOICE.key))
    voice.know(VOICES, OUTPUTS)
    choose(box(page, VOICE.key), 2)
    choose(box(page, VOICE_OUTPUT.key), 1)

    assert before == ["The one that suits the text"]
    assert titles(box(page, VOICE.key))[1:] == ["English · en-gb", "German · de"]
    assert titles(box(page, VOICE_OUTPUT.key)) == ["The computer's", "Headset"]
    assert (settings.get(VOICE), settings.get(VOICE_OUTPUT)) == ("de", "usb")


def test_a_voice_that_is_not_on_this_machine_stays_chosen(
    page: SettingsPage, voice: FakeVoice, settings: Settings
) -> None:
    settings.change(VOICE.key, "zulu")
    voice.know(VOICES, OUTPUTS)

    assert box(page, VOICE.key).currentText() == "zulu (not here)"
    assert settings.get(VOICE) == "zulu"


def test_the_trial_sounds_as_it_is_set_and_says_nothing_secret(
    page: SettingsPage, voice: FakeVoice, settings: Settings
) -> None:
    settings.change(VOICE_RATE.key, 200)
    page.voice.trial.click()
    page.voice.trial.click()

    assert voice.texts == [TRIAL, TRIAL]
    assert len(voice.pending) == 1
    assert voice.sound == Sound(rate=200)


def test_what_is_in_the_way_is_said_beside_the_trial(page: SettingsPage, voice: FakeVoice) -> None:
    voice.fail("There is no voice on this computer.")

    assert page.voice.message.accessibleName() == "Voice: There is no voice on this computer."


@pytest.mark.parametrize(("allowed", "stays"), [("off", False), ("asked", True)])
def test_the_voice_rests_when_the_page_is_left_unless_it_may_be_needed(
    page: SettingsPage, voice: FakeVoice, settings: Settings, allowed: str, stays: bool
) -> None:
    settings.change(READING_ALOUD.key, allowed)
    was_ready = voice.is_ready
    page.hide()

    assert was_ready
    assert voice.is_ready is stays
