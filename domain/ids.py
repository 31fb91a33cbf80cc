"""Ids that mean "this very thing": the same thing computed twice has the same id, so it exists once."""

from uuid import UUID, uuid5

from domain.instant import Instant, iso

INTERLUDE = UUID("6a1f4c0e-3a55-5b7e-9d0c-1f2b6f8f7a01")

CLINIC = uuid5(INTERLUDE, "clinic")
"""The one stream of the clinic: one database is one clinic."""


def message_id(about: UUID, kind: str, occurrence: str) -> UUID:
    """Return the id of the one message of this kind about this occurrence, within a course (else client, inbound)."""
    return uuid5(about, f"{kind}:{occurrence}")


def check_in_id(course: UUID, week: str) -> UUID:
    """Return the id of the check-in of one week (ISO 8601, such as 2026-W14) of a course."""
    return uuid5(course, f"check-in:{week}")


def inbound_id(provider: str, reference: str) -> UUID:
    """Return the id of an inbound message from the provider's own id for it."""
    return uuid5(INTERLUDE, f"inbound:{provider}:{reference}")


def token_id(digest: str) -> UUID:
    """Return the stream of the token with this SHA-256 digest, in hexadecimal."""
    return uuid5(INTERLUDE, f"token:{digest}")


def command_id(principal: str, route: str, key: str) -> UUID:
    """Return the id of a command from who sent it, where, and the key that the sender chose."""
    return uuid5(INTERLUDE, f"command:{principal}\n{route}\n{key}")


def due_command_id(row: UUID, command: str, at: Instant, attempt: int) -> UUID:
    """Return the id of a command that fell due, so that two workers who run it collide."""
    return uuid5(row, f"{command}:{iso(at)}:{attempt}")


def course_of(referral: UUID) -> UUID:
    """Return the id of the one course that a referral leads to."""
    return uuid5(referral, "course")


def derived_id(command: UUID, what: str) -> UUID:
    """Return the id of a thing that a command makes."""
    return uuid5(command, what)
