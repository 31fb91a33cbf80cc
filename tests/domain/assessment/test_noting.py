"""What holds of every fact, shown on the assessment: its day and author, corrections, deviations."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from domain.assessment.commands import NoteDifficulty, NoteSource
from domain.assessment.decisions import note_difficulty, note_source
from domain.assessment.events import DifficultyNoted, SourceNoted
from domain.assessment.values import Gathering, Source
from domain.assessment.view import view
from domain.course.errors import NotYetHappened, ReasonNeeded
from domain.course.facts import AlreadyReplaced, How, UnknownEntry, standing
from domain.course.noting import Replacing
from domain.errors import Invalid
from domain.instant import parse
from tests.builders import a_client, a_course
from tests.domain.facts import AUTHOR, TODAY, a_story, correcting, discharged, noted, revising
from tests.domain.story import Story


def difficulty(story: Story, text: str = "quarrels at work", **facts: Any) -> DifficultyNoted:
    command = NoteDifficulty(text=text, **{"author": AUTHOR, **facts})
    return noted(story, DifficultyNoted, note_difficulty, command)


def test_a_fact_is_of_today_unless_it_says_of_when_it_is() -> None:
    story = a_story()
    assert difficulty(story).on == TODAY
    assert difficulty(story, on=date(2026, 1, 20)).on == date(2026, 1, 20)


def test_today_is_the_clients_day() -> None:
    story = a_course().for_client(a_client().in_zone("Pacific/Auckland")).opened()
    assert difficulty(story).on == date(2026, 2, 2)
    assert difficulty(story.at("2026-02-02T12:00Z")).on == date(2026, 2, 3)


def test_a_fact_of_an_earlier_day_occurred_at_its_noon() -> None:
    story = a_story()
    (change,) = story.do(note_difficulty, NoteDifficulty(text="sleep", author=AUTHOR, on=date(2026, 1, 20)))
    assert change.occurred_at == parse("2026-01-20T12:00Z")
    (change,) = story.do(note_difficulty, NoteDifficulty(text="sleep", author=AUTHOR))
    assert change.occurred_at is None


def test_what_lies_ahead_is_no_fact() -> None:
    with pytest.raises(NotYetHappened, match="2026-02-03 lies ahead"):
        difficulty(a_story(), on=date(2026, 2, 3))


@pytest.mark.parametrize(("facts", "field"), [(dict(author=" "), "author"), (dict(text="\n"), "text")])
def test_a_fact_says_something_and_who_says_it(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid, match=f"^{field}: a few words"):
        difficulty(a_story(), **facts)


def test_a_corrected_entry_stays_in_the_history() -> None:
    story = a_story()
    first = difficulty(story, "quarrels at home")
    second = difficulty(story, replaces=correcting(first))
    assert (second.replaces, second.how, second.because) == (first.id, How.CORRECTION, "mistyped")
    before, after = view(story.case).difficulties
    assert (before.content.text, before.replaced_by) == ("quarrels at home", second.id)
    assert [one.id for one in standing(story.case.assessment.difficulties)] == [after.id]


def test_what_was_replaced_is_not_replaced_again() -> None:
    story = a_story()
    first = difficulty(story)
    difficulty(story, replaces=revising(first))
    with pytest.raises(AlreadyReplaced):
        difficulty(story, replaces=revising(first))


def test_only_an_entry_of_the_same_kind_is_replaced() -> None:
    story = a_story()
    source = Source(kind=Gathering.OBSERVATION, text="avoids my eyes")
    other = noted(story, SourceNoted, note_source, NoteSource(source=source, author=AUTHOR))
    for entry in (other.id, uuid4()):
        with pytest.raises(UnknownEntry, match="no difficulty with this id"):
            difficulty(story, replaces=Replacing(entry=entry, how=How.CORRECTION, reason="mistyped"))


def test_a_correction_has_its_reason() -> None:
    story = a_story()
    with pytest.raises(Invalid, match=r"^replaces\.reason: a few words"):
        difficulty(story, replaces=correcting(difficulty(story), " "))


def test_a_fact_of_after_the_discharge_is_a_deviation_with_its_reason() -> None:
    story = discharged(a_story()).at("2026-02-10T10:00Z")
    with pytest.raises(ReasonNeeded, match="discharged on 2026-02-02, before this"):
        difficulty(story)
    event = difficulty(story, reason="she called")
    assert event.deviation is not None
    assert event.deviation.reason == "she called"


def test_a_late_entry_about_the_time_before_the_discharge_deviates_from_nothing() -> None:
    story = discharged(a_story()).at("2026-02-10T10:00Z")
    assert difficulty(story, on=TODAY).deviation is None
