"""Problem areas, the one focus, and the formulation that the client agrees with."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from domain.assessment.commands import NoteEpisodeEntry
from domain.assessment.decisions import note_episode_entry
from domain.assessment.events import EpisodeEntryNoted
from domain.assessment.values import EpisodeEntry, EpisodePart
from domain.clinic.settings import AreaLabels
from domain.course.errors import CourseDischarged, ReasonNeeded
from domain.course.facts import How, UnknownEntry
from domain.errors import Invalid
from domain.formulation import commands, decisions, errors, events
from domain.formulation.values import (
    Area,
    Deficits,
    Formulation,
    Grief,
    Link,
    RoleDispute,
    RoleTransition,
    Stage,
)
from domain.formulation.view import view
from tests.domain.facts import AUTHOR, a_story, discharged, noted, revising
from tests.domain.story import Story

GRIEF = Grief(person="her mother")
DISPUTE = RoleDispute(with_whom="her boss", stage=Stage.RENEGOTIATION)
TRANSITION = RoleTransition(old_role="clerk", new_role="mother")
DEFICITS = Deficits(isolation="sees nobody")
AREAS: list[Area] = [GRIEF, DISPUTE, TRANSITION, DEFICITS]
LABELS = AreaLabels()


def area(story: Story, content: Area, reason: str = "") -> UUID:
    command = commands.NoteArea(author=AUTHOR, area=content, reason=reason)
    return noted(story, events.AreaNoted, decisions.note_area, command).id


def focus(story: Story, on: UUID, because: str = "", **facts: Any) -> events.FocusChosen:
    command = commands.ChooseFocus(author=AUTHOR, area=on, because=because, **facts)
    return noted(story, events.FocusChosen, decisions.choose_focus, command)


def in_focus(story: Story) -> list[UUID]:
    return view(story.case, LABELS).in_focus


def stated(story: Story, text: str = "low since her mother died", **facts: Any) -> events.Stated:
    links = facts.pop("links", [])
    formulation = Formulation(text=text, links=links)
    command = commands.StateFormulation(author=AUTHOR, formulation=formulation, **facts)
    return noted(story, events.Stated, decisions.state_formulation, command)


@pytest.mark.parametrize("content", AREAS, ids=lambda content: type(content).__name__)
def test_each_problem_area_has_its_own_fields_and_the_clinics_name(content: Area) -> None:
    story = a_story()
    area(story, content)
    labels = AreaLabels(interpersonal_deficits="Sensitivities")
    (found,) = view(story.case, labels).areas
    names = {Grief: "Grief and loss", RoleDispute: "Role dispute", RoleTransition: "Role transition"}
    assert (found.latest.content, found.label) == (content, names.get(type(content), "Sensitivities"))


def test_an_area_is_told_apart_by_its_name_in_json() -> None:
    plain = msgspec.to_builtins(DISPUTE)
    assert (plain["area"], plain["stage"]) == ("role-dispute", "renegotiation")
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        msgspec.convert({"area": "grief", "person": "her mother", "stage": "impasse"}, Area)


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (Grief(person=" "), r"area\.person"),
        (RoleDispute(with_whom="", stage=Stage.IMPASSE), r"area\.with_whom"),
        (RoleTransition(old_role="clerk", new_role=""), r"area\.new_role"),
        (Deficits(), "area"),
    ],
)
def test_an_area_says_what_it_is_about(content: Area, field: str) -> None:
    with pytest.raises(Invalid, match=f"^{field}: "):
        area(a_story(), content)


def test_an_area_is_revised_and_what_was_told_before_stays() -> None:
    story = a_story()
    dispute = area(story, DISPUTE)
    now = msgspec.structs.replace(DISPUTE, stage=Stage.IMPASSE, tried="a long letter")
    command = commands.ReviseArea(author=AUTHOR, area=now, because="they do not talk any more")
    story.at("2026-03-02T10:00Z").do(decisions.revise_area, dispute, command)
    (found,) = view(story.case, LABELS).areas
    assert [one.content.stage for one in found.history if isinstance(one.content, RoleDispute)] == [
        "renegotiation",
        "impasse",
    ]
    assert (found.latest.on, found.latest.how) == (date(2026, 3, 2), How.REVISION)


def test_only_a_correction_makes_an_area_another() -> None:
    story = a_story()
    grief = area(story, GRIEF)
    revision = commands.ReviseArea(author=AUTHOR, area=TRANSITION, because="it is about motherhood")
    with pytest.raises(errors.OtherArea, match="stays with grief"):
        story.do(decisions.revise_area, grief, revision)
    story.do(decisions.revise_area, grief, msgspec.structs.replace(revision, how=How.CORRECTION))
    (found,) = view(story.case, LABELS).areas
    assert found.latest.content == TRANSITION


def test_deficits_beside_another_area_need_a_reason() -> None:
    story = a_story()
    area(story, GRIEF)
    area(story, DISPUTE)
    with pytest.raises(ReasonNeeded, match="grief and role-dispute was noted"):
        area(story, DEFICITS)
    deficits = area(story, DEFICITS, "isolation came long before")
    with pytest.raises(ReasonNeeded, match="no other area fits"):
        focus(story, deficits)
    assert focus(story, deficits, reason="isolation came long before").deviation is not None


def test_deficits_alone_need_no_reason() -> None:
    story = a_story()
    assert focus(story, area(story, DEFICITS)).deviation is None


def test_a_course_has_one_focus_and_a_second_only_with_a_reason() -> None:
    story = a_story()
    grief, dispute, transition = (area(story, one) for one in (GRIEF, DISPUTE, TRANSITION))
    assert not focus(story, grief).second
    with pytest.raises(errors.FocusReasonNeeded, match="a second focus needs a reason"):
        focus(story, dispute)
    assert focus(story, dispute, "they feed each other").second
    assert in_focus(story) == [grief, dispute]
    with pytest.raises(errors.ThirdFocus):
        focus(story, transition, "it matters too")
    with pytest.raises(errors.InFocusAlready):
        focus(story, grief)


def test_what_takes_the_place_of_a_focus_takes_its_rank() -> None:
    story = a_story()
    grief, dispute, transition = (area(story, one) for one in (GRIEF, DISPUTE, TRANSITION))
    focus(story, grief)
    focus(story, dispute, "they feed each other")
    assert not focus(story, transition, "the move came first", instead_of=grief).second
    assert in_focus(story) == [transition, dispute]


def test_a_focus_takes_the_place_of_another_with_a_reason() -> None:
    story = a_story()
    grief, dispute = area(story, GRIEF), area(story, DISPUTE)
    focus(story, grief)
    with pytest.raises(errors.FocusReasonNeeded, match="in place of another"):
        focus(story, dispute, instead_of=grief)
    with pytest.raises(errors.NotInFocus):
        focus(story, dispute, "new quarrel", instead_of=dispute)
    focus(story, dispute, "the quarrel came to a head", instead_of=grief)
    assert in_focus(story) == [dispute]
    left = view(story.case, LABELS).foci[0]
    assert (left.area, left.until, left.left_because) == (grief, date(2026, 2, 2), "the quarrel came to a head")


def test_what_stays_when_a_focus_is_left_is_the_first() -> None:
    story = a_story()
    grief, dispute = area(story, GRIEF), area(story, DISPUTE)
    focus(story, grief)
    focus(story, dispute, "they feed each other")
    leaving = commands.LeaveFocus(author=AUTHOR, because="mourned")
    story.do(decisions.leave_focus, grief, leaving)
    assert [(one.area, one.second) for one in story.case.formulation.in_focus()] == [(dispute, False)]
    with pytest.raises(errors.NotInFocus):
        story.do(decisions.leave_focus, grief, leaving)


def test_a_focus_is_a_plan_and_none_is_chosen_after_the_discharge() -> None:
    story = a_story()
    grief = area(story, GRIEF)
    with pytest.raises(CourseDischarged):
        focus(discharged(story), grief)


def test_only_an_area_of_the_course_is_revised_or_comes_into_focus() -> None:
    with pytest.raises(UnknownEntry, match="no problem area"):
        focus(a_story(), uuid4())


def test_the_formulation_links_the_onset_to_the_area_and_is_agreed_with_the_client() -> None:
    story = a_story()
    entry = EpisodeEntry(part=EpisodePart.EVENT_NEAR_ONSET, when="2025-11", text="her mother died")
    onset = noted(story, EpisodeEntryNoted, note_episode_entry, NoteEpisodeEntry(author=AUTHOR, entry=entry))
    link = Link(entry=onset.id, area=area(story, GRIEF), text="the loss came first")
    stated(story, links=[link])
    story.do(decisions.agree_formulation, commands.AgreeFormulation(author=AUTHOR, words="that is how it is"))
    (found,) = view(story.case, LABELS).formulations
    assert (found.fact.content.links, found.agreed_on) == ([link], date(2026, 2, 2))


def test_a_link_ties_what_the_course_knows() -> None:
    story = a_story()
    grief = area(story, GRIEF)
    with pytest.raises(UnknownEntry, match="timeline of the episode"):
        stated(story, links=[Link(entry=uuid4(), area=grief)])
    with pytest.raises(UnknownEntry, match="no problem area"):
        stated(story, links=[Link(entry=uuid4(), area=uuid4())])


def test_a_revised_formulation_needs_another_agreement() -> None:
    story = a_story()
    with pytest.raises(errors.NoFormulation):
        story.do(decisions.agree_formulation, commands.AgreeFormulation(author=AUTHOR))
    first = stated(story)
    story.do(decisions.agree_formulation, commands.AgreeFormulation(author=AUTHOR))
    with pytest.raises(errors.FormulationStands):
        stated(story, "another one")
    stated(story, "also about her father", replaces=revising(first))
    assert [one.agreed_on for one in view(story.case, LABELS).formulations] == [date(2026, 2, 2), None]
