"""Who may import whom; the rule is drawn in README.md, “How it is built”."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "companion"
MODULES = sorted(PACKAGE.rglob("*.py"))

OUTSIDE = {"storage", "content", "formats", "hotkeys", "selection", "speech", "desktop"}
"""Folders that carry out what the services ask for; none knows another."""
KNOW_ALL = {"app", "program", "cli", "demo", "diagnosis", "second_start", "__main__"}
"""Modules that put the others together; nobody but them imports one of them."""
SHARED = {"paths", "log", "handover", "door", "clock", "files"}
"""Small modules at the top that anyone but the domain and the services may use."""


def place(module: Path) -> str:
    """The folder or top-level module a file belongs to: `domain`, `ui`, `app` …"""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(module: Path) -> Iterator[str]:
    """Every module that a file imports anywhere, by its full name."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(module: Path) -> set[str]:
    """The parts of the program that a file imports."""
    names = (name.split(".") for name in imports(module))
    known = {entry.stem for entry in PACKAGE.iterdir()}
    return {
        parts[1]
        for parts in names
        if parts[0] == "companion" and len(parts) > 1 and parts[1] in known
    }


def allowed(where: str) -> set[str]:
    """The parts that a part may import."""
    if where in KNOW_ALL:
        return {entry.stem for entry in PACKAGE.iterdir()}
    if where == "domain":
        return {"domain"}
    if where == "services":
        return {"domain", "services"}
    if where == "ui":
        return {"domain", "services", "settings", "ui"} | SHARED
    if where in OUTSIDE | {"settings"} | SHARED:
        return {where, "domain", "services"} | SHARED
    return set()


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(ROOT)))
def test_a_module_imports_only_what_its_place_allows(module: Path) -> None:
    assert ours(module) - allowed(place(module)) == set()


@pytest.mark.parametrize(
    "module", [m for m in MODULES if place(m) == "domain"], ids=lambda m: m.name
)
def test_the_domain_imports_the_standard_library_only(module: Path) -> None:
    foreign = {name.split(".")[0] for name in imports(module)} - {"companion"}

    assert foreign - set(sys.stdlib_module_names) == set()


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(ROOT)))
def test_qt_is_imported_where_the_window_is_made(module: Path) -> None:
    uses_qt = any(name.split(".")[0] in ("PySide6", "shiboken6") for name in imports(module))
    may = place(module) in ("ui", "app", "program", "demo") or module.name.startswith("qt_")

    assert may or not uses_qt


def test_every_module_has_a_place() -> None:
    places = {place(module) for module in MODULES} - {"__init__"}

    assert places <= {"domain", "services", "ui", "settings"} | OUTSIDE | SHARED | KNOW_ALL
