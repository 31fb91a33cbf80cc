"""What the demo's clinicians note of the ending, of maintenance, and at follow-ups."""

from collections.abc import Iterator
from datetime import timedelta

from domain.course.values import Mode
from domain.ending import commands, values
from domain.ending import decisions as ending
from domain.work import commands as work_commands
from domain.work.decisions import do_task
from interlude.demo.at_once import Writing, writing
from interlude.demo.clinical import everywhere, work
from interlude.demo.meeting import Meeting
from interlude.demo.working_sessions import rated

_WELL = 5
"""Below this the PHQ-9 counts as remission."""
_MONTHLY = 28


def last(meeting: Meeting) -> Iterator[Writing]:
    """Yield what belongs to the last three sessions."""
    left = meeting.last - meeting.number
    if left == 2:
        yield _named(meeting)
    if left == 1:
        yield from _looked_back(meeting)
    if left == 0:
        yield from _kept(meeting)
        yield from rated(meeting)


def _named(meeting: Meeting) -> Writing:
    booked = [one for one in meeting.known.course.in_order() if one.is_booked]
    ends_on = booked[-1].slot.starts.local.date() if booked else meeting.on + timedelta(weeks=2)
    named = values.NamedEnding(ends_on=ends_on, text="Two more sessions. What will be missed, what can be done alone.")
    return writing(ending.name_ending, commands.NameEnding(author=meeting.author, on=meeting.on, ending=named))


def _looked_back(meeting: Meeting) -> Iterator[Writing]:
    said, told = meeting.said, work(meeting.case.kind)
    feelings = values.Feelings(
        text=meeting.chance.choice(everywhere().feelings),
        acknowledged=meeting.chance.choice(everywhere().acknowledged),
    )
    yield writing(ending.acknowledge_feelings, commands.AcknowledgeFeelings(feelings=feelings, **said))
    gains = values.Gains(
        gains=[gain.format(who=meeting.case.who) for gain in told.gains],
        goals=[
            values.GoalReviewed(goal=aim.words, reached=aim.scale.expected if aim.reached[1] == 0 else aim.scale.more)
            for aim in told.aims
        ],
        own_part="Tried something between the sessions, nearly every week",
        left_to_do=told.left_to_do,
    )
    yield writing(ending.review_gains, commands.ReviewGains(gains=gains, **said))


def _kept(meeting: Meeting) -> Iterator[Writing]:
    said = meeting.said
    signs = values.Signs(signs=meeting.chance.choice(everywhere().signs))
    yield writing(ending.note_signs, commands.NoteSigns(signs=signs, **said))
    plan = values.RelapsePlan(
        steps=meeting.chance.choice(everywhere().steps),
        situations=[f"Anything to do with {meeting.case.who}", "Weeks without company"],
        people=[person.label for person in meeting.case.people[:2]],
        services="The GP; this clinic, where the file is known",
        copy_given=True,
    )
    yield writing(ending.make_relapse_plan, commands.MakeRelapsePlan(plan=plan, **said))
    yield writing(ending.note_remission, commands.NoteRemission(remission=_remission(meeting), **said))
    yield writing(ending.decide_maintenance, commands.DecideMaintenance(maintenance=_maintenance(meeting), **said))


def _remission(meeting: Meeting) -> values.RemissionReached:
    if meeting.case.phq[1] >= _WELL:
        return values.RemissionReached(how=values.Remission.NOT_REACHED, text="Improved; some symptoms are left")
    with_drug = meeting.case.medicine is not None
    how = values.Remission.IPT_WITH_MEDICATION if with_drug else values.Remission.IPT_ALONE
    return values.RemissionReached(how=how, text="Well for several weeks")


def _maintenance(meeting: Meeting) -> values.MaintenanceChoice:
    if meeting.case.earlier_episode:
        text = "A session a month for a year: this was not the first episode"
        decision, every = values.Maintenance.MAINTENANCE, _MONTHLY
        return values.MaintenanceChoice(decision=decision, text=text, client_agreed=True, every_days=every)
    text = "First episode, well: follow-ups, and the plan for when signs return"
    return values.MaintenanceChoice(decision=values.Maintenance.NO_MAINTENANCE, text=text, client_agreed=True)


def kept_up(meeting: Meeting) -> Iterator[Writing]:
    """Yield what belongs to a session of maintenance, beside its forms."""
    said = meeting.said
    if meeting.number == 1:
        done = work_commands.DoTask(task="gains-kept", text="Sees the same people; the weekly round holds", **said)
        yield writing(do_task, done)
        signs = values.Signs(signs=meeting.chance.choice(everywhere().signs))
        yield writing(ending.note_signs, commands.NoteSigns(signs=signs, **said))


def follow_up(meeting: Meeting, month: int) -> Iterator[Writing]:
    """Yield how the client fares so many months after the discharge, with the forms of the day."""
    forms = [form.id for form in meeting.known.forms.forms if form.on == meeting.on]
    found = values.FollowUp(
        mode=Mode.PHONE,
        symptoms="A dip of some days, which passed; sleeps well",
        functioning="Works, and keeps the week that was planned",
        relationships=f"Goes on with what was learnt, also where it is about {meeting.case.who}",
        network="Sees the people of the last inventory, one of them more often",
        coping="Read the plan once, and called a friend",
        well_being="Content, most days",
        forms=forms,
    )
    command = commands.FollowUp(author=meeting.author, on=meeting.on, month=month, follow_up=found)
    yield writing(ending.follow_up, command)
