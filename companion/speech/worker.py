"""The process of the voice: JSON lines come in and go out, and when the window goes, so does it.

In:  `{"do": "say", "id": 1, "text": "…", "language": "de-DE"}`, `{"do": "stop"}`,
     `{"do": "sound", "voice": "", "rate": 170, "volume": 100, "output": ""}`
Out: `ready` with the voices, `outputs`, `started` and `ended` with the id, `trouble` with why,
     `alive` every second while something is to be said.

What is said stands in no argument, no file and no core dump.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from typing import IO, Any

from companion.services.voice import Sound
from companion.speech.engine import Engine
from companion.speech.trouble import SpeechTrouble

FLAG = "--voice-worker"
"""What the frozen program is started with to be this process; see `companion/__main__.py`."""
TURN_S, IDLE_TURN_S = 0.01, 0.1
"""How long the engine is left alone at most, while it speaks and while it does not."""
ALIVE_EVERY_S = 1.0
LAST_TURN_S = 0.5
"""How long a silenced engine may take to end before the process ends without it."""
NO_ENGINE = 2
"""Exit status."""

Order = dict[str, Any]


class Worker:
    """Carries out orders in turn with the engine, and tells how it goes."""

    def __init__(self, orders: queue.SimpleQueue[Order | None], tell: Callable[..., None]) -> None:
        self._orders = orders
        self._tell = tell
        self._pending: set[int] = set()
        self._told_at = 0.0
        self._engine = Engine(
            started=lambda number: tell("started", id=number),
            ended=self._on_ended,
            failed=lambda trouble: tell("trouble", why=trouble),
        )
        tell("ready", voices=[[v.id, v.title, v.language] for v in self._engine.voices])

    def run(self) -> None:
        """Until the orders end."""
        if sys.platform == "linux":
            # A sound server that hangs must not keep anybody waiting.
            threading.Thread(target=self._tell_outputs, daemon=True).start()
        else:
            self._tell_outputs()
        while self._take_orders():
            self._engine.turn()
            if self._pending:
                self._tell_alive()
        self._engine.stop()

    def _take_orders(self) -> bool:
        """Carry out the next order, or wait for it as long as the engine can; False at the end."""
        # On Linux nothing of the system's has to be looked at, so an idle worker costs nothing.
        idle_s = None if sys.platform == "linux" else IDLE_TURN_S
        try:
            order = self._orders.get(timeout=TURN_S if self._pending else idle_s)
        except queue.Empty:
            return True
        if order is not None:
            self._carry_out(order)
        return order is not None

    def _carry_out(self, order: Order) -> None:
        match order["do"]:
            case "say":
                self._say(order["id"], order["text"], order["language"])
            case "stop":
                self._engine.stop()
                for number in sorted(self._pending):
                    self._on_ended(number, False)
            case "sound":
                del order["do"]
                self._engine.sound_like(Sound(**order))

    def _say(self, number: int, text: str, language: str) -> None:
        self._pending.add(number)
        if text.strip():
            self._engine.say(text, language, number)
        else:
            self._on_ended(number, True)

    def _on_ended(self, number: int, was_said: bool) -> None:
        if number in self._pending:
            self._pending.remove(number)
            self._tell("ended", id=number, whole=was_said)

    def _tell_alive(self) -> None:
        if time.monotonic() - self._told_at > ALIVE_EVERY_S:
            self._told_at = time.monotonic()
            self._tell("alive")

    def _tell_outputs(self) -> None:
        self._tell("outputs", outputs=[[o.id, o.title] for o in self._engine.outputs()])


def main() -> None:
    """Run until standard input ends."""
    _keep_private()
    tell = _teller(_take_output())
    orders: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(sys.stdin.buffer, orders), daemon=True).start()
    try:
        worker = Worker(orders, tell)
    except Exception:  # engines fail in ways of their own; all mean that there is none
        tell("trouble", why=SpeechTrouble.NO_ENGINE)
        os._exit(NO_ENGINE)
    worker.run()
    # espeak-ng aborts when it is unloaded; there is nothing left to put in order.
    os._exit(0)


def _read(source: IO[bytes], orders: queue.SimpleQueue[Order | None]) -> None:
    for line in source:
        orders.put(json.loads(line))
    # The window has gone.
    orders.put(None)
    time.sleep(LAST_TURN_S)
    os._exit(0)


def _take_output() -> IO[str]:
    """Standard output for ourselves: pyttsx3 prints to it what is no JSON."""
    own = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    sys.stdout = sys.stderr = open(nowhere, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    return own


def _teller(output: IO[str]) -> Callable[..., None]:
    lock = threading.Lock()

    def tell(event: str, **news: object) -> None:
        line = json.dumps({"event": event, **news})
        with lock:
            try:
                output.write(line + "\n")
                output.flush()
            except OSError:
                # Nobody listens any more; the end of the input says so, too.
                return

    return tell


def _keep_private() -> None:
    """A password is in this process while it is said: no dump of it, no look from outside."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        not_dumpable = 0
        set_dumpable = 4  # PR_SET_DUMPABLE of sys/prctl.h
        ctypes.CDLL(None).prctl(set_dumpable, not_dumpable, 0, 0, 0)


if __name__ == "__main__":
    main()
