from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.hands import Hands
from tests.journeys.program import Program, a_program
from tests.journeys.reader import LABEL, TEXT, Reader, a_reader
from tests.journeys.screen import Screen
from tests.journeys.waiting import until

BROKEN_FLOW = 'title = "Broken"\n[[stages]]\nid = "greet"\ntitle = "Greet"\nexits = 3\n'


def test_newer_database_is_refused_in_words_and_left_alone(
    program: Program, screen: Screen, hands: Hands
) -> None:
    program.start()
    hands.ask_to_close(program.window)
    program.ended_with()
    with closing(sqlite3.connect(program.folder / "calls.db")) as db, db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " SELECT migration_set, '9999-later', applied_at FROM _sqlite_migrations LIMIT 1"
        )
    before = (program.folder / "calls.db").read_bytes()
    program.start()
    check_it_says(program, screen, hands, "newer")

    assert (program.folder / "calls.db").read_bytes() == before


def test_folder_that_cannot_be_written_is_told(
    program: Program, screen: Screen, hands: Hands
) -> None:
    # Root may write anywhere, so the folder's place is taken by a file.
    program.folder.write_text("not a folder")
    program.launch()
    window = program.window
    until(lambda: hands.has_focus(window), "the window has the keyboard")

    check_it_says(program, screen, hands, "")


def check_it_says(program: Program, screen: Screen, hands: Hands, word: str) -> None:
    """A notice says what is wrong, the save state too, and what is typed stays."""
    with a_reader(screen, program.process.pid) as reader:
        assert word in reader.says("Notice").lower()
        hands.press("F2", "alt+r")
        hands.type("typed all the same")
        until(lambda: reader.text("Reported") == "typed all the same", "what is typed is shown")
        until(lambda: reader.says("Save state") == "Not saved yet", "it says so")
        hands.press("F10", "F10")
        assert reader.text("Reported") == "typed all the same"


def test_broken_flow_of_the_team_is_told_and_the_others_work(
    program: Program, screen: Screen, hands: Hands
) -> None:
    (program.folder / "flows").mkdir(parents=True)
    (program.folder / "flows" / "broken.toml").write_text(BROKEN_FLOW)
    program.start()

    with a_reader(screen, program.process.pid) as reader:
        assert "broken.toml" in reader.says("Notice")
        hands.press("F2")
        reader.look(LABEL, "Prompt: ")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("a full disk needs root and the right to mount")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_full_disk_keeps_the_text_and_saves_when_there_is_room(
    small_disk: Path, screen: Screen, hands: Hands
) -> None:
    ballast = small_disk / "ballast"
    with a_program(small_disk / "data", screen, hands) as program:
        program.start()
        hands.press("F2", "alt+r")
        hands.type("begun. ")
        program.wait_for_text("begun. ")
        fill(ballast)
        with a_reader(screen, program.process.pid) as reader:
            type_until_it_is_full(reader, hands)
            shown = reader.text("Reported")
            ballast.unlink()
            program.wait_for_text(shown)
            until(lambda: reader.says("Save state").startswith("Saved "), "it says so")


def fill(ballast: Path) -> None:
    """Leave no room on the disk."""
    with ballast.open("wb") as file:
        try:
            while True:
                os.write(file.fileno(), bytes(4096))
        except OSError:
            return


def type_until_it_is_full(reader: Reader, hands: Hands) -> None:
    """The write-ahead log has some room of its own: go on until it is used up."""

    def type_more() -> bool:
        hands.type("more and more words, ")
        return reader.says("Save state") == "Not saved yet"

    until(type_more, "it says that it is not saved", every_s=0.0)
    assert reader.is_there(LABEL, "Notice: ")
    assert reader.look(TEXT, "Reported").value
