"""A clinic with clients over the log of a test, made by the real decisions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.client.contact import Contact
from domain.client.decisions import RegisterClient, register_client
from domain.erasure.decisions import EraseClient
from domain.event import SYSTEM, Change
from domain.ids import derived_id, inbound_id
from domain.inbound.decisions import Arrival, receive
from domain.referral.decisions import ReceiveReferral, receive_referral
from domain.world import Decision
from store.application import EventLog
from store.erase import Eraser
from store.execute import Executor
from store.keys import Keystore
from store.record import Record
from store.seal import unseal
from tests.store.adapters import Hands
from tests.store.things import SteppedClock

COMMAND = EraseClient(ground="the client asked for it", approved_by=["Dr Amari", "Dr Okafor"])


@dataclass
class Clinic:
    """A log with clients, each of whom was registered, referred, and has written once."""

    log: EventLog
    keystore: Keystore
    clients: list[UUID] = field(default_factory=list)
    inbounds: list[UUID] = field(default_factory=list)
    referrals: list[UUID] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.executor = Executor(self.log, self.keystore, SteppedClock())
        self.eraser = Eraser(self.executor, self.keystore)

    def run(self, decision: Decision) -> UUID:
        command = uuid4()
        self.executor.run(decision, actor=SYSTEM, command_id=command)
        return command

    def admit(self, name: str = "Robin", number: str = "+447700900123", note: str = "low", text: str = "hi") -> UUID:
        register = RegisterClient(name=name, zone="Europe/London", contact=Contact(phone=number))
        client = derived_id(self.run(lambda world: register_client(world, register)), "client")
        referral = ReceiveReferral(client=client, received_on=date(2026, 1, 5), source="GP", reason=note)
        self.referrals.append(derived_id(self.run(lambda world: receive_referral(world, referral)), "referral"))
        arrival = Arrival(provider="test", reference=str(client), sender=number, text=text)
        self.run(lambda world: receive(world, arrival))
        self.clients.append(client)
        self.inbounds.append(inbound_id("test", str(client)))
        return client

    def erase(self, client: UUID) -> Sequence[Change]:
        return self.eraser.erase(client, COMMAND, actor=SYSTEM, command_id=uuid4()).changes

    def records(self) -> list[Record]:
        return list(self.log.recorder.select_notifications(1, 10_000))


def key_of(hands: Hands, secret: bytes, subject: UUID) -> tuple[bytes, bytes]:
    """Return a subject's key, wrapped and raw."""
    ((key_id, wrapped),) = hands.in_keys("SELECT key_id, wrapped FROM keys WHERE subject = ?", subject)
    key_id = key_id if isinstance(key_id, bytes) else key_id.bytes
    raw = unseal(AESGCM(secret), bytes(wrapped), key_id + subject.bytes)
    assert raw is not None
    return bytes(wrapped), raw
