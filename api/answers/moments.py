"""Instants as answers show them: RFC 3339 in UTC."""

from datetime import datetime
from typing import Annotated

import msgspec

from domain.instant import Instant, moment

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""A date and time with its offset."""


def known(at: Instant | None) -> datetime | None:
    """Return the moment of an instant, if there is one."""
    return None if at is None else moment(at)
