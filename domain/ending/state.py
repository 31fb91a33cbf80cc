"""The ending as its events make it: every entry there was, each marked where another stands in its place."""

import msgspec

from domain.course.facts import Fact, Noted, into, with_fact
from domain.ending import events, values
from domain.event import Entry
from domain.fold import Rules


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """One follow-up: of which month, and how the client fared (`held`) or why it did not take place (`missed`)."""

    month: int
    held: values.FollowUp | None = None
    missed: values.MissedFollowUp | None = None


class Ending(msgspec.Struct, frozen=True, kw_only=True):
    """What has been noted, by kind, in the order in which it was noted."""

    named: tuple[Noted[values.NamedEnding], ...] = ()
    feelings: tuple[Noted[values.Feelings], ...] = ()
    gains: tuple[Noted[values.Gains], ...] = ()
    signs: tuple[Noted[values.Signs], ...] = ()
    relapse_plans: tuple[Noted[values.RelapsePlan], ...] = ()
    remission: tuple[Noted[values.RemissionReached], ...] = ()
    maintenance: tuple[Noted[values.MaintenanceChoice], ...] = ()
    returned: tuple[Noted[values.SignsReturned], ...] = ()
    follow_ups: tuple[Noted[Followed], ...] = ()


EMPTY = Ending()


def _followed(before: Ending | None, event: events.FollowedUp, entry: Entry) -> Ending:
    return _with(before, event, entry, Followed(month=event.month, held=event.content))


def _missed(before: Ending | None, event: events.FollowUpMissed, entry: Entry) -> Ending:
    return _with(before, event, entry, Followed(month=event.month, missed=event.content))


def _with(before: Ending | None, event: Fact, entry: Entry, followed: Followed) -> Ending:
    known = before or EMPTY
    return msgspec.structs.replace(known, follow_ups=with_fact(known.follow_ups, event, entry, followed))


RULES: Rules = {
    events.EndingNamed: into(EMPTY, "named"),
    events.FeelingsAcknowledged: into(EMPTY, "feelings"),
    events.GainsReviewed: into(EMPTY, "gains"),
    events.SignsNoted: into(EMPTY, "signs"),
    events.RelapsePlanMade: into(EMPTY, "relapse_plans"),
    events.RemissionNoted: into(EMPTY, "remission"),
    events.MaintenanceDecided: into(EMPTY, "maintenance"),
    events.SignsReturned: into(EMPTY, "returned"),
    events.FollowedUp: _followed,
    events.FollowUpMissed: _missed,
}
