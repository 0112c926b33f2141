"""What a start of the program hands to the window that is open already."""

from __future__ import annotations

import json
import os
import re
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion import door
from companion.domain.errors import UserError
from companion.door import address
from companion.handover import Command, from_link, send
from tests.cli.kinds import Process, Run

sockets_only = pytest.mark.skipif(sys.platform == "win32", reason="a pipe, not a socket")
typed = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=60)


@contextmanager
def window(folder: Path, answer: bytes | None = b"ok\n") -> Iterator[list[str]]:
    """A window that takes one command; None answers nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    heard: list[str] = []
    done = threading.Event()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address(folder))
        server.listen()
        server.settimeout(20)

        def serve() -> None:
            try:
                connection, _ = server.accept()
            except TimeoutError:  # nobody came: what was heard tells
                return
            with connection:
                heard.append(connection.makefile().readline())
                if answer is None:
                    done.wait(5)
                else:
                    connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield heard
        done.set()
        thread.join()
    Path(address(folder)).unlink()


# ------------------------------------------------------------------ the command


@settings(deadline=None)
@given(
    st.builds(
        Command,
        caller=typed,
        company=typed,
        ticket=typed,
        flow=typed,
        number=st.from_regex(r"\+?[0-9 ]{0,20}[0-9]", fullmatch=True),
        start=st.booleans(),
        hold=st.booleans(),
        next=st.booleans(),
        note=st.text(
            st.characters(exclude_categories=["C", "Zl", "Zp"], include_characters="\n\t")
        ),
    )
)
def test_a_command_arrives_as_it_was(command: Command) -> None:
    line = command.to_json()

    assert line.isascii()
    assert len(line.splitlines()) == 1
    assert Command.from_json(line) == command


@pytest.mark.parametrize(
    "line",
    [
        "",
        "null",
        "[]",
        '"text"',
        "{",
        '{"caller": 1}',
        '{"caller": null}',
        '{"start": 1}',
        '{"start": "1"}',
        '{"unknown": "x"}',
        '{"caller": "a\\u0000b"}',
        '{"caller": "a\\nb"}',
        '{"note": "a\\u001bb"}',
        '{"number": "tel"}',
        '{"caller": "\\ud800"}',
        '{"caller": "%s"}' % ("x" * 201),
        '{"note": "%s"}' % ("x" * 8001),
        "[" * 100_000,
        '{"note": "%s"}' % ("x" * 200_000),
    ],
    ids=lambda line: line[:24],
)
def test_a_line_that_is_no_command_is_refused(line: str) -> None:
    with pytest.raises(UserError) as refused:
        Command.from_json(line)

    assert len(str(refused.value)) < 100


@settings(deadline=None)
@given(st.text() | st.binary().map(lambda b: b.decode("utf-8", "surrogateescape")))
def test_nothing_but_a_usererror_comes_of_a_line(line: str) -> None:
    with suppress(UserError):
        Command.from_json(line)


@settings(deadline=None)
@given(st.text(min_size=1), st.sampled_from(["caller", "number", "company", "ticket", "flow"]))
def test_a_field_is_one_line_of_text_or_refused(text: str, field: str) -> None:
    with suppress(UserError):
        command = Command.from_json(json.dumps({field: text}))
        value = str(getattr(command, field))
        assert (value, len(value.splitlines())) == (text, 1)
        assert not {"\x1b", "\u202e", "\x7f"} & set(value)


def test_a_longest_note_of_the_rarest_characters_fits_a_line() -> None:
    line = Command(note="\U0001f600" * 8000).to_json()

    assert len(line) < door.LONGEST_LINE


# ------------------------------------------------------------------ links


def test_a_link_fills_in_the_call() -> None:
    link = "companion://call?number=%2B44207946&caller=Sarah%20O%27Kafor&company=A+B&ticket=%2341"

    assert from_link(f"{link}&flow=incident&start=1") == Command(
        caller="Sarah O'Kafor",
        number="+44207946",
        company="A B",
        ticket="#41",
        flow="incident",
        start=True,
    )


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("number=+44+20", "+44 20"),
        ("number=%2B44%2020", "+44 20"),
        ("number=020", "020"),
        ("number=", ""),
        ("", ""),
    ],
)
def test_a_number_keeps_its_plus(query: str, number: str) -> None:
    assert from_link(f"companion://call?{query}").number == number


def test_unknown_keys_are_passed_over() -> None:
    assert from_link("Companion://call/?x=%ff&hold=1&next=1&note=hi&&=&caller=A#f") == Command(
        caller="A"
    )


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("number=call-me", "number"),
        ("number=%2B44%0A20", "number"),
        ("number=" + "1" * 41, "number"),
        ("caller=a%00b", "caller"),
        ("caller=a%0d%0ab", "caller"),
        ("caller=%ff", "caller"),
        ("caller=%E2%80%AEevil", "caller"),
        ("caller=" + "x" * 201, "caller"),
        ("company=%1b[31m", "company"),
        ("ticket=%7f", "ticket"),
        ("flow=%C2%85", "flow"),
        ("start=maybe", "start"),
        ("caller=a&caller=b", "caller"),
    ],
)
def test_a_bad_value_is_named_and_not_repeated(query: str, named: str) -> None:
    with pytest.raises(UserError, match=f"'{named}'") as refused:
        from_link(f"companion://call?{query}")

    assert "evil" not in str(refused.value)


@pytest.mark.parametrize(
    "link",
    [
        "",
        "file:///etc/passwd",
        "https://call?number=1",
        "companion:call?number=1",
        "companion://dial?number=1",
        "companion://call@evil?number=1",
        "companion://call/../x?number=1",
        "javascript:companion://call?number=1",
        "companion://call?caller=a\nb",
        "companion://call?caller=a\tb",
        "companion://call?caller=\x00",
        " companion://call?number=1",
        "companion://call?unknown=" + "x" * 2048,
        "companion://call?unknown=a\nb",
        "companion://call?caller=\ud800",
    ],
    ids=lambda link: ascii(link[:30]),
)
def test_a_link_to_anything_else_is_refused(link: str) -> None:
    with pytest.raises(UserError):
        from_link(link)


@settings(deadline=None)
@given(st.text(max_size=200), st.sampled_from(["caller", "number", "ticket", "start", "x", "flow"]))
def test_no_link_does_more_than_fill_in(text: str, key: str) -> None:
    for value in (text, quote(text, errors="replace")):
        with suppress(UserError):
            command = from_link(f"companion://call?{key}={value}")
            assert (command.hold, command.next, command.note) == (False, False, "")
            assert len(f"{command.caller}{command.number}{command.flow}".splitlines()) <= 1


# ------------------------------------------------------------------ the way to the window


def test_each_data_folder_has_its_own_address(tmp_path: Path) -> None:
    places = [tmp_path / "a", tmp_path / "b", tmp_path / ("long" * 50) / "a"]

    addresses = [address(place) for place in places]

    assert len(set(addresses)) == 3
    assert all(len(os.fsencode(where)) < 104 for where in addresses)
    assert address(tmp_path / "b" / ".." / "a") == addresses[0]


def test_nobody_listens(tmp_path: Path) -> None:
    assert send(tmp_path, Command()) is False


@sockets_only
def test_a_socket_left_by_a_crash_is_nobody(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address(tmp_path))
        server.listen()

    assert Path(address(tmp_path)).is_socket()
    assert send(tmp_path, Command()) is False


@sockets_only
@pytest.mark.parametrize("name", ["data", "long" * 40])
def test_the_window_hears_the_command(tmp_path: Path, name: str) -> None:
    command = Command(caller="Zoë", next=True)

    with window(tmp_path / name) as heard:
        assert send(tmp_path / name, command) is True

    assert [Command.from_json(line) for line in heard] == [command]


@sockets_only
def test_what_the_window_refuses_is_told(tmp_path: Path) -> None:
    with window(tmp_path, b"no: there is no flow of that name\n"), pytest.raises(UserError) as no:
        send(tmp_path, Command(flow="x"))

    assert "there is no flow of that name" in str(no.value)


@sockets_only
@pytest.mark.parametrize("answer", [None, b"", b"what?\n", b"\xff\n"])
def test_a_window_that_does_not_answer_is_told_soon(tmp_path: Path, answer: bytes | None) -> None:
    before = time.monotonic()
    with window(tmp_path, answer), pytest.raises(UserError, match="did not answer"):
        send(tmp_path, Command())

    assert time.monotonic() - before < 2


@sockets_only
def test_an_answer_in_drops_does_not_keep_us(tmp_path: Path) -> None:
    with window(tmp_path, b"o"), pytest.raises(UserError, match="did not answer"):
        send(tmp_path, Command())


@sockets_only
def test_a_socket_of_somebody_else_is_not_talked_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = os.getuid()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address(tmp_path))
        server.listen()
        monkeypatch.setattr("os.getuid", lambda: mine + 1)

        assert send(tmp_path, Command(note="what a caller said")) is False


# ------------------------------------------------------------------ companion open


@sockets_only
@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        ([], Command()),
        (["open"], Command()),
        (["open", "--next"], Command(next=True)),
        (["open", "--hold"], Command(hold=True)),
        (["open", "--note", "a\nb"], Command(note="a\nb")),
        (
            ["open", "--caller", "S", "--number", "+1", "--company", "C", "--ticket", "#1"],
            Command(caller="S", number="+1", company="C", ticket="#1"),
        ),
        (["open", "--flow", "incident", "--start"], Command(flow="incident", start=True)),
        (["open", "companion://call?caller=$HOME"], Command(caller="$HOME")),
    ],
    ids=str,
)
def test_open_speaks_to_the_open_window(
    run: Run, folder: Path, arguments: list[str], command: Command
) -> None:
    with window(folder) as heard:
        result = run(*arguments)

    assert (result.exit_code, result.output) == (0, "")
    assert [Command.from_json(line) for line in heard] == [command]


@sockets_only
def test_open_imports_no_qt_when_a_window_is_open(process: Process, folder: Path) -> None:
    code = "import sys; from companion.cli import main\ntry: main()\nfinally: "
    code += "print(any('PySide6' in m or 'sqlite' in m for m in sys.modules))"

    with window(folder):
        result = process("open", "--next", python=("-c", code))

    assert result.stdout == b"False\n"


@sockets_only
def test_what_the_window_refuses_is_one_line(run: Run, folder: Path) -> None:
    with window(folder, b"no: the call is over\n"):
        result = run("open", "--next")

    assert result.exit_code == 1
    assert re.fullmatch("companion: .*the call is over\n", result.stderr)


@pytest.mark.parametrize(
    "link", ["companion://call?number=x", "https://x.test", "companion://call?start=2"]
)
def test_open_refuses_a_bad_link(run: Run, link: str) -> None:
    result = run("open", link)

    assert (result.exit_code, result.stdout) == (2, "")
