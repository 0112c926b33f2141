"""Every text can be read on what it stands on, in light and in dark."""

from __future__ import annotations

import re
import tomllib

import pytest
from PySide6.QtGui import QColor

from companion import paths
from companion.ui.theme import Theme

FOLDER = paths.resources() / "themes"
TEXT_ON = [
    ("text", ("window", "card", "field", "near_card", "over_card", "calm_card")),
    ("muted", ("window", "card", "field", "near_card", "over_card", "calm_card")),
    ("accent", ("window", "card")),
    ("on_accent", ("accent", "accent_hover")),
    ("calm", ("window", "calm_card")),
    ("near", ("window", "near_card")),
    ("over", ("window", "over_card")),
]
PAIRS = [(text, ground) for text, grounds in TEXT_ON for ground in grounds]


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parsed = QColor(colour)
    channels = (parsed.redF(), parsed.greenF(), parsed.blueF())
    linear: list[float] = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, as WCAG 2.2 defines it: 1 (none) to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(look: str, text: str, ground: str) -> None:
    values = Theme(FOLDER).values(look, 100)

    assert contrast(values[text], values[ground]) >= 4.5


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("edge", ["line", "focus"])
def test_the_edge_of_a_field_can_be_seen(look: str, edge: str) -> None:
    values = Theme(FOLDER).values(look, 100)

    assert contrast(values[edge], values["window"]) >= 3


def test_light_and_dark_name_the_same_roles() -> None:
    looks = tomllib.loads((FOLDER / "theme.toml").read_text("utf-8"))

    assert set(looks["light"]) == set(looks["dark"])


def test_the_sheet_and_the_values_use_each_other_whole() -> None:
    sheet = (FOLDER / "window.qss").read_text("utf-8")
    used = set(re.findall(r"@(\w+)@", sheet))
    values = set(Theme(FOLDER).values("light", 100))
    by_palette = {"window", "card", "field", "text", "muted", "accent", "on_accent"}

    assert used <= values
    assert values - used <= by_palette


def test_text_size_scales_type_and_leaves_space() -> None:
    usual, large = (Theme(FOLDER).values("light", size) for size in (100, 150))

    assert int(large["prompt"]) == round(int(usual["prompt"]) * 1.5)
    assert large["row"] == usual["row"]
