"""How the database came to be, step by step.

Only ever add to the end: a step that has been released never changes, and uses nothing of the
program's but literals of its own, so that it does tomorrow what it did on the day.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("companion")


@MIGRATIONS(name="0001-calls")
def _calls(db: Database) -> None:
    """Calls and all that belongs to them.

    `calls.id` is the instant a call started, in microseconds since 1970 (or the next number
    that is free): newest first is the order of the table and of the search index, also after
    an import of older calls. Where a duration is computed from a moment, `…_clock` holds the
    boot and the reading of the clock that counts through sleep, as "boot/seconds".
    """
    db.executescript(
        """
CREATE TABLE calls (
  id INTEGER PRIMARY KEY,
  call_id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL,
  flow TEXT NOT NULL,
  agent TEXT NOT NULL,
  started_at TEXT NOT NULL,
  started_clock TEXT NOT NULL,
  phase TEXT NOT NULL CHECK (phase IN ('talking', 'on_hold', 'wrap_up', 'parked', 'closed')),
  phase_since_at TEXT NOT NULL,
  phase_since_clock TEXT NOT NULL,
  resumes TEXT CHECK (resumes IN ('talking', 'on_hold', 'wrap_up')),
  resumes_since_at TEXT,
  resumes_since_clock TEXT,
  stage TEXT NOT NULL,
  prompt TEXT NOT NULL,
  variant INTEGER NOT NULL,
  caller_name TEXT NOT NULL,
  caller_number TEXT NOT NULL,
  caller_digits TEXT NOT NULL,
  caller_company TEXT NOT NULL,
  audience TEXT NOT NULL,
  ticket_ref TEXT NOT NULL,
  record_type TEXT NOT NULL,
  impact TEXT NOT NULL CHECK (impact IN ('high', 'medium', 'low')),
  urgency TEXT NOT NULL CHECK (urgency IN ('high', 'medium', 'low')),
  tier INTEGER NOT NULL CHECK (tier IN (1, 2, 3)),
  outcome TEXT,
  CHECK ((phase = 'parked') = (resumes IS NOT NULL))
) STRICT;
CREATE INDEX calls_open ON calls (id) WHERE phase <> 'closed';
CREATE INDEX calls_by_digits ON calls (caller_digits);

CREATE TABLE spans (
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  phase TEXT NOT NULL CHECK (phase IN ('talking', 'on_hold', 'wrap_up', 'parked', 'closed')),
  started_at TEXT NOT NULL,
  started_clock TEXT NOT NULL,
  ended_at TEXT NOT NULL,
  ended_clock TEXT NOT NULL,
  PRIMARY KEY (call, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE stage_visits (
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  stage TEXT NOT NULL,
  entered_at TEXT NOT NULL,
  entered_clock TEXT NOT NULL,
  left_at TEXT,
  left_clock TEXT,
  PRIMARY KEY (call, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE prompts_said (
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  prompt TEXT NOT NULL,
  variant INTEGER NOT NULL,
  said_at TEXT NOT NULL,
  said_clock TEXT NOT NULL,
  PRIMARY KEY (call, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE holds (
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  asked_at TEXT NOT NULL,
  asked_clock TEXT NOT NULL,
  reason TEXT NOT NULL,
  promised_seconds REAL NOT NULL,
  permission TEXT CHECK (permission IN ('granted', 'declined', 'callback')),
  started_at TEXT,
  started_clock TEXT,
  ended_at TEXT,
  ended_clock TEXT,
  check_backs INTEGER NOT NULL,
  PRIMARY KEY (call, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE follow_ups (
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  follow_up_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  what TEXT NOT NULL,
  due_at TEXT NOT NULL,
  done_at TEXT,
  PRIMARY KEY (call, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_ups_owed ON follow_ups (due_at) WHERE done_at IS NULL;

CREATE TABLE events (
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  happened_at TEXT NOT NULL,
  happened_clock TEXT NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (call, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  section TEXT NOT NULL
    CHECK (section IN ('reported', 'observed', 'done', 'outcome', 'follow_up')),
  text TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  UNIQUE (call, section)
) STRICT;

CREATE TABLE note_versions (
  id INTEGER PRIMARY KEY,
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  section TEXT NOT NULL,
  text TEXT NOT NULL,
  kept_at TEXT NOT NULL
) STRICT;
CREATE INDEX note_versions_by_call ON note_versions (call, section, id);

-- "Select all" and one letter, and the notes of a whole call are gone: keep what was there.
CREATE TRIGGER notes_shrink AFTER UPDATE OF text ON notes
WHEN length(old.text) >= 20 AND 2 * length(new.text) < length(old.text)
BEGIN
  INSERT INTO note_versions (call, section, text, kept_at)
  VALUES (old.call, old.section, old.text, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
END;

CREATE VIEW call_texts AS SELECT
  calls.id,
  caller_name,
  caller_number,
  caller_company,
  (SELECT text FROM notes WHERE call = calls.id AND section = 'reported') AS reported,
  (SELECT text FROM notes WHERE call = calls.id AND section = 'observed') AS observed,
  (SELECT text FROM notes WHERE call = calls.id AND section = 'done') AS done,
  (SELECT text FROM notes WHERE call = calls.id AND section = 'outcome') AS outcome,
  (SELECT text FROM notes WHERE call = calls.id AND section = 'follow_up') AS follow_up
FROM calls;

CREATE VIRTUAL TABLE calls_fts USING fts5(
  caller_name, caller_number, caller_company,
  reported, observed, done, outcome, follow_up,
  content='call_texts', content_rowid='id',
  tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
);
"""
    )
    for statement in _index_triggers():
        db.execute(statement)


def _index_triggers() -> list[str]:
    """Triggers that keep the search index true to `call_texts`.

    The index wants to be told the old texts of a call before it forgets them, and the new ones
    after: each change takes the call out before it happens and puts it back in after. Only
    changes of indexed columns count. A call's deletion takes its notes along once the call
    itself is gone; the view is empty by then, and so the notes' triggers do nothing.
    """
    named = "UPDATE OF caller_name, caller_number, caller_company ON calls"
    return [
        _index_trigger("calls_put_in", "AFTER INSERT ON calls", "new.id", "in"),
        _index_trigger("calls_update_out", f"BEFORE {named}", "old.id", "out"),
        _index_trigger("calls_update_in", f"AFTER {named}", "new.id", "in"),
        _index_trigger("calls_take_out", "BEFORE DELETE ON calls", "old.id", "out"),
        _index_trigger("notes_insert_out", "BEFORE INSERT ON notes", "new.call", "out"),
        _index_trigger("notes_insert_in", "AFTER INSERT ON notes", "new.call", "in"),
        _index_trigger("notes_update_out", "BEFORE UPDATE OF text ON notes", "old.call", "out"),
        _index_trigger("notes_update_in", "AFTER UPDATE OF text ON notes", "new.call", "in"),
        _index_trigger("notes_delete_out", "BEFORE DELETE ON notes", "old.call", "out"),
        _index_trigger("notes_delete_in", "AFTER DELETE ON notes", "old.call", "in"),
    ]


def _index_trigger(name: str, event: str, call: str, way: str) -> str:
    columns = (
        "caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up"
    )
    # An empty note says nothing to the index; every call begins with five of them.
    when = " WHEN new.text <> ''" if "INSERT ON notes" in event else ""
    into, what = (
        (f"calls_fts (calls_fts, rowid, {columns})", f"'delete', id, {columns}")
        if way == "out"
        else (f"calls_fts (rowid, {columns})", f"id, {columns}")
    )
    return f"""CREATE TRIGGER {name} {event}{when}
BEGIN
  INSERT INTO {into}
  SELECT {what} FROM call_texts WHERE id = {call};
END"""


@MIGRATIONS(name="0002-hold-extensions")
def _hold_extensions(db: Database) -> None:
    """A hold keeps every wait that was promised in it; `hold` is its position in `holds`."""
    db.execute(
        """CREATE TABLE hold_extensions (
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  hold INTEGER NOT NULL,
  agreed_at TEXT NOT NULL,
  agreed_clock TEXT NOT NULL,
  promised_seconds REAL NOT NULL,
  PRIMARY KEY (call, position)
) STRICT, WITHOUT ROWID"""
    )


@MIGRATIONS(name="0003-promises")
def _promises(db: Database) -> None:
    """To whom and when something was promised, what was taken back, reminders, corrections.

    A reminder is about one due time of one promise (`due_at`); where that has changed since,
    the reminder is void. It is no part of a call and has no revision. `before` and `after` of a
    correction are instants, or durations in whole microseconds.
    """
    for statement in (
        "ALTER TABLE calls ADD COLUMN keeps_call TEXT",
        "ALTER TABLE calls ADD COLUMN keeps_promise TEXT",
        "ALTER TABLE calls ADD COLUMN keeps_what TEXT",
        "ALTER TABLE calls ADD COLUMN keeps_due_at TEXT",
        "ALTER TABLE follow_ups ADD COLUMN to_whom TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE follow_ups ADD COLUMN made_at TEXT",
        "ALTER TABLE follow_ups ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX follow_ups_kept ON follow_ups (kind, done_at) WHERE done_at IS NOT NULL",
        """CREATE TABLE withdrawn_follow_ups (
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  follow_up_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  what TEXT NOT NULL,
  due_at TEXT NOT NULL,
  done_at TEXT,
  to_whom TEXT NOT NULL,
  made_at TEXT,
  sequence INTEGER NOT NULL,
  withdrawn_at TEXT NOT NULL,
  PRIMARY KEY (call, position)
) STRICT, WITHOUT ROWID""",
        """CREATE TABLE reminders (
  follow_up_id TEXT PRIMARY KEY,
  due_at TEXT NOT NULL,
  told_at TEXT,
  snoozed_until TEXT
) STRICT, WITHOUT ROWID""",
        """CREATE TABLE corrections (
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('started', 'ended', 'talk', 'hold', 'wrap_up')),
  hold INTEGER NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  corrected_at TEXT NOT NULL,
  PRIMARY KEY (call, position)
) STRICT, WITHOUT ROWID""",
    ):
        db.execute(statement)


@MIGRATIONS(name="0004-call-facts")
def _call_facts(db: Database) -> None:
    """What each call adds to the figures; derived from the calls, and filled from them.

    The calls that are there are counted once the database is open, not here: it takes half a
    millisecond for each, and nothing can be saved before the last step is done. `counting` says
    by which rules and for which region the facts were made; without a row they never were.
    `next_call` is the caller's next call. Durations are milliseconds.

    `wordings_said` has how often each wording was said, in blocks of thirty days of UTC counted
    from 1970: over years, `prompts_said` itself takes too long to count.
    """
    for statement in (
        "CREATE TABLE counting (version INTEGER NOT NULL, region TEXT NOT NULL) STRICT",
        """CREATE TABLE call_facts (
  call INTEGER PRIMARY KEY REFERENCES calls (id) ON DELETE CASCADE,
  caller TEXT,
  next_call INTEGER,
  flow TEXT NOT NULL,
  outcome TEXT,
  talk_ms INTEGER,
  hold_ms INTEGER,
  wrap_up_ms INTEGER,
  handle_ms INTEGER,
  holds_asked INTEGER NOT NULL DEFAULT 0,
  holds_granted INTEGER NOT NULL DEFAULT 0,
  holds_declined INTEGER NOT NULL DEFAULT 0,
  holds_callback INTEGER NOT NULL DEFAULT 0,
  holds_over INTEGER NOT NULL DEFAULT 0,
  holds_in_time INTEGER NOT NULL DEFAULT 0,
  promised_ms INTEGER NOT NULL DEFAULT 0,
  waited_ms INTEGER NOT NULL DEFAULT 0,
  promises_made INTEGER NOT NULL DEFAULT 0,
  promises_kept INTEGER NOT NULL DEFAULT 0,
  promises_in_time INTEGER NOT NULL DEFAULT 0,
  fix_confirmed INTEGER
) STRICT""",
        "CREATE INDEX call_facts_by_flow ON call_facts (flow, outcome, call)",
        *(
            f"CREATE INDEX call_facts_by_{name} ON call_facts ({column}, call) "
            f"WHERE {column} IS NOT NULL"
            for name, column in (
                ("caller", "caller"),
                ("talk", "talk_ms"),
                ("hold", "hold_ms"),
                ("wrap_up", "wrap_up_ms"),
                ("handle", "handle_ms"),
            )
        ),
        """CREATE TABLE wordings_said (
  block INTEGER NOT NULL,
  prompt TEXT NOT NULL,
  variant INTEGER NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (block, prompt, variant)
) STRICT, WITHOUT ROWID""",
        """INSERT INTO wordings_said
SELECT call / 2592000000000, prompt, variant, count(*) FROM prompts_said GROUP BY 1, 2, 3""",
        *_caller_triggers(),
        *_wording_triggers(),
    ):
        db.execute(statement)


def _caller_triggers() -> list[str]:
    """Triggers that keep each call's `next_call`: a change concerns it and the one before it."""
    link = """UPDATE call_facts SET next_call = (
    SELECT min(later.call) FROM call_facts AS later
    WHERE later.caller = call_facts.caller AND later.call > call_facts.call
  ) WHERE call IN ({call}.call, (
    SELECT max(earlier.call) FROM call_facts AS earlier
    WHERE earlier.caller = {call}.caller AND earlier.call < {call}.call
  ));"""
    old, new = link.format(call="old"), link.format(call="new")
    return [
        f"CREATE TRIGGER call_facts_insert AFTER INSERT ON call_facts BEGIN\n  {new}\nEND",
        "CREATE TRIGGER call_facts_update AFTER UPDATE OF caller ON call_facts "
        f"WHEN old.caller IS NOT new.caller BEGIN\n  {old}\n  {new}\nEND",
        f"CREATE TRIGGER call_facts_delete AFTER DELETE ON call_facts BEGIN\n  {old}\nEND",
    ]


def _wording_triggers() -> list[str]:
    more = """INSERT INTO wordings_said
  VALUES (new.call / 2592000000000, new.prompt, new.variant, 1)
  ON CONFLICT (block, prompt, variant) DO UPDATE SET times = times + 1;"""
    less = """UPDATE wordings_said SET times = times - 1
  WHERE block = old.call / 2592000000000 AND prompt = old.prompt AND variant = old.variant;"""
    return [
        f"CREATE TRIGGER prompts_said_insert AFTER INSERT ON prompts_said BEGIN\n  {more}\nEND",
        "CREATE TRIGGER prompts_said_update AFTER UPDATE OF prompt, variant ON prompts_said "
        f"BEGIN\n  {less}\n  {more}\nEND",
        f"CREATE TRIGGER prompts_said_delete AFTER DELETE ON prompts_said BEGIN\n  {less}\nEND",
    ]


@MIGRATIONS(name="0005-wrap-up")
def _wrap_up(db: Database) -> None:
    """The end of a call: particulars of outcomes, the desk's own outcomes, gates, service level.

    `outcome` is what a desk's own outcome counts as. A gate is here once it was decided; those
    that the record shows by itself (five parts, follow-up) are not. `self_check` lists what
    went well, in words with a space between.
    """
    for column in _WRAP_UP_COLUMNS:
        db.execute(f"ALTER TABLE calls ADD COLUMN {column}")
    db.execute(
        """CREATE TABLE gates (
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  gate TEXT NOT NULL,
  is_passed INTEGER NOT NULL,
  words TEXT NOT NULL,
  decided_at TEXT,
  decided_clock TEXT,
  PRIMARY KEY (call, position)
) STRICT, WITHOUT ROWID"""
    )
    # Until now the priority was worked out of impact and urgency whenever it was shown.
    db.execute(
        """UPDATE calls SET priority = 'P' || (1
  + CASE impact WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END
  + CASE urgency WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END)"""
    )


_WRAP_UP_COLUMNS = (
    "priority TEXT NOT NULL DEFAULT 'P3'",
    "respond_by TEXT",
    "resolve_by TEXT",
    "own_outcome TEXT",
    "own_outcome_title TEXT",
    "escalation_kind TEXT NOT NULL DEFAULT 'functional'",
    "escalation_tier INTEGER",
    "escalation_to TEXT NOT NULL DEFAULT ''",
    "visit_at TEXT",
    "visit_where TEXT NOT NULL DEFAULT ''",
    "visit_access TEXT NOT NULL DEFAULT ''",
    "is_explained INTEGER NOT NULL DEFAULT 0",
    "explanation TEXT NOT NULL DEFAULT ''",
    "self_check TEXT",
)


@MIGRATIONS(name="0006-manner-and-gathered")
def _manner_and_gathered(db: Database) -> None:
    """How a caller is spoken to, what the talk has gathered, side-flows that are open.

    `item` is a question or a check of a flow; `line` the note line that its answer wrote.
    `asides` is a stack, the newest last. A style note is about a caller (`key` is the number's
    digits, or the name) or a company (its name), folded.
    """
    part = """(
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  {columns},
  PRIMARY KEY (call, position)
) STRICT, WITHOUT ROWID"""
    tables = {
        "spoken_facts": "name TEXT NOT NULL, text TEXT NOT NULL",
        "answers": "item TEXT NOT NULL, "
        "value TEXT NOT NULL CHECK (value IN ('yes', 'no', 'done')), "
        "line TEXT NOT NULL, answered_at TEXT NOT NULL, answered_clock TEXT NOT NULL",
        "consents": "what TEXT NOT NULL, given INTEGER NOT NULL CHECK (given IN (0, 1)), "
        "asked_at TEXT NOT NULL, asked_clock TEXT NOT NULL",
        "accesses": "what TEXT NOT NULL, why TEXT NOT NULL, looked_at TEXT NOT NULL, "
        "looked_clock TEXT NOT NULL",
        "asides": "flow TEXT NOT NULL, stage TEXT NOT NULL, prompt TEXT NOT NULL, "
        "variant INTEGER NOT NULL",
    }
    for name, columns in tables.items():
        db.execute(f"CREATE TABLE {name} {part.format(columns=columns)}")
    for statement in (
        "ALTER TABLE calls ADD COLUMN technical INTEGER NOT NULL DEFAULT 0 "
        "CHECK (technical IN (0, 1))",
        "ALTER TABLE calls ADD COLUMN language TEXT NOT NULL DEFAULT 'en'",
        "ALTER TABLE calls ADD COLUMN tone TEXT NOT NULL DEFAULT 'neutral'",
        """CREATE TABLE style_notes (
  about TEXT NOT NULL CHECK (about IN ('caller', 'company')),
  key TEXT NOT NULL,
  text TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  PRIMARY KEY (about, key)
) STRICT, WITHOUT ROWID""",
    ):
        db.execute(statement)


@MIGRATIONS(name="0007-facts-of-holds-and-promises")
def _facts_of_holds_and_promises(db: Database) -> None:
    """Most calls have no hold and no promise: their sums are over the few that have."""
    holds = "holds_asked, holds_granted, holds_declined, holds_callback, holds_over, holds_in_time"
    promises = "promises_made, promises_kept, promises_in_time"
    db.execute(
        f"CREATE INDEX call_facts_with_holds ON call_facts (call, {holds}, promised_ms, waited_ms) "
        "WHERE holds_asked > 0"
    )
    db.execute(
        f"CREATE INDEX call_facts_with_promises ON call_facts (call, {promises}) "
        "WHERE promises_made > 0"
    )


@MIGRATIONS(name="0008-drafts")
def _drafts(db: Database) -> None:
    """What is typed and not given yet, by where it is typed."""
    db.execute(
        """CREATE TABLE drafts (
  place TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID"""
    )
