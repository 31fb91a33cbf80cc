"""The demo's channels: a phone and a mailbox, both over one `SimulatedProvider`."""

import asyncio
import sqlite3

from notifiers.port import Absent, Accepted, Ambiguous, Evidence, Found, Outcome, Outgoing, Refused, Sought, Unknown
from notifiers.simulated.provider import SimulatedProvider

DELIVERED = "delivered"


class SimulatedPhone:
    """Texts that arrive at once; `reference` is the number of the message at the provider."""

    name = "simulated-phone"
    medium = "sms"

    def __init__(self, provider: SimulatedProvider) -> None:
        self._provider = provider

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Put the message on the phone; refused as `too-late` when its time is over, as at a real provider."""
        if outgoing.valid_until is not None and outgoing.valid_until <= outgoing.now:
            return Refused(code="too-late", words="it would have come too late")
        try:
            number = await asyncio.to_thread(self._provider.accept, self.medium, outgoing)
        except sqlite3.Error:
            return Ambiguous(code="no-answer", words="the simulated provider's file could not be written")
        return Accepted(reference=str(number), status=DELIVERED)

    async def look_up(self, sought: Sought) -> Evidence:
        """Look for the record of this very attempt."""
        try:
            number = await asyncio.to_thread(self._provider.find, sought.message_id, sought.attempt)
        except sqlite3.Error:
            return Unknown(words="the simulated provider's file could not be read")
        return Absent() if number is None else Found(reference=str(number), status=DELIVERED)

    async def follow(self, reference: str) -> Evidence:
        """Say `delivered` of what is here: nothing is ever on its way."""
        try:
            here = await asyncio.to_thread(self._provider.holds, int(reference))
        except (ValueError, sqlite3.Error):
            return Unknown(words="the simulated provider's file could not be read")
        return Found(reference=reference, status=DELIVERED) if here else Absent()

    async def close(self) -> None:
        """Nothing to give back: the provider is shared, and closed by whoever made it."""


class SimulatedMailbox(SimulatedPhone):
    """Mail that arrives at once, with its attachments."""

    name = "simulated-mailbox"
    medium = "email"
