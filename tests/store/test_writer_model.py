"""Conditional appends against a model: however requests share transactions, they act as if one came after the other."""

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import KeyReused, StaleRead
from store.migrate import migrate
from store.record import leaf
from store.request import AlreadyDone, Appended
from tests.store.adapters import ADDRESSES, recorder_at
from tests.store.things import SteppedClock, a_receipt, a_record

STREAMS = [UUID(int=number) for number in range(1, 4)]
COMMANDS = [UUID(int=number) for number in range(11, 15)]


@dataclass(frozen=True)
class Wish:
    """What a caller asks: what it believes it read, how many events a stream, and perhaps a command."""

    read: dict[UUID, int]
    written: dict[UUID, int]
    command: UUID | None
    body: bytes


@dataclass
class Model:
    """The whole log, in one thread, in a dozen lines."""

    versions: dict[UUID, int] = field(default_factory=dict)
    done: dict[UUID, tuple[bytes, int, int]] = field(default_factory=dict)
    position: int = 0

    def answer(self, wish: Wish) -> tuple[str, int, int]:
        if wish.command in self.done:
            body, first, last = self.done[wish.command]
            return ("again", first, last) if body == wish.body else ("reused", 0, 0)
        if any(self.versions.get(stream, 0) != version for stream, version in wish.read.items()):
            return ("stale", 0, 0)
        first = self.position + 1
        for stream, count in wish.written.items():
            self.versions[stream] = self.versions.get(stream, 0) + count
            self.position += count
        if wish.command:
            self.done[wish.command] = (wish.body, first, self.position)
        return ("appended", first, self.position)


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    read = draw(st.dictionaries(st.sampled_from(STREAMS), st.integers(0, 3), max_size=3))
    written = draw(st.dictionaries(st.sampled_from(sorted(read)), st.integers(1, 2))) if read else {}
    command = draw(st.none() | st.sampled_from(COMMANDS))
    return Wish(read, written, command, draw(st.sampled_from([b"one", b"two"])))


def outcome(future: object) -> tuple[str, int, int]:
    try:
        answer = future.result()  # type: ignore[attr-defined]
    except StaleRead:
        return ("stale", 0, 0)
    except KeyReused:
        return ("reused", 0, 0)
    assert isinstance(answer, Appended | AlreadyDone)
    name = "appended" if isinstance(answer, Appended) else "again"
    return (name, answer.first_position, answer.last_position)


@settings(max_examples=40)
@given(st.sampled_from(sorted(ADDRESSES)), st.lists(wishes(), max_size=40))
def test_appends_that_share_transactions_answer_as_the_model_does(database: str, asked: list[Wish]) -> None:
    model = Model()
    with TemporaryDirectory() as directory:
        url = ADDRESSES[database](Path(directory))
        migrate(url)
        with closing(recorder_at(url, SteppedClock())) as recorder:
            futures = [
                recorder.submit(
                    [
                        a_record(stream, wish.read[stream] + number)
                        for stream, count in wish.written.items()
                        for number in range(1, count + 1)
                    ],
                    wish.read,
                    a_receipt(wish.command, wish.body) if wish.command else None,
                )
                for wish in asked
            ]
            assert [outcome(future) for future in futures] == [model.answer(wish) for wish in asked]
            rows = recorder.select_notifications(1, 1000)
    assert [row.id for row in rows] == list(range(1, model.position + 1))
    assert all(row.leaf == leaf(row) for row in rows)
