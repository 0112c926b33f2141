"""How callers and companies like to be spoken to."""

from __future__ import annotations

from sqlite_utils import Database

from companion.domain.call import Caller
from companion.domain.style import LONGEST, Styles
from companion.storage.text import dialled, storable

_NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"


def read_styles(db: Database, caller: Caller) -> Styles:
    """What is known of a caller, by number or else by name, and of their company."""
    keys = _keys(caller)
    return Styles(_read(db, "caller", keys.caller), _read(db, "company", keys.company))


def keep_styles(db: Database, caller: Caller, styles: Styles) -> None:
    """Remember it; a blank one is forgotten."""
    keys = _keys(caller)
    with db.atomic():
        _keep(db, "caller", keys.caller, styles.caller)
        _keep(db, "company", keys.company, styles.company)


def _keys(caller: Caller) -> Styles:
    company = _folded(caller.company)
    name = _folded(caller.name)
    return Styles(dialled(caller.number) or (name and f"{name}, {company}"), company)


def _folded(text: str) -> str:
    return storable(" ".join(text.split()).casefold())


def _read(db: Database, about: str, key: str) -> str:
    found = db.execute(
        "SELECT text FROM style_notes WHERE about = ? AND key = ?", [about, key]
    ).fetchone()
    return str(found[0]) if found else ""


def _keep(db: Database, about: str, key: str, text: str) -> None:
    kept = storable(" ".join(text.split())[:LONGEST])
    if not key:
        return
    if not kept:
        db.execute("DELETE FROM style_notes WHERE about = ? AND key = ?", [about, key])
        return
    db.execute(
        "INSERT INTO style_notes (about, key, text, changed_at) "
        f"VALUES (?, ?, ?, {_NOW}) "
        "ON CONFLICT (about, key) DO UPDATE SET text = excluded.text, "
        "changed_at = excluded.changed_at",
        [about, key, kept],
    )
