from collections.abc import Sequence
from contextlib import closing
from typing import Any
from uuid import uuid4

import pytest
from eventsourcing.application import AggregateNotFoundError
from eventsourcing.persistence import InfrastructureFactory, NotSupportedError

from domain.event import SYSTEM, Actor, Change, Entry
from domain.fold import fold
from domain.instant import Instant
from store.application import EventLog
from store.errors import StaleRead, Unappendable, UnknownStore
from store.keys import Keystore
from store.persistence import Factory
from store.recorder import LogRecorder
from store.request import AlreadyDone
from tests.store.things import NOON, Noted, Opened, SteppedClock, a_receipt, append, noted, opened


def test_what_was_decided_is_read_back_with_its_envelope(log: EventLog) -> None:
    stream, client, actor, command = uuid4(), uuid4(), Actor("staff", uuid4()), uuid4()
    earlier = Instant(NOON - 5)
    change = Change(stream=stream, event=Noted(phase="end", text="words"), subject=client, occurred_at=earlier)
    log.append([opened(stream), change], actor=actor, command_id=command, now=NOON, read={stream: 0})
    first, second = log.entries(stream)
    assert (first.version, first.position, first.recorded_at, first.occurred_at) == (1, 1, NOON, NOON)
    assert (second.version, second.position, second.occurred_at) == (2, 2, earlier)
    assert (second.event, second.subject, second.actor, second.command_id) == (change.event, client, actor, command)


def test_nothing_personal_stands_in_the_log(log: EventLog) -> None:
    stream = uuid4()
    append(log, noted(stream, uuid4(), text="Robin was late"))
    (record,) = log.recorder.select_events(stream)
    assert b"Robin" not in record.state
    assert b"middle" in record.state


def test_a_decision_on_a_stream_that_changed_is_refused(log: EventLog) -> None:
    stream = uuid4()
    append(log, opened(stream))
    with pytest.raises(StaleRead):
        log.append([opened(stream)], actor=SYSTEM, command_id=uuid4(), now=NOON, read={stream: 0})


def test_a_change_to_a_stream_that_was_not_read_is_a_programming_error(log: EventLog) -> None:
    with pytest.raises(Unappendable):
        log.append([opened(uuid4())], actor=SYSTEM, command_id=uuid4(), now=NOON, read={})


def test_a_receipt_of_another_command_is_a_programming_error(log: EventLog) -> None:
    with pytest.raises(Unappendable):
        log.append([], actor=SYSTEM, command_id=uuid4(), now=NOON, read={}, receipt=a_receipt(uuid4()))


def test_a_repeated_command_is_answered_from_its_receipt(log: EventLog) -> None:
    stream, command = uuid4(), uuid4()
    answers = [
        log.append(
            [opened(stream)],
            actor=SYSTEM,
            command_id=command,
            now=NOON,
            read={stream: 0},
            receipt=a_receipt(command),
        )
        for _ in range(2)
    ]
    assert isinstance(answers[1], AlreadyDone)
    receipt = log.receipt(command)
    assert receipt is not None
    assert [entry.stream for entry in log.since(receipt.first_position - 1, 1)] == [stream]


def test_the_log_is_followed_by_position_and_topic(log: EventLog) -> None:
    stream, client = uuid4(), uuid4()
    append(log, opened(stream), noted(stream, client), opened(stream))
    assert [entry.position for entry in log.since(1, 10)] == [2, 3]
    assert [entry.position for entry in log.since(0, 10, [Opened.topic])] == [1, 3]
    assert [entry.position for entry in log.since(0, 2)] == [1, 2]
    assert log.head() == 3


def test_as_of_is_a_shorter_log(log: EventLog, clock: SteppedClock) -> None:
    stream = uuid4()
    append(log, opened(stream))
    clock.at = Instant(NOON + 10)
    append(log, opened(stream))
    assert len(log.entries(stream, upto=log.position_at(NOON))) == 1
    assert len(log.several([stream], log.position_at(clock.at))) == 2


def test_the_librarys_repository_folds_with_our_rules(log: EventLog) -> None:
    stream = uuid4()
    append(log, opened(stream, "a"), opened(stream, "b"))
    rules = {Opened: lambda state, event, _: (*(state or ()), event.name)}

    def projector(state: Any, entries: Sequence[Entry]) -> Any:
        return fold(rules, entries, state)

    assert log.repository.get(stream, projector_func=projector) == ("a", "b")  # type: ignore[arg-type]
    with pytest.raises(AggregateNotFoundError):
        log.repository.get(uuid4(), projector_func=projector)  # type: ignore[arg-type]


def test_the_librarys_event_store_and_notification_log_work_on_it(log: EventLog) -> None:
    stream = uuid4()
    append(log, opened(stream, "a"))
    (entry,) = log.events.get(stream)
    assert isinstance(entry, Entry)
    assert entry.event == Opened(name="a")
    (notification,) = log.notification_log.select(1, 10)
    assert (notification.id, notification.topic) == (1, "test.opened.v1")


def test_the_factory_is_found_by_its_topic_and_refuses_what_there_is_not(url: str) -> None:
    factory = InfrastructureFactory.construct({"PERSISTENCE_MODULE": "store.persistence", "DATABASE_URL": url})
    assert isinstance(factory, Factory)
    with closing(factory):
        assert isinstance(factory.application_recorder(), LogRecorder)
        for refused in (factory.aggregate_recorder, factory.tracking_recorder, factory.process_recorder):
            with pytest.raises(NotSupportedError):
                refused()


def test_an_address_of_no_database_of_ours_is_refused(keystore: Keystore, clock: SteppedClock) -> None:
    with pytest.raises(UnknownStore, match="got the scheme 'mysql'"):
        EventLog("mysql://clinic:secret@db", keystore, clock)


def test_a_failed_start_can_be_forgotten(keystore: Keystore, clock: SteppedClock) -> None:
    with pytest.raises(UnknownStore):
        EventLog("", keystore, clock)


def test_whoever_listens_to_the_log_is_woken(log: EventLog) -> None:
    heard: list[int] = []
    log.listen(heard.append)
    append(log, opened(uuid4()))
    log.unlisten(heard.append)
    log.close()
    assert heard == [1]
