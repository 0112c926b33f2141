"""The agent's own look back at how the talk went. For nobody's score."""

from __future__ import annotations

from enum import StrEnum


class Pillar(StrEnum):
    """What a good talk rests on."""

    EMPATHY = "empathy"
    TONE = "tone"
    ACKNOWLEDGEMENT = "acknowledgement"
    TRUST = "trust"
