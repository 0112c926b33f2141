"""The whole program: what is edited holds from the next call on, and costs the start nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.content.shelf import ContentShelf
from companion.domain.cards import CardId
from companion.domain.flow import FlowId
from companion.paths import resources
from companion.program import Program
from companion.services.editing import SetValue
from tests.content.shipped import SOUND


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    program = Program(qapp, tmp_path)
    program.window.show()
    qtbot.waitExposed(program.window)
    yield program
    program.close()


def test_a_new_flow_is_there_for_the_next_call_and_the_running_one_goes_on(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    window, desk = program.window, program.desk
    window.start_call()
    before = desk.saying
    shelf = ContentShelf(resources(), tmp_path, lambda: desk.flows_in_use)
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "loud-fan.toml").write_text(SOUND, "utf-8")
    title = SetValue((), ("title",), "Anything broken")
    shelf.save(shelf.edited(shelf.open("flow", "incident"), [title]))
    window.pages.content_changed.emit()
    qtbot.waitUntil(lambda: window.header.flow.findData("loud-fan") >= 0)

    assert desk.saying == before
    assert desk.flow is not None
    assert desk.flow.title == "Incident"
    desk.start_call(FlowId("incident"))
    assert desk.flow.title == "Anything broken"


def test_an_edited_card_is_read_anew(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    program.cards.all()
    shelf = ContentShelf(resources(), tmp_path)
    plain = SetValue(("terms", 0), ("meaning",), "A tunnel.")
    shelf.save(shelf.edited(shelf.open("term", "vpn"), [plain]))
    program.window.pages.content_changed.emit()

    def meaning() -> str:
        return getattr(program.cards.card(CardId("vpn")), "meaning", "")

    qtbot.waitUntil(lambda: meaning() == "A tunnel.")


def test_the_start_imports_nothing_of_it(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from companion.app import make_application;"
        "from companion.program import Program; app = make_application();"
        f"program = Program(app, Path({str(tmp_path)!r})); program.window.show();"
        "words = ('editor', 'editing', 'shelf', 'outline', 'tomlkit', 'pack_panel', 'entry_');"
        "print([m for m in sys.modules if m.startswith(('companion', 'tomlkit'))"
        " and any(word in m.rpartition('.')[2] for word in words)]); program.close()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
    )

    assert done.stdout.splitlines()[-1] == "[]"
