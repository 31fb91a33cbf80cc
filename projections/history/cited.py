"""What a step of a message cites: the rule, the consent, and the versions of the streams that were looked at."""

from collections.abc import Sequence
from uuid import UUID

from domain.client import state as clients
from domain.client.contact import Medium
from domain.client.events import ConsentGiven
from domain.client.state import Client
from domain.clinic.events import Adopted
from domain.erased import is_erased
from domain.event import Cause, Entry
from domain.fold import fold
from domain.ids import CLINIC
from domain.instant import moment
from domain.message import events
from domain.message.state import Message
from domain.message.values import Reason
from projections.audit.subjects import MEDIA, PURPOSES
from projections.history.message_contents import ConsentCited, Inputs, Letter, RuleCited
from projections.history.rows import LineId

Rows = Sequence[Entry]


def at(rows: Rows, cause: Cause | None) -> Entry | None:
    """Return the entry that a cause names, where it was read."""
    return next((row for row in rows if cause == Cause(row.stream, row.version)), None) if cause else None


def rule(rows: Rows, entry: Entry) -> RuleCited | None:
    """Return the rule that an entry cites."""
    cited = at(rows, getattr(entry.event, "rule", None))
    if cited is None or not isinstance(cited.event, Adopted):
        return None
    adopted = cited.event
    return RuleCited(kind=adopted.kind, name=adopted.name, version=cited.version, sha256=adopted.sha256)


def consent(rows: Rows, entry: Entry) -> ConsentCited | None:
    """Return the consent that an entry cites."""
    cited = at(rows, getattr(entry.event, "consent", None))
    if cited is None or not isinstance(cited.event, ConsentGiven):
        return None
    given = cited.event
    return ConsentCited(
        client=cited.stream,
        version=cited.version,
        medium=MEDIA[given.medium],
        purpose=PURPOSES[given.purpose],
        how=given.how,
        wording=str(given.wording),
        given_at=moment(cited.occurred_at),
    )


def letter(entry: Entry) -> Letter | None:
    """Return what an attempt was to bring."""
    event = entry.event
    if not isinstance(event, events.Dispatching):
        return None
    return Letter(
        attempt=event.attempt, channel=event.channel, to=str(event.to), subject=str(event.subject), text=str(event.text)
    )


def inputs(rows: Rows, entry: Entry, message: Message, line_id: LineId) -> Inputs | None:
    """Return what a decision rested on; None for an entry that reports what came of sending.

    Its append was conditional on the versions that it had looked at, so they are those of the last
    rows before the first row of its command.
    """
    reason: Reason | None = getattr(entry.event, "because", None) or getattr(entry.event, "reason", None)
    if reason is None:
        return None
    first = min(row.position for row in rows if row.command_id == entry.command_id)
    before = [row for row in rows if row.position < first]
    versions = {row.stream: row.version for row in before}
    line = _line(before, entry, message, line_id)
    client = message.obligation.client
    return Inputs(
        reason=reason.code,
        facts=reason.facts,
        course_version=versions.get(message.course, 0) if message.course else None,
        client_version=versions.get(client, 0) if client else None,
        line_version=versions.get(line, 0) if line else None,
        clinic_version=versions.get(CLINIC, 0),
    )


def _line(before: Rows, entry: Entry, message: Message, line_id: LineId) -> UUID | None:
    """Return the line that was looked at: the one that is written to, else that of the address at the time."""
    if isinstance(entry.event, events.Dispatching):
        return entry.event.line
    address = _address(before, message, message.obligation.medium)
    return line_id(address) if address and not is_erased(address) else None


def _address(before: Rows, message: Message, medium: Medium) -> str:
    details = message.obligation.details
    if message.obligation.client is None:
        return "" if is_erased(details) else details.to
    client: Client | None = fold(clients.RULES, (row for row in before if row.stream == message.obligation.client))
    return "" if client is None else client.address(medium)
