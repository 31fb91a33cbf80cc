"""Working through: a record for each dispute, and the client's communication month by month."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain.course.facts import UnknownEntry
from domain.errors import Invalid
from domain.forms.decisions import UnknownInstrument
from domain.formulation.commands import NoteArea
from domain.formulation.decisions import note_area
from domain.formulation.events import AreaNoted
from domain.formulation.values import RoleDispute, Stage
from domain.measures.answers import Answers
from domain.working import decisions, events
from domain.working.values import Dispute, DisputeEnding, Ending, Progress, Rater
from domain.working.view import view
from tests.domain.facts import AUTHOR, a_story, correcting, discharged, noted, with_instruments
from tests.domain.story import Story


def opened(story: Story, **facts: Any) -> events.DisputeOpened:
    replaces = facts.pop("replaces", None)
    usual: dict[str, Any] = dict(with_whom="her boss", about="late shifts", stage=Stage.RENEGOTIATION)
    command = decisions.OpenDispute(author=AUTHOR, dispute=Dispute(**{**usual, **facts}), replaces=replaces)
    return noted(story, events.DisputeOpened, decisions.open_dispute, command)


def progressed(story: Story, dispute: UUID, stage: Stage, **words: str) -> None:
    progress = Progress(stage=stage, **words)
    story.do(decisions.note_progress, dispute, decisions.NoteProgress(author=AUTHOR, progress=progress))


def ended(story: Story, dispute: UUID, ending: Ending, for_client: str = "notice", for_other: str = "") -> None:
    outcome = DisputeEnding(ending=ending, for_client=for_client, for_other=for_other)
    story.do(decisions.end_dispute, dispute, decisions.EndDispute(author=AUTHOR, outcome=outcome))


def rated(story: Story, **ratings: int) -> events.SkillsRated:
    given = {name.replace("_", "-"): value for name, value in ratings.items()}
    command = decisions.RateSkills(author=AUTHOR, ratings=Answers(given=given), rater=Rater.CLIENT)
    return noted(story, events.SkillsRated, decisions.rate_skills, command)


def test_a_dispute_is_worked_through_up_to_a_resolution_that_satisfies_each_side() -> None:
    story = a_story()
    area = noted(
        story,
        AreaNoted,
        note_area,
        NoteArea(author=AUTHOR, area=RoleDispute(with_whom="her boss", stage=Stage.IMPASSE)),
    )
    dispute = opened(story, area=area.id).id
    progressed(story, dispute, Stage.IMPASSE, concerns_expressed="too little notice")
    progressed(story, dispute, Stage.RENEGOTIATION, common_goals="calm shifts", options="swap", tried="a talk")
    ended(story, dispute, Ending.RESOLVED, "two weeks of notice", "cover at Christmas")
    (found,) = view(story.case).disputes
    assert (found.state, [one.content.stage for one in found.progress]) == ("ended", ["impasse", "renegotiation"])
    assert found.endings[0].content.for_other == "cover at Christmas"


def test_a_resolution_says_what_satisfies_the_other_side_and_a_letting_go_need_not() -> None:
    story = a_story()
    dispute = opened(story).id
    with pytest.raises(Invalid, match=r"^outcome\.for_other: what satisfies the other side"):
        ended(story, dispute, Ending.RESOLVED)
    ended(story, dispute, Ending.LET_GO, "leaves the firm")
    assert view(story.case).disputes[0].state == "ended"


def test_a_dispute_is_open_again_where_work_on_it_goes_on() -> None:
    story = a_story()
    dispute = opened(story).id
    ended(story, dispute, Ending.LET_GO, "leaves the firm")
    progressed(story, dispute, Stage.IMPASSE)
    (found,) = view(story.case).disputes
    assert (found.state, len(found.endings)) == ("open", 1)


def test_how_a_dispute_was_described_is_corrected_in_its_own_record() -> None:
    story = a_story()
    wrong = opened(story, about="late lifts")
    opened(story, replaces=correcting(wrong))
    (found,) = view(story.case).disputes
    assert found.id == wrong.id
    assert [one.content.about for one in found.opened] == ["late lifts", "late shifts"]


def test_a_dispute_belongs_to_what_the_course_knows() -> None:
    story = a_story()
    with pytest.raises(UnknownEntry, match="problem area"):
        opened(story, area=uuid4())
    with pytest.raises(UnknownEntry, match="person"):
        opened(story, person=uuid4())
    with pytest.raises(UnknownEntry, match="dispute"):
        progressed(story, uuid4(), Stage.IMPASSE)


def test_skills_are_rated_by_the_anchors_of_the_adopted_scale() -> None:
    story = with_instruments()
    event = rated(story, active_listening=3, assertiveness=1)
    assert (event.instrument, event.instrument_version, event.rater) == ("communication-skills", 1, Rater.CLIENT)
    (found,) = view(story.case).skills
    assert found.content.ratings.given == {"active-listening": 3, "assertiveness": 1}


@pytest.mark.parametrize("ratings", [dict(active_listening=5), dict(patience=3), {}])
def test_a_rating_is_one_of_the_scales(ratings: dict[str, int]) -> None:
    with pytest.raises(Invalid):
        rated(with_instruments(), **ratings)


def test_without_the_scale_nothing_is_rated() -> None:
    with pytest.raises(UnknownInstrument):
        rated(a_story(), active_listening=3)


def test_skills_are_due_a_month_after_they_were_rated() -> None:
    story = with_instruments()
    assert view(story.case).skills_due_on == date(2026, 3, 5)
    rated(story.at("2026-03-02T10:00Z"), active_listening=3)
    assert view(story.case).skills_due_on == date(2026, 4, 2)
    assert view(discharged(story, date(2026, 3, 2)).case).skills_due_on is None
