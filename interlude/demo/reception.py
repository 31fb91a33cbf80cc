"""The demo's front desk: makes people known, and notes referrals and consents."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from domain.client import decisions as clients
from domain.client.contact import Medium, Purpose
from domain.event import Actor, Change
from domain.ids import INTERLUDE, derived_id
from domain.referral import decisions as referrals
from interlude.demo.cast import Person
from store.execute import Executor

WORDING = "We may text and email you about your appointments, and text you to ask how you are between them."


class Hand:
    """Somebody of the clinic who acts for one person; a command's id depends on who, whom and how many before."""

    def __init__(self, executor: Executor, who: str, person: Person) -> None:
        self.executor = executor
        self.person = person
        self._actor = Actor("staff", uuid5(INTERLUDE, f"demo staff:{who}"))
        self._commands = (uuid5(INTERLUDE, f"demo:{who}:{person.name}:{number}") for number in count(1))

    def run(self, decision: Callable[..., Sequence[Change]], *about: Any) -> UUID:
        """Carry out a decision; returns the id of the command."""
        command = next(self._commands)
        self.executor.run(lambda world: decision(world, *about), actor=self._actor, command_id=command)
        return command


class Reception:
    """What the front desk does for one person."""

    def __init__(self, executor: Executor, person: Person) -> None:
        self._hand = Hand(executor, "Front desk", person)
        self._person = person

    def register(self) -> UUID:
        """Make the person known, with the consents that they gave; returns the client."""
        person = self._person
        known = clients.RegisterClient(name=person.name, zone=person.zone, contact=person.contact())
        client = derived_id(self._hand.run(clients.register_client, known), "client")
        wanted = [(Medium.SMS, Purpose.APPOINTMENTS), (Medium.EMAIL, Purpose.APPOINTMENTS)]
        if person.answers != "none":
            wanted.append((Medium.SMS, Purpose.CHECK_INS))
        for medium, purpose in wanted:
            given = clients.GiveConsent(medium=medium, purpose=purpose, how="spoken", wording=WORDING)
            self._hand.run(clients.give_consent, client, given)
        return client

    def receive(self, client: UUID, on: date) -> UUID:
        """Note the referral; returns it."""
        person = self._person
        received = referrals.ReceiveReferral(client=client, received_on=on, source=person.source, reason=person.reason)
        return derived_id(self._hand.run(referrals.receive_referral, received), "referral")

    def accept(self, referral: UUID, on: date) -> None:
        """Offer a course."""
        self._hand.run(referrals.accept_referral, referral, referrals.AcceptReferral(accepted_on=on))
