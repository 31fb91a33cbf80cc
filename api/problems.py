"""Every refusal as a problem (RFC 9457), and the one table that says with which status."""

import logging
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException

from api import errors
from domain.clinic.state import NotConfigured
from domain.errors import Conflict, InterludeError, Invalid, NotFound
from store.errors import KeyReused, StoreUnavailable

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
INTERNAL = 500

STATUSES: Mapping[type[InterludeError], int] = {
    errors.BadRequest: 400,
    errors.Malformed: 400,
    errors.IdempotencyKeyNeeded: 400,
    errors.Unauthenticated: 401,
    errors.ScopeMissing: 403,
    errors.Forged: 403,
    errors.NoSuchRoute: 404,
    NotFound: 404,
    errors.MethodNotAllowed: 405,
    Conflict: 409,
    NotConfigured: 409,
    errors.VersionDiffers: 412,
    errors.TooLarge: 413,
    errors.UnsupportedMediaType: 415,
    Invalid: 422,
    KeyReused: 422,
    StoreUnavailable: 503,
}
"""By the nearest class of the error. What is not here is a fault of ours, and says nothing to the caller."""

MOST_BYTES = 256 * 1024
"""A body is never larger: the longest command is a few kilobytes."""

_OF_THE_FRAMEWORK: Mapping[int, InterludeError] = {
    400: errors.BadRequest(),
    404: errors.NoSuchRoute(),
    405: errors.MethodNotAllowed(),
    413: errors.TooLarge(most=MOST_BYTES),
}


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why a request was refused. `code` never changes its meaning; `field` names what is to be put right."""

    type: str
    title: str
    status: int
    code: str
    detail: str = ""
    field: str = ""


def status_of(error: InterludeError) -> int:
    """Return the status that an error is answered with."""
    return next((STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES), INTERNAL)


def answer(request: Request[Any, Any, Any], fault: Exception) -> Response[bytes]:
    """Answer a request that raised; the app's one exception handler."""
    headers: dict[str, str] = {}
    if isinstance(fault, HTTPException) and fault.status_code in _OF_THE_FRAMEWORK:
        headers.update(fault.headers or {})
        fault = _OF_THE_FRAMEWORK[fault.status_code]
    status = status_of(fault) if isinstance(fault, InterludeError) else INTERNAL
    if status == INTERNAL or not isinstance(fault, InterludeError):
        _log(request, fault)
        return _response(_internal(), headers)
    return _response(problem(fault), headers | _headers(fault))


def problem(error: InterludeError) -> Problem:
    """Return an error as the caller reads it: the class's docstring is its title, its message the detail."""
    title = (type(error).__doc__ or type(error).__name__).partition("\n")[0]
    field = error.facts.get("field", "")
    return Problem(
        type=f"urn:interlude:problem:{error.code}",
        title=title,
        status=status_of(error),
        code=error.code,
        detail=str(error),
        field=str(field),
    )


def _internal() -> Problem:
    return Problem(
        type="urn:interlude:problem:internal", title="Something went wrong here.", status=INTERNAL, code="internal"
    )


def _headers(error: InterludeError) -> dict[str, str]:
    if isinstance(error, errors.Unauthenticated):
        return {"WWW-Authenticate": 'Bearer realm="interlude"'}
    if isinstance(error, errors.ScopeMissing):
        return {
            "WWW-Authenticate": f'Bearer realm="interlude", error="insufficient_scope", scope="{error.facts["scope"]}"'
        }
    return {"Retry-After": "1"} if isinstance(error, StoreUnavailable) else {}


def _response(found: Problem, headers: dict[str, str]) -> Response[bytes]:
    return Response(msgspec.json.encode(found), status_code=found.status, media_type=MEDIA_TYPE, headers=headers)


def _log(request: Request[Any, Any, Any], fault: Exception) -> None:
    """Note what went wrong and where, never with which words: a message of Python may quote what it choked on."""
    frames = traceback.extract_tb(fault.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "nowhere"
    template = request.scope.get("path_template", "-")
    logger.error("%s at %s, on %s %s", type(fault).__name__, place, request.method, template)
