"""What happens to the clinic and its tokens, in sentences."""

from domain.clinic.events import Adopted, Restored
from domain.event import Entry
from domain.token import events as token_events
from projections.audit import spoken
from projections.audit.names import Names, short


def adopted(event: Adopted, entry: Entry, names: Names) -> str:
    """Say which rules came into force, and under which version and hash they are cited."""
    return (
        f"The clinic adopted the {event.kind} {spoken.quoted(event.name)} "
        f"as version {entry.version} of the clinic (sha256 {short(event.sha256)})."
    )


def restored(event: Restored, entry: Entry, names: Names) -> str:
    """Say from which backup the record was restored, and what was repeated."""
    again = f"; {spoken.count(event.erasures, 'erasure')} that it did not know {_was(event.erasures)} repeated"
    return (
        f"The record was restored from the backup of {names.when(event.taken_at)}, which reached to position "
        f"{event.position} (root {short(event.root)}){again if event.erasures else ''}."
    )


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def token_issued(event: token_events.Issued, entry: Entry, names: Names) -> str:
    """Say who may do what until when."""
    until = names.when(event.expires_at)
    return f"A token was issued to {spoken.quoted(event.name)} for {spoken.listed(event.scopes)}, until {until}."


def token_revoked(event: token_events.Revoked, entry: Entry, names: Names) -> str:
    """Say that it opens nothing any more."""
    return f"The token was revoked{spoken.giving(event.reason)}."
