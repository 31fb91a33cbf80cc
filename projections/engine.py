"""The database of the views."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event


def views_engine(directory: Path) -> Engine:
    """Return the engine of `views.db` in a directory: disposable, so it need not survive a power cut (NORMAL)."""
    engine = create_engine(f"sqlite:///{directory / 'views.db'}")

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, record: object) -> None:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.execute("pragma busy_timeout = 10000")

    return engine
