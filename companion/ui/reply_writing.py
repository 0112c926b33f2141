"""Brings the page for replies together with what it writes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from companion.domain.call import Call
from companion.domain.manner import ENGLISH
from companion.domain.replies import Letter, Reply
from companion.domain.spelling_check import spelling_findings, words_to_check
from companion.domain.wording import ASKED
from companion.domain.wording_check import Finding, check_wording
from companion.services.desk import Desk
from companion.services.ports import Profile
from companion.services.replying import Writing, write_reply
from companion.settings.options import AGENT, OWN_NUMBER, TEAM
from companion.settings.store import Settings
from companion.ui import private_clipboard
from companion.ui.checked_text import Check
from companion.ui.qt_background import Background
from companion.ui.reply_page import ReplyPage

_OWN = {"agent": AGENT, "team": TEAM, "our_number": OWN_NUMBER}
"""The placeholders that the settings fill; what is typed for them is asked for only once."""


class ReplyWriting(QObject):
    """Knows the call that is written about, fills replies from it, and copies them."""

    told = Signal(str, object)
    """Something to tell the agent, and what the message offers to copy (or None)."""
    setting_given = Signal()

    def __init__(
        self, desk: Desk, settings: Settings, background: Background, writing: Writing
    ) -> None:
        super().__init__()
        self._desk = desk
        self._settings = settings
        self._background = background
        self._writing = writing
        self._call: Call | None = None
        self.page = ReplyPage(writing.replies.all(), self._write, self._look_up, desk.drafts)
        self.setParent(self.page)
        self.page.check_with(self._check_for)
        self.page.filled.connect(self._on_filled)
        self.page.copied.connect(self._on_copied)
        self.page.told.connect(lambda text: self.told.emit(text, None))

    def refresh(self) -> None:
        """The replies were edited."""
        self.page.know_replies(self._writing.replies.all())

    def write_about(self, call: Call, words: str = "") -> None:
        """The page comes into view for this call, with the reply chosen by these words."""
        self._call = call
        self.page.enter_for(call, words)

    def _profile(self) -> Profile:
        return Profile(*map(self._settings.get, (AGENT, TEAM, OWN_NUMBER)))

    def _write(self, reply: Reply, call: Call, typed: Mapping[str, str]) -> Letter:
        frames, now = self._writing.replies.frames, self._desk.now()
        return write_reply(reply, frames, call, self._profile(), now, typed)

    def _check_for(self, call: Call) -> Check:
        # Replies are in English, whatever is spoken with the caller.
        rules = self._writing.wordings.rules(ENGLISH)
        technical = call.caller.technical
        return lambda text: check_wording(text, rules, technical=technical, is_whole=True)

    def _look_up(self, text: str, done: Callable[[tuple[Finding, ...]], None]) -> None:
        words = words_to_check(text, self._names())
        spelled = tuple(dict.fromkeys(word for _, word in words))
        misspelled = partial(self._writing.orthography.misspelled, spelled, ENGLISH)
        self._background.run(
            misspelled, lambda wrong: done(spelling_findings(words, wrong)), lambda _: None
        )

    def _names(self) -> tuple[str, ...]:
        """What the call and the desk bring with them is spelled as they spell it."""
        profile, call = self._profile(), self._call
        own = (profile.agent, profile.team)
        if call is None:
            return own
        caller, facts = call.caller, call.gathered.facts
        return (*own, caller.name, caller.company, call.ticket_ref, facts.handed_to)

    def _on_filled(self, call: Call, slot: str, text: str) -> None:
        if option := _OWN.get(slot):
            self._settings.change(option.key, text)
            self.setting_given.emit()
        elif slot in ASKED and self._desk.call and self._desk.call.id == call.id:
            self._desk.fill_in(slot, text)

    def _on_copied(self, text: str, subject: str) -> None:
        private_clipboard.copy_texts({"text/plain": text})
        self.told.emit("The reply is on the clipboard.", subject or None)
