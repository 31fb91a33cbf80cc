"""What every database must return when the log is read."""

from uuid import UUID, uuid4

from domain.instant import SECOND, Instant
from store.application import EventLog
from store.recorder import LogRecorder
from store.tree import root
from tests.store.things import NOON, SteppedClock, a_record, append, opened


def fill(recorder: LogRecorder, *streams: UUID) -> None:
    versions: dict[UUID, int] = {}
    for stream in streams:
        version = versions.get(stream, 0)
        recorder.append([a_record(stream, version + 1, f"n{version + 1}")], {stream: version})
        versions[stream] = version + 1


def test_a_stream_is_read_by_version_from_either_end(recorder: LogRecorder) -> None:
    stream = uuid4()
    fill(recorder, stream, uuid4(), stream, stream)
    assert [row.originator_version for row in recorder.select_events(stream, gt=1)] == [2, 3]
    assert [row.originator_version for row in recorder.select_events(stream, lte=2)] == [1, 2]
    assert [row.originator_version for row in recorder.select_events(stream, desc=True, limit=1)] == [3]


def test_several_streams_come_in_the_order_of_the_log(recorder: LogRecorder) -> None:
    first, second, other = uuid4(), uuid4(), uuid4()
    fill(recorder, first, other, second, first)
    assert [row.id for row in recorder.select_streams([second, first])] == [1, 3, 4]
    assert [row.id for row in recorder.select_streams([second, first], upto=3)] == [1, 3]
    assert recorder.select_streams([]) == []


def test_what_is_read_is_what_was_written_and_stamped(recorder: LogRecorder) -> None:
    stream = uuid4()
    written = a_record(stream, 1)
    recorder.append([written], {stream: 0})
    (read,) = recorder.select_events(stream)
    assert (read.id, read.recorded_at) == (1, NOON)
    assert (read.state, read.command_id, read.actor_kind) == (written.state, written.command_id, "system")


def test_the_position_at_an_instant_is_the_last_row_recorded_by_then(
    recorder: LogRecorder, clock: SteppedClock
) -> None:
    stream = uuid4()
    assert recorder.position_at(NOON) == 0
    for version in range(4):
        clock.at = Instant(NOON + (version // 2) * SECOND)
        recorder.append([a_record(stream, version + 1)], {stream: version})
    assert recorder.position_at(Instant(NOON - 1)) == 0
    assert recorder.position_at(NOON) == 2
    assert recorder.position_at(Instant(NOON + SECOND - 1)) == 2
    assert recorder.position_at(Instant(NOON + SECOND)) == 4


def test_a_case_is_every_event_of_the_course_in_any_stream(log: EventLog) -> None:
    course, message, other = uuid4(), uuid4(), uuid4()
    append(log, opened(course, course=course), opened(other), opened(message, course=course))
    assert [entry.stream for entry in log.case(course)] == [course, message]
    assert [entry.stream for entry in log.case(course, upto=2)] == [course]


def test_the_root_of_an_earlier_position_stays(recorder: LogRecorder) -> None:
    stream = uuid4()
    fill(recorder, stream, stream, stream)
    before = recorder.root()
    fill(recorder, uuid4(), uuid4())
    assert recorder.root(3) == before
    assert recorder.root(0) == root([])
    assert recorder.root(99) == recorder.root() != before


def test_the_root_of_one_event_is_its_leaf(recorder: LogRecorder) -> None:
    fill(recorder, uuid4())
    assert recorder.root() == recorder.select_notifications(1, 1)[0].leaf


def test_leaves_are_read_in_parts(recorder: LogRecorder) -> None:
    stream = uuid4()
    fill(recorder, stream, stream, stream)
    leaves = [row.leaf for row in recorder.select_events(stream)]
    assert [*recorder.select_leaves(0, 2), *recorder.select_leaves(2, 2)] == leaves
