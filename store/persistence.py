"""The persistence module of the library: `PERSISTENCE_MODULE=store.persistence`, `DATABASE_URL=...`."""

import time

from eventsourcing.persistence import (
    AggregateRecorder,
    InfrastructureFactory,
    NotSupportedError,
    ProcessRecorder,
    TrackingRecorder,
)
from eventsourcing.utils import Environment, EnvType

from domain.instant import Clock, Instant
from store.database import database
from store.recorder import LogRecorder

DATABASE_URL = "DATABASE_URL"


class MachineClock:
    """The clock of the machine."""

    def now(self) -> Instant:
        """Return the present instant."""
        return Instant(time.time_ns() // 1_000)


class Factory(InfrastructureFactory[TrackingRecorder]):
    """Makes the recorder of the database at `DATABASE_URL`, and closes what it made."""

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        self._made: list[LogRecorder] = []

    def application_recorder(self) -> LogRecorder:
        """Return a recorder that stamps with the machine's clock."""
        return self.log_recorder(MachineClock())

    def log_recorder(self, clock: Clock) -> LogRecorder:
        """Return a recorder that stamps with this clock.

        Raises:
            UnknownStore, MalformedAddress, SchemaMissing, SchemaOlder, SchemaNewer: the database is none that this
                program knows.
        """
        recorder = database(self.env.get(DATABASE_URL, "")).recorder(clock)
        self._made.append(recorder)
        return recorder

    def aggregate_recorder(self, purpose: str = "events") -> AggregateRecorder:
        """Refuse: there are no snapshots, a case replays in about a millisecond."""
        raise NotSupportedError(f"no recorder of {purpose} apart from the log")

    def tracking_recorder(self, tracking_recorder_class: type[TrackingRecorder] | None = None) -> TrackingRecorder:
        """Refuse: the views keep their own positions."""
        raise NotSupportedError("the views keep their own positions")

    def process_recorder(self) -> ProcessRecorder:
        """Refuse: the views keep their own positions."""
        raise NotSupportedError("the views keep their own positions")

    def close(self) -> None:
        """Close every recorder that was made here."""
        for recorder in self._made:
            recorder.close()
