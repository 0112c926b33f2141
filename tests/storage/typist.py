"""Types into a call until it is killed, and says on standard output what is saved."""

from __future__ import annotations

import queue
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from companion.domain.call import Call
from companion.domain.errors import UserError
from companion.storage.thread import StorageThread
from tests.storage.calls import a_call, typed

SECONDS_PER_KEY = 0.001


def text_at(revision: int) -> str:
    """What the note says after so many keys: growing, and now and then wiped out."""
    keys = revision % 400
    return " ".join(f"word{n}" for n in range(keys)) + f" r{revision}"


def main(folder: Path) -> None:
    opened: queue.Queue[Sequence[Call]] = queue.Queue()
    storage = StorageThread(folder, opened.put, _say_saved, _say_trouble)
    storage.start()
    found = opened.get()
    call = found[0] if found else a_call()
    while True:
        call = typed(call, text_at(call.revision + 1))
        storage.save(call)
        time.sleep(SECONDS_PER_KEY)


def _say_saved(call_id: str, revision: int, at: datetime) -> None:
    print(f"S {revision}", flush=True)


def _say_trouble(error: UserError) -> None:
    print(f"T {error}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
