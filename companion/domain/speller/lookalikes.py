"""Characters that look like others (Unicode Technical Standard 39, Unicode Security Mechanisms)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Lookalikes(NamedTuple):
    """What ASCII text a character looks like, by character, in three sorts."""

    always: Mapping[str, str] = _NOTHING
    """Of no script but Latin: deceptive wherever they are."""
    beside_latin: Mapping[str, str] = _NOTHING
    """Letters of other scripts: deceptive among Latin ones only."""
    in_addresses: Mapping[str, str] = _NOTHING
    """Letters of living Latin orthographies: deceptive in what is typed exactly."""


NO_LOOKALIKES = Lookalikes()
"""For texts in ASCII."""
