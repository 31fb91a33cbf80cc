"""What a `postgresql://USER@HOST:PORT/DATABASE` address says: everything that libpq understands in one."""

from collections.abc import Mapping

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from store.errors import MalformedAddress

SCHEMES = ("postgresql://", "postgres://")

# A peer that is silent for ten seconds is gone: a caller must hear of it while somebody still waits for the answer.
_UNLESS_SAID: Mapping[str, str | int | None] = {
    "application_name": "interlude",
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


def is_postgres(url: str) -> bool:
    """Tell whether an address is of this kind."""
    return url.startswith(SCHEMES)


def conninfo(url: str) -> str:
    """Return what libpq is told; it holds the password, so it is never shown.

    Raises:
        MalformedAddress: libpq cannot read it.
    """
    try:
        given = conninfo_to_dict(url)
    except psycopg.Error:
        # The driver's words quote the address, password and all.
        raise MalformedAddress from None
    return make_conninfo("", **{**_UNLESS_SAID, **given})
