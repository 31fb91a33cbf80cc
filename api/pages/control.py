"""The demo's controls: its time is stepped, and its clients answer. Forms lead back to their page, scripts get JSON."""

import asyncio
from http import HTTPStatus
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response

from api import reading
from api.pages.desk import Desk
from api.pages.forms import Reply, Sent, Until, sent
from api.route import Call, json
from domain.errors import Invalid
from domain.instant import Instant, iso


class Stands(msgspec.Struct, frozen=True):
    """The demo's time after a step, and when something is due next; both RFC 3339."""

    now: str
    due: str | None


class State(msgspec.Struct, frozen=True):
    """Where the demo stands, and how much needs a person."""

    now: str
    due: str | None
    needs_person: int


class Texted(msgspec.Struct, frozen=True):
    """The inbound message that a text became."""

    inbound: UUID


class To(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose messages are asked for: a number or an address; without one everybody's."""

    to: str | None = None


class Controls:
    """The handlers of the demo's controls."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def step(self, request: Call) -> Response[Any]:
        """Go to what is due next, not beyond `until`, and do it."""
        asked = await sent(request, Until)
        await self._desk.step(asked.content.instant())
        return await self._answer(asked)

    async def run(self, request: Call) -> Response[Any]:
        """Step until an instant."""
        asked = await sent(request, Until)
        until = asked.content.instant()
        if until is None:
            raise Invalid(field="until", expected="an instant, such as 2026-03-30T08:00:00Z")
        await self._desk.run_to(until)
        return await self._answer(asked)

    async def settle(self, request: Call) -> Response[Any]:
        """Do what is due now."""
        asked = await sent(request, Until)
        await self._desk.settle()
        return await self._answer(asked)

    async def reply(self, request: Call) -> Response[Any]:
        """Text the clinic as a client, and do what comes of it."""
        asked = await sent(request, Reply)
        inbound = await self._desk.reply(asked.content.number, asked.content.text)
        return json(Texted(inbound)) if asked.back is None else _back(asked.back)

    async def state(self, request: Call) -> Response[Any]:
        """Say where the demo stands."""
        state = await asyncio.to_thread(self._desk.state)
        return json(State(now=iso(state.now), due=_told(state.due), needs_person=state.needs_person))

    async def messages(self, request: Call) -> Response[Any]:
        """List what the simulated provider was handed."""
        return json(await asyncio.to_thread(self._desk.ledger, reading.query(request, To).to))

    async def _answer(self, asked: Sent[Until]) -> Response[Any]:
        if asked.back is not None:
            return _back(asked.back)
        state = await asyncio.to_thread(self._desk.state)
        return json(Stands(now=iso(state.now), due=_told(state.due)))


def _told(at: Instant | None) -> str | None:
    return None if at is None else iso(at)


def _back(page: str) -> Response[Any]:
    """Lead back by GET, so that going back or reloading does nothing twice."""
    return Response(b"", status_code=HTTPStatus.SEE_OTHER, headers={"Location": page})
