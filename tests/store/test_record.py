from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import StoredEvent

from store.record import Record, as_record, columns, leaf, stamped

CHANGES: dict[str, Any] = {
    "id": 9,
    "originator_id": UUID(int=9),
    "originator_version": 9,
    "topic": "other.v1",
    "recorded_at": 9,
    "occurred_at": None,
    "actor_kind": "",
    "actor_id": None,
    "command_id": UUID(int=9),
    "cause_stream": None,
    "cause_version": 9,
    "subject": None,
    "course": UUID(int=9),
    "key_id": None,
    "state": b"",
}


def a_full_record() -> Record:
    ids = [UUID(int=number) for number in range(1, 8)]
    return Record(ids[0], 1, "test.v1", b"state", 1, 2, 3, "staff", ids[1], ids[2], ids[3], 4, ids[4], ids[5], ids[6])


@pytest.mark.parametrize("column", CHANGES)
def test_a_change_to_any_column_changes_the_leaf(column: str) -> None:
    record = a_full_record()
    assert leaf(replace(record, **{column: CHANGES[column]})) != leaf(record)


def test_the_leaf_does_not_cover_itself() -> None:
    assert leaf(replace(a_full_record(), leaf=b"anything")) == leaf(a_full_record())


def test_bytes_that_move_between_columns_change_the_leaf() -> None:
    record = a_full_record()
    assert leaf(replace(record, topic="ab", actor_kind="c")) != leaf(replace(record, topic="a", actor_kind="bc"))


def test_a_stamped_row_has_its_place_its_instant_and_its_leaf() -> None:
    record = a_full_record()
    placed = replace(record, id=7, recorded_at=8)
    assert stamped(record, 7, 8) == (*columns(placed), leaf(placed))


def test_a_plain_stored_event_has_a_null_envelope() -> None:
    record = as_record(StoredEvent(uuid4(), 1, "t", b"s"))
    assert (record.occurred_at, record.actor_kind, record.command_id, record.subject) == (None, None, None, None)


def test_a_stream_without_a_uuid_is_refused() -> None:
    with pytest.raises(TypeError):
        as_record(StoredEvent("name", 1, "t", b"s"))
