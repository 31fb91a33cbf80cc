"""What every database must do when records are appended."""

from uuid import uuid4

import pytest
from eventsourcing.persistence import IntegrityError, StoredEvent

from domain.instant import SECOND, Instant
from store.errors import KeyReused, StaleRead, StoreUnavailable, Unappendable
from store.record import Record, leaf
from store.recorder import LogRecorder
from store.request import AlreadyDone, Appended
from tests.store.things import NOON, SteppedClock, a_receipt, a_record


def test_positions_are_dense_from_one(recorder: LogRecorder) -> None:
    first, second = uuid4(), uuid4()
    recorder.append([a_record(first, 1), a_record(second, 1)], {first: 0, second: 0})
    with pytest.raises(StaleRead):
        recorder.append([a_record(first, 1)], {first: 0})
    answer = recorder.append([a_record(first, 2)], {first: 1})
    assert answer == Appended(first_position=3, last_position=3, recorded_at=NOON)
    assert [record.id for record in recorder.select_notifications(1, 10)] == [1, 2, 3]


def test_every_row_carries_its_leaf(recorder: LogRecorder) -> None:
    stream = uuid4()
    recorder.append([a_record(stream, 1), a_record(stream, 2)], {stream: 0})
    assert all(record.leaf == leaf(record) for record in recorder.select_events(stream))


def test_a_stream_that_was_only_read_and_changed_refuses_the_append(recorder: LogRecorder) -> None:
    consent, course = uuid4(), uuid4()
    recorder.append([a_record(consent, 1)], {consent: 0})
    with pytest.raises(StaleRead):
        recorder.append([a_record(course, 1)], {course: 0, consent: 0})
    assert recorder.max_notification_id() == 1


def test_a_stale_read_is_an_integrity_error_of_the_library(recorder: LogRecorder) -> None:
    with pytest.raises(IntegrityError):
        recorder.append([], {uuid4(): 1})


def test_several_streams_are_appended_together_or_not_at_all(recorder: LogRecorder) -> None:
    first, second = uuid4(), uuid4()
    recorder.append([a_record(second, 1)], {second: 0})
    with pytest.raises(StaleRead):
        recorder.append([a_record(first, 1), a_record(second, 1)], {first: 0, second: 0})
    assert recorder.select_events(first) == []


def test_time_never_runs_backwards_along_the_log(recorder: LogRecorder, clock: SteppedClock) -> None:
    stream = uuid4()
    recorder.append([a_record(stream, 1)], {stream: 0})
    clock.at = Instant(NOON - SECOND)
    recorder.append([a_record(stream, 2)], {stream: 1})
    clock.at = Instant(NOON + SECOND)
    recorder.append([a_record(stream, 3)], {stream: 2})
    assert [record.recorded_at for record in recorder.select_events(stream)] == [NOON, NOON, NOON + SECOND]


def test_a_command_that_comes_twice_is_carried_out_once(recorder: LogRecorder) -> None:
    stream, command = uuid4(), uuid4()
    done = recorder.append([a_record(stream, 1)], {stream: 0}, a_receipt(command))
    again = recorder.append([a_record(stream, 1)], {stream: 0}, a_receipt(command))
    assert isinstance(done, Appended)
    assert again == AlreadyDone(first_position=1, last_position=1, recorded_at=NOON)
    assert recorder.max_notification_id() == 1


def test_the_same_key_with_another_body_is_refused(recorder: LogRecorder) -> None:
    stream, command = uuid4(), uuid4()
    recorder.append([a_record(stream, 1)], {stream: 0}, a_receipt(command, b"one"))
    with pytest.raises(KeyReused):
        recorder.append([a_record(stream, 2)], {stream: 1}, a_receipt(command, b"two"))
    assert recorder.max_notification_id() == 1


def test_a_refused_command_leaves_no_receipt(recorder: LogRecorder) -> None:
    command = uuid4()
    with pytest.raises(StaleRead):
        recorder.append([], {uuid4(): 1}, a_receipt(command))
    assert recorder.select_receipt(command) is None


def test_a_receipt_tells_where_the_events_of_the_command_stand(recorder: LogRecorder) -> None:
    stream, command = uuid4(), uuid4()
    recorder.append([a_record(stream, 1), a_record(stream, 2)], {stream: 0}, a_receipt(command))
    receipt = recorder.select_receipt(command)
    assert receipt is not None
    assert (receipt.first_position, receipt.last_position, receipt.recorded_at) == (1, 2, NOON)
    assert (receipt.principal, receipt.route, receipt.key, receipt.request_hash) == ("staff", "/things", "k1", b"body")


def test_a_command_without_events_leaves_a_receipt_all_the_same(recorder: LogRecorder) -> None:
    command = uuid4()
    done = recorder.append([], {}, a_receipt(command))
    assert (done.first_position, done.last_position) == (1, 0)
    assert isinstance(recorder.append([], {}, a_receipt(command)), AlreadyDone)


def test_an_append_refuses_a_record_without_an_envelope(recorder: LogRecorder) -> None:
    stream = uuid4()
    with pytest.raises(Unappendable):
        recorder.append([Record(stream, 1, "topic", b"state", 0)], {stream: 0})


@pytest.mark.parametrize("version", [0, 2, 5])
def test_an_append_refuses_a_version_that_does_not_follow(recorder: LogRecorder, version: int) -> None:
    stream = uuid4()
    with pytest.raises(Unappendable):
        recorder.append([a_record(stream, version)], {stream: 0})


def test_an_append_refuses_a_stream_that_was_not_read(recorder: LogRecorder) -> None:
    with pytest.raises(Unappendable):
        recorder.append([a_record(uuid4(), 1)], {})


def test_the_librarys_own_insert_takes_a_null_envelope_and_stamps_it(recorder: LogRecorder) -> None:
    stream = uuid4()
    assert recorder.insert_events([StoredEvent(stream, 5, "topic", b"state")]) == [1]
    (record,) = recorder.select_events(stream)
    assert (record.id, record.recorded_at, record.occurred_at) == (1, NOON, None)
    assert record.leaf == leaf(record)


def test_the_librarys_own_insert_leaves_no_gap_in_a_stream(recorder: LogRecorder) -> None:
    stream = uuid4()
    recorder.insert_events([StoredEvent(stream, 1, "topic", b"state")])
    with pytest.raises(IntegrityError):
        recorder.insert_events([StoredEvent(stream, 3, "topic", b"state")])


def test_a_record_that_no_column_can_hold_is_refused_alone(recorder: LogRecorder) -> None:
    stream, other = uuid4(), uuid4()
    huge = recorder.submit([Record(stream, 1, "t", b"", 0, 0, 2**70, "system", None, uuid4())], {stream: 0})
    sound = recorder.submit([a_record(other, 1)], {other: 0})
    assert huge.exception() is not None
    assert sound.result().first_position == 1


def test_whoever_listens_hears_of_each_commit(recorder: LogRecorder) -> None:
    heard: list[int] = []
    recorder.listen(heard.append)
    stream = uuid4()
    recorder.append([a_record(stream, 1)], {stream: 0})
    recorder.append([a_record(stream, 2)], {stream: 1})
    recorder.unlisten(heard.append)
    recorder.append([a_record(stream, 3)], {stream: 2})
    recorder.close()
    assert heard == [1, 2]


def test_a_listener_that_fails_stops_nobody(recorder: LogRecorder) -> None:
    def fails(_last: int) -> None:
        raise ValueError

    recorder.listen(fails)
    stream = uuid4()
    recorder.append([a_record(stream, 1)], {stream: 0})
    assert recorder.append([a_record(stream, 2)], {stream: 1}).last_position == 2


def test_closing_carries_out_what_is_queued(recorder: LogRecorder) -> None:
    streams = [uuid4() for _ in range(50)]
    futures = [recorder.submit([a_record(stream, 1)], {stream: 0}) for stream in streams]
    recorder.close()
    assert sorted(future.result().first_position for future in futures) == list(range(1, 51))


def test_a_closed_log_refuses(recorder: LogRecorder) -> None:
    recorder.close()
    with pytest.raises(StoreUnavailable):
        recorder.append([], {})
    with pytest.raises(StoreUnavailable):
        recorder.max_notification_id()
