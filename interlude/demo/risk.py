"""How the demo's clinicians answer for safety: what is asked at the start, and when a form asks for it."""

from collections.abc import Iterator

from domain.safety.decisions import (
    AssessRisk,
    MakeSafetyPlan,
    ShareSafetyPlan,
    assess_risk,
    make_safety_plan,
    share_safety_plan,
)
from domain.safety.values import Harm, PlanCopy, RiskAssessment, SafetyPlan
from domain.supervision.decisions import SuperviseCourse, supervise_course
from domain.supervision.events import Supervision
from interlude.demo.at_once import Writing, writing
from interlude.demo.clinical import everywhere
from interlude.demo.meeting import Meeting

SUPERVISOR = "Dr Helen Marsh"

_FOUND = RiskAssessment(
    conclusion="Thoughts of not waking up, on several evenings after the children had left. Raised level of concern: "
    "safety plan made together, GP told the same day, a call between the sessions, asked again each week.",
    to_self=Harm(
        ideation="Passing thoughts that it would be easier not to wake up, for two weeks",
        plan="None described when asked",
        intent="Says that he would not, because of the children",
        means="Keeps few tablets at home; the GP prescribes weekly from now on",
    ),
    to_others=Harm(ideation="None described when asked"),
    safeguarding="Children are with their mother in the week; nothing that worries was described",
    protective_factors="The children; a friend who can be called at night; comes to every session",
)
_AGAIN = RiskAssessment(
    conclusion="The thoughts come less often, once this week, and were spoken about with the friend. Safety plan "
    "gone through and kept; asked again next week.",
    to_self=Harm(ideation="Once, on Sunday evening", plan="None described when asked"),
    protective_factors="Called the friend instead of staying alone",
)
_PLAN = SafetyPlan(
    warning_signs=["Sunday evening after the hand-over", "I stop answering the telephone", "I sleep on the sofa"],
    coping=["A walk along the river", "Shower, radio, kitchen"],
    distraction=["The swimming pool until nine", "The workshop of Greg"],
    people_to_ask=["Greg", "The grandmother of the children"],
    professionals=["The clinic, in office hours", "GP", "Samaritans 116 123", "999 in danger"],
    safe_surroundings="Tablets for one week only; the rest is at the pharmacy",
    reasons_to_live="The children",
)
_TALK = Supervision(
    about="Scores rise, item 9 is answered above 0",
    advice="Stay with the safety plan each week; look at grief for the marriage; speak with the GP about medication",
    action="Review of the plan at the next session",
)


def routine(meeting: Meeting) -> Writing:
    """Return the risk assessment that every course begins with."""
    found = RiskAssessment(
        conclusion=meeting.chance.choice(everywhere().routine_conclusions),
        protective_factors="Came to ask for help; named somebody to call",
    )
    return _assessed(meeting, found)


def answered(meeting: Meeting) -> Iterator[Writing]:
    """Yield what follows a risk answer: an assessment, and the first time a safety plan and supervision."""
    if not meeting.case.assessed or meeting.number not in meeting.case.risk:
        return
    if meeting.number != meeting.case.risk[0]:
        yield _assessed(meeting, _AGAIN)
        return
    yield _assessed(meeting, _FOUND)
    yield writing(make_safety_plan, MakeSafetyPlan(author=meeting.author, on=meeting.on, plan=_PLAN))
    talk = SuperviseCourse(author=meeting.author, on=meeting.on, talk=_TALK, with_whom=SUPERVISOR)
    yield writing(supervise_course, talk)


def shared(meeting: Meeting) -> Iterator[Writing]:
    """Yield who has the safety plan, once there is one."""
    if meeting.case.assessed and meeting.case.risk[:1] == [meeting.number]:
        for holder, how in (("Client", "On paper, in the session"), ("GP", "By secure mail")):
            copy = PlanCopy(holder=holder, how=how)
            yield writing(share_safety_plan, ShareSafetyPlan(author=meeting.author, on=meeting.on, copy=copy))


def _assessed(meeting: Meeting, found: RiskAssessment) -> Writing:
    return writing(assess_risk, AssessRisk(author=meeting.author, on=meeting.on, assessment=found))
