"""The end of a call in the window: closed, asked about, and opened again."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from companion.domain.call import Call, CallId
from companion.domain.strain import Strain
from companion.services.desk import Desk
from companion.settings.options import PAUSE_HINT, SELF_CHECK
from companion.settings.store import Settings
from companion.ui.notice_bar import NoticeBar
from companion.ui.pages import Pages

if TYPE_CHECKING:
    from companion.ui.after_call_panel import AfterCallPanel


class AfterCall(QObject):
    """Closes the call in hand and asks about it, until the next one begins."""

    def __init__(
        self,
        desk: Desk,
        settings: Settings,
        pages: Pages,
        notices: NoticeBar,
        column: QVBoxLayout,
        reopen: Callable[[CallId], None],
        parent: QObject,
    ) -> None:
        """`column` has the pages; what is asked stands below them."""
        super().__init__(parent)
        self._desk = desk
        self._settings = settings
        self._pages = pages
        self._notices = notices
        self._column = column
        self._reopen = reopen
        self._strain = Strain(desk.now)
        self.last: Call | None = None
        """The call that was closed last."""

    @cached_property
    def panel(self) -> AfterCallPanel:
        """What is asked, made for the first call that is closed."""
        from companion.services.finishing import Finishing
        from companion.ui.after_call_panel import AfterCallPanel

        panel = AfterCallPanel()
        # Kept here: a connection alone does not keep whose method it calls.
        self._finishing = Finishing(self._desk)
        panel.reason_given.connect(self._finishing.pass_over)
        panel.looked_back.connect(self._finishing.look_back)
        self._pages.currentChanged.connect(lambda _: panel.show_beside(is_home=self._pages.is_home))
        self._column.insertWidget(self._column.indexOf(self._pages) + 1, panel)
        return panel

    def close(self) -> None:
        """Close the record; what is missing is said, and it can be opened again."""
        closed = self._desk.close()
        if closed is None:
            return
        self.last = closed
        reasons = self._desk.rules.outcomes.reasons
        pause = self._strain.after(closed)
        self.panel.ask(
            closed,
            reasons,
            looks_back=self._settings.get(SELF_CHECK),
            pause=pause if self._settings.get(PAUSE_HINT) else "",
        )
        name = closed.caller.name or "the caller"
        missing = "" if closed.outcome else " It has no outcome."
        self._notices.tell(
            "news",
            f"The call with {name} is closed.{missing}",
            action="Open again",
            act=lambda: self._reopen(closed.id),
        )

    def forget(self) -> None:
        """Another call has begun: of the one before nothing is asked any more."""
        if "panel" in self.__dict__:
            self.panel.forget()

    def press(self, number: int) -> None:
        """The answer with that number was given, by key."""
        if "panel" in self.__dict__:
            self.panel.press(number)
