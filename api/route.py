"""A route as data: what it takes, what it answers, and how; handlers and the OpenAPI document are made from it."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec
from litestar import Request, Response
from litestar.handlers import HTTPRouteHandler

from domain.erased import Erased

Call = Request[Any, Any, Any]
Handle = Callable[[Call], Awaitable[Response[bytes]]]

_PARAMETER = re.compile(r"{(\w+)}")


@dataclass(frozen=True, kw_only=True)
class Route:
    """One operation. Every parameter of its path is a UUID.

    `takes` is the struct of its body, `asks` that of its query, `answers` that of its answer (`dict` where
    it has no fixed form, None where there is no body), `media` the kind of the answer. `command` says
    that the headers of a command belong to it, `form` that it takes a signed form of a provider instead
    of JSON, `versioned` that it answers with an ETag, `located` that it does with a Location. `others`
    are further statuses with the same struct.
    """

    method: Literal["GET", "POST", "PUT"]
    path: str
    summary: str
    handle: Handle
    answers: Any
    status: int = 200
    takes: type[msgspec.Struct] | None = None
    asks: type[msgspec.Struct] | None = None
    media: str = "application/json"
    command: bool = False
    form: bool = False
    versioned: bool = False
    located: bool = False
    others: Mapping[int, str] = field(default_factory=dict)

    @property
    def parameters(self) -> list[str]:
        """The names of the ids in the path."""
        return _PARAMETER.findall(self.path)

    @property
    def name(self) -> str:
        """A name for the operation that no other has."""
        return f"{self.method.lower()}{_PARAMETER.sub('of', self.path).replace('/', '-').replace('.', '-')}"

    def handler(self) -> HTTPRouteHandler:
        """Return the route as Litestar takes it. Its OpenAPI is ours: it cannot say what is refused."""
        handle = self.handle

        async def answer(request: Call) -> Response[bytes]:
            return await handle(request)

        return HTTPRouteHandler(
            _litestar(self.path), http_method=[self.method], name=self.name, include_in_schema=False
        )(answer)


def handlers(routes: Sequence[Route]) -> list[HTTPRouteHandler]:
    """Return the routes as Litestar takes them, with an OPTIONS for each path.

    These come first: the one that Litestar makes itself knows only the first method of a path.
    """
    methods: dict[str, set[str]] = {}
    for route in routes:
        methods.setdefault(route.path, {"OPTIONS"}).add(route.method)
    return [*(_options(path, allowed) for path, allowed in methods.items()), *(route.handler() for route in routes)]


def _options(path: str, allowed: set[str]) -> HTTPRouteHandler:
    async def answer() -> Response[bytes]:
        return Response(b"", status_code=204, headers={"Allow": ", ".join(sorted(allowed))})

    return HTTPRouteHandler(_litestar(path), http_method=["OPTIONS"], include_in_schema=False, status_code=200)(answer)


def _litestar(path: str) -> str:
    return _PARAMETER.sub(r"{\1:uuid}", path)


def json(content: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response[bytes]:
    """Return an answer in JSON; a value that was erased reads `[erased]`."""
    encoded = msgspec.json.encode(content, enc_hook=_plain)
    return Response(encoded, status_code=status, media_type="application/json", headers=dict(headers or {}))


def _plain(value: Any) -> str:
    if isinstance(value, Erased):
        return str(value)
    raise NotImplementedError(type(value).__name__)
