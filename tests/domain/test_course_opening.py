"""How a course comes about: a referral that was accepted, and a number of sessions that the protocol foresees."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

import pytest

from domain.course import errors
from domain.course.commands import OpenCourse
from domain.course.decisions import open_course
from domain.course.events import Opened
from domain.errors import NotFound
from domain.ids import INTERLUDE, course_of
from domain.referral.decisions import (
    AcceptReferral,
    AlreadyAccepted,
    ReceiveReferral,
    accept_referral,
    receive_referral,
)
from tests.builders import CLINICIAN, a_client, a_course, a_world, an_accepted_referral
from tests.domain.memory import MemoryWorld

NOBODY = uuid5(INTERLUDE, "nobody")


def a_clinic_with_a_client() -> tuple[MemoryWorld, UUID]:
    world = a_course().opened().world
    return world, a_client().named("Kim Marsh").registered(world)


def opening(referral: UUID, **facts: Any) -> OpenCourse:
    usual = dict(protocol="ipt-16", protocol_version=1, sessions_agreed=16, clinician=CLINICIAN)
    return OpenCourse(referral=referral, **{**usual, **facts})


def test_an_accepted_referral_leads_to_a_course_in_its_first_phase() -> None:
    world, client = a_clinic_with_a_client()
    referral = an_accepted_referral(world, client)
    (change,) = world.run(lambda w: open_course(w, opening(referral, sessions_agreed=12)))
    course = world.case(course_of(referral)).course
    assert isinstance(change.event, Opened)
    assert (change.stream, change.course, change.subject) == (course.id, course.id, client)
    assert (course.phase, course.sessions_agreed, course.protocol) == ("initial", 12, ("ipt-16", 1))
    assert not course.is_discharged


def test_a_referral_that_was_not_accepted_leads_to_no_course() -> None:
    world, client = a_clinic_with_a_client()
    received = ReceiveReferral(client=client, received_on=date(2026, 1, 5), source="GP")
    referral = world.run(lambda w: receive_referral(w, received))[0].stream
    with pytest.raises(errors.ReferralNotAccepted):
        world.run(lambda w: open_course(w, opening(referral)))


def test_a_referral_leads_to_one_course_only() -> None:
    world, client = a_clinic_with_a_client()
    referral = an_accepted_referral(world, client)
    world.run(lambda w: open_course(w, opening(referral)))
    with pytest.raises(errors.ReferralUsed):
        world.run(lambda w: open_course(w, opening(referral)))


def test_a_client_who_is_referred_again_has_a_second_course() -> None:
    world, client = a_clinic_with_a_client()
    first, second = an_accepted_referral(world, client), an_accepted_referral(world, client)
    world.run(lambda w: open_course(w, opening(first)))
    world.run(lambda w: open_course(w, opening(second)))
    assert course_of(first) != course_of(second)


def test_a_protocol_that_was_not_adopted_is_named_with_those_that_were() -> None:
    world, client = a_clinic_with_a_client()
    referral = an_accepted_referral(world, client)
    with pytest.raises(errors.UnknownProtocol, match="no version 2 of 'ipt-16'; it has ipt-16 version 1"):
        world.run(lambda w: open_course(w, opening(referral, protocol_version=2)))


def test_a_clinic_without_protocols_says_so() -> None:
    world = a_world()
    client = a_client().registered(world)
    referral = an_accepted_referral(world, client)
    with pytest.raises(errors.UnknownProtocol, match="it has none"):
        world.run(lambda w: open_course(w, opening(referral)))


@pytest.mark.parametrize("agreed", [-1, 0, 7, 17])
def test_a_number_of_sessions_outside_the_protocol_is_refused(agreed: int) -> None:
    world, client = a_clinic_with_a_client()
    referral = an_accepted_referral(world, client)
    with pytest.raises(errors.SessionsOutOfBounds, match=f"8 to 16 sessions, not {agreed}"):
        world.run(lambda w: open_course(w, opening(referral, sessions_agreed=agreed)))


@pytest.mark.parametrize("agreed", [8, 16])
def test_the_bounds_of_the_protocol_are_allowed(agreed: int) -> None:
    world, client = a_clinic_with_a_client()
    referral = an_accepted_referral(world, client)
    assert world.run(lambda w: open_course(w, opening(referral, sessions_agreed=agreed)))


def test_what_does_not_exist_is_not_found() -> None:
    world, _ = a_clinic_with_a_client()
    unknown = ReceiveReferral(client=NOBODY, received_on=date(2026, 1, 5), source="GP")
    with pytest.raises(NotFound, match="referral"):
        world.run(lambda w: open_course(w, opening(NOBODY)))
    with pytest.raises(NotFound, match="client"):
        world.run(lambda w: receive_referral(w, unknown))
    with pytest.raises(NotFound, match="referral"):
        world.run(lambda w: accept_referral(w, NOBODY, AcceptReferral(accepted_on=date(2026, 1, 12))))
    with pytest.raises(NotFound, match="course"):
        world.case(NOBODY)


def test_a_referral_is_accepted_once() -> None:
    world, client = a_clinic_with_a_client()
    referral = an_accepted_referral(world, client)
    with pytest.raises(AlreadyAccepted, match="2026-01-12"):
        world.run(lambda w: accept_referral(w, referral, AcceptReferral(accepted_on=date(2026, 2, 1))))


def test_a_referral_is_sealed_for_its_client() -> None:
    world, client = a_clinic_with_a_client()
    referral = an_accepted_referral(world, client)
    assert {entry.subject for entry in world.log if entry.stream == referral} == {client}
