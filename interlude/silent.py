"""The channel of a medium for which nothing is configured: it refuses, so that a person is told."""

from notifiers.port import Absent, Evidence, Outcome, Outgoing, Refused, Sought


class SilentChannel:
    """Sends nothing. A message that falls to it is put before a person, never lost without a word."""

    name = "none"

    def __init__(self, medium: str) -> None:
        self.medium = medium

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Refuse."""
        return Refused(code="no-channel", words=f"no provider of {self.medium} is configured")

    async def look_up(self, sought: Sought) -> Evidence:
        """Know for sure that nothing was sent."""
        return Absent(certain=True)

    async def follow(self, reference: str) -> Evidence:
        """Know of nothing."""
        return Absent(certain=True)

    async def close(self) -> None:
        """Nothing is open."""
