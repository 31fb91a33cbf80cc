"""What happens to a clinic."""

from typing import Any

from domain.event import Event, recorded


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
