"""What `doctor` finds out about the keys: as the window would have it, and nothing is kept."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from companion.hotkeys import portal
from companion.hotkeys.qt_loop import QtLoop
from companion.hotkeys.report_record import as_json, from_json
from companion.hotkeys.session import Session, SessionKind
from companion.hotkeys.survey import DESKTOP_DECIDES, survey
from companion.hotkeys.x11 import NO_SERVER, TAKEN, X11Keys
from companion.services.global_keys import AUTOMATIC, SHIPPED_KEYS, Way
from companion.services.hotkeys import KeyReport
from tests.hotkeys.fake_portal_process import Portal
from tests.hotkeys.listening import HOLD, Heard, chords
from tests.journeys.screen import Screen, session_bus

X11 = Session(SessionKind.X11)
WAYLAND = Session(SessionKind.WAYLAND)


def why(report: KeyReport, way: Way) -> str:
    return next(n.why for n in report.not_taken if n.way is way)


@pytest.mark.screen
def test_keys_of_others_are_told_and_none_is_kept(
    screen: Screen, heard: Heard, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", screen.display)
    other = X11Keys(QtLoop(), screen.display)
    other.start(chords(hold="Ctrl+Shift+F8"), heard.listener)
    try:
        found = survey(SHIPPED_KEYS, AUTOMATIC, X11)
    finally:
        other.stop()

    assert found.way is Way.X11
    assert [a for a, grab in found.grabs.items() if grab.trouble == TAKEN] == [HOLD]
    assert all(grab.holds for grab in survey(SHIPPED_KEYS, AUTOMATIC, X11).grabs.values())


# python-xlib leaves the sockets open on which nobody answered.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_without_a_server_the_desktop_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    found = survey(SHIPPED_KEYS, AUTOMATIC, X11)

    assert found.way is Way.DESKTOP
    assert why(found, Way.X11) == NO_SERVER


@pytest.fixture(scope="module")
def bus() -> Iterator[str]:
    with session_bus(dict(os.environ)) as address:
        yield address


def test_a_portal_with_keys_is_found_without_asking_the_agent(
    bus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    fake = Portal("ok")
    try:
        found = survey(SHIPPED_KEYS, AUTOMATIC, WAYLAND)
        asked = fake.said()
    finally:
        fake.end()

    assert found.way is Way.PORTAL
    assert found.grabs[HOLD].trouble == DESKTOP_DECIDES
    assert asked == "Get"


def test_a_portal_without_keys_is_told(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    fake = Portal("no_shortcuts")
    try:
        found = survey(SHIPPED_KEYS, AUTOMATIC, WAYLAND)
    finally:
        fake.end()

    assert (found.way, why(found, Way.PORTAL)) == (Way.DESKTOP, portal.NO_SHORTCUTS)


def test_no_portal_is_told(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)

    assert why(survey(SHIPPED_KEYS, AUTOMATIC, WAYLAND), Way.PORTAL) == portal.NO_SERVICE


def test_no_bus_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)

    assert why(survey(SHIPPED_KEYS, AUTOMATIC, WAYLAND), Way.PORTAL) == portal.NO_BUS


def test_a_report_survives_the_way_to_doctor() -> None:
    report = survey({**SHIPPED_KEYS, HOLD: ""}, Way.DESKTOP, X11)

    assert from_json(as_json(report)) == report
