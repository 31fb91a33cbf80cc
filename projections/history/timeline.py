"""The timeline of a case: each event as a sentence, in the order in which it was recorded."""

from collections.abc import Iterator, Sequence

from domain.event import Entry
from domain.instant import DAY, moment
from projections.audit.catalogue import sentence
from projections.audit.learning import learn
from projections.audit.names import Names
from projections.history.contents import TimelineEntry

LATE = DAY
"""From how much later than it happened an event counts as recorded late."""


def told(rows: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
    """Yield entries with their sentences; each is called by the names that it had when it was recorded."""
    names = Names()
    for entry in rows:
        learn(names, entry)
        yield entry, sentence(entry, names)


def timeline(rows: Sequence[Entry]) -> list[TimelineEntry]:
    """Return the timeline of these rows."""
    return [_entry(entry, said) for entry, said in told(rows)]


def _entry(entry: Entry, said: str) -> TimelineEntry:
    return TimelineEntry(
        position=entry.position,
        recorded_at=moment(entry.recorded_at),
        occurred_at=moment(entry.occurred_at),
        late=entry.recorded_at - entry.occurred_at > LATE,
        actor=entry.actor.kind,
        actor_id=entry.actor.id,
        topic=entry.event.topic,
        stream=entry.stream,
        version=entry.version,
        sentence=said,
    )
