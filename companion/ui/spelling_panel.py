"""A spelled text as it is read to a caller: the character to say now, and all of them in chunks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.domain.speller.keyboard import Keyboard
from companion.domain.speller.spelling import Spelling, Unit
from companion.ui.labels import SteadyLabel, ValueLabel
from companion.ui.reading_aloud import ReadingAloud
from companion.ui.spelling_view import HIDDEN, SpellingView, VoiceKey, visible
from companion.ui.voice_bar import VoiceBar

WARNINGS_SHOWN = 2


class SpellingPanel(QWidget):
    """What the speller's page and pop-up have in common. Keeps nothing but what it shows.

    With a voice, what it shows can be read aloud, and the current character follows the voice.
    """

    current_changed = Signal(int)
    repeat_requested = Signal()

    def __init__(self, reading: ReadingAloud | None = None) -> None:
        super().__init__()
        self.reading = reading
        self.voice_bar = VoiceBar(reading) if reading else None
        self._spelling: Spelling | None = None
        self._keyboard: Keyboard | None = None
        self._is_hidden = False
        self.glyph = ValueLabel("Character", "big-glyph")
        self.spelling = ValueLabel("Spelling", "big-word", wraps=True)
        self.place = ValueLabel("Position", "muted")
        self.warnings = SteadyLabel("message", 2)
        self.view = SpellingView()
        self.view.current_changed.connect(self._on_current)
        self.view.repeat_requested.connect(self.repeat_requested)
        self.view.jump_changed.connect(self._on_jump)
        if reading and self.voice_bar:
            self._connect_voice(reading, self.voice_bar)
        self._lay_out()

    @property
    def current(self) -> Unit | None:
        """The character to say now."""
        units = self._spelling.units if self._spelling else ()
        return units[self.view.current] if self.view.current < len(units) else None

    def show_spelling(
        self,
        spelling: Spelling | None,
        *,
        is_hidden: bool = False,
        keyboard: Keyboard | None = None,
    ) -> None:
        """Show a spelling, or none; the current character stays as far as the text allows.

        Hidden, nothing can be read from the screen; a screen reader still reads it. With a
        keyboard, how the current character is typed on it is told.
        """
        self._spelling, self._is_hidden, self._keyboard = spelling, is_hidden, keyboard
        units = spelling.units if spelling else ()
        groups = spelling.groups if spelling else ()
        self.view.show_units(units, groups, is_hidden=is_hidden)
        if self.reading:
            self.reading.take(spelling)
        self._show_warnings()
        self._show_current()

    def get_voice_ready(self) -> None:
        """The panel comes into view: the settings may be others, and the voice be wanted."""
        if self.reading and self.voice_bar:
            self.reading.get_ready()
            self.voice_bar.show_state()

    def go_to(self, index: int) -> None:
        """Make another character the current one."""
        self.view.go_to(index)

    # ------------------------------------------------------------------ inside

    def _on_current(self, index: int) -> None:
        self._show_current()
        self.current_changed.emit(index)

    def _connect_voice(self, reading: ReadingAloud, bar: VoiceBar) -> None:
        reading.unit_begun.connect(self.go_to)
        self.view.current_changed.connect(reading.follow)
        self.view.repeat_requested.connect(lambda: reading.repeat(self.view.current))
        self.view.voice_requested.connect(lambda key: self._ask_voice(reading, key))
        bar.read_requested.connect(lambda: self._ask_voice(reading, VoiceKey.READ))
        bar.back_requested.connect(lambda: self._ask_voice(reading, VoiceKey.BACK))
        bar.repeat_requested.connect(self.view.repeat_requested)

    def _ask_voice(self, reading: ReadingAloud, key: VoiceKey) -> None:
        match key:
            case VoiceKey.READ:
                reading.read_or_pause(self.view.current)
            case VoiceKey.BACK:
                reading.back(self.view.current)
            case VoiceKey.SILENCE:
                reading.stop()
            case VoiceKey.SLOWER:
                reading.slower()
            case VoiceKey.FASTER:
                reading.faster()

    def _show_current(self) -> None:
        unit = self.current
        if unit is None or self._spelling is None:
            self.glyph.show_value("")
            self.spelling.show_value("", "")
            self.place.show_value("")
            return
        self.glyph.show_value(unit.say, HIDDEN if self._is_hidden else visible(unit))
        said = "Hidden" if self._is_hidden else unit.say
        self.spelling.show_value(self._spelling.spoken, said)
        hint = self._keyboard.hint(unit.text) if self._keyboard else ""
        typed = f" · typed {hint}" if hint and not self._is_hidden else ""
        count = len(self._spelling.units)
        self.place.show_value(f"{unit.index + 1} of {count}{typed}")

    def _show_warnings(self) -> None:
        warnings = self._spelling.warnings if self._spelling else ()
        if self._is_hidden and warnings:
            # What they say would give the hidden text away.
            self._say_warnings("⚠ There is something to watch out for: show the text to read it.")
            return
        shown = " ".join(f"⚠ {warning.text}" for warning in warnings[:WARNINGS_SHOWN])
        left_out = len(warnings) - WARNINGS_SHOWN
        self._say_warnings(shown + (f" … and {left_out} more" if left_out > 0 else ""))

    def _say_warnings(self, shown: str) -> None:
        self.warnings.setText(shown)
        self.warnings.setAccessibleName(f"Warnings: {shown}")

    def _on_jump(self, typed: str) -> None:
        if typed:
            self.place.show_value(f"Go to {typed}, Enter")
        else:
            self._show_current()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.addWidget(self.spelling)
        words.addWidget(self.place)
        now = QHBoxLayout()
        now.addWidget(self.glyph)
        now.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(now)
        layout.addWidget(self.warnings)
        layout.addWidget(self.view, 1)
        if self.voice_bar:
            layout.addWidget(self.voice_bar)
