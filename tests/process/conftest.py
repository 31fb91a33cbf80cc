"""A clinic that is served by a process of its own, for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.process.clinic import Clinic


@pytest.fixture
def start() -> str:
    """When the clinic's time begins; a module says otherwise by a fixture of its own."""
    return "2026-03-16T09:00:00Z"


@pytest.fixture
def failpoints() -> list[str]:
    """Where the process ends itself, one for each of its lives."""
    return []


@pytest.fixture
def clinic(tmp_path: Path, start: str, failpoints: list[str]) -> Iterator[Clinic]:
    made = Clinic(tmp_path / "clinic", start)
    made.failpoints.extend(failpoints)
    try:
        made.open()
        yield made
    finally:
        made.close()
