"""Reconciliation: an attempt whose outcome stayed open is taken over, and its provider asked for evidence."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID, uuid4

from domain.event import Change
from domain.message.outcomes import Attempt, conclude, take_over
from domain.message.state import Message
from domain.policy.due import Due
from domain.world import World
from notifiers.port import Channel, Found, Sought
from projections.queries import DueQueue
from projections.runner import Runner
from scheduler.dispatch import conclude_attempt, if_not_fenced
from scheduler.translate import evidence_of
from scheduler.work import Work

VIEWS_TIMEOUT = 30.0

ACCOUNTED = "accounted"
"""The route of the receipts that say for which message a provider's reference stands."""


class Reconciler:
    """Looks for evidence of attempts that nobody concluded."""

    def __init__(self, work: Work, channels: Mapping[str, Channel], queue: DueQueue, runner: Runner) -> None:
        self._work = work
        self._channels = channels
        self._queue = queue
        self._runner = runner

    async def reconcile(self, due: Due) -> int:
        """Take an attempt over and conclude it as far as evidence goes; returns the last position, or 0."""
        owner = uuid4()

        def decision(world: World) -> list[Change]:
            return take_over(world, due.id, owner)

        taken = await self._work.run(decision, due)
        if taken.again or not taken.changes:
            return taken.last_position
        message, line = await self._work.in_thread(lambda: self._look(due.id))
        attempt = Attempt(message=due.id, number=message.attempt, owner=owner)
        return await self._conclude(due, message, line, attempt) or taken.last_position

    async def _conclude(self, due: Due, message: Message, line: UUID, attempt: Attempt) -> int:
        """Look for evidence until there is some that is of no other message, or none."""
        channel = self._channels[message.obligation.medium.value]
        sought = _sought(message)
        while True:
            sought = replace(sought, known=sought.known | await self._known(line, message.id))
            evidence = await channel.look_up(sought)
            if not isinstance(evidence, Found):
                return await conclude_attempt(self._work, due, attempt, evidence_of(evidence))
            if evidence.reference not in await self._known(line, message.id):
                position = await self._account(channel.name, attempt, evidence)
                if position is not None:
                    return position
            sought = replace(sought, known=sought.known | {evidence.reference})

    async def _account(self, channel: str, attempt: Attempt, found: Found) -> int | None:
        """Let a reference stand for an attempt; None if it stands for another message already.

        A receipt says so, in the same append: of two workers with the same evidence for two messages one is refused.
        """

        def decision(world: World) -> list[Change]:
            return conclude(world, attempt, evidence_of(found))

        done = await if_not_fenced(attempt, self._work.run_once(decision, ACCOUNTED, f"{channel}:{found.reference}"))
        if done is None:
            return 0
        return None if done.again else done.last_position

    def _look(self, message: UUID) -> tuple[Message, UUID]:
        world = self._work.executor.world(message)
        found = world.message(message)
        assert found is not None
        return found, world.line_id(found.to)

    async def _known(self, line: UUID, message: UUID) -> frozenset[str]:
        """Return the references of the other messages that went over a line, as of now: workers append them, too."""

        def references() -> frozenset[str]:
            head = self._work.executor.log.head()
            if self._runner.settled < head:
                self._runner.wake()
                self._runner.wait_for(head, VIEWS_TIMEOUT)
            return self._queue.references(line, message)

        return await self._work.in_thread(references)


def _sought(message: Message) -> Sought:
    return Sought(
        message_id=message.id,
        attempt=message.attempt,
        to=message.to,
        text=message.text,
        since=message.claimed_at,
        known=frozenset(),
    )
