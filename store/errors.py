"""What the store refuses, and why: part of the one tree in `domain.errors`.

A message names topics, columns and random ids at most, never what an event says.
"""

from eventsourcing.persistence import IntegrityError, OperationalError

from domain.errors import Conflict, InterludeError, Invalid


class StaleRead(Conflict, IntegrityError):
    """A stream that the decision read has changed since: read again and decide again."""

    code = "stale-read"
    message = "What this was decided on has changed since; read it again and decide again."


class KeyReused(Conflict):
    """The same idempotency key came with another request."""

    code = "idempotency-key-reused"
    message = "This idempotency key was used for another request; use a new key for a new request."


class StoreUnavailable(InterludeError, OperationalError):
    """The database could not do it (`why` is its own name for the fault): nothing was acknowledged."""

    code = "store-unavailable"
    message = "The record cannot be reached now ({why}); nothing was changed. Try again."


class Unconfirmed(StoreUnavailable):
    """The connection was lost as the database was asked to commit: it may have been done, or not."""

    code = "store-unconfirmed"
    message = "The record did not say whether this was kept ({why}). Send the same request again: it is done once."


class SchemaMissing(InterludeError):
    """The database has no tables yet."""

    code = "schema-missing"
    message = "{where} has no tables yet; run `interlude migrate` first"


class SchemaOlder(InterludeError):
    """The database was made by an older program."""

    code = "schema-older"
    message = "{where} has schema {found}, this program needs {known}; run `interlude migrate` first"


class SchemaNewer(InterludeError):
    """The database was made by a newer program."""

    code = "schema-newer"
    message = (
        "{where} has schema {found}, this program knows {known}; `interlude migrate` cannot go back: use the newer one"
    )


class UnknownStore(Invalid):
    """No database of ours has such an address."""

    code = "unknown-store"
    message = (
        "database URL: expected sqlite:///DIRECTORY or postgresql://USER@HOST:PORT/DATABASE, got the scheme {scheme!r}"
    )


class MalformedAddress(Invalid):
    """It begins as the address of a database of ours, and cannot be read."""

    code = "malformed-address"
    message = (
        "database URL: it cannot be read; expected postgresql://USER:PASSWORD@HOST:PORT/DATABASE, "
        "with %40 for an @ within a part, %2F for a / and so on"
    )


class KeyMissing(InterludeError):
    """A sealed event's key is gone although nobody was erased: an alarm, never an `[erased]`."""

    code = "key-missing"
    message = "The key {key_id} is missing and no erasure explains it; restore the keys before anything else."


class WrongKey(InterludeError):
    """The key-encryption key is not the one that wrapped these keys."""

    code = "wrong-key"
    message = "The key file does not open this key store; use the key file that it was made with."


class KeyFileRefused(InterludeError):
    """The key file cannot be used as it is."""

    code = "key-file-refused"
    message = "key file {path}: {why}"


class SealBroken(InterludeError):
    """A sealed part does not belong to its row, or was changed."""

    code = "seal-broken"
    message = "The sealed part of version {version} of stream {stream} is not what was sealed there."


class Undecodable(InterludeError):
    """A row cannot be read as an event of its topic."""

    code = "undecodable"
    message = "Version {version} of stream {stream} cannot be read as {topic}."


class Unsealable(TypeError):
    """A programming error: an event with personal fields has no subject whose key could seal them."""


class Unappendable(ValueError):
    """A programming error: the records lack their envelope, or do not follow what was read."""
