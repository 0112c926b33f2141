"""What to say now, the largest thing in the window, and how to say it to this caller."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from companion.domain.manner import ENGLISH, LANGUAGES, Manner, Tone
from companion.domain.style import LONGEST, Styles
from companion.domain.wording import Line
from companion.services.lines import Saying
from companion.ui.gap_fields import GapFields
from companion.ui.keys import Keys
from companion.ui.labels import SteadyLabel, ValueLabel, button
from companion.ui.pair_form import PairForm
from companion.ui.theme import set_state, with_role
from companion.ui.words_to_say import WordsToSay

CUE_LINES = 2
"""The room for the cues, in lines of their type; what follows never moves."""


class PromptCard(QWidget):
    """Shows the lines to say, their empty places marked, and cue words for saying it freely.

    Where something is to be typed for the line, the fields stand in place of the cues.
    """

    manner_requested = Signal(object)
    language_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        with_role(self, "card")
        self._shown: Saying | None = None
        self._nudge = ""
        self._manner = Manner()
        self.styles = Styles()
        self._asked: PairForm | None = None
        self.stage = ValueLabel("Stage", "section")
        self.tone = button("Tone", "Neutral", role="switch")
        self.technical = button("Technical", role="switch")
        self.technical.setCheckable(True)
        self._language = ENGLISH
        self._languages: tuple[str, ...] = ()
        self.language = button("Language", "EN", role="switch")
        self.language.setToolTip(f"Language ({Keys.LANGUAGE.sequence})")
        self.language.clicked.connect(self.next_language)
        self.tone.setToolTip(f"Tone ({Keys.TONE.sequence})")
        self.technical.setToolTip(f"Technical ({Keys.TECHNICAL.sequence})")
        self.tone.clicked.connect(self.next_tone)
        self.technical.clicked.connect(self.switch_technical)
        self.gaps = GapFields()
        self.words = WordsToSay()
        self.prompt = self.words.prompt
        self.cues = SteadyLabel("cue", CUE_LINES)
        self.cues.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.stage, 1)
        top.addWidget(self.tone)
        top.addWidget(self.technical)
        top.addWidget(self.language)
        self._below = QStackedWidget()
        self._below.addWidget(self.cues)
        self._below.addWidget(self.gaps)
        self.style_form = PairForm("Style of this caller", "Style of this company", LONGEST)
        self.access_form = PairForm("What you looked at", "Why the problem needed it")
        self._below.addWidget(self.style_form)
        self._below.addWidget(self.access_form)
        layout.addLayout(top)
        layout.addWidget(self.words, 1)
        layout.addWidget(self._below)

    @property
    def line(self) -> str:
        """What there is to say now, in full."""
        return self._shown.line.text if self._shown else ""

    def show_saying(self, saying: Saying) -> None:
        """Show what to say, its cues, and what it is about."""
        if saying == self._shown:
            return
        is_new = self._shown is None or saying.prompt != self._shown.prompt
        self._shown = saying
        self.gaps.show_gaps(saying.gaps, anew=is_new)
        self._show_below()
        self.stage.show_value(saying.title)
        self._show_cues()
        self.words.show_saying(saying)

    def show_nudge(self, line: Line | None) -> None:
        """It has gone quiet: suggest a line in the place of the cues. None puts them back."""
        nudge = line.text if line else ""
        if nudge != self._nudge:
            self._nudge = nudge
            self._show_cues()

    def show_styles(self, styles: Styles) -> None:
        """Show how this caller likes to be spoken to, before the cues."""
        self.styles = styles
        self._show_cues()

    def ask(self, form: PairForm | None) -> None:
        """Put a form in place of the cues, or take it away again."""
        self._asked = form
        self._show_below()

    def _show_below(self) -> None:
        # A suggestion against silence stands there too, but never in place of a field in use.
        is_asked = self.gaps.is_needed and (not self._nudge or self.gaps.is_in_use)
        usual = self.gaps if is_asked else self.cues
        self._below.setCurrentWidget(self._asked or usual)

    def show_manner(self, manner: Manner) -> None:
        """Draw the tone that is set, and whether the caller is at ease with technical words."""
        self._manner = manner
        self.technical.setChecked(manner.technical)
        mark = "✓ " if manner.technical else ""
        self.technical.setText(f"{mark}Technical")
        self.tone.setText(manner.tone.capitalize())
        self.tone.setAccessibleName(f"Tone: {manner.tone}")

    def show_language(self, language: str, languages: tuple[str, ...]) -> None:
        """Draw the caller's language; a flow with one language has none to choose."""
        self._language, self._languages = language, languages
        self.language.setEnabled(languages != (language,))
        self.language.setText(language.upper())
        self.language.setAccessibleName(f"Language: {LANGUAGES.get(language, language)}")

    def next_language(self) -> None:
        """Ask for the language after the caller's, among those the flow speaks."""
        languages = self._languages
        if languages:
            at = languages.index(self._language) + 1 if self._language in languages else 0
            self.language_requested.emit(languages[at % len(languages)])

    def next_tone(self) -> None:
        """Ask for the tone after the one that is set."""
        tones = list(Tone)
        following = tones[(tones.index(self._manner.tone) + 1) % len(tones)]
        self.manner_requested.emit(replace(self._manner, tone=following))

    def switch_technical(self) -> None:
        """Ask for technical words, or for none."""
        self.manner_requested.emit(replace(self._manner, technical=not self._manner.technical))

    def set_wide(self, is_wide: bool) -> None:
        """Use the room of a wide window for larger type."""
        self.words.set_wide(is_wide)

    def _show_cues(self) -> None:
        hints = [f"♦ {hint}" for hint in self.styles.hints]
        cues = " · ".join([*hints, *(self._shown.cues if self._shown else ())])
        self.cues.setText(f"◌ Quiet: “{self._nudge}”" if self._nudge else cues)
        set_state(self.cues, "nudge" if self._nudge else "cues")
        self._show_below()
