"""A prompt or a reminder, said in the agent's own ear."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from companion.services.voice import UtteranceId, Voice, VoiceListener


class PromptVoice(QObject):
    """Says a line when asked to, and is silent when asked again.

    `told` gives one sentence when something was in the way of it.
    """

    told = Signal(str)

    def __init__(self, voice: Voice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._utterance: UtteranceId | None = None
        voice.listen(VoiceListener(ended=self._on_ended, trouble=self._on_trouble))

    def say_or_stop(self, line: str, language: str) -> None:
        """Say the line; where one is being said, that ends and nothing else is said."""
        was_speaking = self._utterance is not None
        self.stop()
        if line and not was_speaking:
            self._utterance = self._voice.say(line, language)

    def stop(self) -> None:
        """Silence at once."""
        if self._utterance is not None:
            self._utterance = None
            self._voice.stop()

    def _on_ended(self, utterance: UtteranceId, _: bool) -> None:
        if utterance == self._utterance:
            self._utterance = None

    def _on_trouble(self, trouble: str) -> None:
        if trouble and self._utterance is not None:
            self.told.emit(trouble)
