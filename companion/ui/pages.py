"""The pages of the window, of which one is in sight; each is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from companion.settings.options import CHECK_NOTES, WRAP_UP_TARGET
from companion.ui.idle_page import IdlePage

if TYPE_CHECKING:
    from companion.domain.call import Call
    from companion.domain.flow import FlowTitle
    from companion.domain.moment import Moment
    from companion.domain.wording_check import Finding
    from companion.services.cards import Cards
    from companion.services.desk import Desk
    from companion.services.editing import Shelf
    from companion.services.finding import Finder
    from companion.services.ports import CallHistory, CallQuery
    from companion.services.replying import Writing
    from companion.services.voice import Voice
    from companion.settings.store import Settings
    from companion.ui.call_page import CallPage
    from companion.ui.cards_page import CardsPage
    from companion.ui.editor_page import EditorPage
    from companion.ui.find_page import FindPage
    from companion.ui.global_keys_page import GlobalKeysPage
    from companion.ui.history_page import HistoryPage
    from companion.ui.keys_page import KeysPage
    from companion.ui.numbers_page import NumbersPage
    from companion.ui.parked_page import ParkedPage
    from companion.ui.parked_strip import Waiting
    from companion.ui.promise_keeping import PromiseKeeping
    from companion.ui.promises_page import PromisesPage
    from companion.ui.qt_background import Background
    from companion.ui.reply_page import ReplyPage
    from companion.ui.reply_writing import ReplyWriting
    from companion.ui.settings_page import SettingsPage
    from companion.ui.speller_page import SpellerPage

Page = TypeVar(
    "Page",
    "HistoryPage",
    "SettingsPage",
    "SpellerPage",
    "PromisesPage",
    "KeysPage",
    "ParkedPage",
    "GlobalKeysPage",
    "NumbersPage",
    "CardsPage",
    "ReplyPage",
    "EditorPage",
    "FindPage",
)


CHECK_NOTES_AFTER_MS = 500
"""When the notes of the first call are checked from."""
WRITES_AFTER_MS = 2000
"""How long into the first call all is read that replies are written with."""


class Pages(QStackedWidget):
    """Home is the call in hand or, between calls, what is owed; the other pages lie over it.

    What the pages of their own accord ask of the window comes out of the signals here, so that
    nobody has to make a page to listen to it.
    """

    left = Signal()
    """The page over home was left."""
    copy_requested = Signal(object)
    """The ticket of a call, or of the one in hand (None), is wanted on the clipboard."""
    reopen_requested = Signal(object)
    corrected = Signal(object)
    take_up_requested = Signal(object)
    """A parked call, by its id."""
    spell_requested = Signal()
    cards_requested = Signal()
    hold_requested = Signal()
    park_requested = Signal()
    wrap_up_requested = Signal()
    close_requested = Signal()
    settings_changed = Signal()
    global_keys_requested = Signal()
    global_keys_made = Signal(object)
    """The page of the global keys is there, to be told how they fare."""
    choice_made = Signal()
    """Something that is remembered was chosen on a page."""
    reply_requested = Signal(object)
    """A past call is to be written about."""
    told = Signal(str)
    """Something that the agent should know and that does not hurry."""
    reply_told = Signal(str, object)
    """Something about a reply, and what else of it can be copied (or None)."""
    found = Signal(object, str)
    """Something was found and is wanted: the thing, and what was typed."""
    content_changed = Signal()
    """Flows, cards or replies were edited."""

    def __init__(
        self,
        desk: Desk,
        flows: tuple[FlowTitle, ...],
        history: CallHistory,
        settings: Settings,
        background: Background,
        plain_ticket: Callable[[Call], str],
        new_speller: Callable[[], SpellerPage],
        new_cards: Callable[[], Cards],
        new_voice: Callable[[], Voice] | None,
        keeping: PromiseKeeping,
        new_writing: Callable[[], Writing] | None = None,
        new_shelf: Callable[[], Shelf] | None = None,
        new_finder: Callable[[], Finder] | None = None,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._flows = flows
        self._history = history
        self._settings = settings
        self._background = background
        self._plain_ticket = plain_ticket
        self._new_speller = new_speller
        self._new_cards = new_cards
        self._new_voice = new_voice
        self._keeping = keeping
        self._new_writing = new_writing
        self._new_shelf = new_shelf
        self._new_finder = new_finder
        self._is_from_history = False
        self.currentChanged.connect(lambda _: self.updateGeometry())
        self.idle = IdlePage(keeping.reminders.snoozed)
        keeping.show_on_idle(self.idle)
        self.addWidget(self.idle)

    # ------------------------------------------------------------------ which is in sight

    @property
    def home(self) -> QWidget:
        """The call in hand, or what stands between calls."""
        return self.call if self._desk.call else self.idle

    @property
    def is_home(self) -> bool:
        """No other page lies over the call, or over what stands between calls."""
        shown = self.currentWidget()
        return shown is self.idle or shown is self.__dict__.get("call")

    def minimumSizeHint(self) -> QSize:
        """What the page in sight needs; a wider one that is not does not hold the window."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page else super().minimumSizeHint()

    def show_page(self, page: QWidget) -> None:
        """Bring a page into sight."""
        if self.currentWidget() is not page:
            self.setCurrentWidget(page)

    def go_home(self) -> None:
        """Bring the call into sight, or what stands between calls."""
        self.show_page(self.home)

    def go_back(self) -> bool:
        """Back to the figures, or to the call that was written about; False: no way back."""
        history: HistoryPage | None = self.__dict__.get("history")
        if self.replies_shown and self._is_from_history and history:
            self.show_page(history)
            history.come_back()
            return True
        if history is None or not history.is_narrowed or not history.isVisibleTo(self):
            return False
        self.show_page(self.numbers)
        self.numbers.enter()
        return True

    def wipe_speller(self) -> None:
        """Forget what was spelled, if anything ever was."""
        if speller := self.__dict__.get("speller"):
            speller.wipe()

    def silence(self) -> None:
        """Nothing on the pages is read aloud any more."""
        if (speller := self.__dict__.get("speller")) and speller.panel.reading:
            speller.panel.reading.stop()

    def show_content(self, flows: tuple[FlowTitle, ...]) -> None:
        """Flows, cards or replies are others than before; pages not made yet read them anyway."""
        self._flows = flows
        made = self.__dict__
        if settings := made.get("settings"):
            settings.know_flows(flows)
        if cards := made.get("cards"):
            cards.refresh()
        if replies := made.get("replies"):
            replies.refresh()

    # ------------------------------------------------------------------ the pages

    @cached_property
    def call(self) -> CallPage:
        """The call in hand."""
        from companion.ui.call_page import CallPage
        from companion.ui.style_keeping import StyleKeeping

        page = CallPage(self._desk, self._wrap_up_target, self)
        # Nobody writes to the caller in the first seconds; later nobody shall wait for it.
        QTimer.singleShot(WRITES_AFTER_MS, self, self._get_ready_to_write)
        StyleKeeping(self._desk, page, self._history, self._background)
        page.copy_requested.connect(lambda: self.copy_requested.emit(None))
        page.spell_requested.connect(self.spell_requested)
        page.notes.cards_requested.connect(self.cards_requested)
        page.hold_requested.connect(self.hold_requested)
        page.park_requested.connect(self.park_requested)
        page.wrap_up_requested.connect(self.wrap_up_requested)
        page.close_requested.connect(self.close_requested)
        self.addWidget(page)
        if self._settings.get(CHECK_NOTES):
            # The call comes first; what it is checked with is read a moment later.
            QTimer.singleShot(CHECK_NOTES_AFTER_MS, page, self.check_notes)
        return page

    @cached_property
    def history(self) -> HistoryPage:
        """Past calls."""
        from companion.ui.history_page import HistoryPage

        page = HistoryPage(self._history, self._background, self._plain_ticket, self._desk.now)
        page.copy_requested.connect(self.copy_requested)
        page.reopen_requested.connect(self.reopen_requested)
        page.reply_requested.connect(self.reply_requested)
        page.corrected.connect(self.corrected)
        return self._over_home(page)

    @cached_property
    def finding(self) -> FindPage:
        """Finding anything."""
        from companion.ui.find_page import FindPage

        assert self._new_finder, "there is something to find with"
        page = FindPage(
            self._new_finder, self._desk, self._history, self._background, self._plain_ticket
        )
        page.chosen.connect(self.found)
        return self._over_home(page)

    @cached_property
    def numbers(self) -> NumbersPage:
        """The agent's own numbers."""
        from companion.ui.numbers_page import NumbersPage

        page = NumbersPage(self._history, self._desk.all_flows, self._today, self._background)
        page.calls_requested.connect(self._show_counted)
        return self._over_home(page)

    def _show_counted(self, query: CallQuery, what: str) -> None:
        """The calls of a figure."""
        self.show_page(self.history)
        self.history.enter_with(query, what)

    def _today(self) -> date:
        return self._desk.now().at.astimezone().date()

    @cached_property
    def settings(self) -> SettingsPage:
        """The agent's own settings."""
        from companion.ui.settings_page import SettingsPage

        voice = self._new_voice() if self._new_voice else None
        page = SettingsPage(self._settings, self._flows, voice)
        page.changed.connect(self.settings_changed)
        page.refused.connect(self.told)
        page.global_keys_requested.connect(self.global_keys_requested)
        return self._over_home(page)

    @cached_property
    def global_keys(self) -> GlobalKeysPage:
        """The keys that work in every program."""
        from companion.ui.global_keys_page import GlobalKeysPage

        page = GlobalKeysPage(self._settings)
        page.changed.connect(self.settings_changed)
        self.global_keys_made.emit(page)
        return self._over_home(page)

    @cached_property
    def speller(self) -> SpellerPage:
        """Spelling a text."""
        page = self._new_speller()
        page.choice_made.connect(self.choice_made)
        return self._over_home(page)

    @cached_property
    def cards(self) -> CardsPage:
        """Terms, how-tos and known errors."""
        from companion.ui.cards_page import CardsPage

        return self._over_home(CardsPage(self._new_cards, self._desk, self._background))

    @cached_property
    def editor(self) -> EditorPage:
        """Editing flows, cards and replies."""
        from companion.ui.editor_page import EditorPage

        assert self._new_shelf, "there is something to edit"
        page = EditorPage(self._new_shelf, self._desk, self._settings, self._background)
        page.content_changed.connect(self.content_changed)
        return self._over_home(page)

    @cached_property
    def promises(self) -> PromisesPage:
        """What is owed, and promising more."""
        return self._over_home(self._keeping.make_page())

    @cached_property
    def keys(self) -> KeysPage:
        """All keys."""
        from companion.ui.keys_page import KeysPage

        return self._over_home(KeysPage(self._settings, self))

    @cached_property
    def parked(self) -> ParkedPage:
        """The parked calls, to choose from."""
        from companion.ui.parked_page import ParkedPage

        page = ParkedPage()
        page.chosen.connect(self.take_up_requested)
        return self._over_home(page)

    @cached_property
    def _writing(self) -> Writing:
        """What messages are written and checked with, read when that is first needed."""
        assert self._new_writing, "there is something to write with"
        return self._new_writing()

    def check_notes(self) -> None:
        """Have the notes checked, or not, as the settings have it."""
        if "call" not in self.__dict__:
            return
        if self._settings.get(CHECK_NOTES):
            self._get_ready_to_write(self._begin_to_check)
        else:
            self.call.notes.note_check.check_with(None)

    def _begin_to_check(self) -> None:
        if self._settings.get(CHECK_NOTES):
            self.call.notes.note_check.check_with(self._check_note)

    def _get_ready_to_write(self, then: Callable[[], None] = lambda: None) -> None:
        """Read beside the window what messages are written and checked with, unless it is there."""
        if "_writing" in self.__dict__ or self._new_writing is None:
            then()
            return

        def keep(writing: Writing) -> None:
            self.__dict__.setdefault("_writing", writing)
            then()

        self._background.run(self._new_writing, keep, lambda _: None)

    def _check_note(self, text: str) -> tuple[Finding, ...]:
        from companion.domain.call import Caller
        from companion.domain.manner import ENGLISH
        from companion.domain.wording_check import check_wording

        caller = self._desk.call.caller if self._desk.call else Caller()
        wordings = self._writing.wordings
        rules = wordings.rules(caller.language)
        if not rules.rules:
            rules = wordings.rules(ENGLISH)
        return check_wording(text, rules, technical=caller.technical)

    @cached_property
    def replies(self) -> ReplyWriting:
        """Writing to the caller, with its page."""
        from companion.ui.reply_writing import ReplyWriting

        writing = ReplyWriting(self._desk, self._settings, self._background, self._writing)
        self._over_home(writing.page)
        writing.told.connect(self.reply_told)
        writing.setting_given.connect(self.choice_made)
        return writing

    def write_about(self, call: Call, words: str = "") -> None:
        """Bring the page for replies into sight for this call, chosen by these words."""
        self._is_from_history = self.currentWidget() is self.__dict__.get("history")
        self.show_page(self.replies.page)
        self.replies.write_about(call, words)

    @property
    def read(self) -> Call | None:
        """The past call that is in sight."""
        history: HistoryPage | None = self.__dict__.get("history")
        return history.shown if history and self.currentWidget() is history else None

    @property
    def replies_shown(self) -> ReplyPage | None:
        """The page for replies while it is in sight."""
        writing: ReplyWriting | None = self.__dict__.get("replies")
        return writing.page if writing and self.currentWidget() is writing.page else None

    def show_known_errors(self, titles: Sequence[str]) -> None:
        """Say beside the notes which known errors fit them."""
        if "call" in self.__dict__:
            self.call.notes.show_known_errors(titles)

    def show_parked(self, waiting: Waiting, now: Moment) -> None:
        """Keep the page of the parked calls true while it is in sight."""
        page = self.__dict__.get("parked")
        if page is not None and page is self.currentWidget():
            self.parked.show_parked(waiting, now)

    def _wrap_up_target(self) -> timedelta:
        return timedelta(minutes=self._settings.get(WRAP_UP_TARGET))

    def _over_home(self, page: Page) -> Page:
        page.left.connect(self.left)
        self.addWidget(page)
        return page
