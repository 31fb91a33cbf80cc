"""What the progress of a course holds. What was erased is left out of every series."""

from datetime import date, datetime
from uuid import UUID

from domain.frozen import Frozen
from domain.measures.change import Change
from domain.measures.goals import Attainment
from domain.measures.outcome import Outcome
from domain.measures.track import Track
from domain.network.view import Growth
from domain.work.adherence import Adherence


class PhaseMark(Frozen):
    """When a phase was entered."""

    phase: str
    since: datetime


class PlanMark(Frozen):
    """A change of the plan, by what it was about (`focus`, `technique`, `session-number`, ...)."""

    on: date
    part: str


class ScorePoint(Frozen):
    """One form: the phase in which it was filled in, and its score by the newest version that judged it.

    `total` is null where too much was missing; `not_scored` are forms that the series' version has not judged.
    """

    form: UUID
    on: date
    phase: str
    total: int | float | None
    band: str | None
    case: bool | None
    prorated: bool
    complete: bool


class ScoreSeries(Frozen):
    """The scores by one version of an instrument; `change` is that from the first to the last complete form."""

    instrument: str
    version: int
    points: list[ScorePoint]
    not_scored: int
    change: Change | None


class CheckInPoint(Frozen):
    """One item of a check-in, from 0 (worst) to 10 (best); `value` is null where there was no response."""

    week: str
    item: str
    value: int | None


class GoalProgress(Frozen):
    """One goal: where the client stood at the start and stands now, and every standing rating."""

    goal: UUID
    words: str
    dropped: bool
    baseline: int | None
    now: int | None
    ratings: list[tuple[date, int]]


class SkillPoint(Frozen):
    """One monthly rating of communication skills: by item, from the scale that words them."""

    on: date
    by: str
    ratings: dict[str, int]


class Attended(Frozen):
    """How the sessions were attended: how many of each kind, and how many count towards the number agreed."""

    by_code: dict[str, int]
    cancelled_by_client: int
    cancelled_by_clinic: int
    counted: int
    agreed: int


class Progress(Frozen):
    """How a course has gone, as known at `position`.

    `outcome` is null where an instrument lacks two complete forms (`lacking` names it); `track` is a house
    rule and unvalidated. `attainment` is the T score over the goals with a scale, dropped ones apart.
    """

    course: UUID
    position: int
    phases: list[PhaseMark]
    plan_changes: list[PlanMark]
    scores: list[ScoreSeries]
    check_ins: list[CheckInPoint]
    goals: list[GoalProgress]
    attainment: Attainment | None
    skills: list[SkillPoint]
    network: Growth
    attendance: Attended
    adherence: Adherence
    outcome: Outcome | None
    lacking: list[str]
    track: Track | None
