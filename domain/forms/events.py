"""What is recorded of a form. Instrument and version can be read, the answers and every score are sealed."""

from uuid import UUID

from domain.course.facts import READABLE, Fact
from domain.event import Event, recorded
from domain.measures.answers import Answers
from domain.measures.score import Score


@recorded("measure.recorded.v1", readable=READABLE | {"instrument", "instrument_version", "session", "risk"})
class Recorded(Fact):
    """A form was keyed in and scored. `risk` tells that it holds a risk answer, `session` where it was filled in."""

    instrument: str
    instrument_version: int
    risk: bool
    answers: Answers
    score: Score
    session: UUID | None = None


@recorded("measure.rescored.v1", readable={"form", "instrument", "instrument_version", "risk"})
class Rescored(Event):
    """A form was scored by another version of its instrument; this score stands beside those before it."""

    form: UUID
    instrument: str
    instrument_version: int
    risk: bool
    score: Score
