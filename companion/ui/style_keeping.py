"""Brings back how a caller likes to be spoken to, and keeps what the agent adds."""

from __future__ import annotations

from PySide6.QtCore import QObject

from companion.domain.call import Caller
from companion.domain.style import Styles
from companion.services.desk import Desk
from companion.services.ports import CallHistory
from companion.ui.call_page import CallPage
from companion.ui.qt_background import Background


class StyleKeeping(QObject):
    """Asks whenever another caller is on the line, by number, name and company."""

    def __init__(
        self, desk: Desk, page: CallPage, history: CallHistory, background: Background
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._history = history
        self._background = background
        self._asked: tuple[str, str, str] | None = None
        page.styles_given.connect(self._keep)
        desk.subscribe(self.look)
        self.look()

    def look(self) -> None:
        """Another call, or more is known of the caller: ask once more."""
        caller = self._desk.call.caller if self._desk.call else Caller()
        who = (caller.number, caller.name, caller.company)
        if who != self._asked:
            self._asked = who
            self._page.show_styles(Styles())
            if any(who):
                found = self._background.on_main(lambda styles: self._show(who, styles))
                self._history.styles(caller, found, self._background.on_main(lambda _: None))

    def _show(self, who: tuple[str, str, str], styles: Styles) -> None:
        if who == self._asked:
            self._page.show_styles(styles)

    def _keep(self, styles: Styles) -> None:
        if call := self._desk.call:
            self._page.show_styles(styles)
            failed = self._background.on_main(lambda _: None)
            self._history.keep_styles(call.caller, styles, failed)
