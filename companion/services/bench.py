"""The entry that is being edited: its sheet, and the steps that can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from companion.services.editing import Edit, Sheet, Shelf, Steps


@dataclass(frozen=True, slots=True)
class View:
    """What there is to see of the entry on the bench."""

    sheet: Sheet
    can_undo: bool = False
    can_redo: bool = False


class Bench:
    """Works on one entry at a time. Everything here waits for the disk, so a worker does it."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._sheet: Sheet | None = None
        self._steps = Steps()

    @property
    def view(self) -> View:
        """The entry as it is now."""
        return View(self.sheet, bool(self._steps.past), bool(self._steps.future))

    @property
    def sheet(self) -> Sheet:
        """The sheet on the bench; there must be one."""
        assert self._sheet is not None, "an entry was taken up"
        return self._sheet

    def take_up(self, sheet: Sheet) -> View:
        """Another entry; the steps of the one before are forgotten."""
        self._sheet, self._steps = sheet, Steps()
        return self.view

    def edit(self, edits: Sequence[Edit], topic: object = None) -> View:
        """Make the edits together; UserError, and nothing changed, where one cannot be made.

        Edits of one topic in a row are taken back together.
        """
        before = self.sheet
        self._sheet = self.shelf.edited(before, edits)
        if self._sheet.text != before.text:
            self._steps = self._steps.step(before.text, topic)
        return self.view

    def undo(self) -> View:
        """Take the last step back."""
        return self._go(self._steps.back(self.sheet.text))

    def redo(self) -> View:
        """Take it again."""
        return self._go(self._steps.again(self.sheet.text))

    def read_in(self, language: str) -> View:
        """See the entry in a language."""
        self._sheet = self.shelf.in_language(self.sheet, language)
        return self.view

    def save(self, over: bool = False) -> View:
        """Put it in force. What came before can still be brought back, as another edit.

        What says nothing new stays where it is: no copy is made of a shipped one.
        """
        if not self.sheet.is_changed:
            return self.view
        language = self.sheet.language
        self._sheet = self.shelf.save(self.sheet, over)
        return self.read_in(language) if language else self.view

    def _go(self, to: tuple[str, Steps] | None) -> View:
        if to is not None:
            text, self._steps = to
            self._sheet = self.shelf.with_text(self.sheet, text)
        return self.view
