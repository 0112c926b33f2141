"""Where the voice is in a spelling, and when it goes on."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from companion.domain.speller.unit import Unit, UnitKind
from companion.services.read_aloud import Pace, ReadAloud
from tests.fakes import FakeTimer, FakeVoice


class Reading:
    """Someone who listens to a spelling being read."""

    def __init__(self) -> None:
        self.voice = FakeVoice()
        self.timer = FakeTimer()
        self.now = 100.0
        self.begun: list[int] = []
        self.changes: list[bool] = []
        self.reader = ReadAloud(
            self.voice, self.timer, lambda: self.now, self.begun.append, self._on_changed
        )

    def take(self, *words: str, groups: Sequence[int] = ()) -> None:
        self.reader.take([unit(i, word, groups) for i, word in enumerate(words)], "en")

    def hear(self, seconds: float) -> None:
        """The unit begins, and is over after so long."""
        self.voice.begin()
        self.now += seconds
        self.voice.finish()

    def _on_changed(self) -> None:
        self.changes.append(self.reader.is_reading)


def unit(index: int, word: str, groups: Sequence[int]) -> Unit:
    group = groups[index] if groups else 0
    return Unit(index, "x", UnitKind.LETTER, None, word, word, group, speech=f"{word}!")


@pytest.fixture
def reading() -> Reading:
    reading = Reading()
    reading.take("Alfa", "Bravo", "Charlie", groups=(0, 0, 1))
    return reading


def test_reads_what_a_voice_is_given_unit_by_unit(reading: Reading) -> None:
    reading.reader.read_from(0)
    for _ in range(2):
        reading.hear(0.4)
        reading.timer.ring()
    reading.hear(0.4)

    assert reading.voice.texts == ["Alfa!", "Bravo!", "Charlie!"]
    assert reading.begun == [0, 1, 2]
    assert reading.changes == [True, False]


def test_a_unit_is_told_when_the_voice_begins_it_not_before(reading: Reading) -> None:
    reading.reader.read_from(1)
    before = [*reading.begun]
    reading.voice.begin()

    assert (before, reading.begun) == ([], [1])


def test_units_begin_one_pace_after_the_other(reading: Reading) -> None:
    reading.reader.pace = Pace(unit_s=1.0, group_pause_s=0.5)
    reading.reader.read_from(0)
    reading.hear(0.4)
    within = reading.timer.seconds
    reading.timer.ring()
    reading.hear(0.4)

    assert within == pytest.approx(0.6)
    assert reading.timer.seconds == pytest.approx(0.6 + 0.5)


def test_a_long_unit_is_said_to_its_end(reading: Reading) -> None:
    reading.reader.read_from(0)
    reading.hear(2.5)

    assert reading.timer.seconds == 0


def test_stop_is_silence_and_reading_goes_on_from_there(reading: Reading) -> None:
    reading.reader.read_from(1)
    reading.voice.begin()
    reading.reader.stop()

    assert reading.voice.pending == []
    assert not reading.reader.is_reading
    reading.reader.read_from(reading.reader.index)
    assert reading.voice.texts == ["Bravo!", "Bravo!"]


def test_stop_between_two_units_keeps_the_next_from_coming(reading: Reading) -> None:
    reading.reader.read_from(0)
    reading.hear(0.4)
    reading.reader.stop()

    assert reading.timer.due is None


def test_one_unit_again_while_reading_goes_on_from_it(reading: Reading) -> None:
    reading.reader.read_from(1)
    reading.voice.begin()
    reading.reader.say_one(0)
    reading.hear(0.4)
    reading.timer.ring()

    assert reading.voice.texts == ["Bravo!", "Alfa!", "Bravo!"]
    assert reading.changes == [True]


def test_one_unit_while_silent_is_all_that_is_said(reading: Reading) -> None:
    reading.reader.say_one(1)
    reading.hear(0.4)

    assert reading.voice.texts == ["Bravo!"]
    assert reading.timer.due is None
    assert reading.changes == []


def test_another_text_ends_what_is_being_said(reading: Reading) -> None:
    reading.reader.read_from(0)
    reading.take("Xray")

    assert reading.voice.pending == []
    assert not reading.reader.is_reading


def test_a_voice_that_fails_ends_the_reading(reading: Reading) -> None:
    reading.reader.read_from(0)
    reading.voice.begin()
    reading.voice.finish(was_said=False)

    assert reading.changes == [True, False]
    assert reading.timer.due is None


def test_what_others_say_does_not_move_the_reading(reading: Reading) -> None:
    reading.reader.read_from(0)
    reading.voice.begin()
    reading.voice.say("The caller is waiting.")
    reading.voice.pending.reverse()
    reading.voice.speak()

    assert reading.begun == [0]
    assert reading.timer.due is None


def test_a_line_is_said_instead_of_the_spelling(reading: Reading) -> None:
    reading.reader.read_from(0)
    reading.reader.say_line("Hello Sarah.")

    assert not reading.reader.is_reading
    assert reading.voice.said[reading.voice.pending[0]] == ("Hello Sarah.", "")


@pytest.mark.parametrize("index", [-1, 3])
def test_there_is_nothing_beyond_the_ends(reading: Reading, index: int) -> None:
    reading.reader.read_from(index)
    reading.reader.say_one(index)

    assert reading.voice.texts == []
