"""What a compositor offers, and wl-paste at its best and at its worst."""

from __future__ import annotations

import os
import socket
import struct
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from companion.domain.errors import UserError
from companion.selection.choice import WayName, choose
from companion.selection.wayland import DATA_CONTROL, WlPaste, offers_data_control

linux_only = pytest.mark.skipif(os.name != "posix", reason="Wayland is for Linux")
pytestmark = linux_only

KDE = [("wl_compositor", 6), (DATA_CONTROL, 2), ("wl_seat", 9)]
GNOME = [("wl_compositor", 6), ("wl_data_device_manager", 3), ("wl_seat", 9)]


def event(sender: int, number: int, content: bytes) -> bytes:
    return struct.pack("=IHH", sender, number, 8 + len(content)) + content


def as_global(name: int, interface: str, version: int) -> bytes:
    text = interface.encode() + b"\0"
    padded = text.ljust((len(text) + 3) // 4 * 4, b"\0")
    return event(2, 0, struct.pack("=II", name, len(text)) + padded + struct.pack("=I", version))


def said(offered: Sequence[tuple[str, int]]) -> bytes:
    return b"".join(as_global(n, *each) for n, each in enumerate(offered)) + event(3, 0, b"1234")


@contextmanager
def compositor(folder: Path, answer: bytes | None) -> Iterator[dict[str, str]]:
    """A compositor that says this to whoever asks; None says nothing and keeps them waiting."""
    done = threading.Event()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "wayland-7"))
        server.listen()

        def serve() -> None:
            client, _ = server.accept()
            with client:
                assert len(client.recv(24, socket.MSG_WAITALL)) == 24
                if answer is None:
                    done.wait(10)
                else:
                    client.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield {"XDG_RUNTIME_DIR": str(folder), "WAYLAND_DISPLAY": "wayland-7"}
        finally:
            done.set()
            thread.join()


@pytest.mark.parametrize(
    ("offered", "has_it"), [(KDE, True), (GNOME, False), ([], False), ([(DATA_CONTROL, 1)], False)]
)
def test_a_compositor_is_asked_whether_it_has_data_control(
    tmp_path: Path, offered: list[tuple[str, int]], has_it: bool
) -> None:
    with compositor(tmp_path, said(offered)) as environment:
        assert offers_data_control(environment) is has_it


@pytest.mark.parametrize(
    "answer",
    [b"", b"\0" * 7, as_global(1, DATA_CONTROL, 2)[:20], event(2, 0, b""), event(1, 0, b"x")],
)
def test_nonsense_from_a_compositor_is_a_no(tmp_path: Path, answer: bytes) -> None:
    with compositor(tmp_path, answer) as environment:
        assert not offers_data_control(environment)


def test_a_compositor_that_hangs_is_a_no_and_soon(tmp_path: Path) -> None:
    begun = time.monotonic()
    with compositor(tmp_path, None) as environment:
        assert not offers_data_control(environment)

    assert time.monotonic() - begun < 2


def test_no_compositor_is_a_no(tmp_path: Path) -> None:
    assert not offers_data_control({"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "x"})


def wl_paste(folder: Path, script: str) -> dict[str, str]:
    """A stand-in for wl-paste that does what the script says, and says how it was called."""
    tool = folder / "wl-paste"
    tool.write_text(f'#!/bin/sh\necho "$@" > {folder}/called\n{script}\n')
    tool.chmod(0o755)
    return {"PATH": f"{folder}:{os.environ['PATH']}"}


def read(environment: Mapping[str, str]) -> str:
    return WlPaste(environment).read().text


def test_with_data_control_wl_paste_reads_to_the_byte(tmp_path: Path) -> None:
    environment = wl_paste(tmp_path, r"printf ' Kx7\303\274\302\240\r\n '")

    assert read(environment) == " Kx7ü\u00a0\r\n "
    assert (tmp_path / "called").read_text().split() == [
        "--primary", "--no-newline", "--type", "text",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("echo 'Nothing is copied' >&2; exit 1", "Nothing is selected"),
        (r"printf '\377\376'", "not valid text"),
        ("exec sleep 10", "does not answer"),
        ("printf start; exec sleep 10", "does not answer"),
        ("head -c 10001 /dev/zero", "More than 10,000 characters"),
        ("exec cat /dev/zero", "More than 10,000 characters"),
    ],
)
def test_what_goes_wrong_is_a_sentence_and_soon(tmp_path: Path, script: str, sentence: str) -> None:
    environment = wl_paste(tmp_path, script)
    begun = time.monotonic()

    with pytest.raises(UserError, match=sentence):
        read(environment)
    assert time.monotonic() - begun < 2


def test_wl_paste_that_has_gone_since_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="wl-paste does not start"):
        read({"PATH": str(tmp_path)})


@pytest.mark.parametrize(
    ("offered", "is_installed", "way", "word"),
    [
        (KDE, True, WayName.WL_PASTE, "which program"),
        (KDE, False, WayName.FOCUS, "wl-paste is not installed"),
        (GNOME, True, WayName.FOCUS, "data-control"),
    ],
)
def test_the_best_way_on_wayland(
    tmp_path: Path,
    offered: list[tuple[str, int]],
    is_installed: bool,
    way: WayName,
    word: str,
) -> None:
    path = wl_paste(tmp_path, "exit 1") if is_installed else {"PATH": str(tmp_path / "none")}
    with compositor(tmp_path, said(offered)) as environment:
        # XWayland is there as well, and is not asked.
        choice = choose({**environment, **path, "DISPLAY": ":0"}, "linux")

    assert choice.way is way
    assert word in choice.drawback


@pytest.mark.parametrize(
    ("platform", "way"),
    [("linux", WayName.X11), ("win32", WayName.WINDOWS), ("darwin", WayName.MACOS)],
)
def test_the_best_way_elsewhere(platform: str, way: WayName) -> None:
    assert choose({"DISPLAY": ":0"}, platform).way is way
