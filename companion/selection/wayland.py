"""The selected text on Wayland, where the compositor lets a program read it without the keyboard.

It does so by the data-control protocol, which `wl-paste` speaks: KDE, Sway, Hyprland and others
have it, GNOME has not. Without it wl-paste would take the keyboard for a moment, so it is then
never started.
"""

from __future__ import annotations

import os
import select
import socket
import struct
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from companion.domain.errors import UserError
from companion.paths import environment_of_others
from companion.selection.way import (
    ANSWER_WITHIN_S,
    MOST_BYTES,
    decoded,
    no_answer,
    selected,
    too_long,
)
from companion.services.selection import Selected

COMMAND = "wl-paste"
DATA_CONTROL = "zwlr_data_control_manager_v1"
WITH_PRIMARY = 2
"""The version of data-control from which it knows what is selected, not only what is copied."""

_DISPLAY, _REGISTRY, _DONE = 1, 2, 3
"""Object numbers in the compositor's protocol: the first is given, the others are ours."""
_HEADER = struct.Struct("=IHH")


class WlPaste:
    """PRIMARY by `wl-paste`, to the byte."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self._environment = environment_of_others() if environment is None else dict(environment)

    def prepare(self) -> None:
        """Nothing is needed."""

    def read(self) -> Selected:
        """What was selected last; Wayland does not say in which program."""
        give_up_at = time.monotonic() + ANSWER_WITHIN_S
        try:
            process = subprocess.Popen(
                [COMMAND, "--primary", "--no-newline", "--type", "text"],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise UserError(
                "The selected text cannot be read: wl-paste does not start.",
                "Install the package wl-clipboard again.",
            ) from error
        with process:
            try:
                data = _everything(process, give_up_at)
            finally:
                process.kill()
        # It fails when nothing is selected, or no text.
        return selected(decoded(data))


def _everything(process: subprocess.Popen[bytes], give_up_at: float) -> bytes:
    assert process.stdout is not None, "started with a pipe"
    pipe = process.stdout.fileno()
    data = bytearray()
    while len(data) <= MOST_BYTES:
        left = give_up_at - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            raise no_answer()
        piece = os.read(pipe, 65536)
        if not piece:
            return bytes(data)
        data += piece
    raise too_long()


def offers_data_control(environment: Mapping[str, str] = os.environ) -> bool:
    """The compositor lets a program read what is selected without giving it the keyboard."""
    return dict(_globals(environment)).get(DATA_CONTROL, 0) >= WITH_PRIMARY


def _globals(environment: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """What the compositor offers, by interface and version; nothing when it does not answer."""
    name = environment.get("WAYLAND_DISPLAY") or "wayland-0"
    place = Path(environment.get("XDG_RUNTIME_DIR", "")) / name
    # wl_display.get_registry(new id), then wl_display.sync(new id), which marks the end.
    asked = _request(1, _REGISTRY) + _request(0, _DONE)
    try:
        with socket.socket(socket.AF_UNIX) as compositor:
            compositor.settimeout(ANSWER_WITHIN_S)
            compositor.connect(str(place))
            compositor.sendall(asked)
            for sender, event, content in _events(compositor):
                if (sender, event) == (_REGISTRY, 0):
                    yield _global(content)
                elif sender != _REGISTRY:
                    return
    except (OSError, ValueError, struct.error):
        return


def _request(opcode: int, new_id: int) -> bytes:
    return _HEADER.pack(_DISPLAY, opcode, 12) + struct.pack("=I", new_id)


def _events(compositor: socket.socket) -> Iterator[tuple[int, int, bytes]]:
    """Each event as its sender, its number and its arguments."""
    with compositor.makefile("rb") as stream:
        while len(header := stream.read(_HEADER.size)) == _HEADER.size:
            sender, event, size = _HEADER.unpack(header)
            yield sender, event, stream.read(max(size - _HEADER.size, 0))


def _global(content: bytes) -> tuple[str, int]:
    """Its number, then the interface (length with a NUL, padded to four bytes), then a version."""
    (length,) = struct.unpack_from("=I", content, 4)
    interface = content[8 : 8 + length].rstrip(b"\0").decode("ascii", "replace")
    (version,) = struct.unpack_from("=I", content, 8 + (length + 3) // 4 * 4)
    return interface, version
