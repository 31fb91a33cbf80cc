"""What happens to a client's record, in sentences."""

from collections.abc import Iterator

from domain.client import events
from domain.client.contact import Contact
from domain.erased import ERASED, is_erased
from domain.event import Entry
from projections.audit import spoken
from projections.audit.names import Names, how
from projections.audit.subjects import MEDIA, PURPOSES


def registered(event: events.Registered, entry: Entry, names: Names) -> str:
    """Say who became known, by which clock and in which language."""
    return f"{event.name} was registered as a client, on the clock of {event.zone}, in the language {event.language}."


def contact_changed(event: events.ContactChanged, entry: Entry, names: Names) -> str:
    """Say how the client can be reached from now on, and what makes that safe."""
    if is_erased(event.contact):
        return f"The client's contact was recorded as {ERASED}."
    return f"The client's contact was recorded as {'; '.join(facts(event.contact))}."


def facts(contact: Contact) -> Iterator[str]:
    """Yield what is known of a contact, each fact in a few words."""
    yield f"{contact.phone_kind} {contact.phone}" if contact.phone else "no telephone number"
    yield f"email {contact.email}" if contact.email else "no email address"
    yield "safe to text" if contact.safe_to_text else "not safe to text"
    yield "safe to email" if contact.safe_to_email else "not safe to email"
    yield "safe to leave a voicemail" if contact.safe_to_leave_voicemail else "not safe to leave a voicemail"
    if contact.safe_from is not None and contact.safe_until is not None:
        yield f"safe hours {spoken.clock(contact.safe_from)} to {spoken.clock(contact.safe_until)}"
    if contact.whose != "self":
        yield f"it is a {contact.whose}'s"
    if contact.shared:
        yield "shared with others"


def zone_changed(event: events.ZoneChanged, entry: Entry, names: Names) -> str:
    """Say by which clock the client lives now."""
    return f"The client lives on the clock of {event.zone} from now on."


def consent_given(event: events.ConsentGiven, entry: Entry, names: Names) -> str:
    """Say to what the client agreed, how and in which wording."""
    wording = spoken.giving(event.wording, ", in the wording ")
    return f"The client consented to {MEDIA[event.medium]} about {PURPOSES[event.purpose]} {how(event.how)}{wording}."


def erased(event: events.Erased, entry: Entry, names: Names) -> str:
    """Say on which ground the record was erased, and who approved it; a restore repeats it without asking again."""
    approved = f"approved by {spoken.listed(event.approved_by)}" if event.approved_by else "repeated after a restore"
    return f"The client's record was erased, {approved}, on the ground {spoken.quoted(event.ground)}."


def consent_withdrawn(event: events.ConsentWithdrawn, entry: Entry, names: Names) -> str:
    """Say what the client took back, and how."""
    return f"The client withdrew the consent to {MEDIA[event.medium]} about {PURPOSES[event.purpose]} {how(event.how)}."


def gp_noted(event: events.GpNoted, entry: Entry, names: Names) -> str:
    """Say who the GP is, and how the practice is reached."""
    gp = event.gp
    if is_erased(gp):
        return f"The client's GP was recorded as {ERASED}."
    known = ", ".join(part for part in (gp.name, gp.practice, gp.phone, gp.email) if part)
    return f"The client's GP was recorded as {known}."


def emergency_contact_noted(event: events.EmergencyContactNoted, entry: Entry, names: Names) -> str:
    """Say whom to call in an emergency, and whether that person consented."""
    person = event.person
    if is_erased(person):
        return f"The client's emergency contact was recorded as {ERASED}."
    consent = f"consented on {spoken.day(person.consented_on)}" if person.consented_on else "has not consented yet"
    told = spoken.giving(person.may_be_told, ", may be told ")
    return (
        f"The client's emergency contact was recorded as {person.name}, {person.relation}, {person.phone}, "
        f"who {consent}{told}."
    )
