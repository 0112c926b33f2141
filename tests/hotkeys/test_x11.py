"""Keys grabbed at a real X server: each press once, whatever the locks and the layout are."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from Xlib import XK, X, display
from Xlib.ext import xtest

from companion.domain.chord import Chord
from companion.hotkeys import x11
from companion.hotkeys.qt_loop import QtLoop
from companion.hotkeys.x11 import NO_SERVER, SERVER_GONE, TAKEN, X11Keys
from companion.services.global_keys import GlobalAction
from tests.hotkeys.listening import HOLD, SPELL, Heard, chords
from tests.journeys.hands import Hands, OtherProgram
from tests.journeys.screen import Screen, a_screen
from tests.journeys.waiting import until

pytestmark = pytest.mark.screen

US_N = 57
"""The keycode of the key that has an N on an American keyboard."""


@contextmanager
def grabbed(where: str, heard: Heard, wanted: dict[GlobalAction, Chord]) -> Iterator[X11Keys]:
    loop = QtLoop()
    keys = X11Keys(loop, where)
    keys.start(wanted, heard.listener)
    try:
        yield keys
    finally:
        keys.stop()


class Fingers:
    """Keys by their place, which is what a layout does not change."""

    def __init__(self, where: str) -> None:
        self.x = display.Display(where)

    def down(self, *keycodes: int) -> None:
        for code in keycodes:
            xtest.fake_input(self.x, X.KeyPress, code)
        self.x.sync()

    def up(self, *keycodes: int) -> None:
        for code in keycodes:
            xtest.fake_input(self.x, X.KeyRelease, code)
        self.x.sync()

    def chord(self, keycode: int) -> None:
        """Ctrl, Shift and the key at that place."""
        self.down(37, 50, keycode)
        self.up(keycode, 50, 37)

    def tap(self, keysym: int) -> None:
        code = self.x.keysym_to_keycode(keysym)
        self.down(code)
        self.up(code)


@pytest.fixture
def fingers(screen: Screen) -> Iterator[Fingers]:
    ours = Fingers(screen.display)
    yield ours
    ours.x.close()


@pytest.fixture
def layout(screen: Screen) -> Iterator[Layout]:
    changes = Layout(screen.display)
    yield changes
    changes("us")


class Layout:
    """Changes the keyboard's layout, as the desktop's settings do."""

    def __init__(self, where: str) -> None:
        self._where = where

    def __call__(self, *options: str) -> None:
        subprocess.run(["setxkbmap", "-display", self._where, *options], check=True)


def presses(qtbot: QtBot, heard: Heard, count: int) -> bool:
    """Whether so many presses come, and no more of them."""
    qtbot.waitUntil(partial(heard.has, count), timeout=10_000)
    qtbot.wait(30)
    return len(heard.pressed) == count


def test_each_of_hundreds_of_presses_counts_once(
    screen: Screen, hands: Hands, heard: Heard, qtbot: QtBot
) -> None:
    with grabbed(screen.display, heard, chords(spell_selection="Ctrl+Shift+F9")):
        for number in range(300):
            hands.tap("ctrl+shift+F9")
            qtbot.waitUntil(partial(heard.has, number + 1))

    assert heard.pressed == [SPELL] * 300


def test_presses_that_come_while_the_window_is_busy_are_not_lost(
    screen: Screen, hands: Hands, heard: Heard, qtbot: QtBot
) -> None:
    wanted = chords(spell_selection="Ctrl+Shift+F9", hold="Ctrl+Shift+F8")
    with grabbed(screen.display, heard, wanted):
        hands.press(*["ctrl+shift+F9", "ctrl+shift+F8"] * 10)

        assert presses(qtbot, heard, 20)
    assert heard.pressed == [SPELL, HOLD] * 10


@pytest.mark.parametrize("has_extension", [True, False])
def test_a_key_held_down_is_one_press(
    screen: Screen,
    fingers: Fingers,
    heard: Heard,
    qtbot: QtBot,
    has_extension: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not has_extension:
        monkeypatch.setattr(x11, "use_extension", lambda _: 0)
    with grabbed(screen.display, heard, chords(spell_selection="Ctrl+Shift+N")):
        fingers.down(37, 50, US_N)
        # The server begins to repeat after 660 ms, 25 times a second.
        qtbot.wait(1000)
        fingers.up(US_N, 50, 37)
        qtbot.wait(5)
        fingers.chord(US_N)

        assert presses(qtbot, heard, 2)


def test_presses_in_the_same_millisecond_all_count(
    screen: Screen, fingers: Fingers, heard: Heard, qtbot: QtBot
) -> None:
    with grabbed(screen.display, heard, chords(spell_selection="Ctrl+Shift+N")):
        fingers.down(37, 50)
        for _ in range(20):
            xtest.fake_input(fingers.x, X.KeyPress, US_N)
            xtest.fake_input(fingers.x, X.KeyRelease, US_N)
        fingers.up(50, 37)

        assert presses(qtbot, heard, 20)


@pytest.mark.parametrize(
    "locks",
    [
        (XK.XK_Caps_Lock,),
        (XK.XK_Num_Lock,),
        (XK.XK_Scroll_Lock,),
        (XK.XK_Caps_Lock, XK.XK_Num_Lock, XK.XK_Scroll_Lock),
    ],
    ids=["Caps", "Num", "Scroll", "all"],
)
def test_locks_make_no_difference(
    screen: Screen, fingers: Fingers, heard: Heard, qtbot: QtBot, locks: tuple[int, ...]
) -> None:
    with scroll_lock_as_modifier(fingers.x):
        for lock in locks:
            fingers.tap(lock)
        try:
            with grabbed(screen.display, heard, chords(spell_selection="Ctrl+Shift+F9")):
                fingers.chord(fingers.x.keysym_to_keycode(XK.XK_F9))

                assert presses(qtbot, heard, 1)
        finally:
            for lock in locks:
                fingers.tap(lock)


@contextmanager
def scroll_lock_as_modifier(x: display.Display) -> Iterator[None]:
    """By default ScrollLock is no modifier; some layouts make it one."""
    before = [list(codes) for codes in x.get_modifier_mapping()]
    changed = [list(codes) for codes in before]
    changed[5][0] = x.keysym_to_keycode(XK.XK_Scroll_Lock)
    x.set_modifier_mapping(changed)
    try:
        yield
    finally:
        x.set_modifier_mapping(before)


def test_other_keys_with_the_same_letter_do_nothing(
    screen: Screen, hands: Hands, heard: Heard, qtbot: QtBot
) -> None:
    with grabbed(screen.display, heard, chords(spell_selection="Ctrl+Shift+F9")):
        hands.press("F9", "ctrl+F9", "ctrl+alt+shift+F9", "ctrl+shift+F9")

        assert presses(qtbot, heard, 1)


def test_a_letter_is_found_while_a_second_layout_is_active(
    screen: Screen, layout: Layout, fingers: Fingers, heard: Heard, qtbot: QtBot
) -> None:
    layout("us,ru", "-option", "grp:caps_toggle")
    with grabbed(screen.display, heard, chords(spell_selection="Ctrl+Shift+N")):
        fingers.down(66)
        fingers.up(66)
        fingers.chord(US_N)

        assert presses(qtbot, heard, 1)
        fingers.down(66)
        fingers.up(66)
    layout("us", "-option", "")


@pytest.mark.parametrize("has_extension", [True, False])
def test_keys_follow_the_layout(
    screen: Screen,
    layout: Layout,
    fingers: Fingers,
    heard: Heard,
    qtbot: QtBot,
    has_extension: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not has_extension:
        monkeypatch.setattr(x11, "use_extension", lambda _: 0)
    us_a, us_q = 38, 24
    with grabbed(screen.display, heard, chords(spell_selection="Ctrl+Shift+A")):
        for number, (name, place, elsewhere) in enumerate(
            [("us", us_a, us_q), ("fr", us_q, us_a), ("ru", us_a, us_q), ("us", us_a, us_q)]
        ):
            layout(name)
            # The server tells of it; how soon is its own affair.
            qtbot.wait(100)
            fingers.chord(elsewhere)
            assert presses(qtbot, heard, number), name
            fingers.chord(place)
            assert presses(qtbot, heard, number + 1), name


def test_a_function_key_works_in_every_layout(
    screen: Screen, layout: Layout, fingers: Fingers, heard: Heard, qtbot: QtBot
) -> None:
    f9 = 75
    with grabbed(screen.display, heard, chords(spell_selection="Ctrl+Shift+F9")):
        for number, name in enumerate(["ru", "fr", "us"], start=1):
            layout(name)
            fingers.chord(f9)

            assert presses(qtbot, heard, number), name


def test_a_key_of_another_program_is_told_and_the_others_work(
    screen: Screen, hands: Hands, heard: Heard, qtbot: QtBot
) -> None:
    other = Heard()
    wanted = chords(spell_selection="Ctrl+Shift+F9", hold="Ctrl+Shift+F8")
    with (
        grabbed(screen.display, other, chords(spell_selection="Ctrl+Shift+F9")),
        grabbed(screen.display, heard, wanted),
    ):
        assert heard.grabs[SPELL].trouble == TAKEN
        assert heard.holding == {HOLD}
        hands.press("ctrl+shift+F8", "ctrl+shift+F9")
        assert presses(qtbot, heard, 1)
        assert presses(qtbot, other, 1)


def test_a_key_that_another_program_gives_back_is_ours(
    screen: Screen, hands: Hands, heard: Heard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(x11, "ASK_AGAIN_S", 0.05)
    wanted = chords(spell_selection="Ctrl+Shift+F9")
    with grabbed(screen.display, Heard(), wanted) as other, grabbed(screen.display, heard, wanted):
        assert heard.grabs[SPELL].trouble == TAKEN
        other.stop()
        qtbot.waitUntil(lambda: heard.holding == {SPELL})
        hands.press("ctrl+shift+F9")

        assert presses(qtbot, heard, 1)


def test_stopping_lets_go(screen: Screen, heard: Heard) -> None:
    with grabbed(screen.display, Heard(), chords(hold="Ctrl+Shift+F8")) as first:
        first.stop()
        with grabbed(screen.display, heard, chords(hold="Ctrl+Shift+F8")):
            assert heard.holding == {HOLD}


def test_stopping_at_a_press_is_allowed(
    screen: Screen, hands: Hands, heard: Heard, qtbot: QtBot
) -> None:
    with grabbed(screen.display, heard, chords(spell_selection="Ctrl+Shift+F9")) as keys:
        stopping = Heard()
        keys.stop()
        object.__setattr__(stopping.listener, "pressed", lambda _: heard_and_stopped(heard, keys))
        keys.start(chords(hold="Ctrl+Shift+F8"), stopping.listener)
        hands.press("ctrl+shift+F8", "ctrl+shift+F8")

        assert presses(qtbot, heard, 1)


def heard_and_stopped(heard: Heard, keys: X11Keys) -> None:
    heard.pressed.append(HOLD)
    keys.stop()


def test_the_program_in_front_keeps_the_keyboard_and_its_letters(
    screen: Screen, hands: Hands, heard: Heard, qtbot: QtBot
) -> None:
    remote = OtherProgram(screen.display)
    try:
        until(lambda: hands.has_focus(remote.window), "the remote session has the focus")
        with grabbed(screen.display, heard, chords(spell_selection="Ctrl+Shift+F9")):
            for _ in range(5):
                hands.press("ctrl+shift+F9", "a", "b")

            assert presses(qtbot, heard, 5)
        assert until(lambda: remote.text.endswith("b") and remote.text, "letters") == "ab" * 5
        assert remote.losses == 0
    finally:
        remote.close()


# python-xlib leaves the sockets open on which nobody answered.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_no_server_is_told(heard: Heard, qapp: object) -> None:
    with grabbed(":987", heard, chords(hold="Ctrl+Shift+F8")):
        assert heard.failures == [NO_SERVER]


def test_a_server_that_goes_is_told_once(
    screen: Screen, tmp_path: Path, heard: Heard, qtbot: QtBot
) -> None:
    with a_screen(tmp_path) as short_lived:
        keys = X11Keys(QtLoop(), short_lived.display)
        keys.start(chords(hold="Ctrl+Shift+F8"), heard.listener)
        assert heard.holding == {HOLD}

    qtbot.waitUntil(lambda: heard.failures == [SERVER_GONE])
    keys.stop()
