"""The scores of a course as series: by instrument, each by one version, so that they can be compared."""

from collections.abc import Iterable, Sequence

from domain.clinic.state import Clinic
from domain.course.facts import Noted, standing
from domain.erased import is_erased
from domain.forms.state import Form
from domain.instant import Instant
from domain.measures.change import change
from domain.measures.instrument import Instrument
from domain.measures.outcome import Outcome, Series, lacking, outcome
from domain.measures.rescore import by_version
from domain.measures.score import Score
from domain.measures.track import Track, not_on_track
from domain.policy.case import Case
from projections.history.progress_contents import ScorePoint, ScoreSeries

Forms = Sequence[Noted[Form]]


def in_order(case: Case) -> list[Noted[Form]]:
    """Return the forms that stand and can be read, in the order in which they were filled in."""
    readable = [one for one in standing(case.forms.forms) if not any(is_erased(score) for score in one.content.scores)]
    return sorted(readable, key=lambda one: (one.content.at, one.version))


def series(case: Case, clinic: Clinic) -> list[ScoreSeries]:
    """Return the series of every instrument that was filled in."""
    return [_series(case, instrument, forms) for instrument, forms in _by_instrument(case, clinic)]


def _by_instrument(case: Case, clinic: Clinic) -> Iterable[tuple[Instrument, Forms]]:
    forms = in_order(case)
    for name in sorted({form.content.instrument for form in forms}):
        own = [form for form in forms if form.content.instrument == name]
        versions = {score.version for form in own for score in form.content.scores}
        yield clinic.instrument(name, max(versions)), own


def _series(case: Case, instrument: Instrument, forms: Forms) -> ScoreSeries:
    judged = [(form, score) for form in forms if (score := by_version(form.content.scores, instrument.version))]
    pair = Series(instrument=instrument, scores=[score for _, score in judged]).pair()
    return ScoreSeries(
        instrument=instrument.id,
        version=instrument.version,
        points=[_point(case, form, score) for form, score in judged],
        not_scored=len(forms) - len(judged),
        change=change(instrument, *pair) if pair else None,
    )


def _point(case: Case, form: Noted[Form], score: Score) -> ScorePoint:
    return ScorePoint(
        form=form.id,
        on=form.on,
        phase=case.course.phase_at(Instant(form.content.at)),
        total=score.total,
        band=score.band,
        case=score.case,
        prorated=score.prorated,
        complete=score.complete,
    )


def judging(case: Case, clinic: Clinic) -> list[Series]:
    """Return the series of those instruments that an outcome is judged by: with caseness and reliable change."""
    found = []
    for instrument, forms in _by_instrument(case, clinic):
        limits = instrument.thresholds
        if limits.caseness is not None and limits.reliable_change is not None:
            scores = [score for form in forms if (score := by_version(form.content.scores, instrument.version))]
            found.append(Series(instrument=instrument, scores=scores))
    return found


def outcome_of(case: Case, clinic: Clinic) -> tuple[Outcome | None, list[str]]:
    """Return the outcome of a course, and the instruments that lack two complete forms."""
    found = judging(case, clinic)
    return (outcome(found) if found else None), lacking(found)


def track_of(case: Case, clinic: Clinic) -> Track | None:
    """Return whether a course is on track, by the house rule; None where nothing can be said."""
    counts = clinic.protocols[case.course.protocol].counts
    return not_on_track(judging(case, clinic), case.course.counted(counts), case.course.sessions_agreed)
