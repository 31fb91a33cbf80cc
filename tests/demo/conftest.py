"""One small clinic is seeded for all; each test has a copy of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from interlude.demo.seed import make_whole
from interlude.environment import Environment
from tests.demo.clinic import CAST, HOST, PRESENT, Demo, opened


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("seeded")
    make_whole(Environment(database_url=f"sqlite:///{directory}"), directory, CAST, PRESENT, lambda now: None)
    return directory


@pytest.fixture
def directory(seeded: Path, tmp_path: Path) -> Path:
    shutil.copytree(seeded, tmp_path / "demo")
    return tmp_path / "demo"


@pytest.fixture
def demo(directory: Path) -> Iterator[Demo]:
    with opened(directory) as made:
        yield made


@pytest.fixture
def web(demo: Demo) -> Iterator[TestClient[Any]]:
    with TestClient(demo.app, base_url=HOST) as client:
        yield client
