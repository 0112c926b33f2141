"""What leaves the window: the ticket, and messages to the caller."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from companion.domain.call import Call, CallId
from companion.services.desk import Desk
from companion.services.ports import OwedPromise
from companion.ui import private_clipboard
from companion.ui.after_call import AfterCall
from companion.ui.navigation import Navigation
from companion.ui.notice_bar import NoticeBar
from companion.ui.pages import Pages

TicketTexts = Callable[[Call], Mapping[str, str]]
"""A call's ticket in every form the clipboard takes, by MIME type; plain text is one."""
ReadCall = Callable[[CallId, Callable[[Call], None]], None]
"""Reads a call from disk and hands it on; trouble is told elsewhere."""
NO_CALL = "There is no call to write about. F3 finds one."


class Correspondence(QObject):
    """Copies, and writes about the call that is read, in hand, or was closed last."""

    written = Signal()
    """The page for replies has come into view."""

    def __init__(
        self,
        desk: Desk,
        pages: Pages,
        navigation: Navigation,
        notices: NoticeBar,
        after_call: AfterCall,
        ticket_texts: TicketTexts,
        read: ReadCall,
    ) -> None:
        super().__init__(pages)
        self._desk = desk
        self._pages = pages
        self._navigation = navigation
        self._notices = notices
        self._after_call = after_call
        self._ticket_texts = ticket_texts
        self._read = read
        pages.copy_requested.connect(self.copy_ticket)
        pages.reply_requested.connect(lambda call: self.write_about(call))
        pages.reply_told.connect(self._tell_of_reply)

    @property
    def call(self) -> Call | None:
        """The call to write about."""
        return self._pages.read or self._desk.call or self._after_call.last

    def copy_ticket(self, call: Call | None = None) -> None:
        """Put the ticket of a call, or of the current one, on the clipboard in every form."""
        wanted = call or self._desk.call
        if wanted is None:
            return
        private_clipboard.copy_texts(self._ticket_texts(wanted))
        if call is None:
            self._desk.ticket_copied()
        self._notices.tell("news", "The ticket is on the clipboard.")

    def copy(self) -> None:
        """Copy what is in sight: a reply that is being written, else the ticket."""
        if page := self._pages.replies_shown:
            page.copy_now()
        else:
            self.copy_ticket()

    def write(self) -> None:
        """Write to the caller; and back."""
        if self._pages.replies_shown:
            self._navigation.leave()
        elif call := self.call:
            self.write_about(call)
        else:
            self._notices.tell("news", NO_CALL)

    def acknowledge(self) -> None:
        """The message that says the case is in good hands, shown and on the clipboard."""
        if call := self.call:
            self.write_about(call, "acknowledgement chat")
            self.copy()
        else:
            self._notices.tell("news", NO_CALL)

    def say_running_late(self, promise: OwedPromise) -> None:
        """Before it is due, who is owed something hears that it takes longer; after, a sorry."""
        words = "late" if promise.due < self._desk.now().at else "longer"
        self._read(promise.call, lambda call: self.write_about(call, words))

    def write_about(self, call: Call, words: str = "") -> None:
        """Write about a call, with the reply that is chosen by these words."""
        self._navigation.remember_place()
        self._pages.write_about(call, words)
        self.written.emit()

    def _tell_of_reply(self, text: str, subject: str | None) -> None:
        if subject is None:
            self._notices.tell("news", text)
            return
        self._notices.tell(
            "news",
            text,
            action="Copy the subject",
            act=lambda: private_clipboard.copy_texts({"text/plain": subject}),
        )
