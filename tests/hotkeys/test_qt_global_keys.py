"""The way that is taken: the best that works, told with the reasons against the others."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from companion.domain.chord import Chord
from companion.hotkeys.desktop import NOT_GRABBED
from companion.hotkeys.qt_global_keys import GlobalKeys, make_grabber
from companion.hotkeys.session import Session, SessionKind
from companion.services.global_keys import SHIPPED_KEYS, GlobalAction, Way
from companion.services.hotkeys import Grab, GrabListener, KeyReport, Loop
from tests.hotkeys.listening import HOLD, SPELL
from tests.journeys.hands import Hands
from tests.journeys.screen import Screen

X11_ROOT = Session(SessionKind.X11, is_root=True)


class FakeGrabber:
    """Does as it is told by the test."""

    def __init__(self, failure: str = "") -> None:
        self.failure = failure
        self.wanted: Mapping[GlobalAction, Chord] = {}
        self.is_stopped = False

    def start(self, wanted: Mapping[GlobalAction, Chord], listener: GrabListener) -> None:
        self.wanted, self.listener = wanted, listener
        if self.failure:
            listener.failed(self.failure)
        else:
            listener.changed({action: Grab(str(chord)) for action, chord in wanted.items()})

    def stop(self) -> None:
        self.is_stopped = True


class Fakes(dict[Way, FakeGrabber]):
    """A fake for each way that there is here; the library of every other is missing."""

    def make(self, way: Way, loop: Loop) -> FakeGrabber:
        if way not in self:
            raise ImportError(name="Xlib")
        return self[way]


def reasons(report: KeyReport) -> dict[Way, str]:
    return {n.way: n.why for n in report.not_taken}


def test_the_native_way_comes_first(qapp: QObject) -> None:
    fakes = Fakes({Way.X11: FakeGrabber()})
    keys = GlobalKeys(make=fakes.make, session=X11_ROOT)
    keys.start(SHIPPED_KEYS)

    assert keys.report().way is Way.X11
    assert set(keys.report().grabs) == set(GlobalAction)
    assert reasons(keys.report()) == {
        Way.KEYBOARD: "X11 comes first.",
        Way.DESKTOP: "X11 comes first.",
        Way.PORTAL: "It is for Wayland sessions.",
        Way.WINDOWS: "It is for Windows.",
        Way.MACOS: "It is for macOS.",
    }


def test_the_next_way_is_taken_where_the_first_does_not_work(qapp: QObject) -> None:
    fakes = Fakes({Way.X11: FakeGrabber("No server."), Way.KEYBOARD: FakeGrabber()})
    keys = GlobalKeys(make=fakes.make, session=X11_ROOT)
    keys.start(SHIPPED_KEYS)

    assert keys.report().way is Way.KEYBOARD
    assert reasons(keys.report())[Way.X11] == "No server."


def test_a_way_that_fails_later_gives_way_to_the_next(qapp: QObject, qtbot: QtBot) -> None:
    x11, keyboard = FakeGrabber(), FakeGrabber()
    keys = GlobalKeys(make=Fakes({Way.X11: x11, Way.KEYBOARD: keyboard}).make, session=X11_ROOT)
    keys.start(SHIPPED_KEYS)
    with qtbot.waitSignal(keys.changed) as told:
        x11.listener.failed("Gone.")

    assert told.args == [keys.report()]
    assert keys.report().way is Way.KEYBOARD


def test_without_any_way_the_desktop_is_left(qapp: QObject) -> None:
    fakes = Fakes({Way.DESKTOP: FakeGrabber()})
    keys = GlobalKeys(make=fakes.make, session=X11_ROOT)
    keys.start(SHIPPED_KEYS)

    assert keys.report().way is Way.DESKTOP
    assert reasons(keys.report())[Way.X11] == "The library “Xlib” is not installed."


def test_the_desktop_grabs_nothing(qapp: QObject) -> None:
    keys = GlobalKeys(make=make_grabber, session=X11_ROOT)
    keys.start(SHIPPED_KEYS, Way.DESKTOP)

    assert {grab.trouble for grab in keys.report().grabs.values()} == {NOT_GRABBED}


def test_a_press_is_told_as_the_action(qapp: QObject, qtbot: QtBot) -> None:
    x11 = FakeGrabber()
    keys = GlobalKeys(make=Fakes({Way.X11: x11}).make, session=X11_ROOT)
    keys.start(SHIPPED_KEYS)
    with qtbot.waitSignal(keys.pressed) as told:
        x11.listener.pressed(HOLD)

    assert told.args == [HOLD]
    assert isinstance(told.args[0], GlobalAction)


def test_a_key_that_is_tried_out_does_nothing_else(qapp: QObject, qtbot: QtBot) -> None:
    x11 = FakeGrabber()
    keys = GlobalKeys(make=Fakes({Way.X11: x11}).make, session=X11_ROOT)
    keys.start(SHIPPED_KEYS)
    keys.try_out(True)
    with qtbot.assertNotEmitted(keys.pressed), qtbot.waitSignal(keys.tried) as told:
        x11.listener.pressed(SPELL)

    assert told.args == [SPELL]


def test_two_actions_with_one_key_are_told(qapp: QObject) -> None:
    x11 = FakeGrabber()
    keys = GlobalKeys(make=Fakes({Way.X11: x11}).make, session=X11_ROOT)
    keys.start({SPELL: "Ctrl+Shift+F9", HOLD: "shift+ctrl+f9", GlobalAction.SILENCE: ""})

    grabs = keys.report().grabs
    assert set(x11.wanted) == {SPELL}
    assert grabs[HOLD].trouble == "The same key is set for “Spell the selected text”."
    assert grabs[GlobalAction.SILENCE].trouble == "No key is set."


def test_a_new_start_lets_go_of_the_keys_before(qapp: QObject) -> None:
    x11 = FakeGrabber()
    keys = GlobalKeys(make=Fakes({Way.X11: x11}).make, session=X11_ROOT)
    keys.start(SHIPPED_KEYS)
    keys.stop()

    assert x11.is_stopped
    assert keys.report() == KeyReport()


@pytest.mark.screen
def test_keys_are_really_grabbed(
    screen: Screen, hands: Hands, qapp: QObject, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", screen.display)
    keys = GlobalKeys(session=X11_ROOT)
    keys.start(SHIPPED_KEYS)
    try:
        with qtbot.waitSignal(keys.pressed) as told:
            hands.press("ctrl+shift+F12")
    finally:
        keys.stop()

    assert told.args == [GlobalAction.SHOW_OR_HIDE]
