from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from companion.domain.call import CallId
from companion.storage.call_log import read_call
from companion.storage.database import open_database
from tests.storage.databases import check
from tests.storage.typist import text_at

KILLS = 20


def test_what_was_said_to_be_saved_survives_a_kill(folder: Path) -> None:
    dice = random.Random(20)
    for _ in range(KILLS):
        acknowledged = type_and_kill(folder, after_saves=dice.randint(1, 120))

        db = open_database(folder)
        check(db)
        call = read_call(db, CallId("a1"))
        db.close()
        assert call.revision >= acknowledged
        assert call.notes.reported == text_at(call.revision)


def type_and_kill(folder: Path, after_saves: int) -> int:
    """Let the typist type until so much is saved, kill it; the last revision it said is saved."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.storage.typist", str(folder)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    ) as typist:
        assert typist.stdout
        said = [typist.stdout.readline() for _ in range(after_saves)]
        typist.kill()
        said += typist.stdout.readlines()
    # The last line may have been cut off by the kill.
    whole = [line for line in said if line.endswith("\n")]
    assert all(line.startswith("S ") for line in whole), whole
    return int(whole[-1].removeprefix("S "))
