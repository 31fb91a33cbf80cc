"""What came of an attempt: concluded by its owner, or by whoever took it over and found evidence."""

from uuid import UUID

from domain.client.contact import Medium
from domain.erased import is_erased
from domain.errors import InterludeError, NotFound
from domain.event import Change, Event
from domain.instant import DAY, SECOND, later
from domain.line.events import OptedOut
from domain.message import events
from domain.message.state import IN_FLIGHT, Message, Stage
from domain.message.status import DELIVERED, FAILED, supersedes
from domain.policy.decide import reason
from domain.values import Value
from domain.world import World


class Fenced(InterludeError):
    """Another worker has taken the attempt over: what this one found out changes nothing."""

    code = "fenced"
    message = "The attempt is no longer this worker's."


class Attempt(Value):
    """One attempt as its owner knows it."""

    message: UUID
    number: int
    owner: UUID


class Accepted(Value):
    """The provider took it."""

    reference: str
    evidence: str = "answer"


class Unsent(Value):
    """It surely reached nobody; `retry_after` in seconds, where the provider said so."""

    code: str
    words: str
    retry_after: float | None = None


class Refused(Value):
    """The provider will not send it."""

    code: str
    words: str
    opted_out: bool = False


class Ambiguous(Value):
    """Nobody knows."""

    code: str
    words: str


class Missing(Value):
    """There is no evidence: the provider showed none, or could not be asked (`asked` is False).

    `certain` if its answer proves that nothing was sent.
    """

    words: str
    certain: bool = False
    asked: bool = True


Outcome = Accepted | Unsent | Refused | Ambiguous | Missing


def conclude(world: World, attempt: Attempt, outcome: Outcome) -> list[Change]:
    """Record what came of an attempt.

    Raises:
        Fenced: the attempt is not in flight any more, or somebody else's.
    """
    known = world.message(attempt.message)
    if known is None or known.stage not in IN_FLIGHT:
        raise Fenced
    if (known.attempt, known.owner) != (attempt.number, attempt.owner):
        raise Fenced
    changes = [_of(known, event) for event in _concluded(world, known, outcome)]
    if isinstance(outcome, Refused) and outcome.opted_out:
        told = OptedOut(word=outcome.code, via="provider")
        line = world.line_id(known.to)
        if world.line(line).opted_out is None:
            changes.append(Change(stream=line, event=told))
    return changes


def _of(known: Message, event: Event) -> Change:
    return Change(stream=known.id, event=event, subject=known.subject, course=known.course)


def _concluded(world: World, known: Message, outcome: Outcome) -> list[Event]:
    number = known.attempt
    match outcome:
        case Accepted():
            return [events.Sent(attempt=number, reference=outcome.reference, evidence=outcome.evidence)]
        case Unsent():
            return [_unsent(world, known, outcome)]
        case Refused():
            refused = events.Refused(attempt=number, code=outcome.code, words=outcome.words)
            return [refused, events.NeedsPerson(attempt=number, reason=reason("refused", code=outcome.code))]
        case Ambiguous():
            look_at = later(world.now, world.clinic().settings.sending.deadline_seconds * SECOND)
            return [events.Ambiguous(attempt=number, code=outcome.code, words=outcome.words, look_at=look_at)]
        case Missing():
            return [_missing(world, known, outcome)]


def _unsent(world: World, known: Message, outcome: Unsent) -> Event:
    waits = world.clinic().settings.sending.retry_seconds
    wait = max(outcome.retry_after or 0, waits[min(known.retries, len(waits) - 1)])
    retry_at = later(world.now, int(wait * SECOND))
    return events.Unsent(attempt=known.attempt, code=outcome.code, words=outcome.words, retry_at=retry_at)


def _missing(world: World, known: Message, outcome: Missing) -> Event:
    """Judge an absence: proof of nothing sent, an email that may be sent again, a reason to wait, or a person's task.

    An email may be sent once more with the same Message-ID: where both arrive, mail readers show one.
    """
    by_email = known.obligation.medium is Medium.EMAIL
    if outcome.certain or (by_email and known.attempt == 1):
        return _unsent(world, known, Unsent(code="not-sent" if outcome.certain else "sent-again", words=outcome.words))
    settle = world.clinic().settings.sending.settle_seconds * SECOND
    patience = later(known.claimed_at, DAY) if not outcome.asked and not by_email else known.settles_at
    if world.now < patience:
        look_at = min(patience, max(known.settles_at, later(world.now, settle)))
        return events.EvidenceMissing(attempt=known.attempt, words=outcome.words, look_at=look_at)
    return events.NeedsPerson(attempt=known.attempt, reason=reason("may-not-have-been-sent", words=outcome.words))


def take_over(world: World, message: UUID, owner: UUID) -> list[Change]:
    """Take over an attempt whose outcome stayed open beyond its deadline, so as to look for evidence."""
    known = world.message(message)
    if known is None or known.stage not in IN_FLIGHT or world.now < known.wake_at:
        return []
    sending = world.clinic().settings.sending
    settles_at = known.settles_at if known.stage is Stage.RECONCILING else known.claimed_at
    event = events.Reconciling(
        attempt=known.attempt,
        owner=owner,
        deadline=later(world.now, sending.deadline_seconds * SECOND),
        settles_at=max(settles_at, later(known.claimed_at, sending.settle_seconds * SECOND)),
    )
    return [_of(known, event)]


class Status(Value):
    """What a provider tells of an attempt: its reference, the status and, of a failure, the code and words."""

    message: UUID
    attempt: int
    reference: str
    status: str
    code: str = ""
    words: str = ""


def report_status(world: World, told: Status) -> list[Change]:
    """Merge a status that a provider told, in whatever order it comes; it is evidence of an open attempt, too.

    Raises:
        NotFound: there is no such attempt.
    """
    known = world.message(told.message)
    if known is None or not 1 <= told.attempt <= known.attempt:
        raise NotFound(what="message")
    if is_erased(known.obligation.details):
        return []  # the person was erased: there is nobody left to see to
    return [_of(known, event) for event in _reported(known, told)]


def _reported(known: Message, told: Status) -> list[Event]:
    if told.attempt < known.attempt and told.status not in DELIVERED:
        return []  # an earlier attempt that failed is why there was another
    news, failed = supersedes(told.status, known.status), told.status in FAILED
    happened: list[Event] = []
    if _shows_that_it_went(known, told):
        happened.append(events.Sent(attempt=told.attempt, reference=told.reference, evidence="status"))
    if news:
        happened.append(
            events.StatusReported(attempt=told.attempt, status=told.status, code=told.code, words=told.words)
        )
    if news and failed and (known.stage in _GONE or happened[0].topic == events.Sent.topic):
        undelivered = reason("undelivered", code=told.code, words=told.words)
        happened.append(events.NeedsPerson(attempt=told.attempt, reason=undelivered))
    return happened


_GONE = frozenset({Stage.SENT, Stage.NEEDS_PERSON})


def _shows_that_it_went(known: Message, told: Status) -> bool:
    """Tell whether a status proves what was not known: that the provider has the message.

    So an attempt that was believed unsent is not made again.
    """
    if known.stage is Stage.NEEDS_PERSON:
        return told.status in DELIVERED and not known.reference
    if known.stage is Stage.UNSENT:
        return True
    return known.stage in IN_FLIGHT and told.attempt == known.attempt
