"""What every course of the manual has, whoever the client is: an assessment, an agreement, an ending, follow-ups."""

from typing import Any

from tests.stories.course import LONDON, Course

SCALE = ("much_less", "less", "expected", "more", "much_more")


def assess(course: Course, history: str, difficulty: str, pattern: str, diagnosis: dict[str, str]) -> str:
    """Note what interviews, forms and observation gave; returns the id of the diagnosis."""
    for kind in ("interview", "questionnaire", "observation"):
        course.note("assessment/sources", source=dict(kind=kind, text=difficulty))
    course.note("assessment/social-history", text=history)
    course.note("assessment/difficulties", text=difficulty)
    course.note("assessment/patterns", text=pattern)
    course.note("assessment/sick-role", sick_role=dict(exemptions="no overtime for six weeks"))
    return course.note("assessment/diagnoses", diagnosis=diagnosis)


def person(course: Course, label: str, relation: str, ring: int, *support: str, **facts: Any) -> str:
    """Put somebody into the inventory."""
    new = facts.pop("new_contact", False)
    told = dict(label=label, relation=relation, ring=ring, support=list(support), **{"contact": "weekly", **facts})
    return course.note("network/people", person=told, new_contact=new)


def formulate(course: Course, onset: str, area: dict[str, Any], text: str) -> str:
    """Put the onset into the timeline, link it to a problem area in focus, and agree on it; returns the area."""
    entry = dict(part="event-near-onset", when="2025-11", text=onset)
    event = course.note("assessment/episode", entry=entry)
    found = course.note("formulation/areas", area=area)
    course.note("formulation/focus-choices", area=found)
    links = [dict(entry=event, area=found, text=onset)]
    course.note("formulation/statements", formulation=dict(text=text, links=links))
    course.note("formulation/agreements", words="that is how it is")
    return found


def set_goal(course: Course, area: str, words: str, levels: tuple[str, ...], baseline: int = -1) -> str:
    scale = dict(zip(SCALE, levels, strict=True))
    goal = dict(
        words=words,
        objectives=["a first step each week"],
        strategies=["communication analysis"],
        realistic_and_achievable=True,
        scale=scale,
        baseline=baseline,
    )
    return course.note("goals", area=area, goal=goal)


def review(course: Course, progress: str, attention: str, barrier: str) -> None:
    told = dict(progress=progress, needing_attention=[attention], barriers=[barrier])
    course.note("plan-reviews", review=told)


def end(course: Course, ends_on: str, gain: str, sign: str, how: str, maintenance: str) -> None:
    """The work of the ending: named, acknowledged, gains, signs, relapse plan, remission, maintenance."""
    course.note("ending", ending=dict(ends_on=ends_on, text="three sessions are left"))
    course.note("ending-feelings", feelings=dict(text="sad that it ends", acknowledged="we spoke of it"))
    course.note("ending-gains", gains=dict(gains=[gain], own_part="spoke up"))
    course.note("early-warning-signs", signs=dict(signs=[sign]))
    course.note("relapse-plans", plan=dict(steps=["ring a friend", "ring the clinic"], copy_given=True))
    course.note("remission", remission=dict(how=how))
    agreed = dict(decision=maintenance, text="decided together", client_agreed=True)
    course.note("maintenance-decisions", maintenance=agreed)


def discharge(course: Course) -> str:
    """Discharge a course as completed; returns the day."""
    day = course.today()
    course.do("discharge", outcome="completed", discharged_on=day, reason="goals reached")
    return day


def follow_up(course: Course, month: int, when: str, **fares: Any) -> None:
    """Wait until a day and hold the follow-up of a month."""
    course.clinic.until(f"{when}T12:00:00Z")
    looked_at = ("symptoms", "functioning", "relationships", "network", "coping", "well_being")
    told = {**dict.fromkeys(looked_at, "well"), **fares}
    course.note("follow-ups", month=month, follow_up=dict(mode="phone", **told))


def linked(course: Course, link: str, protocol: str, sessions: int, reason: str = "") -> Course:
    """Open the course that follows."""
    wish = dict(link=link, protocol=protocol, sessions_agreed=sessions, clinician="Dr Okafor", reason=reason)
    return Course(course.clinic, str(course.do("linked-courses", **wish)["id"]), course.client)


def move_on(course: Course, session: str, to: str, reason: str) -> None:
    """Put a session and all following to another time."""
    starts = dict(local=f"{to}:00", zone=LONDON)
    course.do(f"sessions/{session}/moves", starts=starts, by="client", reason=reason, following=True)
