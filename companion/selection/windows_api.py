"""Keys, windows and the clipboard of Windows, by ctypes: the edge of `windows.py`.

Nothing is looked up before it is needed, so that the module can be imported everywhere. Types
are of a fixed size: those of `wintypes` have another size on other systems.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from companion.domain.errors import UserError

TRIES, BETWEEN_TRIES_S = 20, 0.005
"""Another program may have the clipboard open."""
MESSAGE_ONLY = -3
"""The parent of windows that are never shown (HWND_MESSAGE)."""
KEY_UP = 2
MOVEABLE = 2

# Handles of the graphics system and the owner's own: no blocks of memory that one could copy.
_NO_MEMORY = frozenset({2, 3, 9, 14, 0x80, 0x81, 0x82, 0x83, 0x8E, *range(0x200, 0x400)})

_HANDLE = ctypes.c_void_p
_NUMBER = ctypes.c_uint32


class KeyInput(ctypes.Structure):
    """KEYBDINPUT."""

    _fields_ = (
        ("key", ctypes.c_uint16),
        ("scan_code", ctypes.c_uint16),
        ("flags", ctypes.c_uint32),
        ("time", ctypes.c_uint32),
        ("extra", ctypes.c_size_t),
    )


class _Any(ctypes.Union):
    # As large as the largest kind of input, that of a mouse.
    _fields_ = (("key", KeyInput), ("room", ctypes.c_byte * 32))


class Input(ctypes.Structure):
    """INPUT, of which only keys are used."""

    _fields_ = (("kind", ctypes.c_uint32), ("what", _Any))


class WindowsApi:
    """Windows itself; any thread may use it."""

    def __init__(self) -> None:
        self._user, self._kernel = _libraries()

    # ------------------------------------------------------------------ keys and windows

    def held(self, *keys: int) -> list[int]:
        """Which of these keys are held down now."""
        return [key for key in keys if self._user.GetAsyncKeyState(key) & 0x8000]

    def send_keys(self, keys: list[tuple[int, bool]]) -> None:
        """Press and release keys as one piece, which nothing else comes into."""
        inputs = (Input * len(keys))()
        for place, (key, goes_down) in zip(inputs, keys, strict=True):
            place.kind = 1
            scan_code = self._user.MapVirtualKeyW(key, 0)
            place.what.key = KeyInput(key, scan_code, 0 if goes_down else KEY_UP, 0, 0)
        self._user.SendInput(len(keys), inputs, ctypes.sizeof(Input))

    def class_in_front(self) -> str:
        """The class of the window that has the keyboard."""
        name = ctypes.create_unicode_buffer(256)
        self._user.GetClassNameW(self._user.GetForegroundWindow(), name, len(name))
        return name.value

    # ------------------------------------------------------------------ the clipboard

    def clipboard_number(self) -> int:
        """A number that changes with whatever is on the clipboard."""
        return int(self._user.GetClipboardSequenceNumber())

    def format_named(self, name: str) -> int:
        """The number of a format that has a name."""
        return int(self._user.RegisterClipboardFormatW(name))

    @contextmanager
    def clipboard(self) -> Iterator[Clipboard]:
        """The clipboard, open for this thread; UserError when another program keeps it."""
        # Without a window of its own nobody could put anything there.
        window = self._user.CreateWindowExW(
            0, "STATIC", None, 0, 0, 0, 0, 0, MESSAGE_ONLY, None, None, None
        )
        try:
            self._open(window)
            try:
                yield Clipboard(self._user, self._kernel)
            finally:
                self._user.CloseClipboard()
        finally:
            self._user.DestroyWindow(window)

    def _open(self, window: int) -> None:
        for _ in range(TRIES):
            if self._user.OpenClipboard(window):
                return
            time.sleep(BETWEEN_TRIES_S)
        raise UserError("Another program keeps the clipboard to itself.", "Press the key again.")


class Clipboard:
    """The clipboard while it is open."""

    def __init__(self, user: Any, kernel: Any) -> None:
        self._user, self._kernel = user, kernel

    def formats(self) -> Iterator[int]:
        """The forms in which its content is there as plain memory."""
        kind = self._user.EnumClipboardFormats(0)
        while kind:
            if kind not in _NO_MEMORY:
                yield kind
            kind = self._user.EnumClipboardFormats(kind)

    def name(self, kind: int) -> str:
        """The name of a format; empty for one of Windows' own."""
        name = ctypes.create_unicode_buffer(256)
        return name.value if self._user.GetClipboardFormatNameW(kind, name, len(name)) else ""

    def read(self, kind: int) -> bytes | None:
        """The content in one form."""
        block = self._user.GetClipboardData(kind)
        place = self._kernel.GlobalLock(block) if block else None
        if not place:
            return None
        try:
            return ctypes.string_at(place, self._kernel.GlobalSize(block))
        finally:
            self._kernel.GlobalUnlock(block)

    def replace(self, contents: dict[int, bytes]) -> None:
        """Put this there, and nothing else."""
        self._user.EmptyClipboard()
        for kind, data in contents.items():
            block = self._kernel.GlobalAlloc(MOVEABLE, max(len(data), 1))
            place = self._kernel.GlobalLock(block) if block else None
            if not place:
                continue
            ctypes.memmove(place, data, len(data))
            self._kernel.GlobalUnlock(block)
            # From here on the block is the system's, unless it did not take it.
            if not self._user.SetClipboardData(kind, block):
                self._kernel.GlobalFree(block)


def _libraries() -> tuple[Any, Any]:
    """user32 and kernel32. Handles are declared: they have 64 bits, a plain number has 32."""
    load = ctypes.WinDLL  # type: ignore[attr-defined,unused-ignore] # Windows only
    user, kernel = load("user32", use_last_error=True), load("kernel32", use_last_error=True)
    for library, declared in ((user, _USER), (kernel, _KERNEL)):
        for name, (result, *arguments) in declared.items():
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
    return user, kernel


_TEXT, _INT = ctypes.c_wchar_p, ctypes.c_int
_USER: dict[str, tuple[Any, ...]] = {
    "GetAsyncKeyState": (ctypes.c_uint16, _INT),
    "MapVirtualKeyW": (_NUMBER, _NUMBER, _NUMBER),
    "SendInput": (_NUMBER, _NUMBER, ctypes.POINTER(Input), _INT),
    "GetForegroundWindow": (_HANDLE,),
    "GetClassNameW": (_INT, _HANDLE, _TEXT, _INT),
    "GetClipboardSequenceNumber": (_NUMBER,),
    "RegisterClipboardFormatW": (_NUMBER, _TEXT),
    "GetClipboardFormatNameW": (_INT, _NUMBER, _TEXT, _INT),
    "CreateWindowExW": (
        _HANDLE, _NUMBER, _TEXT, _TEXT, _NUMBER, _INT, _INT, _INT, _INT,
        _HANDLE, _HANDLE, _HANDLE, _HANDLE,
    ),
    "DestroyWindow": (_INT, _HANDLE),
    "OpenClipboard": (_INT, _HANDLE),
    "CloseClipboard": (_INT,),
    "EmptyClipboard": (_INT,),
    "EnumClipboardFormats": (_NUMBER, _NUMBER),
    "GetClipboardData": (_HANDLE, _NUMBER),
    "SetClipboardData": (_HANDLE, _NUMBER, _HANDLE),
}  # fmt: skip
_KERNEL: dict[str, tuple[Any, ...]] = {
    "GlobalAlloc": (_HANDLE, _NUMBER, ctypes.c_size_t),
    "GlobalFree": (_HANDLE, _HANDLE),
    "GlobalLock": (_HANDLE, _HANDLE),
    "GlobalSize": (ctypes.c_size_t, _HANDLE),
    "GlobalUnlock": (_INT, _HANDLE),
}
