"""What happens to a clinic."""

from typing import Any

from domain.event import Event, recorded
from domain.instant import Instant


@recorded("clinic.adopted.v1", readable={"kind", "name", "content", "sha256"})
class Adopted(Event):
    """Rules came into force: `settings`, a `protocol`, the `wording` or the `tz` rules.

    The whole content is kept with its hash, so that every decision can name, and every auditor read,
    the rule as it stood.
    """

    kind: str
    name: str
    content: dict[str, Any]
    sha256: str


@recorded("clinic.restored.v1", readable={"position", "root", "taken_at", "erasures"})
class Restored(Event):
    """The record was restored from a backup: what stands before this is what the backup held.

    The backup was taken at an instant and reached to a position, with this Merkle root (hexadecimal);
    `erasures` that it did not know were made again.
    """

    position: int
    root: str
    taken_at: Instant
    erasures: int
