"""What all commands promise: exit codes, one line of complaint, no import that is not needed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from companion import __version__
from companion.cli.commands import main, program
from companion.domain.errors import UserError
from tests.cli.kinds import Keep, Process, Run
from tests.formats.samples import finished_call

WITHOUT_A_WINDOW = [
    ["--version"],
    ["--help"],
    ["spell", "abc"],
    ["alphabets"],
    ["flows"],
    ["flows", "--practices"],
    ["flows", "check", "nothing.toml"],
    ["calls", "list"],
    ["calls", "export"],
    ["calls", "show", "last"],
    ["ticket", "last", "--format", "eml"],
    ["followups"],
    ["stats"],
    ["backup", "nowhere/b.db"],
    ["restore", "nowhere/b.db"],
    ["doctor"],
    ["open", "companion://mail"],
]


def commands(group: click.Group = program, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


def loaded_by(process: Process, arguments: list[str]) -> set[str]:
    """The top-level modules that were imported in the end."""
    code = (
        "import atexit, sys; from companion.cli import main; "
        "atexit.register(lambda: print('\\nLOADED', *sorted({m.split('.')[0] for m in "
        "sys.modules}), file=sys.stderr)); sys.argv[0] = 'companion'; main()"
    )
    return set(process(*arguments, python=("-c", code)).stderr.decode().split("LOADED")[1].split())


@pytest.mark.parametrize("arguments", WITHOUT_A_WINDOW, ids=" ".join)
def test_imports_no_qt(process: Process, keep: Keep, arguments: list[str]) -> None:
    keep(finished_call())

    assert not {"PySide6", "shiboken6", "keyboard", "pyttsx3"} & loaded_by(process, arguments)


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["--help"], ["spell", "a"], ["flows"], ["open", "companion://x"]],
    ids=" ".join,
)
def test_imports_no_database_it_does_not_need(process: Process, arguments: list[str]) -> None:
    assert not {"sqlite_utils", "sqlite3", "pysqlite3", "email"} & loaded_by(process, arguments)


@pytest.mark.parametrize("command", [*commands()], ids=" ".join)
def test_every_command_has_help_and_takes_a_data_folder(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "--help")

    assert result.exit_code == 0
    assert "--data-dir DIR" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["--nonsense"],
        ["calls"],
        ["ticket"],
        ["ticket", "last", "--format", "pdf"],
        ["ticket", "last", "--audience", "nobody"],
        ["calls", "list", "--outcome", "magic"],
        ["calls", "list", "--limit", "0"],
        ["calls", "export", "--format", "xlsx"],
        ["flows", "check"],
        ["open", "--note"],
        ["open", "--number", "call me"],
        ["open", "companion://call?number=1", "--hold"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert re.match("Usage: companion|Error: ", result.stderr)


def test_says_its_version(process: Process) -> None:
    assert process("--version").stdout == f"companion {__version__}\n".encode()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--data-dir", "{}", "calls", "list", "--json"],
        ["calls", "--data-dir", "{}", "list", "--json"],
        ["calls", "list", "--json", "--data-dir", "{}"],
        ["--data-dir", "elsewhere", "calls", "list", "--json", "--data-dir", "{}"],
    ],
)
def test_the_data_folder_is_named_before_or_after_the_command(
    process: Process, keep: Keep, folder: Path, arguments: list[str]
) -> None:
    keep(finished_call())
    named = [argument.format(folder) for argument in arguments]

    assert len(json.loads(process(*named, COMPANION_DATA_DIR="/nowhere").stdout)) == 1


@pytest.mark.parametrize("command", [["calls", "list"], ["ticket", "last"], ["backup", "b.db"]])
def test_a_damaged_database_is_told_in_one_line(
    process: Process, keep: Keep, folder: Path, command: list[str]
) -> None:
    keep(finished_call())
    (folder / "calls.db").write_bytes(b"no database at all " * 300)

    result = process(*command)

    assert (result.returncode, result.stdout) == (1, b"")
    assert len(result.stderr.splitlines()) == 1
    assert b"damaged" in result.stderr


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (UserError("What happened.", "What\nto do."), "companion: What happened. What to do."),
        (UserError("\x1b[31mred"), "companion: �[31mred"),
        (PermissionError(13, "Permission denied", "file"), "companion: file: Permission denied."),
        (TimeoutError(), "companion: TimeoutError."),
    ],
)
def test_expected_trouble_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception, line: str
) -> None:
    monkeypatch.setattr("companion.cli.spelling.alphabet_library", _raising(error))

    result = run("alphabets")

    assert (result.exit_code, result.stderr) == (1, f"{line}\n")


def test_a_fault_of_ours_quotes_nothing_that_was_typed(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("companion.cli.spelling.alphabet_library", _raising(KeyError("hunter2")))

    result = run("spell", "hunter2")

    assert result.exit_code == 1
    assert re.fullmatch(r"companion: a fault in the program.*KeyError at .*:\d+\n", result.stderr)
    assert "hunter2" not in result.output


def test_is_what_the_console_script_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["anything", "--version"])

    with pytest.raises(SystemExit) as end:
        main()

    assert (end.value.code, capsys.readouterr().out) == (0, f"companion {__version__}\n")


def test_windows_does_not_expand_what_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    # click does it there, and only where it reads the command line itself.
    monkeypatch.setattr("click.core._expand_args", _raising(AssertionError("expanded")))
    monkeypatch.setattr("click.core.os.name", "nt")
    monkeypatch.setattr("sys.argv", ["companion", "spell", "%PATH%", "--nonsense"])

    with pytest.raises(SystemExit):
        main()


def _raising(error: Exception) -> object:
    def fail(*_: object) -> None:
        raise error

    return fail
