"""UI Automation, by which Windows lets screen readers see what is selected."""

from __future__ import annotations

import importlib
import sys
from typing import Any

from companion.selection.asking import password_field
from companion.services.selection import LONGEST_SELECTION

TEXT_PATTERN = 10014
"""UIA_TextPatternId."""

# What comtypes and a type library raise where UI Automation is not as it should be; Wine's has no
# class to make.
_NOT_THERE = (ImportError, OSError, NotImplementedError, AttributeError)


class Automation:
    """Asks the element that has the keyboard. (comtypes makes the interfaces; they are untyped.)"""

    def __init__(self) -> None:
        self._loaded: tuple[Any, Any] | None = None
        self._is_missing = False

    def load(self) -> None:
        """Import comtypes and what it makes of the type library: a second, the first time."""
        if self._loaded is None and not self._is_missing:
            try:
                self._loaded = _import()
            except _NOT_THERE:
                self._is_missing = True

    def focused_selection(self) -> str | None:
        """What is selected there; None when it does not tell. UserError for a password field."""
        self.load()
        if self._loaded is None:
            return None
        comtypes, automation = self._loaded
        comtypes.CoInitializeEx(comtypes.COINIT_MULTITHREADED)
        try:
            is_password, text = _ask(comtypes, automation)
        except (OSError, comtypes.COMError):
            return None
        finally:
            comtypes.CoUninitialize()
        # Raised only here: a traceback would keep interfaces beyond their apartment's end.
        if is_password:
            raise password_field()
        return text


def _import() -> tuple[Any, Any]:
    """comtypes, and UI Automation as a module of its making."""
    # Else comtypes ties the thread that imports it to an apartment that pumps messages.
    sys.coinit_flags = 0  # type: ignore[attr-defined] # comtypes' own name
    comtypes = importlib.import_module("comtypes")
    client = importlib.import_module("comtypes.client")
    automation = client.GetModule("UIAutomationCore.dll")
    _ = automation.CUIAutomation
    return comtypes, automation


def _ask(comtypes: Any, automation: Any) -> tuple[bool, str | None]:
    """Whether it is a password field, and what is selected in it."""
    root = comtypes.client.CreateObject(
        automation.CUIAutomation, interface=automation.IUIAutomation
    )
    element = root.GetFocusedElement()
    if not element:
        return False, None
    if element.CurrentIsPassword:
        return True, None
    pattern = element.GetCurrentPattern(TEXT_PATTERN)
    if not pattern:
        return False, None
    ranges = pattern.QueryInterface(automation.IUIAutomationTextPattern).GetSelection()
    # One more than is allowed, so that too much is seen.
    texts = [ranges.GetElement(n).GetText(LONGEST_SELECTION + 1) for n in range(ranges.Length)]
    return False, "\n".join(filter(None, texts))
