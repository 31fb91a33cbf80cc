import asyncio
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from types import FrameType
from typing import Any

import pytest

from tests.living import Living

pytestmark = pytest.mark.anyio


@contextmanager
def database_calls_on_the_event_loop() -> Iterator[list[str]]:
    """Note each call of this thread to a database while its event loop runs."""
    seen: list[str] = []

    def watch(frame: FrameType, event: str, called: Any) -> None:
        owner = getattr(called, "__self__", None)
        if event == "c_call" and isinstance(owner, sqlite3.Connection | sqlite3.Cursor):
            seen.append(f"{called.__name__} at {frame.f_code.co_filename}:{frame.f_lineno}")

    sys.setprofile(watch)
    try:
        yield seen
    finally:
        sys.setprofile(None)


async def test_no_database_is_called_on_the_event_loop(living: Living) -> None:
    course = living.course(living.client())
    living.book(course, datetime(2026, 3, 10, 9, 0))
    living.ask_weekly(course, 2, time(18, 30))
    living.program.runner.on_settled(living.program.timer.poke)
    with database_calls_on_the_event_loop() as calls:
        living.program.timer.start()
        await living.until("2026-03-04T19:00:00Z")
        await asyncio.to_thread(living.write, "+447700900123", "7")
        await living.until("2026-03-09T12:00:00Z")
        await living.program.timer.stop()
    assert calls == []
    assert len(living.texts()) == 3


async def test_the_watch_over_the_event_loop_sees_a_call(living: Living) -> None:
    with database_calls_on_the_event_loop() as calls:
        living.record.log.head()
    assert calls
