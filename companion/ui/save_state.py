"""Says truly whether what is on the screen is on the disk."""

from __future__ import annotations

from datetime import datetime

from companion.domain.call import Call
from companion.domain.draft import Draft
from companion.domain.errors import UserError
from companion.services.ports import CallLog
from companion.ui.labels import ValueLabel
from companion.ui.theme import set_state


class SaveState(ValueLabel):
    """A call log that hands on to the real one, and shows what has arrived there.

    “Saved” appears only when everything that was handed over has been committed.
    """

    def __init__(self, call_log: CallLog) -> None:
        super().__init__("Save state", "save")
        self._call_log = call_log
        self._waiting: dict[str, int] = {}
        self.is_open = False
        self.show_value("Opening your calls …")

    @property
    def is_all_saved(self) -> bool:
        """Nothing is on its way to disk."""
        return not self._waiting

    def save(self, kept: Call | Draft) -> None:
        """Hand a call or a draft to the log."""
        self._waiting[kept.id] = kept.revision
        if self.property("state") != "trouble":
            self.show_value("Saving …")
        self._call_log.save(kept)

    def show_opened(self) -> None:
        """The log is open."""
        self.is_open = True
        set_state(self, "opened")
        self.setToolTip("")
        if self.is_all_saved:
            self.show_value("Ready")

    def show_saved(self, kept_id: str, revision: int, at: datetime) -> None:
        """A revision of a call or a draft was committed."""
        if self._waiting.get(kept_id, revision + 1) <= revision:
            del self._waiting[kept_id]
        if self.is_all_saved:
            set_state(self, "saved")
            self.setToolTip("")
            self.show_value(f"Saved {at.astimezone():%H:%M:%S}")

    def show_trouble(self, trouble: UserError) -> None:
        """What is on the screen is not on the disk yet."""
        set_state(self, "trouble")
        self.show_value("Not saved yet", "⚠ Not saved yet")
        self.setToolTip(str(trouble))
