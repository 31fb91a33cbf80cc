"""From the letter that came in to a course, or to the reason why there is none."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from domain.course.decisions import open_course
from domain.course.errors import ReasonNeeded
from domain.course.values import Party
from domain.errors import Invalid
from domain.referral.commands import (
    AcceptReferral,
    DeclineReferral,
    OfferCourse,
    PutOnWaitingList,
    ReceiveReferral,
    ScreenReferral,
)
from domain.referral.decisions import (
    accept_referral,
    decline_referral,
    offer_course,
    put_on_waiting_list,
    receive_referral,
    screen_referral,
)
from domain.referral.errors import CourseBegun, NotScreened, OutOfScope
from domain.referral.values import Finding, Findings, Form, Stage, Suitability
from tests.builders import a_client, a_course, an_accepted_referral
from tests.domain.memory import MemoryWorld
from tests.domain.test_course_opening import opening

NOTHING = Findings(
    mania=Finding.NOT_REPORTED,
    psychosis=Finding.NOT_REPORTED,
    substance_use=Finding.NOT_REPORTED,
    acute_risk=Finding.NOT_REPORTED,
)
DAY = date(2026, 2, 2)


def a_referral(**facts: Any) -> tuple[MemoryWorld, UUID]:
    world = a_course().opened().world
    client = a_client().named("Kim Marsh").registered(world)
    received = ReceiveReferral(client=client, received_on=date(2026, 1, 5), source="GP", **facts)
    return world, world.run(lambda w: receive_referral(w, received))[0].stream


def screening(**facts: Any) -> ScreenReferral:
    usual: dict[str, Any] = dict(
        screened_on=DAY, outcome=Suitability.SUITABLE, findings=NOTHING, screened_by="Dr Okafor"
    )
    return ScreenReferral(**{**usual, **facts})


def test_a_referral_goes_from_screening_over_the_waiting_list_and_an_offer_to_acceptance() -> None:
    world, referral = a_referral()
    stages = [world.referral(referral).stage]
    world.run(lambda w: screen_referral(w, referral, screening()))
    stages.append(world.referral(referral).stage)
    world.run(lambda w: put_on_waiting_list(w, referral, PutOnWaitingList(since=DAY)))
    stages.append(world.referral(referral).stage)
    world.run(lambda w: offer_course(w, referral, OfferCourse(offered_on=DAY, answer_by=date(2026, 2, 16))))
    stages.append(world.referral(referral).stage)
    world.run(lambda w: accept_referral(w, referral, AcceptReferral(accepted_on=date(2026, 2, 9))))
    stages.append(world.referral(referral).stage)
    assert stages == [Stage.RECEIVED, Stage.SCREENED, Stage.WAITING, Stage.OFFERED, Stage.ACCEPTED]
    assert world.run(lambda w: open_course(w, opening(referral)))


@pytest.mark.parametrize("form", [Form.GROUP, Form.COUPLE])
def test_a_group_or_a_couple_is_refused_with_the_reason(form: Form) -> None:
    with pytest.raises(OutOfScope, match=f"IPT for a {form.value} is not offered here: courses are for one client"):
        a_referral(form=form)


def test_somebody_under_age_is_refused_with_the_reason() -> None:
    with pytest.raises(OutOfScope, match="IPT-A"):
        a_referral(age=17)
    world, referral = a_referral(age=18)
    with pytest.raises(OutOfScope, match="age"):
        world.run(lambda w: screen_referral(w, referral, screening(age=17)))


def test_a_screening_that_does_not_find_ipt_suitable_says_why() -> None:
    world, referral = a_referral()
    with pytest.raises(ReasonNeeded):
        world.run(lambda w: screen_referral(w, referral, screening(outcome=Suitability.UNSUITABLE)))
    found = screening(outcome=Suitability.UNSUITABLE, remarks="manic since May")
    world.run(lambda w: screen_referral(w, referral, found))
    assert world.referral(referral).suitability is Suitability.UNSUITABLE


def test_an_unsuitable_referral_is_accepted_only_with_a_reason() -> None:
    world, referral = a_referral()
    found = screening(outcome=Suitability.UNSUITABLE, remarks="manic since May")
    world.run(lambda w: screen_referral(w, referral, found))
    with pytest.raises(ReasonNeeded, match="unsuitable"):
        world.run(lambda w: accept_referral(w, referral, AcceptReferral(accepted_on=DAY)))
    world.run(lambda w: accept_referral(w, referral, AcceptReferral(accepted_on=DAY, reason="well for a year")))
    assert world.referral(referral).stage is Stage.ACCEPTED


def test_a_screening_is_put_right_by_naming_it_and_stays_in_the_history() -> None:
    world, referral = a_referral()
    world.run(lambda w: screen_referral(w, referral, screening()))
    version = world.referral(referral).version
    right = screening(outcome=Suitability.MORE_TO_ASK, remarks="drinks", corrects=version, because="wrong letter")
    world.run(lambda w: screen_referral(w, referral, right))
    assert world.referral(referral).suitability is Suitability.MORE_TO_ASK
    assert world.history(referral) == ["referral.received", "referral.screened", "referral.screened"]


def test_only_a_screening_can_be_put_right_and_only_with_a_reason() -> None:
    world, referral = a_referral()
    with pytest.raises(NotScreened, match="version 1"):
        world.run(lambda w: screen_referral(w, referral, screening(corrects=1, because="typing slip")))
    world.run(lambda w: screen_referral(w, referral, screening()))
    with pytest.raises(ReasonNeeded):
        world.run(lambda w: screen_referral(w, referral, screening(corrects=2)))


def test_a_screening_later_on_leaves_the_referral_as_far_as_it_had_come() -> None:
    world, referral = a_referral()
    world.run(lambda w: put_on_waiting_list(w, referral, PutOnWaitingList(since=DAY)))
    world.run(lambda w: screen_referral(w, referral, screening()))
    assert world.referral(referral).stage is Stage.WAITING


def test_an_offer_is_answered_after_it_was_made() -> None:
    world, referral = a_referral()
    with pytest.raises(Invalid, match="answer_by"):
        world.run(lambda w: offer_course(w, referral, OfferCourse(offered_on=DAY, answer_by=date(2026, 2, 1))))


@pytest.mark.parametrize("by", list(Party))
def test_a_referral_is_declined_by_either_side_with_a_reason(by: Party) -> None:
    world, referral = a_referral()
    with pytest.raises(ReasonNeeded):
        world.run(lambda w: decline_referral(w, referral, DeclineReferral(declined_on=DAY, by=by, reason=" ")))
    world.run(lambda w: decline_referral(w, referral, DeclineReferral(declined_on=DAY, by=by, reason="moved away")))
    known = world.referral(referral)
    assert (known.stage, known.declined_by, known.since) == (Stage.DECLINED, by, DAY)


def test_a_declined_referral_is_taken_up_again_with_a_reason() -> None:
    world, referral = a_referral()
    declined = DeclineReferral(declined_on=DAY, by=Party.CLIENT, reason="no time")
    world.run(lambda w: decline_referral(w, referral, declined))
    with pytest.raises(ReasonNeeded, match="declined"):
        world.run(lambda w: accept_referral(w, referral, AcceptReferral(accepted_on=DAY)))
    world.run(lambda w: accept_referral(w, referral, AcceptReferral(accepted_on=DAY, reason="has time now")))
    assert world.referral(referral).declined_by is None


def test_a_referral_that_led_to_a_course_is_not_declined() -> None:
    world, _ = a_referral()
    referral = an_accepted_referral(world, a_client().registered(world))
    world.run(lambda w: open_course(w, opening(referral)))
    declined = DeclineReferral(declined_on=DAY, by=Party.CLIENT, reason="no time")
    with pytest.raises(CourseBegun):
        world.run(lambda w: decline_referral(w, referral, declined))
