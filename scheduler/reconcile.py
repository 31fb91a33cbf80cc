"""Reconciliation: an attempt whose outcome stayed open is taken over, and its provider asked for evidence."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID, uuid4

from domain.event import Change
from domain.message.outcomes import Attempt, take_over
from domain.message.state import Message
from domain.policy.due import Due
from domain.world import World
from notifiers.port import Channel, Evidence, Found, Sought
from projections.queries import DueQueue
from scheduler.dispatch import conclude_attempt
from scheduler.translate import evidence_of
from scheduler.work import Work


class Reconciler:
    """Looks for evidence of attempts that nobody concluded."""

    def __init__(self, work: Work, channels: Mapping[str, Channel], queue: DueQueue) -> None:
        self._work = work
        self._channels = channels
        self._queue = queue
        self._accounted: dict[str, UUID] = {}

    async def reconcile(self, due: Due) -> int:
        """Take an attempt over and conclude it as far as evidence goes; returns the last position, or 0."""
        owner = uuid4()

        def decision(world: World) -> list[Change]:
            return take_over(world, due.id, owner)

        taken = await self._work.run(decision, due)
        if taken.again or not taken.changes:
            return taken.last_position
        message, line = await self._work.in_thread(lambda: self._look(due.id))
        sought = await self._sought(message, line)
        evidence = await self._evidence(self._channels[message.obligation.medium.value], sought)
        attempt = Attempt(message=due.id, number=message.attempt, owner=owner)
        return await conclude_attempt(self._work, due, attempt, evidence_of(evidence)) or taken.last_position

    async def _evidence(self, channel: Channel, sought: Sought) -> Evidence:
        """Look for evidence; what accounts for one message is none of another, also before the views show it."""
        evidence = await channel.look_up(sought)
        while isinstance(evidence, Found):
            whose = self._accounted.setdefault(evidence.reference, sought.message_id)
            if whose == sought.message_id:
                break
            sought = replace(sought, known=sought.known | {evidence.reference})
            evidence = await channel.look_up(sought)
        return evidence

    def _look(self, message: UUID) -> tuple[Message, UUID]:
        world = self._work.executor.world(message)
        found = world.message(message)
        assert found is not None
        return found, world.line_id(found.to)

    async def _sought(self, message: Message, line: UUID) -> Sought:
        known = await self._work.in_thread(lambda: self._queue.references(line, message.id))
        return Sought(
            message_id=message.id,
            attempt=message.attempt,
            to=message.to,
            text=message.text,
            since=message.claimed_at,
            known=known,
        )
