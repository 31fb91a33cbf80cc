"""Puts what is owed into words: the wording of its kind, in the client's language, with calendar entries."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from domain.client.contact import Medium
from domain.client.state import Client
from domain.clinic.settings import Identity
from domain.clinic.state import Clinic
from domain.instant import Instant
from domain.message.values import Appointment, Kind, Obligation
from notifiers import invite
from notifiers.port import Attachment, Content
from notifiers.wording.render import render

UID_DOMAIN = "sessions.interlude.invalid"
"""The domain of calendar UIDs: it never changes, so that an invitation finds its cancellation (RFC 5545, 3.8.4.7)."""


class Letters:
    """The composer of all messages. `is_first(address)` tells whether an address was never written to."""

    def __init__(self, is_first: Callable[[str], bool], *, two_way: bool) -> None:
        self._is_first = is_first
        self._two_way = two_way

    def content(self, obligation: Obligation, client: Client | None, clinic: Clinic, now: Instant) -> Content:
        """Return what the person reads."""
        settings = clinic.settings
        language = client.language if client else settings.clinic.language
        address = client.address(obligation.medium) if client else obligation.details.to
        variables: dict[str, Any] = {
            "clinic": settings.clinic.name,
            "phone": settings.clinic.phone,
            "two_way": self._two_way,
            "first": obligation.medium is Medium.SMS and self._is_first(address),
        }
        appointments = obligation.details.appointments
        if appointments:
            variables |= {"starts": appointments[0].starts, "appointments": [_told(one) for one in appointments]}
        written = render(obligation.wording, language, variables, obligation.medium.value)
        if obligation.kind is not Kind.NOTICE:
            return written
        return replace(written, attachments=_entries(appointments, settings.clinic, address, now))


def _told(one: Appointment) -> dict[str, Any]:
    return {
        "starts": one.starts,
        "minutes": one.minutes,
        "mode": one.mode.value,
        "place": one.where,
        "status": one.status,
        "was": one.was,
    }


def _entries(appointments: list[Appointment], clinic: Identity, attendee: str, now: Instant) -> tuple[Attachment, ...]:
    """Return one calendar entry a session: iTIP has one UID an object."""
    files = [
        invite.invite(
            invite.Appointment(
                session_id=one.session,
                sequence=one.sequence,
                starts=one.starts,
                minutes=one.minutes,
                clinic=clinic.name,
                organizer=clinic.email,
                attendee=attendee,
                place=one.where,
                cancelled=one.status == "cancelled",
                domain=UID_DOMAIN,
                now=now,
            )
        )
        for one in appointments
    ]
    if len(files) == 1:
        return tuple(files)
    return tuple(replace(file, filename=f"appointment-{n}.ics") for n, file in enumerate(files, 1))
