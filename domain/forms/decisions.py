"""What may be done with a form: recorded as it was filled in, and scored again by another version."""

from uuid import UUID

from domain.clinic.state import Clinic
from domain.course.booking import find as find_session
from domain.course.decisions import noted
from domain.course.facts import find
from domain.course.noting import Noting, record, told
from domain.errors import Invalid
from domain.event import Change
from domain.forms import events
from domain.measures.answers import Answers
from domain.measures.instrument import Instrument
from domain.measures.rescore import rescored
from domain.measures.score import score
from domain.values import Value
from domain.world import World


class RecordMeasure(Noting):
    """Key in a form; without a version it is scored by the newest one that the clinic has adopted."""

    instrument: str
    answers: Answers
    version: int | None = None
    session: UUID | None = None


class RescoreMeasure(Value):
    """Score a form again, by another version of its instrument."""

    version: int


class UnknownInstrument(Invalid):
    """The clinic has not adopted the instrument."""

    code = "unknown-instrument"
    message = "instrument: the clinic has adopted no such instrument in this version; it has {known}"


def record_measure(world: World, course: UUID, command: RecordMeasure) -> list[Change]:
    """Record a form with its answers and score. A risk answer asks for a risk assessment; it sends nothing.

    Raises:
        UnknownInstrument, UnknownSession: the clinic has none such, or the course.
        Invalid: an answer is none of the instrument's; its item is named.
    """
    case = world.case(course)
    if command.session is not None:
        find_session(case.course, command.session)
    instrument = instrument_of(world.clinic(), command.instrument, command.version)
    found = score(instrument, command.answers)
    event = events.Recorded(
        instrument=instrument.id,
        instrument_version=instrument.version,
        session=command.session,
        risk=bool(found.risk),
        answers=command.answers,
        score=found,
        **told(world, course, command, "form", case.forms.forms),
    )
    return record(world, course, event)


def rescore_measure(world: World, course: UUID, form: UUID, command: RescoreMeasure) -> list[Change]:
    """Score a form by another version, beside the scores that it has; nothing where that version scored it already.

    Raises:
        UnknownEntry, AlreadyReplaced, UnknownInstrument.
        Invalid: the answers do not fit that version.
    """
    known = find(world.case(course).forms.forms, form, "form").content
    instrument = instrument_of(world.clinic(), known.instrument, command.version)
    scores = rescored(known.scores, instrument, known.answers)
    if len(scores) == len(known.scores):
        return []
    new = scores[-1]
    event = events.Rescored(
        form=form, instrument=instrument.id, instrument_version=instrument.version, risk=bool(new.risk), score=new
    )
    return noted(world, course, event)


def instrument_of(clinic: Clinic, name: str, version: int | None) -> Instrument:
    """Return an instrument that the clinic has adopted, in a version or the newest.

    Raises:
        UnknownInstrument: it has not.
    """
    versions = [known for one, known in clinic.instruments if one == name]
    wanted = version if version is not None else max(versions, default=0)
    if wanted not in versions:
        adopted = ", ".join(f"{one}@{known}" for one, known in sorted(clinic.instruments)) or "none"
        raise UnknownInstrument(known=adopted)
    return clinic.instrument(name, wanted)
