"""Packs on the command line."""

from __future__ import annotations

from pathlib import Path

from companion.content.kept_flows import KeptFlows
from companion.domain.call import CallId
from companion.domain.flow import FlowId
from tests.cli.kinds import Keep, Run
from tests.content.shipped import SOUND
from tests.formats.samples import talking_call


def write_flow(folder: Path, name: str, text: str) -> Path:
    (folder / "flows").mkdir(parents=True, exist_ok=True)
    file = folder / "flows" / name
    file.write_text(text, "utf-8")
    return file


def test_shares_what_is_the_desks_own(run: Run, folder: Path, tmp_path: Path) -> None:
    file, pack = write_flow(folder, "loud-fan.toml", SOUND), str(tmp_path / "team.zip")

    assert run("pack", "export", pack).stdout == f"1 file in {pack}.\n"
    file.unlink()
    assert run("pack", "import", pack).stdout == "flows/loud-fan.toml: new\n"
    assert file.read_text("utf-8") == SOUND
    assert run("pack", "import", pack).stdout == "flows/loud-fan.toml: is the same\n"


def test_replaces_only_when_told_to(run: Run, folder: Path, tmp_path: Path) -> None:
    file, pack = write_flow(folder, "loud-fan.toml", SOUND), str(tmp_path / "team.zip")
    run("pack", "export", pack)
    changed = SOUND.replace("Printer", "Plotter")
    file.write_text(changed, "utf-8")

    refused = run("pack", "import", pack)
    assert refused.exit_code == 1
    assert "would replace flows/loud-fan.toml" in refused.stderr
    assert file.read_text("utf-8") == changed

    assert run("pack", "import", pack, "--replace").stdout == "flows/loud-fan.toml: replaced\n"
    assert file.read_text("utf-8") == SOUND


def test_names_what_is_wrong_in_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "team.zip").write_text("no pack", "utf-8")

    refused = run("pack", "import", str(tmp_path / "team.zip"))

    assert refused.exit_code == 1
    assert refused.stderr.startswith("companion: team.zip is not a pack: ")
    assert refused.stderr.count("\n") == 1


def test_a_call_that_is_open_keeps_its_flow(
    run: Run, keep: Keep, folder: Path, tmp_path: Path
) -> None:
    write_flow(folder, "incident.toml", SOUND)
    pack = str(tmp_path / "team.zip")
    run("pack", "export", pack)
    write_flow(folder, "incident.toml", SOUND.replace("Printer", "As it was"))
    keep(talking_call("one"))

    assert run("pack", "import", pack, "--replace").exit_code == 0
    kept = KeptFlows(folder).flow(CallId("one"), FlowId("incident"))
    assert kept is not None
    assert kept.title == "As it was"
