"""Reading requests strictly: what is not of the form that was asked for is refused and its field named."""

import re
from typing import Any, TypeVar
from urllib.parse import parse_qsl

import msgspec
from litestar import Request

from api.errors import Malformed, UnsupportedMediaType
from domain.errors import Invalid

Shape = TypeVar("Shape")

JSON = "application/json"
MOST_PARAMETERS = 20

# \u0000 behind an even number of backslashes: the escape itself, not a text that speaks of it.
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_FIELD = re.compile(r"`([^`]{1,64})`")

_PLAINER = {
    "Invalid enum value": "not one of the values that this field takes",
    "Invalid RFC3339 encoded datetime": "expected a date and time to the second, such as 2026-03-30T09:00:00",
    "Invalid RFC3339 encoded time": "expected a time of day to the second, such as 18:30:00",
    "Invalid RFC3339 encoded date": "expected a date, such as 2026-03-30",
}
"""What msgspec says, and what helps more (and does not repeat what was sent)."""


async def body(request: Request[Any, Any, Any], shape: type[Shape]) -> Shape:
    """Return the body of a request as a struct.

    Raises:
        UnsupportedMediaType, Malformed: it is no JSON.
        Invalid: it is not of this shape; the field is named.
    """
    if request.content_type[0] != JSON:
        raise UnsupportedMediaType(expected=JSON)
    return decoded(await request.body(), shape)


def decoded(content: bytes, shape: type[Shape]) -> Shape:
    """Return JSON as a struct; raises as `body` does."""
    if _NUL.search(content):
        raise Malformed(what="body", expected="no NUL characters")
    try:
        return msgspec.json.decode(content, type=shape)
    except msgspec.ValidationError as wrong:
        raise _invalid(wrong) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        # Not chained: the cause holds the body.
        raise Malformed(what="body", expected="JSON in UTF-8, not deeply nested") from None


def query(request: Request[Any, Any, Any], shape: type[Shape]) -> Shape:
    """Return the query of a request as a struct.

    Raises:
        Malformed: it is not UTF-8, has NUL characters, or more parameters than any route.
        Invalid: a parameter is unknown, given twice or not of its form.
    """
    text = request.scope["query_string"].decode("latin-1")
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except ValueError:
        raise Malformed(what="query", expected=f"at most {MOST_PARAMETERS} parameters in UTF-8") from None
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Invalid(field="query", expected="each parameter once")
    if any("\0" in part for pair in pairs for part in pair):
        raise Malformed(what="query", expected="no NUL characters")
    try:
        return msgspec.convert(found, shape, strict=False)
    except msgspec.ValidationError as wrong:
        raise _invalid(wrong) from None


def _invalid(wrong: msgspec.ValidationError) -> Invalid:
    """Return msgspec's finding with the field in front: what was sent is named at most by the name of a field."""
    said, _, path = str(wrong).partition(" - at `$")
    field = path.strip("`.")
    named = _FIELD.search(said)
    if named and said.startswith(("Object missing", "Object contains unknown")):
        field = f"{field}.{named[1]}".lstrip(".")
        said = "expected, but missing" if "missing" in said else "not a field that is known here"
    said = next((plainer for begins, plainer in _PLAINER.items() if said.startswith(begins)), said)
    return Invalid(field=field or "body", expected=said[:1].lower() + said[1:])
