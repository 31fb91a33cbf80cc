"""Moving a course to another version of its protocol, with what that changes shown first."""

from collections.abc import Iterator
from uuid import UUID

from domain.clinic.protocol import Phase, Protocol
from domain.clinic.state import Clinic
from domain.course.decisions import changed, running
from domain.course.errors import ReasonNeeded, UnknownProtocol
from domain.course.state import Course
from domain.event import Change
from domain.pathway import errors, events
from domain.values import Value
from domain.world import World


class MoveProtocol(Value):
    """Go on under another version of a protocol."""

    protocol: str
    protocol_version: int
    reason: str


def adopted(clinic: Clinic, name: str, version: int) -> Protocol:
    """Return a protocol that the clinic has adopted.

    Raises:
        UnknownProtocol: it has not.
    """
    found = clinic.protocols.get((name, version))
    if found is None:
        known = ", ".join(sorted(f"{one} version {number}" for one, number in clinic.protocols)) or "none"
        raise UnknownProtocol(protocol=name, version=version, known=known)
    return found


def consequences(course: Course, before: Protocol, after: Protocol) -> list[str]:
    """Return what differs for this course under another protocol, each as a clause; nothing is changed.

    Phases are compared as they lie for the number of sessions that this course agreed on.
    """
    agreed = course.sessions_agreed
    return list(_differences(course, before.for_agreed(agreed), after.for_agreed(agreed)))


def _differences(course: Course, before: Protocol, after: Protocol) -> Iterator[str]:
    yield from _phases(before, after)
    agreed = course.sessions_agreed
    if not after.fewest <= agreed <= after.most:
        yield f"{agreed} sessions are agreed, and the protocol has {after.fewest} to {after.most}"
    was, now = course.counted(before.counts), course.counted(after.counts)
    if was != now:
        yield f"{now} sessions count towards the number, not {was}"
    coming = after.phase(course.phase)
    if coming is not None and not coming.first <= now + 1 <= coming.last:
        yield f"session {now + 1} comes next, which lies outside the {course.phase} phase"
    yield from _changed("sessions are held every {} days", before.every_days, after.every_days)
    yield from _changed("sessions last {} minutes", before.minutes, after.minutes)
    yield from _changed("measures: {}", _measures(before), _measures(after))
    yield from _changed("follow-ups after {} months", before.follow_ups.months, after.follow_ups.months)


def _phases(before: Protocol, after: Protocol) -> Iterator[str]:
    for code in dict.fromkeys(phase.code for phase in (*before.phases, *after.phases)):
        was, now = before.phase(code), after.phase(code)
        if was is None or now is None:
            yield f"the phase {code} {'is new' if was is None else 'is gone'}"
            continue
        yield from _changed(f"the phase {code} spans {{}}", _span(was), _span(now))
        yield from _tasks(code, was, now)


def _span(phase: Phase) -> str:
    return f"sessions {phase.first} to {phase.last}"


def _tasks(code: str, was: Phase, now: Phase) -> Iterator[str]:
    had, has = {task.code: task.name for task in was.tasks}, {task.code: task.name for task in now.tasks}
    yield from (f"a new task in the phase {code}: {has[task]}" for task in has if task not in had)
    yield from (f"no longer a task in the phase {code}: {had[task]}" for task in had if task not in has)


def _measures(protocol: Protocol) -> str:
    return ", ".join(f"{one.instrument} every {one.every_sessions}" for one in protocol.measures) or "none"


def _changed(clause: str, was: object, now: object) -> Iterator[str]:
    if was != now:
        yield f"{clause.format(_plain(now))} instead of {_plain(was)}"


def _plain(value: object) -> str:
    return ", ".join(str(one) for one in value) or "no" if isinstance(value, list) else str(value)


def preview_move(world: World, course: UUID, name: str, version: int) -> list[str]:
    """Return what moving a course to a protocol would change; raises as the move itself would, for want of a reason."""
    known = running(world, course)
    clinic = world.clinic()
    after = adopted(clinic, name, version)
    if known.protocol == (name, version):
        raise errors.SameProtocol(protocol=name, version=version)
    if after.phase(known.phase) is None:
        raise errors.PhaseMissing(phase=known.phase, protocol=name, version=version)
    return consequences(known, clinic.protocols[known.protocol], after)


def move_protocol(world: World, course: UUID, command: MoveProtocol) -> list[Change]:
    """Move a course to another version of a protocol; what that changes is recorded with it.

    Raises:
        SameProtocol, PhaseMissing, UnknownProtocol, ReasonNeeded, CourseDischarged.
    """
    found = preview_move(world, course, command.protocol, command.protocol_version)
    if not command.reason.strip():
        raise ReasonNeeded(deviation="the course goes on under another protocol")
    before = world.case(course).course.protocol
    event = events.ProtocolMoved(
        protocol=command.protocol,
        protocol_version=command.protocol_version,
        before=before[0],
        before_version=before[1],
        consequences=found,
        reason=command.reason,
    )
    return changed(world, course, [event], "protocol-moved")
