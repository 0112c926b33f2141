"""In which order Windows and macOS are asked, and what the agent is told."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from companion.domain.errors import UserError
from companion.selection.asking import AskedSelection, password_field
from companion.selection.way import ALREADY_COPIED
from companion.services.selection import Selected


@dataclass
class FakeDesktop:
    """A desktop on which each source of the text has what it is given."""

    accessible: str | None = None
    copied: str | None = None
    clipboard: str = ""
    remedy: str = ""
    is_password: bool = False
    asked: list[str] = field(default_factory=list)

    def prepare(self) -> None:
        self.asked.append("prepare")

    def accessible_text(self) -> str | None:
        self.asked.append("accessible")
        if self.is_password:
            raise password_field()
        return self.accessible

    def copied_text(self) -> str | None:
        self.asked.append("copied")
        return self.copied

    def clipboard_text(self) -> str:
        self.asked.append("clipboard")
        return self.clipboard


def read(desktop: FakeDesktop, *, may_copy: bool = False) -> Selected:
    return AskedSelection(desktop, lambda: may_copy).read()


def test_what_the_program_tells_is_taken_and_nothing_else_asked() -> None:
    desktop = FakeDesktop(accessible=" to the letter ", clipboard="old")

    assert read(desktop, may_copy=True) == Selected(" to the letter ")
    assert desktop.asked == ["accessible"]


@pytest.mark.parametrize("accessible", [None, ""])
def test_nothing_is_copied_unless_the_agent_has_said_so(accessible: str | None) -> None:
    desktop = FakeDesktop(accessible, copied="selected", clipboard="old ")

    assert read(desktop) == Selected("old ", ALREADY_COPIED)
    assert "copied" not in desktop.asked


def test_with_the_setting_on_the_selected_text_comes_before_the_clipboard() -> None:
    assert read(FakeDesktop(copied="selected", clipboard="old"), may_copy=True) == Selected(
        "selected"
    )


def test_a_program_that_copies_nothing_leaves_the_clipboard() -> None:
    assert read(FakeDesktop(clipboard="old"), may_copy=True) == Selected("old", ALREADY_COPIED)


def test_a_password_field_is_refused_and_no_other_text_shown_for_it() -> None:
    desktop = FakeDesktop(is_password=True, clipboard="another password")

    with pytest.raises(UserError, match="password field"):
        read(desktop, may_copy=True)
    assert desktop.asked == ["accessible"]


@pytest.mark.parametrize("remedy", ["", "Allow this program in System Settings."])
def test_nothing_at_all_is_told_with_what_helps(remedy: str) -> None:
    with pytest.raises(UserError) as failed:
        read(FakeDesktop(remedy=remedy))

    assert remedy in failed.value.hint
    assert failed.value.hint
