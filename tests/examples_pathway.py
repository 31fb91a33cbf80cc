"""Examples of the events of the pathway, the ending and the clinic's day, as in one short case. Never changed."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from domain.client import events as client
from domain.clinic import closures
from domain.course.facts import How
from domain.course.values import Deviation, Mode, Outcome, Party
from domain.ending import events as ending
from domain.ending import values
from domain.event import Event
from domain.pathway import events as pathway
from domain.pathway.values import Link
from domain.referral import events as referral
from domain.referral.values import Finding, Findings, Suitability
from domain.staff import events as staff
from domain.staff.values import Role
from domain.supervision import events as supervision
from domain.todo import events as todo
from domain.todo.values import Code, End

CAST = UUID("0d9a6f6e-7c1c-4d55-9a53-3f8f0c4b5f10")


def the(name: str) -> UUID:
    """Return the id of somebody or something in these examples, as in `tests.examples`."""
    return uuid5(CAST, name)


DAY, LATER = date(2026, 3, 16), date(2026, 6, 30)
FINDINGS = Findings(
    mania=Finding.NOT_REPORTED,
    psychosis=Finding.NOT_REPORTED,
    substance_use=Finding.UNCLEAR,
    acute_risk=Finding.PRESENT,
)


def a_fact(name: str) -> dict[str, Any]:
    """Return the fields that every fact has, none of them empty."""
    return dict(
        id=the(name),
        on=DAY,
        author="Dr Amari",
        replaces=the(f"{name} before"),
        how=How.CORRECTION,
        because="noted for the wrong day",
        deviation=Deviation(what="the course was discharged before", reason="noted late"),
    )


_REFERRAL: list[Event] = [
    referral.Screened(
        screened_on=DAY,
        outcome=Suitability.MORE_TO_ASK,
        findings=FINDINGS,
        screened_by="Dr Amari",
        remarks="ask about drinking",
        corrects=2,
        because="another letter had been read",
    ),
    referral.Waiting(since=DAY, reason="no place before May"),
    referral.Offered(offered_on=DAY, offer="Mondays at nine with Dr Amari", answer_by=date(2026, 3, 30)),
    referral.Declined(declined_on=LATER, by=Party.CLIENT, reason="moves to the coast"),
]
_PATHWAY: list[Event] = [
    pathway.Imported(sessions_held=3, source="the old diary", reference="C-17"),
    pathway.Released(remark="looked through with the client"),
    pathway.ProtocolMoved(
        protocol="ipt-16",
        protocol_version=2,
        before="ipt-16",
        before_version=1,
        consequences=["the phase ending spans sessions 14 to 16 instead of sessions 13 to 16"],
        reason="the clinic works by the new version",
    ),
    pathway.ClinicianChanged(
        staff=the("clinician"), from_on=DAY, clinician="Dr Brown", before="Dr Amari", reason="parental leave"
    ),
    pathway.Linked(follows=the("earlier course"), link=Link.RELAPSE, reason="low again since May"),
    pathway.Continued(course=the("later course"), link=Link.MAINTENANCE),
    pathway.DischargeWithdrawn(outcome=Outcome.DROPPED_OUT, discharged_on=DAY, reason="the client came back"),
    client.Died(died_on=LATER, source="the family"),
    client.DeathWithdrawn(died_on=LATER, reason="it was somebody of the same name"),
]
_ENDING: list[Event] = [
    ending.EndingNamed(content=values.NamedEnding(ends_on=LATER, text="four more from today"), **a_fact("ending")),
    ending.FeelingsAcknowledged(
        content=values.Feelings(text="sad to stop", acknowledged="it is a loss of its own"), **a_fact("feelings")
    ),
    ending.GainsReviewed(
        content=values.Gains(
            gains=["calls her sister weekly"],
            goals=[values.GoalReviewed(goal="one calm talk", reached="twice")],
            own_part="kept at it",
            left_to_do="the talk with her father",
        ),
        **a_fact("gains"),
    ),
    ending.SignsNoted(content=values.Signs(signs=["I stop answering", "I sleep till noon"]), **a_fact("signs")),
    ending.RelapsePlanMade(
        content=values.RelapsePlan(
            steps=["tell Sam"], situations=["winter"], people=["Sam"], services="the surgery", copy_given=True
        ),
        **a_fact("relapse plan"),
    ),
    ending.RemissionNoted(
        content=values.RemissionReached(how=values.Remission.IPT_ALONE, text="below five since May"),
        **a_fact("remission"),
    ),
    ending.MaintenanceDecided(
        content=values.MaintenanceChoice(
            decision=values.Maintenance.MAINTENANCE, text="three episodes so far", client_agreed=True, every_days=28
        ),
        **a_fact("maintenance"),
    ),
    ending.SignsReturned(
        content=values.SignsReturned(signs=["I stop answering"], text="to be seen this week"), **a_fact("returned")
    ),
    ending.FollowedUp(
        month=3,
        content=values.FollowUp(
            mode=Mode.PHONE,
            symptoms="two low days",
            functioning="back at work",
            relationships="calmer at home",
            network="a walking group",
            coping="uses the plan",
            well_being="content",
            forms=[the("form")],
            signs_returned=["I sleep till noon"],
        ),
        **a_fact("follow-up"),
    ),
    ending.FollowUpMissed(
        month=6,
        content=values.MissedFollowUp(why=values.Missed.NO_CONTACT, text="rang twice"),
        **a_fact("missed follow-up"),
    ),
]
_DAY: list[Event] = [
    closures.ClosureNoted(closure=the("closure"), first_on=date(2026, 4, 3), last_on=date(2026, 4, 6), reason="Easter"),
    closures.ClosureWithdrawn(closure=the("closure"), reason="open after all"),
    staff.Joined(roles=[Role.CLINICIAN, Role.SUPERVISOR], joined_on=DAY, name="Dr Brown"),
    staff.AbsenceNoted(
        absence=the("absence"), first_on=DAY, last_on=LATER, covered_by=the("colleague"), reason="parental leave"
    ),
    staff.AbsenceWithdrawn(absence=the("absence"), reason="put off"),
    staff.Left(left_on=LATER, reason="retired"),
    supervision.StaffSupervised(
        supervisor=the("supervisor"),
        on=DAY,
        with_whom="Dr Lind",
        about="pace of endings",
        advice="name them earlier",
        action="look at the diary",
    ),
    supervision.CourseSupervised(
        supervisor=the("supervisor"),
        with_whom="Dr Lind",
        content=supervision.Supervision(about="the dispute", advice="stay with it", action="bring a tape"),
        **a_fact("supervision"),
    ),
    todo.Raised(
        code=Code.CALL_CLIENT,
        course=the("course"),
        client=the("client"),
        staff=the("clinician"),
        due_on=DAY,
        text="ask for the new number",
    ),
    todo.Assigned(staff=the("colleague"), remark="while away"),
    todo.Done(end=End.DONE, done_on=LATER, outcome="has it"),
]
EXAMPLES_PATHWAY: list[Event] = [*_REFERRAL, *_PATHWAY, *_ENDING, *_DAY]
