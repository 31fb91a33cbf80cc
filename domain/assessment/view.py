"""The assessment as it is read: everything that was noted, replaced entries with it."""

from domain.assessment.state import Assessment
from domain.assessment.values import Diagnosis, Medication, Perinatal
from domain.course.facts import Noted, standing
from domain.erased import is_erased
from domain.policy.case import Case


class AssessmentView(Assessment, frozen=True, kw_only=True):
    """The entries by kind, the episode in the order of time, and what stands now.

    `taken` is the latest note on each medicine by its name.
    """

    version: int
    diagnosis: Noted[Diagnosis] | None
    perinatal_flag: Noted[Perinatal] | None
    taken: tuple[Noted[Medication], ...]


def view(case: Case) -> AssessmentView:
    """Return the assessment of a course."""
    found = case.assessment
    fields = {name: getattr(found, name) for name in found.__struct_fields__}
    fields["episode"] = tuple(sorted(found.episode, key=_when))
    return AssessmentView(
        version=case.course.version,
        diagnosis=next(reversed(standing(found.diagnoses)), None),
        perinatal_flag=next(reversed(standing(found.perinatal)), None),
        taken=_latest(standing(found.medication)),
        **fields,
    )


def _when(entry: Noted[object]) -> str:
    return "" if is_erased(entry.content) else getattr(entry.content, "when", "")


def _latest(medication: tuple[Noted[Medication], ...]) -> tuple[Noted[Medication], ...]:
    """Return the latest note on each medicine; of two notes of one day the one that was noted later."""
    by_drug: dict[str, Noted[Medication]] = {}
    for one in sorted(medication, key=lambda note: (note.on, note.version)):
        drug = str(one.content) if is_erased(one.content) else one.content.drug.strip().casefold()
        by_drug[drug] = one
    return tuple(by_drug.values())
