"""Older forms of events, brought to the present one as they are read. What is stored never changes.

A new field has a default and needs nothing here. A breaking change is a new topic, and one step from
the old topic: a pure function from the old map of values to the new one. Steps chain.

After an erasure the map lacks the personal values: reading one with `[...]` gives the stand-in, so
a step reads with `values["name"]` and drops with `values.pop("name", None)`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from domain.erased import ERASED

Step = tuple[str, Callable[[dict[str, Any]], dict[str, Any]]]
"""The topic that a step leads to, and the step."""

STEPS: Mapping[str, Step] = {}
"""Every step by the topic that it starts from."""


def stored_as(topics: Iterable[str], steps: Mapping[str, Step] = STEPS) -> frozenset[str]:
    """Return the topics that an event of one of these may be stored under: these, and every older one of theirs."""
    found = frozenset(topics)
    older = frozenset(topic for topic, (newer, _) in steps.items() if newer in found)
    return found if older <= found else stored_as(found | older, steps)


class ErasedValues(dict[str, Any]):
    """The readable values of an event whose personal ones are gone."""

    __slots__ = ()

    def __missing__(self, name: str) -> Any:
        return ERASED


def upcast(topic: str, values: dict[str, Any], steps: Mapping[str, Step]) -> tuple[str, dict[str, Any]]:
    """Return the present topic and values of what was stored."""
    while topic in steps:
        topic, step = steps[topic]
        values = step(values)
    return topic, values
