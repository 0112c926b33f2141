"""The window: puts the panels together and gives every action its key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from companion.domain.call import Call, Caller, CallId
from companion.domain.draft import is_draft
from companion.domain.errors import UserError
from companion.domain.flow import FlowId, FlowTitle
from companion.domain.phase import WrapUp
from companion.services.ledger import keeping
from companion.settings.options import (
    AGENT,
    CHECK_NOTES,
    FLOW,
    HOLD_MINUTES,
    SILENCE_NUDGE,
    Option,
)
from companion.ui.after_call import AfterCall
from companion.ui.bar_switch import BarSwitch
from companion.ui.call_header import CallHeader
from companion.ui.correspondence import Correspondence, TicketTexts
from companion.ui.keys import Keys
from companion.ui.known_error_hint import KnownErrorHint
from companion.ui.leaving import Leaving
from companion.ui.navigation import Navigation
from companion.ui.notice_bar import NoticeBar
from companion.ui.pages import Pages
from companion.ui.parked_strip import ParkedStrip
from companion.ui.promise_keeping import PromiseKeeping
from companion.ui.screen_pop import ScreenPop
from companion.ui.silence_nudge import SilenceNudge
from companion.ui.theme import with_role
from companion.ui.wait_watch import WaitWatch
from companion.ui.window_keys import bind_keys
from companion.ui.word_at_hand import selected_text, word_under_cursor

if TYPE_CHECKING:
    from companion.handover import Command
    from companion.services.cards import Cards
    from companion.services.desk import Desk
    from companion.services.editing import Shelf
    from companion.services.finding import Finder
    from companion.services.ports import CallRecords, OwedPromise
    from companion.services.replying import Writing
    from companion.services.voice import Voice
    from companion.settings.store import Settings
    from companion.ui.correction_form import Corrected
    from companion.ui.going_to import GoingTo
    from companion.ui.navigation import PageOverHome
    from companion.ui.qt_background import Background
    from companion.ui.save_state import SaveState
    from companion.ui.speller_page import SpellerPage

TICK_MS = 200
"""How often the clocks are looked at; they are drawn only when a digit changes."""


class MainWindow(QMainWindow):
    """One narrow column beside the remote session; wide, the notes stand to the right.

    Messages go to the notice bar: nothing here opens a box of its own or takes the keyboard.
    """

    look_changed = Signal()
    painted = Signal()
    """The window is on the screen for the first time."""
    say_requested = Signal(str, str)
    """A line is wanted in the agent's ear, and its language."""
    silenced = Signal()
    """Nothing more is to be said in the agent's ear."""
    call_left = Signal()
    """Another call is in hand than before, or none."""

    def __init__(
        self,
        desk: Desk,
        flows: Sequence[FlowTitle],
        history: CallRecords,
        settings: Settings,
        save_state: SaveState,
        background: Background,
        ticket_texts: TicketTexts,
        new_speller: Callable[[], SpellerPage],
        new_cards: Callable[[], Cards],
        new_voice: Callable[[], Voice] | None = None,
        new_writing: Callable[[], Writing] | None = None,
        new_shelf: Callable[[], Shelf] | None = None,
        new_finder: Callable[[], Finder] | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle("Phone-Support Companion")
        # Read once, for the page and for the hint.
        new_cards = cache(new_cards)
        self._desk = desk
        self._settings = settings
        self._background = background
        self._ticket_texts = ticket_texts
        self._on_line: CallId | None = None
        self._is_painted = False
        self.save_state = save_state
        self.notices = NoticeBar()
        self.header = CallHeader(tuple(flows))
        self.promises = PromiseKeeping(desk, history, settings, background, self)
        self.header.make_room_for(self.promises.strip)
        self.pages = Pages(
            desk,
            tuple(flows),
            history,
            settings,
            background,
            self._plain_ticket,
            new_speller,
            new_cards,
            new_voice,
            self.promises,
            new_writing,
            new_shelf,
            new_finder,
        )
        self.navigation = Navigation(desk, self.pages, self.focusWidget)
        self._history = history
        self._screen_pop = ScreenPop(desk, flows, settings, self.header, self.notices)
        self._leaving = Leaving(save_state, self.notices, self.close)
        self.parked = ParkedStrip()
        nudge_after = partial(_seconds, settings, SILENCE_NUDGE)
        self._silence = SilenceNudge(desk, nudge_after, self)
        self._watch = WaitWatch(desk, settings, self.pages, self.parked, self.notices)
        self._watch.take_up_requested.connect(self.take_up)
        self.bar = BarSwitch(self, self.navigation, settings, self._watch, self.promises)
        self.bar.moved.connect(self._write_settings)
        self._lay_out()
        self.after_call = AfterCall(
            desk, settings, self.pages, self.notices, self._column, self._reopen, self
        )
        self.letters = Correspondence(
            *(desk, self.pages, self.navigation, self.notices, self.after_call, ticket_texts),
            self._read_call,
        )
        self.letters.written.connect(self._watch.look)
        self._connect()
        self._acts = bind_keys(self, desk)
        desk.subscribe(self.show_desk)
        show = self.pages.show_known_errors
        self._hint = KnownErrorHint(desk, new_cards, background, show, self)
        self._ticker = QTimer(self)
        self._ticker.timeout.connect(self._show_time)
        self._ticker.start(TICK_MS)
        self._show_settings()
        self._return_to_idle()
        self.show_desk()

    # ------------------------------------------------------------------ drawing

    def show_desk(self) -> None:
        """Draw the desk as it is now."""
        call = self._desk.call
        before, self._on_line = self._on_line, call.id if call else None
        if self._on_line != before:
            # What was spelled for one caller is gone when the call is.
            self.pages.wipe_speller()
            self.call_left.emit()
        if call:
            self.after_call.forget()
            self.header.show_call(call, self._desk.now().at.astimezone())
            self.pages.call.show_call(call)
        elif before:
            self._return_to_idle()
        if self.pages.is_home:
            self.pages.go_home()
        self._show_time()

    def _show_time(self) -> None:
        if call := self._desk.call:
            self.header.show_time(call, self._desk.now())
            self.pages.call.show_time(call)
            self.pages.call.card.show_nudge(self._silence.line)
        else:
            self.pages.idle.show_time(self._desk.now().at.astimezone())
        self._watch.look()

    def _show_settings(self) -> None:
        self.pages.idle.show_profile(is_named=bool(self._settings.get(AGENT)))
        self.header.offer_flow(self._settings.get(FLOW))

    # ------------------------------------------------------------------ news from outside

    def show_opened(self, calls: Sequence[Call]) -> None:
        """The call log is open; calls that were left open go on."""
        self.save_state.show_opened()
        self.notices.clear("storage")
        self.promises.refresh()
        if not calls:
            return
        has_begun_another = self._desk.call is not None
        self._desk.take_back(calls)
        if has_begun_another:
            count = f"{len(calls)} calls that were" if len(calls) > 1 else "A call that was"
            take_up = Keys.TAKE_UP.sequence
            self.notices.tell("taken back", f"{count} left open: parked, {take_up} goes on.")
        elif self._desk.call:
            name = self._desk.call.caller.name or "the caller"
            started = f"{self._desk.call.started.at.astimezone():%H:%M}"
            self.notices.tell(
                "taken back", f"Back where you were: the call with {name}, begun at {started}."
            )
            self.navigation.go_on_typing()

    def show_saved(self, kept_id: str, revision: int, at: datetime) -> None:
        """A call, or a draft, reached the disk."""
        self.save_state.show_saved(kept_id, revision, at)
        if self.save_state.is_all_saved:
            self.notices.clear("storage")
            self._leaving.on_all_saved()
            if not is_draft(kept_id):
                self.promises.on_saved(CallId(kept_id))

    def show_content(self, flows: Sequence[FlowTitle]) -> None:
        """Somebody has edited what is said; the flows that there are now, too."""
        self.header.know_flows(flows)
        self._screen_pop.know_flows(flows)
        self.pages.show_content(tuple(flows))

    def show_trouble(self, trouble: UserError) -> None:
        """The disk is in trouble; what is on the screen stays there."""
        self.save_state.show_trouble(trouble)
        self.notices.tell("storage", str(trouble), is_trouble=True)

    def _show_failure(self, trouble: UserError) -> None:
        self.show_notice(str(trouble))

    def show_notice(self, message: str) -> None:
        """Something the agent should know that does not hurry."""
        self.notices.tell("news", message)

    def obey(self, command: Command) -> None:
        """Do what a second start of the program, or a link, asks for."""
        if command.only_shows:
            self.come_to_the_front()
        self._screen_pop.announce(command, is_typed_in=self._is_typed_in, take=self.start_call)
        if command.start and not self._is_typed_in:
            self.start_call()
        if command.hold:
            self.hold_from_afar()
        if command.next:
            self.next_from_afar()
        if command.note:
            self._add_to_notes(command.note)
        if command.spell:
            self.navigation.remember_place()
            self.pages.show_page(self.pages.speller)
            self.pages.speller.enter(command.spell)

    @property
    def _is_typed_in(self) -> bool:
        return self._desk.call is not None and self.isActiveWindow()

    # ------------------------------------------------------------------ what the agent does

    def start_call(self) -> None:
        """The phone rings: a call with what is known of the caller. An open one is parked."""
        self._begin(*self._screen_pop.take())

    def _begin(
        self, caller: Caller, ticket: str, flow: FlowId, kept: OwedPromise | None = None
    ) -> None:
        self.navigation.remember_place()
        self._desk.start_call(flow, caller, keeping(kept) if kept else None)
        if ticket:
            self._desk.set_ticket_ref(ticket)
        self.pages.show_page(self.pages.call)
        self.notices.clear("news")
        self.header.name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def park(self) -> None:
        """Set the call aside; the window is free for what comes."""
        self.navigation.remember_place()
        self._desk.park()
        self.pages.go_home()

    def take_up(self, call_id: CallId) -> None:
        """Go on with a parked call, where the agent was in it."""
        self.navigation.remember_place()
        self._desk.take_up(call_id)
        self.pages.show_page(self.pages.call)
        self.navigation.go_on_typing()

    def choose_parked(self) -> None:
        """All parked calls, to choose one of."""
        if self._desk.parked:
            self.enter(self.pages.parked)
        else:
            self.show_notice("No call is parked.")

    def take_down(self) -> None:
        """The program ends: nothing of the window's is heard or seen any more."""
        self._watch.close()
        self.bar.take_down()

    def hold_or_resume(self) -> None:
        """The one key of the hold: ask for it, or come back."""
        self.pages.call.hold_or_resume(self._settings.get(HOLD_MINUTES))

    def hold_from_afar(self) -> None:
        """The hold's key, pressed in another program: ask, then they agreed, then back again.

        The keyboard stays there. In the window itself the key is the window's own.
        """
        call = self._desk.call
        if call and call.hold_question and not self.isActiveWindow():
            self._desk.caller_agreed()
        else:
            self.navigation.in_call(self.hold_or_resume)

    def next_from_afar(self) -> None:
        """What is in sight was said, says a key pressed in another program.

        With the window away there is one line in sight, in the mini bar, if any.
        """
        is_in_sight = self.isVisible() and not self.isMinimized()
        self.navigation.in_call(
            lambda: self.pages.call.next_prompt() if is_in_sight else self.pages.call.next_line()
        )

    def come_to_the_front(self) -> None:
        """Before all other windows, with the keyboard."""
        self.bar.bring_window()

    def show_or_hide(self) -> None:
        """To the front; from there, out of the way. Never where nobody would find it."""
        if self.isActiveWindow():
            self.showMinimized()
        else:
            self.come_to_the_front()

    def wrap_up_or_close(self) -> None:
        """The one key of the end: wrap up, then close."""
        call = self._desk.call
        if call and isinstance(call.phase, WrapUp):
            self.after_call.close()
        elif call:
            self._desk.wrap_up()
            self.pages.show_page(self.pages.call)
            self.pages.call.wrap_up.outcome.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def switch_note_check(self) -> None:
        """From now on the notes are checked as the caller reads them, or no more."""
        self._settings.change(CHECK_NOTES.key, not self._settings.get(CHECK_NOTES))
        self.pages.check_notes()
        self._write_settings()

    # ------------------------------------------------------------------ inside

    @cached_property
    def going_to(self) -> GoingTo:
        """What is done with what was found, made when something is looked for."""
        from companion.ui.going_to import GoingTo

        return GoingTo(self, self._desk, self._acts)

    def find_anything(self) -> None:
        """Find anything; and back to the very place."""
        self.pages.finding.tell_what_enter_does(self.going_to.says)
        self.enter(self.pages.finding)

    def choose_flow(self, flow_id: FlowId) -> None:
        """The flow of the call in hand, or else of the next."""
        if self._desk.call:
            self._desk.change_flow(flow_id)
        else:
            self.header.offer_flow(flow_id)

    def _return_to_idle(self) -> None:
        self._screen_pop.return_to_idle()
        self.pages.idle.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_to_notes(self, text: str) -> None:
        if self._desk.call is None:
            self.show_notice("There is no call to note that on. Start one with F2.")
        self._desk.jot(text)

    def _plain_ticket(self, call: Call) -> str:
        return self._ticket_texts(call)["text/plain"]

    def take_up_longest_parked(self) -> None:
        """Go on with whoever has been parked for longest."""
        if self._desk.parked:
            self.take_up(self._desk.parked[0].id)

    def _call_back(self, promise: OwedPromise) -> None:
        """The promised call: started with the caller it is owed to, to keep the promise."""
        _, ticket, flow = self._screen_pop.take()
        caller = Caller(promise.caller, promise.number, promise.company)
        self._begin(caller, "" if promise.caller or promise.number else ticket, flow, promise)

    def _correct(self, corrected: Corrected) -> None:
        """A time of a past call was really another."""

        def change(call: Call) -> Call:
            return call.correct(corrected.what, corrected.value, self._desk.now(), corrected.hold)

        try:
            self.pages.history.show_changed(self._desk.amend(corrected.call, change))
        except UserError as trouble:
            self._show_failure(trouble)

    def _offer_to_undo(self, message: str, undo: Callable[[], None]) -> None:
        self.notices.tell("news", message, action="Undo", act=undo)

    def _on_caller_changed(self, caller: Caller) -> None:
        if self._desk.call:
            self._desk.set_caller(caller)

    def _on_flow_requested(self, flow_id: str) -> None:
        if self._desk.call:
            self._desk.change_flow(FlowId(flow_id))

    def _on_settings_changed(self) -> None:
        self._show_settings()
        self.pages.check_notes()
        self.look_changed.emit()
        self.show_desk()
        self._write_settings()

    def _write_settings(self) -> None:
        self._background.run(self._settings.write, lambda _: None, self._show_failure)

    def _reopen(self, call_id: CallId) -> None:
        """Go on with a closed call, as it is on the disk now: a promise may be kept since."""

        def go_on(call: Call) -> None:
            self.navigation.remember_place()
            self._desk.reopen(call)
            self.pages.go_home()
            self.navigation.go_on_typing()

        self._read_call(call_id, go_on)

    def _read_call(self, call_id: CallId, found: Callable[[Call], None]) -> None:
        on_main = self._background.on_main
        self._history.read(call_id, on_main(found), on_main(self._show_failure))

    def show_promises(self) -> None:
        """What is owed, with what calls for attention chosen; and back."""
        page = self.pages.promises
        self.enter(page)
        if self.pages.currentWidget() is page:
            self.promises.enter(page)

    def see_promises(self) -> None:
        """What is owed, unless it is in sight already."""
        if self.pages.currentWidget() is not self.pages.promises:
            self.show_promises()

    def promise_something(self) -> None:
        """Promise the caller something; without a caller, see what is owed."""
        if self._desk.call is None:
            self.show_promises()
            return
        self.navigation.remember_place()
        self.pages.show_page(self.pages.promises)
        self.promises.enter_to_promise(self.pages.promises)

    def enter(self, page: PageOverHome) -> None:
        """Bring a page over the call; from that page, go home."""
        self.navigation.enter(page)
        self._watch.look()

    def spell(self) -> None:
        """Open the speller with the text that is selected in the window."""
        selected = selected_text(self.focusWidget())
        self.navigation.remember_place()
        self.pages.show_page(self.pages.speller)
        self.pages.speller.enter(selected)

    def explain(self) -> None:
        """The cards, with what is said of the word that is selected or that the cursor is in."""
        page, focused = self.pages.cards, self.focusWidget()
        if self.pages.currentWidget() is page:
            self.navigation.go_home()
            return
        self.navigation.remember_place()
        self.pages.show_page(page)
        page.enter_with(selected_text(focused), word_under_cursor(focused))

    def _place_notice(self) -> None:
        if self.notices.isVisibleTo(self._middle):
            self.notices.lie_over(self.header, self.focusWidget(), above=self.save_state)

    # ------------------------------------------------------------------ putting together

    def _lay_out(self) -> None:
        status = QHBoxLayout()
        status.addWidget(self.save_state)
        status.addWidget(self.parked, 1)
        self._middle = middle = QWidget()
        with_role(middle, "page")
        self._column = layout = QVBoxLayout(middle)
        layout.setContentsMargins(10, 8, 10, 6)
        layout.setSpacing(8)
        layout.addWidget(self.header)
        layout.addWidget(self.pages, 1)
        layout.addLayout(status)
        self.setCentralWidget(middle)
        self.notices.setParent(middle)
        self.notices.appeared.connect(self._place_notice)
        app = QApplication.instance()
        assert isinstance(app, QApplication), "a window needs an application"
        app.focusChanged.connect(self._place_notice)

    def _connect(self) -> None:
        self.header.caller_changed.connect(self._on_caller_changed)
        self.header.ticket_ref_changed.connect(self._desk.set_ticket_ref)
        self.header.flow_requested.connect(self._on_flow_requested)
        self.header.priority.clicked.connect(
            lambda: self.navigation.in_call(self.pages.call.turn_to_record)
        )
        self.pages.idle.start_requested.connect(self.start_call)
        self.pages.idle.promises_requested.connect(self.show_promises)
        self.promises.call_requested.connect(self._call_back)
        self.promises.open_requested.connect(self._reopen)
        self.promises.done.connect(self.navigation.leave)
        self.promises.late_requested.connect(self.letters.say_running_late)
        self.promises.failed.connect(self._show_failure)
        self.promises.dealt_with.connect(self._offer_to_undo)
        self.promises.strip.clicked.connect(self.show_promises)
        self.pages.idle.settings_requested.connect(lambda: self.enter(self.pages.settings))
        self.parked.clicked.connect(self.take_up_longest_parked)
        pages = self.pages
        pages.left.connect(self.navigation.leave)
        pages.corrected.connect(self._correct)
        pages.reopen_requested.connect(lambda call: self._reopen(call.id))
        pages.take_up_requested.connect(self.take_up)
        pages.spell_requested.connect(self.spell)
        pages.cards_requested.connect(lambda: self.enter(pages.cards))
        pages.hold_requested.connect(self.hold_or_resume)
        pages.park_requested.connect(self.park)
        pages.wrap_up_requested.connect(self.wrap_up_or_close)
        pages.close_requested.connect(self.after_call.close)
        pages.settings_changed.connect(self._on_settings_changed)
        pages.global_keys_requested.connect(lambda: self.enter(pages.global_keys))
        pages.found.connect(lambda *found: self.going_to.go(*found))
        pages.choice_made.connect(self._write_settings)
        pages.told.connect(self.show_notice)

    def say_line(self) -> None:
        """Have what there is to say now said in the agent's ear; again, and it is silent."""
        if call := self._desk.call:
            self.say_requested.emit(self.pages.call.card.line, call.caller.language)

    def silence(self) -> None:
        """Whatever is being said in the agent's ear, here or on a page, ends."""
        self.pages.silence()
        self.silenced.emit()

    def go_to_stage(self, number: int) -> None:
        """Go to the stage with that number, from 1 on."""

        def go() -> None:
            if stage := self.pages.call.stages.stage_at(number - 1):
                self.pages.call.go_to_stage(stage)

        self.navigation.in_call(go)

    def answer(self, number: int) -> None:
        """Take the answer with that number, from 1 on: the caller's, or to what is asked after."""
        if self._desk.call:
            self.navigation.in_call(lambda: self.pages.call.answer(number))
        else:
            self.after_call.press(number)

    # ------------------------------------------------------------------ Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.pages.currentWidget() is not self.pages.home:
            self.navigation.leave()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if handle := self.windowHandle():
            # Taking away what is not there is no trouble, and twice would be one key twice.
            handle.removeEventFilter(self._silence)
            handle.installEventFilter(self._silence)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for the disk, which takes a moment; when it takes longer, say so."""
        event.setAccepted(self._leaving.may_close())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_notice()


def _seconds(settings: Settings, option: Option[int]) -> timedelta:
    return timedelta(seconds=settings.get(option))
