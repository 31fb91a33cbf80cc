"""Why something was decided, in words: one clause for each code that a decision can give.

A clause comes after "because" or a colon, and says the facts that decided. A code without one fails a test.
"""

from collections.abc import Callable
from typing import Any

from domain.client.contact import Medium, Purpose
from domain.erased import is_erased
from domain.message.events import Owed
from domain.message.values import Kind, Obligation, Reason
from projections.audit import spoken
from projections.audit.names import Names
from projections.audit.subjects import MEDIA, PURPOSES

Facts = dict[str, Any]


def words(reason: Reason, names: Names) -> str:
    """Return the clause of a reason; a code of a later program is named as it stands."""
    clause = CLAUSES.get(reason.code)
    if clause is None:
        return f"the reason is recorded as {spoken.quoted(reason.code)}"
    return clause if isinstance(clause, str) else clause(reason.facts, names)


def owed_because(owed: Owed | Obligation, names: Names) -> str:
    """Return the clause of why a message is owed: a notice of a "move" may tell of a new place at the old time."""
    if owed.kind is Kind.NOTICE and owed.because.code == "session-moved" and not _is_at_another_time(owed):
        return "the session was changed"
    return words(owed.because, names)


def _is_at_another_time(owed: Owed | Obligation) -> bool:
    return not is_erased(owed.details) and any(told.was for told in owed.details.appointments)


def _near(facts: Facts, names: Names) -> str:
    days, minutes = facts.get("days_before", 0), facts.get("minutes_before", 0)
    before = spoken.count(days, "day") if days else spoken.count(minutes, "minute")
    return f"a reminder is due {before} before a session"


def _booked(facts: Facts, names: Names) -> str:
    return "the sessions were booked" if facts.get("sessions", 1) > 1 else "the session was booked"


def _opted_out(facts: Facts, names: Names) -> str:
    version = facts.get("version", 0)
    return f"the client had opted out{names.opt_out(version)} (line event {version})"


def _no_consent(facts: Facts, names: Names) -> str:
    medium, purpose = MEDIA[Medium(facts["medium"])], PURPOSES[Purpose(facts["purpose"])]
    return f"the client had given no consent to {medium} about {purpose}"


def _no_hour(facts: Facts, names: Names) -> str:
    meant = _by("; it was meant for", facts, "ideal", names)
    return f"quiet and safe hours left no hour at which it would still have served{meant}"


def _quiet(facts: Facts, names: Names) -> str:
    if "expires" in facts:
        return f"quiet hours lasted until it was of no use any more, on {names.when(facts['expires'])}"
    return "it fell in quiet hours"


def _too_late(facts: Facts, names: Names) -> str:
    return f"its time had passed{_by(', which was until', facts, 'expires', names)}"


def _by(before: str, facts: Facts, name: str, names: Names) -> str:
    return f"{before} {names.when(facts[name])}" if name in facts else ""


def _earlier(facts: Facts, names: Names) -> str:
    return f"brought forward because of quiet or safe hours{_by(' from', facts, 'ideal', names)}"


def _later(facts: Facts, names: Names) -> str:
    return f"put back because of quiet or safe hours{_by(' from', facts, 'ideal', names)}"


def _late(facts: Facts, names: Names) -> str:
    return f"late, but still of use{_by('; it was meant for', facts, 'ideal', names)}"


def _limit(facts: Facts, names: Names) -> str:
    limit = f" ({facts['limit']})" if "limit" in facts else ""
    return f"the client had been sent as many messages that day as the clinic allows{limit}"


def _tries(facts: Facts, names: Names) -> str:
    return f"it could not be sent in time, after {spoken.count(facts.get('attempts', 0), 'attempt')}"


def _told(before: str) -> Callable[[Facts, Names], str]:
    """Return the clause for what a provider told: its plain words, else its code."""

    def say(facts: Facts, names: Names) -> str:
        plain, code = facts.get("words", ""), facts.get("code", "")
        told = ", ".join(part for part in (plain.rstrip("."), f"code {code}" if code else "") if part)
        return f"{before} ({told})" if told else before

    return say


CLAUSES: dict[str, str | Callable[[Facts, Names], str]] = {
    # Why a message is owed, and what overtakes it.
    "session-is-near": _near,
    "session-booked": _booked,
    "session-moved": "the session was moved",
    "session-changed": "the session is held otherwise than was told",
    "session-cancelled": "the session was cancelled",
    "session-held": "the session has taken place or was missed",
    "phase-changed": "the course entered another phase",
    "plan-changed": "the plan was changed",
    "check-ins-planned": "check-ins were planned anew",
    "check-ins-stopped": "check-ins were stopped",
    "check-in-begins": "the check-in begins",
    "client-answered": "the client answered",
    "client-wrote": "the client wrote",
    "course-paused": "the course was paused",
    "course-resumed": "the course was resumed",
    "course-discharged": "the course was discharged",
    "client-died": "the client had died",
    "course-released": "the course was released",
    "discharge-withdrawn": "the discharge was taken back",
    "protocol-moved": "the course went over to another version of its protocol",
    "clinician-changed": "another clinician took over",
    "no-longer-owed": "nothing called for it any more",
    "check-in-closed": "its check-in was over",
    "client-erased": "the client's record was erased",
    # What stands against writing to a client.
    "no-sms-address": "the client had no telephone number on record",
    "no-email-address": "the client had no email address on record",
    "landline": "the client's number is a landline, which receives no SMS",
    "sms-not-safe": "it was not safe to text the client",
    "email-not-safe": "it was not safe to email the client",
    "opted-out": _opted_out,
    "no-consent": _no_consent,
    "daily-limit": _limit,
    "no-crisis-text-or-escalation-list": "the clinic had no crisis text or nobody to reach on its escalation list",
    "two-way-off": "this installation may not ask clients anything by SMS",
    # What the time says.
    "not-yet": "its time had not come",
    "no-allowed-hour": _no_hour,
    "quiet-hours": _quiet,
    "too-late": _too_late,
    "too-late-for-an-answer": "an answer so late would only puzzle",
    "shared-line": "the client shares the line with others, so that an answer could be anybody's",
    "line-busy": "another check-in was going on over the same line",
    "on-time": "on time",
    "moved-earlier": _earlier,
    "moved-later": _later,
    "late": _late,
    "answer": "at once, as the answer to what the client had just sent",
    # What came of sending.
    "unsent": _told("the last attempt reached nobody"),
    "refused": _told("the provider refused it"),
    "undelivered": _told("the provider could not deliver it"),
    "could-not-be-sent-in-time": _tries,
    "may-not-have-been-sent": _told("nobody can tell whether it was sent"),
    # How a check-in ended.
    "no-response": "not every question was answered in time",
    "not-understood": "the replies could not be understood",
}
