"""Links on Windows, with the registry stood in for, and what is said on a Mac."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from companion.desktop.choice import desktop
from companion.desktop.windows import COMMAND, ROOT, WindowsDesktop
from companion.domain.errors import UserError

EXE = r"C:\Program Files\Companion\companion.exe"


class FakeRegistry:
    """`winreg` as far as it is used; a key with keys in it cannot be deleted."""

    HKEY_CURRENT_USER = "HKCU"
    REG_SZ = 1

    def __init__(self) -> None:
        self.keys: dict[str, dict[str, str]] = {}

    @contextmanager
    def CreateKey(self, hive: str, key: str) -> Iterator[dict[str, str]]:
        assert hive == "HKCU"
        parts = key.split("\\")
        for length in range(1, len(parts) + 1):
            self.keys.setdefault("\\".join(parts[:length]), {})
        yield self.keys[key]

    @contextmanager
    def OpenKey(self, hive: str, key: str) -> Iterator[dict[str, str]]:
        if key not in self.keys:
            raise FileNotFoundError(key)
        yield self.keys[key]

    def QueryValueEx(self, key: dict[str, str], name: str) -> tuple[str, int]:
        if name not in key:
            raise FileNotFoundError(name)
        return key[name], 1

    def SetValueEx(self, key: dict[str, str], name: str, _: int, __: int, value: str) -> None:
        key[name] = value

    def DeleteKey(self, hive: str, key: str) -> None:
        if key not in self.keys:
            raise FileNotFoundError(key)
        assert not any(other.startswith(f"{key}\\") for other in self.keys), key
        del self.keys[key]


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> FakeRegistry:
    registry = FakeRegistry()
    monkeypatch.setitem(sys.modules, "winreg", SimpleNamespace(**_members(registry)))
    return registry


def _members(registry: FakeRegistry) -> dict[str, Any]:
    return {name: getattr(registry, name) for name in dir(registry) if name[0] != "_"}


@pytest.fixture
def windows(registry: FakeRegistry) -> WindowsDesktop:
    return WindowsDesktop([EXE, "open", "--"])


def test_a_link_follows_the_hyphens_and_is_quoted(
    windows: WindowsDesktop, registry: FakeRegistry
) -> None:
    windows.install()

    assert registry.keys[COMMAND][""] == f'"{EXE}" open -- "%1"'
    assert "URL Protocol" in registry.keys[ROOT]
    assert windows.is_installed
    assert "opens this program" in windows.show()[0]


def test_removing_leaves_nothing_of_it(windows: WindowsDesktop, registry: FakeRegistry) -> None:
    windows.install()
    windows.remove()

    assert not any(key.startswith(ROOT) for key in registry.keys)
    assert not windows.is_installed
    assert "nothing was changed" in windows.remove()[0]


def test_links_of_another_program_are_left_to_it(
    windows: WindowsDesktop, registry: FakeRegistry
) -> None:
    with registry.CreateKey("HKCU", ROOT) as key:
        key[""] = "URL:Other"

    with pytest.raises(UserError, match="another program: URL:Other"):
        windows.install()
    windows.remove()
    assert registry.keys[ROOT] == {"": "URL:Other"}


def test_another_installation_is_told(windows: WindowsDesktop) -> None:
    WindowsDesktop(["old.exe"]).install()

    assert not windows.is_installed
    assert "old.exe" in windows.show()[0]


def test_a_mac_is_told_step_by_step_and_nothing_is_changed() -> None:
    mac = desktop(["/Applications/it's/companion", "open", "--"], "darwin")
    told = "\n".join(mac.install())

    assert "CFBundleURLSchemes (companion)" in told
    assert "do shell script" in told
    assert not mac.is_installed
