"""All keys on one page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from companion.settings.store import Settings
from companion.ui.keys import (
    ADD_KEY,
    ALL_CALLS_KEY,
    APPLY_KEY,
    EXIT_KEY,
    LEAVE_KEY,
    REDO_KEY,
    SAVE_KEY,
    STAGE_KEY,
    UNDO_KEY,
    Keys,
)
from companion.ui.labels import button, text_label
from companion.ui.tall_area import TallArea
from companion.ui.theme import with_role

IN_SIGHT = 30
"""Rows that a window of the usual height shows at once."""
REST_AFTER_MS = 50
"""What has to be scrolled to comes when the first picture is there."""


class KeysPage(QWidget):
    """The keys by what they are for."""

    left = Signal()

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        with_role(self, "page")
        self.back = button("Back", "Back", "Esc")
        self.back.clicked.connect(self.left)
        inside = QWidget()
        with_role(inside, "page")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.area = TallArea(inside)
        # There is nothing to go to in it: arrows and Page Down scroll.
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName("Keys")
        layout.addWidget(self.area, 1)
        layout.addWidget(self.back)
        # Everything has its place before it is filled: whatever moves is dressed anew.
        self._settings = settings
        self._grid = QGridLayout(inside)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 5)
        entries = _entries()
        self._add(entries[:IN_SIGHT])
        QTimer.singleShot(REST_AFTER_MS, self, lambda: self._add_the_rest(entries[IN_SIGHT:]))

    def _add(self, entries: Sequence[tuple[str, str]]) -> None:
        for row, (keys, title) in enumerate(entries, self._grid.rowCount()):
            first = text_label(keys or title, "heading", wraps=bool(keys))
            self._grid.addWidget(first, row, 0, 1, 1 if keys else 2)
            if keys:
                self._grid.addWidget(text_label(title, "muted", wraps=True), row, 1)

    def _add_the_rest(self, entries: Sequence[tuple[str, str]]) -> None:
        self._add([*entries, *_global_entries(self._settings)])
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def enter(self) -> None:
        """The page comes into view."""
        self.area.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _entries() -> list[tuple[str, str]]:
    """Rows of keys and what they do; a row without keys is a heading."""
    rows: list[tuple[str, str]] = []
    for group in dict.fromkeys(key.value.group for key in Keys):
        rows.append(("", group))
        rows += [(k.sequence, k.value.title) for k in Keys if k.value.group == group]
        if group == "Talk":
            rows.append((STAGE_KEY.format(number="1…9"), "Go to a stage"))
            rows.append((EXIT_KEY.format(number="1…4"), "Take the caller's answer"))
            rows.append((EXIT_KEY.format(number="1…5"), "In the wrap-up: a check"))
            rows.append((EXIT_KEY.format(number="1…9"), "After a call: why, and what went well"))
            rows.append(("Space, ← →", "In the speller: one on, one back"))
            rows.append(("12 Enter", "In the speller: go to character 12"))
            rows.append(("P, S", "In the speller: read aloud and pause; silence"))
            rows.append(("R, B", "In the speller: say it again; say the one before"))
            rows.append(("+, −", "In the speller: read faster, slower"))
        if group == "Talk":
            rows.append(("Space, ⌫", "In a how-to: next step, one back"))
            rows.append(("S, C", "In a how-to: said, they see it; its line is noted"))
        if group == "Notes":
            rows.append((f"{APPLY_KEY}, {LEAVE_KEY}", "In a reply: take the offer; leave it"))
            rows.append(("Alt+↓ ↑", "In a reply: the next thing found, the one before"))
            rows.append(("Alt+letter", "Go to the part with that letter underlined"))
        if group == "Window":
            rows.append(("D W M Y A R", "In your numbers: day, week, month, year, all, range"))
            rows.append(("Alt+← →, ← →", "In your numbers: earlier, later"))
            rows.append(("Enter", "In your numbers: the calls of a figure"))
            rows.append((f"{ADD_KEY}, Del", "In the editor: add something; take it out"))
            rows.append(("Ctrl+Shift+↑ ↓", "In the editor: move it up, down"))
            rows.append(("Ctrl+PgUp, PgDn", "In the editor: the part before, after"))
            rows.append((f"{UNDO_KEY}, {REDO_KEY}", "In the editor: undo; redo"))
            rows.append(("Alt+↓ ↑", "In the editor: the next fault, the one before"))
            rows.append((SAVE_KEY, "In the editor: save, from the next call on"))
            rows.append((ALL_CALLS_KEY, "In the past calls: all again, not a figure's"))
    return rows


def _global_entries(settings: Settings) -> list[tuple[str, str]]:
    """The keys that work in every program, as they are set."""
    # Not for the first picture.
    from companion.settings.global_keys import wanted_keys

    wanted = wanted_keys(settings)
    rows = [(key, action.label) for action, key in wanted.items() if key]
    return [("", "In every program"), *rows] if rows else []
