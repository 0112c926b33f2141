"""Says beside the notes that the desk knows an error which their words speak of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from datetime import date

    from companion.domain.call import CallId
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
        self._about: tuple[CallId | None, str] = None, ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER_MS)
        self._timer.timeout.connect(self._look)
        desk.subscribe(self._on_change)

    def _on_change(self) -> None:
        call = self._desk.call
        notes = f"{call.notes.reported}\n{call.notes.observed}".strip() if call else ""
        before, self._about = self._about, (call.id if call else None, notes)
        if self._about == before:
            return
        if not notes or self._about[0] != before[0]:
            # What fits one call is not told of another.
            self._show(())
        if notes:
            self._timer.start()
        else:
            self._timer.stop()

    def _look(self) -> None:
        today = self._desk.now().at.astimezone().date()
        look = partial(_fitting, self._new_cards, self._about[1], today)
        self._background.run(look, partial(self._on_found, self._about), self._on_failure)

    def _on_found(self, about: tuple[CallId | None, str], titles: Sequence[str]) -> None:
        if about == self._about:
            self._show(titles)

    def _on_failure(self, _: UserError) -> None:
        # The page of cards says what is wrong with them; a hint is not the place.
        self._show(())


def _fitting(new_cards: Callable[[], Cards], notes: str, today: date) -> Sequence[str]:
    return [card.title for card in new_cards().fitting(notes, today)]
