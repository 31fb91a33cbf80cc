"""The OpenAPI 3.1 description, made from the very table that the handlers are made from."""

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import msgspec

from api.conditions import LONGEST_WAIT, WAIT_SECONDS
from api.policy import Opens, Policy, opens
from api.problems import MEDIA_TYPE, Problem
from api.route import Route

Json = dict[str, Any]

_REFS = "#/components/schemas/{name}"

_COMMAND_HEADERS: Sequence[Json] = (
    {
        "name": "If-Match",
        "in": "header",
        "required": False,
        "description": "The ETag of what is to be changed, as it was read: refused with 412 if it has changed since.",
        "schema": {"type": "string"},
    },
    {
        "name": "Prefer",
        "in": "header",
        "required": False,
        "description": f"`wait=N`: let the answer wait up to N seconds (at most {LONGEST_WAIT:.0f}, by default "
        f"{WAIT_SECONDS:.0f}) until lists show what was done.",
        "schema": {"type": "string"},
    },
)


def document(routes: Sequence[Route], policy: Policy, version: str) -> Json:
    """Return the description of the routes, ready for JSON."""
    shapes = _Shapes(routes)
    paths: dict[str, Json] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, policy, shapes)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Interlude",
            "version": version,
            "description": "Courses of Interpersonal Therapy: clients, sessions, reminders, check-ins, histories.",
        },
        "paths": paths,
        "components": {
            "schemas": shapes.components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


class _Shapes:
    """The JSON schemas of every type that a route speaks of."""

    def __init__(self, routes: Iterable[Route]) -> None:
        asked = [shape for route in routes for shape in (route.takes, route.asks, route.answers) if shape is not None]
        kinds: list[Any] = [Problem]
        for kind in asked:
            if kind not in kinds:
                kinds.append(kind)
        schemas, self.components = msgspec.json.schema_components(kinds, ref_template=_REFS)
        self._by_kind = list(zip(kinds, schemas, strict=True))

    def of(self, kind: Any) -> Json:
        """Return the schema of a type, a reference where it has a name."""
        return next(schema for known, schema in self._by_kind if known == kind)

    def fields(self, kind: Any) -> Mapping[str, Json]:
        """Return the schemas of the fields of a struct."""
        name = self.of(kind)["$ref"].rpartition("/")[2]
        fields: Mapping[str, Json] = self.components[name]["properties"]
        return fields


def _operation(route: Route, policy: Policy, shapes: _Shapes) -> Json:
    needed = opens(policy, route.method, route.path)
    operation: Json = {
        "operationId": route.name,
        "summary": route.summary,
        "parameters": _parameters(route, shapes),
        "responses": _responses(route, needed, shapes),
        "security": [] if needed is Opens.PUBLIC else [{"token": []}],
    }
    if needed is not Opens.PUBLIC:
        operation["description"] = f"Needs {needed}." if needed is Opens.ANY_TOKEN else f"Needs the scope {needed}."
    if route.takes is not None:
        operation["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": shapes.of(route.takes)}},
        }
    if route.form:
        fields = {"type": "object", "additionalProperties": {"type": "string"}}
        operation["requestBody"] = {"content": {"application/x-www-form-urlencoded": {"schema": fields}}}
    return operation


def _parameters(route: Route, shapes: _Shapes) -> list[Json]:
    found: list[Json] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
        for name in route.parameters
    ]
    if route.asks is not None:
        found += [
            {"name": name, "in": "query", "required": False, "schema": schema}
            for name, schema in shapes.fields(route.asks).items()
        ]
    if route.command:
        found += [_key(required=route.method == "POST"), *_COMMAND_HEADERS]
    return found


def _key(*, required: bool) -> Json:
    return {
        "name": "Idempotency-Key",
        "in": "header",
        "required": required,
        "description": "Chosen anew for each thing that you do. Sent again with the same body, nothing is done twice.",
        "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
    }


def _responses(route: Route, needed: Opens | None, shapes: _Shapes) -> Json:
    success: Json = {"description": HTTPStatus(route.status).phrase, "headers": _headers(route)}
    if route.answers is not None:
        success["content"] = {route.media: {"schema": shapes.of(route.answers)}}
    found = {str(route.status): success}
    for status, words in route.others.items():
        found[str(status)] = success | {"description": words}
    for status in _refusals(route, needed):
        content = {MEDIA_TYPE: {"schema": shapes.of(Problem)}}
        found.setdefault(str(status), {"description": HTTPStatus(status).phrase, "content": content})
    return found


def _refusals(route: Route, needed: Opens | None) -> Iterable[int]:
    yield from (400, 500)
    if needed is not Opens.PUBLIC:
        yield from (401, 403, 503)
    if route.parameters:
        yield 404
    if route.asks is not None:
        yield 422
    if route.takes is not None:
        yield from (404, 409, 413, 415, 422)
    if route.command:
        yield 412
    if route.form:
        yield from (403, 413, 422, 503)
    if route.answers is not None and route.versioned and route.method == "GET":
        yield 409


def _headers(route: Route) -> Json:
    text = {"schema": {"type": "string"}}
    found: Json = {}
    if route.versioned:
        found["ETag"] = {"description": "The version of what this speaks of."} | text
    if route.located:
        found["Location"] = {"description": "Where it can be read."} | text
    if route.command:
        found["Idempotency-Replayed"] = {"description": "`true` where it had been done before."} | text
    return found
