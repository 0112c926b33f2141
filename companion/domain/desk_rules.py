"""What a desk has agreed on for the end of its calls."""

from __future__ import annotations

from dataclasses import dataclass, field

from companion.domain.service_level import NO_TARGETS, ServiceLevel
from companion.domain.wrapup import DeskOutcomes


@dataclass(frozen=True, slots=True)
class DeskRules:
    """The desk's own outcomes, and by when it answers and solves."""

    outcomes: DeskOutcomes = field(default_factory=DeskOutcomes)
    service_level: ServiceLevel = NO_TARGETS
