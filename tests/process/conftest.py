"""A clinic that is served by processes of its own, for each test: on SQLite by one, on PostgreSQL by three."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import pg
from tests.process.clinic import Clinic


@pytest.fixture
def start() -> str:
    """When the clinic's time begins; a module says otherwise by a fixture of its own."""
    return "2026-03-16T09:00:00Z"


@pytest.fixture
def failpoints() -> list[str]:
    """Where a process ends itself, one for each life."""
    return []


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


@pytest.fixture
def clinic(tmp_path: Path, database: str, start: str, failpoints: list[str]) -> Iterator[Clinic]:
    directory = tmp_path / "clinic"
    url = f"sqlite:///{directory}" if database == "sqlite" else pg.server().fresh_database()
    made = Clinic(directory, url, start)
    made.failpoints.extend(failpoints)
    try:
        made.open()
        yield made
    finally:
        made.close()
