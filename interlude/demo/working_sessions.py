"""What the demo's clinicians note of every session: how it opened, what was worked on, what comes next, the note."""

from collections.abc import Iterator, Sequence

from domain.formulation.values import RoleDispute, Stage
from domain.measures.answers import Answers
from domain.network.decisions import AddPerson, RevisePerson, add_person, revise_person
from domain.network.values import Support
from domain.plan import commands as planned
from domain.plan import decisions as planning
from domain.plan.values import Rated, Review
from domain.work import commands, decisions, notes
from domain.work.techniques import InWords
from domain.work.values import Asked, Link, NextStep, Opening, Used
from domain.working.decisions import (
    EndDispute,
    NoteProgress,
    OpenDispute,
    RateSkills,
    end_dispute,
    note_progress,
    open_dispute,
    rate_skills,
)
from domain.working.values import Dispute, DisputeEnding, Ending, Progress
from interlude.demo.at_once import Writing, writing
from interlude.demo.clinical import Vignette, everywhere, work
from interlude.demo.forms import score_of
from interlude.demo.meeting import Meeting
from projections.audit import spoken

_LOW, _MIDDLE = 13, 8
_WORST = 27
_SKILLS = ("active-listening", "expressing-needs", "assertiveness")


def vignette(meeting: Meeting) -> Vignette | None:
    """Return what the session was about; None before the work on the problem area begins."""
    return _vignette_of(meeting, meeting.number)


def _vignette_of(meeting: Meeting, number: int) -> Vignette | None:
    if meeting.maintained:
        return everywhere().later[number % len(everywhere().later)]
    place, left = number - meeting.formulated - 1, meeting.last - number
    ending = everywhere().ending
    if place < 0:
        return None
    if left < len(ending):
        return ending[-1 - left]
    told = [*work(meeting.case.kind).sessions, *everywhere().later]
    return told[place % len(told)]


def _sentence(text: str, meeting: Meeting) -> str:
    return spoken.capital(text.format(who=meeting.case.who))


def opening(meeting: Meeting) -> Writing:
    """Return how the session opened: with how the client has been, and what the mood goes with."""
    score, about = score_of(meeting, meeting.case.phq), vignette(meeting)
    how = "low" if score >= _LOW else "middle" if score >= _MIDDLE else "high"
    links = [Link(event=_sentence(about.event, meeting), mood=about.mood)] if about else []
    mood = round(10 - 10 * score / _WORST)
    opened = Opening(answer=meeting.chance.choice(everywhere().answers[how]), mood=mood, links=links)
    noted = commands.NoteOpening(author=meeting.author, on=meeting.on, opening=opened)
    return writing(decisions.note_opening, meeting.session, noted)


def worked(meeting: Meeting) -> Iterator[Writing]:
    """Yield the techniques, the work on the area, the next step, and what came of the one before."""
    about, said = vignette(meeting), meeting.said
    if about is None:
        record = Used(record=InWords(words="Open questions about people and events of the last months"))
        explored = commands.UseTechnique(technique="exploration", used=record, **said)
        yield writing(decisions.use_technique, meeting.session, explored)
        return
    yield from _technique(meeting, about)
    text = _sentence(about.worked, meeting)
    yield writing(
        decisions.work_on_area, meeting.session, commands.WorkOnArea(area=meeting.case.kind, text=text, **said)
    )
    yield from _asked(meeting)
    if meeting.number < meeting.last:
        words = NextStep(words=_sentence(about.step, meeting))
        yield writing(decisions.agree_step, meeting.session, commands.AgreeStep(step=words, **said))


def _technique(meeting: Meeting, about: Vignette) -> Iterator[Writing]:
    goal = next(iter(meeting.known.plan.goals), None)
    record = about.record
    if isinstance(record, InWords):
        record = InWords(words=record.words.format(who=meeting.case.who))
    used = commands.UseTechnique(
        author=meeting.author, on=meeting.on, technique=about.technique, used=Used(record=record), goal=goal
    )
    yield writing(decisions.use_technique, meeting.session, used)


def _asked(meeting: Meeting) -> Iterator[Writing]:
    before = _vignette_of(meeting, meeting.number - 1)
    for step in decisions.open_steps(meeting.known.work) if before else ():
        asked = Asked(told=_sentence(before.told, meeting) if before else "")
        command = commands.AskAboutStep(author=meeting.author, on=meeting.on, session=meeting.session, asked=asked)
        yield writing(decisions.ask_about_step, step.id, command)


def note(meeting: Meeting) -> Writing:
    """Return the note of the session, not signed yet."""
    about = vignette(meeting)
    text = _STARTS.get(meeting.number, "Formulation shared and discussed. Goals and contract agreed.")
    if about is not None:
        text = _sentence(f"{about.event}; mood: {about.mood.lower()}. {about.worked}", meeting)
    drafted = commands.DraftNote(author=meeting.author, text=text, session=meeting.session)
    return writing(notes.draft_note, drafted)


_STARTS = {
    1: "First session. History of the episode, difficulties, forms. Asked about safety. The course was explained.",
    2: "Interpersonal inventory taken. Diagnosis named, sick role explained; relieved that it is an illness.",
}


def supervised(meeting: Meeting, signer: str) -> Iterator[Writing]:
    """Yield the signatures that earlier notes wait for: the author's, or the supervisor's."""
    for waiting in meeting.known.work.notes.values():
        if waiting.lacks == "signature":
            yield writing(notes.sign_note, waiting.id, commands.SignNote(author=meeting.author))
        elif waiting.lacks == "cosignature":
            yield writing(notes.cosign_note, waiting.id, commands.CosignNote(author=signer, remark="Read and agreed"))


def signature(meeting: Meeting, *, needs_cosignature: bool) -> Iterator[Writing]:
    """Yield the signature below the note of this session."""
    for one in meeting.known.work.notes.values():
        if one.session == meeting.session and one.lacks == "signature":
            sign = commands.SignNote(author=meeting.author, needs_cosignature=needs_cosignature)
            yield writing(notes.sign_note, one.id, sign)


def now_and_then(meeting: Meeting) -> Iterator[Writing]:
    """Yield what does not come with every session: ratings of skills, the network, disputes, the review."""
    if meeting.number % 4 == 0:
        yield _skills(meeting)
    if meeting.number == meeting.agreed // 2 and meeting.number > meeting.formulated:
        yield from _review(meeting)
    elif meeting.number % 4 == 0 and meeting.number < meeting.last:
        yield from rated(meeting)
    if meeting.number == meeting.agreed // 2 + 1:
        yield from _network(meeting)
    if isinstance(meeting.case.area, RoleDispute):
        yield from _dispute(meeting, meeting.case.area)


def _skills(meeting: Meeting) -> Writing:
    level = min(3, round(1 + 2 * meeting.gone))
    ratings = {skill: max(0, level - (place == 2)) for place, skill in enumerate(_SKILLS)}
    return writing(rate_skills, RateSkills(author=meeting.author, on=meeting.on, ratings=Answers(given=ratings)))


def _review(meeting: Meeting) -> Iterator[Writing]:
    told = work(meeting.case.kind)
    progress, attention = told.review.format(who=meeting.case.who), [told.attention]
    consequences = "The focus stays; goals as agreed."
    if meeting.is_worsening:
        progress = "Comes to every session and speaks openly; mood and answers between sessions have fallen."
        attention, consequences = ["Low week-ends", "Sleep"], "A second focus is considered; GP asked about medication."
    review = Review(progress=progress, needing_attention=attention, consequences=consequences)
    reviewed = planned.ReviewPlan(author=meeting.author, on=meeting.on, review=review, session=meeting.session)
    yield writing(planning.review_plan, reviewed)
    yield from rated(meeting)


def rated(meeting: Meeting) -> Iterator[Writing]:
    """Yield where the client stands on each goal by now."""
    for goal, aim in zip(meeting.known.plan.goals, work(meeting.case.kind).aims, strict=False):
        first, reached = aim.reached
        level = first if meeting.is_worsening else round(first + (reached - first) * meeting.gone)
        command = planned.RateGoal(author=meeting.author, on=meeting.on, rated=Rated(level=level))
        yield writing(planning.rate_goal, goal, command)


def _network(meeting: Meeting) -> Iterator[Writing]:
    said = meeting.said
    if meeting.case.new_contact is not None:
        yield writing(add_person, AddPerson(person=meeting.case.new_contact, new_contact=True, **said))
    if meeting.is_worsening:
        return
    for member in list(meeting.known.network.people.values())[:1]:
        person = member.latest.content
        more = type(person)(
            **{
                name: getattr(person, name)
                for name in person.__struct_fields__
                if name not in {"support", "satisfying"}
            },
            support=_more(person.support),
            satisfying="They speak about how it is by now",
        )
        revised = RevisePerson(person=more, because="Told of it in the session", **said)
        yield writing(revise_person, member.id, revised)


def _more(support: Sequence[Support]) -> list[Support]:
    return [*support, *([] if Support.UNDERSTANDING in support else [Support.UNDERSTANDING])]


def _dispute(meeting: Meeting, area: RoleDispute) -> Iterator[Writing]:
    said, begun = meeting.said, meeting.number - meeting.formulated
    if begun == 1:
        about = Dispute(
            with_whom=area.with_whom,
            about=area.expectations_of_client,
            stage=area.stage,
            area=next(iter(meeting.known.formulation.areas), None),
        )
        yield writing(open_dispute, OpenDispute(dispute=about, **said))
    for dispute in meeting.known.working.disputes if begun > 1 else ():
        if meeting.number == meeting.last - 1 and not meeting.is_worsening:
            yield writing(end_dispute, dispute, EndDispute(outcome=_resolved(area), **said))
        elif begun % 3 == 1:
            told = Progress(
                stage=Stage.RENEGOTIATION,
                concerns_expressed=area.expectations_of_client,
                tried=area.tried,
                common_goals=area.common_goals,
            )
            yield writing(note_progress, dispute, NoteProgress(progress=told, **said))


def _resolved(area: RoleDispute) -> DisputeEnding:
    return DisputeEnding(
        ending=Ending.RESOLVED,
        for_client=f"Has what was asked for, most weeks: {area.expectations_of_client}",
        for_other=f"Is heard on this: {area.expectations_of_other}",
    )
