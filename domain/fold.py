"""How a state comes from events: a pure function for each type of event, applied in order."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from domain.event import Entry

Rules = Mapping[Any, Callable[[Any, Any, Entry], Any]]
"""For each type of event: `(state before, or None; event; its entry) -> state after`."""


def fold(rules: Rules, entries: Iterable[Entry], state: Any = None) -> Any:
    """Return the state after the entries; an event without a rule changes nothing."""
    for entry in entries:
        rule = rules.get(type(entry.event))
        if rule is not None:
            state = rule(state, entry.event, entry)
    return state
