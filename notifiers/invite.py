"""Calendar invitations: one session as one `.ics`, in the neutral words that anybody may see on a shared screen.

Source: RFC 5545 (iCalendar) and RFC 5546 (iTIP): one UID an object, SEQUENCE raised on each change.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from domain.instant import Instant, moment
from domain.values import Wall, local_time
from notifiers.port import Attachment

FILENAME = "appointment.ics"


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """What an invitation says of a session.

    `sequence` counts the changes that the client was told of. `organizer` is the clinic's mail address, and its domain
    makes the UID, so it must not change between an invitation and its cancellation; give `domain` where it may.
    `place` is a room, or a link.
    """

    session_id: UUID
    sequence: int
    starts: Wall
    minutes: int
    clinic: str
    organizer: str
    attendee: str = field(repr=False)
    place: str = field(default="", repr=False)
    cancelled: bool = False
    domain: str = ""
    now: Instant


def uid(session_id: UUID, domain: str) -> str:
    """Return the UID of a session: the same for every invitation, change and cancellation of it."""
    return f"{session_id}@{domain}"


def invite(appointment: Appointment) -> Attachment:
    """Return the invitation or cancellation as a file for an email."""
    method = "CANCEL" if appointment.cancelled else "REQUEST"
    calendar = Calendar()
    calendar.add("prodid", "-//Interlude//Appointments//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_event(appointment))
    day = appointment.starts.local.date()
    # All that a calendar needs of the zone's rules is the year about the session; the whole history is 30 kB.
    calendar.add_missing_timezones(day - timedelta(days=366), day + timedelta(days=366))
    content_type = f'text/calendar; method={method}; component=VEVENT; charset="utf-8"'
    return Attachment(filename=FILENAME, content_type=content_type, content=calendar.to_ical())


def _event(appointment: Appointment) -> Event:
    starts = appointment.starts
    # Through the instant: a time inside a gap does not exist, and calendars differ on what it means.
    local = local_time(starts.instant(), starts.zone).replace(tzinfo=ZoneInfo(starts.zone))
    event = Event()
    event.add("uid", uid(appointment.session_id, appointment.domain or appointment.organizer.rpartition("@")[2]))
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", moment(appointment.now).replace(microsecond=0))
    event.add("dtstart", local)
    event.add("duration", timedelta(minutes=appointment.minutes))
    event.add("summary", f"{appointment.clinic}: appointment")
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if appointment.place:
        event.add("location", appointment.place)
    event.add("organizer", _person(appointment.organizer, {"CN": appointment.clinic}))
    # No RSVP: an answer to the mailbox confirms nothing, clients confirm by text or phone.
    attendee = {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
    event.add("attendee", _person(appointment.attendee, attendee))
    return event


def _person(address: str, parameters: dict[str, str]) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    for name, value in parameters.items():
        person.params[name] = vText(value)
    return person
