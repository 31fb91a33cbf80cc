"""The tables of the views. Disposable: dropped and filled again from the log whenever their form changes."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, String, Table
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

FORM = 3
"""Raised whenever a table, or what is put into it, changes: views of another form are built again."""

views = MetaData()


class Id(TypeDecorator[UUID]):
    """A UUID as its sixteen bytes, on every database."""

    impl = LargeBinary(16)
    cache_ok = True

    # The processors themselves, not what they are usually made of: a rebuild calls them a million times.

    def bind_processor(self, dialect: Dialect) -> Callable[[UUID | None], bytes | None]:
        """Return what gives the bytes."""
        return _bytes

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[bytes | None], UUID | None]:
        """Return what gives the UUID."""
        return _uuid


def _bytes(value: UUID | None) -> bytes | None:
    return value.bytes if value is not None else None


def _uuid(value: bytes | None) -> UUID | None:
    return UUID(bytes=bytes(value)) if value is not None else None


followed = Table(
    "followed",
    views,
    Column("name", String, primary_key=True),
    Column("form", Integer, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("settled", BigInteger, nullable=False),
)
"""How far the views have followed the log, and up to where every dirty subject has been worked off."""

dirty = Table(
    "dirty",
    views,
    Column("view", String, primary_key=True),
    Column("subject", Id, primary_key=True),
)
"""Subjects that a derivation has yet to compute anew."""

quarantine = Table(
    "quarantine",
    views,
    Column("view", String, primary_key=True),
    Column("subject", Id, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("topic", String, nullable=False),
    Column("fault", String, nullable=False),
)
"""What a view could not take in: shown to whoever runs the program, while the rest goes on."""

courses = Table("courses", views, Column("course", Id, primary_key=True), Column("client", Id, nullable=False))
"""Which courses a client has."""

Index("courses_by_client", courses.c.client)

due = Table(
    "due",
    views,
    Column("id", Id, primary_key=True),
    Column("command", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("course", Id),
    Column("attempt", Integer, nullable=False),
    Column("subject", Id),
)
"""What the program has to do, and when (`domain.policy.due.Due`)."""

Index("due_by_time", due.c.at)
Index("due_by_course", due.c.course)
Index("due_by_subject", due.c.subject)

caseload = Table(
    "caseload",
    views,
    Column("course", Id, primary_key=True),
    Column("client", Id, nullable=False),
    Column("phase", String, nullable=False),
    Column("protocol", String, nullable=False),
    Column("sessions_agreed", Integer, nullable=False),
    Column("sessions_counted", Integer, nullable=False),
    Column("next_session", BigInteger),
    Column("paused", Boolean, nullable=False),
    Column("outcome", String),
    Column("version", Integer, nullable=False),
)
"""Every course with where it stands; names are read from the log, where they are sealed."""

addresses = Table(
    "addresses",
    views,
    Column("line", Id, primary_key=True),
    Column("client", Id, primary_key=True),
)
"""Who uses a number or mail address, known by its keyed hash."""

Index("addresses_by_client", addresses.c.client)

sends = Table(
    "sends",
    views,
    Column("message", Id, primary_key=True),
    Column("line", Id, nullable=False),
    Column("reference", String, nullable=False),
    Column("subject", Id),
)
"""Which message a provider knows by which reference, and over which line it went."""

Index("sends_by_line", sends.c.line)
Index("sends_by_subject", sends.c.subject)

needs_person = Table(
    "needs_person",
    views,
    Column("id", Id, primary_key=True),
    Column("kind", String, nullable=False),
    Column("course", Id),
    Column("client", Id),
    Column("since", BigInteger, nullable=False),
    Column("reason", String, nullable=False),
    Column("facts", JSON, nullable=False),
)
"""What the program cannot bring to an end by itself: messages that may not have arrived, replies to be read."""
