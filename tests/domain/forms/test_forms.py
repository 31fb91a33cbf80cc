"""Forms keyed in: scored by the adopted version, never guessed, and a risk answer asks for an assessment."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from domain.clinic.decisions import InstrumentChanged, Rules, adopt
from domain.course.booking import record_attendance
from domain.course.commands import ChangePhase, RecordAttendance
from domain.course.decisions import change_phase
from domain.course.errors import UnknownSession
from domain.course.facts import UnknownEntry
from domain.course.values import Attendance
from domain.errors import Invalid
from domain.forms.decisions import (
    RecordMeasure,
    RescoreMeasure,
    UnknownInstrument,
    record_measure,
    rescore_measure,
)
from domain.forms.events import Recorded
from domain.forms.view import view
from domain.measures.answers import Answers
from domain.measures.score import NoTotal
from domain.safety.decisions import AssessRisk, assess_risk
from domain.safety.values import RiskAssessment
from interlude import rules
from tests.builders import a_course
from tests.domain.facts import AUTHOR, INSTRUMENTS, correcting, noted, with_instruments
from tests.domain.story import Story


def form(story: Story, answers: str, instrument: str = "phq-9", **facts: Any) -> Recorded:
    """Key in a form, one digit an item and `-` for none."""
    given = {str(item): int(digit) for item, digit in enumerate(answers, start=1) if digit != "-"}
    command = RecordMeasure(author=AUTHOR, instrument=instrument, answers=Answers(given=given), **facts)
    return noted(story, Recorded, record_measure, command)


def another_version() -> Rules:
    """The PHQ-9 under a second version, which calls nobody a case below 12."""
    known = next(rule for rule in INSTRUMENTS if rule.name == "phq-9@1")
    thresholds = known.content["thresholds"]
    content = {
        **known.content,
        "version": 2,
        "thresholds": {**thresholds, "caseness": {**thresholds["caseness"], "at_least": 12}},
    }
    return rules.rules("instrument", "phq-9@2", content)


def test_a_form_is_scored_as_it_is_recorded() -> None:
    event = form(with_instruments(), "222211110")
    assert (event.instrument, event.instrument_version, event.risk) == ("phq-9", 1, False)
    assert (event.score.total, event.score.band, event.score.case) == (12, "moderate", True)


def test_a_missing_risk_item_leaves_a_form_without_total() -> None:
    event = form(with_instruments(), "22221111-")
    assert (event.score.total, event.score.reason) == (None, NoTotal.RISK_ITEM_MISSING)
    assert event.risk is False


def test_what_the_clinic_has_not_adopted_scores_nothing() -> None:
    with pytest.raises(UnknownInstrument, match="it has none"):
        form(a_course().opened(), "222211110")
    with pytest.raises(UnknownInstrument, match="phq-9@1"):
        form(with_instruments(), "222211110", version=7)


def test_an_answer_that_the_form_does_not_offer_is_refused_by_its_item() -> None:
    with pytest.raises(Invalid, match=r"^answer 2: expected 0, 1, 2 or 3"):
        form(with_instruments(), "25")


def test_a_form_belongs_to_a_session_of_the_course() -> None:
    with pytest.raises(UnknownSession):
        form(with_instruments(), "000000000", session=uuid4())


def test_a_risk_answer_asks_for_a_risk_assessment_until_one_follows() -> None:
    story = with_instruments()
    assert not view(story.case).risk_assessment_asked_for
    assert form(story, "222211111").risk
    assert view(story.case).risk_assessment_asked_for
    assessed = AssessRisk(author=AUTHOR, assessment=RiskAssessment(conclusion="passing thoughts, seen again on Friday"))
    story.do(assess_risk, assessed)
    assert not view(story.case).risk_assessment_asked_for
    form(story, "222211112")
    assert view(story.case).risk_assessment_asked_for


def test_correcting_a_form_does_not_clear_its_risk_answer() -> None:
    story = with_instruments()
    wrong = form(story, "222211111")
    form(story, "222211110", replaces=correcting(wrong, "the wrong line was read"))
    assert view(story.case).risk_assessment_asked_for


def test_a_form_shows_the_phase_that_it_was_filled_in() -> None:
    story = a_course().with_series("2026-03-02T09:00", 4).opened().at("2026-04-01T12:00Z")
    story.run(adopt, INSTRUMENTS)
    for session in story.sessions:
        story.do(record_attendance, session, RecordAttendance(attendance=Attendance.ON_TIME))
    story.do(change_phase, ChangePhase(phase="middle"))
    form(story.at("2026-04-08T12:00Z"), "000000000")
    form(story, "111111111", on=date(2026, 3, 2))
    form(story, "111111111", on=date(2026, 1, 2))
    assert [one.content.phase for one in view(story.case).forms] == ["middle", "initial", "initial"]


def test_a_score_under_a_new_version_stands_beside_the_old_one() -> None:
    story = with_instruments()
    event = form(story, "222111110")
    story.run(adopt, [another_version()])
    story.do(rescore_measure, event.id, RescoreMeasure(version=2))
    (found,) = view(story.case).forms
    assert [(score.version, score.case) for score in found.content.scores] == [(1, True), (2, False)]
    assert story.do(rescore_measure, event.id, RescoreMeasure(version=2)) == []


def test_a_new_form_is_scored_by_the_newest_version_unless_another_is_named() -> None:
    story = with_instruments()
    story.run(adopt, [another_version()])
    assert form(story, "222111110").instrument_version == 2
    assert form(story, "222111110", version=1).instrument_version == 1


def test_only_a_form_of_the_course_is_scored_again() -> None:
    with pytest.raises(UnknownEntry, match="no form"):
        with_instruments().do(rescore_measure, uuid4(), RescoreMeasure(version=1))


def test_a_licensed_instrument_comes_by_a_file() -> None:
    story = with_instruments(Path(__file__).parents[2] / "measures" / "epds.toml")
    assert form(story, "0000000001", "epds").risk


def test_a_version_that_scores_cite_never_changes() -> None:
    story = with_instruments()
    changed = rules.rules("instrument", "phq-9@1", {**another_version().content, "version": 1})
    with pytest.raises(InstrumentChanged, match="another phq-9@1"):
        story.run(adopt, [changed])


def test_an_instrument_is_adopted_under_its_own_name() -> None:
    known = another_version()
    with pytest.raises(Invalid, match="its id and version as its name"):
        with_instruments().run(adopt, [rules.rules("instrument", "phq-9@3", known.content)])
