"""Windows' hot keys: its calls are a stand-in, its messages are real memory in its layout."""

from __future__ import annotations

import ctypes
from ctypes import wintypes

import pytest
from PySide6.QtCore import QObject

from companion.domain.chord import KEYS, Chord, Modifier
from companion.hotkeys.qt_windows import WindowsKeys
from companion.hotkeys.windows import ALREADY_REGISTERED, TAKEN, WM_HOTKEY, HotKeys, User32
from tests.hotkeys.listening import HOLD, SPELL, Heard, chords

WANTED = chords(spell_selection="Ctrl+Shift+F9", hold="Alt+Meta+H")
GENERIC = b"windows_generic_MSG"


class FakeCalls:
    """Keeps every key but those that are another program's."""

    def __init__(self, errors: dict[int, int] | None = None) -> None:
        self.kept: dict[int, tuple[int, int]] = {}
        self._errors = errors or {}

    def register(self, number: int, modifiers: int, key: int) -> int:
        if error := self._errors.get(key, 0):
            return error
        self.kept[number] = (modifiers, key)
        return 0

    def unregister(self, number: int) -> None:
        del self.kept[number]


def message(number: int, kind: int = WM_HOTKEY) -> wintypes.MSG:
    """What Windows puts in the queue for a press."""
    return wintypes.MSG(message=kind, wParam=number)


def test_keys_are_asked_for_without_repetition(qapp: QObject, heard: Heard) -> None:
    calls = FakeCalls()
    WindowsKeys(calls).start(WANTED, heard.listener)

    assert calls.kept == {1: (0x4000 | 2 | 4, 0x78), 2: (0x4000 | 1 | 8, ord("H"))}
    assert heard.holding == {SPELL, HOLD}


@pytest.mark.parametrize("kind", [GENERIC, b"windows_dispatcher_MSG"])
def test_a_message_is_a_press(qapp: QObject, heard: Heard, kind: bytes) -> None:
    keys = WindowsKeys(FakeCalls())
    keys.start(WANTED, heard.listener)
    sent = message(2)

    assert keys.nativeEventFilter(kind, ctypes.addressof(sent)) == (True, 0)
    assert heard.pressed == [HOLD]


def test_other_messages_are_left_alone(qapp: QObject, heard: Heard) -> None:
    keys = WindowsKeys(FakeCalls())
    keys.start(WANTED, heard.listener)
    sent = [message(1, kind=0x0100), message(99)]

    assert [keys.nativeEventFilter(GENERIC, ctypes.addressof(m))[0] for m in sent] == [False] * 2
    assert keys.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)
    assert heard.pressed == []


def test_a_key_of_another_program_is_told_and_the_others_work(qapp: QObject, heard: Heard) -> None:
    calls = FakeCalls({0x78: ALREADY_REGISTERED})
    WindowsKeys(calls).start(WANTED, heard.listener)

    assert heard.grabs[SPELL].trouble == TAKEN
    assert heard.holding == {HOLD}


def test_all_keys_taken_is_no_reason_to_read_every_key(qapp: QObject, heard: Heard) -> None:
    calls = FakeCalls({0x78: ALREADY_REGISTERED, ord("H"): ALREADY_REGISTERED})
    WindowsKeys(calls).start(WANTED, heard.listener)

    assert heard.failures == []


def test_where_windows_gives_no_key_the_way_fails(qapp: QObject, heard: Heard) -> None:
    WindowsKeys(FakeCalls({0x78: 1459, ord("H"): 1459})).start(WANTED, heard.listener)

    assert heard.failures == ["Windows refuses it (error 1459)."]


def test_stopping_lets_go_and_hears_nothing(qapp: QObject, heard: Heard) -> None:
    calls = FakeCalls()
    keys = WindowsKeys(calls)
    keys.start(WANTED, heard.listener)
    keys.stop()
    keys.stop()

    assert calls.kept == {}
    assert keys.nativeEventFilter(GENERIC, ctypes.addressof(message(1))) == (False, 0)


@pytest.mark.skipif(hasattr(ctypes, "WinDLL"), reason="this is Windows")
def test_on_another_system_the_way_fails(qapp: QObject, heard: Heard) -> None:
    WindowsKeys().start(WANTED, heard.listener)

    assert heard.failures == ["Windows cannot be asked for keys: there is no user32.dll."]


def test_the_calls_are_made_as_windows_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    class Function:
        argtypes: list[object]

        def __call__(self, *arguments: object) -> int:
            made.append(arguments)
            return 0

    class Library:
        RegisterHotKey, UnregisterHotKey = Function(), Function()

    made: list[tuple[object, ...]] = []
    monkeypatch.setattr(ctypes, "WinDLL", lambda *_, **__: Library, raising=False)
    monkeypatch.setattr(ctypes, "get_last_error", lambda: 1409, raising=False)
    calls = User32()

    assert calls.register(1, 6, 0x78) == ALREADY_REGISTERED
    calls.unregister(1)
    assert made == [(None, 1, 6, 0x78), (None, 1)]
    assert Library.RegisterHotKey.argtypes[0] is wintypes.HWND


def test_every_key_has_a_code() -> None:
    held = Modifier.CTRL | Modifier.SHIFT
    wanted = {SPELL: Chord(held, "F1")}
    for key in KEYS:
        calls = FakeCalls()
        HotKeys(calls).register(wanted | {SPELL: Chord(held, key)})

        assert calls.kept[1][1] in range(0x20, 0x88)
