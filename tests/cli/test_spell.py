"""Spelling on the command line: to the character, and nothing kept."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.kinds import Process, Run, Start


def test_says_what_a_text_is_spelled_as(run: Run) -> None:
    assert run("spell", "aB1-").stdout == "small Alfa, capital Bravo, one, hyphen\n"


def test_gives_every_unit_as_json(run: Run) -> None:
    spelled = json.loads(run("spell", "aB1-", "--json").stdout)

    assert list(spelled) == ["text", "alphabet", "spoken", "units", "warnings"]
    assert (spelled["text"], spelled["alphabet"]) == ("aB1-", "icao")
    assert spelled["units"][0] == {
        "index": 0,
        "text": "a",
        "kind": "letter",
        "case": "lower",
        "word": "Alfa",
        "say": "small Alfa",
        "group": 0,
        "code_points": ["U+0061"],
    }


def test_groups_as_asked(run: Run) -> None:
    assert run("spell", "abcd", "--group", "2").stdout == "Alfa, Bravo,\nCharlie, Delta\n"
    assert run("spell", "abcd", "--group", "5").exit_code == 2


def test_says_figures_and_letters_as_asked(run: Run) -> None:
    assert run("spell", "9", "--figures", "radio").stdout == "niner\n"
    assert run("spell", "9", "--figures", "itu").stdout == "novenine\n"
    assert run("spell", "b", "--as-in").stdout == "B as in Bravo\n"
    assert run("spell", "b", "--as-in", "--alphabet", "de-DE").stdout == "B wie Berlin\n"
    assert run("spell", "9", "--figures", "roman").exit_code == 2


def test_warns_in_json(run: Run) -> None:
    spelled = json.loads(run("spell", " a", "--json").stdout)

    assert spelled["warnings"] == [
        {"kind": "leading_space", "index": 0, "text": "The text begins with a space."}
    ]


def test_lists_the_alphabets(run: Run) -> None:
    listed = json.loads(run("alphabets", "--json").stdout)

    assert len(listed) == 22
    assert listed[0] == {"id": "icao", "title": "International (ICAO, NATO)"}


@pytest.mark.parametrize(
    ("given_bytes", "text"),
    [
        (b"abc\n", "abc"),
        (b"abc\n\n", "abc\n"),
        (b"  a b  ", "  a b  "),
        (b"", ""),
        (b"\n", ""),
        (b"a\tb\r", "a\tb\r"),
        ("z\N{LATIN SMALL LETTER E WITH DIAERESIS}\U0001f44d".encode(), "z\xeb\U0001f44d"),
    ],
)
@pytest.mark.parametrize("dash", [[], ["-"]])
def test_spells_standard_input_as_it_is(
    process: Process, given_bytes: bytes, text: str, dash: list[str]
) -> None:
    result = process("spell", *dash, "--json", given=given_bytes)

    spelled = json.loads(result.stdout)
    assert spelled["text"] == text == "".join(unit["text"] for unit in spelled["units"])


def test_an_argument_is_not_stripped_or_expanded(process: Process) -> None:
    for text in (" a ", "$HOME", "%PATH%", "*", "a\n"):
        assert json.loads(process("spell", "--json", text).stdout)["text"] == text


def test_reads_many_texts(run: Run) -> None:
    texts = ["a", "", "two\nlines", "\ud83d half", "\U0001f469\u200d\U0001f4bb", "\u2028"]
    given_lines = "".join(f"{json.dumps(text)}\n" for text in texts)

    lines = run("spell", "--batch", given=given_lines).stdout_bytes.decode().split("\n")

    assert [json.loads(line)["text"] for line in lines[:-1]] == texts


def test_answers_each_text_at_once(start: Start) -> None:
    with start("spell", "--batch") as child:
        too_late = threading.Timer(20, child.kill)
        too_late.start()
        assert child.stdin
        assert child.stdout
        for text in ("first", "second"):
            child.stdin.write(f"{json.dumps(text)}\n".encode())
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["text"] == text
        too_late.cancel()


@pytest.mark.parametrize("line", [b"abc", b"12", b"[" * 50_000, b"\xff", b"", b'{"a": 1}'])
def test_names_a_line_that_is_no_string(process: Process, line: bytes) -> None:
    result = process("spell", "--batch", given=b'"ok"\n' + line + b"\n")

    assert result.returncode == 1
    assert result.stderr == b"companion: Line 2 of standard input is not a JSON string.\n"
    assert len(result.stdout.splitlines()) == 1


def test_input_that_is_not_text_is_named_and_not_repeated(process: Process) -> None:
    result = process("spell", given=b"secret\xff")

    assert (result.returncode, result.stdout) == (1, b"")
    assert result.stderr == b"companion: Standard input is not UTF-8.\n"


def test_names_the_alphabets_there_are(run: Run) -> None:
    result = run("spell", "a", "--alphabet", "klingon")

    assert result.exit_code == 2
    assert "icao" in result.stderr


def test_a_batch_takes_no_text(run: Run) -> None:
    assert run("spell", "--batch", "a").exit_code == 2


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_any_text_is_utf8_whatever_the_terminal_is_set_to(process: Process, encoding: str) -> None:
    given_bytes = "\u65e5\U0001f600\xe9\u202e\0".encode()

    for as_json in (["--json"], []):
        result = process("spell", *as_json, given=given_bytes, PYTHONIOENCODING=encoding)
        assert (result.returncode, result.stderr) == (0, b"")
        result.stdout.decode("utf-8")


def test_bytes_that_are_no_characters_are_spelled_too(process: Process) -> None:
    assert process("spell", "--json", b"a\xff").returncode == 0


def test_leaves_nothing_behind(process: Process, tmp_path: Path) -> None:
    process("spell", "hunter2", "--json")

    assert list(tmp_path.iterdir()) == []


@settings(deadline=None)
@given(st.lists(st.text(), max_size=5))
def test_every_text_comes_back(texts: list[str]) -> None:
    from click.testing import CliRunner

    from companion.cli.commands import program

    given_lines = "".join(f"{json.dumps(text)}\n" for text in texts)
    printed = CliRunner().invoke(program, ["spell", "--batch"], input=given_lines).stdout_bytes

    lines = printed.decode().split("\n")[:-1]
    assert ["".join(u["text"] for u in json.loads(line)["units"]) for line in lines] == texts


def test_without_a_window_there_is_nowhere_to_show_it(run: Run) -> None:
    result = run("spell", "--show", "S3cret")

    assert result.exit_code == 1
    assert "No window is open" in result.stderr
    assert "S3cret" not in result.output
