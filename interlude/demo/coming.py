"""What falls due next in the demo, in words."""

from dataclasses import dataclass
from uuid import UUID

from api.pages.sights import Coming, Start
from domain.client.contact import Medium
from domain.ids import INTERLUDE
from domain.instant import DAY, HOUR, Instant, later
from domain.message.values import Kind
from domain.policy.due import Due, DueCommand
from domain.policy.owed import owed
from interlude.demo.faces import Faces
from projections.audit.subjects import KINDS
from projections.queries import DueQueue
from store.execute import ADDRESSES, Executor
from store.keys import Keystore

_TOLD = 3
_LOOKED_AT = 500
_LATELY = 2 * HOUR

_OTHERS = {
    DueCommand.ASK: "weekly check-in",
    DueCommand.CLOSE: "end of a check-in",
    DueCommand.READ: "reading of a reply",
    DueCommand.RECONCILE: "search for what became of a message",
}


@dataclass(frozen=True)
class ComingUp:
    """Looks at what is due, from one moment."""

    queue: DueQueue
    executor: Executor
    keystore: Keystore
    faces: Faces
    now: Instant

    def next(self) -> Coming | None:
        """Return what falls due at the next instant at which anything does."""
        at = self.queue.earliest(self.now)
        if at is None:
            return None
        together = [one for one in self.queue.ready(at, _LOOKED_AT) if one.at == at]
        return Coming(at=at, what=[self._said(one) for one in together[:_TOLD]], more=max(0, len(together) - _TOLD))

    def start(self) -> Start | None:
        """Return where to begin: with a check-in that has just gone out, else with the next one within a day."""
        open_for = self.executor.world(INTERLUDE).clinic().settings.check_ins.open_hours * HOUR
        within = self.queue.ready(later(self.now, open_for), _LOOKED_AT)
        asked = [
            one for one in within if one.command is DueCommand.CLOSE and one.at > later(self.now, open_for - _LATELY)
        ]
        coming = [one for one in within if one.command is DueCommand.ASK and one.at <= later(self.now, DAY)]
        in_order = [*sorted(asked, key=lambda due: -due.at), *sorted(coming, key=lambda due: due.at)]
        return next((start for one in in_order if (start := self._start(one))), None)

    def _start(self, one: Due) -> Start | None:
        assert one.course is not None
        client = self.faces.client_of(one.course)
        number = client.address(Medium.SMS)
        if not number or self._opted_out(number):
            return None
        line = self.keystore.index(ADDRESSES, number)
        asked = one.command is DueCommand.CLOSE
        return Start(name=client.name, at=one.at, asked=asked, course=one.course, line=line)

    def _opted_out(self, number: str) -> bool:
        world = self.executor.world(INTERLUDE)
        return world.line(world.line_id(number)).opted_out is not None

    def _said(self, one: Due) -> str:
        whom = f" for {self.faces.client_of(one.course).name}" if one.course else ""
        kind = self._kind(one.id, one.course) if one.command is DueCommand.SEND else None
        return (KINDS[kind] if kind else _OTHERS.get(one.command, "message")) + whom

    def _kind(self, message: UUID, course: UUID | None) -> Kind | None:
        world = self.executor.world(INTERLUDE)
        known = world.message(message)
        if known is not None:
            return known.obligation.kind
        if course is None:
            return None
        case = world.case(course)
        found = owed(case, world.client(case.course.client), world.clinic().settings).get(message)
        return found.kind if found else None
