from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from eventsourcing.persistence import StoredEvent
from hypothesis import given
from hypothesis import strategies as st

from domain.erased import ERASED
from domain.event import SYSTEM, Actor, Cause, Entry, Event
from domain.instant import Instant
from domain.values import Wall
from store.errors import KeyMissing, SealBroken, Undecodable, Unsealable
from store.keys import Keystore
from store.mapper import EntryMapper
from store.migrate import migrate_keys
from store.plan import Plan
from store.record import Record
from tests.store.things import NOON, Item, Mood, Noted, Opened, Rich, an_entry


def nobody_was_erased(_: UUID) -> bool:
    return False


@pytest.fixture(scope="module")
def mapper() -> Iterator[EntryMapper]:
    with TemporaryDirectory() as directory:
        url = f"sqlite:///{Path(directory)}"
        migrate_keys(url)
        with closing(Keystore(url, bytes(32))) as keys:
            yield EntryMapper(keys, nobody_was_erased)


texts = st.text(st.characters(exclude_categories=["Cs"]))
numbers = st.integers(-(2**63), 2**63 - 1)
naive = st.datetimes()
walls = st.builds(Wall, local=naive, zone=st.sampled_from(["Europe/London", "America/New_York"]))
items = st.builds(Item, name=texts, score=st.none() | numbers)
rich = st.builds(
    Rich,
    when=walls,
    day=st.dates(),
    mood=st.sampled_from(Mood),
    who=st.none() | st.uuids(),
    count=numbers,
    at=numbers.map(Instant),
    text=texts,
    local=naive,
    items=st.lists(items, max_size=3).map(tuple),
    scores=st.dictionaries(texts, numbers, max_size=3),
    ratio=st.none() | st.floats(allow_nan=False),
    yes=st.booleans(),
    raw=st.binary(),
    moods=st.frozensets(st.sampled_from(Mood)),
)
events = rich | st.builds(Noted, phase=texts, text=texts, score=numbers) | st.builds(Opened, name=texts)
entries = st.builds(
    Entry,
    originator_id=st.uuids(),
    originator_version=st.integers(1, 2**63 - 1),
    event=events,
    occurred_at=numbers.map(Instant),
    actor=st.builds(Actor, st.sampled_from(["staff", "client", "system"]), st.none() | st.uuids()),
    command_id=st.uuids(),
    cause=st.none() | st.builds(Cause, st.uuids(), st.integers(1, 2**31)),
    subject=st.uuids(),
    course=st.none() | st.uuids(),
)


@given(entries)
def test_every_entry_comes_back_as_it_was(mapper: EntryMapper, entry: Entry) -> None:
    assert mapper.to_domain_event(mapper.to_stored_event(entry)) == entry


def a_rich_event() -> Rich:
    return Rich(
        when=Wall(local=datetime(2026, 3, 29, 1, 30), zone="Europe/London"),
        day=date(2026, 3, 29),
        mood=Mood.LOW,
        who=UUID(int=1),
        count=3,
        at=NOON,
        text="a secret",
        local=datetime(2026, 3, 29, 1, 30),
        items=(Item(name="q1", score=2),),
        scores={"total": 7},
        ratio=0.5,
        yes=True,
        raw=b"\x00\xff",
        moods=frozenset({Mood.HIGH}),
    )


def test_the_state_has_the_readable_fields_and_one_sealed_part(mapper: EntryMapper) -> None:
    record = mapper.to_stored_event(an_entry(a_rich_event(), subject=uuid4()))
    values = msgspec.msgpack.decode(record.state)
    assert isinstance(values.pop("personal"), bytes)
    assert values == {
        "when": {"local": "2026-03-29T01:30:00", "zone": "Europe/London"},
        "day": "2026-03-29",
        "mood": "low",
        "who": str(UUID(int=1)),
        "count": 3,
    }


def test_an_event_that_is_all_readable_needs_neither_subject_nor_key(mapper: EntryMapper) -> None:
    record = mapper.to_stored_event(an_entry(Opened(name="x")))
    assert record.key_id is None
    assert msgspec.msgpack.decode(record.state) == {"name": "x"}


def test_personal_fields_without_a_subject_are_a_programming_error(mapper: EntryMapper) -> None:
    with pytest.raises(Unsealable, match=r"test\.noted\.v1"):
        mapper.to_stored_event(an_entry(Noted(phase="x", text="y")))


def test_the_same_event_is_never_sealed_to_the_same_bytes(mapper: EntryMapper) -> None:
    entry = an_entry(Noted(phase="x", text="y"), subject=uuid4())
    assert mapper.to_stored_event(entry).state != mapper.to_stored_event(entry).state


def test_a_stand_in_for_an_erased_value_is_never_sealed(mapper: EntryMapper) -> None:
    with pytest.raises(TypeError):
        mapper.to_stored_event(an_entry(Noted(phase="x", text=ERASED), subject=uuid4()))


@pytest.mark.parametrize("column", ["originator_id", "originator_version", "topic", "key_id"])
def test_a_sealed_part_opens_in_its_own_row_only(mapper: EntryMapper, column: str) -> None:
    stream = uuid4()
    subject = uuid4()
    record = mapper.to_stored_event(an_entry(Noted(phase="x", text="y"), subject, stream))
    other_key = mapper.to_stored_event(an_entry(Noted(phase="x", text="y"), uuid4())).key_id
    elsewhere: dict[str, Any] = {
        "originator_id": uuid4(),
        "originator_version": 2,
        "topic": "test.rich.v1",
        "key_id": other_key,
    }
    with pytest.raises(SealBroken):
        mapper.to_domain_event(replace(record, **{column: elsewhere[column]}))


@given(data=st.data())
def test_a_sealed_part_with_one_flipped_bit_is_refused(mapper: EntryMapper, data: st.DataObject) -> None:
    record = mapper.to_stored_event(an_entry(Noted(phase="", text="some words"), UUID(int=5)))
    values = msgspec.msgpack.decode(record.state)
    sealed = bytearray(values["personal"])
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    state = msgspec.msgpack.encode({**values, "personal": bytes(sealed)})
    with pytest.raises(SealBroken):
        mapper.to_domain_event(replace(record, state=state))


def test_a_sealed_part_that_was_taken_out_is_noticed(mapper: EntryMapper) -> None:
    record = mapper.to_stored_event(an_entry(Noted(phase="x", text="y"), uuid4()))
    with pytest.raises(SealBroken):
        mapper.to_domain_event(replace(record, state=msgspec.msgpack.encode({"phase": "x"})))
    with pytest.raises(SealBroken):
        mapper.to_domain_event(replace(record, key_id=None))


def test_a_key_that_is_missing_without_an_erasure_is_an_alarm(mapper: EntryMapper) -> None:
    record = mapper.to_stored_event(an_entry(Noted(phase="x", text="y"), uuid4()))
    with pytest.raises(KeyMissing):
        mapper.to_domain_event(replace(record, key_id=uuid4()))


@pytest.mark.parametrize(
    "change",
    [
        {"topic": "test.unheard_of.v1"},
        {"state": b"\xc1"},
        {"state": msgspec.msgpack.encode([1])},
        {"state": msgspec.msgpack.encode({"name": ["Robin"]})},
        {"occurred_at": None},
    ],
)
def test_a_row_that_cannot_be_read_says_where_it_is_and_nothing_of_what_it_says(
    mapper: EntryMapper, change: dict[str, Any]
) -> None:
    record = replace(mapper.to_stored_event(an_entry(Opened(name="Robin"))), **change)
    with pytest.raises(Undecodable) as refusal:
        mapper.to_domain_event(record)
    assert "Robin" not in str(refusal.value)
    assert refusal.value.__cause__ is None
    assert str(record.originator_id) in str(refusal.value)


def test_only_entries_are_kept_and_only_records_are_read(mapper: EntryMapper) -> None:
    with pytest.raises(TypeError):
        mapper.to_stored_event(StoredEvent(uuid4(), 1, "t", b""))  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        mapper.to_domain_event(StoredEvent(uuid4(), 1, "t", b""))


def test_a_field_that_was_added_later_reads_as_its_default(mapper: EntryMapper) -> None:
    state = msgspec.msgpack.encode({"gone": 1})
    record = Record(uuid4(), 1, "test.opened.v1", state, 1, 0, NOON, SYSTEM.kind, None, uuid4())
    assert mapper.to_domain_event(record).event == Opened(name="thing")


def test_no_event_may_call_a_field_personal() -> None:
    class Bad(Event):
        personal: str

    with pytest.raises(TypeError):
        Plan(Bad)
