"""The pages that one looks at: the front page, phones, courses, and why a message went or not."""

import asyncio
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response

from api import reading
from api.pages.course import by_session, rings
from api.pages.desk import Desk
from api.pages.plot import plot
from api.pages.render import Pages
from api.pages.scores import scores
from api.route import Call
from domain.errors import Invalid, NotFound
from domain.instant import iso, parse
from domain.values import Wall

_RECENT = 12
_OPENED = "course.opened.v1"


class AsKnown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """As known when: an instant, or a local time in `zone`; or a position of the log."""

    as_of: str | None = None
    at: int | None = None
    zone: str | None = None

    def instant(self) -> str | None:
        """Return the instant in RFC 3339; None where none was given.

        Raises:
            Invalid: it is of another form.
        """
        if not self.as_of:
            return None
        try:
            read = datetime.fromisoformat(self.as_of)
            local = read.tzinfo is None and self.zone
            return iso(Wall(local=read, zone=self.zone or "").instant() if local else parse(self.as_of))
        except ValueError:
            raise Invalid(field="as_of", expected="a date and time, such as 2026-03-30T08:00:00Z") from None


class Looks:
    """The handlers of the pages."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    async def home(self, request: Call) -> Response[bytes]:
        """Show the front page."""
        return await asyncio.to_thread(lambda: self._pages.page("home.html", "/", home=self._desk.home()))

    async def phones(self, request: Call) -> Response[bytes]:
        """Show all phones and mailboxes."""

        def look() -> Response[bytes]:
            desk = self._desk
            return self._pages.page("phones.html", "/phones", threads=desk.threads(), providers=desk.providers)

        return await asyncio.to_thread(look)

    async def phone(self, request: Call) -> Response[bytes]:
        """Show one phone or mailbox."""
        medium, line = request.path_params["medium"], request.path_params["line"]

        def look() -> Response[bytes]:
            phone = self._desk.phone(medium, line)
            here = f"/phones/{medium}/{line}"
            return self._pages.page("phone.html", here, phone=phone, providers=self._desk.providers)

        return await asyncio.to_thread(look)

    async def file(self, request: Call) -> Response[bytes]:
        """Hand over a file that came with an email."""
        asked = request.path_params

        def look() -> Response[bytes]:
            bubbles = self._desk.phone(asked["medium"], asked["line"]).bubbles
            files = next((bubble.files for bubble in bubbles if bubble.number == asked["number"]), ())
            if not 0 <= asked["index"] < len(files):
                raise NotFound(what="file")
            found = files[asked["index"]]
            named = {"Content-Disposition": f'attachment; filename="{found.filename}"'}
            kind = found.content_type.partition(";")[0]
            return Response(found.content, media_type=kind, headers=named)

        return await asyncio.to_thread(look)

    async def course(self, request: Call) -> Response[bytes]:
        """Show a course, now or as it was known."""
        known = reading.query(request, AsKnown)
        return await asyncio.to_thread(partial(self._course, request.path_params["course"], known))

    def _course(self, course: UUID, known: AsKnown) -> Response[bytes]:
        as_of = known.instant()
        if as_of is not None and parse(as_of) > self._desk.now():
            raise Invalid(field="as_of", expected="a time that has passed")
        case = self._desk.course(course, as_of=as_of, at=known.at)
        messages = list(reversed(case["messages"]))
        facts = case["course"]
        phases = self._desk.phases(facts["protocol"], facts["protocol_version"])
        progress = self._desk.progress(course, case["header"]["position"])
        shown: dict[str, Any] = {
            "case": case,
            "phase": phases.get(facts["phase"], facts["phase"]),
            "phases": phases,
            "progress": progress,
            "plots": scores(progress),
            "held": by_session(case),
            "circle": rings(case["network"]["people"]),
            "begins": next(one["position"] for one in case["timeline"] if one["topic"] == _OPENED),
            "then": as_of or (case["header"]["recorded_at"] if known.at is not None else None),
            "plot": plot(case["check_ins"]),
            "recent": messages[:_RECENT],
            "earlier": messages[_RECENT:],
            "lines": self._lines(case["client"]["contact"]),
        }
        return self._pages.page("course.html", f"/courses/{course}", **shown)

    def _lines(self, contact: Any) -> list[tuple[str, UUID]]:
        """Return the phone and the mailbox of a contact; an erased one has none."""
        if not isinstance(contact, dict):
            return []
        used = (("sms", contact["phone"]), ("email", contact["email"]))
        return [(medium, self._desk.line_of(address)) for medium, address in used if address]

    async def message(self, request: Call) -> Response[bytes]:
        """Show why a message went or did not go."""
        message = request.path_params["message"]

        def look() -> Response[bytes]:
            return self._pages.page("message.html", f"/messages/{message}", history=self._desk.message(message))

        return await asyncio.to_thread(look)
