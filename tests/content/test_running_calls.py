"""A call keeps the flow it began with, whatever is edited meanwhile; the next takes the new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.content.library import FlowLibrary
from companion.content.shelf import ContentShelf
from companion.domain.call import Call
from companion.domain.flow import FlowId
from companion.services.desk import Desk
from companion.services.editing import SetValue
from companion.services.ports import Profile
from companion.services.shapes import ItemForm
from tests.content.shipped import RESOURCES, SOUND
from tests.fakes import FakeCallLog, FakeClock, new_ids

PRINTER = FlowId("printer")
GOODBYE = SetValue(("stages", 1, "prompts", 0, "say", 0), ("text",), "Take care.", ItemForm.WORDING)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "printer.toml").write_text(SOUND, "utf-8")
    return tmp_path


def desk_on(folder: Path) -> tuple[Desk, FlowLibrary]:
    library = FlowLibrary(RESOURCES, folder)
    return Desk(FakeClock(), library, FakeCallLog(), lambda: Profile("Alex"), new_ids()), library


def edit(folder: Path, desk: Desk, library: FlowLibrary) -> None:
    shelf = ContentShelf(RESOURCES, folder, lambda: desk.flows_in_use)
    shelf.save(shelf.edited(shelf.open("flow", "printer"), [GOODBYE]))
    library.read_anew()


def goodbye(desk: Desk) -> str:
    desk.next_prompt()
    assert desk.saying is not None
    return desk.saying.line.text


def open_call(desk: Desk) -> Call:
    assert desk.call is not None
    return desk.call


def test_the_next_line_of_an_open_call_is_still_the_old_one(folder: Path) -> None:
    desk, library = desk_on(folder)
    desk.start_call(PRINTER)
    edit(folder, desk, library)

    assert goodbye(desk) == "Bye."
    desk.start_call(PRINTER)
    assert goodbye(desk) == "Take care."


def test_and_so_it_is_after_a_restart(folder: Path) -> None:
    desk, library = desk_on(folder)
    desk.start_call(PRINTER)
    edit(folder, desk, library)
    again, _ = desk_on(folder)
    again.take_back([open_call(desk)])

    assert goodbye(again) == "Bye."


def test_a_flow_taken_away_is_there_for_who_is_in_it(folder: Path) -> None:
    desk, _ = desk_on(folder)
    desk.start_call(PRINTER)
    shelf = ContentShelf(RESOURCES, folder, lambda: desk.flows_in_use)
    (folder / "flows" / "own.toml").write_text(SOUND, "utf-8")
    shelf.revert("flow", "printer")
    again, _ = desk_on(folder)
    again.take_back([open_call(desk)])

    assert goodbye(again) == "Bye."
