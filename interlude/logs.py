"""Logs: one JSON object a line on standard error, with fields that can hold nothing personal."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = frozenset(
    {
        "attempt", "code", "command", "event", "fault", "id", "level", "message", "method", "position", "provider",
        "route", "status", "timestamp", "topic", "view", "where",
    }
)  # fmt: skip
"""Fields that a line may have; any other is left out, whoever put it there."""


def _allowed(_: object, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {name: value for name, value in line.items() if name in ALLOWED}


def configure_logs() -> None:
    """Have structlog and the standard library's logging write such lines."""
    stamps: list[Any] = [structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)]
    structlog.configure(
        processors=[*stamps, _allowed, structlog.processors.JSONRenderer()],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[_without_text, _allowed, structlog.processors.JSONRenderer()], foreign_pre_chain=stamps
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def _without_text(_: object, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Name where a library's line came from, not what it says: that may quote a number or an address."""
    record: logging.LogRecord = line["_record"]
    fault = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
    return {**line, "event": record.name, "where": f"{record.module}:{record.lineno}", "fault": fault}
