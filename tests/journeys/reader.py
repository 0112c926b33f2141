"""A screen reader's view of the window: what is showing, by role and name, and what it can do."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.journeys.hands import Hands
from tests.journeys.screen import Screen, end, reader_python
from tests.journeys.waiting import until

HELPER = Path(__file__).with_name("reader_helper.py")
BUTTON, LABEL, TEXT, COMBO, LIST, SPIN, FRAME = (
    "push button",
    "label",
    "text",
    "combo box",
    "list",
    "spin button",
    "frame",
)


class CannotRead(AssertionError):
    """The window has no such widget just now, or it cannot do what was asked."""


@dataclass(frozen=True)
class Seen:
    """What a screen reader knows of one widget."""

    role: str
    name: str
    label: str
    value: str | float | None
    states: tuple[str, ...]
    box: tuple[int, int, int, int]


class Reader:
    """Asks the helper about one program."""

    def __init__(self, helper: subprocess.Popen[str], pid: int) -> None:
        assert helper.stdin, "the helper was started with pipes"
        assert helper.stdout, "the helper was started with pipes"
        self._to: IO[str] = helper.stdin
        self._from: IO[str] = helper.stdout
        self._pid = pid

    def showing(self) -> list[Seen]:
        """Every widget on the screen; waits until the program has told of itself."""
        found = self._when_there("showing")
        assert isinstance(found, list), found
        return [_seen(each) for each in found]

    def look(self, role: str, name: str) -> Seen:
        """One widget, as soon as it is there."""
        return _seen(self._when_there("look_at", role=role, name=name))

    def text(self, name: str) -> str:
        """What stands in a field."""
        return str(self.look(TEXT, name).value)

    def says(self, label: str) -> str:
        """The value of a label that is named `label: value`."""
        return self.look(LABEL, f"{label}: ").name.removeprefix(f"{label}: ")

    def press(self, name: str) -> None:
        """Press a button."""
        self._when_there("press", role=BUTTON, name=name)

    def fill(self, name: str, text: str) -> None:
        """Fill a field."""
        assert self._when_there("set_text", role=TEXT, name=name, text=text)

    def turn(self, name: str, number: float) -> None:
        """Set a number."""
        assert self._when_there("set_value", role=SPIN, name=name, number=number)

    def choose(self, hands: Hands, key: str, name: str, choice: str) -> None:
        """Choose in a combo box: `key` goes there, then it is arrow keys.

        Qt's combo box gives a screen reader neither a way to choose nor one to take the focus.
        """
        offered = self.choices(name)
        steps = offered.index(choice) - offered.index(self.look(COMBO, name).name)
        hands.press(key)
        until(lambda: "focused" in self.look(COMBO, name).states, f"{name} has the focus")
        hands.press(*["Down" if steps > 0 else "Up"] * abs(steps))
        until(lambda: self.is_there(COMBO, choice), f"{name} is {choice}")

    def choices(self, name: str) -> list[str]:
        """What a combo box offers."""
        found = self._when_there("choices", role=COMBO, name=name)
        assert isinstance(found, list)
        return [str(each) for each in found]

    def is_there(self, role: str, name: str) -> bool:
        """Whether such a widget is on the screen now."""
        return "answer" in self._ask("look_at", role=role, name=name)

    def _when_there(self, do: str, **arguments: object) -> object:
        answer: dict[str, object] = {}

        def is_answered() -> bool:
            answer.clear()
            answer.update(self._ask(do, **arguments))
            return "answer" in answer

        try:
            until(is_answered, do, limit_s=5)
        except AssertionError:
            raise CannotRead(f"{do} {arguments}: {answer.get('error')}") from None
        return answer["answer"]

    def _ask(self, do: str, **arguments: object) -> dict[str, object]:
        self._to.write(json.dumps({"do": do, "pid": self._pid, **arguments}) + "\n")
        self._to.flush()
        line = self._from.readline()
        if not line:
            raise CannotRead("the reading helper has ended")
        answer = json.loads(line)
        assert isinstance(answer, dict)
        return answer


@contextmanager
def a_reader(screen: Screen, pid: int) -> Iterator[Reader]:
    """Read the windows of a program."""
    python = reader_python()
    assert python, "missing_tools() was asked before"
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [python, "-W", "ignore", str(HELPER)],
        env=dict(screen.env),
        stdin=pipe,
        stdout=pipe,
        text=True,
    ) as helper:
        try:
            yield Reader(helper, pid)
        finally:
            end(helper)


def _seen(found: object) -> Seen:
    assert isinstance(found, Mapping), found
    x, y, width, height = found["box"]
    return Seen(
        found["role"],
        found["name"],
        found["label"],
        found["value"],
        tuple(found["states"]),
        (x, y, width, height),
    )
