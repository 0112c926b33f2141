"""Reads a call flow from a file; `resources/flows/incident.toml` shows and explains the format."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from companion.content.faults import FaultList, quoted
from companion.content.table import Table
from companion.content.toml_file import parse, read_bytes
from companion.domain.flow import CallFlow, Exit, FlowId, Prompt, PromptId, Stage, StageId
from companion.domain.notes import Section
from companion.domain.wording import SLOTS, Wording

FIRST = FlowId("incident")
"""The flow for a caller of whom nothing is known; offered before all others."""
SPOKEN_BY_ID = {
    FlowId("hold"): (
        *("ask-to-hold", "ask-or-call-back", "check-back", "long-wait", "need-longer"),
        *("thanks-for-waiting", "sorry-for-the-wait"),
    ),
    FlowId("silence"): ("say-what-you-do",),
}
"""Side-flows whose prompts the program itself asks for; a team's own file needs them too."""

_STAGE_KEYS = (
    *("id", "title", "note", "detour", "needs_answer", "offers", "practices"),
    *("prompts", "exits"),
)
TONES = ("neutral", "warm", "brief")
SPELLER = "speller"

_ID = re.compile(r"[^\s/'\"{}]{1,60}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SLOT = re.compile(r"\{([^{}|]*)(?:\|[^{}|]*)?\}")


def read_flow(file: Path, practices: Collection[str] = ()) -> CallFlow:
    """The flow in a file; FaultyFile names everything that is wrong with it.

    Where `practices` are given, others than those are a fault.
    """
    return parse_flow(read_bytes(file), file.name, practices)


def parse_flow(source: bytes, file: str, practices: Collection[str] = ()) -> CallFlow:
    """The flow in a file of that name with that content; FaultyFile as for `read_flow`."""
    values, text = parse(source, file)
    faults = FaultList(file, text)
    reader = _Reader(Table(values, (), "", faults), practices)
    stages = tuple(reader.stages())
    reader.check_ids()
    reader.check_ways()
    flow_id = FlowId(Path(file).stem)
    title, side, language = reader.head()
    reader.check_needs(flow_id, side)
    faults.raise_if_any()
    return CallFlow(flow_id, title, stages, side, language)


class _Reader:
    """Turns tables into stages and prompts. What is faulty is noted and left out."""

    def __init__(self, flow: Table, practices: Collection[str]) -> None:
        self._flow = flow
        self._practices = practices
        self._stage_tables: list[tuple[str, Table]] = []
        self._prompt_tables: list[tuple[str, Table]] = []
        self._exit_tables: list[tuple[str, Table, Table]] = []

    def head(self) -> tuple[str, bool, str]:
        """Title, whether it is a side-flow, and language."""
        self._flow.expect("title", "side", "language", "stages")
        language = self._flow.optional_text("language", "en-GB")
        if not _LANGUAGE.fullmatch(language):
            self._flow.fault(("language",), "'language' is written like 'en-GB'")
        return self._flow.text("title"), self._flow.flag("side"), language

    def stages(self) -> Iterator[Stage]:
        """The stages without a fault of their own."""
        if "stages" not in self._flow:
            self._flow.fault((), "'stages' is missing; each begins with [[stages]]")
        for table in self._flow.tables("stages", "stage"):
            table.expect(*_STAGE_KEYS)
            stage_id, title = _id(table), table.text("title")
            self._stage_tables.append((stage_id, table))
            prompts = tuple(self._prompts(table))
            if prompts:
                yield self._stage(table, stage_id, title, prompts)

    def _stage(self, table: Table, stage_id: str, title: str, prompts: tuple[Prompt, ...]) -> Stage:
        note = table.choice("note", tuple(Section))
        return Stage(
            StageId(stage_id),
            title,
            prompts,
            section=Section(note) if note else None,
            exits=tuple(self._exits(table)),
            detour=table.flag("detour"),
            needs_answer=_needs_answer(table),
            offers_speller=SPELLER in table.texts("offers", (SPELLER,)),
            practices=table.texts("practices", self._practices),
        )

    def _prompts(self, stage: Table) -> Iterator[Prompt]:
        if "prompts" not in stage:
            stage.fault((), "has nothing to say; each prompt begins with [[stages.prompts]]")
        for table in stage.tables("prompts", "prompt"):
            table.expect("id", "say", "cues", "practices")
            prompt_id = _id(table)
            self._prompt_tables.append((prompt_id, table))
            wordings = tuple(_wordings(table))
            cues, practices = table.texts("cues"), table.texts("practices", self._practices)
            if wordings:
                yield Prompt(PromptId(prompt_id), wordings, cues, practices)

    def _exits(self, stage: Table) -> Iterator[Exit]:
        for table in stage.tables("exits", "exit"):
            table.expect("label", "to")
            label, to = table.text("label"), table.text("to")
            self._exit_tables.append((to, table, stage))
            yield Exit(label, StageId(to))

    def check_ids(self) -> None:
        """Every stage and every prompt of the flow goes by a name of its own."""
        for noun, tables in (("stage", self._stage_tables), ("prompt", self._prompt_tables)):
            first: dict[str, Table] = {}
            for name, table in tables:
                if name in first:
                    line = first[name].line("id")
                    reason = f"is the second {noun} called {quoted(name)}; the first is on line"
                    table.fault(("id",), f"{reason} {line}")
                elif name:
                    first[name] = table

    def check_ways(self) -> None:
        """Every exit leads somewhere, and the flow begins and ends on the main way."""
        stages = self._stage_tables
        known = tuple(name for name, _ in stages if name)
        for to, table, stage in self._exit_tables:
            if to and to not in known:
                reason = f"exit leads to {quoted(to)}, which does not exist"
                table.fault(("to",), reason, to, known, place=stage.place)
        for where, (_, table) in zip(("first", "last"), (stages[:1] + stages[-1:]), strict=False):
            if table.flag("detour"):
                table.fault(("detour",), f"the {where} stage cannot be a detour")

    def check_needs(self, flow_id: FlowId, is_side: bool) -> None:
        """The flows that the program itself uses have what it will ask them for."""
        if flow_id == FIRST and is_side:
            self._flow.fault(("side",), "calls start with this flow, so it cannot be a side-flow")
        needed = SPOKEN_BY_ID.get(flow_id, ())
        if needed and not is_side:
            self._flow.fault(("side",), "'side = true' is missing at the top")
        there = {name for name, _ in self._prompt_tables}
        for prompt in needed:
            if prompt not in there:
                self._flow.fault((), f"the program needs a prompt '{prompt}' in this flow")


def _id(table: Table) -> str:
    name = table.text("id")
    if name and not _ID.fullmatch(name):
        table.fault(("id",), "'id' is a short name without spaces, quotes, braces or '/'")
    return name


def _needs_answer(stage: Table) -> bool:
    needs = stage.flag("needs_answer")
    if needs and "exits" not in stage:
        stage.fault(("needs_answer",), "needs an answer, but there are no [[stages.exits]] to give")
        return False
    return needs


def _wordings(prompt: Table) -> Iterator[Wording]:
    if "say" not in prompt:
        prompt.fault((), "'say' is missing; it lists the wordings of this prompt")
    for index, item in prompt.items("say"):
        fields = item if isinstance(item, dict) else {"text": item}
        table = prompt.inner(fields, ("say", index), "wording")
        if table is not None:
            yield from _wording(table)


def _wording(table: Table) -> Iterator[Wording]:
    table.expect("text", "tone")
    text, tone = table.text("text"), table.choice("tone", TONES, "neutral")
    unknown = [slot for slot in _SLOT.findall(text) if slot not in SLOTS]
    for slot in unknown[:3]:
        table.fault(("text",), f"{{{quoted(slot)[1:-1]}}} is not a placeholder", slot, tuple(SLOTS))
    if text and not unknown:
        try:
            yield Wording(text, tone)
        except ValueError:
            table.fault(("text",), "a brace without its partner; a placeholder is {caller|there}")
