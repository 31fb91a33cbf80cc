"""The demo's people, as `cast.toml` tells of them."""

import tomllib
from datetime import time
from pathlib import Path
from typing import Literal

import msgspec

from domain.client.contact import Contact
from domain.course.values import Mode, Outcome, Party, Place, PlanPart
from domain.referral.values import Finding
from domain.values import Value
from interlude.demo.clinical import Case, cases

CAST = Path(__file__).parent / "cast.toml"


class Weekly(Value):
    """A time of every week: 0 is Monday."""

    weekday: int
    at: time


Before = Literal["text", "move", "cancel"]
At = Literal["miss", "late", "belated"]
After = Literal["plan", "extend", "fortnightly", "pause", "stop", "discharge", "maintain"]
Until = Literal["referred", "screened", "waiting", "offered", "declined", "accepted", "now"]


class Turn(Value):
    """What happens at a session, or after it; `session` counts them from 1 as they come up, missed ones too.

    Before it: `text` (the client writes `change`), `move` by `days`, `cancel`. At it: `miss`, `late`, `belated` (it
    is written up days later). After it: `plan` (a part of it changes), `extend` to `sessions`, `fortnightly`,
    `pause` for `weeks`, `stop` (the client writes so), `discharge`, `maintain` (`sessions` follow,
    one a month).
    """

    session: int
    do: Literal[Before, At, After]
    part: PlanPart = PlanPart.FOCUS
    change: str = ""
    reason: str = ""
    decided_by: str = ""
    days: int = 0
    weeks: int = 0
    sessions: int | None = None
    minutes: int | None = None
    by: Party = Party.CLIENT
    outcome: Outcome = Outcome.COMPLETED


class Person(Value):
    """One client of the demo; `cast.toml` explains the fields, `case` is what `cases.toml` tells."""

    name: str
    phone: str
    clinician: str
    source: str
    reason: str
    weeks: int
    email: str = ""
    zone: str = "Europe/London"
    landline: bool = False
    safe_from: time | None = None
    safe_until: time | None = None
    weekday: int = 0
    at: time = time(9)
    lead_minutes: int | None = None
    mode: Mode = Mode.ROOM
    where: str = ""
    protocol: str = "ipt-16"
    agreed: int = 16
    check_in: Weekly | None = None
    check_in_minutes: int | None = None
    answers: Literal["always", "mostly", "never", "unclear", "none"] = "mostly"
    mood: tuple[int, int] = (4, 6)
    relationships: tuple[int, int] = (4, 6)
    until: Until = "now"
    mania: Finding = Finding.NOT_REPORTED
    declined_by: Party = Party.CLIENT
    because: str = ""
    turns: list[Turn] = []
    case: Case | None = None

    def contact(self) -> Contact:
        """Return how the person is reached."""
        return Contact(
            phone=self.phone,
            phone_kind="landline" if self.landline else "mobile",
            email=self.email,
            safe_from=self.safe_from,
            safe_until=self.safe_until,
        )

    def place(self) -> Place:
        """Return where the person's sessions are held."""
        return Place(mode=self.mode, where=self.where, clinician=self.clinician)


def people(path: Path = CAST) -> list[Person]:
    """Return everybody in a file, with their cases.

    Raises:
        msgspec.ValidationError: the file is not of this form.
    """
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    known = cases()
    everybody = msgspec.convert(content["people"], list[Person])
    return [msgspec.structs.replace(person, case=known.get(person.name)) for person in everybody]
