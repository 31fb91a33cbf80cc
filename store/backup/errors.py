"""What backup and restore refuse. A message names files, positions and random ids at most."""

from domain.errors import Conflict, InterludeError, Invalid


class ArchiveDamaged(InterludeError):
    """An archive is not what was written: it cannot be restored."""

    code = "archive-damaged"
    message = "{file}: {what}"


class ArchiveExists(Conflict):
    """There is such a file already."""

    code = "archive-exists"
    message = "{file} exists already, and a backup is never written over; choose another name"


class ArchiveNewer(InterludeError):
    """An archive was made by a newer program."""

    code = "archive-newer"
    message = "{file}: it has format {found}, this program knows {known}; restore it with the program that made it"


class LogDamaged(InterludeError):
    """The log itself is not whole: a backup of it could not be restored."""

    code = "log-damaged"
    message = "The log is damaged: {what}. Nothing was written; restore an earlier backup elsewhere and compare."


class NotEmpty(Conflict):
    """A backup is restored into an empty database only."""

    code = "not-empty"
    message = "{where} is not empty; restore into a new and empty database"


class KeysUnexplained(InterludeError):
    """Events are sealed with keys that are gone, and nobody is known to have been erased."""

    code = "keys-unexplained"
    message = (
        "The keys of {count} people or messages are missing (the first is {subject}), and neither the backup nor "
        "the list of erased ids says that they were erased: use the complete list, or another backup."
    )


class ErasedIdsRefused(Invalid):
    """The list of erased ids is not one, or not whole."""

    code = "erased-ids-refused"
    message = "the list of erased ids: {what}; make it with `interlude erased-ids`"
