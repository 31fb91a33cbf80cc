"""What is owed and due: one obligation a thing, the same whenever it is computed, and a command for each."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.client.decisions import ChangeZone, change_zone
from domain.course.booking import book_session, cancel_session, change_place, move_session
from domain.course.commands import BookSession, CancelSession, ChangePlace, MoveSession, Pause, Resume
from domain.course.decisions import pause, resume
from domain.course.errors import AlreadyPaused, NotPaused, SessionOver, SessionsOverlap
from domain.course.values import Mode, Party, Place, Slot
from domain.ids import message_id
from domain.message.state import DECIDED, IN_FLIGHT
from domain.message.values import Kind
from domain.policy.due import DueCommand
from domain.values import Wall
from tests.builders import LONDON, ROOM, a_course
from tests.domain.story import Story

REFUSALS = (SessionOver, SessionsOverlap, AlreadyPaused, NotPaused)


def test_each_session_owes_its_two_reminders_and_the_booking_one_notice() -> None:
    story = a_course().with_series("2026-03-30T11:00", 4).opened()
    kinds = [one.kind for one in story.owed()]
    assert {kind: kinds.count(kind) for kind in kinds} == {Kind.NOTICE: 1, Kind.REMINDER: 4, Kind.LAST_REMINDER: 4}


def test_a_reminder_is_named_by_its_session_and_local_start_and_by_nothing_else() -> None:
    story = a_course().with_session("2026-03-30T11:00").opened()
    (reminder,) = story.owed(Kind.REMINDER)
    occurrence = f"{story.sessions[0]}:2026-03-30T11:00:00"
    assert reminder.message == message_id(story.course, "session-reminder", occurrence)


def test_what_is_owed_does_not_depend_on_the_time() -> None:
    story = a_course().with_series("2026-03-30T11:00", 3).with_check_ins(2, "18:30").opened()
    before = story.owed()
    assert story.at("2027-01-01T00:00Z").owed() == before


def test_nothing_is_due_before_its_time_and_everything_from_then_on() -> None:
    story = a_course().with_session("2026-03-30T11:00").opened()
    notice, first, last = (one.message for one in story.owed())
    assert story.due(DueCommand.SEND) == [notice]
    assert story.at("2026-03-29T10:00Z").due(DueCommand.SEND) == [notice, first]
    assert set(story.at("2026-03-30T08:00Z").due(DueCommand.SEND)) == {notice, first, last}


def test_a_message_that_is_held_is_due_when_it_may_go() -> None:
    story = a_course().begun_at("2026-02-02T23:00Z").with_session("2026-03-30T11:00").opened()
    (notice,) = story.owed(Kind.NOTICE)
    assert story.due(DueCommand.SEND) == []
    assert story.at("2026-02-03T08:00Z").due(DueCommand.SEND) == [notice.message]


days = st.integers(0, 6)
hours = st.integers(0, 23)
steps = st.one_of(
    st.tuples(st.just("book"), days, hours),
    st.tuples(st.just("move"), days, hours, st.integers(0, 5)),
    st.tuples(st.just("place"), st.integers(0, 5)),
    st.tuples(st.just("cancel"), st.integers(0, 5)),
    st.tuples(st.just("pause")),
    st.tuples(st.just("resume")),
    st.tuples(st.just("zone"), st.sampled_from(["America/New_York", "Asia/Kathmandu", LONDON])),
    st.tuples(st.just("send"), st.integers(0, 9)),
)


def slot(day: int, hour: int) -> Slot:
    local = datetime(2026, 3, 26) + timedelta(days=day, hours=hour)  # the clocks go forward on the 29th
    return Slot(starts=Wall(local=local, zone=LONDON))


def step(story: Story, what: str, *args: int | str) -> None:
    number = args[-1] if args and isinstance(args[-1], int) else 0
    session = story.sessions[number % len(story.sessions)]
    match what:
        case "book":
            story.do(book_session, BookSession(slot=slot(int(args[0]), int(args[1])), place=ROOM))
            story.sessions.append(story.world.new_id("session-0"))
        case "move":
            story.do(move_session, session, MoveSession(starts=slot(int(args[0]), int(args[1])).starts))
        case "place":
            place = Place(mode=Mode.VIDEO, where=f"https://video.example.org/{story.world.version(story.course)}")
            story.do(change_place, session, ChangePlace(place=place))
        case "cancel":
            story.do(cancel_session, session, CancelSession(by=Party.CLINIC))
        case "pause":
            story.do(pause, Pause(reason="away"))
        case "resume":
            story.do(resume, Resume())
        case "zone":
            story.do_to_client(change_zone, ChangeZone(zone=str(args[0])))
        case "send":
            sends(story, number)


def sends(story: Story, number: int) -> None:
    owed = story.owed()
    if owed:
        now = story.world.now
        chosen = owed[number % len(owed)]
        story.at(max(now, chosen.window.not_before)).claim(chosen.message)
        story.at(now)


@given(happened=st.lists(steps, min_size=1, max_size=8))
def test_whatever_happens_nothing_is_owed_twice_and_nothing_owed_is_settled(
    happened: list[tuple[str, *tuple[int | str, ...]]],
) -> None:
    story = a_course().with_session("2026-03-30T11:00").opened()
    for what, *args in happened:
        try:
            step(story, what, *args)
        except REFUSALS:
            continue
    owed = story.owed()
    case = story.case
    assert len({one.message for one in owed}) == len(owed)
    settled = {message.id for message in case.messages.values() if message.stage in DECIDED | IN_FLIGHT}
    assert settled.isdisjoint({one.message for one in owed})
    booked = [one for one in case.course.sessions.values() if one.is_booked]
    for session in booked:
        starts = session.slot.starts.local.isoformat()
        for kind in (Kind.REMINDER, Kind.LAST_REMINDER):
            message = message_id(story.course, kind, f"{session.id}:{starts}")
            assert message in settled or message in {one.message for one in owed}
    reminders = [one for one in owed if one.kind in {Kind.REMINDER, Kind.LAST_REMINDER}]
    assert all(one.about[0] in {session.id for session in booked} for one in reminders)
    assert all(one.window.not_before <= one.window.on_time_until <= one.window.expires for one in owed)
