"""The objects of one running program, built once and connected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QTimer
from PySide6.QtWidgets import QApplication

from companion import paths
from companion.clock import SystemClock
from companion.content.library import FlowLibrary
from companion.domain.call import Call
from companion.domain.draft import DraftId
from companion.domain.errors import UserError
from companion.services.desk import Desk
from companion.services.ports import Clock, Profile
from companion.settings.hold_rules import hold_rules
from companion.settings.options import (
    AGENT,
    COPY_SELECTION,
    GLOBAL_KEYS,
    GLOBAL_KEYS_WAY,
    NUMBER_REGION,
    OWN_NUMBER,
    TEAM,
    TEXT_SIZE,
    THEME,
)
from companion.settings.store import Settings
from companion.storage.thread import StorageThread
from companion.ui.global_actions import GlobalActions
from companion.ui.main_window import MainWindow
from companion.ui.qt_background import Background
from companion.ui.save_state import SaveState
from companion.ui.theme import Theme

if TYPE_CHECKING:
    from companion.content.cards import CardLibrary
    from companion.content.faults import Fault
    from companion.content.replies import ReplyLibrary
    from companion.content.speller_tools import SpellerTools
    from companion.domain.desk_rules import DeskRules
    from companion.domain.flow import FlowTitle
    from companion.hotkeys.qt_global_keys import GlobalKeys
    from companion.services.editing import Shelf
    from companion.services.finding import Finder
    from companion.services.global_keys import GlobalAction
    from companion.services.replying import Writing
    from companion.services.voice import Voice
    from companion.ui.global_keys_page import GlobalKeysPage
    from companion.ui.prompt_voice import PromptVoice
    from companion.ui.reading_aloud import ReadingAloud
    from companion.ui.speller_page import SpellerPage
    from companion.ui.speller_window import SpellerWindow
    from companion.ui.tray import Tray

LAST_SAVE_WITHIN_S = 5.0
"""How long closing the window waits for the disk at most."""
READY_MS = 300
"""After the global keys are grabbed comes what the first of them would wait for."""


class Program:
    """The objects of one running program, for as long as it runs.

    The storage thread is started by `open_storage`, once the window is up: importing what it
    needs would hold the window back.
    """

    def __init__(self, app: QApplication, folder: Path, clock: Clock | None = None) -> None:
        self._app = app
        self._is_storage_open = False
        self._counted_for: str | None = None
        self._keys: GlobalKeys | None = None
        self._tray: Tray | None = None
        self._grabbed: tuple[str, dict[GlobalAction, str]] | None = None
        clock = clock or SystemClock()
        self._folder = folder
        self.settings = Settings(folder / "settings.toml")
        self._theme = Theme(paths.resources() / "themes")
        self._background = Background()
        on_main = self._background.on_main
        library = FlowLibrary(paths.resources(), folder)
        self.storage = StorageThread(
            folder,
            on_opened=on_main(lambda calls: self._on_opened(calls)),
            on_saved=on_main(lambda *news: self.window.show_saved(*news)),
            on_trouble=on_main(lambda trouble: self.window.show_trouble(trouble)),
        )
        save_state = SaveState(self.storage)
        rules = partial(hold_rules, self.settings)
        self.desk = Desk(
            clock, library, save_state, self._profile, _new_id, rules, lambda: self._desk_files[0]
        )
        self.window = MainWindow(
            self.desk,
            library.titles(),
            self.storage,
            self.settings,
            save_state,
            self._background,
            partial(_ticket_texts, clock),
            self._new_speller,
            self._read_cards,
            lambda: self.voice,
            self._new_writing,
            self._new_shelf,
            self._new_finder,
        )
        self.window.pages.content_changed.connect(self._read_content_anew)
        self.window.promises.reminded.connect(self._tell_beside_the_window)
        self.actions = GlobalActions(self.window, self.desk, self._new_popup)
        # Dressed once it is whole: a style sheet is read again for every widget that is added.
        self._dress()
        self.window.look_changed.connect(self._dress)
        self.window.look_changed.connect(self.tune_voice)
        self.window.pages.global_keys_made.connect(self._connect_keys_page)
        self.window.say_requested.connect(lambda *line: self._prompt_voice.say_or_stop(*line))
        for no_more in (self.window.silenced, self.window.call_left):
            no_more.connect(self._silence_prompt)
        app.styleHints().colorSchemeChanged.connect(lambda _: self._dress())
        self._tell_of(list(self.settings.faults))
        self._library = library
        self._replies: ReplyLibrary | None = None

    def _on_opened(self, calls: Sequence[Call]) -> None:
        def show(drafts: Mapping[DraftId, str]) -> None:
            # What is half-typed is there before anybody can type on.
            self.desk.drafts.take_back(drafts)
            self._show_opened(calls)

        def show_without(trouble: UserError) -> None:
            self._show_opened(calls)
            self._tell_trouble(trouble)

        on_main = self._background.on_main
        self.storage.drafts(on_main(show), on_main(show_without))

    def _show_opened(self, calls: Sequence[Call]) -> None:
        self.window.show_opened(calls)
        # Reading every flow takes a while, and nobody waits for it.
        self._background.run(
            lambda: [str(fault) for fault in self._library.faults],
            self._tell_of,
            self._tell_trouble,
        )
        self._background.run(
            partial(_forget_kept_flows, self._folder, self.desk), lambda _: None, self._tell_trouble
        )
        self._count_calls()
        self.window.look_changed.connect(self._count_calls)

    def _count_calls(self) -> None:
        """Have every call counted for the numbers; once, and anew for another country."""
        computers_own = QLocale.territoryToCode(QLocale.system().territory())
        region = self.settings.get(NUMBER_REGION) or computers_own
        if region != self._counted_for:
            self._counted_for = region
            self.storage.count_calls(region)

    def open_storage(self) -> None:
        """Open the call log, once; calls that were left open come back."""
        if not self._is_storage_open:
            self._is_storage_open = True
            self.storage.start()

    def _tell_beside_the_window(self, title: str, text: str) -> None:
        """A reminder, through the system's tray if there is one; it is in the window anyway."""
        if self._tray is None:
            from companion.ui.tray import Tray

            self._tray = Tray(self.window)
            self._tray.chosen.connect(self.window.come_to_the_front)
            self._tray.chosen.connect(self.window.see_promises)
        self._tray.tell(title, text)

    def start_global_keys(self) -> None:
        """Grab the keys that work in every program, once, and be ready for the first of them."""
        from companion.hotkeys.qt_global_keys import GlobalKeys

        if self._keys is None:
            self._keys = GlobalKeys()
            self._keys.pressed.connect(self.actions.act)
            self._keys.changed.connect(self.actions.show_keys)
            self.window.look_changed.connect(self._grab_keys)
            self._grab_keys()
            QTimer.singleShot(READY_MS, self.window, lambda: self.actions.popup.prepare())

    def _connect_keys_page(self, page: GlobalKeysPage) -> None:
        from companion.desktop.installation import asking
        from companion.services.desktop_keys import commands

        self.start_global_keys()
        assert self._keys is not None, "the keys were started"
        page.show_report(self._keys.report())
        page.show_commands(commands(asking(self._folder)))
        self._keys.changed.connect(page.show_report)
        self._keys.tried.connect(page.show_tried)
        page.trying_out.connect(self._keys.try_out)
        page.grab_again_requested.connect(self._grab_keys_again)

    def _grab_keys_again(self) -> None:
        self._grabbed = None
        self._grab_keys()

    def _grab_keys(self) -> None:
        assert self._keys is not None, "there are keys to grab once they were started"
        wanted = {action: self.settings.get(option) for action, option in GLOBAL_KEYS.items()}
        way = self.settings.get(GLOBAL_KEYS_WAY)
        if (way, wanted) != self._grabbed:
            self._grabbed = (way, wanted)
            self._keys.start(wanted, way)

    def tune_voice(self) -> None:
        """The voice sounds as the settings have it, and is ready where they want it."""
        from companion.settings.voice_settings import may_read_aloud, sound

        is_wanted = may_read_aloud(self.settings)
        if is_wanted or "voice" in self.__dict__:
            self.voice.sound_like(sound(self.settings))
            self.voice.get_ready() if is_wanted else self.voice.rest()

    def tell_of_global_keys(self) -> str:
        """How the keys fare, for `doctor`; empty before they were started."""
        from companion.hotkeys.report_record import as_json

        return as_json(self._keys.report()) if self._keys else ""

    def close(self) -> bool:
        """Put the last words on the disk and take the window down; False if that took too long.

        The window goes while the application is there: what Python would collect later, after
        it, ends in a crash.
        """
        if self._keys:
            self._keys.stop()
        if "voice" in self.__dict__:
            self.voice.rest()
        self.actions.close()
        self._background.wait(int(LAST_SAVE_WITHIN_S * 1000))
        is_saved = self.storage.stop(LAST_SAVE_WITHIN_S)
        self._background.rest()
        # Not shiboken6.delete: that module reads the signatures of all of Qt, 70 ms of start-up.
        self.window.deleteLater()
        self._app.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)
        if self._app.platformName() == "offscreen":
            # Without a desktop Qt keeps the clipboard past the end of Python, and crashes on it.
            self._app.clipboard().clear()
        return is_saved

    @cached_property
    def voice(self) -> Voice:
        """The voice, made when something may have to be said."""
        from companion.settings.voice_settings import sound
        from companion.speech.voice_process import VoiceProcess

        voice = VoiceProcess(self._background.on_main)
        voice.sound_like(sound(self.settings))
        return voice

    @cached_property
    def _prompt_voice(self) -> PromptVoice:
        from companion.ui.prompt_voice import PromptVoice

        prompt_voice = PromptVoice(self.voice, self.window)
        prompt_voice.told.connect(self.window.show_notice)
        return prompt_voice

    def _silence_prompt(self) -> None:
        if "_prompt_voice" in self.__dict__:
            self._prompt_voice.stop()

    def _new_reading(self) -> ReadingAloud:
        from companion.ui.reading_aloud import ReadingAloud

        reading = ReadingAloud(self.voice, self.settings)
        # Also from the pop-up, which is no page.
        reading.pace_chosen.connect(self.window.pages.choice_made)
        return reading

    @cached_property
    def _desk_files(self) -> tuple[DeskRules, tuple[Fault, ...]]:
        """What the desk has agreed on, and what is wrong with its files of that."""
        return _read_desk_files(self._folder)

    def _know_desk_files(self, files: tuple[DeskRules, tuple[Fault, ...]]) -> None:
        # Who needed them before has read them already; they have not changed since.
        self.__dict__.setdefault("_desk_files", files)
        self._tell_of([str(fault) for fault in files[1]])

    @cached_property
    def _speller_tools(self) -> SpellerTools:
        """The alphabets, which are read when something is first spelled."""
        from companion.content.speller_tools import SpellerTools

        tools = SpellerTools(paths.resources(), self._folder)
        self._tell_of([str(fault) for fault in tools.faults])
        return tools

    def _read_cards(self) -> CardLibrary:
        """Read the cards, on a worker, and have told what is wrong with the desk's own."""
        if faults := [str(fault) for fault in self.cards.faults]:
            self._background.on_main(self._tell_of)(faults)
        return self.cards

    @cached_property
    def cards(self) -> CardLibrary:
        """Terms, how-tos and known errors, read when first asked for."""
        from companion.content.cards import CardLibrary

        return CardLibrary(paths.resources(), self._folder)

    def _new_speller(self) -> SpellerPage:
        from companion.ui.speller_page import SpellerPage

        return SpellerPage(self._speller_tools, self.settings, self._new_reading())

    def _new_writing(self) -> Writing:
        """What replies are written with; made on a worker, as a rule."""
        from companion.content.orthography import Dictionaries
        from companion.content.wording import WordingLibrary, own_words
        from companion.services.replying import Writing

        resources, own = paths.resources(), self._folder
        wordings = WordingLibrary(resources, own)
        self._background.on_main(self._tell_of)([str(fault) for fault in wordings.faults])
        return Writing(self._read_replies(), wordings, Dictionaries(own_words(resources, own)))

    def _read_replies(self) -> ReplyLibrary:
        """The replies, read when first asked for, which may be on a worker; faults are told."""
        if self._replies is None:
            from companion.content.replies import ReplyLibrary

            self._replies = replies = ReplyLibrary(paths.resources(), self._folder)
            if faults := [str(fault) for fault in replies.faults]:
                self._background.on_main(self._tell_of)(faults)
        return self._replies

    def _new_finder(self) -> Finder:
        """What anything is found with; it reads the content when it is first entered."""
        from companion.content.find_index import WordIndex
        from companion.services.finding import Finder

        return Finder(self._library, self._read_cards, self._read_replies, WordIndex)

    def _new_shelf(self) -> Shelf:
        """What content is edited on; made on a worker, for what it imports."""
        from companion.content.shelf import ContentShelf

        return ContentShelf(paths.resources(), self._folder, lambda: self.desk.flows_in_use)

    def _read_content_anew(self) -> None:
        """What was edited holds from the next call on."""
        made = (self._library, self.__dict__.get("cards"), self._replies)

        def read() -> Sequence[FlowTitle]:
            for library in made:
                if library is not None:
                    library.read_anew()
            return self._library.titles()

        self._background.run(read, self.window.show_content, self._tell_trouble)

    def _new_popup(self) -> SpellerWindow:
        from companion.selection.reader import selection_reader
        from companion.ui.speller_window import SpellerWindow

        may_copy = partial(self.settings.get, COPY_SELECTION)
        selection = selection_reader(self._background.on_main, may_copy)
        return SpellerWindow(self._speller_tools, selection, self.settings, self._new_reading())

    def _tell_trouble(self, trouble: UserError) -> None:
        self.window.show_notice(str(trouble))

    def _tell_of(self, faults: list[str]) -> None:
        if faults:
            more = f" … and {len(faults) - 2} more." if len(faults) > 2 else ""
            shown = " ".join(faults[:2]) + more
            self.window.show_notice(f"{shown} The shipped ones are used instead.")

    def _profile(self) -> Profile:
        return Profile(*map(self.settings.get, (AGENT, TEAM, OWN_NUMBER)))

    def _dress(self) -> None:
        self._theme.apply(self._app, self.settings.get(THEME), self.settings.get(TEXT_SIZE))


def _read_desk_files(folder: Path) -> tuple[DeskRules, tuple[Fault, ...]]:
    from companion.content.desk_rules import desk_rules

    return desk_rules(paths.resources(), folder)


def _forget_kept_flows(folder: Path, desk: Desk) -> None:
    """Flows that were kept for calls are not needed once those are closed."""
    from companion.content.kept_flows import KeptFlows

    KeptFlows(folder).forget_all_but({call_id for call_id, _ in desk.flows_in_use})


def _new_id() -> str:
    from uuid import uuid4

    return str(uuid4())


def _ticket_texts(clock: Clock, call: Call) -> Mapping[str, str]:
    from companion.domain.ticket import TicketAudience
    from companion.formats import FORMATS

    kinds = {"text/plain": "text", "text/html": "html", "text/markdown": "markdown"}
    now = clock.now()
    return {
        kind: FORMATS[name](call, TicketAudience.INTERNAL, now, None)
        for kind, name in kinds.items()
    }


def _faults_of(library: FlowLibrary) -> list[str]:
    return [str(fault) for fault in library.faults]
