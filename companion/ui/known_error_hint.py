"""Says beside the notes that the desk knows an error which their words speak of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from companion.domain.errors import UserError
    from companion.services.cards import Cards
    from companion.services.desk import Desk
    from companion.ui.qt_background import Background

LOOK_AFTER_MS = 600
"""How long the notes have to rest before they are looked through."""


class KnownErrorHint(QObject):
    """Looks through what was reported and observed on a worker, where the cards are read too.

    `show` is given the titles of the known errors that fit, whenever these are others.
    """

    def __init__(
        self,
        desk: Desk,
        new_cards: Callable[[], Cards],
        background: Background,
        show: Callable[[Sequence[str]], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._new_cards = new_cards
        self._background = background
        self._show = show
        self._notes = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER_MS)
        self._timer.timeout.connect(self._look)
        desk.subscribe(self._on_change)

    def _on_change(self) -> None:
        call = self._desk.call
        notes = f"{call.notes.reported}\n{call.notes.observed}".strip() if call else ""
        if notes == self._notes:
            return
        self._notes = notes
        if notes:
            self._timer.start()
        else:
            self._timer.stop()
            self._show(())

    def _look(self) -> None:
        look = partial(_fitting, self._new_cards, self._notes)
        self._background.run(look, partial(self._on_found, self._notes), self._on_failure)

    def _on_found(self, notes: str, titles: Sequence[str]) -> None:
        if notes == self._notes:
            self._show(titles)

    def _on_failure(self, _: UserError) -> None:
        # The page of cards says what is wrong with them; a hint is not the place.
        self._show(())


def _fitting(new_cards: Callable[[], Cards], notes: str) -> Sequence[str]:
    return [card.title for card in new_cards().fitting(notes)]
