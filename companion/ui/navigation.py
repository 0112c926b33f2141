"""Going from page to page, and back to the very place where the agent was typing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from companion.services.desk import Desk
from companion.ui.pages import Pages
from companion.ui.typing_places import TypingPlaces

if TYPE_CHECKING:
    from companion.ui.cards_page import CardsPage
    from companion.ui.editor_page import EditorPage
    from companion.ui.find_page import FindPage
    from companion.ui.global_keys_page import GlobalKeysPage
    from companion.ui.history_page import HistoryPage
    from companion.ui.keys_page import KeysPage
    from companion.ui.numbers_page import NumbersPage
    from companion.ui.parked_page import ParkedPage
    from companion.ui.promises_page import PromisesPage
    from companion.ui.settings_page import SettingsPage

    PageOverHome = (
        HistoryPage
        | SettingsPage
        | PromisesPage
        | KeysPage
        | ParkedPage
        | GlobalKeysPage
        | NumbersPage
        | CardsPage
        | EditorPage
        | FindPage
    )


class Navigation:
    """Knows where the agent was in each call. `focus` tells what has the keyboard now."""

    def __init__(self, desk: Desk, pages: Pages, focus: Callable[[], QWidget | None]) -> None:
        self._desk = desk
        self._pages = pages
        self._focus = focus
        self._places = TypingPlaces()

    def enter(self, page: PageOverHome) -> None:
        """Bring a page over the call; from that page, go home."""
        if self._pages.currentWidget() is page:
            self.go_home()
            return
        self.remember_place()
        self._pages.show_page(page)
        page.enter()

    def leave(self) -> None:
        """Leave the page in sight: one step back, or home."""
        if not self._pages.go_back():
            self.go_home()

    def go_home(self) -> None:
        """To the call, or to what stands between calls, where the agent was in it."""
        self._pages.go_home()
        self.go_on_typing()

    def in_call(self, act: Callable[[], None]) -> None:
        """Do something to the call in hand, in sight of the agent; nothing without a call."""
        if self._desk.call:
            self._pages.show_page(self._pages.call)
            act()

    def remember_place(self) -> None:
        """The agent leaves the call, or puts another page over it."""
        if self._desk.call and self._pages.is_home:
            self._places.remember(self._desk.call.id, self._focus())

    def go_on_typing(self) -> None:
        """Put the keyboard where the agent was in this call, else where the stage is about."""
        call = self._desk.call
        if call is None:
            self._pages.idle.start.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._places.give_back(call.id):
            return
        elif call.hold_question:
            self._pages.call.question.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._pages.call.go_to_section()
