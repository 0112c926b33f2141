"""Reading on Windows, which is stood in for; and that edge, with its DLLs stood in for."""

from __future__ import annotations

import ctypes
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from companion.domain.errors import UserError
from companion.selection import windows_api
from companion.selection.windows import (
    ALT,
    CF_UNICODETEXT,
    CTRL,
    LARGEST_KEPT,
    PRIVATE,
    SHIFT,
    C,
    WindowsDesktop,
    copying_keys,
)
from companion.selection.windows_api import Input, WindowsApi
from companion.selection.windows_automation import Automation

NAMES = {49161: "DataObject", 49300: "HTML Format"}


class FakeClipboard:
    """The clipboard while it is open."""

    def __init__(self, windows: FakeWindows) -> None:
        self._windows = windows

    def formats(self) -> Iterator[int]:
        yield from self._windows.contents

    def name(self, kind: int) -> str:
        return NAMES.get(kind, "")

    def read(self, kind: int) -> bytes | None:
        return self._windows.contents.get(kind)

    def replace(self, contents: dict[int, bytes]) -> None:
        self._windows.put(contents)


class FakeWindows:
    """A clipboard and a program in front that copies a text when it is sent Ctrl+C."""

    def __init__(self, copies: str | None = "selected") -> None:
        self.contents: dict[int, bytes] = {}
        self.front = "Notepad"
        self.sent: list[tuple[int, bool]] = []
        self.down: list[int] = []
        self._copies = copies
        self._number = 7

    def put(self, contents: dict[int, bytes]) -> None:
        self.contents = dict(contents)
        self._number += 1

    def held(self, *keys: int) -> list[int]:
        return [key for key in keys if key in self.down]

    def send_keys(self, keys: list[tuple[int, bool]]) -> None:
        self.sent += keys
        if self._copies is not None:
            self.put({CF_UNICODETEXT: text_block(self._copies)})

    def class_in_front(self) -> str:
        return self.front

    def clipboard_number(self) -> int:
        return self._number

    def format_named(self, name: str) -> int:
        return 50_000 + list(PRIVATE).index(name)

    @contextmanager
    def clipboard(self) -> Iterator[FakeClipboard]:
        yield FakeClipboard(self)


def text_block(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass") + b"\0\0"


def desktop(windows: FakeWindows) -> WindowsDesktop:
    stand_in: Any = windows
    return WindowsDesktop(stand_in, Automation())


def test_the_clipboards_text_ends_with_its_mark_and_no_sooner() -> None:
    windows = FakeWindows()
    # The byte pairs 00 00 that begin in the middle of a character are no mark.
    windows.put({CF_UNICODETEXT: text_block("Ā\u0061 end ") + b"rubbish"})

    assert desktop(windows).clipboard_text() == "Ā\u0061 end "


def test_a_clipboard_without_text_is_empty() -> None:
    assert desktop(FakeWindows()).clipboard_text() == ""


def test_a_clipboard_with_more_than_anyone_spells_is_told() -> None:
    windows = FakeWindows()
    windows.put({CF_UNICODETEXT: text_block("x" * 100_000)})

    with pytest.raises(UserError, match=r"More than 10,000"):
        desktop(windows).clipboard_text()


def test_half_a_character_on_the_clipboard_is_told() -> None:
    windows = FakeWindows()
    windows.put({CF_UNICODETEXT: text_block("a\ud800")})

    with pytest.raises(UserError, match="not valid text"):
        desktop(windows).clipboard_text()


def test_copying_reads_the_text_and_puts_back_what_was_there_marked_as_private() -> None:
    windows = FakeWindows()
    before = {CF_UNICODETEXT: text_block("before"), 49300: b"<b>before</b>"}
    windows.put(before)

    assert desktop(windows).copied_text() == "selected"
    assert windows.contents == {
        **before,
        50_000: b"\1\0\0\0",
        50_001: b"\0\0\0\0",
        50_002: b"\0\0\0\0",
    }


def test_an_empty_clipboard_is_empty_again() -> None:
    windows = FakeWindows()

    assert desktop(windows).copied_text() == "selected"
    assert windows.contents == {}


def test_a_handle_of_the_other_program_is_not_put_back() -> None:
    windows = FakeWindows()
    windows.put({CF_UNICODETEXT: text_block("before"), 49161: b"\1" * 8})
    desktop(windows).copied_text()

    assert 49161 not in windows.contents


def test_what_copies_nothing_leaves_the_clipboard_alone() -> None:
    windows = FakeWindows(copies=None)
    windows.put({CF_UNICODETEXT: text_block("before")})

    assert desktop(windows).copied_text() is None
    assert windows.contents == {CF_UNICODETEXT: text_block("before")}


def test_a_terminal_is_not_sent_what_would_end_its_program() -> None:
    windows = FakeWindows()
    windows.front = "PuTTY"

    assert desktop(windows).copied_text() is None
    assert windows.sent == []


def test_nothing_is_copied_over_what_is_too_large_to_put_back() -> None:
    windows = FakeWindows()
    windows.put({8: bytes(LARGEST_KEPT + 1)})

    assert desktop(windows).copied_text() is None
    assert windows.sent == []


def test_the_hotkeys_own_keys_are_let_go_of_in_the_same_stroke() -> None:
    assert copying_keys([SHIFT, ALT]) == [
        (CTRL, True), (SHIFT, False), (ALT, False), (C, True), (C, False), (CTRL, False),
    ]  # fmt: skip


def test_what_is_put_back_also_when_the_text_is_none() -> None:
    windows = FakeWindows(copies="a\ud800")
    windows.put({CF_UNICODETEXT: text_block("before")})

    with pytest.raises(UserError):
        desktop(windows).copied_text()
    assert windows.contents[CF_UNICODETEXT] == text_block("before")


# ------------------------------------------------------------------ the edge


class Library:
    """A DLL: every function there is, declared by whoever calls it, with the calls kept."""

    def __init__(self, **functions: Any) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self._functions = functions

    def __getattr__(self, name: str) -> Any:
        def function(*arguments: Any) -> Any:
            self.calls.append((name, *arguments))
            return self._functions.get(name, lambda *_: 1)(*arguments)

        self.__dict__[name] = function
        return function

    def named(self) -> list[str]:
        return [call[0] for call in self.calls]


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Makes Windows of stand-ins for user32 and kernel32."""

    def load(user: Library, kernel: Library | None = None) -> WindowsApi:
        libraries = {"user32": user, "kernel32": kernel or Library()}
        monkeypatch.setattr(ctypes, "WinDLL", lambda name, **_: libraries[name], raising=False)
        return WindowsApi()

    return load


def test_an_input_is_as_large_as_windows_wants_it() -> None:
    assert ctypes.sizeof(Input) == (40 if ctypes.sizeof(ctypes.c_void_p) == 8 else 36)


def test_handles_are_declared_with_all_their_bits(load: Any) -> None:
    user, kernel = Library(), Library()
    load(user, kernel)

    assert user.GetClipboardData.restype is ctypes.c_void_p
    assert kernel.GlobalLock.restype is ctypes.c_void_p
    assert user.SetClipboardData.argtypes[1] is ctypes.c_void_p


def test_keys_are_sent_in_one_piece(load: Any) -> None:
    user = Library()
    load(user).send_keys([(CTRL, True), (C, True), (C, False), (CTRL, False)])

    (sent,) = [call for call in user.calls if call[0] == "SendInput"]
    keys = [(each.kind, each.what.key.key, each.what.key.flags) for each in sent[2]]
    assert sent[1] == 4
    assert keys == [(1, CTRL, 0), (1, C, 0), (1, C, 2), (1, CTRL, 2)]
    assert sent[3] == ctypes.sizeof(Input)


def test_the_clipboard_is_closed_and_its_window_gone_whatever_happens(load: Any) -> None:
    user = Library()
    with pytest.raises(RuntimeError), load(user).clipboard():
        raise RuntimeError

    assert user.named() == ["CreateWindowExW", "OpenClipboard", "CloseClipboard", "DestroyWindow"]


def test_a_clipboard_that_another_program_keeps_is_told(
    load: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows_api, "BETWEEN_TRIES_S", 0)
    user = Library(OpenClipboard=lambda _: 0)

    with pytest.raises(UserError, match="clipboard to itself"), load(user).clipboard():
        pass
    assert "CloseClipboard" not in user.named()
    assert user.named()[-1] == "DestroyWindow"


def test_memory_is_read_and_written_as_it_is(load: Any) -> None:
    blocks: dict[int, ctypes.Array[ctypes.c_char]] = {}

    def allocate(_: int, size: int) -> int:
        block = ctypes.create_string_buffer(size)
        blocks[len(blocks) + 1] = block
        return len(blocks)

    given: dict[int, int] = {}
    kernel = Library(
        GlobalAlloc=allocate,
        GlobalLock=lambda handle: ctypes.addressof(blocks[handle]),
        GlobalSize=lambda handle: len(blocks[handle]),
    )
    formats = {0: 2, 2: 13, 13: 0}
    user = Library(
        SetClipboardData=lambda kind, block: given.setdefault(kind, block),
        GetClipboardData=lambda kind: given.get(kind, 0),
        EnumClipboardFormats=formats.__getitem__,
    )
    with load(user, kernel).clipboard() as clipboard:
        clipboard.replace({13: b"a\0b\0\0\0"})

        # Format 2 is a bitmap's handle, no memory.
        assert list(clipboard.formats()) == [13]
        assert clipboard.read(13) == b"a\0b\0\0\0"
        assert clipboard.read(1) is None
    assert kernel.named().count("GlobalFree") == 0


def test_a_block_that_the_clipboard_does_not_take_is_freed(load: Any) -> None:
    block = ctypes.create_string_buffer(8)
    kernel = Library(GlobalLock=lambda _: ctypes.addressof(block))
    user = Library(SetClipboardData=lambda *_: 0)
    with load(user, kernel).clipboard() as clipboard:
        clipboard.replace({13: b"a\0\0\0"})

    assert "GlobalFree" in kernel.named()


# ------------------------------------------------------------------ UI Automation


class ComError(Exception):
    """What COM says of an element that has gone."""


class Element:
    """The element with the keyboard; `texts` are what is selected in it, None for no pattern."""

    def __init__(self, texts: list[str] | None, *, is_password: bool = False) -> None:
        self.CurrentIsPassword = is_password
        self._texts = texts

    def GetCurrentPattern(self, number: int) -> Any:
        assert number == 10014
        if self._texts is None:
            return None
        ranges = [SimpleNamespace(GetText=lambda limit, t=t: t[:limit]) for t in self._texts]
        array = SimpleNamespace(Length=len(ranges), GetElement=ranges.__getitem__)
        pattern = SimpleNamespace(GetSelection=lambda: array)
        return SimpleNamespace(QueryInterface=lambda _: pattern)


@pytest.fixture
def focused(monkeypatch: pytest.MonkeyPatch) -> Any:
    """UI Automation in which this element has the keyboard; an exception is raised instead."""

    def focused(element: Element | Exception | None) -> list[str]:
        calls: list[str] = []

        def get() -> Element | None:
            if isinstance(element, Exception):
                raise element
            return element

        root = SimpleNamespace(GetFocusedElement=get)
        client = SimpleNamespace(
            GetModule=lambda _: SimpleNamespace(
                CUIAutomation=1, IUIAutomation=2, IUIAutomationTextPattern=3
            ),
            CreateObject=lambda *_, **__: root,
        )
        comtypes = SimpleNamespace(
            COMError=ComError,
            COINIT_MULTITHREADED=0,
            CoInitializeEx=lambda _: calls.append("begin"),
            CoUninitialize=lambda: calls.append("end"),
            client=client,
        )
        modules = {"comtypes": comtypes, "comtypes.client": client}
        monkeypatch.setattr(importlib, "import_module", modules.__getitem__)
        return calls

    return focused


@pytest.mark.parametrize(
    ("element", "text"),
    [
        (Element([" selected "]), " selected "),
        (Element(["one", "two"]), "one\ntwo"),
        (Element([]), ""),
        (Element(None), None),
        (None, None),
        (ComError(), None),
        (OSError(), None),
    ],
)
def test_what_the_element_with_the_keyboard_tells(
    focused: Any, element: Element | Exception | None, text: str | None
) -> None:
    calls = focused(element)

    assert Automation().focused_selection() == text
    assert calls == ["begin", "end"]


def test_a_password_field_is_refused(focused: Any) -> None:
    calls = focused(Element(["hunter2"], is_password=True))

    with pytest.raises(UserError, match="password field"):
        Automation().focused_selection()
    assert calls == ["begin", "end"]


def test_a_type_library_without_the_class_tells_nothing_and_is_read_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def get_module(name: str) -> object:
        read.append(name)
        return object()

    modules = {"comtypes": None, "comtypes.client": SimpleNamespace(GetModule=get_module)}
    monkeypatch.setattr(importlib, "import_module", modules.__getitem__)
    automation = Automation()

    # So it is under Wine.
    assert [automation.focused_selection() for _ in range(3)] == [None, None, None]
    assert len(read) == 1


def test_without_comtypes_nothing_is_told_and_nothing_breaks() -> None:
    automation = Automation()
    automation.load()

    assert automation.focused_selection() is None
