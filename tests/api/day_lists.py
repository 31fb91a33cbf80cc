"""The lists of the clinic's day over real views, which a test brings up to date by asking."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import ColumnElement, Table
from sqlalchemy.engine import RowMapping

from projections.catalogue import Catalogue
from projections.day_lists import DayLists
from projections.engine import views_engine
from projections.follower import Follower
from store.application import EventLog
from store.keys import Keystore


class FollowedDay(DayLists):
    """Takes in what the log holds before each answer; nothing is made before the first one."""

    def __init__(self, directory: Path, log: EventLog, keystore: Keystore) -> None:
        super().__init__(views_engine(directory), log)
        self._follower = Follower(log, self._engine, Catalogue(log, keystore).views)
        self._prepared = False

    def courses_of(self, client: UUID) -> list[UUID]:
        self._follow()
        return super().courses_of(client)

    def close(self) -> None:
        self._engine.dispose()

    def _page(
        self, table: Table, wanted: Sequence[ColumnElement[bool]], after: UUID | None, limit: int
    ) -> list[RowMapping]:
        self._follow()
        return super()._page(table, wanted, after, limit)

    def _follow(self) -> None:
        if not self._prepared:
            self._follower.prepare()
            self._prepared = True
        self._follower.catch_up()
