"""The demo's provider: what phones and mailboxes received and what clients answered, in one SQLite file.

It keeps everything it is handed, repeats too, so that a duplicate would be seen. Each row is committed before the
call returns: what was accepted outlives a kill of the process.
"""

import sqlite3
import threading
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from domain.instant import Instant
from notifiers.port import Attachment, Content, Outgoing

_TABLES = """
create table if not exists message (
    id integer primary key autoincrement,
    medium text not null,
    inbound integer not null,
    address text not null,
    subject text not null,
    text text not null,
    html text not null,
    unsubscribe_url text not null,
    message_id text,
    attempt integer,
    at integer not null
);
create index if not exists message_by_identity on message (message_id, attempt);
create index if not exists message_by_address on message (medium, address, id);
create table if not exists attachment (
    message integer not null references message (id),
    filename text not null,
    content_type text not null,
    content blob not null
);
create index if not exists attachment_by_message on attachment (message);
"""

_COLUMNS = "id, medium, inbound, address, subject, text, html, unsubscribe_url, message_id, attempt, at"


@dataclass(frozen=True, kw_only=True)
class SimulatedMessage:
    """One message: to a client, or from one (`inbound`). `at` is when it was sent."""

    id: int
    medium: str
    inbound: bool
    address: str = field(repr=False)
    content: Content
    unsubscribe_url: str = field(repr=False)
    message_id: UUID | None
    attempt: int | None
    at: Instant


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """All that one number or address sent and received, oldest first."""

    medium: str
    address: str = field(repr=False)
    messages: tuple[SimulatedMessage, ...]


class SimulatedProvider:
    """Opens the file, or makes it. Safe to share between threads; `close` it when all is done."""

    def __init__(self, path: Path) -> None:
        self._turn = threading.Lock()
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
        self._database.execute("pragma journal_mode = wal")
        self._database.execute("pragma synchronous = normal")
        self._database.executescript(_TABLES)

    def accept(self, medium: str, outgoing: Outgoing) -> int:
        """Keep one message to a client; returns its number here."""
        return self._keep(
            (medium, False, outgoing.to, outgoing.unsubscribe_url, str(outgoing.message_id), outgoing.attempt),
            outgoing.content,
            outgoing.now,
        )

    def record_inbound(self, number: str, text: str, at: Instant, medium: str = "sms") -> int:
        """Keep what a client wrote, for the demo's page to show; returns its number here."""
        return self._keep((medium, True, number, "", None, None), Content(text=text), at)

    def find(self, message_id: UUID, attempt: int) -> int | None:
        """Return the number of the message that this very attempt left here, the first if there are several."""
        query = "select min(id) from message where message_id = ? and attempt = ?"
        with self._turn, closing(self._database.execute(query, (str(message_id), attempt))) as cursor:
            found: int | None = cursor.fetchone()[0]
        return found

    def holds(self, number: int) -> bool:
        """Say whether there is a message of this number."""
        with self._turn, closing(self._database.execute("select 1 from message where id = ?", (number,))) as cursor:
            return cursor.fetchone() is not None

    def messages(self, to: str | None = None) -> list[SimulatedMessage]:
        """Return what was sent to clients, oldest first: all of it, or to one number or address."""
        return [message for message in self._read(to) if not message.inbound]

    def conversations(self) -> list[Conversation]:
        """Return every number and address with its messages; who heard or wrote last comes first."""
        threads: dict[tuple[str, str], list[SimulatedMessage]] = {}
        for message in self._read(None):
            threads.setdefault((message.medium, message.address), []).append(message)
        newest_first = sorted(threads.items(), key=lambda thread: thread[1][-1].id, reverse=True)
        return [Conversation(medium=m, address=a, messages=tuple(kept)) for (m, a), kept in newest_first]

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        with self._turn:
            self._database.close()

    def _keep(self, identity: tuple[object, ...], content: Content, at: Instant) -> int:
        with self._turn:
            self._database.execute("begin immediate")
            # The context commits, or takes back everything.
            with self._database:
                number = self._database.execute(
                    "insert into message (medium, inbound, address, unsubscribe_url, message_id, attempt,"
                    " subject, text, html, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (*identity, content.subject, content.text, content.html, at),
                ).lastrowid
                self._database.executemany(
                    "insert into attachment values (?, ?, ?, ?)",
                    [(number, kept.filename, kept.content_type, kept.content) for kept in content.attachments],
                )
        assert number is not None
        return number

    def _read(self, address: str | None) -> list[SimulatedMessage]:
        where, values = ("", ()) if address is None else ("where address = ?", (address,))
        with self._turn:
            rows = self._database.execute(f"select {_COLUMNS} from message {where} order by id", values).fetchall()
            files = self._database.execute(
                "select message, filename, content_type, content from attachment"
                f" where message in (select id from message {where}) order by rowid",
                values,
            ).fetchall()
        attached: dict[int, list[Attachment]] = {}
        for message, filename, content_type, content in files:
            kept = Attachment(filename=filename, content_type=content_type, content=content)
            attached.setdefault(message, []).append(kept)
        return [_message(row, tuple(attached.get(row[0], ()))) for row in rows]


def _message(
    row: tuple[int, str, int, str, str, str, str, str, str | None, int | None, int], files: tuple[Attachment, ...]
) -> SimulatedMessage:
    number, medium, inbound, address, subject, text, html, unsubscribe_url, message_id, attempt, at = row
    return SimulatedMessage(
        id=number,
        medium=medium,
        inbound=bool(inbound),
        address=address,
        content=Content(text=text, subject=subject, html=html, attachments=files),
        unsubscribe_url=unsubscribe_url,
        message_id=UUID(message_id) if message_id else None,
        attempt=attempt,
        at=Instant(at),
    )
