"""A faulty flow file is answered with every fault: file, line, place, what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.content.faults import Fault, FaultyFile
from companion.content.flows import parse_flow, read_flow
from tests.content.shipped import PRACTICES, SOUND


def faults_in(source: str | bytes) -> tuple[Fault, ...]:
    data = source.encode() if isinstance(source, str) else source
    with pytest.raises(FaultyFile) as caught:
        parse_flow(data, "vpn.toml", PRACTICES)
    return caught.value.faults


def broken(old: str, new: str) -> str:
    assert SOUND.count(old) >= 1, old
    return SOUND.replace(old, new, 1)


def test_the_sound_flow_is_sound() -> None:
    flow = parse_flow(SOUND.encode(), "printer.toml", PRACTICES)

    assert (flow.id, flow.title, len(flow.stages)) == ("printer", "Printer", 2)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        # unknown keys
        ('title = "Printer"', 'titel = "Printer"', "1: 'titel' is not known here; did you mean"),
        ('title = "Printer"', 'titel = "Printer"', "1: 'title' is missing"),
        ("note =", "noted =", "6: stage 'greet': 'noted' is not known here; did you mean"),
        ("cues =", "clues =", "14: stage 'greet', prompt 'hello': 'clues' is not known here"),
        ('label = "Bye"', 'lable = "Bye"', "18: stage 'greet', exit 1: 'lable' is not known"),
        ('tone = "warm"', 'tune = "warm"', "12: stage 'greet', prompt 'hello', wording 2: 'tune'"),
        # missing
        ('id = "greet"\n', "", "3: stage 1: 'id' is missing"),
        ('to = "end"\n', "", "17: stage 'greet', exit 1: 'to' is missing"),
        ('say = ["Bye."]\n', "", "25: stage 'end', prompt 'goodbye': 'say' is missing"),
        # wrong types
        ('title = "Printer"', "title = 5", "1: 'title' must be text, not a number"),
        (
            '"Hello {caller|there}.",',
            "7,",
            "11: stage 'greet', prompt 'hello', wording 1: 'text' must",
        ),
        ('cues = ["name"]', 'cues = "name"', "14: stage 'greet', prompt 'hello': 'cues' must be"),
        ('cues = ["name"]', "cues = [true]", "14: stage 'greet', prompt 'hello': 'cues', item 1"),
        ('note = "reported"', "detour = 1", "6: stage 'greet': 'detour' must be true or false"),
        (
            'say = ["Bye."]',
            "say = 2024-01-02",
            "27: stage 'end', prompt 'goodbye': 'say' must be a",
        ),
        # empty
        ('say = ["Bye."]', "say = []", "27: stage 'end', prompt 'goodbye': 'say' is an empty list"),
        ('cues = ["name"]', "cues = []", "14: stage 'greet', prompt 'hello': 'cues' is an empty"),
        ('"Bye."', '" "', "27: stage 'end', prompt 'goodbye', wording 1: 'text' is empty"),
        ('title = "End"', 'title = ""', "23: stage 'end': 'title' is empty"),
        # not one of the known
        ('"reported"', '"reportd"', "6: stage 'greet': 'note' cannot be 'reportd'; did you mean"),
        ('"reported"', '"xyz"', "6: stage 'greet': 'note' cannot be 'xyz'; it can be reported, o"),
        ('note = "reported"', 'offers = ["spelle"]', "6: stage 'greet': 'offers', item 1 cannot"),
        ('"warm"', '"worm"', "12: stage 'greet', prompt 'hello', wording 2: 'tone' cannot be"),
        (
            '["greet-by-name"]',
            '["great-by-name"]',
            "15: stage 'greet', prompt 'hello': 'practices'",
        ),
        ('title = "Printer"', 'title = "P"\nlanguage = "English!"', "2: 'language' is written"),
        ('title = "Printer"', 'title = "P"\nwrap_up_target = "soon"', "2: 'wrap_up_target' is a"),
        ('title = "Printer"', 'title = "P"\nwrap_up_target = "2 days"', "2: 'wrap_up_target' is"),
        ('to = "end"', 'to = "end"\npasses = ["fixed"]', "20: stage 'greet', exit 1: 'passes', it"),
        # wordings
        ("{caller|", "{calller|", "11: stage 'greet', prompt 'hello', wording 1: {calller} is not"),
        ("{caller|there}", "{caller", "11: stage 'greet', prompt 'hello', wording 1: a brace"),
        ("Bye.", "Bye\\u0007.", "27: stage 'end', prompt 'goodbye', wording 1: 'text' holds a"),
        # ids and ways
        (
            'id = "end"',
            'id = "greet"',
            "22: stage 'greet': is the second stage called 'greet'; the ",
        ),
        ('id = "goodbye"', 'id = "hello"', "26: stage 'end', prompt 'hello': is the second prompt"),
        ('id = "end"', 'id = "the end"', "22: stage 'the end': 'id' is a short name"),
        ('to = "end"', 'to = "ende"', "19: stage 'greet': exit leads to 'ende', which does not "),
        ('note = "reported"', "detour = true", "6: stage 'greet': the first stage cannot be a de"),
        ('title = "End"', 'title = "End"\ndetour = true', "24: stage 'end': the last stage cannot"),
        # no stages, no prompts
        (
            "[[stages]]",
            "[stages]",
            "21: is not TOML: the same name is there twice; the tables of a",
        ),
    ],
)
def test_names_file_line_place_and_reason(old: str, new: str, said: str) -> None:
    found = [str(fault) for fault in faults_in(broken(old, new))]

    assert any(fault.startswith(f"vpn.toml:{said}") for fault in found), found


@pytest.mark.parametrize(
    ("old", "new", "meant"),
    [
        ('title = "Printer"', 'titel = "Printer"', "title"),
        ('"reported"', '"reportd"', "reported"),
        ("{caller|", "{calller|", "caller"),
        ('["greet-by-name"]', '["great-by-name"]', "greet-by-name"),
        ('to = "end"', 'to = "ende"', "end"),
    ],
)
def test_offers_what_was_probably_meant(old: str, new: str, meant: str) -> None:
    found = [str(fault) for fault in faults_in(broken(old, new))]

    assert any(fault.endswith(f"did you mean '{meant}'?") for fault in found), found


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    [
        (broken('"Printer"', '"Printer'), 1, "the quote that closes the text is missing"),
        (broken('cues = ["name"]', 'cues = ["name"'), 15, "a comma or a ] is missing"),
        (broken("tone =", "tone"), 12, "name = value"),
        (broken('note = "reported"', "note = reported"), 6, "between double quotes"),
        (broken("note =", 'title = "x"\nnote ='), 6, "there twice"),
        (broken('"Bye."', '"Say "Bye"."'), 27, "a comma or a ] is missing"),
        ("title = " + "9" * 5000, 0, "a number has too many digits"),
        ("a = " + "[" * 5000, 0, "nested too deeply"),
        ("a" + ".a" * 20_000 + " = 1", 1, "too many dots"),
        ("\n[" + "a . " * 20_000 + "a]", 2, "too many dots"),
        (b'title = "Gr\xfc\xdfe"', 1, "is not UTF-8"),
        ('title = "x"\n'.encode("utf-16"), 1, "is not UTF-8"),
        ("#" * 600_000, 0, "is larger than 512 kB"),
        ("", 1, "'stages' is missing; each begins with [[stages]]"),
        ('title = "x"\nstages = 1', 2, "'stages' must be a list, not a number"),
        ('title = "x"\n[stages]\nid = "a"', 2, "'stages' must be a list, not a table"),
        ('title = "x"\n[[stages]]\nid = "a"\ntitle = "A"', 2, "has nothing to say"),
    ],
)
def test_says_what_is_wrong_with_the_file_itself(
    source: str | bytes, line: int, reason: str
) -> None:
    found = faults_in(source)

    assert any(f.line == line and reason in f.reason for f in found), [str(f) for f in found]


def test_reports_all_faults_at_once_in_the_order_of_the_lines() -> None:
    source = broken('"reported"', '"x"').replace('"Bye."', '"{nobody}"').replace('"End"', "3")

    assert [fault.line for fault in faults_in(source)] == [6, 23, 27]


def test_prints_as_a_line_that_an_editor_can_jump_to() -> None:
    (fault,) = faults_in(broken('to = "end"', 'to = "ende"'))

    assert str(fault) == (
        "vpn.toml:19: stage 'greet': exit leads to 'ende', which does not exist; "
        "did you mean 'end'?"
    )


def test_counts_faults_beyond_the_first_hundred() -> None:
    source = SOUND + "".join(f"x{number} = 1\n" for number in range(300))

    assert faults_in(source)[-1].reason == "and 200 more faults"


def test_shows_nothing_that_could_steer_a_terminal() -> None:
    found = faults_in(broken('id = "end"', 'id = "\\u001b[2J\\u202e end"'))

    assert all(str(fault).isprintable() for fault in found)


def test_takes_a_file_as_notepad_writes_it() -> None:
    source = b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode()

    assert parse_flow(source, "printer.toml", PRACTICES).title == "Printer"


def test_text_over_several_lines_is_one_line_to_say() -> None:
    source = broken('"Bye."', '"""Bye,\n   and\n   thanks."""')

    (wording,) = parse_flow(source.encode(), "p.toml", PRACTICES).stages[1].prompts[0].wordings
    assert wording.template == "Bye, and thanks."


@pytest.mark.parametrize("name", ["absent.toml", "folder.toml", "a\0b.toml"])
def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.toml").mkdir()

    with pytest.raises(FaultyFile):
        read_flow(tmp_path / name, PRACTICES)
