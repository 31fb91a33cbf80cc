"""Erasing is destroying a key; the log stays whole. A key that is gone without it is an alarm."""

from uuid import UUID, uuid4

import pytest

from domain.erased import ERASED
from domain.event import Change
from domain.values import Wall
from store.application import EventLog
from store.errors import KeyMissing
from store.keys import Keystore
from store.mapper import EntryMapper
from store.sqlite.location import directory
from store.upcast import Step
from tests.store.adapters import Hands, on_sqlite
from tests.store.test_mapper import a_rich_event
from tests.store.things import Noted, Rich, ThingErased, an_entry, append, contents, noted


def test_after_an_erasure_the_personal_fields_read_erased(log: EventLog, keystore: Keystore) -> None:
    client, course = uuid4(), uuid4()
    append(log, Change(stream=course, event=a_rich_event(), subject=client))
    append(log, Change(stream=client, event=ThingErased()))
    keystore.destroy(client)
    event = log.entries(course)[0].event
    assert isinstance(event, Rich)
    assert event.text == "[erased]"
    assert event.text is ERASED
    assert event.items is ERASED  # type: ignore[comparison-overlap]
    assert event.moods is ERASED  # type: ignore[comparison-overlap]
    assert (event.count, event.day.year) == (3, 2026)
    assert isinstance(event.when, Wall)


def test_an_erasure_leaves_the_root_as_it_was(log: EventLog, keystore: Keystore) -> None:
    client = uuid4()
    append(log, noted(uuid4(), client), Change(stream=client, event=ThingErased()))
    before = log.root()
    keystore.destroy(client)
    assert log.root() == before


def test_a_key_destroyed_without_an_erasure_in_the_log_is_an_alarm(log: EventLog, keystore: Keystore) -> None:
    client, course = uuid4(), uuid4()
    append(log, noted(course, client))
    keystore.destroy(client)
    with pytest.raises(KeyMissing):
        log.entries(course)


def test_the_erasure_of_another_explains_nothing(log: EventLog, keystore: Keystore) -> None:
    client, other, course = uuid4(), uuid4(), uuid4()
    append(log, noted(course, client), Change(stream=other, event=ThingErased()))
    keystore.destroy(client)
    with pytest.raises(KeyMissing):
        log.entries(course)


def test_other_subjects_stay_readable(log: EventLog, keystore: Keystore) -> None:
    client, other, course = uuid4(), uuid4(), uuid4()
    append(log, noted(course, client, "gone"), noted(course, other, "stays"))
    append(log, Change(stream=client, event=ThingErased()))
    keystore.destroy(client)
    texts = [entry.event.text for entry in log.entries(course) if isinstance(entry.event, Noted)]
    assert texts == ["[erased]", "stays"]


@on_sqlite
def test_nothing_of_a_destroyed_key_stays_on_the_disk(
    url: str, hands: Hands, log: EventLog, keystore: Keystore
) -> None:
    clients = [uuid4() for _ in range(40)]
    for client in clients:
        append(log, noted(uuid4(), client))
    wrapped = {UUID(bytes=subject): key for subject, key in hands.in_keys("SELECT subject, wrapped FROM keys")}
    assert all(part in contents(directory(url)) for part in wrapped.values())
    for client in clients[:20]:
        keystore.destroy(client)
    on_disk = contents(directory(url))
    assert not any(wrapped[client] in on_disk for client in clients[:20])
    assert all(wrapped[client] in on_disk for client in clients[20:])


def test_a_destroyed_key_has_no_row(hands: Hands, keystore: Keystore) -> None:
    erased, other = uuid4(), uuid4()
    keystore.key_for(erased)
    kept, _ = keystore.key_for(other)
    keystore.destroy(erased)
    assert (
        len(hands.in_keys("SELECT * FROM keys")) == len(hands.in_keys("SELECT * FROM keys WHERE key_id = ?", kept)) == 1
    )


def test_an_older_form_is_brought_up_to_date_after_it_was_opened(log: EventLog, keystore: Keystore) -> None:
    steps: dict[str, Step] = {
        "test.noted.v1": ("test.noted.v1b", lambda values: {**values, "text": values["text"].upper()}),
        "test.noted.v1b": ("test.opened.v1", lambda values: {"name": f"{values['phase']}: {values['text']}"}),
    }
    older = EntryMapper(keystore, lambda _: True, steps)
    client = uuid4()
    record = older.to_stored_event(an_entry(Noted(phase="end", text="hi"), client))
    assert older.to_domain_event(record).event.name == "end: HI"  # type: ignore[attr-defined]
    keystore.destroy(client)
    assert older.to_domain_event(record).event.name == "end: [ERASED]"  # type: ignore[attr-defined]
