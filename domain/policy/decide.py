"""Whether one obligation may go now, and why or why not."""

from typing import Any

from domain.client.contact import Medium, Purpose
from domain.client.state import Client
from domain.clinic.settings import Settings
from domain.course.state import Course
from domain.course.values import Outcome
from domain.event import Cause
from domain.instant import MINUTE, Instant, later
from domain.line.state import Line
from domain.message.state import Stage
from domain.message.values import REPLIES, Kind, Obligation, Reason, Window
from domain.policy.case import Case
from domain.policy.hours import allowed, next_allowed
from domain.values import Value, local_time

PROMPT = 10 * MINUTE
"""How long an answer to what somebody has just sent is still one; how long any message counts as on time."""


class Send(Value):
    """It goes now, allowed by this consent (none for a reply to what somebody has just sent)."""

    reason: Reason
    consent: Cause | None


class Hold(Value):
    """It waits until an instant."""

    until: Instant
    reason: Reason


class Skip(Value):
    """It does not go, and that is final."""

    reason: Reason


class Expire(Value):
    """It cannot go any more: its time has passed."""

    reason: Reason


Decision = Send | Hold | Skip | Expire


def reason(code: str, /, **facts: Any) -> Reason:
    """Return a reason by its code and facts."""
    return Reason(code=code, facts=facts)


def barrier(client: Client, line: Line, medium: Medium, purpose: Purpose) -> Reason | Cause:
    """Return what stands against writing to a client, or the consent that allows it."""
    contact = client.contact
    if client.died_on is not None:
        return reason("client-died")
    if not client.address(medium):
        return reason(f"no-{medium.value}-address")
    if medium is Medium.SMS and contact.phone_kind == "landline":
        return reason("landline")
    if not (contact.safe_to_text if medium is Medium.SMS else contact.safe_to_email):
        return reason(f"{medium.value}-not-safe")
    if line.opted_out is not None:
        return reason("opted-out", version=line.opted_out.version)
    consent = client.consents.get((medium, purpose))
    return consent or reason("no-consent", medium=medium.value, purpose=purpose.value)


def timing(window: Window, course: Course, client: Client, settings: Settings, now: Instant) -> Decision | None:
    """Return what the time says of an obligation: nothing, when it may go."""
    if now < window.not_before:
        return Hold(until=window.not_before, reason=reason("not-yet"))
    if course.is_paused or course.rests_at(window.ideal) or course.rests_at(window.not_before):
        return Skip(reason=reason("course-paused"))
    if window.expires <= window.not_before:
        return Skip(reason=reason("no-allowed-hour", ideal=window.ideal))
    if now >= window.expires:
        return Expire(reason=reason("too-late", on_time_until=window.on_time_until, expires=window.expires))
    return _quiet(window, client, settings, now)


def _quiet(window: Window, client: Client, settings: Settings, now: Instant) -> Decision | None:
    free = next_allowed(allowed(client, settings.quiet_hours, now), now)
    if free == now:
        return None
    if free is None or free >= window.expires:
        return Skip(reason=reason("quiet-hours", expires=window.expires))
    return Hold(until=free, reason=reason("quiet-hours", until=free))


def decide(
    obligation: Obligation, case: Case, client: Client, line: Line, settings: Settings, now: Instant
) -> Decision:
    """Return whether a message of a course may go now; see `Decision`.

    Looked at in this order: the course, the client's safety and consent, the time, the daily limit.
    What answers something that the client has just sent asks neither the time nor the limit.
    """
    if case.course.is_discharged and (obligation.kind not in REPLIES or case.course.outcome is Outcome.DIED):
        return Skip(reason=reason("course-discharged"))
    found = barrier(client, line, obligation.medium, obligation.purpose or Purpose.APPOINTMENTS)
    if isinstance(found, Reason):
        return Skip(reason=found)
    if is_answer(obligation) and now < later(obligation.window.ideal, PROMPT):
        return Send(reason=reason("answer"), consent=found)
    if obligation.kind in REPLIES:
        return Expire(reason=reason("too-late-for-an-answer"))
    waits = timing(obligation.window, case.course, client, settings, now)
    if waits is not None:
        return waits
    if obligation.kind is not Kind.QUESTION and _spent(case, client, now) >= settings.sending.messages_per_day:
        return Skip(reason=reason("daily-limit", limit=settings.sending.messages_per_day))
    return Send(reason=_why(obligation.window, now), consent=found)


def is_answer(obligation: Obligation) -> bool:
    """Tell whether a message answers what somebody has just sent."""
    return obligation.kind in REPLIES or obligation.because.code == "client-answered"


def decide_lone(obligation: Obligation, line: Line, now: Instant) -> Decision:
    """Return whether an answer that belongs to no course may go now.

    The one confirmation of an opt-out goes to the line that has just opted out, and nothing else does.
    """
    if line.opted_out is not None and obligation.kind is not Kind.OPT_OUT_CONFIRMED:
        return Skip(reason=reason("opted-out", version=line.opted_out.version))
    if now >= later(obligation.window.ideal, PROMPT):
        return Expire(reason=reason("too-late-for-an-answer"))
    return Send(reason=reason("answer"), consent=None)


def _spent(case: Case, client: Client, now: Instant) -> int:
    """Return how many messages of this course have gone out on the client's present day, replies apart."""
    today = local_time(now, client.zone).date()
    return sum(
        message.stage is Stage.SENT
        and message.obligation.kind not in REPLIES
        and message.obligation.kind is not Kind.QUESTION
        and local_time(message.claimed_at, client.zone).date() == today
        for message in case.messages.values()
    )


def _why(window: Window, now: Instant) -> Reason:
    if now >= later(window.not_before, PROMPT):
        return reason("late", ideal=window.ideal)
    if window.not_before < window.ideal:
        return reason("moved-earlier", ideal=window.ideal)
    if window.not_before > window.ideal:
        return reason("moved-later", ideal=window.ideal)
    return reason("on-time")
