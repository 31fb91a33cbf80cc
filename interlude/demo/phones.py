"""The demo's phones, seen from the clients' side: what they write comes in as from any provider."""

from functools import partial
from uuid import UUID

from domain.event import Actor
from domain.ids import command_id, inbound_id
from domain.inbound.decisions import Arrival, receive
from domain.instant import Clock
from notifiers.simulated.provider import SimulatedMessage, SimulatedProvider
from store.execute import Executor

PROVIDER = "simulated"


class Phones:
    """Lets clients text the clinic."""

    def __init__(self, executor: Executor, simulated: SimulatedProvider, clock: Clock) -> None:
        self._executor = executor
        self._simulated = simulated
        self._clock = clock

    def text(self, number: str, words: str) -> UUID:
        """Send a text from a number to the clinic; returns the inbound message that it became."""
        at = self._clock.now()
        reference = f"{self._simulated.record_inbound(number, words, at)}-{at}"
        arrival = Arrival(provider=PROVIDER, reference=reference, sender=number, text=words)
        command = command_id(PROVIDER, "inbound", reference)
        self._executor.run(partial(receive, arrival=arrival), actor=Actor("provider"), command_id=command)
        return inbound_id(PROVIDER, reference)


def inbound_of(message: SimulatedMessage) -> UUID:
    """Return the inbound message that a text of a client became."""
    return inbound_id(PROVIDER, f"{message.id}-{message.at}")
