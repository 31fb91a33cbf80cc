"""What the views of the clinic's day give: one struct a row, names and texts read from the log."""

from datetime import date
from uuid import UUID

import msgspec


class ReferralRow(msgspec.Struct, frozen=True, kw_only=True):
    """One referral: how far it has come, since when, and the first course that it led to, if it did."""

    referral: UUID
    client: UUID
    name: str
    stage: str
    received_on: date
    since: date
    course: UUID | None


class TodoRow(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do; `end` is `done` or `dropped`, None while it is open."""

    todo: UUID
    code: str
    text: str
    course: UUID | None
    client: UUID | None
    staff: UUID | None
    due_on: date | None
    end: str | None


class StaffRow(msgspec.Struct, frozen=True, kw_only=True):
    """One member of staff."""

    staff: UUID
    name: str
    roles: list[str]
    joined_on: date
    left_on: date | None


class AbsenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """One absence, both days included; nobody covers where `covered_by` is None."""

    absence: UUID
    staff: UUID
    name: str
    first_on: date
    last_on: date
    covered_by: UUID | None
