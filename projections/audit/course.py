"""What happens in a course, in sentences; its sessions are in `sessions`."""

from typing import Any

from domain.course import events
from domain.course.values import Deviation, Outcome, PlanPart
from domain.erased import ERASED, is_erased
from domain.event import Entry
from projections.audit import spoken
from projections.audit.names import Names

OUTCOMES: dict[Outcome, str] = {
    Outcome.COMPLETED: "completed",
    Outcome.COMPLETED_EARLY: "completed early",
    Outcome.DROPPED_OUT: "dropped out",
    Outcome.LOST_CONTACT: "lost contact",
    Outcome.DECLINED: "declined",
    Outcome.UNSUITABLE: "unsuitable",
    Outcome.NEVER_ATTENDED: "never attended",
    Outcome.ENDED_BY_CLINIC: "ended by the clinic",
    Outcome.REFERRED_ON: "referred on",
    Outcome.TRANSFERRED: "transferred",
    Outcome.DIED: "died",
}
PARTS: dict[PlanPart, str] = {
    PlanPart.FOCUS: "focus",
    PlanPart.TECHNIQUE: "techniques",
    PlanPart.GOAL: "goals",
    PlanPart.FREQUENCY: "frequency of sessions",
    PlanPart.SESSION_NUMBER: "number of sessions",
    PlanPart.SESSION_LENGTH: "length of sessions",
}


def opened(event: events.Opened, entry: Entry, names: Names) -> str:
    """Say under which protocol, with how many sessions and with whom."""
    who = f", with {event.clinician}" if event.clinician else ""
    return (
        f"The course was opened under version {event.protocol_version} of the protocol {event.protocol}{who}: "
        f"{spoken.count(event.sessions_agreed, 'session')} agreed, in the {event.phase} phase."
    )


def phase_changed(event: events.PhaseChanged, entry: Entry, names: Names) -> str:
    """Say which phase was left and which entered."""
    return f"The course went from the {event.before} to the {event.phase} phase.{deviating(event.deviation)}"


def deviating(deviation: Deviation | None) -> str:
    """Return the sentence on a deviation, or nothing where there is none or it was erased with its reason."""
    if deviation is None or is_erased(deviation):
        return ""
    return f" This is a deviation: {deviation.what}. Reason given: {spoken.quoted(deviation.reason)}."


def check_ins_planned(event: events.CheckInsPlanned, entry: Entry, names: Names) -> str:
    """Say when the client is asked what."""
    plan = event.plan
    when = f"every {spoken.WEEKDAYS[plan.weekday]} at {spoken.clock(plan.at)} on the client's clock"
    return f"Check-ins about {spoken.listed(plan.items)} were planned for {when}."


def check_ins_stopped(event: events.CheckInsStopped, entry: Entry, names: Names) -> str:
    """Say that the client is asked no more."""
    return f"Check-ins were stopped{spoken.giving(event.reason)}."


def check_in_recorded(event: events.CheckInRecorded, entry: Entry, names: Names) -> str:
    """Say what the client answered."""
    given = str(ERASED) if is_erased(event.answers) else spoken.scores(_given(event.answers))
    return f"The client answered the check-in of week {event.week}: {given}, on scales from 0 (worst) to 10 (best)."


def _given(answers: list[Any]) -> list[tuple[str, int]]:
    return [(answer.item, answer.value) for answer in answers]


def no_response(event: events.NoResponse, entry: Entry, names: Names) -> str:
    """Say what stayed unanswered, and what did not; once the answers are erased, neither is known."""
    if is_erased(event.answers):
        return f"The check-in of week {event.week} was over with something unanswered."
    answered = {answer.item for answer in event.answers}
    missing = spoken.listed((item for item in event.asked if item not in answered), last="or")
    given = f"; answered were {spoken.scores(_given(event.answers))}" if event.answers else ""
    return f"There was no response about {missing} in the check-in of week {event.week}{given}."


def plan_changed(event: events.PlanChanged, entry: Entry, names: Names) -> str:
    """Say what was changed, by whom, with whose agreement, from when and why."""
    agreed = "with" if event.client_agreed else "without"
    return (
        f"The {PARTS[event.part]} was changed by {event.decided_by} from {spoken.day(event.effective_on)} on, "
        f"{agreed} the client's agreement: {spoken.quoted(event.change)}{_numbers(event)}. "
        f"Reason given: {spoken.quoted(event.reason)}."
    )


def _numbers(event: events.PlanChanged) -> str:
    if event.part is PlanPart.SESSION_NUMBER:
        return f"; {event.sessions_agreed} sessions are agreed now"
    return f"; sessions last {event.minutes} minutes now" if event.part is PlanPart.SESSION_LENGTH else ""


def frequency_agreed(event: events.FrequencyAgreed, entry: Entry, names: Names) -> str:
    """Say how often sessions are held now."""
    return f"From now on there is a session every {event.every_days} days, in place of every {event.before}."


def paused(event: events.Paused, entry: Entry, names: Names) -> str:
    """Say that the course rests."""
    return f"The course was paused{spoken.giving(event.reason)}."


def resumed(event: events.Resumed, entry: Entry, names: Names) -> str:
    """Say that the course goes on."""
    return f"The course was resumed{spoken.giving(event.reason)}."


def discharged(event: events.Discharged, entry: Entry, names: Names) -> str:
    """Say how the course ended, and which sessions lapsed with it."""
    lapsed = f" What was still booked lapsed: {_lapsed(event, names)}." if event.lapsed else ""
    when = spoken.day(event.discharged_on)
    return f"The course was discharged on {when} as {OUTCOMES[event.outcome]}{spoken.giving(event.reason)}.{lapsed}"


def _lapsed(event: events.Discharged, names: Names) -> str:
    return spoken.listed(names.session(session) for session in event.lapsed)
