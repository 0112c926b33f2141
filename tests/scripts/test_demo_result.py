"""The demo's leavings: all there, or the one that is absent is named."""

from pathlib import Path

import pytest

import demo_result
from environment import SetUpFailed

LEFT = ("01-greet.png", "ticket.png", "calls.db", "ticket.md")


def leave(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).touch()
    return folder


def test_names_every_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    demo_result.show(leave(tmp_path, *LEFT))

    said = capsys.readouterr().out
    assert [name for name in LEFT if name not in said] == []


@pytest.mark.parametrize(("absent", "what"), [("calls.db", "Database"), ("ticket.md", "Ticket")])
def test_a_demo_that_left_too_little_failed(tmp_path: Path, absent: str, what: str) -> None:
    leave(tmp_path, *(name for name in LEFT if name != absent))

    with pytest.raises(SetUpFailed, match=what):
        demo_result.show(tmp_path)
