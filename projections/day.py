"""The views of what the clinic has before it, folded one event at a time."""

from datetime import date
from uuid import UUID

from domain.course.events import Opened
from domain.event import Entry
from domain.referral import events as referral
from domain.referral.values import Stage
from domain.staff import events as staff
from domain.todo import events as todo
from projections import day_tables
from projections.view import Fold, Row


def _stream(entry: Entry) -> UUID:
    return entry.stream


def _of_referral(entry: Entry) -> UUID:
    """A course is opened on its own stream, and names the referral that it comes from."""
    return entry.event.referral if isinstance(entry.event, Opened) else entry.stream


def _referral(known: Row | None, entry: Entry) -> Row | None:
    event = entry.event
    if isinstance(event, referral.Received):
        day = event.received_on.isoformat()
        stage = Stage.RECEIVED.value
        return {
            "referral": entry.stream,
            "client": event.client,
            "stage": stage,
            "received_on": day,
            "since": day,
            "course": None,
        }
    return known and _went_on(known, entry)


def _went_on(row: Row, entry: Entry) -> Row:
    match entry.event:
        case referral.Screened() as event if row["stage"] == Stage.RECEIVED.value:
            return row | _stage(Stage.SCREENED, event.screened_on)
        case referral.Waiting() as event:
            return row | _stage(Stage.WAITING, event.since)
        case referral.Offered() as event:
            return row | _stage(Stage.OFFERED, event.offered_on)
        case referral.Accepted() as event:
            return row | _stage(Stage.ACCEPTED, event.accepted_on)
        case referral.Declined() as event:
            return row | _stage(Stage.DECLINED, event.declined_on)
        case Opened():
            return row | {"course": row["course"] or entry.stream}
        case _:
            return row


def _stage(stage: Stage, since: date) -> Row:
    return {"stage": stage.value, "since": since.isoformat()}


def _todo(known: Row | None, entry: Entry) -> Row | None:
    match entry.event:
        case todo.Raised() as event:
            about = {"course": event.course, "client": event.client, "staff": event.staff}
            due_on = event.due_on.isoformat() if event.due_on else None
            return {"todo": entry.stream, "code": event.code.value, "due_on": due_on, "end": None, **about}
        case todo.Assigned() as event if known is not None:
            return known | {"staff": event.staff}
        case todo.Done() as event if known is not None:
            return known | {"end": event.end.value}
        case _:
            return known


def _staff(known: Row | None, entry: Entry) -> Row | None:
    match entry.event:
        case staff.Joined() as event:
            roles = [role.value for role in event.roles]
            joined_on = event.joined_on.isoformat()
            return {"staff": entry.stream, "roles": roles, "joined_on": joined_on, "left_on": None}
        case staff.Left() as event if known is not None:
            return known | {"left_on": event.left_on.isoformat()}
        case _:
            return known


def _which_absence(entry: Entry) -> UUID:
    assert isinstance(entry.event, staff.AbsenceNoted | staff.AbsenceWithdrawn)
    return entry.event.absence


def _absence(known: Row | None, entry: Entry) -> Row | None:
    event = entry.event
    if not isinstance(event, staff.AbsenceNoted):
        return None
    days = {"first_on": event.first_on.isoformat(), "last_on": event.last_on.isoformat()}
    return {"absence": event.absence, "staff": entry.stream, "covered_by": event.covered_by, **days}


_REFERRALS = (
    referral.Received,
    referral.Screened,
    referral.Waiting,
    referral.Offered,
    referral.Accepted,
    referral.Declined,
    Opened,
)
views = (
    Fold(
        name="referrals",
        table=day_tables.referrals,
        topics=frozenset(kind.topic for kind in _REFERRALS),
        key=_of_referral,
        evolve=_referral,
    ),
    Fold(
        name="todos",
        table=day_tables.todos,
        topics=frozenset({todo.Raised.topic, todo.Assigned.topic, todo.Done.topic}),
        key=_stream,
        evolve=_todo,
    ),
    Fold(
        name="staff",
        table=day_tables.staff,
        topics=frozenset({staff.Joined.topic, staff.Left.topic}),
        key=_stream,
        evolve=_staff,
    ),
    Fold(
        name="absences",
        table=day_tables.absences,
        topics=frozenset({staff.AbsenceNoted.topic, staff.AbsenceWithdrawn.topic}),
        key=_which_absence,
        evolve=_absence,
    ),
)
