"""A migrated, empty log for each test, on every database."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from store.application import EventLog
from store.keys import Keystore
from store.migrate import migrate
from store.recorder import LogRecorder
from tests.store.adapters import ADDRESSES, Hands, hands_on, recorder_at
from tests.store.things import ERASURES, SteppedClock


@pytest.fixture(params=sorted(ADDRESSES))
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    address = ADDRESSES[request.param](tmp_path)
    migrate(address)
    return address


@pytest.fixture
def hands(url: str) -> Hands:
    return hands_on(url)


@pytest.fixture
def secret() -> bytes:
    return os.urandom(32)


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def keystore(url: str, secret: bytes) -> Iterator[Keystore]:
    with closing(Keystore(url, secret)) as keys:
        yield keys


@pytest.fixture
def log(url: str, keystore: Keystore, clock: SteppedClock) -> Iterator[EventLog]:
    with closing(EventLog(url, keystore, clock, erasures=ERASURES)) as opened:
        yield opened


@pytest.fixture
def recorder(url: str, clock: SteppedClock) -> Iterator[LogRecorder]:
    with closing(recorder_at(url, clock)) as opened:
        yield opened
