"""What was typed and not given yet."""

from __future__ import annotations

from collections.abc import Mapping

from sqlite_utils import Database

from companion.domain.draft import Draft, DraftId
from companion.storage.text import storable

OF_USE_FOR = "-30 days"
"""An older draft is thrown away when drafts are read: nobody misses it any more."""
_NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
_TOO_OLD = f"changed_at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '{OF_USE_FOR}')"


def read_drafts(db: Database) -> Mapping[DraftId, str]:
    """Every draft by its place; what is too old is thrown away."""
    with db.atomic():
        db.execute(f"DELETE FROM drafts WHERE {_TOO_OLD}")
    rows = db.execute("SELECT place, text FROM drafts").fetchall()
    return {DraftId(place): text for place, text in rows}


def write_draft(db: Database, draft: Draft) -> None:
    """Keep a draft in the place of what was there; an empty one is gone."""
    with db.atomic():
        if draft.text:
            db.execute(
                f"INSERT INTO drafts (place, text, changed_at) VALUES (?, ?, {_NOW}) "
                "ON CONFLICT (place) DO UPDATE SET text = excluded.text, "
                "changed_at = excluded.changed_at",
                [draft.id, storable(draft.text)],
            )
        else:
            db.execute("DELETE FROM drafts WHERE place = ?", [draft.id])
