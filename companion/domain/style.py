"""How somebody likes to be spoken to, remembered for their next call."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 120
"""Characters of a style note: it is read at a glance, beside the line."""


@dataclass(frozen=True, slots=True)
class Styles:
    """A note on the caller and one on their company, as typed; blank where there is none."""

    caller: str = ""
    company: str = ""

    @property
    def hints(self) -> tuple[str, ...]:
        """What is shown beside the cues."""
        return tuple(text.strip() for text in (self.caller, self.company) if text.strip())
