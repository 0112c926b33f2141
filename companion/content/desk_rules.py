"""What a desk has agreed on, from the two files that say so."""

from __future__ import annotations

from pathlib import Path

from companion.content.faults import Fault
from companion.content.outcomes import desk_outcomes
from companion.content.service_level import service_level
from companion.domain.desk_rules import DeskRules


def desk_rules(resources: Path, data: Path) -> tuple[DeskRules, tuple[Fault, ...]]:
    """The rules in force, and what is wrong with the desk's own files."""
    outcomes, wrong_outcomes = desk_outcomes(resources, data)
    level, wrong_level = service_level(resources, data)
    return DeskRules(outcomes, level), (*wrong_outcomes, *wrong_level)
