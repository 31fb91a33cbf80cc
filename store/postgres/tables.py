"""The tables of the log and of the keys. `docs/format.md` says what each column means."""

from store.postgres.schema import Schema

_META = "CREATE TABLE meta (name text PRIMARY KEY, value bytea NOT NULL)"

_EVENTS = """
CREATE TABLE events (
    position      bigint PRIMARY KEY,
    stream        uuid   NOT NULL,
    version       bigint NOT NULL,
    topic         text   NOT NULL,
    recorded_at   bigint NOT NULL,
    occurred_at   bigint,
    actor_kind    text,
    actor_id      uuid,
    command_id    uuid,
    cause_stream  uuid,
    cause_version bigint,
    subject       uuid,
    course        uuid,
    key_id        uuid,
    state         bytea  NOT NULL,
    leaf          bytea  NOT NULL,
    UNIQUE (stream, version)
)
"""

_OF_A_COURSE = "CREATE INDEX events_of_a_course ON events (course, position) WHERE course IS NOT NULL"
_BY_TIME = "CREATE INDEX events_by_time ON events (recorded_at, position)"

# A seat belt against mistakes; whoever can drop a trigger is found by the exported checkpoints.
_REFUSAL = """
CREATE FUNCTION events_are_never_changed() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'events are never changed or deleted'; END $$
"""
_NEVER_CHANGED = """
CREATE TRIGGER events_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON events
FOR EACH STATEMENT EXECUTE FUNCTION events_are_never_changed()
"""

_RECEIPTS = """
CREATE TABLE receipts (
    command_id     uuid   PRIMARY KEY,
    principal      text   NOT NULL,
    route          text   NOT NULL,
    key            text   NOT NULL,
    request_hash   bytea  NOT NULL,
    first_position bigint NOT NULL,
    last_position  bigint NOT NULL,
    recorded_at    bigint NOT NULL
)
"""

_KEYSTORE = "CREATE SCHEMA IF NOT EXISTS keystore"
_KEYS_META = "CREATE TABLE keystore.meta (name text PRIMARY KEY, value bytea NOT NULL)"
_KEYS = """
CREATE TABLE keystore.keys (
    key_id     uuid   PRIMARY KEY,
    subject    uuid   NOT NULL UNIQUE,
    wrapped    bytea  NOT NULL,
    created_at bigint NOT NULL
)
"""

LOG = Schema("the log", 1, "meta", (_META, _EVENTS, _OF_A_COURSE, _BY_TIME, _REFUSAL, _NEVER_CHANGED, _RECEIPTS))
KEYS = Schema("the key store", 1, "keystore.meta", (_KEYSTORE, _KEYS_META, _KEYS))
