"""Which ways of grabbing keys are tried in a session, in which order, and why not the others."""

from __future__ import annotations

from companion.hotkeys.session import Session, SessionKind
from companion.services.global_keys import AUTOMATIC, Way
from companion.services.hotkeys import WayNotTaken

_NATIVE = {
    SessionKind.WINDOWS: Way.WINDOWS,
    SessionKind.MACOS: Way.MACOS,
    SessionKind.WAYLAND: Way.PORTAL,
    SessionKind.X11: Way.X11,
}
_ELSEWHERE = {
    Way.X11: "There is no X server in this session.",
    Way.PORTAL: "It is for Wayland sessions.",
    Way.WINDOWS: "It is for Windows.",
    Way.MACOS: "It is for macOS.",
}
# On KWin such a grab fires and then repeats without end, for the release never comes; on other
# desktops it fires only while an X program has the keyboard.
_X11_UNDER_WAYLAND = "Under Wayland a grab at the X server is not reliable."


def order(session: Session, chosen: str) -> tuple[list[Way], list[WayNotTaken]]:
    """The ways to try, best first, and the others with the reason; the last always works.

    `chosen` is a way by name, or AUTOMATIC.
    """
    reasons = {way: _why_not(way, session, chosen) for way in Way}
    to_try = [way for way in Way if not reasons[way]]
    return to_try, [WayNotTaken(way, why) for way, why in reasons.items() if why]


def _why_not(way: Way, session: Session, chosen: str) -> str:
    """The reason against a way; empty when there is none. (`Way` lists the best ones first.)"""
    if way is Way.DESKTOP:
        return ""
    if way is Way.KEYBOARD:
        missing = _why_not_keyboard(session)
    elif way is Way.X11 and session.kind is SessionKind.WAYLAND:
        missing = _X11_UNDER_WAYLAND
    else:
        missing = "" if _NATIVE.get(session.kind) is way else _ELSEWHERE[way]
    if not missing and chosen not in (AUTOMATIC, way):
        return "Another way is chosen in the settings."
    return missing


def _why_not_keyboard(session: Session) -> str:
    if session.kind is SessionKind.MACOS:
        return "Its listener crashes on macOS."
    if session.kind is not SessionKind.WINDOWS and not session.is_root:
        return "On Linux only root may read the keyboard."
    return ""
