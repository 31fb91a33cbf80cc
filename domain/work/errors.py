"""Why something may not be done to the record of a session."""

from domain.errors import Conflict, Invalid, NotFound


class UnknownTechnique(Invalid):
    """Neither the manuals nor the clinic know the technique."""

    code = "unknown-technique"
    message = "technique: expected one of {known}; a clinic adds its own in its settings"


class UnknownTask(Invalid):
    """The protocol asks for no such task."""

    code = "unknown-task"
    message = "task: the protocol has the tasks {known}"


class UnknownNote(NotFound):
    """The course has no such note."""

    code = "unknown-note"
    message = "The course has no note with this id."


class NoteIsSigned(Conflict):
    """A signed note is never changed."""

    code = "note-signed"
    message = "The note is signed and is not changed any more; add an addendum."


class NoteNotSigned(Conflict):
    """What is not signed cannot be added to or countersigned."""

    code = "note-not-signed"
    message = "The note is not signed yet."


class NoteIsCosigned(Conflict):
    """A note is countersigned once."""

    code = "note-cosigned"
    message = "The note is co-signed already."


class NoteIsRetracted(Conflict):
    """The note was taken back."""

    code = "note-retracted"
    message = "The note was taken back; write another one."
