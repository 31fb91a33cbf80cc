"""The databases that the conformance suite runs on: how to make one, and what someone with it in hand may do."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

import psycopg
import pytest

from domain.instant import Clock
from store.database import database
from store.postgres import log as postgres_log
from store.recorder import LogRecorder
from store.sqlite.connection import connect
from store.sqlite.location import events_db, keys_db
from tests import pg


class Hands(Protocol):
    """What a person does to a database beside the program. Values stand for `?`."""

    def in_log(self, statement: str, *values: Any) -> list[tuple[Any, ...]]: ...

    def in_keys(self, statement: str, *values: Any) -> list[tuple[Any, ...]]: ...

    def unbelt(self) -> None: ...

    def holding_the_lock(self) -> Any: ...

    def content(self) -> list[Any]: ...


class SqliteHands:
    def __init__(self, url: str) -> None:
        self._url = url

    def in_log(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._run(events_db(self._url), statement, values)

    def in_keys(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._run(keys_db(self._url), statement, values)

    def unbelt(self) -> None:
        for trigger in ("changed", "deleted"):
            self.in_log(f"DROP TRIGGER events_are_never_{trigger}")

    @contextmanager
    def holding_the_lock(self) -> Iterator[None]:
        with closing(connect(events_db(self._url))) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")

    def content(self) -> list[Any]:
        with closing(connect(events_db(self._url))) as connection:
            return list(connection.iterdump())

    def _run(self, path: Path, statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        bound = [value.bytes if isinstance(value, UUID) else value for value in values]
        with closing(connect(path)) as connection:
            return connection.execute(statement, bound).fetchall()


class PostgresHands:
    def __init__(self, url: str) -> None:
        self._url = url

    def in_log(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._run("public", statement, values)

    def in_keys(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._run("keystore", statement, values)

    def unbelt(self) -> None:
        self.in_log("DROP TRIGGER events_are_never_changed ON events")

    @contextmanager
    def holding_the_lock(self) -> Iterator[None]:
        with psycopg.connect(self._url) as other:
            other.execute(postgres_log.LOCK)
            yield
            other.rollback()

    def content(self) -> list[Any]:
        columns = "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = ?"
        return [
            *sorted(self.in_log(columns, "public")),
            *sorted(self.in_log(columns, "keystore")),
            *self.in_log("SELECT * FROM events ORDER BY position"),
            *sorted(self.in_log("SELECT * FROM meta")),
        ]

    def _run(self, schema: str, statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(f"SET search_path TO {schema}")
            cursor = connection.execute(statement.replace("?", "%s"), values)
            return cursor.fetchall() if cursor.description else []


def hands_on(url: str) -> Hands:
    return SqliteHands(url) if url.startswith("sqlite") else PostgresHands(url)


def sqlite_address(directory: Path) -> str:
    return f"sqlite:///{directory / 'var'}"


def postgres_address(_: Path) -> str:
    return pg.server().fresh_database()


ADDRESSES: dict[str, Callable[[Path], str]] = {"sqlite": sqlite_address, "postgresql": postgres_address}
"""How to make a fresh address of each, without tables; whoever asks has a directory of their own to offer."""

on_sqlite = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
on_postgres = pytest.mark.parametrize("url", ["postgresql"], indirect=True)


def recorder_at(url: str, clock: Clock) -> LogRecorder:
    """Open the recorder of an address, as the factory does."""
    return database(url).recorder(clock)
