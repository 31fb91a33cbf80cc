"""The simulated phones and mailboxes, as their holders see them, with what became of each message."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from api.pages.sights import Bubble, FileLine, Holder, Phone, ThreadLine
from domain.errors import NotFound
from domain.fold import fold
from domain.inbound import events as inbound_events
from domain.line import state as lines
from interlude.demo.faces import Faces
from interlude.demo.phones import inbound_of
from notifiers.simulated.provider import Conversation, SimulatedMessage, SimulatedProvider
from projections.audit.inbound import FATES
from store.execute import ADDRESSES, Executor
from store.keys import Keystore


@dataclass(frozen=True)
class Mailroom:
    """Looks at what went over the simulated provider, from one moment."""

    simulated: SimulatedProvider
    executor: Executor
    keystore: Keystore
    faces: Faces

    def threads(self) -> list[ThreadLine]:
        """Return every phone and mailbox; who heard or wrote last comes first."""
        return [self._thread(one) for one in self.simulated.conversations()]

    def phone(self, medium: str, line: UUID) -> Phone:
        """Return one phone or mailbox: empty where a client has it and nothing ever came.

        Raises:
            NotFound: nobody has such a line.
        """
        for one in self.simulated.conversations():
            if one.medium == medium and self.keystore.index(ADDRESSES, one.address) == line:
                return self._phone(medium, line, one.address, one.messages)
        for client in self.faces.users(line):
            for address in (client.contact.phone, client.contact.email):
                if address and self.keystore.index(ADDRESSES, address) == line:
                    return self._phone(medium, line, address, ())
        raise NotFound(what="phone or mailbox")

    def _thread(self, one: Conversation) -> ThreadLine:
        line = self.keystore.index(ADDRESSES, one.address)
        last = one.messages[-1]
        return ThreadLine(
            medium=one.medium,
            line=line,
            names=[client.name for client in self.faces.users(line)] or ["somebody unknown"],
            at=last.at,
            last=last.content.subject or last.content.text,
            inbound=last.inbound,
        )

    def _phone(self, medium: str, line: UUID, address: str, messages: Iterable[SimulatedMessage]) -> Phone:
        known: lines.Line = fold(lines.RULES, self.executor.log.entries(line)) or lines.EMPTY
        return Phone(
            medium=medium,
            line=line,
            address=address,
            holders=[
                Holder(name=client.name, zone=client.zone, course=self.faces.course(client.id))
                for client in self.faces.users(line)
            ],
            opted_out=known.opted_out is not None,
            bubbles=[self._bubble(message) for message in messages],
        )

    def _bubble(self, message: SimulatedMessage) -> Bubble:
        content = message.content
        return Bubble(
            number=message.id,
            inbound=message.inbound,
            at=message.at,
            text=content.text,
            subject=content.subject,
            files=tuple(
                FileLine(filename=file.filename, content_type=file.content_type, content=file.content)
                for file in content.attachments
            ),
            message=message.message_id,
            fate=self._fate(message) if message.inbound else "",
        )

    def _fate(self, message: SimulatedMessage) -> str:
        entries = self.executor.log.entries(inbound_of(message))
        read = [entry.event for entry in entries if isinstance(entry.event, inbound_events.Read)]
        if not read:
            return "not read yet" if entries else "it has not reached the clinic"
        return FATES.get(read[0].fate, read[0].fate)
