"""Entries to records and back: what is readable in the clear, everything else sealed for its subject."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import msgspec
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import Mapper, StoredEvent

from domain.event import REGISTRY, Actor, Cause, Entry, Event
from domain.instant import Instant
from store.errors import KeyMissing, SealBroken, Undecodable, Unsealable
from store.keys import Keystore
from store.messagepack import MessagePack
from store.plan import PERSONAL, plan_of
from store.record import Record
from store.seal import place, seal, unseal
from store.upcast import STEPS, ErasedValues, Step, upcast


class EntryMapper(Mapper[UUID]):
    """The library's mapper, with a key a subject in place of one for all.

    `erased(subject)` says whether the log holds the erasure of a subject; only then may its key be missing.
    """

    def __init__(self, keystore: Keystore, erased: Callable[[UUID], bool], steps: Mapping[str, Step] = STEPS) -> None:
        super().__init__(transcoder=MessagePack())
        self._keystore = keystore
        self._erased = erased
        self._steps = steps

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> Record:
        """Return an entry as a record, not yet stamped. The key that seals it is durable on return.

        Raises:
            Unsealable: it has personal fields and no subject.
        """
        if not isinstance(domain_event, Entry):
            raise TypeError("the log keeps entries")
        entry = domain_event
        event, cause, actor = entry.event, entry.cause, entry.actor
        plan = plan_of(type(event))
        values = {name: getattr(event, name) for name in plan.clear}
        key_id = None
        if plan.sealed:
            key_id, values[PERSONAL] = self._sealed(entry, {name: getattr(event, name) for name in plan.sealed})
        return Record(
            entry.originator_id,
            entry.originator_version,
            event.topic,
            self.transcoder.encode(values),
            entry.position,
            entry.recorded_at,
            entry.occurred_at,
            str(actor.kind),
            actor.id,
            entry.command_id,
            cause.stream if cause else None,
            cause.version if cause else None,
            entry.subject,
            entry.course,
            key_id,
        )

    def to_domain_event(self, stored_event: StoredEvent) -> Entry:
        """Return a record as an entry; personal fields of the erased read `ERASED`.

        Raises:
            KeyMissing: its key is gone, and no erasure explains it.
            SealBroken: the sealed part is not what was sealed for this row.
            Undecodable: the row is no event of its topic.
        """
        if not isinstance(stored_event, Record):
            raise TypeError("only whole records are read")
        return _entry(stored_event, self._event(stored_event, self._values))

    def to_readable_entry(self, record: Record) -> Entry:
        """Return a record as an entry that reads as if it were erased: no key is asked for and nothing is unsealed.

        Raises:
            Undecodable: the row is no event of its topic.
        """
        return _entry(record, self._event(record, self._readable))

    def _sealed(self, entry: Entry, personal: dict[str, Any]) -> tuple[UUID, bytes]:
        if entry.subject is None:
            raise Unsealable(f"{entry.event.topic} has personal fields and no subject")
        plain = self.transcoder.encode(personal)
        key_id, key = self._keystore.key_for(entry.subject)
        return key_id, seal(key, plain, place(entry.originator_id, entry.originator_version, entry.event.topic))

    def _event(self, record: Record, values_of: Callable[[Record], dict[str, Any]]) -> Event:
        # What the decoder says quotes values, so its words and its traceback are dropped.
        try:
            values = values_of(record)
            topic, values = upcast(record.topic, values, self._steps)
            plan = plan_of(REGISTRY[topic])
            return plan.erased_event(values) if isinstance(values, ErasedValues) else plan.event(values)
        except (msgspec.MsgspecError, KeyError, TypeError, AttributeError):
            raise _undecodable(record) from None

    def _readable(self, record: Record) -> dict[str, Any]:
        values: dict[str, Any] = self.transcoder.decode(record.state)
        return values if values.pop(PERSONAL, None) is None else ErasedValues(values)

    def _values(self, record: Record) -> dict[str, Any]:
        values: dict[str, Any] = self.transcoder.decode(record.state)
        sealed = values.pop(PERSONAL, None)
        if (sealed is None) != (record.key_id is None):
            raise _broken(record)
        if record.key_id is None:
            return values
        try:
            key = self._keystore.open(record.key_id)
        except KeyMissing:
            if record.subject is None or not self._erased(record.subject):
                raise
            return ErasedValues(values)
        plain = unseal(key, sealed, place(record.originator_id, record.originator_version, record.topic))
        if plain is None:
            raise _broken(record)
        values.update(self.transcoder.decode(plain))
        return values


def _entry(record: Record, event: Event) -> Entry:
    if record.occurred_at is None or record.actor_kind is None or record.command_id is None:
        raise _undecodable(record)
    return Entry(
        originator_id=record.originator_id,
        originator_version=record.originator_version,
        event=event,
        occurred_at=Instant(record.occurred_at),
        actor=Actor(record.actor_kind, record.actor_id),
        command_id=record.command_id,
        cause=_cause(record),
        subject=record.subject,
        course=record.course,
        position=record.id,
        recorded_at=Instant(record.recorded_at),
    )


def _cause(record: Record) -> Cause | None:
    if record.cause_stream is None or record.cause_version is None:
        return None
    return Cause(record.cause_stream, record.cause_version)


def _undecodable(record: Record) -> Undecodable:
    return Undecodable(stream=record.originator_id, version=record.originator_version, topic=record.topic)


def _broken(record: Record) -> SealBroken:
    return SealBroken(stream=record.originator_id, version=record.originator_version)
