"""Fields whose texts are on disk while they are typed, though nothing has been given yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QLineEdit

from companion.domain.draft import DraftId
from companion.services.drafts import Drafts


class DraftFields:
    """Keeps what is typed in some fields, for as long as they are about one thing."""

    def __init__(self, drafts: Drafts, fields: Mapping[str, QLineEdit]) -> None:
        self._drafts = drafts
        self._fields = fields
        self._place: Callable[[str], DraftId] | None = None
        for name, field in fields.items():
            field.textChanged.connect(partial(self._keep, name))

    def begin(self, place: Callable[[str], DraftId]) -> None:
        """The fields are about this now; what was half-typed of it stands in them again.

        `place` is where each is kept, by its name.
        """
        self.pause()
        for name, field in self._fields.items():
            if half_typed := self._drafts.text(place(name)):
                field.setText(half_typed)
        self._place = place

    def pause(self) -> None:
        """The fields will show something else; what is half-typed stays kept."""
        self._place = None

    def end(self) -> None:
        """It has been given, or is not wanted."""
        if self._place:
            self._drafts.forget(*map(self._place, self._fields))
        self.pause()

    def _keep(self, name: str, text: str) -> None:
        if self._place:
            self._drafts.keep(self._place(name), text)
