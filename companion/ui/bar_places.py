"""Where the mini bar stands: remembered for each screen, always in sight."""

from __future__ import annotations

import json
from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QSize

REACH = 18
"""Pixels from an edge within which the bar is drawn to it."""


class BarPlaces:
    """Remembers a place for each screen, the one used last in front.

    A place is kept from the corner of the screen's free room, so that it is right wherever the
    screen stands among the others. What cannot be read counts as nothing remembered.
    """

    def __init__(self, text: str = "") -> None:
        self._places = _read(text)

    @property
    def text(self) -> str:
        """All places, for the settings."""
        return json.dumps([[name, at.x(), at.y()] for name, at in self._places.items()])

    def remember(self, screen: str, room: QRect, at: QPoint) -> None:
        """The bar was put there, on that screen with that room."""
        self._places = {screen: at - room.topLeft()} | {
            name: place for name, place in self._places.items() if name != screen
        }

    def place(self, rooms: Mapping[str, QRect], size: QSize, otherwise: str) -> QPoint:
        """Where to stand: on the screen used last of those that are there, whole and in sight.

        With none of them there, at the top right of the screen named by `otherwise`.
        """
        for name, at in self._places.items():
            if name in rooms:
                return inside(rooms[name], QRect(rooms[name].topLeft() + at, size)).topLeft()
        room = rooms[otherwise]
        return QPoint(room.right() + 1 - size.width(), room.top())


def inside(room: QRect, bar: QRect) -> QRect:
    """The bar moved into the room, as little as it takes; its top left counts if it is larger."""
    x = max(room.left(), min(bar.left(), room.right() + 1 - bar.width()))
    y = max(room.top(), min(bar.top(), room.bottom() + 1 - bar.height()))
    return QRect(QPoint(x, y), bar.size())


def snapped(room: QRect, bar: QRect) -> QRect:
    """The bar drawn to each edge of the room that it has come near to, or gone beyond."""
    held = inside(room, bar)
    right, bottom = room.right() + 1 - bar.width(), room.bottom() + 1 - bar.height()
    x = _drawn(held.left(), room.left(), right)
    y = _drawn(held.top(), room.top(), bottom)
    return QRect(QPoint(x, y), bar.size())


def _drawn(at: int, low: int, high: int) -> int:
    return next((edge for edge in (low, high) if abs(at - edge) <= REACH), at)


def _read(text: str) -> dict[str, QPoint]:
    try:
        return {str(name): QPoint(int(x), int(y)) for name, x, y in json.loads(text or "[]")}
    except (ValueError, TypeError, OverflowError):
        return {}
