"""A spelling as JSON, as `spell --json` prints it."""

from __future__ import annotations

from companion.domain.speller.spelling import Spelling, Unit
from companion.domain.speller.spelling_warnings import SpellingWarning


def spelling_record(spelling: Spelling) -> dict[str, object]:
    """The spelling, unit by unit; joining the units' texts gives the text back."""
    return {
        "text": spelling.text,
        "alphabet": spelling.alphabet,
        "spoken": spelling.spoken,
        "units": [_unit(unit) for unit in spelling.units],
        "warnings": [_warning(warning) for warning in spelling.warnings],
    }


def _unit(unit: Unit) -> dict[str, object]:
    return {
        "index": unit.index,
        "text": unit.text,
        "kind": unit.kind.value,
        "case": unit.case,
        "word": unit.word,
        "say": unit.say,
        "group": unit.group,
        "code_points": [f"U+{ord(character):04X}" for character in unit.text],
    }


def _warning(warning: SpellingWarning) -> dict[str, object]:
    return {"kind": warning.kind.value, "index": warning.index, "text": warning.text}
