"""What a call flow is made of, for those who edit it; `resources/flows/FORMAT.md` in short."""

from __future__ import annotations

from companion.domain.flow import ConsentKind
from companion.domain.gate import GateId
from companion.domain.manner import Audience, Tone
from companion.domain.notes import Section
from companion.domain.wording import ASKED
from companion.services.shapes import (
    ContentKind,
    FieldKind,
    FieldShape,
    ItemForm,
    PartShape,
    RecordShape,
)

_NOTE = FieldShape("note", "Part of the notes", FieldKind.CHOICE, tuple(Section))
_PRACTICES = FieldShape("practices", "Practices", FieldKind.WORDS)
_ID = FieldShape("id", "Short name", is_needed=True, hint="without spaces, once in a flow")

WORDING = RecordShape(
    "wording",
    (
        FieldShape(
            "text",
            "Wording",
            FieldKind.PARAGRAPH,
            is_needed=True,
            hint="{caller|there} is filled in, or says “there”",
        ),
        FieldShape("tone", "Tone", FieldKind.CHOICE, tuple(Tone)),
        FieldShape("for", "For callers", FieldKind.WORDS, tuple(Audience)),
        FieldShape("technical", "For technical callers", FieldKind.EITHER),
    ),
    named_by=("text",),
    said="text",
)
PROMPT = RecordShape(
    "prompt",
    (
        _ID,
        FieldShape("cues", "Cues", FieldKind.WORDS, spoken=True, hint="up to four, to speak from"),
        FieldShape("fills", "Asks for", FieldKind.WORDS, ASKED),
        _PRACTICES,
        FieldShape("locked", "Locked once it is saved", FieldKind.SWITCH),
    ),
    (PartShape("say", WORDING, spoken=True, form=ItemForm.WORDING),),
    named_by=("id",),
    beside=("cues",),
)
QUESTION = RecordShape(
    "question",
    (
        _ID,
        FieldShape("ask", "Question", FieldKind.PARAGRAPH, spoken=True, is_needed=True),
        FieldShape("yes", "Note for yes", spoken=True),
        FieldShape("no", "Note for no", spoken=True),
        _NOTE,
        _PRACTICES,
    ),
    named_by=("ask", "id"),
    said="ask",
)
CHECK = RecordShape(
    "check",
    (
        _ID,
        FieldShape("text", "What to check", spoken=True, is_needed=True),
        FieldShape("done", "Note when done", spoken=True),
        _NOTE,
        _PRACTICES,
    ),
    named_by=("text", "id"),
)
EXIT = RecordShape(
    "answer",
    (
        FieldShape("label", "Answer", spoken=True, is_needed=True),
        FieldShape("to", "Leads to stage"),
        FieldShape("flow", "Leads to flow"),
        FieldShape("side", "Leads to side-flow"),
        FieldShape("back", "Leads back to the call", FieldKind.SWITCH),
        FieldShape("line", "Note line", spoken=True),
        _NOTE,
        FieldShape("consent", "Consent", FieldKind.CHOICE, tuple(ConsentKind)),
        FieldShape("given", "Consent given", FieldKind.EITHER),
        FieldShape("passes", "Settles", FieldKind.WORDS, tuple(GateId)),
        _PRACTICES,
    ),
    named_by=("label",),
)
STAGE = RecordShape(
    "stage",
    (
        FieldShape("title", "Title", spoken=True, is_needed=True),
        _ID,
        _NOTE,
        FieldShape("detour", "Only an answer leads here", FieldKind.SWITCH),
        FieldShape("needs_answer", "Only an answer leads on", FieldKind.SWITCH),
        FieldShape("offers", "Offers", FieldKind.WORDS, ("speller",)),
        _PRACTICES,
        FieldShape("locked", "Locked once it is saved", FieldKind.SWITCH),
    ),
    (
        PartShape("prompts", PROMPT),
        PartShape("questions", QUESTION),
        PartShape("checks", CHECK),
        PartShape("exits", EXIT),
    ),
)
FLOW = RecordShape(
    "flow",
    (
        FieldShape("title", "Title", spoken=True, is_needed=True),
        FieldShape("side", "Side-flow, comes back to the call", FieldKind.SWITCH),
        FieldShape("letter", "Letter of a side-flow"),
        FieldShape("wrap_up_target", "Usual wrap-up", hint="such as 90 s"),
        FieldShape("language", "Written in", hint="such as en-GB"),
        _PRACTICES,
        FieldShape("locked", "Locked once it is saved", FieldKind.SWITCH),
    ),
    (PartShape("stages", STAGE),),
)
FLOWS = ContentKind("flow", "flows", "Call flows", FLOW)

NEW_PROMPT = {"id": "new-prompt", "say": ["Say something here."]}
NEW_FLOW = """\
title = {title}

[[stages]]
id = "greet"
title = "Greet"
note = "reported"

[[stages.prompts]]
id = "greet-by-name"
say = [
  "Hello {caller|there}, this is {agent}.",
]
cues = ["who you are"]

[[stages]]
id = "wrap-up"
title = "Wrap up"
note = "follow_up"

[[stages.prompts]]
id = "goodbye"
say = [
  "Thanks for your patience. Ring us whenever it comes back.",
]
cues = ["thanks"]
"""
