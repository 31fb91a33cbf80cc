"""What may happen in a check-in: begun, put off or skipped, its questions asked, and closed."""

from uuid import UUID

from domain.check_in import events
from domain.check_in.state import CheckIn
from domain.client.contact import Medium, Purpose
from domain.client.state import Client
from domain.clinic.settings import Settings
from domain.course import events as course_events
from domain.course.supersede import owed_event, superseded
from domain.event import Change, Event
from domain.ids import message_id
from domain.instant import HOUR, Instant, later
from domain.line.events import ConversationClosed, ConversationOpened
from domain.line.state import Line
from domain.message.state import OPEN
from domain.message.values import REPLIES, Kind, Obligation, Reason, Window
from domain.policy.case import Case
from domain.policy.decide import PROMPT, Expire, Hold, Skip, barrier, reason, timing
from domain.policy.weekly import NextCheckIn, next_check_in
from domain.world import World

WAIT_FOR_LINE = HOUR
"""After which time a line that was busy with another check-in is tried again."""


def ask(world: World, course: UUID, check_in: UUID, *, two_way: bool = True) -> list[Change]:
    """Begin a check-in that fell due: open it on the client's line and owe its first question, or say why not.

    `two_way` is False where this program may not ask anybody anything.
    """
    case, clinic = world.case(course), world.clinic()
    client = world.client(case.course.client)
    coming = next_check_in(case, client, clinic.settings)
    if coming is None or coming.check_in != check_in:
        return []
    world.check_in(check_in)  # what is decided here must not have been decided by anybody else
    line_id = world.line_id(client.address(Medium.SMS))
    judged = _judge(case, client, world.line(line_id), clinic.settings, coming, world.now)
    if not two_way and not isinstance(judged, Hold):
        judged = Skip(reason=reason("two-way-off"))
    if isinstance(judged, Hold):
        if judged.reason.code == "not-yet":
            return []
        held = events.Held(week=coming.week, until=judged.until, reason=judged.reason, rule=clinic.rule())
        return [_of(coming.check_in, case, held)]
    if judged is not None:
        skipped = events.Skipped(week=coming.week, reason=judged.reason, rule=clinic.rule())
        return [_of(coming.check_in, case, skipped)]
    return _begin(world, case, coming, line_id)


def _judge(
    case: Case, client: Client, line: Line, settings: Settings, coming: NextCheckIn, now: Instant
) -> Hold | Skip | Expire | None:
    if not settings.safety.two_way_ready():
        return Skip(reason=reason("no-crisis-text-or-escalation-list"))
    found = barrier(client, line, Medium.SMS, Purpose.CHECK_INS)
    if isinstance(found, Reason):
        return Skip(reason=found)
    if client.contact.shared:  # whose answer it was would be a guess
        return Skip(reason=reason("shared-line"))
    waits = timing(coming.window, case.course, client, settings, now)
    if isinstance(waits, Hold | Skip | Expire):
        return waits
    if line.check_in is not None:
        return Hold(until=later(now, WAIT_FOR_LINE), reason=reason("line-busy"))
    return None


def _of(check_in: UUID, case: Case, event: Event) -> Change:
    return Change(stream=check_in, event=event, subject=case.course.client, course=case.course.id)


def _begin(world: World, case: Case, coming: NextCheckIn, line: UUID) -> list[Change]:
    clinic, course = world.clinic(), case.course
    opened = events.Opened(
        course=course.id,
        client=course.client,
        week=coming.week,
        line=line,
        items=coming.items,
        closes_at=later(world.now, clinic.settings.check_ins.open_hours * HOUR),
        rule=clinic.rule(),
    )
    conversation = ConversationOpened(check_in=coming.check_in, course=course.id, client=course.client)
    return [
        _of(coming.check_in, case, opened),
        Change(stream=line, event=conversation, course=course.id),
        *question(world, case, coming.check_in, coming.items[0], 1, opened.closes_at),
    ]


def question(world: World, case: Case, check_in: UUID, item: str, times: int, closes_at: Instant) -> list[Change]:
    """Return what puts one question: asked in the check-in, and its message owed."""
    occurrence = f"{item}:{times}"
    message = message_id(check_in, Kind.QUESTION, occurrence)
    first = times == 1
    obligation = Obligation(
        message=message,
        kind=Kind.QUESTION,
        occurrence=f"{check_in}:{occurrence}",
        medium=Medium.SMS,
        purpose=Purpose.CHECK_INS,
        course=case.course.id,
        client=case.course.client,
        about=[],
        wording=f"check-in-{item}" if first else f"check-in-again-{item}",
        window=Window(ideal=world.now, not_before=world.now, on_time_until=closes_at, expires=closes_at),
        because=Reason(code="check-in-begins" if _opens(case, check_in) else "client-answered"),
    )
    asked = events.Asked(item=item, times=times, message=message)
    return [_of(check_in, case, asked), owe(world, obligation)]


def _opens(case: Case, check_in: UUID) -> bool:
    known = case.check_ins.get(check_in)
    return known is None or not known.opened


def owe(world: World, obligation: Obligation, subject: UUID | None = None) -> Change:
    """Return the event by which a message is owed that no policy derives."""
    return Change(
        stream=obligation.message,
        event=owed_event(obligation, world.clinic()),
        subject=subject or obligation.client,
        course=obligation.course,
    )


def answer(
    world: World, about: UUID, kind: Kind, *, course: UUID | None, client: UUID | None, wording: str = ""
) -> Obligation:
    """Return the obligation of a prompt answer to what somebody has just sent."""
    assert kind in REPLIES
    ends = later(world.now, PROMPT)
    return Obligation(
        message=message_id(about, kind, "reply"),
        kind=kind,
        occurrence=f"{about}:reply",
        medium=Medium.SMS,
        purpose=Purpose.CHECK_INS if course else None,
        course=course,
        client=client,
        about=[],
        wording=wording or kind.value,
        window=Window(ideal=world.now, not_before=world.now, on_time_until=ends, expires=ends),
        because=Reason(code="client-wrote"),
    )


def close(world: World, course: UUID, check_in: UUID) -> list[Change]:
    """Close a check-in whose time is over: what stayed unanswered is recorded as no response, never as a score."""
    case = world.case(course)
    known = world.check_in(check_in)
    if known is None or not known.opened or known.over:
        return []
    if case.course.is_discharged:
        return closed(world, case, known, reason("course-discharged"))
    return closed(world, case, known, reason("no-response")) if world.now >= known.closes_at else []


def closed(world: World, case: Case, known: CheckIn, why: Reason) -> list[Change]:
    """Return what ends a check-in with something unanswered."""
    assert known.line is not None
    world.line(known.line)  # it is written to, so it must be as it was
    missed = course_events.NoResponse(
        check_in=known.id, week=known.week, asked=list(known.asked), answers=list(known.answers)
    )
    changes = [
        _of(known.id, case, events.Closed(reason=why)),
        Change(stream=case.course.id, event=missed, subject=case.course.client, course=case.course.id),
        Change(stream=known.line, event=ConversationClosed(check_in=known.id), course=case.course.id),
    ]
    pending = case.messages.get(known.question) if known.question else None
    if pending is not None and pending.stage in OPEN:
        changes += superseded(case, pending.obligation, world.clinic(), reason("check-in-closed"))
    return changes
