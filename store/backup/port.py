"""What backup and restore ask of a database. Each adapter implements it."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

Value = int | str | bytes | None
Raw = tuple[Value, ...]
"""A row as every archive holds it: the columns in order, a uuid as its 16 bytes."""


class LogFilling(Protocol):
    """The one transaction in which an empty log is filled."""

    def add_events(self, rows: Sequence[Raw]) -> None:
        """Add rows of the log: the columns that the leaf covers, then the leaf."""
        ...

    def add_receipts(self, rows: Sequence[Raw]) -> None:
        """Add receipts."""
        ...


class KeysFilling(Protocol):
    """The one transaction in which an empty key store is filled."""

    def add_keys(self, rows: Sequence[Raw]) -> None:
        """Add wrapped keys: key id, subject, wrapped, when it was made."""
        ...


class LogCopy(Protocol):
    """A log as backup and restore see it; every method raises StoreUnavailable when the database cannot."""

    def head(self) -> int:
        """Return the last position; 0 if there is none."""
        ...

    def events(self, after: int, upto: int, limit: int) -> Sequence[Raw]:
        """Return up to `limit` rows by position, after one and up to another, each with its leaf."""
        ...

    def receipts(self, after: bytes, upto: int, limit: int) -> Sequence[Raw]:
        """Return up to `limit` receipts by command id, after one, of appends up to a position."""
        ...

    def holds_after(self, position: int, topics: Sequence[str]) -> bool:
        """Tell whether an event of these topics stands after a position."""
        ...

    def filling(self) -> AbstractContextManager[LogFilling]:
        """Take the append lock of an empty log; what was added stands if the context ends well, else nothing.

        Raises:
            NotEmpty: the log has rows.
        """
        ...

    def close(self) -> None:
        """Give back the connection."""
        ...


class KeysCopy(Protocol):
    """A key store as backup and restore see it; every method raises StoreUnavailable when the database cannot."""

    def keys(self, after: bytes, limit: int) -> Sequence[Raw]:
        """Return up to `limit` wrapped keys by key id, after one."""
        ...

    def filling(self) -> AbstractContextManager[KeysFilling]:
        """Begin to fill an empty key store, as `LogCopy.filling`.

        Raises:
            NotEmpty: there are keys.
        """
        ...

    def close(self) -> None:
        """Give back the connection."""
        ...
