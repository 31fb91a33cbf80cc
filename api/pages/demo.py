"""The demo's routes, with who may call them: anybody on this machine (`origin`), and only where the demo is served."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from litestar import Response
from litestar.handlers import HTTPRouteHandler

from api import problems
from api.pages.control import Controls
from api.pages.desk import Desk
from api.pages.looks import Looks
from api.pages.origin import from_this_machine
from api.pages.render import Pages
from api.pages.static import FILES, file
from api.policy import Opens, Policy
from api.route import Call
from domain.errors import InterludeError

Handle = Callable[[Call], Awaitable[Response[Any]]]

_LINE = "/phones/{medium:str}/{line:uuid}"
PAGES = (
    "/",
    "/phones",
    _LINE,
    f"{_LINE}/files/{{number:int}}/{{index:int}}",
    "/courses/{course:uuid}",
    "/messages/{message:uuid}",
)
STATIC = tuple(f"/pages/{name}" for name in FILES)
STEPS = ("/demo/step", "/demo/run", "/demo/settle", "/demo/reply")
SIGHTS = ("/demo/state", "/demo/messages")


def _template(path: str) -> str:
    for kind in (":str", ":uuid", ":int"):
        path = path.replace(kind, "")
    return path


POLICY: Policy = {
    **{("GET", _template(path)): Opens.PUBLIC for path in (*PAGES, *STATIC, *SIGHTS)},
    **{("POST", path): Opens.PUBLIC for path in STEPS},
}
"""The demo's rows of the policy: they join the table only where the demo's handlers do."""


def handlers(desk: Desk) -> list[HTTPRouteHandler]:
    """Return the demo's pages and controls over a desk."""
    pages = Pages(desk)
    looks, controls = Looks(desk, pages), Controls(desk)
    shown = (looks.home, looks.phones, looks.phone, looks.file, looks.course, looks.message)
    told = (controls.state, controls.messages)
    done = (controls.step, controls.run, controls.settle, controls.reply)
    refused, form_refused = partial(_refused, pages), partial(_form_refused, pages)
    return [
        *(_handler("GET", path, handle, refused) for path, handle in zip(PAGES, shown, strict=True)),
        *(_handler("GET", path, partial(_file, path.rpartition("/")[2]), refused) for path in STATIC),
        *(_handler("GET", path, handle, problems.answer) for path, handle in zip(SIGHTS, told, strict=True)),
        *(_handler("POST", path, handle, form_refused) for path, handle in zip(STEPS, done, strict=True)),
    ]


async def _file(name: str, request: Call) -> Response[bytes]:
    return await asyncio.to_thread(file, name)


def _handler(
    method: str, path: str, handle: Handle, refused: Callable[[Call, InterludeError], Response[bytes]]
) -> HTTPRouteHandler:
    async def answer(request: Call) -> Response[Any]:
        return await handle(request)

    return HTTPRouteHandler(
        path,
        http_method=[method],  # type: ignore[list-item]
        name=f"demo {method} {path}",
        guards=[from_this_machine],
        include_in_schema=False,
        exception_handlers={InterludeError: refused},
    )(answer)


def _refused(pages: Pages, request: Call, error: InterludeError) -> Response[bytes]:
    """Answer with a page that says why; a fault of ours says nothing, as everywhere."""
    problem = problems.problem(error)
    if problem.status >= problems.INTERNAL:
        return problems.answer(request, error)
    return pages.refusal(problem.status, problem.title, problem.detail)


def _form_refused(pages: Pages, request: Call, error: InterludeError) -> Response[bytes]:
    """Answer a form with a page, and a script as the API would."""
    wants_page = "text/html" in request.headers.get("accept", "")
    return _refused(pages, request, error) if wants_page else problems.answer(request, error)
