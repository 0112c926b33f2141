"""What written replies are made of, for those who edit them; `resources/replies/FORMAT.md`."""

from __future__ import annotations

from companion.domain.manner import Audience
from companion.domain.replies import Channel
from companion.services.shapes import (
    ContentKind,
    FieldKind,
    FieldShape,
    ItemForm,
    PartShape,
    RecordShape,
)

_PRACTICES = FieldShape("practices", "Practices", FieldKind.LINKS, to="practice")
_SUBJECT = FieldShape("subject", "Subject", hint="of an e-mail")

_NEW_PARAGRAPH = "Write something here."
_NEW_REPLY = {
    "id": "new-reply",
    "channel": "chat",
    "title": "what it is for",
    "body": ["Write something here.", "If anything is unclear, write back here."],
}
_NEW_VARIANT = {"for": ["executive"], "subject": "In short", "body": ["In short: {summary}."]}

PARAGRAPH = RecordShape(
    "paragraph",
    (
        FieldShape(
            "text",
            "Text",
            FieldKind.WORDS,
            is_needed=True,
            hint="one a line; the first that the call fills is written, else the last",
        ),
        FieldShape(
            "optional",
            "Optional",
            FieldKind.SWITCH,
            hint="left out where the call does not fill it",
        ),
    ),
    named_by=("text",),
    said="text",
)
_BODY = PartShape("body", PARAGRAPH, _NEW_PARAGRAPH, form=ItemForm.PARAGRAPH)
VARIANT = RecordShape(
    "variant",
    (
        FieldShape("for", "For callers", FieldKind.WORDS, tuple(Audience)),
        FieldShape("technical", "For technical callers", FieldKind.EITHER),
        _SUBJECT,
    ),
    (_BODY,),
    named_by=("subject",),
)
REPLY = RecordShape(
    "reply",
    (
        FieldShape("title", "Title", is_needed=True),
        FieldShape("id", "Short name", is_needed=True, hint="without spaces, once in a file"),
        FieldShape("channel", "Channel", FieldKind.CHOICE, tuple(Channel), is_needed=True),
        _SUBJECT,
        FieldShape("unframed", "Unframed", FieldKind.SWITCH, hint="without greeting and closing"),
        _PRACTICES,
    ),
    (_BODY, PartShape("variants", VARIANT, _NEW_VARIANT)),
)
REPLY_FILE = RecordShape(
    "set of replies",
    (
        FieldShape("title", "Title", is_needed=True),
        FieldShape("flow", "For calls of", FieldKind.LINK, to="flow", hint="–: for every call"),
        _PRACTICES,
    ),
    (PartShape("replies", REPLY, _NEW_REPLY),),
)
REPLIES = ContentKind("reply", "replies", "Replies", REPLY_FILE)

NEW_REPLIES = """\
title = {title}

[[replies]]
id = "email"
channel = "email"
title = "where it stands"
subject = "Where it stands"
body = [
  "This is where it stands today.",
  ["You'll hear from me {due}.", "You'll hear from me tomorrow."],
  "If anything changes before then, reply to this message.",
]
"""
