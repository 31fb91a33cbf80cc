"""Whether a message goes, and the claim: the intent is recorded before anything is sent."""

from collections.abc import Callable
from uuid import UUID

from domain.client.state import Client
from domain.clinic.state import Clinic
from domain.course.supersede import owed_event, superseded
from domain.event import Change, Event
from domain.instant import SECOND, Instant, later
from domain.message import events
from domain.message.state import OPEN, Message, Stage
from domain.message.values import Kind, Obligation
from domain.policy.case import Case
from domain.policy.decide import Decision, Expire, Hold, Send, Skip, decide, decide_lone, reason
from domain.policy.owed import owed
from domain.values import Value
from domain.world import World

_DERIVED = frozenset({Kind.NOTICE, Kind.REMINDER, Kind.LAST_REMINDER})
"""Kinds that the policy derives from the course; the others are owed by an event of their own."""


class Letter(Value):
    """What goes out, as it is recorded: over which channel, to which address, in which words."""

    channel: str
    to: str
    subject: str
    text: str


Compose = Callable[[Obligation, Client | None, Clinic, Instant], Letter]
"""Puts an obligation into words, as of an instant; given by whoever knows the channels and the wording."""


class Claim(Value):
    """What came of looking at a message that fell due: the changes, and the letter if it goes now.

    `written_at` is when the letter was first put into words: an email that is sent again is the same to the byte.
    `deadline` is until when the attempt is this worker's.
    """

    changes: list[Change]
    letter: Letter | None = None
    obligation: Obligation | None = None
    client: Client | None = None
    attempt: int = 0
    written_at: Instant = Instant(0)
    deadline: Instant = Instant(0)


_NOTHING = Claim(changes=[])


class Claimant(Value):
    """Who claims, and with which words."""

    owner: UUID
    compose: Compose


def claim(world: World, message: UUID, course: UUID | None, claimant: Claimant) -> Claim:
    """Decide on a message now, against the present state of everything, and claim the attempt if it goes."""
    known = world.message(message)
    if known is not None and (known.stage not in OPEN | {Stage.SUPERSEDED} or _rests(known, world.now)):
        return _NOTHING
    if course is None:
        return _claim_lone(world, known, claimant)
    case, clinic = world.case(course), world.clinic()
    client = world.client(case.course.client)
    obligation = _obligation(case, client, clinic, known, message)
    if obligation is None:
        return Claim(changes=_orphaned(case, known, clinic))
    line = world.line(world.line_id(client.address(obligation.medium)))
    judged = decide(obligation, case, client, line, clinic.settings, world.now)
    return _judged(world, known, obligation, client, judged, claimant)


def _rests(known: Message, now: Instant) -> bool:
    """Tell whether an attempt has failed too lately for the next one: a provider may have asked for time."""
    return known.stage is Stage.UNSENT and now < known.wake_at


def _obligation(case: Case, client: Client, clinic: Clinic, known: Message | None, message: UUID) -> Obligation | None:
    if known is not None and known.obligation.kind not in _DERIVED:
        return known.obligation if known.stage in OPEN else None
    return owed(case, client, clinic.settings).get(message)


def _orphaned(case: Case, known: Message | None, clinic: Clinic) -> list[Change]:
    """Return the end of a message that had been held or tried, and that nothing owes any more."""
    if known is None or known.stage not in OPEN:
        return []
    return superseded(case, known.obligation, clinic, reason("no-longer-owed"))


def _claim_lone(world: World, known: Message | None, claimant: Claimant) -> Claim:
    if known is None or known.stage not in OPEN:
        return _NOTHING
    line = world.line(world.line_id(known.obligation.details.to))
    judged = decide_lone(known.obligation, line, world.now)
    return _judged(world, known, known.obligation, None, judged, claimant)


def _judged(
    world: World,
    known: Message | None,
    obligation: Obligation,
    client: Client | None,
    judged: Decision,
    claimant: Claimant,
) -> Claim:
    if isinstance(judged, Hold) and judged.reason.code == "not-yet":
        return _NOTHING
    clinic = world.clinic()
    happened: list[Event] = []
    written_at = known.written_at if known else None
    if known is None or known.stage is Stage.SUPERSEDED:
        happened.append(owed_event(obligation, clinic))
        written_at = None
    if written_at is None:
        written_at = world.now
    attempt = known.attempt + 1 if known else 1
    letter, deadline = None, later(world.now, clinic.settings.sending.deadline_seconds * SECOND)
    if isinstance(judged, Send):
        letter = claimant.compose(obligation, client, clinic, written_at)
        happened.append(_dispatching(world, obligation, judged, letter, attempt, claimant.owner, deadline))
    else:
        happened.append(_not_now(judged, clinic, known))
    subject = known.subject if known else obligation.client
    changes = [
        Change(stream=obligation.message, event=event, subject=subject, course=obligation.course) for event in happened
    ]
    return Claim(
        changes=changes,
        letter=letter,
        obligation=obligation,
        client=client,
        attempt=attempt,
        written_at=written_at,
        deadline=deadline,
    )


def _not_now(judged: Hold | Skip | Expire, clinic: Clinic, known: Message | None) -> Event:
    rule = clinic.rule()
    if isinstance(judged, Hold):
        return events.Held(until=judged.until, reason=judged.reason, rule=rule)
    if isinstance(judged, Skip):
        return events.Skipped(reason=judged.reason, rule=rule)
    if known is not None and known.attempt:
        tried = reason("could-not-be-sent-in-time", attempts=known.attempt)
        return events.NeedsPerson(attempt=known.attempt, reason=tried)
    return events.Expired(reason=judged.reason, rule=rule)


def _dispatching(
    world: World, obligation: Obligation, judged: Send, letter: Letter, attempt: int, owner: UUID, deadline: Instant
) -> Event:
    return events.Dispatching(
        attempt=attempt,
        owner=owner,
        deadline=deadline,
        channel=letter.channel,
        medium=obligation.medium,
        line=world.line_id(letter.to),
        consent=judged.consent,
        rule=world.clinic().rule(),
        reason=judged.reason,
        to=letter.to,
        subject=letter.subject,
        text=letter.text,
    )
