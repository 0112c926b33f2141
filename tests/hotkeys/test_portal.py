"""The desktop's portal, a fake one on a bus of our own: given keys, refused, and taken back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from jeepney import DBusAddress
from pytestqt.qtbot import QtBot

from companion.domain.chord import Chord
from companion.hotkeys import portal
from companion.hotkeys.portal import PortalKeys, trigger
from companion.hotkeys.qt_loop import QtLoop
from companion.services.hotkeys import Grab
from tests.hotkeys.fake_portal_process import Portal
from tests.hotkeys.listening import HOLD, SPELL, Heard, chords
from tests.journeys.screen import session_bus

pytestmark = pytest.mark.skipif(
    not shutil.which("dbus-run-session"), reason="no private bus: dbus-run-session is missing"
)

WANTED = chords(spell_selection="Ctrl+Shift+F9", hold="Ctrl+Shift+F8")
NOT_ANSWERED = Grab("", portal.NOT_ANSWERED)
NO_KEY = Grab("", portal.NO_KEY)


@pytest.fixture(scope="module")
def bus() -> Iterator[str]:
    with session_bus(dict(os.environ)) as address:
        yield address


StartPortal = Callable[[str], Portal]


@pytest.fixture
def a_portal(bus: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[StartPortal]:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    monkeypatch.setattr(portal, "RETRY_AFTER_S", 0.01)
    with ExitStack() as ending:

        def start(mode: str) -> Portal:
            started = Portal(mode)
            ending.callback(started.end)
            return started

        yield start


@pytest.fixture
def keys(qapp: object) -> Iterator[PortalKeys]:
    ours = PortalKeys(QtLoop())
    yield ours
    ours.stop()


def test_the_desktop_says_what_to_press(
    a_portal: StartPortal, keys: PortalKeys, heard: Heard, qtbot: QtBot
) -> None:
    fake = a_portal("ok")
    keys.start(WANTED, heard.listener)

    assert heard.grabs == {SPELL: NOT_ANSWERED, HOLD: NOT_ANSWERED}
    qtbot.waitUntil(lambda: heard.holding == {SPELL, HOLD})
    assert heard.grabs[SPELL].trigger == "CTRL+SHIFT+F9"
    assert [fake.said() for _ in range(3)] == ["Register", "CreateSession", "BindShortcuts"]


def test_each_press_is_told(
    a_portal: StartPortal, keys: PortalKeys, heard: Heard, qtbot: QtBot
) -> None:
    fake = a_portal("ok")
    keys.start(WANTED, heard.listener)
    qtbot.waitUntil(lambda: len(heard.holding) == 2)
    for name in (SPELL, SPELL, HOLD):
        fake.obey("press", name)
        fake.obey("release", name)
    fake.obey("press", "unknown")

    qtbot.waitUntil(lambda: heard.pressed == [SPELL, SPELL, HOLD])


def test_a_held_key_is_one_press_where_releases_are_told(
    a_portal: StartPortal, keys: PortalKeys, heard: Heard, qtbot: QtBot
) -> None:
    fake = a_portal("ok")
    keys.start(WANTED, heard.listener)
    qtbot.waitUntil(lambda: len(heard.holding) == 2)
    for word in ("press", "release", "press", "press", "press", "release"):
        fake.obey(word, SPELL)
    fake.obey("press", HOLD)

    qtbot.waitUntil(lambda: heard.pressed == [SPELL, SPELL, HOLD])


def test_presses_count_where_releases_are_not_told(
    a_portal: StartPortal, keys: PortalKeys, heard: Heard, qtbot: QtBot
) -> None:
    fake = a_portal("ok")
    keys.start(WANTED, heard.listener)
    qtbot.waitUntil(lambda: len(heard.holding) == 2)
    for _ in range(3):
        fake.obey("press", SPELL)

    qtbot.waitUntil(lambda: heard.pressed == [SPELL] * 3)


def test_the_program_says_who_it_is(
    a_portal: StartPortal, keys: PortalKeys, heard: Heard, qtbot: QtBot
) -> None:
    a_portal("needs_app_id")
    keys.start(WANTED, heard.listener)

    qtbot.waitUntil(lambda: heard.holding == {SPELL, HOLD})


def test_a_desktop_that_does_not_know_the_program_is_told(
    a_portal: StartPortal,
    keys: PortalKeys,
    heard: Heard,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(portal, "REGISTRY", DBusAddress("/nowhere", portal.SERVICE))
    a_portal("needs_app_id")
    keys.start(WANTED, heard.listener)

    qtbot.waitUntil(lambda: heard.failures == [portal.NOT_INSTALLED])


@pytest.mark.parametrize(
    ("mode", "why"),
    [
        ("refuses", "The desktop refused: Not in this session"),
        ("declines", portal.DECLINED),
        ("no_shortcuts", portal.NO_SHORTCUTS),
    ],
)
def test_a_refusal_is_told_in_words(
    a_portal: StartPortal, keys: PortalKeys, heard: Heard, qtbot: QtBot, mode: str, why: str
) -> None:
    a_portal(mode)
    keys.start(WANTED, heard.listener)

    qtbot.waitUntil(lambda: heard.failures == [why])


def test_an_empty_answer_means_no_key_yet(
    a_portal: StartPortal, keys: PortalKeys, heard: Heard, qtbot: QtBot
) -> None:
    fake = a_portal("empty")
    keys.start(WANTED, heard.listener)
    qtbot.waitUntil(lambda: heard.grabs == {SPELL: NO_KEY, HOLD: NO_KEY})
    fake.obey("change", HOLD, "Meta+H")

    qtbot.waitUntil(lambda: heard.grabs == {SPELL: NO_KEY, HOLD: Grab("Meta+H")})
    assert heard.failures == []


def test_a_question_that_nobody_answers_keeps_nothing_waiting(
    a_portal: StartPortal, keys: PortalKeys, heard: Heard, qtbot: QtBot
) -> None:
    fake = a_portal("silent")
    keys.start(WANTED, heard.listener)
    qtbot.waitUntil(lambda: fake.said() == "CreateSession")

    assert set(heard.grabs.values()) == {NOT_ANSWERED}
    assert heard.failures == []


def test_a_session_that_is_ended_is_opened_once_more(
    a_portal: StartPortal, keys: PortalKeys, heard: Heard, qtbot: QtBot
) -> None:
    fake = a_portal("ok")
    keys.start(WANTED, heard.listener)
    qtbot.waitUntil(lambda: len(heard.holding) == 2)
    fake.obey("close")
    qtbot.waitUntil(lambda: not heard.holding)
    qtbot.waitUntil(lambda: len(heard.holding) == 2)
    fake.obey("press", HOLD)
    qtbot.waitUntil(lambda: heard.pressed == [HOLD])
    fake.obey("close")

    qtbot.waitUntil(lambda: heard.failures == [portal.ENDED])


def test_a_portal_that_dies_is_told(
    a_portal: StartPortal, keys: PortalKeys, heard: Heard, qtbot: QtBot
) -> None:
    fake = a_portal("ok")
    keys.start(WANTED, heard.listener)
    qtbot.waitUntil(lambda: len(heard.holding) == 2)
    fake.process.terminate()

    qtbot.waitUntil(lambda: heard.failures == [portal.NO_SERVICE])


def test_no_portal_is_told(
    a_portal: StartPortal, keys: PortalKeys, heard: Heard, qtbot: QtBot
) -> None:
    keys.start(WANTED, heard.listener)

    qtbot.waitUntil(lambda: heard.failures == [portal.NO_SERVICE])


@pytest.mark.parametrize("address", ["", "unix:path=/nobody/here", "nonsense"])
def test_no_bus_is_told(
    keys: PortalKeys, heard: Heard, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    keys.start(WANTED, heard.listener)

    assert heard.failures == [portal.NO_BUS]


def test_a_bus_that_goes_is_told(
    qapp: object, heard: Heard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = PortalKeys(QtLoop())
    with session_bus(dict(os.environ)) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        fake = Portal("silent")
        keys.start(WANTED, heard.listener)
        fake.end()

    qtbot.waitUntil(lambda: bool(heard.failures))
    assert heard.failures[0] in (portal.NO_BUS, portal.NO_SERVICE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ctrl+Shift+F9", "CTRL+SHIFT+F9"),
        ("Meta+Alt+N", "ALT+LOGO+n"),
        ("Ctrl+Shift+PgUp", "CTRL+SHIFT+Prior"),
    ],
)
def test_keys_are_written_as_the_portal_wants_them(text: str, expected: str) -> None:
    assert trigger(Chord.from_text(text)) == expected
