"""Editing what is said, by keyboard alone, in the real window over real files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from companion import paths
from companion.content.library import FlowLibrary
from companion.content.shelf import ContentShelf
from companion.domain.flow import FlowId
from companion.ui.editor_inputs import ChoiceInput
from companion.ui.editor_page import EditorPage
from companion.ui.labels import ValueLabel
from companion.ui.theme import Theme
from tests.content.shipped import SOUND
from tests.ui.conftest import ALT, CTRL, Stage

SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A flow of the desk's own."""
    (tmp_path / "flows").mkdir()
    file = tmp_path / "flows" / "printer.toml"
    file.write_text(f"# By hand.\n{SOUND}", "utf-8")
    return file


@pytest.fixture
def page(stage: Stage, own: Path, qtbot: QtBot) -> EditorPage:
    """The page with its entries, entered by its key."""
    stage.press(Key.Key_F4, SHIFT)
    page = stage.window.pages.editor
    qtbot.waitUntil(lambda: page.entries.list.count() > 100)
    return page


def open_entry(page: EditorPage, stage: Stage, qtbot: QtBot, *words: str) -> None:
    """Choose by typing, and open with Enter."""
    stage.type(" ".join(words))
    stage.press(Key.Key_Return)
    qtbot.waitUntil(lambda: page.editor.isVisible())


def settled(page: EditorPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.work.is_settled)


def go_to(page: EditorPage, stage: Stage, text: str) -> None:
    """Walk down to a part, unfolding on the way."""
    for _ in range(200):
        for key in (Key.Key_Right, Key.Key_Down):
            if text in here(page):
                return
            stage.press(key)
    raise AssertionError(f"no part says {text!r}")


def here(page: EditorPage) -> str:
    """The part in hand."""
    item = page.editor.outline.currentItem()
    assert item is not None
    return item.text(0)


def parts(page: EditorPage) -> list[str]:
    return [node.title for node in page.editor._nodes]


def preview(page: EditorPage) -> str:
    return page.editor.preview.card.line


def press_answer(page: EditorPage, name: str) -> None:
    buttons = {b.accessibleName(): b for b in page.findChildren(QPushButton) if b.isVisible()}
    buttons[name].click()


def test_a_wording_is_changed_and_saved_beside_the_shipped_one(
    page: EditorPage, stage: Stage, qtbot: QtBot, tmp_path: Path
) -> None:
    shipped = paths.resources() / "flows" / "incident.toml"
    before = shipped.read_bytes()
    open_entry(page, stage, qtbot, "incident")
    qtbot.waitUntil(lambda: page.editor.head.heading.accessibleName() == "Entry: Flow: Incident")
    go_to(page, stage, "greet-by-name")
    stage.press(Key.Key_Right)
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Return)
    assert isinstance(stage.focus, QPlainTextEdit)
    stage.press(Key.Key_A, CTRL)
    stage.type("Good to hear you, {caller|there}.")
    settled(page, qtbot)
    qtbot.waitUntil(lambda: preview(page) == "Good to hear you, Sarah.")
    stage.press(Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: "Saved" in page.editor.head.state.accessibleName())

    assert shipped.read_bytes() == before
    flow = FlowLibrary(paths.resources(), tmp_path).flow(FlowId("incident"))
    said = [w.template for w in flow.stages[0].prompts[0].wordings]
    assert said[0] == "Good to hear you, {caller|there}."


def test_the_next_call_takes_what_was_saved_and_the_running_one_does_not(
    page: EditorPage, stage: Stage, qtbot: QtBot
) -> None:
    stage.press(Key.Key_Escape)
    stage.talk()
    before = stage.prompt
    stage.press(Key.Key_F4, SHIFT)
    open_entry(page, stage, qtbot)
    assert here(page) == "Prompt: greet-by-name"
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Return)
    stage.type(" And welcome.")
    settled(page, qtbot)
    with qtbot.waitSignal(page.content_changed):
        stage.press(Key.Key_S, CTRL)
    stage.press(Key.Key_F4, SHIFT)

    assert stage.prompt == before


def test_a_fault_stands_at_its_field_and_is_gone_to_when_saved(
    page: EditorPage, stage: Stage, qtbot: QtBot, own: Path
) -> None:
    before = own.read_bytes()
    open_entry(page, stage, qtbot, "printer")
    go_to(page, stage, "Bye.")
    stage.press(Key.Key_Return)
    stage.type(" {nobody}")
    qtbot.waitUntil(lambda: "✗ 1" in page.editor.head.state.accessibleName())
    notes = [n.accessibleName() for n in page.editor.form.findChildren(ValueLabel) if n.isVisible()]
    assert any(note.startswith("About Wording: ✗") and "nobody" in note for note in notes)

    stage.press(Key.Key_Escape)
    stage.press(Key.Key_Home)
    stage.press(Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: isinstance(stage.focus, QPlainTextEdit))
    assert "nobody" in page.editor.buttons.told.text()
    assert stage.focus.accessibleName() == "Wording"
    assert own.read_bytes() == before


def test_adds_by_key_after_what_is_in_hand_and_takes_it_back(
    page: EditorPage, stage: Stage, qtbot: QtBot, own: Path
) -> None:
    open_entry(page, stage, qtbot, "printer")
    was = parts(page)
    go_to(page, stage, "Hello {caller|there}.")
    stage.press(Key.Key_Insert)
    assert page.editor.question.isVisible()
    stage.press(Key.Key_1)
    qtbot.waitUntil(lambda: len(parts(page)) == len(was) + 1)
    assert parts(page)[parts(page).index("Hello {caller|there}.") + 1] == "Say something here."
    qtbot.waitUntil(lambda: isinstance(stage.focus, QPlainTextEdit))
    stage.type("Hi.")
    settled(page, qtbot)
    qtbot.waitUntil(lambda: "Hi." in parts(page))

    for _ in range(2):
        stage.press(Key.Key_Z, CTRL)
        settled(page, qtbot)
    qtbot.waitUntil(lambda: parts(page) == was)
    stage.press(Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: "Say something here." in parts(page))
    assert own.read_text("utf-8") == f"# By hand.\n{SOUND}"


def test_moves_and_removes_by_key(page: EditorPage, stage: Stage, qtbot: QtBot) -> None:
    open_entry(page, stage, qtbot, "printer")
    go_to(page, stage, "Stage: Greet")
    stage.press(Key.Key_Down, CTRL | SHIFT)
    qtbot.waitUntil(lambda: parts(page)[1] == "Stage: End")
    assert "Stage: Greet" in here(page)
    stage.press(Key.Key_Delete)
    qtbot.waitUntil(lambda: "Stage: Greet" not in parts(page))

    stage.press(Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: "Saved" in page.editor.head.state.accessibleName())


def test_what_is_typed_outlives_the_window(
    page: EditorPage, stage: Stage, qtbot: QtBot, tmp_path: Path
) -> None:
    open_entry(page, stage, qtbot, "printer")
    go_to(page, stage, "Bye.")
    stage.press(Key.Key_Return)
    stage.type(" And thanks.")
    stage.window._background.wait(5000)

    sheet = ContentShelf(paths.resources(), tmp_path).open("flow", "printer")
    assert 'say = ["Bye. And thanks."]' in sheet.text
    assert sheet.is_changed


def test_what_is_locked_is_read_only(
    page: EditorPage, stage: Stage, qtbot: QtBot, own: Path
) -> None:
    own.write_text(SOUND.replace('id = "hello"', 'id = "hello"\nlocked = true'), "utf-8")
    open_entry(page, stage, qtbot, "printer")
    go_to(page, stage, "Hello {caller|there}.")
    stage.press(Key.Key_Return)
    assert isinstance(stage.focus, QPlainTextEdit)
    assert stage.focus.isReadOnly()
    assert not page.editor.buttons.remove.isEnabled()


def test_goes_back_to_the_shipped_one_after_asking(
    page: EditorPage, stage: Stage, qtbot: QtBot, own: Path, tmp_path: Path
) -> None:
    own.rename(own.with_name("incident.toml"))
    open_entry(page, stage, qtbot, "incident")
    qtbot.waitUntil(lambda: page.editor.buttons.revert.isEnabled())
    stage.press(Key.Key_R, ALT)
    qtbot.waitUntil(page.editor.question.isVisible)
    stage.press(Key.Key_Escape)
    assert own.with_name("incident.toml").exists()

    stage.press(Key.Key_R, ALT)
    qtbot.waitUntil(page.editor.question.isVisible)
    press_answer(page, "Take it away")
    qtbot.waitUntil(lambda: page.editor.head.heading.accessibleName() == "Entry: Flow: Incident")
    assert not list((tmp_path / "flows").iterdir())


def test_a_new_flow_is_made_by_its_title(
    page: EditorPage, stage: Stage, qtbot: QtBot, tmp_path: Path
) -> None:
    stage.press(Key.Key_N, ALT)
    qtbot.waitUntil(page.entries.title.hasFocus)
    stage.type("Loud fan")
    stage.press(Key.Key_Return)
    qtbot.waitUntil(lambda: page.editor.isVisible())
    stage.press(Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: (tmp_path / "flows" / "loud-fan.toml").exists())


@pytest.mark.parametrize(("words", "field"), [("mfa", "Title"), ("Acknowledgement", "Title")])
def test_cards_and_replies_are_edited_alike(
    page: EditorPage, stage: Stage, qtbot: QtBot, words: str, field: str
) -> None:
    open_entry(page, stage, qtbot, words)
    if not page.editor.form.isVisible():
        stage.press(Key.Key_Return)
    assert stage.focus.accessibleName() == field
    stage.type(" again")
    settled(page, qtbot)
    stage.press(Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: "Saved" in page.editor.head.state.accessibleName())
    assert "changed" not in page.editor.buttons.told.text()


def test_another_language_is_written_beside(
    page: EditorPage, stage: Stage, qtbot: QtBot, own: Path
) -> None:
    open_entry(page, stage, qtbot, "printer")
    page.work.read_in("de")
    settled(page, qtbot)
    stage.press(Key.Key_Return)
    stage.type("Drucker")
    settled(page, qtbot)
    stage.press(Key.Key_S, CTRL)

    qtbot.waitUntil(lambda: 'de.title = "Drucker"' in own.read_text("utf-8"))
    assert own.read_text("utf-8").startswith("# By hand.\n")


def test_a_pack_is_written_and_taken_in_after_asking(
    page: EditorPage, stage: Stage, qtbot: QtBot, own: Path, tmp_path: Path
) -> None:
    pack = tmp_path / "team.zip"
    stage.press(Key.Key_P, ALT)
    qtbot.waitUntil(page.packs.file.hasFocus)
    stage.press(Key.Key_A, CTRL)
    stage.type(str(pack))
    stage.press(Key.Key_W, ALT)
    qtbot.waitUntil(pack.exists)
    ours = SOUND.replace("Printer", "Plotter")
    own.write_text(ours, "utf-8")
    stage.press(Key.Key_T, ALT)
    qtbot.waitUntil(page.packs.question.isVisible)
    assert page.packs.list.item(0).text() == "flows/printer.toml – REPLACES yours"
    stage.press(Key.Key_Escape)
    assert own.read_text("utf-8") == ours

    stage.press(Key.Key_T, ALT)
    qtbot.waitUntil(page.packs.question.isVisible)
    press_answer(page, "Replace and take in")
    qtbot.waitUntil(lambda: "By hand" in own.read_text("utf-8"))


def test_escape_goes_back_step_by_step(page: EditorPage, stage: Stage, qtbot: QtBot) -> None:
    open_entry(page, stage, qtbot, "printer")
    stage.press(Key.Key_Return)
    stage.press(Key.Key_Escape)
    assert page.editor.outline.hasFocus()
    stage.press(Key.Key_Escape)
    assert page.entries.search.hasFocus()
    stage.press(Key.Key_Escape)
    assert stage.window.pages.is_home


def test_a_new_flow_is_offered_for_the_next_call(stage: Stage, own: Path, tmp_path: Path) -> None:
    stage.window.show_content(FlowLibrary(paths.resources(), tmp_path).titles())
    header = stage.window.header

    assert header.flow.findData("printer") >= 0
    assert header.chosen_flow == "incident"


def test_what_is_typed_while_a_part_moves_goes_with_it(
    page: EditorPage, stage: Stage, qtbot: QtBot
) -> None:
    open_entry(page, stage, qtbot, "printer")
    go_to(page, stage, "Hello {caller|there}.")
    stage.press(Key.Key_Return)
    stage.press(Key.Key_Down, CTRL | SHIFT)
    stage.type(" And so on.")
    qtbot.waitUntil(lambda: "Hello {caller|there}. And so on." in parts(page))
    settled(page, qtbot)

    assert parts(page)[3:5] == ["warm · Good {daypart|day}!", "Hello {caller|there}. And so on."]


def test_the_next_part_is_shown_while_the_one_before_is_on_its_way(
    page: EditorPage, stage: Stage, qtbot: QtBot
) -> None:
    open_entry(page, stage, qtbot, "printer")
    go_to(page, stage, "Hello {caller|there}.")
    stage.press(Key.Key_Return)
    stage.type(" A")
    stage.press(Key.Key_PageDown, CTRL)
    stage.type(" B")
    settled(page, qtbot)

    qtbot.waitUntil(lambda: "warm · Good {daypart|day}! B" in parts(page))
    assert "Hello {caller|there}. A" in parts(page)


def test_where_an_answer_leads_is_chosen_among_what_there_is(
    page: EditorPage, stage: Stage, qtbot: QtBot
) -> None:
    open_entry(page, stage, qtbot, "printer")
    go_to(page, stage, "Answer: Bye")
    stage.press(Key.Key_Return)
    boxes = {box.accessibleName(): box for box in page.editor.form.findChildren(ChoiceInput)}
    stages = boxes["Leads to stage"]
    assert [stages.itemData(row) for row in range(stages.count())] == [None, "greet", "end"]
    assert boxes["Leads to side-flow"].findData("calm") > 0
    stages.setFocus()
    stage.press(Key.Key_Up)
    settled(page, qtbot)

    qtbot.waitUntil(lambda: 'to = "greet"' in view_text(page))


def view_text(page: EditorPage) -> str:
    """The text of the entry as it is edited."""
    view = page.editor._view
    assert view is not None
    return view.sheet.text


def test_a_file_that_somebody_else_changed_is_asked_for(
    page: EditorPage, stage: Stage, qtbot: QtBot, own: Path
) -> None:
    open_entry(page, stage, qtbot, "printer")
    stage.press(Key.Key_Return)
    stage.type(" again")
    settled(page, qtbot)
    theirs = SOUND.replace("Printer", "Plotter")
    own.write_text(theirs, "utf-8")
    stage.press(Key.Key_S, CTRL)
    qtbot.waitUntil(page.editor.question.isVisible)
    assert own.read_text("utf-8") == theirs

    press_answer(page, "Write mine over it")
    qtbot.waitUntil(lambda: "Printer again" in own.read_text("utf-8"))


def test_undo_is_the_pages_in_every_field(page: EditorPage, stage: Stage, qtbot: QtBot) -> None:
    open_entry(page, stage, qtbot, "printer")
    stage.press(Key.Key_Return)
    stage.type(" here")
    settled(page, qtbot)
    stage.press(Key.Key_Z, CTRL)
    settled(page, qtbot)

    field = stage.focus
    assert isinstance(field, QLineEdit)
    qtbot.waitUntil(lambda: field.text() == "Printer")
    assert "Saved" in page.editor.head.state.accessibleName()


def test_tab_goes_from_the_parts_through_the_fields_to_the_buttons(
    page: EditorPage, stage: Stage, qtbot: QtBot
) -> None:
    open_entry(page, stage, qtbot, "printer")
    go_to(page, stage, "Bye.")
    stage.press(Key.Key_Return)
    order = []
    for _ in range(5):
        order.append(stage.focus.accessibleName())
        stage.press(Key.Key_Tab)

    assert order == ["Wording", "Tone", "For callers", "For technical callers", "Add"]


def test_fits_a_narrow_window_also_with_large_text(
    page: EditorPage, stage: Stage, qtbot: QtBot, qapp: QApplication
) -> None:
    open_entry(page, stage, qtbot, "incident")
    assert stage.window.minimumSizeHint().width() <= 360
    Theme(paths.resources() / "themes").apply(qapp, "dark", 200)

    assert page.minimumSizeHint().width() <= 360
    stage.press(Key.Key_Return)
    assert page.editor.form.isVisible()


def test_every_part_has_a_name_for_screen_readers(
    page: EditorPage, stage: Stage, qtbot: QtBot
) -> None:
    open_entry(page, stage, qtbot, "printer")
    stage.press(Key.Key_Return)
    stage.press(Key.Key_PageDown, CTRL)

    kinds = (QLineEdit, QPlainTextEdit, QPushButton, QComboBox, QListWidget, QTreeWidget)
    for widget in page.findChildren(QWidget):
        if isinstance(widget, kinds) and widget.isVisible():
            assert widget.accessibleName(), widget
