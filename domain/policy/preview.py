"""What a change would come to, before anyone saves it: sessions, messages and check-ins that appear, move or vanish.

Pure: the decision is made as it would be, its events are folded into the case, and the plans before and after
are laid beside each other. Nothing is appended.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from uuid import UUID

import msgspec

from domain.check_in.state import CheckIn
from domain.client.state import Client
from domain.clinic.settings import Settings
from domain.event import SYSTEM, Change, Entry
from domain.instant import Instant
from domain.policy.case import PARTS, Case
from domain.policy.owed import owed
from domain.policy.weekly import next_check_in
from domain.values import Value
from domain.world import World


class Sort(StrEnum):
    """What something planned is."""

    SESSION = "session"
    MESSAGE = "message"
    CHECK_IN = "check-in"


class Effect(StrEnum):
    """What becomes of it. `rests` is what stays booked in a pause, in which nothing takes place."""

    APPEARS = "appears"
    MOVES = "moves"
    CHANGES = "changes"
    VANISHES = "vanishes"
    RESTS = "rests"


class Planned(Value):
    """Something planned: when, and in a few codes how; `rests` while the course is paused."""

    sort: Sort
    key: str
    kind: str
    at: Instant
    how: str = ""
    rests: bool = False


class Difference(Value):
    """One thing that a change would touch: when it was, and when it would be.

    `key` names it: the id of a session, `kind:session` of a message, the week of a check-in.
    """

    sort: Sort
    key: str
    kind: str
    effect: Effect
    before: Instant | None
    after: Instant | None


def preview(world: World, course: UUID, changes: Sequence[Change], until: Instant) -> list[Difference]:
    """Return what changes of a course would touch between now and an instant, in the order of time."""
    case = world.case(course)
    client, settings = world.client(case.course.client), world.clinic().settings
    before = _planned(case, client, settings, world.now, until)
    after = _planned(applied(world, case, changes), client, settings, world.now, until)
    return differences(before, after)


def differences(
    before: Mapping[tuple[Sort, str], Planned], after: Mapping[tuple[Sort, str], Planned]
) -> list[Difference]:
    """Return how two plans differ, in the order of time."""
    found = [
        _difference(before.get(key), after.get(key)) for key in {**before, **after} if before.get(key) != after.get(key)
    ]
    return sorted(found, key=lambda one: (one.before or one.after or 0, one.sort, one.key))


def _difference(was: Planned | None, becomes: Planned | None) -> Difference:
    one = becomes or was
    assert one is not None
    return Difference(
        sort=one.sort,
        key=one.key,
        kind=one.kind,
        effect=_effect(was, becomes),
        before=was.at if was else None,
        after=becomes.at if becomes else None,
    )


def _effect(was: Planned | None, becomes: Planned | None) -> Effect:
    if was is None:
        return Effect.APPEARS
    if becomes is None:
        return Effect.VANISHES
    if becomes.rests and not was.rests:
        return Effect.RESTS
    return Effect.MOVES if was.at != becomes.at else Effect.CHANGES


def applied(world: World, case: Case, changes: Sequence[Change]) -> Case:
    """Return a case as changes would make it."""
    for change in changes:
        part = next((name for name, rules in PARTS.items() if type(change.event) in rules), None)
        if part is None or change.course != case.course.id:
            continue
        case = _after(case, part, change, _entry(world, case, change))
    return case


def _entry(world: World, case: Case, change: Change) -> Entry:
    return Entry(
        originator_id=change.stream,
        originator_version=case.course.version + 1,
        event=change.event,
        occurred_at=change.occurred_at or world.now,
        actor=SYSTEM,
        command_id=world.command_id,
        subject=change.subject,
        course=change.course,
    )


def _after(case: Case, part: str, change: Change, entry: Entry) -> Case:
    rule = PARTS[part][type(change.event)]
    streams = {"message": "messages", "check_in": "check_ins"}
    if part not in streams:
        return msgspec.structs.replace(case, **{part: rule(getattr(case, part), change.event, entry)})
    known = getattr(case, streams[part])
    after = {**known, change.stream: rule(known.get(change.stream), change.event, entry)}
    return msgspec.structs.replace(case, **{streams[part]: after})


def _planned(
    case: Case, client: Client, settings: Settings, now: Instant, until: Instant
) -> dict[tuple[Sort, str], Planned]:
    every = (*_sessions(case), *_messages(case, client, settings, now), *_check_ins(case, client, settings, until))
    return {(one.sort, one.key): one for one in every if now <= one.at <= until}


def _sessions(case: Case) -> Iterator[Planned]:
    for session in case.course.in_order():
        if session.is_booked:
            at = session.starts_at
            how = f"{session.slot.minutes} minutes, {session.place.mode}"
            rests = case.course.is_paused or case.course.rests_at(at)
            yield Planned(sort=Sort.SESSION, key=str(session.id), kind="session", at=at, how=how, rests=rests)


def _messages(case: Case, client: Client, settings: Settings, now: Instant) -> Iterator[Planned]:
    """Yield what is owed; in a pause it would be skipped, so it is not planned any more."""
    for one in owed(case, client, settings).values():
        at = max(one.window.not_before, now)
        rests = case.course.is_paused or case.course.rests_at(one.window.ideal)
        if at < one.window.expires and not rests:
            about = ",".join(str(session) for session in one.about)
            yield Planned(sort=Sort.MESSAGE, key=f"{one.kind}:{about}", kind=one.kind, at=at)


def _check_ins(case: Case, client: Client, settings: Settings, until: Instant) -> Iterator[Planned]:
    """Yield the check-ins up to an instant: each next one, as though those before it were over."""
    while (coming := next_check_in(case, client, settings)) is not None and coming.window.not_before <= until:
        over = CheckIn(
            id=coming.check_in, version=0, week=coming.week, course=case.course.id, client=client.id, over="skipped"
        )
        case = msgspec.structs.replace(case, check_ins={**case.check_ins, coming.check_in: over})
        if not (case.course.is_paused or case.course.rests_at(coming.window.ideal)):
            items = ",".join(coming.items)
            yield Planned(sort=Sort.CHECK_IN, key=coming.week, kind="check-in", at=coming.window.not_before, how=items)
