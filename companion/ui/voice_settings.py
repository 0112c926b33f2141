"""The voice's part of the settings page: what there is to choose from, and how it sounds."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from companion.services.voice import Voice, VoiceListener
from companion.settings.options import VOICE, VOICE_OUTPUT
from companion.settings.store import Settings
from companion.settings.voice_settings import may_read_aloud, sound
from companion.ui.labels import SteadyLabel, button

TRIAL = "This is how I spell: Alpha, Bravo, Charlie, one, two, three."
OWN_CHOICE = {VOICE.key: "The one that suits the text", VOICE_OUTPUT.key: "The computer's"}
"""What stands for an empty setting."""


class VoiceSettings(QWidget):
    """A button to hear the voice, and what is in its way.

    It fills the boxes of voices and outputs when the machine has told them: asking starts the
    voice's process, which rests again when the page is left and nothing is to be read aloud.
    """

    def __init__(
        self, voice: Voice, settings: Settings, voices: QComboBox, outputs: QComboBox
    ) -> None:
        super().__init__()
        self._voice = voice
        self._settings = settings
        self._voices = voices
        self._outputs = outputs
        self.trial = button("Try the voice", "Try the &voice")
        self.trial.clicked.connect(self._on_trial)
        self.message = SteadyLabel("small", 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.trial)
        layout.addWidget(self.message)
        self._show_trouble("")
        voice.listen(VoiceListener(trouble=self._show_trouble, known=self._show_choices))

    # ------------------------------------------------------------------ Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_choices()
        self._voice.get_ready()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not may_read_aloud(self._settings):
            self._voice.rest()

    # ------------------------------------------------------------------ inside

    def _on_trial(self) -> None:
        self._voice.stop()
        self._voice.sound_like(sound(self._settings))
        self._voice.say(TRIAL)

    def _show_trouble(self, trouble: str) -> None:
        self.message.setText(trouble)
        self.message.setAccessibleName(f"Voice: {trouble}")

    def _show_choices(self) -> None:
        voices = sorted((v.title, v.language, v.id) for v in self._voice.voices())
        titled = [(f"{title} · {language}", name) for title, language, name in voices]
        self._fill(self._voices, VOICE.key, titled)
        outputs = [(output.title, output.id) for output in self._voice.outputs()]
        self._fill(self._outputs, VOICE_OUTPUT.key, outputs)

    def _fill(self, box: QComboBox, key: str, choices: Iterable[tuple[str, str]]) -> None:
        """What was chosen stays chosen, also on a machine that has no such voice."""
        chosen = str(self._settings.value(key))
        box.blockSignals(True)
        box.clear()
        box.addItem(OWN_CHOICE[key], "")
        for title, data in choices:
            box.addItem(title, data)
        if chosen and box.findData(chosen) < 0:
            box.addItem(f"{chosen} (not here)", chosen)
        box.setCurrentIndex(box.findData(chosen))
        box.blockSignals(False)
