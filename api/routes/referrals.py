"""Referrals: from the letter that came in to the course, or to the reason why there is none."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from api.answers.lists import Page, page
from api.commands import Command, Decide, Ids, Made
from api.policy import REFERRAL, V1
from api.reads import Look, Read
from api.services import Services
from domain.referral import commands, decisions
from domain.referral.values import Stage
from domain.values import Value
from domain.world import World
from projections.day_rows import ReferralRow


class ReferralsAsked(Page, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which referrals: of one stage, or only those that led to no course."""

    stage: Stage | None = None
    without_course: bool = False


class Referrals(msgspec.Struct, frozen=True, kw_only=True):
    """A page of referrals; without a `next` it is the last."""

    items: Sequence[ReferralRow]
    next: UUID | None


def _version(world: World, referral: UUID) -> int:
    return world.referral(referral).version


def _same(command: UUID, ids: Ids, content: Any) -> Made:
    return Made(ids["referral"])


def _step(path: str, summary: str, takes: type[Value], decide: Decide) -> Command:
    return Command(path=path, summary=summary, takes=takes, decide=decide, makes=_same, version=_version)


def _referrals(services: Services, look: Look) -> Referrals:
    asked: ReferralsAsked = look.query

    def rows(after: UUID | None, limit: int) -> Sequence[ReferralRow]:
        stage = asked.stage.value if asked.stage else None
        return services.day.referrals(after, limit, stage=stage, without_course=asked.without_course)

    found, more = page(rows, asked)
    return Referrals(items=found, next=found[-1].referral if more else None)


COMMANDS: Sequence[Command] = (
    _step(f"{REFERRAL}/screenings", "Note a screening", commands.ScreenReferral, decisions.screen_referral),
    _step(f"{REFERRAL}/waiting", "Put on the waiting list", commands.PutOnWaitingList, decisions.put_on_waiting_list),
    _step(f"{REFERRAL}/offers", "Note that a course was offered", commands.OfferCourse, decisions.offer_course),
    _step(
        f"{REFERRAL}/decline", "Note that there will be no course", commands.DeclineReferral, decisions.decline_referral
    ),
)

READS: Sequence[Read] = (
    Read(
        path=f"{V1}/referrals",
        summary="List the referrals",
        look=_referrals,
        answers=Referrals,
        asks=ReferralsAsked,
    ),
)
