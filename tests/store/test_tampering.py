"""What someone with the database in hand may try, and what the service says when it reads."""

from contextlib import closing
from uuid import uuid4

import pytest

from store.application import EventLog
from store.errors import SealBroken, WrongKey
from store.keys import Keystore
from tests.store.adapters import Hands
from tests.store.things import append, noted


def test_ciphertext_swapped_between_two_rows_of_one_person_is_refused(log: EventLog, hands: Hands) -> None:
    stream, client = uuid4(), uuid4()
    append(log, noted(stream, client, "one"), noted(stream, client, "two"))
    first, second = (record.state for record in log.recorder.select_events(stream))
    hands.unbelt()
    hands.in_log("UPDATE events SET state = ? WHERE position = 1", second)
    hands.in_log("UPDATE events SET state = ? WHERE position = 2", first)
    with pytest.raises(SealBroken):
        log.entries(stream)


def test_keys_swapped_between_two_people_are_refused(url: str, secret: bytes, log: EventLog, hands: Hands) -> None:
    stream, one, other = uuid4(), uuid4(), uuid4()
    append(log, noted(stream, one), noted(stream, other))
    ((wrapped,),) = hands.in_keys("SELECT wrapped FROM keys WHERE subject = ?", one)
    hands.in_keys("UPDATE keys SET wrapped = ? WHERE subject = ?", wrapped, other)
    with closing(Keystore(url, secret)) as keys, pytest.raises(WrongKey):
        keys.key_for(other)


def test_a_changed_topic_does_not_make_another_event_of_a_sealed_one(log: EventLog, hands: Hands) -> None:
    stream = uuid4()
    append(log, noted(stream, uuid4()))
    hands.unbelt()
    hands.in_log("UPDATE events SET topic = 'test.rich.v1'")
    with pytest.raises(SealBroken):
        log.entries(stream)
