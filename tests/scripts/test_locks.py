"""The locked packages: hashed, the same in both locks, and what pyproject.toml asks for."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
FULL = ROOT / "scripts" / "requirements.lock"
RUN = ROOT / "scripts" / "requirements-run.lock"


def pins(lock: Path) -> dict[str, str]:
    """Each locked requirement, with its hashes."""
    entries = re.split(r"\n(?=[a-z])", lock.read_text(encoding="utf-8"))
    found = (entry.partition(" \\\n") for entry in entries if not entry.startswith("#"))
    return {requirement: hashes for requirement, _, hashes in found}


def versions(lock: Path) -> set[tuple[str, str]]:
    """Each locked package with its version. On which systems it is needed may differ: what tests
    need everywhere, the program may need on one.
    """
    requirements = map(Requirement, pins(lock))
    return {(one.name, str(one.specifier)) for one in requirements}


def asked_for(*groups: str) -> list[Requirement]:
    """What pyproject.toml names, with the groups."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = list(project["project"]["dependencies"])
    for group in groups:
        lines += [line for line in project["dependency-groups"][group] if isinstance(line, str)]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("lock", [FULL, RUN], ids=lambda lock: lock.name)
def test_every_package_has_hashes(lock: Path) -> None:
    without = [pin for pin, hashes in pins(lock).items() if "--hash=sha256:" not in hashes]

    assert pins(lock)
    assert without == []


def test_an_environment_for_tests_can_run_the_program() -> None:
    assert versions(RUN) <= versions(FULL)


@pytest.mark.parametrize(
    ("lock", "groups"),
    [(RUN, ("editable",)), (FULL, ("editable", "dev"))],
    ids=["requirements-run.lock", "requirements.lock"],
)
def test_what_is_asked_for_is_locked(lock: Path, groups: tuple[str, ...]) -> None:
    locked: dict[str, list[Requirement]] = {}
    for pin in pins(lock):
        requirement = Requirement(pin)
        locked.setdefault(canonicalize_name(requirement.name), []).append(requirement)

    for asked in asked_for(*groups):
        versions = [str(pin.specifier)[2:] for pin in locked[canonicalize_name(asked.name)]]
        assert any(asked.specifier.contains(version) for version in versions), asked


@pytest.mark.parametrize("lock", [FULL, RUN], ids=lambda lock: lock.name)
def test_a_lock_names_no_place(lock: Path) -> None:
    """No index and no file of the machine it was made on."""
    text = lock.read_text(encoding="utf-8")

    assert re.findall(r"(?m)^--|file:|https?:", text) == []
