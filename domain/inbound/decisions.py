"""What becomes of a message that a person sends: kept at once, read afterwards, with one stated fate."""

from uuid import UUID

import msgspec

from domain.check_in.decisions import answer, closed, owe, question
from domain.check_in.events import Answered, Completed, Unread
from domain.check_in.state import CheckIn
from domain.course.events import CheckInRecorded
from domain.course.values import CheckInAnswer
from domain.event import Change
from domain.ids import inbound_id
from domain.inbound import events
from domain.inbound.state import Inbound
from domain.line.events import ConversationClosed, OptedIn, OptedOut
from domain.line.state import Line
from domain.message.state import IN_FLIGHT, Message, Stage
from domain.message.values import Details, Kind, Obligation
from domain.policy.case import Case
from domain.policy.decide import reason
from domain.reading import RULES
from domain.reading.keywords import Keyword, keyword
from domain.reading.scale import Reading, read_scale
from domain.reading.words import says_more_than_a_number
from domain.values import Value
from domain.world import World

LOWEST, HIGHEST = 0, 10


class Arrival(Value):
    """A message as a provider handed it over."""

    provider: str
    reference: str
    sender: str
    text: str
    opt_out_type: str = ""
    attachments: int = 0


def receive(world: World, arrival: Arrival) -> list[Change]:
    """Keep what arrived, with the opt-out if a word says so: nothing else is read before it is safe.

    The provider's id makes it one message however often it is handed over.
    """
    inbound = inbound_id(arrival.provider, arrival.reference)
    if world.has_begun(inbound):
        return []
    line_id = world.line_id(arrival.sender)
    received = events.Received(
        provider=arrival.provider,
        reference=arrival.reference,
        line=line_id,
        opt_out_type=arrival.opt_out_type,
        attachments=arrival.attachments,
        sender=arrival.sender,
        text=arrival.text,
    )
    kept = Change(stream=inbound, event=received, subject=inbound)
    return [kept, *_consent(world, inbound, line_id, arrival)]


def _consent(world: World, inbound: UUID, line_id: UUID, arrival: Arrival) -> list[Change]:
    """Return what a word for stopping or starting again does, at once, to the line that it came from."""
    said = keyword(arrival.text)
    line = world.line(line_id)
    handled = arrival.opt_out_type
    if (said is Keyword.OPT_OUT or handled == "STOP") and line.opted_out is None:
        changes = [Change(stream=line_id, event=OptedOut(word=_word(said, handled), via="reply"))]
        return changes if handled else [*changes, _reply(world, inbound, Kind.OPT_OUT_CONFIRMED, arrival.sender)]
    if (said is Keyword.OPT_IN or handled == "START") and line.opted_out is not None:
        changes = [Change(stream=line_id, event=OptedIn(word=_word(said, handled), via="reply"))]
        return changes if handled else [*changes, _reply(world, inbound, Kind.OPT_IN_CONFIRMED, arrival.sender)]
    return []


def _word(said: Keyword | None, handled: str) -> str:
    return said.value if said else handled


def _reply(world: World, inbound: UUID, kind: Kind, sender: str) -> Change:
    """Owe an answer to a line that may be anybody's: sealed with the key of the inbound message itself."""
    bare = answer(world, inbound, kind, course=None, client=None)
    return owe(world, msgspec.structs.replace(bare, details=Details(to=sender)), subject=inbound)


def read(world: World, inbound: UUID) -> list[Change]:
    """Read a message that was kept, and say what becomes of it."""
    known = world.inbound(inbound)
    if known is None or known.fate:
        return []
    said = keyword(known.text)
    if said in {Keyword.OPT_OUT, Keyword.OPT_IN} or known.opt_out_type in {"STOP", "START"}:
        fate = said.value if said else known.opt_out_type.lower()
        return [_fate(known, fate, "a word that always means this")]
    if said is Keyword.HELP or known.opt_out_type == "HELP":
        helped = [] if known.opt_out_type else [_reply(world, inbound, Kind.HELP, known.sender)]
        return [_fate(known, "help", "a word for help"), *helped]
    line = world.line(known.line)
    if line.check_in is None or line.course is None:
        return [_to_person(known, line, "no question was open on this line")]
    return _read_answer(world, known, line, line.course, line.check_in)


def _fate(known: Inbound, fate: str, because: str, line: Line | None = None) -> Change:
    line = line or Line()
    event = events.Read(
        fate=fate, because=because, rules=RULES, check_in=line.check_in, course=line.course, client=line.client
    )
    return Change(stream=known.id, event=event, subject=known.id, course=line.course)


def _to_person(known: Inbound, line: Line, because: str) -> Change:
    said = keyword(known.text)
    asks = {Keyword.CONFIRM: "confirm", Keyword.MOVE: "move"}.get(said, "person") if said else "person"
    return _fate(known, asks, because, line)


def _read_answer(world: World, known: Inbound, line: Line, course: UUID, check_in_id: UUID) -> list[Change]:
    case = world.case(course)
    check_in = world.check_in(check_in_id)
    if check_in is None or check_in.question is None:
        return [_to_person(known, line, "no question was open on this line")]
    if not _was_put_before(world.message(check_in.question), known):
        return [_to_person(known, line, "it came before the question went out")]
    if known.attachments or keyword(known.text):
        return [_to_person(known, line, "it is not an answer to the question")]
    if says_more_than_a_number(known.text):
        return [_to_person(known, line, "it says more than a number")]
    found = read_scale(known.text, LOWEST, HIGHEST)
    if found.value is None:
        return _unsure(world, case, check_in, known, line, found)
    return _answered(world, case, check_in, known, line, found.value)


def _was_put_before(question: Message | None, known: Inbound) -> bool:
    """Tell whether a question had gone out when a reply came: else the reply answers something else."""
    went = question is not None and (question.stage is Stage.SENT or question.stage in IN_FLIGHT)
    return went and question is not None and question.claimed_at <= known.received_at


def _unsure(world: World, case: Case, check_in: CheckIn, known: Inbound, line: Line, found: Reading) -> list[Change]:
    unread = Unread(item=check_in.item, inbound=known.id, because=found.because)
    noted = Change(stream=check_in.id, event=unread, subject=case.course.client, course=case.course.id)
    if check_in.times < world.clinic().settings.check_ins.ask_at_most:
        again = question(world, case, check_in.id, check_in.item, check_in.times + 1, check_in.closes_at)
        return [_fate(known, "asked-again", found.because, line), noted, *again]
    ended = closed(world, case, check_in, reason("not-understood"))
    return [_fate(known, "person", found.because, line), noted, *ended]


def _answered(world: World, case: Case, check_in: CheckIn, known: Inbound, line: Line, value: int) -> list[Change]:
    given = CheckInAnswer(item=check_in.item, value=value, text=known.text, inbound=known.id, rules=RULES)
    client, course = case.course.client, case.course.id
    changes = [
        _fate(known, "answered", "a single number on the scale", line),
        Change(stream=check_in.id, event=Answered(item=given.item, answer=given), subject=client, course=course),
    ]
    left = [item for item in check_in.remaining() if item != given.item]
    if left:
        return [*changes, *question(world, case, check_in.id, left[0], 1, check_in.closes_at)]
    answers = [*check_in.answers, given]
    recorded = CheckInRecorded(check_in=check_in.id, week=check_in.week, answers=answers)
    thanks: Obligation = answer(world, known.id, Kind.THANKS, course=course, client=client)
    return [
        *changes,
        Change(stream=check_in.id, event=Completed(), subject=client, course=course),
        Change(stream=course, event=recorded, subject=client, course=course),
        Change(stream=known.line, event=ConversationClosed(check_in=check_in.id), course=course),
        owe(world, thanks),
    ]
