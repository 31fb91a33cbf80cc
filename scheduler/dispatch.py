"""Dispatch: the claim is recorded, then the message is sent, then what came of it is recorded."""

import asyncio
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID, uuid4

import structlog

from domain.client.contact import Medium
from domain.client.state import Client
from domain.clinic.state import Clinic
from domain.event import Change
from domain.instant import SECOND, Clock, Instant
from domain.message.decisions import Claim, Claimant, Letter, claim
from domain.message.outcomes import Attempt, Fenced, Outcome, conclude
from domain.message.values import Obligation
from domain.policy.due import Due
from domain.world import World
from notifiers.port import Ambiguous, Channel, Content, Outgoing, Unsent
from scheduler.translate import outcome_of
from scheduler.work import Work
from store.execute import Done

logger = structlog.get_logger()


class Composer(Protocol):
    """Puts obligations into words; knows the wording of each kind in each language."""

    def content(self, obligation: Obligation, client: Client | None, clinic: Clinic, now: Instant) -> Content:
        """Return what the person reads."""
        ...


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """An attempt that this worker has claimed, and what it has to hand over until the deadline."""

    attempt: Attempt
    medium: str
    outgoing: Outgoing
    deadline: Instant


class Dispatcher:
    """Sends what is due, over the one channel of each medium."""

    def __init__(self, work: Work, channels: Mapping[str, Channel], composer: Composer, clock: Clock) -> None:
        self._work = work
        self._channels = channels
        self._composer = composer
        self._clock = clock

    async def send(self, due: Due) -> int:
        """Decide on a message now and send it if it goes; returns the last position that was appended, or 0."""
        claimed, position = await self._claim(due)
        if claimed is None:
            return position
        self._work.probe("claimed")
        answer = await self._hand_over(claimed)
        self._work.probe("before-outcome")
        return await conclude_attempt(self._work, due, claimed.attempt, answer)

    async def _claim(self, due: Due) -> tuple[Claimed | None, int]:
        """Record the claim; it is carried out only if it is this worker's own that stands."""
        owner = uuid4()
        made: list[tuple[Claim, Content | None, Instant]] = []

        def decision(world: World) -> list[Change]:
            contents: list[Content] = []
            claimant = Claimant(owner=owner, compose=Composing(self._composer, self._channels, contents))
            found = claim(world, due.id, due.course, claimant)
            made.append((found, contents[0] if contents else None, world.now))
            self._work.probe("decided")
            return found.changes

        done = await self._work.run(decision, due)
        if done.again or not made:
            return None, done.last_position
        return _claimed(due.id, owner, *made[-1]), done.last_position

    async def _hand_over(self, claimed: Claimed) -> Outcome:
        """Send, unless the deadline has passed: then somebody else may have taken the attempt over."""
        left = (claimed.deadline - self._clock.now()) / SECOND
        if left <= 0:
            return outcome_of(Unsent(code="deadline-passed", words="it was not begun in time"))
        try:
            async with asyncio.timeout(left):
                return outcome_of(await self._channels[claimed.medium].send(claimed.outgoing))
        except TimeoutError:
            return outcome_of(Ambiguous(code="no-answer", words="the channel gave no answer in time"))


def _claimed(message: UUID, owner: UUID, found: Claim, content: Content | None, now: Instant) -> Claimed | None:
    """Return what a claim gives to hand over; nothing where the message does not go now."""
    if found.letter is None or found.obligation is None or content is None:
        return None
    by_email = found.obligation.medium is Medium.EMAIL
    outgoing = Outgoing(
        message_id=message,
        attempt=found.attempt,
        to=found.letter.to,
        content=content,
        # An email that is sent again is the same to the byte, its date too; how long a text is valid counts from now.
        now=found.written_at if by_email else now,
        valid_until=found.obligation.window.expires,
    )
    return Claimed(
        attempt=Attempt(message=message, number=found.attempt, owner=owner),
        medium=found.obligation.medium.value,
        outgoing=outgoing,
        deadline=found.deadline,
    )


class Composing:
    """Composes for one claim, and keeps the content that goes with the letter: files and HTML are not recorded."""

    def __init__(self, composer: Composer, channels: Mapping[str, Channel], contents: list[Content]) -> None:
        self._composer = composer
        self._channels = channels
        self._contents = contents

    def __call__(self, obligation: Obligation, client: Client | None, clinic: Clinic, written_at: Instant) -> Letter:
        """Return the letter as it is recorded."""
        content = self._composer.content(obligation, client, clinic, written_at)
        self._contents[:] = [content]
        to = obligation.details.to or (client.address(obligation.medium) if client else "")
        channel = self._channels[obligation.medium.value].name
        return Letter(channel=channel, to=to, subject=content.subject, text=content.text)


async def conclude_attempt(work: Work, due: Due, attempt: Attempt, outcome: Outcome) -> int:
    """Record what came of an attempt; an attempt that is no longer this worker's is left alone."""

    def decision(world: World) -> list[Change]:
        return conclude(world, attempt, outcome)

    done = await if_not_fenced(attempt, work.run(decision, due, step=f"-outcome-{attempt.owner}"))
    return done.last_position if done else 0


async def if_not_fenced(attempt: Attempt, concluding: Awaitable[Done]) -> Done | None:
    """Return what it came to that an attempt was concluded; None if it is no longer this worker's."""
    try:
        return await concluding
    except Fenced:
        logger.warning("fenced", message=str(attempt.message), attempt=attempt.number)
        return None
