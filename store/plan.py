"""How an event type is stored: which fields in the clear, which sealed. Worked out once a type."""

from functools import cache
from typing import Any

import msgspec

from domain.erased import ERASED
from domain.event import Event

PERSONAL = "personal"
"""The key of the state map that holds the sealed fields."""


class Plan:
    """The fields of one event type, and the way from its values to maps and back."""

    def __init__(self, kind: type[Event]) -> None:
        fields = msgspec.structs.fields(kind)
        if any(field.name == PERSONAL or field.name != field.encode_name for field in fields):
            raise TypeError(f"{kind.topic}: no field may be renamed or be called {PERSONAL!r}")
        self._kind = kind
        self._fields = fields
        self.clear = tuple(field.name for field in fields if field.name in kind.readable)
        self.sealed = tuple(field.name for field in fields if field.name not in kind.readable)
        self._stand_ins = dict.fromkeys(self.sealed, ERASED)
        self._readable = msgspec.defstruct(
            kind.__name__, [_declared(field) for field in fields if field.name in kind.readable], kw_only=True
        )

    def event(self, values: dict[str, Any]) -> Event:
        """Return the event of these plain values, converted to the declared types.

        Raises:
            msgspec.ValidationError: a value is missing or of another type.
        """
        return msgspec.convert(values, self._kind)

    def erased_event(self, readable: dict[str, Any]) -> Event:
        """Return the event of its readable values alone, with a stand-in for each personal one."""
        try:
            known = msgspec.convert(readable, self._readable)
        except msgspec.ValidationError:
            # An upcast made it from personal values that are no more.
            return self._completed(readable)
        return self._kind(**msgspec.structs.asdict(known), **self._stand_ins)

    def _completed(self, readable: dict[str, Any]) -> Event:
        values: dict[str, Any] = {}
        for field in self._fields:
            if field.name in self.sealed or (field.required and field.name not in readable):
                values[field.name] = ERASED
            elif field.name in readable:
                values[field.name] = msgspec.convert(readable[field.name], field.type)
        return self._kind(**values)


def _declared(field: msgspec.structs.FieldInfo) -> tuple[str, Any, Any]:
    """Return a field as a struct declares it, with its default if it has one."""
    if field.default_factory is not msgspec.NODEFAULT:
        return field.name, field.type, msgspec.field(default_factory=field.default_factory)
    return field.name, field.type, msgspec.field(default=field.default)


@cache
def plan_of(kind: type[Event]) -> Plan:
    """Return the plan of an event type."""
    return Plan(kind)
