"""What a score means: bands and thresholds, each with its source and how well it is founded."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from domain.values import Value

Text = Annotated[str, Meta(min_length=1)]
Number = int | float  # a whole score stays a whole number, in files and in answers


class Confidence(StrEnum):
    """How well a rule is founded; what is low is shown as unvalidated."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Founded(Value, kw_only=True):
    """A rule with its source, confidence, and what one should know besides."""

    source: Text
    confidence: Confidence
    note: str = ""


class Step(Value):
    """One band: its name, and the first and last rounded score in it."""

    name: Text
    first: Number
    last: Number


class Bands(Founded):
    """The bands of a scale, from its lowest score to its highest without a gap."""

    steps: Annotated[list[Step], Meta(min_length=1)]

    def name(self, total: Number) -> str | None:
        """Return the name of the band that a rounded score lies in."""
        return next((step.name for step in self.steps if step.first <= total <= step.last), None)


class Caseness(Founded):
    """The score from which a client counts as a case."""

    at_least: Number


class ReliableChange(Founded):
    """By how many points a score must move to be more than the noise of measurement (Jacobson & Truax 1991)."""

    points: Annotated[int, Meta(gt=0)] | Annotated[float, Meta(gt=0)]


class Response(Founded):
    """By how many percent a score must fall to count as a response."""

    fall_percent: Annotated[int, Meta(gt=0, le=100)]


class Remission(Founded):
    """The score below which a client counts as in remission."""

    below: Number


class Thresholds(Value):
    """The thresholds that are published for an instrument; what is not, is absent and never shown."""

    caseness: Caseness | None = None
    reliable_change: ReliableChange | None = None
    response: Response | None = None
    remission: Remission | None = None
