"""Which rows of the log tell of a course, as known at a position."""

from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

import msgspec

from domain.client.events import ContactChanged
from domain.clinic.events import Adopted
from domain.course.events import Opened
from domain.erased import is_erased
from domain.errors import NotFound
from domain.event import Entry
from domain.forms.events import Recorded, Rescored
from domain.ids import CLINIC
from domain.pathway.events import ProtocolMoved
from domain.working.events import SkillsRated
from store.application import EventLog

LineId = Callable[[str], UUID]
"""Gives the id of the line of a number or mail address, a keyed hash (`Keystore.index`)."""


class Rows(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was read about a course, in the order of the log.

    `position` is that as of which it was read. `lines` are those of the addresses that the client was
    known by, each with the position at which it was given up, or None while it is the client's, `instruments`
    the names of those by which something was scored in it.
    """

    position: int
    opened: Opened
    course: UUID
    everything: list[Entry]
    lines: dict[UUID, int | None]
    instruments: frozenset[str] = frozenset()

    def of(self, stream: UUID) -> list[Entry]:
        """Return the rows of one stream."""
        return [entry for entry in self.everything if entry.stream == stream]

    def shown(self) -> list[Entry]:
        """Return the rows that belong to this case: nothing of other people's, and no rules of other courses."""
        return [entry for entry in self.everything if self._belongs(entry)]

    def _belongs(self, entry: Entry) -> bool:
        if entry.stream in self.lines:
            given_up = self.lines[entry.stream]
            return entry.course in {None, self.course} and (given_up is None or entry.position < given_up)
        return not isinstance(entry.event, Adopted) or self.applies(entry.event)

    def applies(self, adopted: Adopted) -> bool:
        """Tell whether these rules have a say in the course: its own protocol, the instruments that scored in it."""
        if adopted.kind == "instrument":
            return adopted.name in self.instruments
        return adopted.kind != "protocol" or _named(adopted) in self._protocols()

    def is_protocol(self, adopted: Adopted) -> bool:
        """Tell whether these rules are the protocol that the course followed last, in that version."""
        return adopted.kind == "protocol" and _named(adopted) == self._protocols()[-1]

    def _protocols(self) -> list[tuple[str, int]]:
        """Return the protocols that the course followed, by name and version, that of its opening first."""
        moves = (entry.event for entry in self.of(self.course) if isinstance(entry.event, ProtocolMoved))
        opened = (self.opened.protocol, self.opened.protocol_version)
        return [opened, *((move.protocol, move.protocol_version) for move in moves)]


def _named(adopted: Adopted) -> tuple[object, object]:
    return adopted.content.get("name"), adopted.content.get("version")


def rows_of(log: EventLog, course: UUID, line_id: LineId, upto: int | None = None) -> Rows:
    """Return the rows of a course: its case, its client, referral, clinic, lines and what came in for it.

    Nothing after position `upto` is read; without it, nothing after the position that is now the last.

    Raises:
        NotFound: there was no such course then.
    """
    position = log.head() if upto is None else upto
    case = log.case(course, position)
    opened = next((entry.event for entry in case if isinstance(entry.event, Opened)), None)
    if opened is None:
        raise NotFound(what="course")
    client = log.entries(opened.client, position)
    lines = lines_of(client, line_id)
    inbound = {entry.stream for entry in case if entry.event.topic.startswith("inbound.")}
    around = log.several([opened.referral, CLINIC, *lines, *inbound], position)
    return Rows(
        position=position,
        opened=opened,
        course=course,
        everything=in_order(case, client, around),
        lines=lines,
        instruments=frozenset(_scored_by(case)),
    )


def _scored_by(case: Iterable[Entry]) -> Iterator[str]:
    for entry in case:
        if isinstance(entry.event, Recorded | Rescored | SkillsRated):
            yield f"{entry.event.instrument}@{entry.event.instrument_version}"


def in_order(*several: Iterable[Entry]) -> list[Entry]:
    """Return entries that were read apart, each once, in the order of the log."""
    by_position = {entry.position: entry for entries in several for entry in entries}
    return [by_position[position] for position in sorted(by_position)]


def lines_of(client: Iterable[Entry], line_id: LineId) -> dict[UUID, int | None]:
    """Return the lines of a client's addresses, each with the position at which it was given up; see `Rows`."""
    lines: dict[UUID, int | None] = {}
    for entry in client:
        if isinstance(entry.event, ContactChanged) and not is_erased(entry.event.contact):
            contact = entry.event.contact
            now = {line_id(address) for address in (contact.phone, contact.email) if address}
            lines = {line: entry.position if until is None else until for line, until in lines.items()}
            lines |= dict.fromkeys(now)
    return lines
