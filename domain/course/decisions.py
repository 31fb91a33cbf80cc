"""What may be done to a course as a whole: opened, taken to another phase, planned, paused, discharged."""

from datetime import date, datetime, time
from uuid import UUID

from domain.client.living import died, living
from domain.clinic.protocol import Protocol
from domain.clinic.state import Clinic
from domain.course import commands, errors, events
from domain.course.replan import replanned
from domain.course.rhythm import frequency, rhythm
from domain.course.state import Course
from domain.course.supersede import with_superseded
from domain.course.values import Deviation, Outcome, PlanPart
from domain.errors import Invalid
from domain.event import Change, Event
from domain.ids import course_of
from domain.instant import Instant
from domain.policy.weekly import ITEMS
from domain.values import local_time, resolve
from domain.world import World

NOON = time(12)
"""Where in a day a fact is put of which only the day is known."""


def open_course(world: World, command: commands.OpenCourse) -> list[Change]:
    """Open a course; its id is `ids.course_of(referral)`, so that one referral leads to one course.

    Raises:
        ReferralNotAccepted, ReferralUsed, ClientDied, UnknownProtocol, SessionsOutOfBounds, NotFound.
    """
    referral = world.referral(command.referral)
    if referral.accepted_on is None:
        raise errors.ReferralNotAccepted
    if world.has_begun(course_of(referral.id)):
        raise errors.ReferralUsed
    client = living(world.client(referral.client))
    protocol = _protocol(world.clinic(), command)
    if not protocol.fewest <= command.sessions_agreed <= protocol.most:
        agreed = command.sessions_agreed
        raise errors.SessionsOutOfBounds(fewest=protocol.fewest, most=protocol.most, agreed=agreed)
    opened = events.Opened(
        client=client.id,
        referral=referral.id,
        protocol=protocol.name,
        protocol_version=protocol.version,
        sessions_agreed=command.sessions_agreed,
        phase=protocol.phases[0].code,
        clinician=command.clinician,
    )
    return [_change(course_of(referral.id), client.id, opened)]


def _protocol(clinic: Clinic, command: commands.OpenCourse) -> Protocol:
    found = clinic.protocols.get((command.protocol, command.protocol_version))
    if found is None:
        known = ", ".join(sorted(f"{name} version {version}" for name, version in clinic.protocols)) or "none"
        raise errors.UnknownProtocol(protocol=command.protocol, version=command.protocol_version, known=known)
    return found


def _change(course: UUID, client: UUID, event: Event, occurred_at: Instant | None = None) -> Change:
    return Change(stream=course, event=event, subject=client, course=course, occurred_at=occurred_at)


def changed(world: World, course: UUID, happened: list[Event], because: str, at: Instant | None = None) -> list[Change]:
    """Return the events of a course as changes, with the messages that they supersede and the reason of it."""
    case = world.case(course)
    client = world.client(case.course.client)
    changes = [_change(course, client.id, event, at) for event in happened]
    return with_superseded(world, case, client, world.clinic(), changes, because)


def noted(world: World, course: UUID, event: Event, on: date | None = None) -> list[Change]:
    """Return a fact about a course as a change. Facts are recorded in every state of a course, also after discharge.

    `on` is the day on which it happened, by the client's calendar; without it, it happens now.

    Raises:
        NotYetHappened: the day lies ahead, so that it is no fact.
    """
    known = world.case(course).course
    return [_change(known.id, known.client, event, occurred(world, known.client, on))]


def occurred(world: World, client: UUID, on: date | None) -> Instant | None:
    """Return when something happened on a day of the client's calendar: at its noon, or now where it is today.

    Raises:
        NotYetHappened: the day lies ahead.
    """
    if on is None:
        return None
    zone = world.client(client).zone
    today = local_time(world.now, zone).date()
    if on > today:
        raise errors.NotYetHappened(on=on)
    return None if on == today else resolve(datetime.combine(on, NOON), zone)


def running(world: World, course: UUID) -> Course:
    """Return a course that something may still be planned in.

    Raises:
        CourseDischarged: it is over.
    """
    found = world.case(course).course
    if found.is_discharged:
        raise errors.CourseDischarged(discharged_on=found.discharged_on)
    return found


def change_phase(world: World, course: UUID, command: commands.ChangePhase) -> list[Change]:
    """Note that the course entered another phase; where the protocol has that elsewhere, as a deviation.

    Raises:
        UnknownPhase, SamePhase, ReasonNeeded.
    """
    known = world.case(course).course
    protocol = world.clinic().protocols[known.protocol].for_agreed(known.sessions_agreed)
    phase = protocol.phase(command.phase)
    if phase is None:
        raise errors.UnknownPhase(phases=", ".join(one.code for one in protocol.phases))
    if phase.code == known.phase:
        raise errors.SamePhase
    coming = known.counted(protocol.counts) + 1
    odd = "" if phase.first <= coming <= phase.last else _misplaced(phase.code, phase.first, phase.last, coming)
    event = events.PhaseChanged(
        phase=phase.code, before=known.phase, deviation=deviation(_odd(known, odd), command.reason)
    )
    return changed(world, course, [event], "phase-changed")


def _misplaced(phase: str, first: int, last: int, coming: int) -> str:
    return f"the protocol has the phase {phase} from session {first} to {last}, and session {coming} comes next"


def _odd(course: Course, what: str) -> str:
    return "the course was discharged before" if course.is_discharged else what


def deviation(what: str, reason: str) -> Deviation | None:
    """Return the deviation that a fact is, or None where it is none.

    Raises:
        ReasonNeeded: it is one, and nobody said why.
    """
    if not what:
        return None
    if not reason.strip():
        raise errors.ReasonNeeded(deviation=what)
    return Deviation(what=what, reason=reason)


def plan_check_ins(world: World, course: UUID, command: commands.PlanCheckIns) -> list[Change]:
    """Plan weekly check-ins at the local time that the client chose."""
    running(world, course)
    plan = command.plan
    if not 0 <= plan.weekday <= 6:  # noqa: PLR2004 - the days of a week
        raise Invalid(field="plan.weekday", expected="0 (Monday) to 6 (Sunday)")
    if not plan.items or len(set(plan.items)) != len(plan.items) or set(plan.items) - set(ITEMS):
        raise Invalid(field="plan.items", expected=f"some of {', '.join(ITEMS)}, each once")
    if plan.at.tzinfo is not None:
        raise Invalid(field="plan.at", expected="a local time, such as 18:30")
    return changed(world, course, [events.CheckInsPlanned(plan=plan)], "check-ins-planned")


def stop_check_ins(world: World, course: UUID, command: commands.StopCheckIns) -> list[Change]:
    """Plan no more check-ins."""
    if running(world, course).check_ins is None:
        return []
    return changed(world, course, [events.CheckInsStopped(reason=command.reason)], "check-ins-stopped")


def change_plan(world: World, course: UUID, command: commands.ChangePlan) -> list[Change]:
    """Change the plan, with what, why, who, the client's agreement and from when."""
    known = running(world, course)
    for field in ("change", "reason", "decided_by"):
        if not getattr(command, field).strip():
            raise Invalid(field=field, expected="a few words")
    _numbers(command, world.clinic().protocols[known.protocol])
    event = events.PlanChanged(
        part=command.part,
        client_agreed=command.client_agreed,
        effective_on=command.effective_on,
        change=command.change,
        reason=command.reason,
        decided_by=command.decided_by,
        sessions_agreed=command.sessions_agreed,
        minutes=command.minutes,
    )
    happened: list[Event] = [event]
    if command.every_days is not None:
        clinic = world.clinic()
        happened.append(events.FrequencyAgreed(every_days=command.every_days, before=rhythm(known, clinic)))
    if command.apply_to_booked:
        happened += replanned(world, known, command)
    return changed(world, course, happened, "plan-changed")


def _numbers(command: commands.ChangePlan, protocol: Protocol) -> None:
    """Refuse a number that is missing where the part is about it, given where it is not, or out of bounds."""
    wanted = {"sessions_agreed": PlanPart.SESSION_NUMBER, "minutes": PlanPart.SESSION_LENGTH}
    for field, part in wanted.items():
        if (getattr(command, field) is not None) != (command.part is part):
            raise Invalid(field=field, expected=f"a number with the part {part.value}, and only with it")
    if command.every_days is not None and frequency(command.every_days) and command.part is not PlanPart.FREQUENCY:
        raise Invalid(field="every_days", expected=f"a number with the part {PlanPart.FREQUENCY.value} only")
    agreed = command.sessions_agreed
    if agreed is not None and not protocol.fewest <= agreed <= protocol.most:
        raise errors.SessionsOutOfBounds(fewest=protocol.fewest, most=protocol.most, agreed=agreed)
    if command.minutes is not None and not 10 <= command.minutes <= 240:  # noqa: PLR2004 - a session, not a typing slip
        raise Invalid(field="minutes", expected="10 to 240 minutes")


def pause(world: World, course: UUID, command: commands.Pause) -> list[Change]:
    """Let a course rest."""
    if running(world, course).is_paused:
        raise errors.AlreadyPaused
    return changed(world, course, [events.Paused(reason=command.reason)], "course-paused")


def resume(world: World, course: UUID, command: commands.Resume) -> list[Change]:
    """Let a course go on."""
    if not running(world, course).is_paused:
        raise errors.NotPaused
    return changed(world, course, [events.Resumed(reason=command.reason)], "course-resumed")


def discharge(world: World, course: UUID, command: commands.Discharge) -> list[Change]:
    """End a course; sessions still booked lapse, and whatever was owed is superseded in the same append.

    As died it is a death of the client too: what other courses owe is stopped with it.
    """
    known = running(world, course)
    lapsed = [session.id for session in known.in_order() if session.is_booked]
    event = events.Discharged(
        outcome=command.outcome, discharged_on=command.discharged_on, lapsed=lapsed, reason=command.reason
    )
    changes = changed(world, course, [event], "course-discharged")
    dead = command.outcome is Outcome.DIED
    return [*changes, *(died(world.client(known.client), command.discharged_on) if dead else [])]
