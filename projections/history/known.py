"""What the rows of a case come to: the states that the domain's own folds make of them."""

from uuid import UUID

import msgspec

from domain.client import state as clients
from domain.client.contact import Medium
from domain.client.state import Client
from domain.clinic import state as clinics
from domain.clinic.state import Clinic
from domain.errors import NotFound
from domain.fold import fold
from domain.ids import CLINIC
from domain.instant import Instant
from domain.line import state as lines
from domain.line.state import Line
from domain.policy.case import Case, case
from projections.audit.learning import learn
from projections.audit.names import Names
from projections.history.rows import LineId, Rows


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """The case, its client, the clinic and the client's lines, as the log had them at a position.

    `at` is when the last row of the case that was read was recorded.
    """

    rows: Rows
    case: Case
    client: Client
    clinic: Clinic
    names: Names
    at: Instant
    line_ids: dict[Medium, UUID]

    def line(self, medium: Medium) -> Line:
        """Return the line of the client's present address; an empty one where nothing ever happened on it."""
        line = self.line_ids.get(medium)
        found: Line = fold(lines.RULES, self.rows.of(line) if line else []) or lines.EMPTY
        return found


def known(rows: Rows, line_id: LineId) -> Known:
    """Return the states that the rows of a case make.

    Raises:
        NotFound: its client is not on record.
    """
    found = case(rows.everything)
    client: Client | None = fold(clients.RULES, rows.of(rows.opened.client))
    if found is None or client is None:
        raise NotFound(what="course")
    names = Names()
    for entry in rows.everything:
        learn(names, entry)
    return Known(
        rows=rows,
        case=found,
        client=client,
        clinic=fold(clinics.RULES, rows.of(CLINIC)) or clinics.EMPTY,
        names=names,
        at=rows.shown()[-1].recorded_at,
        line_ids=_line_ids(client, line_id),
    )


def _line_ids(client: Client, line_id: LineId) -> dict[Medium, UUID]:
    return {medium: line_id(address) for medium in Medium if (address := client.address(medium))}
