"""What may be done to a referral: received, screened, put on the waiting list, offered, accepted or declined."""

from uuid import UUID

from domain.client.living import living
from domain.course.errors import ReasonNeeded
from domain.errors import Invalid
from domain.event import Change, Event
from domain.ids import course_of
from domain.referral import events
from domain.referral.commands import (
    AcceptReferral,
    DeclineReferral,
    OfferCourse,
    PutOnWaitingList,
    ReceiveReferral,
    ScreenReferral,
)
from domain.referral.errors import AlreadyAccepted, CourseBegun, NotScreened, OutOfScope
from domain.referral.state import Referral
from domain.referral.values import ADULT, Form, Suitability
from domain.world import World

__all__ = [
    "AcceptReferral",
    "AlreadyAccepted",
    "ReceiveReferral",
    "accept_referral",
    "decline_referral",
    "offer_course",
    "put_on_waiting_list",
    "receive_referral",
    "screen_referral",
]


def receive_referral(world: World, command: ReceiveReferral) -> list[Change]:
    """Make a referral; its id is `world.new_id("referral")`.

    Raises:
        OutOfScope: it is for a group, a couple or somebody under age.
    """
    if command.form is not Form.INDIVIDUAL:
        raise OutOfScope(field="form", what=f"IPT for a {command.form.value}", why="courses are for one client")
    _of_age(command.age)
    living(world.client(command.client))
    received = events.Received(
        client=command.client, received_on=command.received_on, source=command.source, reason=command.reason
    )
    return [Change(stream=world.new_id("referral"), event=received, subject=command.client)]


def _of_age(age: int | None) -> None:
    if age is not None and age < ADULT:
        why = "adolescents need a protocol of their own (IPT-A)"
        raise OutOfScope(field="age", what=f"IPT under the age of {ADULT}", why=why)


def screen_referral(world: World, referral: UUID, command: ScreenReferral) -> list[Change]:
    """Note a screening. One that found something else than suitable says so in its remarks.

    Raises:
        OutOfScope, NotScreened, ReasonNeeded, Invalid.
    """
    known = world.referral(referral)
    _of_age(command.age)
    if not command.screened_by.strip():
        raise Invalid(field="screened_by", expected="who looked at it")
    if command.outcome is not Suitability.SUITABLE and not command.remarks.strip():
        raise ReasonNeeded(deviation="IPT was not found suitable")
    if command.corrects is not None:
        _correcting(known, command.corrects, command.because)
    screened = events.Screened(
        screened_on=command.screened_on,
        outcome=command.outcome,
        findings=command.findings,
        screened_by=command.screened_by,
        remarks=command.remarks,
        corrects=command.corrects,
        because=command.because,
    )
    return [_of(known, screened)]


def _correcting(referral: Referral, version: int, because: str) -> None:
    if version not in referral.screenings:
        raise NotScreened(version=version)
    if not because.strip():
        raise ReasonNeeded(deviation="an earlier screening is put right")


def _of(referral: Referral, event: Event) -> Change:
    return Change(stream=referral.id, event=event, subject=referral.client)


def _open(world: World, referral: UUID) -> Referral:
    """Return a referral that has led to no course.

    Raises:
        CourseBegun: it has.
    """
    known = world.referral(referral)
    if world.has_begun(course_of(referral)):
        raise CourseBegun
    return known


def put_on_waiting_list(world: World, referral: UUID, command: PutOnWaitingList) -> list[Change]:
    """Note that the client waits."""
    known = _open(world, referral)
    return [_of(known, events.Waiting(since=command.since, reason=command.reason))]


def offer_course(world: World, referral: UUID, command: OfferCourse) -> list[Change]:
    """Note an offer; a further one takes its place."""
    known = _open(world, referral)
    if command.answer_by is not None and command.answer_by < command.offered_on:
        raise Invalid(field="answer_by", expected="a day from that of the offer on")
    offered = events.Offered(offered_on=command.offered_on, offer=command.offer, answer_by=command.answer_by)
    return [_of(known, offered)]


def accept_referral(world: World, referral: UUID, command: AcceptReferral) -> list[Change]:
    """Accept a referral, also one that had been declined.

    Raises:
        AlreadyAccepted: it is accepted.
        ReasonNeeded: it was found unsuitable, or declined.
    """
    known = world.referral(referral)
    if known.accepted_on is not None:
        raise AlreadyAccepted(accepted_on=known.accepted_on)
    if not command.reason.strip():
        _needs_reason(known)
    return [_of(known, events.Accepted(accepted_on=command.accepted_on, reason=command.reason))]


def _needs_reason(known: Referral) -> None:
    if known.declined_by is not None:
        raise ReasonNeeded(deviation="the referral had been declined")
    if known.suitability is Suitability.UNSUITABLE:
        raise ReasonNeeded(deviation="screening found IPT unsuitable")


def decline_referral(world: World, referral: UUID, command: DeclineReferral) -> list[Change]:
    """Note that the referral leads to no course; accepted before or not.

    Raises:
        CourseBegun, ReasonNeeded.
    """
    known = _open(world, referral)
    if not command.reason.strip():
        raise ReasonNeeded(deviation="the referral leads to no course")
    declined = events.Declined(declined_on=command.declined_on, by=command.by, reason=command.reason)
    return [_of(known, declined)]
