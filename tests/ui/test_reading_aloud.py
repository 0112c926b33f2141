"""A spelling read aloud in the window: asked for by key and by button, followed by the eye."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion import paths
from companion.content.speller_tools import SpellerTools
from companion.services.selection import Selected
from companion.settings.options import READING_ALOUD, READING_PACE, READING_PAUSE
from companion.settings.store import Settings
from companion.ui.reading_aloud import IS_OFF, ReadingAloud
from companion.ui.speller_page import SpellerPage
from companion.ui.speller_window import SpellerWindow
from companion.ui.theme import Theme
from companion.ui.voice_bar import VoiceBar
from tests.fakes import FakeSelection, FakeVoice

Key = Qt.Key


@dataclass
class Desk:
    """A speller with a voice that may read aloud, as fast as can be."""

    page: SpellerPage
    voice: FakeVoice
    settings: Settings
    reading: ReadingAloud

    @property
    def bar(self) -> VoiceBar:
        assert self.page.panel.voice_bar is not None
        return self.page.panel.voice_bar

    @property
    def current(self) -> int:
        return self.page.panel.view.current

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.page.panel.view, key)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(tmp_path / "settings.toml")
    settings.change(READING_ALOUD.key, "asked")
    settings.change(READING_PACE.key, 180)
    settings.change(READING_PAUSE.key, 0)
    return settings


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, settings: Settings, tmp_path: Path) -> Iterator[Desk]:
    Theme(paths.resources() / "themes").apply(qapp, "light", 100)
    voice = FakeVoice()
    reading = ReadingAloud(voice, settings)
    page = SpellerPage(SpellerTools(paths.resources(), tmp_path), settings, reading)
    page.resize(360, 700)
    page.show()
    qtbot.waitExposed(page)
    yield Desk(page, voice, settings, reading)
    shiboken6.delete(page)


def test_reads_from_where_one_is_and_the_eye_follows(desk: Desk, qtbot: QtBot) -> None:
    desk.page.enter("ab1")
    desk.press(Key.Key_Space, Key.Key_P)
    desk.voice.speak()
    qtbot.waitUntil(lambda: len(desk.voice.pending) == 1)
    desk.voice.begin()

    assert desk.voice.texts == ["Bravo", "one"]
    assert desk.current == 2
    assert desk.page.panel.spelling.text() == "one"


def test_a_word_that_voices_get_wrong_is_given_to_them_otherwise(desk: Desk) -> None:
    desk.page.enter("q")
    desk.press(Key.Key_P)

    assert desk.voice.texts == ["Keh-beck"]
    assert desk.page.panel.spelling.text() == "Quebec"


def test_the_same_key_pauses(desk: Desk) -> None:
    desk.page.enter("ab1")
    desk.press(Key.Key_P)
    desk.voice.begin()
    reads = desk.bar.read.accessibleName()
    desk.press(Key.Key_P)

    assert (reads, desk.bar.read.accessibleName()) == ("Pause", "Read aloud")
    assert desk.voice.pending == []


@pytest.mark.parametrize("key", [Key.Key_S, Key.Key_Escape])
def test_silence_by_key(desk: Desk, key: Qt.Key) -> None:
    desk.page.left.connect(desk.page.hide)
    desk.page.enter("ab1")
    desk.press(Key.Key_P)
    desk.voice.begin()
    if key is Key.Key_Escape:
        # The window's own Esc; here there is none around the page.
        desk.page.done.click()
    else:
        desk.press(key)

    assert desk.voice.pending == []
    assert not desk.reading.is_reading


def test_again_and_back_say_one_when_nothing_is_being_read(desk: Desk) -> None:
    desk.page.enter("ab1")
    desk.press(Key.Key_End, Key.Key_R)
    desk.voice.speak()
    desk.press(Key.Key_B)
    desk.voice.speak()

    assert desk.voice.texts == ["one", "Bravo"]
    assert desk.current == 1
    assert desk.voice.pending == []


def test_a_step_while_it_reads_takes_the_voice_along(desk: Desk) -> None:
    desk.page.enter("ab1")
    desk.press(Key.Key_P)
    desk.voice.begin()
    desk.press(Key.Key_End)

    assert desk.voice.texts == ["Alpha", "one"]


def test_a_step_while_it_is_silent_says_nothing(desk: Desk) -> None:
    desk.page.enter("ab1")
    desk.press(Key.Key_Space, Key.Key_Space)

    assert desk.voice.texts == []


@pytest.mark.parametrize(
    ("key", "pace"), [(Key.Key_Plus, 70), (Key.Key_Equal, 70), (Key.Key_Minus, 50)]
)
def test_slower_and_faster_by_key_and_it_is_remembered(
    desk: Desk, qtbot: QtBot, key: Qt.Key, pace: int
) -> None:
    desk.settings.change(READING_PACE.key, 60)
    desk.page.enter("ab1")
    with qtbot.waitSignal(desk.reading.pace_chosen):
        desk.press(key)

    assert desk.settings.get(READING_PACE) == pace


def test_the_pace_has_ends(desk: Desk) -> None:
    desk.settings.change(READING_PACE.key, 15)
    desk.page.enter("ab1")
    desk.press(Key.Key_Minus, Key.Key_Minus)

    assert desk.settings.get(READING_PACE) == 10


def test_a_secret_is_not_read_unless_the_settings_allow_it(desk: Desk) -> None:
    desk.settings.change(READING_ALOUD.key, "off")
    desk.page.enter("xK9#mQ2$")
    desk.press(Key.Key_P, Key.Key_R, Key.Key_B)

    assert desk.voice.texts == []
    assert not desk.voice.is_ready
    assert desk.bar.message.accessibleName() == f"Voice: {IS_OFF}"
    assert not desk.bar.faster.isVisible()


def test_the_voice_is_ready_when_the_page_comes_up(desk: Desk) -> None:
    desk.page.enter("")

    assert desk.voice.is_ready


def test_each_alphabet_has_the_voice_of_its_language(desk: Desk) -> None:
    desk.page.alphabet.setCurrentIndex(desk.page.alphabet.findData("de-AT"))
    desk.page.enter("a")
    desk.press(Key.Key_P)

    assert [language for _, language in desk.voice.said.values()] == ["de-AT"]


def test_typing_another_text_ends_the_reading(desk: Desk) -> None:
    desk.page.enter("ab1")
    desk.press(Key.Key_P)
    desk.voice.begin()
    QTest.keyClicks(desk.page.text, "c")

    assert desk.voice.pending == []


def test_showing_what_is_hidden_does_not_end_the_reading(desk: Desk) -> None:
    desk.page.enter("xK9#mQ2$")
    desk.press(Key.Key_P)
    desk.voice.begin()
    desk.page.reveal.click()

    assert desk.reading.is_reading


def test_trouble_with_the_voice_is_one_sentence_that_goes_when_it_is_over(desk: Desk) -> None:
    desk.page.enter("ab1")
    top = desk.page.heard.y()
    desk.voice.fail("No sound came out.")
    QApplication.sendPostedEvents()
    shown = desk.bar.message.isVisible(), desk.bar.message.text()
    desk.voice.fail("")

    assert shown == (True, "No sound came out.")
    assert desk.page.heard.y() == top
    assert not desk.bar.message.isVisible()


def test_the_buttons_do_what_the_keys_do_and_leave_the_keyboard(desk: Desk) -> None:
    desk.page.enter("ab1")
    desk.press(Key.Key_Space)
    desk.bar.repeat.click()
    desk.bar.back.click()
    desk.bar.read.click()
    desk.bar.slower.click()

    assert desk.voice.texts == ["Bravo", "Alpha", "Bravo"]
    assert desk.settings.get(READING_PACE) == 170
    assert desk.page.panel.view.hasFocus()


def test_from_the_last_character_it_reads_all_of_it_again(desk: Desk) -> None:
    desk.page.enter("ab1")
    desk.press(Key.Key_End, Key.Key_P)

    assert desk.voice.texts == ["Alpha"]


@pytest.fixture
def popup(qapp: QApplication, settings: Settings, tmp_path: Path) -> Iterator[SpellerWindow]:
    Theme(paths.resources() / "themes").apply(qapp, "light", 100)
    tools = SpellerTools(paths.resources(), tmp_path)
    selection = FakeSelection(Selected("b2"))
    popup = SpellerWindow(tools, selection, settings, ReadingAloud(FakeVoice(), settings))
    yield popup
    shiboken6.delete(popup)


def voice_of(popup: SpellerWindow) -> FakeVoice:
    assert popup.panel.reading is not None
    voice = popup.panel.reading._voice
    assert isinstance(voice, FakeVoice)
    return voice


def spell_selection(popup: SpellerWindow, qtbot: QtBot) -> None:
    """The key, pressed, and the selection read, which comes after the first picture."""
    selection = popup._selection
    assert isinstance(selection, FakeSelection)
    popup.spell_selection()
    qtbot.waitUntil(lambda: selection.asked > 0)


@pytest.mark.parametrize(("wanted", "said"), [("at_once", ["Bravo"]), ("asked", [])])
def test_what_is_selected_is_read_at_once_where_that_is_wanted(
    popup: SpellerWindow, settings: Settings, qtbot: QtBot, wanted: str, said: list[str]
) -> None:
    settings.change(READING_ALOUD.key, wanted)
    spell_selection(popup, qtbot)

    assert voice_of(popup).texts == said


def test_what_is_doubtful_is_not_read_unasked(
    popup: SpellerWindow, settings: Settings, qtbot: QtBot
) -> None:
    settings.change(READING_ALOUD.key, "at_once")
    selection = popup._selection
    assert isinstance(selection, FakeSelection)
    selection.answer = Selected("b2", doubt="It may be another program's.")
    spell_selection(popup, qtbot)

    assert voice_of(popup).texts == []


def test_wiping_the_popup_silences_it(
    popup: SpellerWindow, settings: Settings, qtbot: QtBot
) -> None:
    settings.change(READING_ALOUD.key, "at_once")
    spell_selection(popup, qtbot)
    voice_of(popup).begin()
    popup.wipe()

    assert voice_of(popup).pending == []
