"""The tables of the log and of the keys. `docs/format.md` says what each column means."""

from store.sqlite.schema import Schema

_EVENTS = """
CREATE TABLE events (
    position      INTEGER PRIMARY KEY,
    stream        BLOB    NOT NULL,
    version       INTEGER NOT NULL,
    topic         TEXT    NOT NULL,
    recorded_at   INTEGER NOT NULL,
    occurred_at   INTEGER,
    actor_kind    TEXT,
    actor_id      BLOB,
    command_id    BLOB,
    cause_stream  BLOB,
    cause_version INTEGER,
    subject       BLOB,
    course        BLOB,
    key_id        BLOB,
    state         BLOB    NOT NULL,
    leaf          BLOB    NOT NULL,
    UNIQUE (stream, version)
) STRICT
"""

# SQLite ends every index with the position.
_OF_A_COURSE = "CREATE INDEX events_of_a_course ON events (course) WHERE course IS NOT NULL"
_BY_TIME = "CREATE INDEX events_by_time ON events (recorded_at)"

# A seat belt against mistakes; whoever can drop a trigger is found by the exported checkpoints.
_NO_UPDATE = """
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END
"""
_NO_DELETE = """
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END
"""

_RECEIPTS = """
CREATE TABLE receipts (
    command_id     BLOB    PRIMARY KEY,
    principal      TEXT    NOT NULL,
    route          TEXT    NOT NULL,
    key            TEXT    NOT NULL,
    request_hash   BLOB    NOT NULL,
    first_position INTEGER NOT NULL,
    last_position  INTEGER NOT NULL,
    recorded_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID
"""

_KEYS = """
CREATE TABLE keys (
    key_id     BLOB    PRIMARY KEY,
    subject    BLOB    NOT NULL UNIQUE,
    wrapped    BLOB    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT
"""

LOG = Schema("the log", 1, (_EVENTS, _OF_A_COURSE, _BY_TIME, _NO_UPDATE, _NO_DELETE, _RECEIPTS))
KEYS = Schema("the key store", 1, (_KEYS,))
