"""The library's own test case for recorders, on every database."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from eventsourcing.tests import persistence as library

from store.migrate import migrate
from store.persistence import MachineClock
from store.recorder import LogRecorder
from tests.store.adapters import postgres_address, recorder_at, sqlite_address


class TestOnSqlite(library.ApplicationRecorderTestCase[LogRecorder]):
    def create_recorder(self) -> LogRecorder:
        url = sqlite_address(Path(self.enterContext(TemporaryDirectory())))
        migrate(url)
        return self.enterContext(closing(recorder_at(url, MachineClock())))

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestOnPostgres(library.ApplicationRecorderTestCase[LogRecorder]):
    def create_recorder(self) -> LogRecorder:
        url = postgres_address(Path())
        migrate(url)
        return self.enterContext(closing(recorder_at(url, MachineClock())))

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()
