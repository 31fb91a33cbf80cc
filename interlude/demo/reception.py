"""The demo's front desk: makes people known, and notes referrals and consents."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from domain.client import decisions as clients
from domain.client.contact import Medium, Purpose
from domain.event import Actor, Change
from domain.ids import INTERLUDE, derived_id
from domain.referral import commands
from domain.referral import decisions as referrals
from domain.referral.values import Finding, Findings, Suitability
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
        received = commands.ReceiveReferral(client=client, received_on=on, source=person.source, reason=person.reason)
        return derived_id(self._hand.run(referrals.receive_referral, received), "referral")

    def screen(self, referral: UUID, on: date) -> None:
        """Note what was asked about on the telephone, and what it comes to."""
        fits = self._person.mania is Finding.NOT_REPORTED
        found = Findings(
            mania=self._person.mania,
            psychosis=Finding.NOT_REPORTED,
            substance_use=Finding.NOT_REPORTED,
            acute_risk=Finding.NOT_REPORTED,
        )
        screened = commands.ScreenReferral(
            screened_on=on,
            outcome=Suitability.SUITABLE if fits else Suitability.UNSUITABLE,
            findings=found,
            screened_by="Front desk, with the duty clinician",
            remarks="" if fits else self._person.because,
        )
        self._hand.run(referrals.screen_referral, referral, screened)

    def put_on_waiting_list(self, referral: UUID, on: date) -> None:
        """Note that there is no place yet."""
        waiting = commands.PutOnWaitingList(since=on, reason="No place with a clinician yet")
        self._hand.run(referrals.put_on_waiting_list, referral, waiting)

    def offer(self, referral: UUID, on: date) -> None:
        """Offer a course, to be answered within two weeks."""
        person = self._person
        words = f"{person.agreed} weekly sessions with {person.clinician}"
        offered = commands.OfferCourse(offered_on=on, offer=words, answer_by=on + timedelta(weeks=2))
        self._hand.run(referrals.offer_course, referral, offered)

    def accept(self, referral: UUID, on: date) -> None:
        """Note that the course was agreed on."""
        self._hand.run(referrals.accept_referral, referral, commands.AcceptReferral(accepted_on=on))

    def decline(self, referral: UUID, on: date) -> None:
        """Note that there will be no course."""
        declined = commands.DeclineReferral(declined_on=on, by=self._person.declined_by, reason=self._person.because)
        self._hand.run(referrals.decline_referral, referral, declined)
