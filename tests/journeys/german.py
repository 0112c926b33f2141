"""What ships in German, to tell whether what stands in the window is that."""

from __future__ import annotations

import re

from companion.content.library import FlowLibrary
from companion.domain.flow import CallFlow, FlowId, Prompt
from companion.domain.manner import Audience, Manner
from tests.journeys.screen import ROOT

EXECUTIVE = Manner(Audience.EXECUTIVE)
_PLACE = re.compile(r"\{[^{}]*\}")


def german(flow: str) -> CallFlow:
    """A flow that ships, as far as it is German."""
    found = FlowLibrary(ROOT / "resources", ROOT / "no-such-folder").flow(FlowId(flow))
    return found.in_language("de")


def prompt_of(flow: str, prompt: str) -> Prompt:
    """A German prompt; it fails where there is none."""
    found = next(p for s in german(flow).stages for p in s.prompts if p.id == prompt)
    assert found.language == "de", f"{flow}/{prompt} is not German"
    return found


def is_said(line: str, prompt: Prompt, variant: int = 0) -> bool:
    """Whether a line is the prompt as an executive hears it, whatever was filled in."""
    template = prompt.wording(variant, EXECUTIVE).template
    words = ".*".join(re.escape(part) for part in _PLACE.split(template))
    return re.match(words, line) is not None
