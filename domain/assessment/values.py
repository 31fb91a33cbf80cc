"""The words that an assessment is told in."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from domain.values import Value


class Gathering(StrEnum):
    """How something came to be known."""

    INTERVIEW = "interview"
    QUESTIONNAIRE = "questionnaire"
    OBSERVATION = "observation"


class EpisodePart(StrEnum):
    """What an entry in the timeline of the episode is."""

    ONSET = "onset"
    EARLIER_EPISODE = "earlier-episode"
    EVENT_NEAR_ONSET = "event-near-onset"
    OTHER = "other"


class System(StrEnum):
    """A classification of diseases."""

    ICD_10 = "icd-10"
    ICD_11 = "icd-11"


class DoseChange(StrEnum):
    """What became of a dose since it was last asked about."""

    STARTED = "started"
    INCREASED = "increased"
    UNCHANGED = "unchanged"
    REDUCED = "reduced"
    STOPPED = "stopped"


class Adherence(StrEnum):
    """How a medicine is taken."""

    AS_PRESCRIBED = "as-prescribed"
    PARTLY = "partly"
    NOT_TAKEN = "not-taken"
    NOT_KNOWN = "not-known"


class Perinatality(StrEnum):
    """Where a client stands around a birth."""

    PREGNANT = "pregnant"
    POSTNATAL = "postnatal"
    NEITHER = "neither"


class Words(Value):
    """What was found, in words."""

    text: str


class Source(Value):
    """One source of the assessment, and what it gave."""

    kind: Gathering
    text: str


class EpisodeEntry(Value):
    """One entry in the timeline of the episode; `when` is a year, a month or a day, as well as it is known."""

    part: EpisodePart
    when: str
    text: str


class SickRole(Value):
    """The sick role as it was explained: which exemptions were agreed, from what and for how long."""

    exemptions: str
    text: str = ""


class Diagnosis(Value):
    """A diagnosis as the clinician entered it: the code of a classification, and words."""

    system: System
    code: str
    words: str


class Medication(Value):
    """One medicine: what, how much, what changed, how it is taken; and the session at which it was asked about."""

    drug: str
    dose: str = ""
    change: DoseChange = DoseChange.UNCHANGED
    adherence: Adherence = Adherence.NOT_KNOWN
    session: UUID | None = None
    text: str = ""


class Perinatal(Value):
    """The perinatal flag: with the due date while the client is pregnant, the birth date afterwards."""

    status: Perinatality
    due_on: date | None = None
    born_on: date | None = None
