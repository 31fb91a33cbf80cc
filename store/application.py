"""The log as the rest of the program uses it: an application of the library over our own parts."""

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import Future
from itertools import groupby
from typing import Any
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.utils import Environment, EnvType

from domain.event import Actor, Change, Entry
from domain.instant import Clock, Instant
from store.errors import Unappendable
from store.keys import Keystore
from store.mapper import EntryMapper
from store.persistence import DATABASE_URL, Factory
from store.record import Record, Trace
from store.recorder import LogRecorder
from store.request import Answer, Receipt
from store.upcast import stored_as
from store.writer import Listener

ERASURES = ("client.erased.v1", "inbound.erased.v1", "staff.erased.v1")
"""The topics that say, in the stream of a subject, that its key is destroyed."""


class EventLog(Application[UUID]):
    """Appends what was decided, and reads what happened.

    `url` is where the log is, `keystore` where the keys of its subjects are, `clock` stamps
    `recorded_at`. The library's own parts stand behind it: `repository.get(stream, projector_func=...)`
    folds a stream, `notification_log` and `recorder.subscribe` follow the log. Closing it leaves the
    keystore open: it belongs to whoever made it.

    Raises:
        UnknownStore, MalformedAddress, SchemaMissing, SchemaOlder, SchemaNewer: the database is none that this program
            knows.
    """

    recorder: LogRecorder
    mapper: EntryMapper
    log_section_size = 1_000

    def __init__(self, url: str, keystore: Keystore, clock: Clock, *, erasures: Sequence[str] = ERASURES) -> None:
        self._keystore = keystore
        self._clock = clock
        self._erasures = erasures
        super().__init__({"PERSISTENCE_MODULE": "store.persistence", DATABASE_URL: url})

    def append(
        self,
        changes: Sequence[Change],
        *,
        actor: Actor,
        command_id: UUID,
        now: Instant,
        read: Mapping[UUID, int],
        receipt: Receipt | None = None,
    ) -> Answer:
        """Append what was decided, together and durably, if every stream of `read` still has the version it had.

        `read` names every stream that was looked at or is written to, absent ones with 0. A change
        that does not say when it occurred, occurred `now`.

        Raises:
            StaleRead: a stream has changed; read again and decide again.
            KeyReused: the receipt's command id stands for another request.
            StoreUnavailable: the database could not; nothing was appended.
            Unconfirmed: a StoreUnavailable whose commit may have been done; with a receipt, ask again.
            Unsealable, Unappendable: errors of the program, before anything is written.
        """
        records = self._records(changes, actor, command_id, now, read, receipt)
        return self.recorder.append(records, read, receipt)

    def submit(
        self,
        changes: Sequence[Change],
        *,
        actor: Actor,
        command_id: UUID,
        now: Instant,
        read: Mapping[UUID, int],
        receipt: Receipt | None = None,
    ) -> "Future[Answer]":
        """Queue what `append` carries out; raises at once what is an error of the program."""
        return self.recorder.submit(self._records(changes, actor, command_id, now, read, receipt), read, receipt)

    def entries(self, stream: UUID, upto: int | None = None) -> list[Entry]:
        """Return a stream, as it stood at position `upto`."""
        return self.several([stream], upto)

    def case(self, course: UUID, upto: int | None = None) -> list[Entry]:
        """Return the whole case of a course by position, as it stood at position `upto`."""
        return self._read(self.recorder.select_courses([course], upto=upto))

    def cases(self, courses: Collection[UUID], upto: int | None = None) -> list[list[Entry]]:
        """Return the whole cases of several courses in one selection; of one that has no event, none."""
        entries = self._read(self.recorder.select_courses(courses, upto=upto))
        return [list(together) for _, together in groupby(entries, key=lambda entry: entry.course)]

    def several(self, streams: Collection[UUID], upto: int | None = None, topics: Collection[str] = ()) -> list[Entry]:
        """Return several streams by position, of these topics if any are given, as they stood together at `upto`."""
        return self._read(self.recorder.select_streams(streams, upto=upto, topics=sorted(stored_as(topics))))

    def since(self, position: int, limit: int, topics: Sequence[str] = ()) -> list[Entry]:
        """Return up to `limit` entries after a position, of these topics if any are given."""
        return self._read(self._between(position, None, limit, topics))

    def readable(self, after: int, upto: int, limit: int, topics: Collection[str]) -> list[Entry]:
        """Return up to `limit` entries of these topics after a position and up to another, as if all were erased.

        What follows the log by them needs no key, and says the same before and after an erasure.
        """
        return [self.mapper.to_readable_entry(record) for record in self._between(after, upto, limit, topics)]

    def traces(self, after: int, upto: int, topics: Collection[str]) -> Sequence[Trace]:
        """Return where events of these topics stand after a position and up to another, as stored; none is opened."""
        return self.recorder.select_traces(after, upto, sorted(stored_as(topics)))

    def last(self, stream: UUID) -> Record | None:
        """Return the last record of a stream, as it is stored."""
        found = self.recorder.select_events(stream, desc=True, limit=1)
        return found[0] if found else None

    def destroy_key(self, subject: UUID) -> None:
        """Destroy the key of a subject whose erasure the log holds, also in this process's memory.

        Whoever comes upon an erasure does so: it is then complete although the process that recorded it
        may have died before it came to this, and no process goes on with a key that another destroyed.
        Once more changes nothing.
        """
        self._keystore.destroy(subject)

    def receipt(self, command_id: UUID) -> Receipt | None:
        """Return the receipt of a command, if it was carried out."""
        return self.recorder.select_receipt(command_id)

    def head(self) -> int:
        """Return the last position; 0 if the log is empty."""
        return self.recorder.max_notification_id() or 0

    def position_at(self, at: Instant) -> int:
        """Return the last position recorded at or before an instant; 0 if there is none."""
        return self.recorder.position_at(at)

    def root(self, upto: int | None = None) -> bytes:
        """Return the Merkle root over the log up to a position."""
        return self.recorder.root(upto)

    def listen(self, listener: Listener) -> None:
        """Have `listener(last position)` called after each commit of this process; it must not block."""
        self.recorder.listen(listener)

    def unlisten(self, listener: Listener) -> None:
        """Undo `listen`."""
        self.recorder.unlisten(listener)

    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        """Take what the constructor says, nothing of the process's environment."""
        return Environment(name, env)

    def construct_mapper(self) -> Any:
        """Return our mapper."""
        return EntryMapper(self._keystore, self._erased)

    def construct_recorder(self) -> LogRecorder:
        """Return our recorder."""
        assert isinstance(self.factory, Factory)
        return self.factory.log_recorder(self._clock)

    def _records(
        self,
        changes: Sequence[Change],
        actor: Actor,
        command_id: UUID,
        now: Instant,
        read: Mapping[UUID, int],
        receipt: Receipt | None,
    ) -> list[Record]:
        if receipt and receipt.command_id != command_id:
            raise Unappendable("the receipt is of another command")
        versions = dict(read)
        records = []
        for change in changes:
            version = versions.get(change.stream)
            if version is None:
                raise Unappendable(f"{change.event.topic} is written to a stream that was not read")
            versions[change.stream] = version + 1
            records.append(self.mapper.to_stored_event(_entry(change, version + 1, actor, command_id, now)))
        return records

    def _erased(self, subject: UUID) -> bool:
        return self.recorder.holds(subject, self._erasures)

    def _between(self, after: int, upto: int | None, limit: int, topics: Collection[str]) -> Sequence[Record]:
        wanted = sorted(stored_as(topics))
        return self.recorder.select_notifications(after, limit, upto, wanted, inclusive_of_start=False)

    def _read(self, records: Sequence[Any]) -> list[Entry]:
        return [self.mapper.to_domain_event(record) for record in records]


def _entry(change: Change, version: int, actor: Actor, command_id: UUID, now: Instant) -> Entry:
    return Entry(
        originator_id=change.stream,
        originator_version=version,
        event=change.event,
        occurred_at=now if change.occurred_at is None else change.occurred_at,
        actor=actor,
        command_id=command_id,
        cause=change.cause,
        subject=change.subject,
        course=change.course,
    )
