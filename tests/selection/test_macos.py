"""Reading on macOS, with pyobjc's frameworks stood in for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from companion.domain.errors import UserError
from companion.selection import macos
from companion.selection.macos import CONCEALED, TEXT, MacDesktop


class FakeMac:
    """A Mac: what its accessibility interface tells, its pasteboard, and a program that copies."""

    def __init__(self) -> None:
        self.trusted = True
        self.attributes: dict[str, object] = {"AXFocusedUIElement": "element"}
        self.items: list[dict[str, Any]] = []
        self.copies: str | None = "selected"
        self.keys: list[tuple[bool, int]] = []
        self._number = 1

    def framework(self, name: str) -> Any:
        return {"ApplicationServices": self.services, "AppKit": self.kit, "Quartz": self.quartz}[
            name
        ]()

    def services(self) -> Any:
        return SimpleNamespace(
            AXIsProcessTrusted=lambda: self.trusted,
            AXUIElementCreateSystemWide=lambda: "system",
            AXUIElementSetMessagingTimeout=lambda *_: None,
            AXUIElementCopyAttributeValue=self._attribute,
        )

    def quartz(self) -> Any:
        def post(_: int, key: dict[str, Any]) -> None:
            self.keys.append((key["down"], key["flags"]))
            if not key["down"] and self.copies is not None:
                self.put([{TEXT: self.copies}])

        return SimpleNamespace(
            CGEventCreateKeyboardEvent=lambda _, __, down: {"down": down},
            CGEventSetFlags=lambda key, flags: key.update(flags=flags),
            CGEventPost=post,
        )

    def kit(self) -> Any:
        board = SimpleNamespace(
            changeCount=lambda: self._number,
            stringForType_=lambda kind: next((i[kind] for i in self.items if kind in i), None),
            pasteboardItems=lambda: [FakeItem(item) for item in self.items],
            clearContents=lambda: self.put([]),
            writeObjects_=lambda items: self.put([item.contents for item in items]),
        )
        new = SimpleNamespace(alloc=lambda: SimpleNamespace(init=lambda: FakeItem({})))
        return SimpleNamespace(
            NSPasteboard=SimpleNamespace(generalPasteboard=lambda: board), NSPasteboardItem=new
        )

    def put(self, items: list[dict[str, Any]]) -> None:
        self.items = items
        self._number += 1

    def _attribute(self, element: str, name: str, _: None) -> tuple[int, object]:
        assert element == ("system" if name == "AXFocusedUIElement" else "element")
        return (0, self.attributes[name]) if name in self.attributes else (-25212, None)


class FakeItem:
    """One item on the pasteboard."""

    def __init__(self, contents: dict[str, Any]) -> None:
        self.contents = contents

    def types(self) -> list[str]:
        return list(self.contents)

    def dataForType_(self, kind: str) -> Any:
        return self.contents[kind]

    def setData_forType_(self, data: Any, kind: str) -> None:
        self.contents[kind] = data

    def setString_forType_(self, text: str, kind: str) -> None:
        self.contents[kind] = text


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> FakeMac:
    mac = FakeMac()
    monkeypatch.setattr(macos, "_framework", mac.framework)
    return mac


def test_the_element_with_the_keyboard_tells_what_is_selected(mac: FakeMac) -> None:
    mac.attributes["AXSelectedText"] = " selected "

    assert MacDesktop().accessible_text() == " selected "
    assert MacDesktop().remedy == ""


def test_what_has_no_selected_text_tells_nothing(mac: FakeMac) -> None:
    assert MacDesktop().accessible_text() is None


def test_nothing_has_the_keyboard(mac: FakeMac) -> None:
    mac.attributes.clear()

    assert MacDesktop().accessible_text() is None


def test_a_password_field_is_refused(mac: FakeMac) -> None:
    mac.attributes |= {"AXSubrole": "AXSecureTextField", "AXSelectedText": "hunter2"}

    with pytest.raises(UserError, match="password field"):
        MacDesktop().accessible_text()


def test_without_the_permission_nobody_is_asked_and_the_agent_hears_where_it_is(
    mac: FakeMac,
) -> None:
    mac.trusted = False
    mac.attributes["AXSelectedText"] = "text"

    assert MacDesktop().accessible_text() is None
    assert MacDesktop().copied_text() is None
    assert mac.keys == []
    assert "Accessibility" in MacDesktop().remedy


def test_copying_puts_back_what_was_there_and_marks_it(mac: FakeMac) -> None:
    mac.put([{TEXT: "before", "public.html": "<b>before</b>"}, {"public.png": b"png"}])

    assert MacDesktop().copied_text() == "selected"
    assert mac.items == [
        {TEXT: "before", "public.html": "<b>before</b>", CONCEALED: ""},
        {"public.png": b"png", CONCEALED: ""},
    ]
    assert mac.keys == [(True, 1 << 20), (False, 1 << 20)]


def test_what_copies_nothing_leaves_the_pasteboard_alone(mac: FakeMac) -> None:
    mac.put([{TEXT: "before"}])
    mac.copies = None

    assert MacDesktop().copied_text() is None
    assert mac.items == [{TEXT: "before"}]


def test_an_empty_pasteboard_has_no_text(mac: FakeMac) -> None:
    assert MacDesktop().clipboard_text() == ""
