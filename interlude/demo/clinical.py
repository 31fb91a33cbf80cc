"""What is clinical about the demo's people, as `cases.toml` and `work.toml` tell of it. All of it is made up."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from domain.assessment.values import Perinatality
from domain.formulation.values import Area, AreaKind, kind_of
from domain.network.values import Person as Member
from domain.plan.values import Scale
from domain.values import Value
from domain.work.techniques import Record

CASES = Path(__file__).parent / "cases.toml"
WORK = Path(__file__).parent / "work.toml"


class Medicine(Value):
    """What somebody takes, and since how many weeks before the first session."""

    drug: str
    dose: str


class Birth(Value):
    """A birth so many weeks after the first session, or before it where `weeks` is below 0."""

    status: Perinatality
    weeks: int


class Aim(Value):
    """A goal with its five levels, and the two between which it moved: at the start and in the end."""

    words: str
    objectives: list[str]
    strategies: list[str]
    scale: Scale
    reached: tuple[int, int] = (-2, 0)


class Case(Value):
    """What is the matter with one person.

    `who` the work is about, in a few words; `area` is the problem area. `onset_months` before the first session
    the episode began; `event` is what happened then. `phq` and `gad` are scores at the start and at the end.
    `risk` are the sessions at which item 9 of the PHQ-9 is answered above 0; with `assessed` each is followed by
    a risk assessment. `deviates` says why deficits were noted beside another area, or a follow-up comes late.
    """

    name: str
    who: str
    area: Area
    onset_months: int
    event: str
    social: str
    code: str
    diagnosis: str
    formulation: str
    phq: tuple[int, int]
    gad: tuple[int, int]
    people: list[Member]
    new_contact: Member | None = None
    earlier_episode: str = ""
    medicine: Medicine | None = None
    birth: Birth | None = None
    second_area: Area | None = None
    risk: list[int] = []
    assessed: bool = True
    follow_up_after_days: int = 7

    @property
    def kind(self) -> AreaKind:
        """Which of the four areas it is."""
        return kind_of(self.area)


class Vignette(Value):
    """What one session of the middle phase was about; `{who}` stands for whom or what the work is about."""

    event: str
    mood: str
    worked: str
    technique: str
    record: Record
    step: str
    told: str


class Work(Value):
    """What sessions in one problem area are made of, in the order in which they come."""

    difficulties: list[str]
    patterns: list[str]
    aims: list[Aim]
    sessions: list[Vignette]
    review: str
    attention: str
    gains: list[str]
    left_to_do: str


class Everywhere(Value):
    """What is said in courses of every area."""

    exemptions: list[str]
    later: list[Vignette]
    ending: list[Vignette]
    answers: dict[str, list[str]]
    routine_conclusions: list[str]
    feelings: list[str]
    acknowledged: list[str]
    signs: list[list[str]]
    steps: list[list[str]]


def cases(path: Path = CASES) -> dict[str, Case]:
    """Return the cases by name.

    Raises:
        msgspec.ValidationError: the file is not of this form.
    """
    found = msgspec.convert(_read(path)["cases"], list[Case])
    return {case.name: case for case in found}


@cache
def work(kind: AreaKind) -> Work:
    """Return what sessions in a problem area are made of."""
    return msgspec.convert(_read(WORK)[kind.value], Work)


@cache
def everywhere() -> Everywhere:
    """Return what is said in courses of every area."""
    return msgspec.convert(_read(WORK)["everywhere"], Everywhere)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
