"""What cards are made of, for those who edit them; `resources/cards/FORMAT.md` in short.

A card keeps its id: it is what takes the place of the shipped one, and what others link to.
"""

from __future__ import annotations

from companion.services.shapes import ContentKind, FieldKind, FieldShape, PartShape, RecordShape

_TITLE = FieldShape("title", "Title", is_needed=True)
_ALSO = FieldShape("also", "Also found under", FieldKind.WORDS)
_PRACTICES = FieldShape("practices", "Practices", FieldKind.LINKS, to="practice")

_NEW_STEP = {
    "say": "Could you open the next window, please?",
    "why": "That's where it is.",
    "see": "You should now see it.",
    "done": "Opened the next window.",
}

TERM = RecordShape(
    "term",
    (
        _TITLE,
        FieldShape("stands_for", "Stands for"),
        FieldShape("meaning", "Meaning, said aloud", FieldKind.PARAGRAPH, is_needed=True),
        FieldShape("analogy", "It is like", FieldKind.PARAGRAPH, is_needed=True),
        FieldShape("instead", "Say instead"),
        _ALSO,
        _PRACTICES,
    ),
    said="meaning",
    beside=("analogy",),
)
STEP = RecordShape(
    "step",
    (
        FieldShape("say", "Say", FieldKind.PARAGRAPH, is_needed=True),
        FieldShape("why", "Why", FieldKind.PARAGRAPH, is_needed=True),
        FieldShape("see", "They should see", FieldKind.PARAGRAPH, is_needed=True),
        FieldShape("done", "Note line", is_needed=True),
    ),
    named_by=("say",),
    said="say",
    beside=("why", "see"),
)
HOW_TO = RecordShape(
    "how-to",
    (
        _TITLE,
        FieldShape("systems", "Systems", FieldKind.WORDS),
        _ALSO,
        _PRACTICES,
    ),
    (PartShape("steps", STEP, _NEW_STEP),),
)
KNOWN_ERROR = RecordShape(
    "known error",
    (
        _TITLE,
        FieldShape("symptom", "Symptom", FieldKind.PARAGRAPH, is_needed=True),
        FieldShape("cause", "Cause", FieldKind.PARAGRAPH),
        FieldShape("workaround", "Workaround", FieldKind.PARAGRAPH),
        FieldShape("fix", "Fix", FieldKind.PARAGRAPH),
        FieldShape("since", "Since", hint="such as 2026-03-02"),
        FieldShape("until", "Until", hint="such as 2026-03-02"),
        FieldShape("how_tos", "How-tos that help", FieldKind.LINKS, to="how-to"),
        _ALSO,
        _PRACTICES,
    ),
    said="symptom",
    beside=("workaround",),
)

TERMS = ContentKind("term", "cards", "Terms", TERM, listed="terms")
HOW_TOS = ContentKind("how-to", "cards", "How-tos", HOW_TO, listed="how_tos")
KNOWN_ERRORS = ContentKind("known-error", "cards", "Known errors", KNOWN_ERROR, "known_errors")

NEW_TERM = """\
[[terms]]
id = {id}
title = {title}
meaning = "It's something to be explained in one breath."
analogy = "Think of something from daily life."
"""
NEW_HOW_TO = """\
[[how_tos]]
id = {id}
title = {title}
systems = ["Windows 11"]

[[how_tos.steps]]
say = "Could you open the menu, please?"
why = "That's where it is."
see = "You should now see the menu."
done = "Opened the menu."
"""
NEW_ERROR = """\
[[known_errors]]
id = {id}
title = {title}
symptom = "What the caller sees."
workaround = "What helps at once."
"""
