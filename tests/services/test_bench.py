"""Steps on the bench can be taken back and taken again, over real files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.content.shelf import ContentShelf
from companion.domain.errors import UserError
from companion.services.bench import Bench
from companion.services.editing import Origin, Remove, SetValue
from companion.services.shapes import ItemForm
from tests.content.shipped import RESOURCES, SOUND

BYE = ("stages", 1, "prompts", 0, "say", 0)


def wording(text: str) -> SetValue:
    return SetValue(BYE, ("text",), text, ItemForm.WORDING)


def bench_on(folder: Path) -> Bench:
    (folder / "flows").mkdir(exist_ok=True)
    (folder / "flows" / "printer.toml").write_text(SOUND, "utf-8")
    bench = Bench(ContentShelf(RESOURCES, folder))
    bench.take_up(bench.shelf.open("flow", "printer"))
    return bench


def test_the_letters_of_a_word_are_one_step(tmp_path: Path) -> None:
    bench = bench_on(tmp_path)
    for text in ("S", "So", "So."):
        bench.edit([wording(text)], "first visit")
    bench.edit([wording("So long.")], "second visit")

    assert '"So."' in bench.undo().sheet.text
    assert bench.undo().sheet.text == SOUND
    assert not bench.view.can_undo
    assert '"So."' in bench.redo().sheet.text


def test_a_new_step_ends_what_could_be_taken_again(tmp_path: Path) -> None:
    bench = bench_on(tmp_path)
    bench.edit([Remove(("stages", 0, "exits"), 0)])
    assert bench.undo().can_redo
    assert not bench.edit([wording("So.")]).can_redo


def test_what_cannot_be_done_is_no_step(tmp_path: Path) -> None:
    bench = bench_on(tmp_path)
    with pytest.raises(UserError):
        bench.edit([SetValue(("stages", 7), ("title",), "x")])

    assert not bench.view.can_undo
    assert bench.sheet.text == SOUND


def test_what_was_before_a_save_can_still_be_brought_back(tmp_path: Path) -> None:
    bench = bench_on(tmp_path)
    bench.edit([wording("So long.")])
    assert not bench.save().sheet.is_changed
    assert bench.undo().sheet.is_changed
    assert bench.sheet.text == SOUND


def test_what_says_nothing_new_makes_no_copy(tmp_path: Path) -> None:
    bench = Bench(ContentShelf(RESOURCES, tmp_path))
    bench.take_up(bench.shelf.open("flow", "incident"))

    assert bench.save().sheet.origin is Origin.SHIPPED
    assert not list(tmp_path.rglob("*.toml"))


def test_a_language_stays_chosen_through_a_save(tmp_path: Path) -> None:
    bench = bench_on(tmp_path)
    bench.read_in("de")
    bench.edit([SetValue((), ("de", "title"), "Drucker")])

    assert bench.save().sheet.record.values["title"] == "Drucker"


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(st.text(st.characters(codec="utf-8"), max_size=8), max_size=6))
def test_as_many_steps_back_as_were_taken_is_where_it_began(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    bench = bench_on(tmp_path_factory.mktemp("desk"))
    for text in texts:
        bench.edit([wording(text)])
    last = bench.sheet.text
    while bench.view.can_undo:
        bench.undo()
    assert bench.sheet.text == SOUND
    while bench.view.can_redo:
        bench.redo()
    assert bench.sheet.text == last
