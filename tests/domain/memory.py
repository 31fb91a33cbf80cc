"""A `domain.world.World` over a list of events: the folds of the log, and its rule of what may be written.

It is honest where it matters: a decision may write only to streams that it looked at, or that are
new, since over the real log anything else is refused as a stale read.
"""

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from domain.check_in import state as check_ins
from domain.check_in.state import CheckIn
from domain.client import state as clients
from domain.client.state import Client
from domain.clinic import state as clinics
from domain.clinic.state import Clinic
from domain.erasure.errors import ClientErased
from domain.errors import NotFound
from domain.event import SYSTEM, Change, Entry
from domain.fold import Rules, fold
from domain.ids import CLINIC, INTERLUDE, derived_id
from domain.inbound import state as inbounds
from domain.inbound.state import Inbound
from domain.instant import Instant
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


class WrittenUnseen(AssertionError):
    """A decision wrote to a stream that it had not looked at: over the log that would never be appended."""


class MemoryWorld:
    """Streams that live in memory, a clock that stands still until it is set, and ids in a fixed order."""

    def __init__(self, now: Instant) -> None:
        self.now = now
        self.log: list[Entry] = []
        self._streams: dict[UUID, list[Entry]] = {}
        self._seen: dict[UUID, int] = {}
        self._commands = count(1)
        self.command_id = self._next_command()

    def run(self, decision: Callable[["MemoryWorld"], Sequence[Change]]) -> list[Change]:
        """Carry a decision out as a command of its own, and return what was appended."""
        self.command_id = self._next_command()
        self._seen.clear()
        changes = list(decision(self))
        self.append(changes)
        return changes

    def append(self, changes: Sequence[Change]) -> None:
        for stream in {change.stream for change in changes}:
            if self._seen.get(stream, 0) != self.version(stream):
                raise WrittenUnseen(stream)
        for change in changes:
            self._append(change)

    def version(self, stream: UUID) -> int:
        return len(self._streams.get(stream, []))

    def history(self, stream: UUID) -> list[str]:
        """The topics of what happened in a stream, without the version."""
        return [entry.event.topic.rpartition(".")[0] for entry in self._streams.get(stream, [])]

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
        entries = [entry for entry in self.log if entry.course == course]
        found = case(entries)
        if found is None:
            raise NotFound(what="course")
        for entry in entries:
            self._seen[entry.stream] = max(entry.version, self._seen.get(entry.stream, 0))
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
        return uuid5(INTERLUDE, f"line:{address}")

    def line(self, line: UUID) -> Line:
        found: Line = self._state(line, lines.RULES) or lines.EMPTY
        return found

    def token(self, token: UUID) -> Token:
        found: Token = self._found(token, tokens.RULES, "token")
        return found

    def has_begun(self, stream: UUID) -> bool:
        self._seen[stream] = self.version(stream)
        return self._seen[stream] > 0

    def _next_command(self) -> UUID:
        return uuid5(INTERLUDE, f"test-command:{next(self._commands)}")

    def _append(self, change: Change) -> None:
        entry = Entry(
            originator_id=change.stream,
            originator_version=self.version(change.stream) + 1,
            event=change.event,
            occurred_at=change.occurred_at or self.now,
            actor=SYSTEM,
            command_id=self.command_id,
            cause=change.cause,
            subject=change.subject,
            course=change.course,
            position=len(self.log) + 1,
            recorded_at=self.now,
        )
        self.log.append(entry)
        self._streams.setdefault(change.stream, []).append(entry)

    def _found(self, stream: UUID, rules: Rules, what: str) -> Any:
        state = self._state(stream, rules)
        if state is None:
            raise NotFound(what=what)
        return state

    def _state(self, stream: UUID, rules: Rules) -> Any:
        self._seen[stream] = self.version(stream)
        return fold(rules, self._streams.get(stream, []))
