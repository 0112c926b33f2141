"""Carbon's keys, with a stand-in for quickmachotkey: it can be imported on a Mac only."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType

import pytest

from companion.hotkeys.macos import NO_SUCH_KEY, NOT_HERE, MacKeys
from tests.hotkeys.listening import HOLD, SPELL, Heard, chords

COMMAND, SHIFT, OPTION, CONTROL = 0x100, 0x200, 0x800, 0x1000


class FakeCarbon:
    """The part of quickmachotkey that is used."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.registered: dict[tuple[int, int], Callable[[], None]] = {}
        library, constants = ModuleType("quickmachotkey"), ModuleType("quickmachotkey.constants")
        constants.__dict__.update(kVK_F9=0x65, kVK_ANSI_H=0x04)
        library.__dict__.update(quickHotKey=self._hot_key, constants=constants)
        monkeypatch.setitem(sys.modules, "quickmachotkey", library)
        monkeypatch.setitem(sys.modules, "quickmachotkey.constants", constants)

    def _hot_key(self, **place_of: int) -> Callable[[Callable[[], None]], object]:
        place = (place_of["virtualKey"], place_of["modifierMask"])

        def register(handler: Callable[[], None]) -> object:
            self.registered[place] = handler
            handler.__dict__["unregister"] = lambda: self.registered.pop(place)
            return handler

        return register


@pytest.fixture
def carbon(monkeypatch: pytest.MonkeyPatch) -> FakeCarbon:
    return FakeCarbon(monkeypatch)


def test_ctrl_is_command(carbon: FakeCarbon, heard: Heard) -> None:
    MacKeys().start(chords(spell_selection="Ctrl+Shift+F9", hold="Meta+Alt+H"), heard.listener)

    assert set(carbon.registered) == {(0x65, COMMAND | SHIFT), (0x04, CONTROL | OPTION)}
    assert heard.holding == {SPELL, HOLD}


def test_a_press_is_told(carbon: FakeCarbon, heard: Heard) -> None:
    MacKeys().start(chords(hold="Ctrl+Shift+F9"), heard.listener)
    carbon.registered[0x65, COMMAND | SHIFT]()

    assert heard.pressed == [HOLD]


def test_a_key_that_macs_lack_is_told(carbon: FakeCarbon, heard: Heard) -> None:
    MacKeys().start(chords(hold="Ctrl+Shift+F24"), heard.listener)

    assert heard.grabs[HOLD].trouble == NO_SUCH_KEY


def test_stopping_lets_go(carbon: FakeCarbon, heard: Heard) -> None:
    keys = MacKeys()
    keys.start(chords(hold="Ctrl+Shift+F9"), heard.listener)
    keys.stop()
    keys.stop()

    assert carbon.registered == {}


def test_without_the_library_the_way_fails(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "quickmachotkey", None)
    MacKeys().start(chords(hold="Ctrl+Shift+F9"), heard.listener)

    assert heard.failures == [NOT_HERE]
