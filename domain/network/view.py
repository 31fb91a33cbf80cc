"""The inventory as it is read: who stands in it, and how the network has grown since it was first taken."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

import msgspec

from domain.course.facts import Noted
from domain.erased import is_erased
from domain.network.state import Member
from domain.network.values import INNERMOST, OUTERMOST, Person, Support
from domain.policy.case import Case


class MemberView(msgspec.Struct, frozen=True, kw_only=True):
    """One person: what stands, and everything that was told before, the first first."""

    id: UUID
    new_contact: bool
    latest: Noted[Person]
    history: tuple[Noted[Person], ...]
    removed_on: date | None
    removed_because: str


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many people there are: in all, by ring (as text, `1` innermost), and by each kind of support they give."""

    people: int
    rings: dict[str, int]
    support: dict[str, int]


class PersonChange(msgspec.Struct, frozen=True, kw_only=True):
    """How a person's place has changed: ring and contact before and now, support gained and lost."""

    id: UUID
    ring_before: int
    ring_now: int
    contact_before: str
    contact_now: str
    support_gained: list[Support]
    support_lost: list[Support]


class Growth(msgspec.Struct, frozen=True, kw_only=True):
    """First against latest: the inventory as it was first taken, without new contacts, and as it stands."""

    first: Counts
    latest: Counts
    new_contacts: list[UUID]
    removed: list[UUID]
    changed: list[PersonChange]


class NetworkView(msgspec.Struct, frozen=True, kw_only=True):
    """The inventory of a course."""

    version: int
    people: list[MemberView]
    growth: Growth


def view(case: Case) -> NetworkView:
    """Return the inventory of a course."""
    members = list(case.network.people.values())
    return NetworkView(version=case.course.version, people=[_member(one) for one in members], growth=growth(members))


def growth(members: Sequence[Member]) -> Growth:
    """Compare the first inventory with the latest. Who was erased is not compared, and counts for a person."""
    staying = [one for one in members if one.removed_on is None]
    return Growth(
        first=_counts(one.first.content for one in members if not _is_new(one)),
        latest=_counts(one.latest.content for one in staying),
        new_contacts=[one.id for one in members if _is_new(one)],
        removed=[one.id for one in members if one.removed_on is not None],
        changed=[change for one in staying if (change := _change(one)) is not None],
    )


def _is_new(member: Member) -> bool:
    return member.new_contact is True


def _member(member: Member) -> MemberView:
    return MemberView(
        id=member.id,
        new_contact=member.new_contact,
        latest=member.latest,
        history=member.told,
        removed_on=member.removed_on,
        removed_because=member.removed_because,
    )


def _counts(people: Iterable[Person]) -> Counts:
    everybody = list(people)
    known = [one for one in everybody if not is_erased(one)]
    rings = range(INNERMOST, OUTERMOST + 1)
    return Counts(
        people=len(everybody),
        rings={str(ring): sum(one.ring == ring for one in known) for ring in rings},
        support={kind.value: sum(kind in one.support for one in known) for kind in Support},
    )


def _change(member: Member) -> PersonChange | None:
    before, now = member.first.content, member.latest.content
    if is_erased(before) or is_erased(now):
        return None
    if (before.ring, before.contact, set(before.support)) == (now.ring, now.contact, set(now.support)):
        return None
    return PersonChange(
        id=member.id,
        ring_before=before.ring,
        ring_now=now.ring,
        contact_before=before.contact,
        contact_now=now.contact,
        support_gained=[kind for kind in now.support if kind not in before.support],
        support_lost=[kind for kind in before.support if kind not in now.support],
    )
