"""Keeps an eye on everyone who waits: on hold in the call in hand, and in the parked calls."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from companion import paths
from companion.domain.call import Call
from companion.domain.hold_rules import Stretch, Wait
from companion.services.desk import Desk
from companion.settings.options import HOLD_SOUND
from companion.settings.store import Settings
from companion.ui.clock_text import clock_text
from companion.ui.notice_bar import NoticeBar
from companion.ui.pages import Pages
from companion.ui.parked_strip import ParkedStrip, Waiting
from companion.ui.parked_words import needs_somebody, who

if TYPE_CHECKING:
    from companion.ui.hold_sound import HoldSound
    from companion.ui.mini_bar import MiniBar

TOPIC = "waiting"


class WaitWatch(QObject):
    """Draws who waits wherever that is shown, sounds the chime, and tells of parked callers.

    `look` is called with every tick of the window's clock and after every step.
    """

    take_up_requested = Signal(object)

    def __init__(
        self,
        desk: Desk,
        settings: Settings,
        pages: Pages,
        strip: ParkedStrip,
        notices: NoticeBar,
    ) -> None:
        super().__init__(pages)
        self._desk = desk
        self._settings = settings
        self._pages = pages
        self._strip = strip
        self._notices = notices
        self._bar: MiniBar | None = None
        self._told: dict[str, int] = {}

    def show_in(self, bar: MiniBar | None) -> None:
        """The mini bar has come up, or gone."""
        self._bar = bar
        self.look()

    def look(self) -> None:
        """See who waits, and how long they have."""
        now = self._desk.now()
        waiting = tuple((call, self._desk.wait(call)) for call in self._desk.parked)
        call = self._desk.call
        wait = self._desk.wait(call) if call else None
        self._strip.show_parked(waiting, now)
        self._pages.show_parked(waiting, now)
        is_on = self._settings.get(HOLD_SOUND)
        if is_on or "_sound" in self.__dict__:
            self._sound.attend(call, wait, is_on=is_on)
        self._tell_of(waiting)
        if self._bar:
            saying = self._desk.saying
            self._bar.show_call(call, wait, saying.line.text if saying else "", now)
            self._bar.show_parked(waiting, now)

    @cached_property
    def _sound(self) -> HoldSound:
        """The chime, made once it may be heard."""
        from companion.ui.hold_sound import HoldSound

        return HoldSound(paths.resources() / "sounds" / "waiting.wav", self)

    def close(self) -> None:
        """No sound outlives the window."""
        if "_sound" in self.__dict__:
            self._sound.close()

    def _tell_of(self, waiting: Waiting) -> None:
        """Tell of a parked caller who needs somebody, once for each new reason.

        Another message is not covered: it may offer something. The strip shows them meanwhile.
        """
        needy = {call.id: wait.reminders for call, wait in waiting if wait and needs_somebody(wait)}
        if self._told and not needy:
            self._notices.clear(TOPIC)
        self._told = {call_id: n for call_id, n in self._told.items() if call_id in needy}
        for call, wait in waiting:
            news = needy.get(call.id, 0) > self._told.get(call.id, 0)
            if wait and news and not self._notices.is_showing_other(TOPIC):
                self._told[call.id] = wait.reminders
                self._tell(call, wait)
                return

    def _tell(self, call: Call, wait: Wait) -> None:
        if wait.stretch is Stretch.OVER:
            message = f"⚠ {who(call)} waits longer than promised, {clock_text(wait.waited)} by now."
        else:
            message = f"◷ Check back with {who(call)}, on hold for {clock_text(wait.waited)}."
        self._notices.tell(
            TOPIC,
            message,
            action="Take up",
            act=lambda: self.take_up_requested.emit(call.id),
        )
