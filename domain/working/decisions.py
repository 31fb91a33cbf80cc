"""What may be recorded of working through."""

from uuid import UUID

from domain.course.facts import UnknownEntry
from domain.course.noting import Noting, record, told, worded
from domain.errors import Invalid
from domain.event import Change
from domain.forms.decisions import instrument_of
from domain.measures.answers import Answers, check
from domain.working import events
from domain.working.state import Worked
from domain.working.values import Dispute, DisputeEnding, Ending, Progress, Rater
from domain.world import World

SKILLS = "communication-skills"
"""The id of the scale by which skills are rated: a house scale, adopted as an instrument."""


class OpenDispute(Noting):
    """Begin the record of a dispute; `replaces` corrects what an earlier opening said."""

    dispute: Dispute


class NoteProgress(Noting):
    """Note how far a dispute has come."""

    progress: Progress


class EndDispute(Noting):
    """Note how a dispute ended."""

    outcome: DisputeEnding


class RateSkills(Noting):
    """Rate the client's communication skills, each from 0 to 4; without a version by the newest scale adopted."""

    ratings: Answers
    rater: Rater = Rater.TOGETHER
    version: int | None = None


def open_dispute(world: World, course: UUID, command: OpenDispute) -> list[Change]:
    """Begin the record of a dispute.

    Raises:
        UnknownEntry: the course has no such problem area or person.
    """
    case = world.case(course)
    worded(**{"dispute.with_whom": command.dispute.with_whom, "dispute.about": command.dispute.about})
    if command.dispute.area is not None and command.dispute.area not in case.formulation.areas:
        raise UnknownEntry(what="problem area")
    if command.dispute.person is not None and command.dispute.person not in case.network.people:
        raise UnknownEntry(what="person")
    known = tuple(one for dispute in case.working.disputes.values() for one in dispute.opened)
    fields = told(world, course, command, "dispute", known)
    return record(world, course, events.DisputeOpened(content=command.dispute, **fields))


def note_progress(world: World, course: UUID, dispute: UUID, command: NoteProgress) -> list[Change]:
    """Note how far a dispute has come; one that had ended is open again.

    Raises:
        UnknownEntry, AlreadyReplaced.
    """
    known = _dispute(world, course, dispute)
    fields = told(world, course, command, "progress", known.progress)
    event = events.DisputeProgressed(dispute=dispute, with_whom=known.with_whom, content=command.progress, **fields)
    return record(world, course, event)


def end_dispute(world: World, course: UUID, dispute: UUID, command: EndDispute) -> list[Change]:
    """Note a resolution, with what it gives each side, or a letting go.

    Raises:
        UnknownEntry, AlreadyReplaced.
        Invalid: a resolution says nothing of one side.
    """
    known = _dispute(world, course, dispute)
    worded(**{"outcome.for_client": command.outcome.for_client})
    if command.outcome.ending is Ending.RESOLVED and not command.outcome.for_other.strip():
        raise Invalid(field="outcome.for_other", expected="what satisfies the other side, or a letting go")
    fields = told(world, course, command, "dispute-ending", known.endings)
    event = events.DisputeEnded(dispute=dispute, with_whom=known.with_whom, content=command.outcome, **fields)
    return record(world, course, event)


def rate_skills(world: World, course: UUID, command: RateSkills) -> list[Change]:
    """Rate skills by the anchors of the scale; a skill that was not rated is left out, never guessed.

    Raises:
        UnknownInstrument: the clinic has not adopted the scale.
        Invalid: a rating is none of the scale's, or there is none at all.
    """
    scale = instrument_of(world.clinic(), SKILLS, command.version)
    check(scale, command.ratings)
    if not command.ratings.given:
        raise Invalid(field="ratings.given", expected="a rating of one skill at least")
    event = events.SkillsRated(
        instrument=scale.id,
        instrument_version=scale.version,
        rater=command.rater,
        ratings=command.ratings,
        **told(world, course, command, "rating", world.case(course).working.skills),
    )
    return record(world, course, event)


def _dispute(world: World, course: UUID, dispute: UUID) -> Worked:
    found = world.case(course).working.disputes.get(dispute)
    if found is None:
        raise UnknownEntry(what="dispute")
    return found
