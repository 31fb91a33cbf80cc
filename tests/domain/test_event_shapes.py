"""The stored form of every event type is frozen: a log that was written once must be read for ever.

A red test here means that rows which exist would no longer be read, or would no longer be written, as they
were. A new field needs a default, and is pinned by a topic of its own only if old rows cannot do without it.

To freeze the shape of a *new* event type, give it an example in `tests/examples.py` and run

    INTERLUDE_FREEZE_SHAPES=1 python -m pytest tests/domain/test_event_shapes.py

which adds what is missing to `shapes/events.json` and never changes what stands there.
"""

import json
import os
from pathlib import Path

import pytest

from domain.event import REGISTRY, Event
from store.messagepack import MessagePack
from store.plan import plan_of
from tests.examples import EXAMPLES, topics

FILE = Path(__file__).parent / "shapes" / "events.json"
BY_TOPIC = {event.topic: event for event in EXAMPLES}

Shape = dict[str, str]


def shape(event: Event) -> Shape:
    """The two maps of an event as the log stores them: the readable one, and the personal one before it is sealed."""
    plan, code = plan_of(type(event)), MessagePack()
    maps = {"readable": plan.clear, "personal": plan.sealed}
    return {
        name: code.encode({field: getattr(event, field) for field in fields}).hex() for name, fields in maps.items()
    }


def freeze_what_is_new() -> None:
    """Add the shapes of event types that have none; called only where the environment asks for it."""
    known: dict[str, Shape] = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    new = {topic: shape(event) for topic, event in BY_TOPIC.items() if topic not in known}
    FILE.write_text(json.dumps(known | new, indent=1, sort_keys=True) + "\n", "utf-8")


if os.environ.get("INTERLUDE_FREEZE_SHAPES"):
    freeze_what_is_new()

FROZEN: dict[str, Shape] = json.loads(FILE.read_text("utf-8"))


def test_no_topic_comes_or_goes_unnoticed() -> None:
    assert sorted(FROZEN) == topics()


def test_every_event_type_has_one_example() -> None:
    assert sorted(event.topic for event in EXAMPLES) == topics()


@pytest.mark.parametrize("topic", sorted(FROZEN))
def test_an_event_is_written_as_it_ever_was(topic: str) -> None:
    assert shape(BY_TOPIC[topic]) == FROZEN[topic]


@pytest.mark.parametrize("topic", sorted(FROZEN))
def test_what_was_written_once_is_read_back_as_the_same_event(topic: str) -> None:
    code = MessagePack()
    values = {
        name: value for part in FROZEN[topic].values() for name, value in code.decode(bytes.fromhex(part)).items()
    }
    assert plan_of(REGISTRY[topic]).event(values) == BY_TOPIC[topic]


@pytest.mark.parametrize("topic", sorted(FROZEN))
def test_an_example_leaves_no_field_empty(topic: str) -> None:
    event = BY_TOPIC[topic]
    assert not [name for name in event.__struct_fields__ if getattr(event, name) in (None, "", [])]
