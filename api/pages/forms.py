"""What the demo's controls are sent: JSON by scripts, forms by pages."""

import re
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qsl

import msgspec
from litestar import Request

from api import reading
from api.errors import Malformed, UnsupportedMediaType
from domain.errors import Invalid
from domain.instant import Instant, parse

FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 10
_OWN_PAGE = re.compile(r"/(?:[a-z0-9][a-z0-9/-]*)?(?:#[a-z-]+)?")

Shape = TypeVar("Shape", bound=msgspec.Struct)


class Until(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far to go: an instant in RFC 3339; where it is empty, to what is due next."""

    until: str | None = None

    def instant(self) -> Instant | None:
        """Return the instant.

        Raises:
            Invalid: it is of another form.
        """
        if not self.until:
            return None
        try:
            return parse(self.until)
        except ValueError:
            raise Invalid(field="until", expected="an instant, such as 2026-03-30T08:00:00Z") from None


class Reply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text from a number to the clinic."""

    number: str
    text: str


@dataclass(frozen=True)
class Sent(Generic[Shape]):
    """What was sent; `back` is the page that a form leads back to, None for a script."""

    content: Shape
    back: str | None


async def sent(request: Request[Any, Any, Any], shape: type[Shape]) -> Sent[Shape]:
    """Return what a control was sent; an empty body is the shape with nothing given.

    Raises:
        UnsupportedMediaType, Malformed, Invalid.
    """
    body = await request.body()
    kind = request.content_type[0]
    if kind == FORM:
        return _form(body, shape)
    if kind == reading.JSON or not body:
        return Sent(reading.decoded(body or b"{}", shape), back=None)
    raise UnsupportedMediaType(expected=f"{reading.JSON} or {FORM}")


def _form(body: bytes, shape: type[Shape]) -> Sent[Shape]:
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise Malformed(what="body", expected="a form in UTF-8") from None
    fields = dict(pairs)
    back = fields.pop("back", "/")
    if not _OWN_PAGE.fullmatch(back):
        raise Invalid(field="back", expected="the address of a page of the demo")
    return Sent(reading.decoded(msgspec.json.encode(fields), shape), back=back)
