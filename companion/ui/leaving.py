"""Closing the window: it waits for the disk a moment; when that takes longer, it says so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer

from companion.ui.notice_bar import NoticeBar
from companion.ui.save_state import SaveState

SAVED_SOON_MS = 1000
"""How long closing waits for the disk before the agent is asked."""


class Leaving:
    """Whether the window may close, now or once the last words are on the disk."""

    def __init__(
        self, save_state: SaveState, notices: NoticeBar, close: Callable[[], object]
    ) -> None:
        self._save_state = save_state
        self._notices = notices
        self._close = close
        self._is_wanted = False
        self._may = False

    def may_close(self) -> bool:
        """The agent wants to close: True when nothing is lost by it, or when that was accepted."""
        if self._save_state.is_all_saved or self._may:
            return True
        if not self._is_wanted:
            self._is_wanted = True
            QTimer.singleShot(SAVED_SOON_MS, self._tell_why_still_open)
        return False

    def on_all_saved(self) -> None:
        """Every word is on the disk: close, if that was wanted."""
        self._may = False
        if self._is_wanted:
            self._close()

    def _tell_why_still_open(self) -> None:
        if not self._save_state.is_all_saved:
            self._may, self._is_wanted = True, False
            self._notices.tell(
                "storage",
                "The last words are not on the disk yet. Close again to leave without them.",
                is_trouble=True,
            )
