"""What someone with the database in hand may try, and what the service says when it reads."""

from contextlib import closing
from uuid import uuid4

import pytest

from store.application import EventLog
from store.errors import SealBroken, WrongKey
from store.keys import Keystore
from store.sqlite.connection import connect
from store.sqlite.location import keys_db
from tests.store.test_reader import tamper
from tests.store.things import append, noted


def test_ciphertext_swapped_between_two_rows_of_one_person_is_refused(url: str, log: EventLog) -> None:
    stream, client = uuid4(), uuid4()
    append(log, noted(stream, client, "one"), noted(stream, client, "two"))
    first, second = (record.state for record in log.recorder.select_events(stream))
    tamper(
        url,
        f"UPDATE events SET state = x'{second.hex()}' WHERE position = 1",
        f"UPDATE events SET state = x'{first.hex()}' WHERE position = 2",
    )
    with pytest.raises(SealBroken):
        log.entries(stream)


def test_keys_swapped_between_two_people_are_refused(url: str, secret: bytes, log: EventLog) -> None:
    stream, one, other = uuid4(), uuid4(), uuid4()
    append(log, noted(stream, one), noted(stream, other))
    with closing(connect(keys_db(url))) as connection:
        wrapped = connection.execute("SELECT wrapped FROM keys WHERE subject = ?", (one.bytes,)).fetchone()[0]
        connection.execute("UPDATE keys SET wrapped = ? WHERE subject = ?", (wrapped, other.bytes))
    with closing(Keystore(url, secret)) as keys, pytest.raises(WrongKey):
        keys.key_for(other)


def test_a_changed_topic_does_not_make_another_event_of_a_sealed_one(url: str, log: EventLog) -> None:
    stream = uuid4()
    append(log, noted(stream, uuid4()))
    tamper(url, "UPDATE events SET topic = 'test.rich.v1'")
    with pytest.raises(SealBroken):
        log.entries(stream)
