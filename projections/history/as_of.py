"""As of when a history is read: a position of the log, named as such or by an instant."""

from domain.errors import Invalid
from domain.instant import Instant, parse
from store.application import EventLog

_EXPECTED = "an RFC 3339 date and time with its offset, such as 2026-03-30T08:00:00Z"


def position_of(log: EventLog, *, as_of: str | None = None, at: int | None = None) -> int | None:
    """Return the position that a reader asks for: None for the present, 0 for before the first row.

    `as_of` is an RFC 3339 instant: everything recorded up to it, that instant included, was known. `at`
    is a position itself.

    Raises:
        Invalid: `as_of` is of another form, `at` is no position that the log has reached, or both are given.
    """
    if as_of is not None and at is not None:
        raise Invalid(field="as_of", expected="an instant or a position (at), not both")
    if as_of is not None:
        return log.position_at(_instant(as_of))
    head = log.head()
    if at is not None and not 1 <= at <= head:
        raise Invalid(field="at", expected=f"a position of the log, 1 to {head}")
    return at


def _instant(text: str) -> Instant:
    try:
        return parse(text)
    except (ValueError, OverflowError) as wrong:
        raise Invalid(field="as_of", expected=_EXPECTED) from wrong
