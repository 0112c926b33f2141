"""Editing on the disk: what ships stays as it is, and nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.content.faults import FaultyFile
from companion.content.kept_flows import KeptFlows
from companion.content.library import FlowLibrary
from companion.content.shelf import ContentShelf
from companion.domain.call import CallId
from companion.domain.errors import UserError
from companion.domain.flow import FlowId
from companion.services.editing import (
    ChangedElsewhere,
    Insert,
    Origin,
    Remove,
    SetValue,
    Sheet,
    Shelf,
)
from companion.services.shapes import FieldKind, ItemForm
from tests.content.shipped import RESOURCES, SOUND

TITLE = SetValue((), ("title",), "Anything broken")


@pytest.fixture
def shelf(tmp_path: Path) -> ContentShelf:
    return ContentShelf(RESOURCES, tmp_path)


def own(tmp_path: Path, name: str, text: str, folder: str = "flows") -> Path:
    (tmp_path / folder).mkdir(exist_ok=True)
    file = tmp_path / folder / name
    file.write_bytes(text.encode())
    return file


def origin(shelf: ContentShelf, kind: str, name: str) -> Origin:
    return next(e.origin for e in shelf.entries() if (e.kind, e.id) == (kind, name))


def test_is_what_the_window_asks_for(tmp_path: Path) -> None:
    shelf: Shelf = ContentShelf(RESOURCES, tmp_path)

    assert [kind.id for kind in shelf.kinds()][:2] == ["flow", "term"]


def test_every_shipped_entry_can_be_opened_and_has_no_fault(shelf: ContentShelf) -> None:
    for entry in shelf.entries():
        sheet = shelf.open(entry.kind, entry.id)

        # A flow may lead to one that is still being written.
        assert [f for f in sheet.faults if "not installed" not in f.text] == [], entry
        assert not sheet.is_changed


def test_saves_beside_what_ships(shelf: ContentShelf, tmp_path: Path) -> None:
    shipped = RESOURCES / "flows" / "incident.toml"
    before = shipped.read_bytes()
    saved = shelf.save(shelf.edited(shelf.open("flow", "incident"), [TITLE]))

    assert shipped.read_bytes() == before
    assert saved.origin is Origin.CHANGED
    assert not saved.is_changed
    assert FlowLibrary(RESOURCES, tmp_path).flow(FlowId("incident")).title == "Anything broken"


def test_a_draft_outlives_the_program(shelf: ContentShelf, tmp_path: Path) -> None:
    shelf.edited(shelf.open("flow", "incident"), [TITLE])
    again = ContentShelf(RESOURCES, tmp_path).open("flow", "incident")

    assert again.is_changed
    assert again.record.values["title"] == "Anything broken"
    assert FlowLibrary(RESOURCES, tmp_path).flow(FlowId("incident")).title == "Incident"


def test_a_draft_that_says_what_is_saved_is_none(shelf: ContentShelf, tmp_path: Path) -> None:
    sheet = shelf.edited(shelf.open("flow", "incident"), [TITLE])
    shelf.with_text(sheet, sheet.saved)

    assert not [entry for entry in shelf.entries() if entry.has_draft]
    assert not list(tmp_path.rglob("*.json"))


def test_what_could_not_be_used_is_not_saved_and_stays_a_draft(shelf: ContentShelf) -> None:
    empty = SetValue(("stages", 0, "prompts", 0, "say", 0), ("text",), "{nobody}", ItemForm.WORDING)
    sheet = shelf.edited(shelf.open("flow", "incident"), [empty])

    assert ("stages", 0, "prompts", 0, "say", 0, "text") in [f.path for f in sheet.faults]
    with pytest.raises(FaultyFile):
        shelf.save(sheet)
    assert origin(shelf, "flow", "incident") is Origin.SHIPPED
    assert shelf.open("flow", "incident").text == sheet.text


def test_a_file_changed_by_somebody_else_is_not_written_over(
    shelf: ContentShelf, tmp_path: Path
) -> None:
    file = own(tmp_path, "printer.toml", SOUND)
    sheet = shelf.edited(shelf.open("flow", "printer"), [TITLE])
    file.write_text(SOUND.replace("Printer", "Plotter"), "utf-8")

    with pytest.raises(ChangedElsewhere):
        shelf.save(sheet)
    assert "Plotter" in file.read_text("utf-8")

    shelf.save(sheet, over=True)
    assert "Anything broken" in file.read_text("utf-8")


def test_goes_back_to_what_ships(shelf: ContentShelf, tmp_path: Path) -> None:
    shelf.save(shelf.edited(shelf.open("flow", "incident"), [TITLE]))
    back = shelf.revert("flow", "incident")

    assert back is not None
    assert back.record.values["title"] == "Incident"
    assert not list((tmp_path / "flows").iterdir())


def test_an_own_flow_is_made_and_taken_away(shelf: ContentShelf, tmp_path: Path) -> None:
    sheet = shelf.save(shelf.create("flow", 'Büro "Süd"'))

    assert (sheet.id, sheet.faults) == ("buro-sud", ())
    assert FlowLibrary(RESOURCES, tmp_path).flow(FlowId("buro-sud")).title == 'Büro "Süd"'
    assert shelf.revert("flow", "buro-sud") is None
    assert "buro-sud" not in [entry.id for entry in shelf.entries()]


@pytest.mark.parametrize("kind", ["flow", "term", "how-to", "known-error", "reply"])
def test_what_is_new_is_sound(shelf: ContentShelf, kind: str) -> None:
    assert shelf.create(kind, "CON").faults == ()


def test_a_file_by_hand_keeps_its_line_ends_and_its_mark(
    shelf: ContentShelf, tmp_path: Path
) -> None:
    text = "\ufeff# Ours.\r\n" + SOUND.replace("\n", "\r\n")
    file = own(tmp_path, "printer.toml", text)
    shelf.save(shelf.edited(shelf.open("flow", "printer"), [TITLE]))

    assert file.read_bytes().decode() == text.replace('"Printer"', '"Anything broken"')


LOCKED = SOUND.replace('id = "hello"', 'id = "hello"\nlocked = true')


def test_what_is_locked_cannot_be_changed(shelf: ContentShelf, tmp_path: Path) -> None:
    own(tmp_path, "printer.toml", LOCKED)
    sheet = shelf.open("flow", "printer")
    wording = SetValue(("stages", 0, "prompts", 0, "say", 0), ("text",), "Yo.", ItemForm.WORDING)
    unlocked = SetValue(("stages", 0, "prompts", 0), ("locked",), None)

    assert next(r.name for r in sheet.record.all() if r.is_locked) == "hello"
    for edit in (wording, unlocked):
        with pytest.raises(UserError, match="locked"):
            shelf.edited(sheet, [edit])
    shelf.edited(sheet, [TITLE])


def test_a_flow_that_is_locked_as_a_whole_stays_so(shelf: ContentShelf, tmp_path: Path) -> None:
    own(tmp_path, "printer.toml", f"locked = true\n{SOUND}")
    sheet = shelf.open("flow", "printer")

    assert all(record.is_locked for record in sheet.record.all())
    for edit in (TITLE, SetValue((), ("locked",), None), Remove(("stages",), 0)):
        with pytest.raises(UserError, match="locked"):
            shelf.edited(sheet, [edit])


def test_what_is_locked_is_not_lost_by_going_back(shelf: ContentShelf, tmp_path: Path) -> None:
    own(tmp_path, "incident.toml", LOCKED)

    with pytest.raises(UserError, match="locked"):
        shelf.revert("flow", "incident")


def test_a_term_is_saved_in_a_file_of_its_own(shelf: ContentShelf, tmp_path: Path) -> None:
    plain = SetValue(("terms", 0), ("meaning",), "A tunnel.")
    shelf.save(shelf.edited(shelf.open("term", "vpn"), [plain]))

    files = list((tmp_path / "cards").iterdir())
    assert [file.name for file in files] == ["vpn.toml"]
    assert files[0].read_text("utf-8").startswith("[[terms]]\nid =")
    assert shelf.open("term", "vpn").record.values["meaning"] == "A tunnel."


def test_a_term_among_others_is_changed_where_it_is(shelf: ContentShelf, tmp_path: Path) -> None:
    cards = "\n".join(
        f'# About {name}.\n[[terms]]\nid = "{name}"\ntitle = "{name}"\n'
        f'meaning = "It is {name}."\nanalogy = "Like {name}."\n'
        for name in ("a1", "b2", "c3")
    )
    file = own(tmp_path, "team.toml", cards, "cards")
    plain = SetValue(("terms", 0), ("meaning",), "Another.")
    shelf.save(shelf.edited(shelf.open("term", "b2"), [plain]))
    assert file.read_text("utf-8") == cards.replace("It is b2.", "Another.")

    shelf.revert("term", "b2")
    assert "b2" not in file.read_text("utf-8")
    assert "# About c3." in file.read_text("utf-8")


def test_in_another_language_its_own_wordings_are_edited(shelf: ContentShelf) -> None:
    sheet = shelf.in_language(shelf.create("flow", "Lärm"), "de")
    stage = sheet.record.lists[0].records[0]
    said = stage.lists[0].records[0].lists[0]

    assert (stage.values["title"], stage.instead["title"]) == (None, "Greet")
    assert said.records == ()

    changed = shelf.edited(sheet, [Insert(said.path, 0, "Hallo, hier ist {agent}.", inline=True)])
    assert changed.languages == ("en", "de")
    assert changed.record.lists[0].records[0].lists[0].records[0].lists[0].records[0].values[
        "text"
    ] == ("Hallo, hier ist {agent}.")
    assert changed.faults == ()


def test_an_open_call_keeps_the_flow_it_is_in(tmp_path: Path) -> None:
    flow, one, other = FlowId("incident"), CallId("../one"), CallId("two")
    shelf = ContentShelf(RESOURCES, tmp_path, lambda: [(one, flow), (other, FlowId("printer"))])
    for title in ("Second", "Third"):
        edit = SetValue((), ("title",), title)
        shelf.save(shelf.edited(shelf.open("flow", "incident"), [edit]))
    kept = KeptFlows(tmp_path)

    found = kept.flow(one, flow)
    assert found is not None
    assert found.title == "Incident"
    assert kept.flow(other, flow) is None

    kept.forget_all_but([other])
    assert kept.flow(one, flow) is None


def test_a_full_disk_is_told_and_the_words_are_kept(
    shelf: ContentShelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = shelf.edited(shelf.open("flow", "incident"), [TITLE])

    def fail(file: Path, text: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("companion.content.shelf.replace_text", fail)
    with pytest.raises(UserError, match="No space left"):
        shelf.save(sheet)
    assert shelf.open("flow", "incident").text == sheet.text


def test_every_key_of_a_shipped_flow_has_a_field(shelf: ContentShelf) -> None:
    sheet: Sheet = shelf.open("flow", "password-reset")
    known = {f.key for r in sheet.record.all() for f in r.shape.fields}

    assert {"title", "note", "detour", "cues", "practices", "tone", "text", "label"} <= known
    assert all(
        f.choices for r in sheet.record.all() for f in r.shape.fields if f.kind is FieldKind.CHOICE
    )
