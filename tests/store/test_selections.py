"""What views are built from: where events stand, what may be read of them without a key, and whole cases together."""

from uuid import UUID, uuid4

from domain.erased import is_erased
from domain.event import Change
from store.application import EventLog
from store.keys import Keystore
from store.record import Trace
from store.upcast import stored_as
from tests.store.things import Noted, Opened, append, noted, opened


def in_course(stream: UUID, course: UUID) -> Change:
    return opened(stream, course=course)


def test_several_cases_come_one_after_the_other_each_in_the_order_of_the_log(log: EventLog) -> None:
    first, second, message = sorted(uuid4() for _ in range(3))
    append(log, in_course(second, second))
    append(log, in_course(first, first))
    append(log, in_course(message, second))
    cases = log.cases([second, first, uuid4()])
    assert [[entry.position for entry in case] for case in cases] == [[2], [1, 3]]
    assert [[entry.position for entry in case] for case in log.cases([second, first], upto=2)] == [[2], [1]]
    assert log.cases([]) == []


def test_several_streams_can_be_read_by_topic(log: EventLog) -> None:
    stream, subject = uuid4(), uuid4()
    append(log, opened(stream), noted(stream, subject))
    assert [entry.version for entry in log.several([stream], topics=[Noted.topic])] == [2]


def test_a_trace_says_once_where_events_of_a_topic_stand(log: EventLog) -> None:
    stream, course, other = uuid4(), uuid4(), uuid4()
    append(log, in_course(stream, course), in_course(stream, course))
    append(log, opened(other), noted(other, other))
    append(log, in_course(stream, course))
    both = {Trace(Opened.topic, stream, course), Trace(Opened.topic, other, None)}
    found = log.traces(0, 5, [Opened.topic])
    assert len(found) == 2
    assert set(found) == both
    assert log.traces(2, 4, [Opened.topic]) == [Trace(Opened.topic, other, None)]


def test_what_is_readable_is_read_without_the_key_and_the_rest_as_if_it_were_erased(
    log: EventLog, keystore: Keystore
) -> None:
    stream, subject = uuid4(), uuid4()
    append(log, noted(stream, subject, "a secret", phase="ending"))
    keystore.destroy(subject)
    (entry,) = log.readable(0, 1, 10, [Noted.topic])
    assert isinstance(entry.event, Noted)
    assert entry.event.phase == "ending"
    assert is_erased(entry.event.text)
    assert is_erased(entry.event.score)
    assert entry.subject == subject


def test_readable_entries_are_bounded_by_position_number_and_topic(log: EventLog) -> None:
    stream = uuid4()
    append(log, *[opened(stream) for _ in range(5)])
    append(log, noted(stream, stream))
    assert [entry.position for entry in log.readable(1, 4, 10, [Opened.topic])] == [2, 3, 4]
    assert [entry.position for entry in log.readable(1, 6, 2, [Opened.topic])] == [2, 3]


def test_an_event_is_found_under_every_topic_that_it_was_ever_stored_under() -> None:
    steps = {"a.v1": ("a.v2", dict), "a.v2": ("a.v3", dict), "b.v1": ("b.v2", dict)}
    assert stored_as(["a.v3"], steps) == {"a.v1", "a.v2", "a.v3"}
    assert stored_as(["a.v2", "c.v1"], steps) == {"a.v1", "a.v2", "c.v1"}
