"""What a caller asks of the writer, and what it hears back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from eventsourcing.persistence import IntegrityError

from domain.instant import Instant
from store.errors import StaleRead, Unappendable
from store.record import Record

UNSTAMPED = Instant(0)


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """That a command was carried out: who sent it, where, under which key, a keyed hash of its body.

    The positions are those of its events, first to last; `first_position` is one more than
    `last_position` when it had none. Positions and `recorded_at` are stamped by the writer.
    """

    command_id: UUID
    principal: str
    route: str
    key: str
    request_hash: bytes
    first_position: int = 0
    last_position: int = 0
    recorded_at: Instant = UNSTAMPED


@dataclass(frozen=True, kw_only=True)
class Appended:
    """The events stand at these positions, first to last, and are durable."""

    first_position: int
    last_position: int
    recorded_at: Instant


@dataclass(frozen=True, kw_only=True)
class AlreadyDone:
    """This very command was carried out before: its events stand at these positions."""

    first_position: int
    last_position: int
    recorded_at: Instant


Answer = Appended | AlreadyDone


@dataclass(frozen=True, kw_only=True)
class Request:
    """Records to append together or not at all, on condition of the versions that were read.

    `read` has the version of every stream that the decision looked at or writes to; 0 is absent.

    Raises:
        Unappendable: a record has no envelope, or does not follow the version that was read.
    """

    records: Sequence[Record]
    read: Mapping[UUID, int]
    receipt: Receipt | None = None

    def __post_init__(self) -> None:
        expected = dict(self.read)
        for record in self.records:
            if record.occurred_at is None or record.actor_kind is None or record.command_id is None:
                raise Unappendable(f"{record.topic} has no envelope")
            if expected.get(record.originator_id) != record.originator_version - 1:
                raise Unappendable(f"{record.topic} does not follow the version of its stream that was read")
            expected[record.originator_id] = record.originator_version

    def streams(self) -> set[UUID]:
        """Return the streams whose versions decide whether it fits."""
        return set(self.read)

    def check(self, versions: Mapping[UUID, int]) -> None:
        """Compare what was read with what is; a stream that is absent has no version.

        Raises:
            StaleRead: a stream has changed.
        """
        for stream, version in self.read.items():
            if versions.get(stream, 0) != version:
                raise StaleRead(stream=stream)


class Insertion(Request):
    """What the library's own `insert_events` asks: any envelope, and any first version of a new stream."""

    def __post_init__(self) -> None:
        """Ask nothing of the records before they meet the log."""

    def streams(self) -> set[UUID]:
        """Return the streams that are written."""
        return {record.originator_id for record in self.records}

    def check(self, versions: Mapping[UUID, int]) -> None:
        """Let each record follow the last of its stream.

        Raises:
            IntegrityError: it is there already, or leaves a gap.
        """
        last = dict(versions)
        for record in self.records:
            before = last.get(record.originator_id, record.originator_version - 1)
            if before != record.originator_version - 1:
                raise IntegrityError("the version does not follow the last of its stream")
            last[record.originator_id] = record.originator_version
