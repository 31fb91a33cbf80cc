"""Whatever is under way while a client is erased: nothing is sealed for them any more, and the key stays gone."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.client.decisions import ChangeZone, change_zone
from domain.erased import ERASED
from domain.erasure.errors import ClientErased
from domain.errors import NotFound
from domain.event import Change
from domain.referral.decisions import AcceptReferral, accept_referral
from domain.world import World
from store.application import EventLog
from store.erase import redo_erasures
from store.errors import KeyMissing
from store.keys import Keystore
from tests.store.adapters import Hands
from tests.store.clients import Clinic, key_of
from tests.store.things import SteppedClock

ACCEPT = AcceptReferral(accepted_on=date(2026, 1, 12), reason="suitable")


class Beside(Keystore):
    """The key store of another process, in which something happens just before a key is looked for."""

    before: Callable[[], None] = staticmethod(lambda: None)

    def key_for(self, subject: UUID) -> tuple[UUID, AESGCM]:
        before, self.before = self.before, lambda: None
        before()
        return super().key_for(subject)


@pytest.fixture
def clinic(url: str, keystore: Keystore) -> Iterator[Clinic]:
    with closing(EventLog(url, keystore, SteppedClock())) as log:
        yield Clinic(log, keystore)


@pytest.fixture
def beside(url: str, secret: bytes) -> Iterator[Clinic]:
    """Another process at the same clinic."""
    with closing(Beside(url, secret)) as keys, closing(EventLog(url, keys, SteppedClock())) as log:
        yield Clinic(log, keys)


def topics(clinic: Clinic, stream: UUID) -> list[str]:
    return [entry.event.topic for entry in clinic.log.entries(stream)]


def test_a_command_that_looked_before_the_erasure_is_decided_again_and_refused(clinic: Clinic, beside: Clinic) -> None:
    client = clinic.admit()
    looked: list[UUID] = []

    def decision(world: World) -> list[Change]:
        changes = change_zone(world, client, ChangeZone(zone="Europe/Dublin"))
        if not looked:
            looked.append(client)
            clinic.erase(client)
        return changes

    with pytest.raises(ClientErased):
        beside.run(decision)
    assert topics(clinic, client)[-1] == "client.erased.v1"


def test_a_command_that_never_looks_at_the_client_is_refused_after_the_erasure(clinic: Clinic, beside: Clinic) -> None:
    client = clinic.admit()
    (referral,) = clinic.referrals

    def decision(world: World) -> list[Change]:
        changes = accept_referral(world, referral, ACCEPT)
        clinic.erase(client)
        return changes

    with pytest.raises(ClientErased):
        beside.run(decision)
    assert topics(clinic, referral) == ["referral.received.v1"]


def erase(clinic: Clinic, client: UUID) -> None:
    clinic.erase(client)


def test_an_erasure_between_the_look_and_the_sealing_refuses_what_was_sealed(
    clinic: Clinic, beside: Clinic, hands: Hands
) -> None:
    client = clinic.admit()
    (referral,) = clinic.referrals
    assert isinstance(beside.keystore, Beside)
    beside.keystore.before = lambda: erase(clinic, client)
    with pytest.raises(ClientErased):
        beside.run(lambda world: accept_referral(world, referral, ACCEPT))
    assert topics(clinic, referral) == ["referral.received.v1"]
    # The other process minted a key, as for a new client, that nothing in the log is sealed with.
    redo_erasures(beside.log)
    assert hands.in_keys("SELECT 1 FROM keys WHERE subject = ?", client) == []


def test_nothing_is_sealed_with_a_key_that_another_process_still_holds(clinic: Clinic, beside: Clinic) -> None:
    client = clinic.admit()
    (referral,) = clinic.referrals
    beside.log.entries(client)  # which opens the key, and keeps it
    clinic.erase(client)
    with pytest.raises(ClientErased):
        beside.run(lambda world: accept_referral(world, referral, ACCEPT))


def test_a_process_that_comes_upon_the_erasure_lets_go_of_the_key(clinic: Clinic, beside: Clinic) -> None:
    client = clinic.admit()
    key_id = clinic.log.last(client).key_id  # type: ignore[union-attr]
    assert key_id is not None
    beside.keystore.open(key_id)
    clinic.erase(client)
    beside.log.destroy_key(client)
    with pytest.raises(KeyMissing):
        beside.keystore.open(key_id)
    assert beside.log.entries(client)[0].event.name is ERASED  # type: ignore[attr-defined]


def test_an_erasure_that_was_cut_short_is_completed_at_the_next_start(
    clinic: Clinic, hands: Hands, secret: bytes
) -> None:
    client = clinic.admit()
    wrapped, _ = key_of(hands, secret, client)
    ((key_id,),) = hands.in_keys("SELECT key_id FROM keys WHERE subject = ?", client)
    clinic.erase(client)
    # As a process leaves it that dies between the two: the log says so, and the key still stands.
    hands.in_keys(
        "INSERT INTO keys (key_id, subject, wrapped, created_at) VALUES (?, ?, ?, 0)", key_id, client, wrapped
    )
    assert len(hands.in_keys("SELECT 1 FROM keys WHERE subject = ?", client)) == 1
    assert redo_erasures(clinic.log) == 2
    assert hands.in_keys("SELECT 1 FROM keys WHERE subject = ?", client) == []


def test_a_client_is_erased_once(clinic: Clinic) -> None:
    client = clinic.admit()
    clinic.erase(client)
    with pytest.raises(ClientErased):
        clinic.erase(client)
    with pytest.raises(NotFound):
        clinic.erase(UUID(int=1))


def test_messages_over_the_clients_line_go_too_but_not_what_another_client_sent(clinic: Clinic) -> None:
    client = clinic.admit(number="+447700900123")
    other = clinic.admit(number="+447700900124")
    erased = {change.stream for change in clinic.erase(client)}
    assert erased == {client, clinic.inbounds[0]}
    assert topics(clinic, clinic.inbounds[1]) == ["inbound.received.v1"]
    assert clinic.log.entries(other)[0].event.name == "Robin"  # type: ignore[attr-defined]
