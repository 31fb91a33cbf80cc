"""How a decision is carried out: it looks at the world as the log has it, and is appended only if nothing moved on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from domain.check_in import state as check_ins
from domain.check_in.state import CheckIn
from domain.client import state as clients
from domain.client.state import Client
from domain.clinic import state as clinics
from domain.clinic.state import Clinic
from domain.erasure.errors import ClientErased
from domain.errors import NotFound
from domain.event import Actor, Change
from domain.fold import Rules, fold
from domain.ids import CLINIC, derived_id
from domain.inbound import state as inbounds
from domain.inbound.state import Inbound
from domain.instant import Clock, Instant
from domain.line import state as lines
from domain.line.state import Line
from domain.message import state as messages
from domain.message.state import Message
from domain.policy.case import Case, case
from domain.referral import state as referrals
from domain.referral.state import Referral
from domain.staff import state as staffs
from domain.staff.state import Staff
from domain.todo import state as todos
from domain.todo.state import Todo
from domain.token import state as tokens
from domain.token.state import Token
from domain.world import Decision
from store.application import ERASURES, EventLog
from store.errors import StaleRead
from store.keys import Keystore
from store.plan import plan_of
from store.request import Answer, Appended, Receipt

ADDRESSES = "line"
"""The purpose under which addresses are hashed with the clinic's key."""

TRIES = 20
"""How often a decision is made again when others keep changing what it looked at."""


class LogWorld:
    """A `domain.world.World` over the log, which remembers every stream that it looked at, in which version."""

    def __init__(self, log: EventLog, keystore: Keystore, now: Instant, command_id: UUID) -> None:
        self.now = now
        self.command_id = command_id
        self.read: dict[UUID, int] = {}
        self._seen: dict[UUID, int] = {}
        self._log = log
        self._keystore = keystore

    def new_id(self, what: str) -> UUID:
        return derived_id(self.command_id, what)

    def clinic(self) -> Clinic:
        found: Clinic = self._state(CLINIC, clinics.RULES) or clinics.EMPTY
        return found

    def client(self, client: UUID) -> Client:
        found: Client = self._found(client, clients.RULES, "client")
        if found.is_erased:
            raise ClientErased
        return found

    def referral(self, referral: UUID) -> Referral:
        found: Referral = self._found(referral, referrals.RULES, "referral")
        return found

    def staff(self, staff: UUID) -> Staff:
        found: Staff = self._found(staff, staffs.RULES, "member of staff")
        return found

    def todo(self, todo: UUID) -> Todo:
        found: Todo = self._found(todo, todos.RULES, "to-do")
        return found

    def case(self, course: UUID) -> Case:
        entries = self._log.case(course)
        found = case(entries)
        if found is None:
            raise NotFound(what="course")
        self.read.setdefault(course, found.course.version)
        for entry in entries:
            self._seen[entry.stream] = entry.version
        return found

    def message(self, message: UUID) -> Message | None:
        found: Message | None = self._state(message, messages.RULES)
        return found

    def check_in(self, check_in: UUID) -> CheckIn | None:
        found: CheckIn | None = self._state(check_in, check_ins.RULES)
        return found

    def inbound(self, inbound: UUID) -> Inbound | None:
        found: Inbound | None = self._state(inbound, inbounds.RULES)
        return found

    def line_id(self, address: str) -> UUID:
        return self._keystore.index(ADDRESSES, address)

    def line(self, line: UUID) -> Line:
        found: Line = self._state(line, lines.RULES) or lines.EMPTY
        return found

    def token(self, token: UUID) -> Token:
        found: Token = self._found(token, tokens.RULES, "token")
        return found

    def has_begun(self, stream: UUID) -> bool:
        self._state(stream, {})
        return self.read[stream] > 0

    def version_for(self, stream: UUID) -> int:
        """Return the version that a stream must still have to be written to.

        That in which it was looked at, alone or as a part of a case; one that was never looked at
        must be new. A message of a case is thus written only as the case showed it, and yet no claim
        on one message is refused because another message of the course has moved on.
        """
        return self.read.get(stream, self._seen.get(stream, 0))

    def version_to_seal(self, subject: UUID) -> int:
        """Return the version that the stream of a subject must still have for anything to be sealed with its key.

        Taken before the key is: so what is sealed while the subject is being erased, also with a key that
        this process still held, is refused by its append and decided again.

        Raises:
            ClientErased: the subject was erased.
        """
        if subject not in self.read:
            last = self._log.last(subject)
            if last is not None and last.topic in ERASURES:
                raise ClientErased
            self.read[subject] = last.originator_version if last else 0
        return self.read[subject]

    def _found(self, stream: UUID, rules: Rules, what: str) -> Any:
        state = self._state(stream, rules)
        if state is None:
            raise NotFound(what=what)
        return state

    def _state(self, stream: UUID, rules: Rules) -> Any:
        """Fold one stream. Its version counts as first seen: if it has moved on since, the append is refused."""
        entries = self._log.entries(stream)
        self.read.setdefault(stream, entries[-1].version if entries else 0)
        return fold(rules, entries)


@dataclass(frozen=True, kw_only=True)
class Done:
    """What a command came to: the changes that were decided, and where they stand in the log.

    `again` tells that the command had been carried out before: the changes are then empty, and the
    positions those of the first time.
    """

    changes: Sequence[Change]
    first_position: int
    last_position: int
    again: bool = False


class Executor:
    """Carries out decisions against the log."""

    def __init__(self, log: EventLog, keystore: Keystore, clock: Clock) -> None:
        self.log = log
        self._keystore = keystore
        self._clock = clock

    def world(self, command_id: UUID) -> LogWorld:
        """Return the world as it is now, for a decision or merely to look at."""
        return LogWorld(self.log, self._keystore, self._clock.now(), command_id)

    def run(
        self,
        decision: Decision,
        *,
        actor: Actor,
        command_id: UUID,
        receipt: Receipt | None = None,
        keep_empty: bool = True,
    ) -> Done:
        """Decide, and append what was decided; decide again when something that was looked at has changed.

        Without `keep_empty` a decision that changes nothing leaves no receipt: what fell due and was
        found to be too early must not count as done.

        Raises:
            InterludeError: the decision refuses; nothing is appended, and no receipt is left.
            StaleRead: it could not be appended in `TRIES` tries.
        """
        for _ in range(TRIES):
            known = self.log.receipt(command_id) if receipt else None
            world = self.world(command_id)
            changes = [] if known else list(decision(world))
            if not changes and not known and (receipt is None or not keep_empty):
                return Done(changes=[], first_position=0, last_position=0)
            try:
                answer = self._append(world, changes, actor, receipt)
            except StaleRead:
                continue
            return _done(changes, answer)
        raise StaleRead

    def _append(self, world: LogWorld, changes: list[Change], actor: Actor, receipt: Receipt | None) -> Answer:
        read = world.read | {change.stream: world.version_for(change.stream) for change in changes}
        sealed_for = {change.subject for change in changes if change.subject and plan_of(type(change.event)).sealed}
        read |= {subject: world.version_to_seal(subject) for subject in sealed_for - read.keys()}
        return self.log.append(
            changes,
            actor=actor,
            command_id=world.command_id,
            now=world.now,
            read=read,
            receipt=receipt,
        )


def _done(changes: list[Change], answer: Answer) -> Done:
    again = not isinstance(answer, Appended)
    return Done(
        changes=[] if again else changes,
        first_position=answer.first_position,
        last_position=answer.last_position,
        again=again,
    )
