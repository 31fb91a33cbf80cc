"""The work of sessions as tests tell it."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from domain.clinic.decisions import Rules
from domain.course.booking import record_attendance
from domain.course.commands import RecordAttendance
from domain.course.values import Attendance
from domain.formulation.values import AreaKind
from domain.work import commands, decisions, notes
from domain.work.techniques import InWords, Record, RolePlay
from domain.work.values import Asked, NextStep, Opening, Used
from tests.builders import PROTOCOL, ClinicBuilder, a_course
from tests.domain.story import Story

AUTHOR = "Dr Okafor"
ROLE_PLAY = RolePlay(situation="the call", roles="he was played by me", practised="asking", went="calmly")


@dataclass(frozen=True)
class Asking(ClinicBuilder):
    """A clinic whose protocol is like the usual one but for some facts."""

    facts: dict[str, Any] = field(default_factory=dict)

    def rules(self) -> list[Rules]:
        usual, _ = super().rules()
        return [usual, Rules(kind="protocol", name="ipt-16", content={**PROTOCOL, **self.facts}, sha256="asking")]


def held(sessions: int, of: int = 16, **protocol: Any) -> Story:
    """A course with so many sessions held, at the start of the last one; `protocol` are facts of its own."""
    story = a_course().at(Asking(facts=protocol)).with_series("2026-02-09T09:00", of).opened()
    for session in story.sessions[:sessions]:
        story.at(story.case.course.sessions[session].starts_at)
        story.do(record_attendance, session, RecordAttendance(attendance=Attendance.ON_TIME))
    return story


def opens(story: Story, session: UUID, answer: str = "a hard week", **facts: Any) -> UUID:
    opening = Opening(answer=answer, mood=facts.pop("mood", None), links=facts.pop("links", []))
    story.do(decisions.note_opening, session, commands.NoteOpening(author=AUTHOR, opening=opening, **facts))
    return story.world.new_id("opening")


def uses(story: Story, session: UUID, technique: str = "role-play", record: Record = ROLE_PLAY, **facts: Any) -> UUID:
    command = commands.UseTechnique(author=AUTHOR, technique=technique, used=Used(record=record), **facts)
    story.do(decisions.use_technique, session, command)
    return story.world.new_id("technique")


def clarifies(story: Story, session: UUID, **facts: Any) -> UUID:
    return uses(story, session, "clarification", InWords(words="what he meant"), **facts)


def works_on(story: Story, session: UUID) -> UUID:
    command = commands.WorkOnArea(author=AUTHOR, area=AreaKind.ROLE_DISPUTE, text="what each expects")
    story.do(decisions.work_on_area, session, command)
    return story.world.new_id("area-work")


def agrees(story: Story, session: UUID, words: str = "ring him", **facts: Any) -> UUID:
    step = NextStep(words=words, **facts)
    story.do(decisions.agree_step, session, commands.AgreeStep(author=AUTHOR, step=step))
    return story.world.new_id("next-step")


def asks(story: Story, step: UUID, session: UUID, **facts: Any) -> None:
    asked = Asked(told="rang him twice", **facts)
    story.do(decisions.ask_about_step, step, commands.AskAboutStep(author=AUTHOR, session=session, asked=asked))


def drafts(story: Story, session: UUID | None = None, text: str = "Spoke of the call.") -> UUID:
    story.do(notes.draft_note, commands.DraftNote(author=AUTHOR, text=text, session=session))
    return story.world.new_id("note")


def signs(story: Story, note: UUID, *, needs_cosignature: bool = False) -> None:
    command = commands.SignNote(author=AUTHOR, needs_cosignature=needs_cosignature)
    story.do(notes.sign_note, note, command)


def ticks(story: Story, task: str, **facts: Any) -> None:
    story.do(decisions.do_task, commands.DoTask(author=AUTHOR, task=task, **facts))
