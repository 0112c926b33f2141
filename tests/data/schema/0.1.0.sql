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
  outcome TEXT, keeps_call TEXT, keeps_promise TEXT, keeps_what TEXT, keeps_due_at TEXT, priority TEXT NOT NULL DEFAULT 'P3', respond_by TEXT, resolve_by TEXT, own_outcome TEXT, own_outcome_title TEXT, escalation_kind TEXT NOT NULL DEFAULT 'functional', escalation_tier INTEGER, escalation_to TEXT NOT NULL DEFAULT '', visit_at TEXT, visit_where TEXT NOT NULL DEFAULT '', visit_access TEXT NOT NULL DEFAULT '', is_explained INTEGER NOT NULL DEFAULT 0, explanation TEXT NOT NULL DEFAULT '', self_check TEXT, technical INTEGER NOT NULL DEFAULT 0 CHECK (technical IN (0, 1)), language TEXT NOT NULL DEFAULT 'en', tone TEXT NOT NULL DEFAULT 'neutral',
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
  done_at TEXT, to_whom TEXT NOT NULL DEFAULT '', made_at TEXT, sequence INTEGER NOT NULL DEFAULT 0,
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
CREATE TRIGGER calls_put_in AFTER INSERT ON calls
BEGIN
  INSERT INTO calls_fts (rowid, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up)
  SELECT id, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up FROM call_texts WHERE id = new.id;
END;
CREATE TRIGGER calls_update_out BEFORE UPDATE OF caller_name, caller_number, caller_company ON calls
BEGIN
  INSERT INTO calls_fts (calls_fts, rowid, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up)
  SELECT 'delete', id, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up FROM call_texts WHERE id = old.id;
END;
CREATE TRIGGER calls_update_in AFTER UPDATE OF caller_name, caller_number, caller_company ON calls
BEGIN
  INSERT INTO calls_fts (rowid, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up)
  SELECT id, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up FROM call_texts WHERE id = new.id;
END;
CREATE TRIGGER calls_take_out BEFORE DELETE ON calls
BEGIN
  INSERT INTO calls_fts (calls_fts, rowid, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up)
  SELECT 'delete', id, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up FROM call_texts WHERE id = old.id;
END;
CREATE TRIGGER notes_insert_out BEFORE INSERT ON notes WHEN new.text <> ''
BEGIN
  INSERT INTO calls_fts (calls_fts, rowid, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up)
  SELECT 'delete', id, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up FROM call_texts WHERE id = new.call;
END;
CREATE TRIGGER notes_insert_in AFTER INSERT ON notes WHEN new.text <> ''
BEGIN
  INSERT INTO calls_fts (rowid, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up)
  SELECT id, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up FROM call_texts WHERE id = new.call;
END;
CREATE TRIGGER notes_update_out BEFORE UPDATE OF text ON notes
BEGIN
  INSERT INTO calls_fts (calls_fts, rowid, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up)
  SELECT 'delete', id, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up FROM call_texts WHERE id = old.call;
END;
CREATE TRIGGER notes_update_in AFTER UPDATE OF text ON notes
BEGIN
  INSERT INTO calls_fts (rowid, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up)
  SELECT id, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up FROM call_texts WHERE id = new.call;
END;
CREATE TRIGGER notes_delete_out BEFORE DELETE ON notes
BEGIN
  INSERT INTO calls_fts (calls_fts, rowid, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up)
  SELECT 'delete', id, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up FROM call_texts WHERE id = old.call;
END;
CREATE TRIGGER notes_delete_in AFTER DELETE ON notes
BEGIN
  INSERT INTO calls_fts (rowid, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up)
  SELECT id, caller_name, caller_number, caller_company, reported, observed, done, outcome, follow_up FROM call_texts WHERE id = old.call;
END;
CREATE TABLE hold_extensions (
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  hold INTEGER NOT NULL,
  agreed_at TEXT NOT NULL,
  agreed_clock TEXT NOT NULL,
  promised_seconds REAL NOT NULL,
  PRIMARY KEY (call, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_ups_kept ON follow_ups (kind, done_at) WHERE done_at IS NOT NULL;
CREATE TABLE withdrawn_follow_ups (
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
) STRICT, WITHOUT ROWID;
CREATE TABLE reminders (
  follow_up_id TEXT PRIMARY KEY,
  due_at TEXT NOT NULL,
  told_at TEXT,
  snoozed_until TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE corrections (
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('started', 'ended', 'talk', 'hold', 'wrap_up')),
  hold INTEGER NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  corrected_at TEXT NOT NULL,
  PRIMARY KEY (call, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE counting (version INTEGER NOT NULL, region TEXT NOT NULL) STRICT;
CREATE TABLE call_facts (
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
) STRICT;
CREATE INDEX call_facts_by_flow ON call_facts (flow, outcome, call);
CREATE INDEX call_facts_by_caller ON call_facts (caller, call) WHERE caller IS NOT NULL;
CREATE INDEX call_facts_by_talk ON call_facts (talk_ms, call) WHERE talk_ms IS NOT NULL;
CREATE INDEX call_facts_by_hold ON call_facts (hold_ms, call) WHERE hold_ms IS NOT NULL;
CREATE INDEX call_facts_by_wrap_up ON call_facts (wrap_up_ms, call) WHERE wrap_up_ms IS NOT NULL;
CREATE INDEX call_facts_by_handle ON call_facts (handle_ms, call) WHERE handle_ms IS NOT NULL;
CREATE TABLE wordings_said (
  block INTEGER NOT NULL,
  prompt TEXT NOT NULL,
  variant INTEGER NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (block, prompt, variant)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER call_facts_insert AFTER INSERT ON call_facts BEGIN
  UPDATE call_facts SET next_call = (
    SELECT min(later.call) FROM call_facts AS later
    WHERE later.caller = call_facts.caller AND later.call > call_facts.call
  ) WHERE call IN (new.call, (
    SELECT max(earlier.call) FROM call_facts AS earlier
    WHERE earlier.caller = new.caller AND earlier.call < new.call
  ));
END;
CREATE TRIGGER call_facts_update AFTER UPDATE OF caller ON call_facts WHEN old.caller IS NOT new.caller BEGIN
  UPDATE call_facts SET next_call = (
    SELECT min(later.call) FROM call_facts AS later
    WHERE later.caller = call_facts.caller AND later.call > call_facts.call
  ) WHERE call IN (old.call, (
    SELECT max(earlier.call) FROM call_facts AS earlier
    WHERE earlier.caller = old.caller AND earlier.call < old.call
  ));
  UPDATE call_facts SET next_call = (
    SELECT min(later.call) FROM call_facts AS later
    WHERE later.caller = call_facts.caller AND later.call > call_facts.call
  ) WHERE call IN (new.call, (
    SELECT max(earlier.call) FROM call_facts AS earlier
    WHERE earlier.caller = new.caller AND earlier.call < new.call
  ));
END;
CREATE TRIGGER call_facts_delete AFTER DELETE ON call_facts BEGIN
  UPDATE call_facts SET next_call = (
    SELECT min(later.call) FROM call_facts AS later
    WHERE later.caller = call_facts.caller AND later.call > call_facts.call
  ) WHERE call IN (old.call, (
    SELECT max(earlier.call) FROM call_facts AS earlier
    WHERE earlier.caller = old.caller AND earlier.call < old.call
  ));
END;
CREATE TRIGGER prompts_said_insert AFTER INSERT ON prompts_said BEGIN
  INSERT INTO wordings_said
  VALUES (new.call / 2592000000000, new.prompt, new.variant, 1)
  ON CONFLICT (block, prompt, variant) DO UPDATE SET times = times + 1;
END;
CREATE TRIGGER prompts_said_update AFTER UPDATE OF prompt, variant ON prompts_said BEGIN
  UPDATE wordings_said SET times = times - 1
  WHERE block = old.call / 2592000000000 AND prompt = old.prompt AND variant = old.variant;
  INSERT INTO wordings_said
  VALUES (new.call / 2592000000000, new.prompt, new.variant, 1)
  ON CONFLICT (block, prompt, variant) DO UPDATE SET times = times + 1;
END;
CREATE TRIGGER prompts_said_delete AFTER DELETE ON prompts_said BEGIN
  UPDATE wordings_said SET times = times - 1
  WHERE block = old.call / 2592000000000 AND prompt = old.prompt AND variant = old.variant;
END;
CREATE TABLE gates (
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  gate TEXT NOT NULL,
  is_passed INTEGER NOT NULL,
  words TEXT NOT NULL,
  decided_at TEXT,
  decided_clock TEXT,
  PRIMARY KEY (call, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE spoken_facts (
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (call, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE answers (
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  item TEXT NOT NULL, value TEXT NOT NULL CHECK (value IN ('yes', 'no', 'done')), line TEXT NOT NULL, answered_at TEXT NOT NULL, answered_clock TEXT NOT NULL,
  PRIMARY KEY (call, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE consents (
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  what TEXT NOT NULL, given INTEGER NOT NULL CHECK (given IN (0, 1)), asked_at TEXT NOT NULL, asked_clock TEXT NOT NULL,
  PRIMARY KEY (call, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE accesses (
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  what TEXT NOT NULL, why TEXT NOT NULL, looked_at TEXT NOT NULL, looked_clock TEXT NOT NULL,
  PRIMARY KEY (call, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE asides (
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  flow TEXT NOT NULL, stage TEXT NOT NULL, prompt TEXT NOT NULL, variant INTEGER NOT NULL,
  PRIMARY KEY (call, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE style_notes (
  about TEXT NOT NULL CHECK (about IN ('caller', 'company')),
  key TEXT NOT NULL,
  text TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  PRIMARY KEY (about, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX call_facts_with_holds ON call_facts (call, holds_asked, holds_granted, holds_declined, holds_callback, holds_over, holds_in_time, promised_ms, waited_ms) WHERE holds_asked > 0;
CREATE INDEX call_facts_with_promises ON call_facts (call, promises_made, promises_kept, promises_in_time) WHERE promises_made > 0;
CREATE TABLE drafts (
  place TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
