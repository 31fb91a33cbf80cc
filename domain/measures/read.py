"""Reads an instrument from the content of a file, a bundled one or a clinic's own."""

from typing import Any

import msgspec

from domain.errors import Invalid
from domain.measures.consistency import faults
from domain.measures.instrument import Instrument


def instrument(content: dict[str, Any]) -> Instrument:
    """Return the instrument that a parsed file holds.

    Raises:
        Invalid: a field is missing, unknown, malformed or at odds with another; it is named.
    """
    name = content.get("id")
    where = f"instrument {name}" if isinstance(name, str) and name else "instrument"
    try:
        read = msgspec.convert(content, Instrument)
    except msgspec.ValidationError as wrong:
        raise Invalid(field=where, expected=str(wrong)) from wrong
    for part, expected in faults(read):
        raise Invalid(field=f"{where}: {part}", expected=expected)
    return read
