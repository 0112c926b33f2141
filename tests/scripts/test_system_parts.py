"""What is missing on a Linux system, and who may put it right."""

import sys

import pytest

import system_parts
from environment import SetUpFailed
from system_parts import COMFORT, QT, X11, Part, find_missing, provide, remedy

CURSOR = next(part for part in X11 if part.name == "libxcb-cursor.so.0")
VOICE = next(part for part in COMFORT if part.name == "libespeak-ng.so.1")


class System:
    """A system that lacks some parts, and what was asked of its apt-get."""

    def __init__(self, lacks: list[Part]) -> None:
        self.lacks = lacks
        self.asked: list[tuple[str, ...]] = []

    def apt_get(self, *arguments: str) -> str:
        self.asked.append(arguments)
        if arguments[0] == "install":
            self.lacks = [part for part in self.lacks if part.apt_get not in arguments]
        return ""


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> System:
    """A Debian on which we are root and which lacks nothing."""
    debian = System([])
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system_parts, "tool", lambda: "apt-get")
    monkeypatch.setattr(system_parts, "is_root", lambda: True)
    monkeypatch.setattr(system_parts, "apt_get", debian.apt_get)
    monkeypatch.setattr(
        system_parts, "is_there", lambda name: all(part.name != name for part in debian.lacks)
    )
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return debian


def test_asks_nothing_of_a_whole_system(system: System) -> None:
    assert provide("run", already_tried=[]) == []
    assert system.asked == []


def test_root_installs_what_is_missing_after_one_update(system: System) -> None:
    system.lacks = [CURSOR, VOICE]

    assert provide("run", already_tried=[]) == []
    assert [asked[0] for asked in system.asked] == ["update", "install"]
    assert {"libxcb-cursor0", "libespeak-ng1"} <= set(system.asked[1])


def test_does_not_try_again_what_did_not_help(
    system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    system.lacks = [VOICE]

    assert provide("run", already_tried=[VOICE.name]) == [VOICE.name]
    assert system.asked == []


def test_a_user_is_told_the_command(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_parts, "is_root", lambda: False)
    system.lacks = [CURSOR]

    with pytest.raises(SetUpFailed, match=r"sudo apt-get install \S+ libxcb-cursor0$"):
        provide("run", already_tried=[])
    assert system.asked == []


def test_goes_on_without_a_voice(
    system: System, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_parts, "is_root", lambda: False)
    system.lacks = [VOICE]

    assert provide("run", already_tried=[]) == [VOICE.name]
    assert "libespeak-ng1" in capsys.readouterr().err


@pytest.mark.parametrize("variables", [{}, {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}])
def test_needs_the_x11_parts_only_where_x11_shows_the_window(
    system: System, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    monkeypatch.setattr(system_parts, "is_root", lambda: False)
    monkeypatch.delenv("DISPLAY")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    system.lacks = [CURSOR]

    assert provide("run", already_tried=[]) == [CURSOR.name]


@pytest.mark.parametrize(
    ("installer", "command"),
    [
        ("apt-get", "sudo apt-get install --no-install-recommends libxcb-cursor0 libglib2.0-0"),
        ("dnf", "sudo dnf install xcb-util-cursor glib2"),
        ("pacman", "sudo pacman -S --needed xcb-util-cursor glib2"),
        ("zypper", "sudo zypper install libxcb-cursor0 libglib-2_0-0 libgthread-2_0-0"),
    ],
)
def test_names_each_package_once_in_the_words_of_the_system(
    monkeypatch: pytest.MonkeyPatch, installer: str, command: str
) -> None:
    glib = [part for part in QT if part.apt_get == "libglib2.0-0"]
    monkeypatch.setattr(system_parts, "is_root", lambda: False)
    monkeypatch.setattr(system_parts, "tool", lambda: installer)

    assert remedy([CURSOR, *glib]).splitlines()[-1].strip() == command


def test_only_tests_want_what_tests_use(system: System) -> None:
    system.lacks = list(system_parts.TESTS)

    assert find_missing("run") == []
    assert find_missing("test") == system.lacks


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the loader of Linux")
def test_the_loader_is_asked() -> None:
    assert system_parts.is_there("libc.so.6") or system_parts.is_there("libc.musl-x86_64.so.1")
    assert not system_parts.is_there("libno-such-thing.so.1")
