"""What happens on a line."""

from uuid import UUID

from domain.event import Event, recorded


@recorded("line.opted_out.v1", readable={"word", "via"})
class OptedOut(Event):
    """Whoever holds the line said stop: with a `word`, `via` a reply, or through the provider."""

    word: str
    via: str


@recorded("line.opted_in.v1", readable={"word", "via"})
class OptedIn(Event):
    """Whoever holds the line asked to be written to again."""

    word: str
    via: str


@recorded("line.conversation_opened.v1", readable={"check_in", "course", "client"})
class ConversationOpened(Event):
    """A check-in is going on over this line; the next answer belongs to it."""

    check_in: UUID
    course: UUID
    client: UUID


@recorded("line.conversation_closed.v1", readable={"check_in"})
class ConversationClosed(Event):
    """The check-in on this line is over; another may begin."""

    check_in: UUID
