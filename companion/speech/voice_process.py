"""The voice as the window has it (`services.voice.Voice`), in a process of its own."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from itertools import count

from companion.services.voice import (
    Sound,
    SoundOutput,
    UtteranceId,
    VoiceListener,
    VoiceName,
)
from companion.speech.trouble import SpeechTrouble
from companion.speech.worker_process import News, WorkerProcess

START_WITHIN_S = 20.0
ANSWER_WITHIN_S = 5.0
"""A worker tells every second that it is alive; after so long without a word it hangs."""
STOP_WITHIN_S = 1.0
"""What is not silent by then is killed."""
LIVES_AT_LEAST_S = 5.0
"""A worker that died sooner is not started again by itself, or it would go on for ever."""

Crossing = Callable[[Callable[..., None]], Callable[..., None]]
"""Makes a callback safe to be called from any thread: `Background.on_main`."""


def directly(receive: Callable[..., None]) -> Callable[..., None]:
    """Where there is no thread to come back to: called on the worker's."""
    return receive


class VoiceProcess:
    """Starts the worker ahead of need, watches it, and starts it anew when it dies or hangs.

    All that listeners are told comes through `on_main`. A text is forgotten here as soon as it
    is on its way to the worker.
    """

    def __init__(
        self, on_main: Crossing = directly, answer_within_s: float = ANSWER_WITHIN_S
    ) -> None:
        self._on_main = on_main
        self._answer_within_s = answer_within_s
        self._lock = threading.RLock()
        self._listeners: list[VoiceListener] = []
        self._numbers = count(1)
        self._sound = Sound()
        self._voices: tuple[VoiceName, ...] = ()
        self._outputs: tuple[SoundOutput, ...] = ()
        self._worker: WorkerProcess | None = None
        self._is_ready = False
        self._started_at = 0.0
        self._pending: dict[UtteranceId, None] = {}
        self._trouble = ""
        self._answer_by = math.inf
        self._silent_by = math.inf
        self._watch: threading.Timer | None = None

    # ------------------------------------------------------------------ what is asked for

    def get_ready(self) -> None:
        """Something may have to be said soon: with this, it is heard at once when it comes."""
        with self._lock:
            self._running()

    def rest(self) -> None:
        """Be silent and take no memory until something is to be said again."""
        with self._lock:
            worker, self._worker = self._worker, None
            if worker:
                worker.close()
            self._forget()

    def say(self, text: str, language: str = "") -> UtteranceId:
        """Say it after what is still to be said, in a voice of the language if there is one."""
        with self._lock:
            number = UtteranceId(next(self._numbers))
            worker = self._running()
            self._pending[number] = None
            worker.send({"do": "say", "id": number, "text": text, "language": language})
            self._expect_answer(self._answer_within_s if self._is_ready else START_WITHIN_S)
            return number

    def stop(self) -> None:
        """Be silent at once and forget what was still to be said."""
        with self._lock:
            if self._worker and self._pending:
                self._worker.send({"do": "stop"})
                if self._is_ready:
                    self._silent_by = time.monotonic() + STOP_WITHIN_S
                    self._set_watch()

    def sound_like(self, sound: Sound) -> None:
        """From the next utterance on."""
        with self._lock:
            self._sound = sound
            if self._worker:
                self._worker.send({"do": "sound", **asdict(sound)})

    def voices(self) -> Sequence[VoiceName]:
        """The voices of this machine; empty until they are known."""
        return self._voices

    def outputs(self) -> Sequence[SoundOutput]:
        """Where sound can come out, besides the system's choice; empty until it is known."""
        return self._outputs

    def listen(self, listener: VoiceListener) -> None:
        """Tell this one, too, from now on."""
        self._listeners.append(listener)

    @property
    def pid(self) -> int | None:
        """The worker's process id, while there is one."""
        return self._worker.pid if self._worker else None

    # ------------------------------------------------------------------ the worker

    def _running(self) -> WorkerProcess:
        if self._worker is None:
            worker = WorkerProcess(
                news=lambda news: self._on_main(self._on_news)(worker, news),
                ended=lambda: self._on_main(self._on_ended)(worker),
            )
            self._worker = worker
            self._is_ready = False
            self._silent_by = math.inf
            self._started_at = time.monotonic()
            worker.send({"do": "sound", **asdict(self._sound)})
            worker.start()
        return self._worker

    def _on_news(self, worker: WorkerProcess, news: News) -> None:
        with self._lock:
            if worker is not self._worker:
                return
            self._answer_by = time.monotonic() + self._answer_within_s
            match news["event"]:
                case "ready":
                    self._is_ready = True
                    self._voices = tuple(VoiceName(*voice) for voice in news["voices"])
                    self._tell(lambda listener: listener.known())
                case "outputs":
                    self._outputs = tuple(SoundOutput(*output) for output in news["outputs"])
                    self._tell(lambda listener: listener.known())
                case "started":
                    self._tell(lambda listener: listener.started(news["id"]))
                case "ended":
                    self._silent_by = math.inf
                    self._end(news["id"], was_said=news["whole"])
                case "trouble":
                    self._tell_trouble(SpeechTrouble(news["why"]))

    def _on_ended(self, worker: WorkerProcess) -> None:
        """It is gone without having been asked to go."""
        with self._lock:
            if worker is not self._worker:
                return
            lived_long = time.monotonic() - self._started_at > LIVES_AT_LEAST_S
            was_needed = bool(self._pending)
            self._worker = None
            if self._is_ready and was_needed:
                self._tell_trouble(SpeechTrouble.ENDED)
            elif not self._is_ready and not self._trouble:
                self._tell_trouble(SpeechTrouble.NO_START)
            self._forget()
            if self._is_ready and (was_needed or lived_long):
                self._running()

    def _expect_answer(self, within_s: float) -> None:
        self._answer_by = time.monotonic() + within_s
        self._set_watch()

    def _left_s(self) -> float:
        """Until the worker hangs, as far as one can tell."""
        return min(self._answer_by, self._silent_by) - time.monotonic()

    def _set_watch(self) -> None:
        if self._watch:
            self._watch.cancel()
        self._watch = threading.Timer(max(self._left_s(), 0), self._on_main(self._on_time))
        self._watch.daemon = True
        self._watch.start()

    def _on_time(self) -> None:
        """The time for an answer may be over."""
        with self._lock:
            if not self._pending or not self._worker:
                return
            if self._left_s() > 0:
                self._set_watch()
                return
            self._worker.kill()
            self._worker = None
            self._tell_trouble(SpeechTrouble.STUCK)
            self._forget()
            self._running()

    # ------------------------------------------------------------------ telling

    def _forget(self) -> None:
        """What was still to be said will not be."""
        for number in [*self._pending]:
            self._end(number, was_said=False)

    def _end(self, number: UtteranceId, *, was_said: bool) -> None:
        if number not in self._pending:
            return
        del self._pending[number]
        if was_said and self._trouble:
            self._trouble = ""
            self._tell(lambda listener: listener.trouble(""))
        self._tell(lambda listener: listener.ended(number, was_said))

    def _tell_trouble(self, trouble: SpeechTrouble) -> None:
        self._trouble = trouble.sentence
        self._tell(lambda listener: listener.trouble(trouble.sentence))

    def _tell(self, tell: Callable[[VoiceListener], None]) -> None:
        for listener in self._listeners:
            tell(listener)
