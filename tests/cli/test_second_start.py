"""The short way to the open window says what the long way says, or leaves it to that."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.handover import Command
from companion.paths import data_folder
from companion.second_start import _folder, _understood, as_json, hand_over
from tests.cli.kinds import Process, Run
from tests.cli.test_handover import window

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there it is not taken")

LINK = "companion://call?number=%2B442079460018&caller=Sarah+Okafor&start=1"
PLAIN = [
    [],
    ["open"],
    ["open", "--next"],
    ["open", "--hold", "--next"],
    ["open", "--spell-selection"],
    ["open", "--press", "mini_bar"],
    ["open", "--note", "typed\nhere, with 'quotes' and ünïcode ☎"],
    ["open", "--caller", "S", "--number", "+1", "--company", "C", "--ticket", "#1", "--start"],
    ["open", "--flow", "incident"],
    ["open", "--caller", ""],
    ["open", LINK],
    ["open", "--", LINK],
    ["open", "--"],
]
NOT_PLAIN = [
    ["--help"],
    ["open", "--help"],
    ["open", "--caller=Sarah"],
    ["open", "--call", "Sarah"],
    ["open", "--caller"],
    ["open", "--caller", "--start"],
    ["open", "--note", "-"],
    ["open", "--next", "--unknown"],
    ["open", "--", LINK, LINK],
    ["open", "--next", "--", LINK],
    ["open", "--", LINK, "--next"],
    ["open", ""],
    ["open", LINK, LINK],
    ["open", LINK, "--next"],
    ["open", LINK, "-platform", "offscreen"],
    ["open", "--data-dir", "/a", "--data-dir", "/b"],
    ["spell", "open"],
    ["calls", "list"],
    ["open", "x" * 100_000],
]


@pytest.mark.parametrize("arguments", PLAIN, ids=str)
def test_both_ways_ask_the_window_for_the_same(
    run: Run, process: Process, folder: Path, arguments: list[str]
) -> None:
    with window(folder) as by_the_long_way:
        assert run(*arguments).exit_code == 0
    with window(folder) as by_the_short_way:
        done = process(*arguments)

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert _understood(arguments) is not None
    (long,), (short,) = by_the_long_way, by_the_short_way
    assert Command.from_json(short) == Command.from_json(long)


@pytest.mark.parametrize("arguments", NOT_PLAIN, ids=lambda a: " ".join(a)[:60])
def test_what_is_not_plain_is_left_to_the_command_line(arguments: list[str]) -> None:
    assert _understood(arguments) is None


@given(st.lists(st.sampled_from(["--note", "-x", "--next", "--data-dir", "a", "b", "--", ""])))
def test_what_follows_two_hyphens_is_a_link_or_is_not_understood(words: list[str]) -> None:
    asked = _understood(["open", "--", *words])

    assert asked is None or asked == ({"link": words[0]} if words else {})


@given(st.dictionaries(st.sampled_from(["note", "caller"]), st.text() | st.just(True)))
def test_every_text_is_told_as_json(asked: dict[str, str | bool]) -> None:
    line = as_json(asked)

    assert json.loads(line) == asked
    assert line.isascii()
    assert "\n" not in line


def test_it_loads_next_to_nothing(process: Process, folder: Path) -> None:
    code = "import sys; from companion.cli import main\ntry: main()\nfinally: "
    code += "print(*sorted({m.split('.')[0] for m in sys.modules}))"
    with window(folder):
        loaded = process("open", "--next", python=("-c", code)).stdout.decode().split()

    assert not {
        "click",
        "dataclasses",
        "pathlib",
        "typing",
        "inspect",
        "platformdirs",
        "json",
        "re",
    } & {*loaded}


def test_nobody_there_is_left_to_the_long_way(folder: Path) -> None:
    assert hand_over(["open", "--next", "--data-dir", str(folder)]) is None


def test_a_window_that_does_not_answer_is_asked_once_and_told(
    process: Process, folder: Path
) -> None:
    with window(folder, b"") as heard:
        done = process("open", "--note", "once")

    assert done.returncode == 1
    assert re.fullmatch(rb"companion: .* did not answer.*\n", done.stderr)
    assert len(heard) == 1


ENVIRONMENTS: list[dict[str, str]] = [
    {},
    {"COMPANION_DATA_DIR": "~/calls"},
    {"COMPANION_DATA_DIR": "relative/calls"},
    {"COMPANION_DATA_DIR": ""},
    {"XDG_DATA_HOME": "/somewhere/else"},
    {"XDG_DATA_HOME": "~/else"},
    {"XDG_DATA_HOME": " "},
]


@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=str)
@pytest.mark.parametrize("given_folder", ["", "~/given", "given", "/given/../there"])
def test_both_ways_find_the_same_folder(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], given_folder: str
) -> None:
    for name in ("COMPANION_DATA_DIR", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    long = data_folder(given_folder or None)
    assert os.path.realpath(_folder(given_folder)) == os.path.realpath(long)


# ------------------------------------------------------------------ links that mean harm

HOSTILE = [
    [LINK, "-platform", "offscreen"],
    [LINK, "-platformpluginpath", "/tmp/evil"],
    [LINK, "--data-dir=/tmp/evil", "-style", "evil"],
    [LINK, "-stylesheet", "evil.qss"],
    [LINK, "companion://call?start=1"],
    ["--", "--spell-selection"],
    ["--", "--data-dir", "/tmp/evil"],
    ["--", LINK, "--data-dir", "/tmp/evil"],
    [f"{LINK} -platform offscreen"],
    [f"{LINK}&caller=\n--start"],
    ["companion://call?caller=a%00b&start=1"],
    ["companion://call?note=x&spell=x&caller=%0a&start=1"],
    ["companion://call?start=1&number=" + "9" * 120_000],
    ["companion://call?number=$(reboot)"],
    ["companion:call?start=1"],
    ["companion://evil?start=1"],
    ["file:///etc/passwd"],
    ["https://example.test/companion://call?start=1"],
    ["javascript:alert(1)"],
    ["-qmljsdebugger=port:1234", LINK],
]


@pytest.mark.parametrize("words", HOSTILE, ids=lambda w: ascii(" ".join(w))[:50])
def test_a_hostile_link_does_nothing_but_say_so(
    process: Process, folder: Path, words: list[str]
) -> None:
    done = process("open", *words, QT_QPA_PLATFORM="offscreen")

    assert (done.returncode, done.stdout) == (2, b"")
    assert 0 < len(done.stderr) < 1000
    assert b"Traceback" not in done.stderr
    # No window has opened: it would have made its folder.
    assert not folder.exists()


def test_a_link_of_a_megabyte_is_too_long(run: Run, folder: Path) -> None:
    result = run("open", "companion://call?start=1&caller=" + "a" * 1_000_000)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "too long" in result.stderr
    assert len(result.stderr) < 1000
    assert not folder.exists()
