"""The content that ships, and a flow to break."""

from __future__ import annotations

from pathlib import Path

from companion.content.library import FlowLibrary
from companion.domain.flow import CallFlow, FlowId, Prompt

RESOURCES = Path(__file__).parents[2] / "resources"
NOWHERE = Path(__file__).parent / "no-such-folder"
FLOW_FILES = sorted((RESOURCES / "flows").glob("*.toml"))
PRACTICES = frozenset({"greet-by-name", "empathy"})

SOUND = """\
title = "Printer"

[[stages]]
id = "greet"
title = "Greet"
note = "reported"

[[stages.prompts]]
id = "hello"
say = [
  "Hello {caller|there}.",
  { text = "Good {daypart|day}!", tone = "warm" },
]
cues = ["name"]
practices = ["greet-by-name"]

[[stages.exits]]
label = "Bye"
to = "end"

[[stages]]
id = "end"
title = "End"

[[stages.prompts]]
id = "goodbye"
say = ["Bye."]
"""


def flows() -> tuple[CallFlow, ...]:
    library = FlowLibrary(RESOURCES, NOWHERE)
    return tuple(library.flow(FlowId(file.stem)) for file in FLOW_FILES)


def prompts() -> list[tuple[str, Prompt]]:
    return [(f"{f.id}/{p.id}", p) for f in flows() for s in f.stages for p in s.prompts]
