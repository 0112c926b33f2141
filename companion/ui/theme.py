"""The look: roles and states from resources/themes, in light or dark, at a text size."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget


class Theme:
    """Reads the theme's files once and dresses the application."""

    def __init__(self, folder: Path) -> None:
        with (folder / "theme.toml").open("rb") as file:
            self._values = tomllib.load(file)
        self._sheet = (folder / "window.qss").read_text("utf-8")

    def apply(self, app: QApplication, look: str, text_size: int) -> None:
        """Dress the application: `look` is light, dark or system, `text_size` in per cent."""
        if look == "system":
            look = "dark" if _system_is_dark() else "light"
        values = self.values(look, text_size)
        app.setPalette(_palette(values))
        app.setStyleSheet(re.sub(r"@(\w+)@", lambda found: values[found[1]], self._sheet))

    def values(self, look: str, text_size: int) -> dict[str, str]:
        """Every value by role, sizes scaled to the text size."""
        sizes = {
            role: str(round(pixels * text_size / 100))
            for role, pixels in self._values["type"].items()
        }
        spaces = {role: str(pixels) for role, pixels in self._values["space"].items()}
        colours: dict[str, str] = self._values[look]
        return sizes | spaces | colours


def is_new_look(event: QEvent) -> bool:
    """Whether a widget's type may have another size now."""
    return event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange)


def set_state(widget: QWidget, state: str) -> None:
    """Put a widget in a state that the style sheet knows."""
    if widget.property("state") != state:
        widget.setProperty("state", state)
        restyle(widget)


def restyle(widget: QWidget) -> None:
    """Have the style sheet read a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def with_role(widget: QWidget, role: str) -> None:
    """Give a widget its role in the style sheet."""
    widget.setProperty("role", role)
    # Without this a QWidget of our own paints no background of the style sheet.
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _palette(values: dict[str, str]) -> QPalette:
    """The colours Qt's own parts take where no rule of the sheet reaches."""
    palette = QPalette(QColor(values["card"]), QColor(values["window"]))
    roles = {
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.Base: "field",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.Link: "accent",
    }
    for role, name in roles.items():
        palette.setColor(role, QColor(values[name]))
    return palette
