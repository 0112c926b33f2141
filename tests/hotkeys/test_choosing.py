"""Which ways are tried where, best first."""

from __future__ import annotations

import pytest

from companion.hotkeys.choosing import order
from companion.hotkeys.session import Session, SessionKind, this_session
from companion.services.global_keys import AUTOMATIC, Way


@pytest.mark.parametrize(
    ("kind", "is_root", "expected"),
    [
        (SessionKind.WINDOWS, False, [Way.WINDOWS, Way.KEYBOARD, Way.DESKTOP]),
        (SessionKind.MACOS, False, [Way.MACOS, Way.DESKTOP]),
        (SessionKind.WAYLAND, False, [Way.PORTAL, Way.DESKTOP]),
        (SessionKind.WAYLAND, True, [Way.PORTAL, Way.KEYBOARD, Way.DESKTOP]),
        (SessionKind.X11, False, [Way.X11, Way.DESKTOP]),
        (SessionKind.X11, True, [Way.X11, Way.KEYBOARD, Way.DESKTOP]),
        (SessionKind.CONSOLE, False, [Way.DESKTOP]),
        (SessionKind.CONSOLE, True, [Way.KEYBOARD, Way.DESKTOP]),
    ],
)
def test_the_best_way_of_a_session_comes_first(
    kind: SessionKind, is_root: bool, expected: list[Way]
) -> None:
    ways, not_taken = order(Session(kind, is_root), AUTOMATIC)

    assert ways == expected
    assert {n.way for n in not_taken} == set(Way) - set(expected)


def test_a_way_that_is_chosen_is_tried_alone() -> None:
    ways, not_taken = order(Session(SessionKind.WINDOWS), Way.KEYBOARD)

    assert ways == [Way.KEYBOARD, Way.DESKTOP]
    assert ("Another way is chosen in the settings." in [n.why for n in not_taken]) is True


@pytest.mark.parametrize("chosen", list(Way))
def test_x11_is_never_grabbed_under_wayland(chosen: Way) -> None:
    ways, not_taken = order(Session(SessionKind.WAYLAND, is_root=True), chosen)

    assert Way.X11 not in ways
    assert any(n.way is Way.X11 and "not reliable" in n.why for n in not_taken)


def test_the_keyboard_library_is_never_used_on_a_mac() -> None:
    ways, _ = order(Session(SessionKind.MACOS), Way.KEYBOARD)

    assert ways == [Way.DESKTOP]


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("win32", {}, SessionKind.WINDOWS),
        ("darwin", {"DISPLAY": ":0"}, SessionKind.MACOS),
        ("linux", {"DISPLAY": ":0"}, SessionKind.X11),
        ("linux", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, SessionKind.WAYLAND),
        ("linux", {"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}, SessionKind.WAYLAND),
        ("linux", {"XDG_SESSION_TYPE": "tty"}, SessionKind.CONSOLE),
    ],
)
def test_a_session_is_known_by_its_environment(
    platform: str, environment: dict[str, str], expected: SessionKind
) -> None:
    assert this_session(platform, environment).kind is expected
