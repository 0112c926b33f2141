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
_PRACTICES = FieldShape("practices", "Practices", FieldKind.LINKS, to="practice")
_ID = FieldShape("id", "Short name", is_needed=True, hint="without spaces, once in a flow")

_LOCKED = FieldShape("locked", "Locked", FieldKind.SWITCH, hint="nobody changes it once saved")

_NEW_WORDING = "Say something here."
_NEW_PROMPT = {"id": "new-prompt", "say": [_NEW_WORDING]}
_NEW_QUESTION = {"id": "new-question", "ask": "What would you like to know?"}
_NEW_CHECK = {"id": "new-check", "text": "What to check"}
_NEW_EXIT = {"label": "An answer", "to": "wrap-up"}
_NEW_STAGE = {"id": "new-stage", "title": "New stage", "prompts": [_NEW_PROMPT]}

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
        FieldShape("tone", "Tone", FieldKind.CHOICE, tuple(Tone), hint="neutral unless said"),
        FieldShape(
            "for",
            "For callers",
            FieldKind.WORDS,
            tuple(Audience),
            hint="nobody ticked: everybody",
        ),
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
        _LOCKED,
    ),
    (PartShape("say", WORDING, _NEW_WORDING, spoken=True, form=ItemForm.WORDING),),
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
        FieldShape("to", "Leads to stage", FieldKind.LINK, to="stage"),
        FieldShape("flow", "Leads to flow", FieldKind.LINK, to="flow"),
        FieldShape("side", "Leads to side-flow", FieldKind.LINK, to="side-flow"),
        FieldShape("back", "Back to the call", FieldKind.SWITCH, hint="out of this side-flow"),
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
        FieldShape("detour", "Detour", FieldKind.SWITCH, hint="only an answer leads here"),
        FieldShape(
            "needs_answer", "Needs an answer", FieldKind.SWITCH, hint="only an answer leads on"
        ),
        FieldShape("offers", "Offers", FieldKind.WORDS, ("speller",)),
        _PRACTICES,
        _LOCKED,
    ),
    (
        PartShape("prompts", PROMPT, _NEW_PROMPT),
        PartShape("questions", QUESTION, _NEW_QUESTION),
        PartShape("checks", CHECK, _NEW_CHECK),
        PartShape("exits", EXIT, _NEW_EXIT),
    ),
)
FLOW = RecordShape(
    "flow",
    (
        FieldShape("title", "Title", spoken=True, is_needed=True),
        FieldShape("side", "Side-flow", FieldKind.SWITCH, hint="interrupts a call and returns"),
        FieldShape("letter", "Letter of a side-flow"),
        FieldShape("wrap_up_target", "Usual wrap-up", hint="such as 90 s"),
        FieldShape("language", "Written in", hint="such as en-GB"),
        _PRACTICES,
        _LOCKED,
    ),
    (PartShape("stages", STAGE, _NEW_STAGE),),
)
FLOWS = ContentKind("flow", "flows", "Call flows", FLOW)

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
