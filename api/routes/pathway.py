"""The pathway of a course, its ending and what comes afterwards."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import msgspec

from api.commands import Command, Decide, Ids, Made
from api.policy import CLIENT, COURSE
from api.reads import Look, Read
from api.services import Services
from domain.ending import commands, decisions
from domain.ending.due import FollowUpDue, follow_ups
from domain.ending.view import EndingView
from domain.ending.view import view as ending_view
from domain.event import Change
from domain.ids import derived_id
from domain.pathway import clinicians, death, linking, moving, release
from domain.pathway.view import PathwayView
from domain.pathway.view import view as pathway_view
from domain.supervision import decisions as supervision
from domain.values import Value, local_time
from domain.world import World


class ProtocolAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """To which version of which protocol a course would go over."""

    protocol: str = ""
    version: int = 0


class Consequences(msgspec.Struct, frozen=True, kw_only=True):
    """What would differ for the course, each as a clause; nothing has been changed."""

    items: list[str]


class FollowUps(msgspec.Struct, frozen=True, kw_only=True):
    """The follow-ups of a course, by month, as they stand today by the client's calendar."""

    items: list[FollowUpDue]


def _version(world: World, course: UUID) -> int:
    return world.case(course).course.version


def _client_version(world: World, client: UUID) -> int:
    return world.client(client).version


def _same(command: UUID, ids: Ids, content: Any) -> Made:
    return Made(next(iter(ids.values())))


def _linked(command: UUID, ids: Ids, content: Any) -> Made:
    return Made(derived_id(command, "course"))


def _on(path: str, summary: str, takes: type[Value], decide: Decide) -> Command:
    return Command(path=f"{COURSE}/{path}", summary=summary, takes=takes, decide=decide, makes=_same, version=_version)


PATHWAY: Sequence[Command] = (
    _on("release", "Let messages go about a course that was brought in", release.Release, release.release),
    _on("discharge-withdrawals", "Take a discharge back", release.WithdrawDischarge, release.withdraw_discharge),
    _on("protocol-moves", "Go over to another protocol", moving.MoveProtocol, moving.move_protocol),
    _on(
        "clinician-changes",
        "Give a course to another clinician",
        clinicians.ChangeClinician,
        clinicians.change_clinician,
    ),
    _on("supervision", "Note supervision of a course", supervision.SuperviseCourse, supervision.supervise_course),
    Command(
        path=f"{COURSE}/linked-courses",
        summary="Open a course that follows this one",
        takes=linking.OpenLinked,
        decide=linking.open_linked,
        makes=_linked,
        at="courses",
    ),
)

ENDING: Sequence[Command] = (
    _on("ending", "Note that the ending was named", commands.NameEnding, decisions.name_ending),
    _on("ending-feelings", "Acknowledge feelings", commands.AcknowledgeFeelings, decisions.acknowledge_feelings),
    _on("ending-gains", "Review gains and goals", commands.ReviewGains, decisions.review_gains),
    _on("early-warning-signs", "Note early-warning signs", commands.NoteSigns, decisions.note_signs),
    _on("relapse-plans", "Make the relapse-prevention plan", commands.MakeRelapsePlan, decisions.make_relapse_plan),
    _on("remission", "Note how remission was reached", commands.NoteRemission, decisions.note_remission),
    _on("maintenance-decisions", "Decide on maintenance", commands.DecideMaintenance, decisions.decide_maintenance),
    _on("returned-signs", "Note that signs are back", commands.NoteReturnedSigns, decisions.note_returned_signs),
    _on("follow-ups", "Note a follow-up", commands.FollowUp, decisions.follow_up),
    _on("missed-follow-ups", "Note a missed follow-up", commands.MissFollowUp, decisions.miss_follow_up),
)


def commands_of(services: Services) -> list[Command]:
    """Return every command; a death asks the views which courses the client has."""

    def die(world: World, client: UUID, command: death.RecordDeath) -> list[Change]:
        return death.record_death(world, client, command, services.day.courses_of(client))

    change = partial(Command, makes=_same, version=_client_version)
    return [
        *PATHWAY,
        *ENDING,
        change(path=f"{CLIENT}/death", summary="Note that a client has died", takes=death.RecordDeath, decide=die),
        change(
            path=f"{CLIENT}/death-withdrawals",
            summary="Take a death back that was noted in error",
            takes=death.WithdrawDeath,
            decide=death.withdraw_death,
        ),
    ]


def _pathway(services: Services, look: Look) -> PathwayView:
    return pathway_view(services.executor.world(uuid4()).case(look.ids["course"]))


def _ending(services: Services, look: Look) -> EndingView:
    return ending_view(services.executor.world(uuid4()).case(look.ids["course"]))


def _follow_ups(services: Services, look: Look) -> FollowUps:
    world = services.executor.world(uuid4())
    case = world.case(look.ids["course"])
    client = world.client(case.course.client)
    protocol = world.clinic().protocols[case.course.protocol]
    today = local_time(services.clock.now(), client.zone).date()
    return FollowUps(items=follow_ups(case.course, case.ending, client, protocol, today))


def _consequences(services: Services, look: Look) -> Consequences:
    world = services.executor.world(uuid4())
    asked: ProtocolAsked = look.query
    return Consequences(items=moving.preview_move(world, look.ids["course"], asked.protocol, asked.version))


READS: Sequence[Read] = (
    Read(
        path=f"{COURSE}/pathway",
        summary="Read the pathway of a course",
        look=_pathway,
        answers=PathwayView,
        versioned=True,
    ),
    Read(
        path=f"{COURSE}/ending", summary="Read the ending of a course", look=_ending, answers=EndingView, versioned=True
    ),
    Read(path=f"{COURSE}/follow-ups", summary="List the follow-ups", look=_follow_ups, answers=FollowUps),
    Read(
        path=f"{COURSE}/protocol-move",
        summary="Read what going over to another protocol would change",
        look=_consequences,
        answers=Consequences,
        asks=ProtocolAsked,
    ),
)
