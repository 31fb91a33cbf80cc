"""The outer ring, wired: what the routes are given, and how the process fares."""

import time
from typing import Any
from uuid import UUID

from api.services import Health, Services
from interlude.compose import Program, Role, twilio_account
from projections.day_lists import DayLists
from projections.history import case_file, why
from projections.lists import Lists
from store.execute import ADDRESSES

BEHIND = 5_000
"""Entries that the views may be behind before the process says that it is not ready."""


def services(program: Program) -> Services:
    """Return what the routes work with."""
    record = program.record

    def line_id(address: str) -> UUID:
        return record.keystore.index(ADDRESSES, address)

    def history(course: UUID, position: int | None) -> dict[str, Any]:
        return case_file.to_dict(case_file.case_file(record.log, course, line_id, position))

    def why_of(message: UUID) -> dict[str, Any]:
        return why.to_dict(why.why(record.log, message, line_id))

    return Services(
        executor=record.executor,
        clock=program.clock,
        views=Lists(program.engine, program.runner, record.log),
        day=DayLists(program.engine, record.log),
        digest=record.keystore.digest,
        history=history,
        why=why_of,
        health=lambda: health(program),
        public_url=program.env.public_url,
        twilio=twilio_account(program.env),
    )


def health(program: Program) -> Health:
    """Return how the process fares: the database answers, the views follow, the pump comes round."""
    try:
        behind = program.runner.lag()
    except Exception:  # noqa: BLE001 - whatever the database says, it does not answer
        return Health(ready=False, database=False, pump_overdue_seconds=_overdue(program))
    ready = behind <= BEHIND and not _overdue(program)
    return Health(ready=ready, database=True, behind={"views": behind}, pump_overdue_seconds=_overdue(program))


def _overdue(program: Program) -> float | None:
    if program.role is Role.API:
        return None
    return round(time.monotonic() - program.pump.came_round_at, 1) if program.timer.overdue() else 0.0
