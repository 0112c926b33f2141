"""Decoding on the command line: the text on one stream, the doubts on the other."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from tests.cli.kinds import Process, Run, Start


def test_prints_the_text(run: Run) -> None:
    result = run("decode", "capital alfa bravo, one hyphen")

    assert (result.stdout, result.stderr, result.exit_code) == ("Ab1-\n", "", 0)


def test_words_may_be_arguments_of_their_own(run: Run) -> None:
    assert run("decode", "capital", "alfa", "bravo").stdout == "Ab\n"


@pytest.mark.parametrize("dash", [[], ["-"]])
def test_reads_standard_input(run: Run, dash: list[str]) -> None:
    assert run("decode", *dash, given="double seven\n").stdout == "77\n"


def test_tells_unknown_words_and_fails(run: Run) -> None:
    result = run("decode", "alfa banana")

    assert (result.stdout, result.exit_code) == ("a\n", 1)
    assert result.stderr == "companion: word 2: “banana” is unknown.\n"


def test_tells_the_choice(run: Run) -> None:
    result = run("decode", "alfa dash wiskey and bravo")

    assert (result.stdout, result.exit_code) == ("a-wb\n", 0)
    assert result.stderr.splitlines() == [
        "companion: word 2: “dash” was taken for -; it may be – or —.",
        "companion: word 4: “and” was taken for nothing; it may be &.",
        "companion: word 3: “wiskey” was taken for “whiskey”.",
    ]


def test_gives_json(run: Run) -> None:
    result = run("decode", "--json", "wiskey banana open bracket")

    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "text": "w(",
        "unknown": [{"word": "banana", "position": 1}],
        "ambiguous": [{"words": "open bracket", "position": 2, "chosen": "(", "also": ["["]}],
        "corrected": [{"word": "wiskey", "position": 0, "taken_for": "whiskey"}],
    }


def test_knows_every_alphabet(run: Run) -> None:
    assert run("decode", "--alphabet", "de-DE", "großes Köln Umlaut Aachen").stdout == "Kä\n"

    result = run("decode", "--alphabet", "klingon", "a")
    assert result.exit_code == 2
    assert "icao" in result.stderr


def test_knows_emoji(run: Run) -> None:
    assert run("decode", "emoji thumbs up").stdout_bytes.decode() == "\U0001f44d\n"


def test_reads_many(run: Run) -> None:
    given_lines = "".join(f"{json.dumps(words)}\n" for words in ("alfa", "", "double bravo", "?x"))

    lines = run("decode", "--batch", given=given_lines).stdout.splitlines()

    assert [json.loads(line)["text"] for line in lines] == ["a", "", "bb", ""]


def test_answers_each_at_once(start: Start) -> None:
    with start("decode", "--batch") as child:
        too_late = threading.Timer(20, child.kill)
        too_late.start()
        assert child.stdin
        assert child.stdout
        for words, text in (("alfa", "a"), ("bravo", "b")):
            child.stdin.write(f"{json.dumps(words)}\n".encode())
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["text"] == text
        too_late.cancel()


def test_a_batch_takes_no_words(run: Run) -> None:
    assert run("decode", "--batch", "alfa").exit_code == 2


@pytest.mark.parametrize("line", [b"abc", b"12", b"[" * 50_000, b"\xff", b""])
def test_names_a_line_that_is_no_string(process: Process, line: bytes) -> None:
    result = process("decode", "--batch", given=b'"alfa"\n' + line + b"\n")

    assert result.returncode == 1
    assert result.stderr == b"companion: Line 2 of standard input is not a JSON string.\n"


def test_input_that_is_not_text_is_named_and_not_repeated(process: Process) -> None:
    result = process("decode", given=b"secret\xff")

    assert (result.returncode, result.stdout) == (1, b"")
    assert result.stderr == b"companion: Standard input is not UTF-8.\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_any_text_is_utf8_whatever_the_terminal_is_set_to(process: Process, encoding: str) -> None:
    given_bytes = "Unicode snowman, \u65e5\u672c, \x1b[31m, code point D83D".encode()

    result = process("decode", given=given_bytes, PYTHONIOENCODING=encoding)

    assert result.stdout.decode() == "\u2603?\n"
    assert "\u65e5\u672c" in result.stderr.decode()
    assert b"\x1b" not in result.stderr


def test_what_was_spelled_comes_back(run: Run) -> None:
    for text in ("P@ss w0rd\t", "https://a.example/?q=1#x", "\xe9\U0001f469\u200d\U0001f4bb"):
        spoken = json.loads(run("spell", "--json", text).stdout_bytes)["spoken"]
        decoded = json.loads(run("decode", "--json", spoken).stdout_bytes)
        assert (decoded["text"], decoded["unknown"]) == (text, [])


def test_leaves_nothing_behind(process: Process, tmp_path: Path) -> None:
    process("decode", "hotel unknownword")

    assert list(tmp_path.iterdir()) == []
