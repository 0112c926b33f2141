"""What `doctor` finds out, with the remedy."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from companion import diagnosis
from companion.desktop.installation import opening
from companion.desktop.linux import LinuxDesktop
from companion.diagnosis import Finding, State, diagnose
from companion.hotkeys.report_record import as_json
from companion.paths import resources
from companion.services.global_keys import SHIPPED_KEYS, GlobalAction, Way
from companion.services.hotkeys import Grab, KeyReport, WayNotTaken
from companion.speech.trouble import SpeechTrouble
from companion.storage.database import open_database
from tests.cli.kinds import Keep, Run
from tests.formats.samples import finished_call
from tests.speech.conftest import ear, no_sound, sound
from tests.speech.sound import Ear

__all__ = ["ear", "no_sound", "sound"]


class Disk(NamedTuple):
    total: int
    used: int
    free: int


def state(findings: Sequence[Finding], what: str) -> State:
    return next(finding.state for finding in findings if finding.what == what)


def told(findings: Sequence[Finding], what: str) -> str:
    return str(next(finding for finding in findings if finding.what == what))


def test_finds_nothing_bad_on_a_sound_machine(run: Run, keep: Keep) -> None:
    keep(finished_call())

    result = run("doctor", "--json")

    found = json.loads(result.stdout)
    assert (result.exit_code, found["ok"]) == (0, True)
    assert {"what": "Calls", "state": "ok", "found": "1 in a sound database", "remedy": None} in (
        found["checks"]
    )


def test_changes_nothing(run: Run, folder: Path) -> None:
    assert run("doctor").exit_code == 0
    assert not folder.exists()


def test_a_damaged_database_matters(run: Run, keep: Keep, folder: Path) -> None:
    keep(finished_call())
    (folder / "calls.db").write_bytes(b"no database at all " * 300)

    result = run("doctor")

    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "companion restore" in result.stdout


def test_a_page_that_was_written_over_is_found(keep: Keep, folder: Path) -> None:
    keep(finished_call())
    db = open_database(folder)
    (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'notes'").fetchone()
    (size,) = db.execute("PRAGMA page_size").fetchone()
    db.close()
    with (folder / "calls.db").open("r+b") as database:
        database.seek((page - 1) * size)
        database.write(b"\xff" * size)

    assert state(diagnose(folder, resources()), "Calls") is State.TROUBLE


def test_a_folder_that_cannot_be_written_to_matters(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    findings = diagnose(tmp_path / "file", resources())

    assert state(findings, "Data folder") is State.TROUBLE


@pytest.mark.parametrize(
    ("free", "expected"),
    [(10 * 1024**2, State.TROUBLE), (200 * 1024**2, State.WARNING), (1024**3, State.FINE)],
)
def test_room_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, expected: State
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(2**40, 0, free))

    assert state(diagnose(tmp_path, resources()), "Data folder") is expected


@pytest.mark.parametrize("name", ["OneDrive - Contoso", "Dropbox", "Google Drive", "Nextcloud"])
def test_warns_of_a_synced_folder(tmp_path: Path, name: str) -> None:
    findings = diagnose(tmp_path / name / "companion", resources())

    assert state(findings, "Synced folder") is State.WARNING


def test_names_a_faulty_flow(tmp_path: Path) -> None:
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "own.toml").write_text("title = 1")

    findings = diagnose(tmp_path, resources())

    assert state(findings, "Call flow") is State.WARNING
    assert state(findings, "Call flows") is State.FINE


def test_a_program_without_its_flows_matters(tmp_path: Path) -> None:
    assert state(diagnose(tmp_path, tmp_path), "Call flows") is State.TROUBLE


@pytest.mark.parametrize(
    ("version", "python", "expected"),
    [
        ("6.12.0", (3, 11, 7), State.TROUBLE),
        ("6.11.3", (3, 11, 7), State.FINE),
        ("6.12.0", (3, 12, 1), State.FINE),
    ],
)
def test_the_pair_of_versions_that_aborts(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    version: str,
    python: tuple[int, int, int],
    expected: State,
) -> None:
    monkeypatch.setattr("companion.diagnosis.sys", SimpleNamespace(version_info=python))
    monkeypatch.setattr("companion.diagnosis.metadata.version", lambda _: version)
    monkeypatch.setattr("companion.diagnosis.util.find_spec", lambda _: object())

    assert [f.state for f in diagnosis._python_and_qt()][1] is expected


def test_no_qt_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("companion.diagnosis.util.find_spec", lambda _: None)

    assert [f.state for f in diagnosis._python_and_qt()][1] is State.TROUBLE


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, State.WARNING),
        ({"DISPLAY": ":0"}, State.FINE),
        ({"WAYLAND_DISPLAY": "wayland-0"}, State.FINE),
    ],
)
def test_a_screen(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: State
) -> None:
    monkeypatch.setattr("companion.diagnosis.sys", SimpleNamespace(platform="linux"))
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert [f.state for f in diagnosis._screen()] == [expected]


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"DISPLAY": ":0"}, [State.FINE]),
        ("linux", {"WAYLAND_DISPLAY": "none"}, [State.WARNING]),
        ("linux", {}, []),
        ("win32", {}, [State.FINE]),
        ("darwin", {}, [State.FINE]),
    ],
)
def test_how_selected_text_is_read(
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    variables: dict[str, str],
    expected: list[State],
) -> None:
    monkeypatch.setattr("companion.diagnosis.sys", SimpleNamespace(platform=platform))
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert [f.state for f in diagnosis._selection()] == expected


def test_tells_how_each_global_key_is_grabbed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("companion.hotkeys.session.sys", SimpleNamespace(platform="linux"))
    monkeypatch.setattr("companion.hotkeys.survey.order", lambda *_: ([Way.MACOS], []))
    monkeypatch.setattr("companion.hotkeys.survey.find_spec", lambda _: object())

    found = list(diagnosis._global_keys(tmp_path))

    assert found[0].found == "macOS, free to be grabbed by the window"
    assert [f.found for f in found[1:]] == [SHIPPED_KEYS[action] for action in GlobalAction]


def test_without_any_way_the_desktop_s_own_settings_are_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("companion.hotkeys.survey.order", lambda *_: ([Way.DESKTOP], []))
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "XFCE")

    (found,) = diagnosis._global_keys(tmp_path)

    assert found.state is State.WARNING
    assert "Application Shortcuts" in found.remedy
    assert "--spell-selection" in found.remedy


def test_keys_that_the_open_window_has_are_not_another_program_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = {GlobalAction.HOLD: Grab("Ctrl+Shift+F8"), GlobalAction.SILENCE: Grab("", "No key.")}
    report = KeyReport(Way.X11, held, (WayNotTaken(Way.PORTAL, "It is for Wayland sessions."),))
    monkeypatch.setattr("companion.handover.ask", lambda *_: as_json(report))

    found = [(f.state, f.what, f.found) for f in diagnosis._global_keys(tmp_path)]

    assert found == [
        (State.FINE, "Global keys", "X11, grabbed by the open window"),
        (State.FINE, "Global key “Hold or resume”", "Ctrl+Shift+F8"),
        (State.WARNING, "Global key “Silence”", "No key."),
        (
            State.FINE,
            "Global keys, Desktop portal (Wayland)",
            "not taken. It is for Wayland sessions.",
        ),
    ]


def test_a_window_that_is_busy_is_not_taken_for_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("companion.handover.ask", lambda *_: "")

    (found,) = diagnosis._global_keys(tmp_path)

    assert found.state is State.FINE


linux_only = pytest.mark.skipif(sys.platform != "linux", reason="PulseAudio is Linux's own")


@linux_only
def test_a_voice_that_is_heard_is_fine(ear: Ear, folder: Path) -> None:
    findings = diagnose(folder, resources())

    assert (state(findings, "Voice"), state(findings, "Sound")) == (State.FINE, State.FINE)
    assert "through pacat: " in told(findings, "Sound")
    assert ear.loud == []


@linux_only
def test_a_voice_without_sound_is_told_with_the_remedy(no_sound: None, folder: Path) -> None:
    findings = diagnose(folder, resources())

    assert (state(findings, "Voice"), state(findings, "Sound")) == (State.FINE, State.WARNING)
    assert SpeechTrouble.NO_SOUND.sentence in told(findings, "Sound")


@linux_only
def test_a_machine_without_a_voice_is_told_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(tmp_path))
    findings = diagnose(folder, resources())

    assert state(findings, "Voice") is State.WARNING
    assert "espeak-ng" in told(findings, "Voice")


def test_whether_links_open_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("companion.diagnosis.sys", SimpleNamespace(platform="linux"))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("DISPLAY", ":0")
    (before,) = diagnosis._links(tmp_path)
    LinuxDesktop(opening(tmp_path)).install()
    (after,) = diagnosis._links(tmp_path)

    assert "companion desktop install" in before.remedy
    assert (after.found, after.remedy) == ("companion:// opens this program", "")
