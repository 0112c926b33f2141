"""Writing to the caller by keyboard: chosen, filled, mended, copied."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from companion.domain.notes import Section
from companion.domain.wording_rules import Fault
from companion.settings.options import OWN_NUMBER
from companion.ui.reply_page import ReplyPage
from tests.ui.conftest import ALT, CTRL, Stage

SHIFT = Qt.KeyboardModifier.ShiftModifier


def page_of(stage: Stage) -> ReplyPage:
    page = stage.window.pages.replies_shown
    assert page is not None
    return page


def write(stage: Stage, words: str = "") -> ReplyPage:
    """Open the page by its key, and choose by typing."""
    stage.press(Qt.Key.Key_M, CTRL)
    stage.type(words)
    return page_of(stage)


def kinds(page: ReplyPage) -> set[Fault]:
    return {finding.kind for finding in page.text.findings}


def is_beside(page: ReplyPage) -> bool:
    """The text stands to the right of the list, not below it."""
    return page.text.x() > page.replies.width()


def copied() -> str:
    return QGuiApplication.clipboard().text()


def test_a_reply_is_chosen_and_copied_by_keyboard_alone(stage: Stage) -> None:
    stage.talk()
    stage.desk.note(Section.REPORTED, "Mail does not come in.")

    page = write(stage, "incident email")
    stage.press(Qt.Key.Key_C, CTRL | SHIFT)

    assert page.search.text() == "incident email"
    assert copied().startswith("Hello Sarah,\n\nThank you for ringing about this: Mail does not")
    assert copied().endswith("Kind regards,\nAlex\nIT support")
    assert "clipboard" in stage.window.notices.message.text()


def test_the_flow_of_the_call_comes_first_and_typing_narrows(stage: Stage) -> None:
    stage.talk()

    page = write(stage)
    first = page.replies.item(0).text()
    stage.type("printer chat")

    assert first == "E-mail · Incident: what we found and did"
    assert [page.replies.item(n).text() for n in range(page.replies.count())] == [
        "Chat · Printer: a try together"
    ]


def test_what_is_missing_is_asked_for_once_and_fits_in_everywhere(stage: Stage) -> None:
    stage.talk()

    page = write(stage, "outage: what email")
    stage.press(Qt.Key.Key_Return)
    stage.type("mail is down")
    stage.press(Qt.Key.Key_Return)
    stage.type("half past ten")
    stage.press(Qt.Key.Key_Return)

    assert "What we know: mail is down." in page.text.text
    assert "comes at half past ten," in page.text.text
    assert page.text.hasFocus()
    assert stage.call.gathered.facts.known == "mail is down"


def test_a_text_that_was_changed_is_filled_without_losing_the_change(stage: Stage) -> None:
    stage.talk()
    page = write(stage, "outage: what email")
    page.text.setFocus()
    page.text.moveCursor(page.text.textCursor().MoveOperation.End)
    stage.type(" Yours.")

    page.gaps.go_to_first()
    stage.type("mail is down")
    stage.press(Qt.Key.Key_Return)

    assert "What we know: mail is down." in page.text.text
    assert page.text.text.endswith(" Yours.")


def test_an_empty_place_is_not_copied(stage: Stage) -> None:
    QGuiApplication.clipboard().setText("before")
    stage.talk()
    page = write(stage, "outage: what email")

    stage.press(Qt.Key.Key_C, CTRL | SHIFT)

    assert copied() == "before"
    assert "Still empty: what is known" in stage.window.notices.message.text()
    assert page.gaps.fields[0].hasFocus()


def test_an_offer_is_taken_by_key_and_undone_by_key(stage: Stage) -> None:
    stage.talk()
    stage.desk.note(Section.REPORTED, "Just the cable.")
    page = write(stage, "incident email")
    before = page.text.text
    page.text.setFocus()

    stage.press(Qt.Key.Key_Return, ALT)
    after = page.text.text
    stage.press(Qt.Key.Key_Z, CTRL)

    assert "Just the" in before
    assert "this: the cable." in after
    assert page.text.text == before


def test_nothing_is_changed_unasked_and_what_is_left_stays_quiet(stage: Stage) -> None:
    stage.talk()
    stage.desk.note(Section.REPORTED, "The VPN drops.")
    page = write(stage, "incident email")
    assert Fault.JARGON in kinds(page)

    page.text.setFocus()
    stage.press(Qt.Key.Key_Delete, ALT)
    page.text.check_now()

    assert Fault.JARGON not in kinds(page)
    assert "The VPN drops." in page.text.text


def test_a_caller_at_ease_with_jargon_gets_it(stage: Stage) -> None:
    stage.talk()
    stage.desk.set_caller(replace(stage.call.caller, technical=True))
    stage.desk.note(Section.REPORTED, "The VPN drops.")

    assert Fault.JARGON not in kinds(write(stage, "incident email"))


def test_a_slip_is_looked_up_beside_the_window_and_mended_by_key(
    stage: Stage, qtbot: QtBot
) -> None:
    stage.talk("Zbigniew Okafor")
    page = write(stage, "general email")
    page.text.setPlainText("Zbigniew, I recieve it as soon as you reply here, and colour is fine.")

    qtbot.waitUntil(lambda: kinds(page) == {Fault.SPELLING})
    page.text.setFocus()
    stage.press(Qt.Key.Key_Return, ALT)

    assert page.text.text.startswith("Zbigniew, I receive it")


def test_a_secret_in_the_notes_never_gets_into_a_reply(stage: Stage) -> None:
    stage.talk()
    stage.desk.note(Section.DONE, "New password: Tulip77x")

    page = write(stage, "incident email")

    assert "Tulip77x" not in page.text.text
    assert "Held back, it looks secret: what was done." in stage.window.notices.message.text()


def test_a_secret_that_is_typed_is_not_copied_until_it_is_taken_out(stage: Stage) -> None:
    QGuiApplication.clipboard().setText("before")
    stage.talk()
    page = write(stage, "general email")
    page.text.setFocus()
    page.text.setPlainText("The password is Tulip77x, and you can reply here.")

    stage.press(Qt.Key.Key_C, CTRL | SHIFT)
    refused = copied()
    stage.press(Qt.Key.Key_Return, ALT)
    stage.press(Qt.Key.Key_C, CTRL | SHIFT)

    assert refused == "before"
    assert copied() == "The password is (not in writing), and you can reply here."


def test_nothing_that_was_spelled_is_within_reach(stage: Stage) -> None:
    stage.talk()
    stage.press(Qt.Key.Key_F9)
    stage.type("S3cret!word")
    stage.press(Qt.Key.Key_Escape)

    page = write(stage)
    texts = []
    for row in range(page.replies.count()):
        page.replies.setCurrentRow(row)
        texts.append(page.text.text)

    assert len(texts) > 30
    assert not any("S3cret" in text for text in texts)


def test_a_voicemail_says_how_long_it_is_and_asks_for_the_number_once(stage: Stage) -> None:
    stage.talk()
    page = write(stage, "voicemail tone")
    stage.press(Qt.Key.Key_Return)
    stage.type("02079460018")
    stage.press(Qt.Key.Key_Return)

    assert "020, 794, 600, 18" in page.text.text
    assert "seconds to say" in page.length.text()
    assert stage.settings.get(OWN_NUMBER) == "02079460018"


def test_the_subject_is_one_key_more(stage: Stage) -> None:
    stage.talk()
    write(stage, "acknowledgement email")
    stage.press(Qt.Key.Key_C, CTRL | SHIFT)

    stage.press(Qt.Key.Key_F11)

    assert copied() == "I have your case"


def test_one_key_has_the_acknowledgement_ready_to_paste(stage: Stage) -> None:
    stage.talk()
    stage.press(Qt.Key.Key_M, CTRL | SHIFT)

    assert "I have your case" in copied()
    assert "I have your case" in page_of(stage).text.text


def test_each_key_of_a_reply_is_kept(stage: Stage) -> None:
    stage.talk()
    page = write(stage, "incident email")
    stage.press(Qt.Key.Key_Return)
    stage.press(Qt.Key.Key_End, CTRL)
    stage.type(" One more th")
    (kept,) = stage.call_log.drafts.values()
    for _ in " One more th":
        stage.press(Qt.Key.Key_Backspace)

    assert kept.endswith(" One more th")
    assert page.subject.text()
    assert set(stage.call_log.drafts.values()) == {""}, "as it was filled in, it is no draft"


def test_a_draft_is_as_it_was_left(stage: Stage) -> None:
    stage.talk()
    page = write(stage, "general email")
    page.text.setPlainText("Half a sentence, and")
    stage.press(Qt.Key.Key_Escape)

    page = write(stage, "general email")

    assert page.text.text == "Half a sentence, and"


def test_escape_goes_back_to_the_very_place(stage: Stage) -> None:
    stage.talk()
    place = stage.focus
    write(stage, "status")

    stage.press(Qt.Key.Key_Escape)

    assert stage.focus is place


def test_a_past_call_is_written_about_from_the_history_and_back(stage: Stage) -> None:
    stage.talk()
    stage.desk.wrap_up()
    closed = stage.desk.close()
    assert closed is not None
    stage.history.calls = (closed,)
    stage.press(Qt.Key.Key_F3)

    stage.press(Qt.Key.Key_M, CTRL)
    about = page_of(stage).about.accessibleName()
    stage.press(Qt.Key.Key_Escape)

    assert about == "Reply about: To Sarah Okafor"
    assert stage.window.pages.currentWidget() is stage.window.pages.history


def test_the_call_that_was_closed_last_is_still_at_hand(stage: Stage) -> None:
    stage.talk()
    stage.press(Qt.Key.Key_F12)
    stage.press(Qt.Key.Key_F12)

    assert "Sarah" in write(stage, "general email").text.text


def test_without_any_call_it_is_said(stage: Stage) -> None:
    stage.press(Qt.Key.Key_M, CTRL)

    assert "no call to write about" in stage.window.notices.message.text()


@pytest.mark.parametrize("width", [360, 1000])
def test_fits_narrow_and_wide(stage: Stage, width: int, qtbot: QtBot) -> None:
    stage.talk()
    page = write(stage)
    stage.window.resize(width, 780)

    assert stage.window.width() == width
    qtbot.waitUntil(lambda: is_beside(page) == (width > 720))
    assert page.text.width() > 200


def test_what_appears_moves_nothing_that_is_typed_in(stage: Stage) -> None:
    stage.talk()
    page = write(stage, "outage: what email")
    page.text.setFocus()
    before = page.text.mapTo(page, page.text.rect().topLeft()), page.text.size()

    page.text.setPlainText("Just send it asap, u must.")
    page.text.check_now()

    assert (page.text.mapTo(page, page.text.rect().topLeft()), page.text.size()) == before
    assert page.wording.count() > 1
