"""What a test sees of messages: their stages and what happened to them, read from the log."""

from uuid import UUID, uuid4

from domain.message.state import Message
from domain.message.values import Kind
from tests.living import Living


def messages(living: Living, course: UUID, kind: Kind) -> list[Message]:
    """The messages of one kind that something was decided about, in the order in which they were due."""
    found = living.record.executor.world(uuid4()).case(course).messages.values()
    return sorted((one for one in found if one.obligation.kind is kind), key=lambda one: one.obligation.window.ideal)


def story(living: Living, message: Message) -> list[str]:
    """What happened to a message, in the short words of its topics."""
    return [entry.event.topic.split(".")[1] for entry in living.record.log.entries(message.id)]
