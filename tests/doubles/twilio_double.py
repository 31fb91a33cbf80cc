"""A Twilio that keeps state: it takes messages over real HTTP, lists them, reports on them, and fails on request.

It runs in a thread of its own, so the program under test may run in the same process or another. What it
posts (`report`, `deliver_inbound`), and `wait_for`, block: an asynchronous test calls them through `asyncio.to_thread`.
"""

import asyncio
import base64
import itertools
import re
import threading
from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

import httpx

from tests.doubles import twilio_shapes as shapes
from tests.doubles.twilio_faults import Fault
from tests.doubles.twilio_webhooks import inbound_fields, signed, status_fields
from tests.doubles.wire import Answer, HangUp, Request, Wire

ACCOUNT = "AC" + "a1" * 16
TOKEN = "t0ken-of-the-double"
LONGEST_BODY = 1_600
LONGEST_VALIDITY = 36_000

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
COLLECTION = f"/{shapes.VERSION}/Accounts/{ACCOUNT}/Messages.json"
ONE = re.compile(rf"/{shapes.VERSION}/Accounts/{ACCOUNT}/Messages/((?:SM|MM)[0-9a-f]{{32}})\.json")


class TwilioDouble:
    """`ledger` is what it took, oldest first; `faults` are used up by the next creates, one each.

    `route` maps a public origin to where it really listens: signatures are over the public address.
    A message is listed once it is `visible_after` old, by `clock`.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        visible_after: timedelta = timedelta(0),
        route: Mapping[str, str] | None = None,
    ) -> None:
        self.ledger: list[dict[str, Any]] = []
        self.faults: deque[Fault] = deque()
        self.opted_out: set[str] = set()
        self.list_fails = False
        self.requests: list[Request] = []
        self.clock = clock
        self.visible_after = visible_after
        self.route = dict(route or {})
        self._sids = (f"SM{number:032x}" for number in itertools.count(1))
        self._released = asyncio.Event()
        self._taken = threading.Condition()
        self._client = httpx.Client(timeout=10, trust_env=False)
        self._wire = Wire(self._handle)
        self.url = self._wire.url

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._client.close()
        self._wire.close()

    def release(self) -> None:
        """Let every hanging request be answered, now and from here on."""

        async def let_go() -> None:
            self._released.set()

        self._wire.run(let_go())

    def wait_for(self, count: int, seconds: float = 10) -> None:
        """Block until so many messages are in the ledger; fails if they do not come."""
        with self._taken:
            assert self._taken.wait_for(lambda: len(self.ledger) >= count, seconds), f"only {len(self.ledger)} came"

    def sent_to(self, number: str) -> list[str]:
        """The texts that one number was sent, oldest first."""
        return [entry["body"] for entry in self.ledger if entry["to"] == number]

    def advance(self, sid: str, status: str, error_code: int | None = None) -> None:
        """Change a message's status without telling anybody: a callback that was dropped."""
        self._find(sid).update(status=status, error_code=error_code)

    def report(self, sid: str, *statuses: str, error_code: str = "", forged: bool = False) -> list[int]:
        """Post these statuses to the message's StatusCallback, in this order, as often as they are named."""
        entry = self._find(sid)
        answers = []
        for status in statuses:
            fields = status_fields(ACCOUNT, sid, entry["from"], entry["to"], status, error_code)
            answers.append(self._post(entry["status_callback"], fields, forged=forged).status_code)
        return answers

    def deliver_inbound(
        self,
        to_url: str,
        from_: str,
        to: str,
        body: str,
        *,
        sid: str | None = None,
        opt_out_type: str = "",
        forged: bool = False,
    ) -> httpx.Response:
        """Post a text from a client to us; the same `sid` again is a duplicate. STOP and START change `opted_out`."""
        if opt_out_type == "STOP":
            self.opted_out.add(from_)
        elif opt_out_type == "START":
            self.opted_out.discard(from_)
        fields = inbound_fields(ACCOUNT, sid or next(self._sids), from_, to, body, opt_out_type)
        return self._post(to_url, fields, forged=forged)

    def _post(self, url: str, fields: Mapping[str, str], *, forged: bool) -> httpx.Response:
        body, headers = signed("another token" if forged else TOKEN, url, fields)
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        return self._client.post(
            self.route.get(origin, origin) + url.removeprefix(origin), content=body, headers=headers
        )

    def _find(self, sid: str) -> dict[str, Any]:
        return next(entry for entry in self.ledger if entry["sid"] == sid)

    async def _handle(self, request: Request) -> Answer:
        self.requests.append(request)
        path, query = urlsplit(request.target).path, dict(parse_qsl(urlsplit(request.target).query))
        expected = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if request.headers.get("authorization") != expected:
            return shapes.problem(401, 20003)
        if path == COLLECTION and request.method == "POST":
            return await self._create(dict(parse_qsl(request.body.decode(), keep_blank_values=True)))
        if path == COLLECTION and request.method == "GET":
            return self._list(query)
        if (one := ONE.fullmatch(path)) and any(entry["sid"] == one[1] for entry in self.ledger):
            return shapes.answer(200, shapes.message(self._find(one[1]), ACCOUNT))
        return shapes.problem(404, 20404)

    def _list(self, query: dict[str, str]) -> Answer:
        if self.list_fails:
            return shapes.problem(500, 20500)
        old_enough = self.clock() - self.visible_after
        listed = [
            entry for entry in self.ledger if query.get("To") in {None, entry["to"]} and entry["at"] <= old_enough
        ]
        return shapes.answer(200, shapes.page(listed[::-1], ACCOUNT, query))

    async def _create(self, form: dict[str, str]) -> Answer:
        if code := self._refusal(form):
            return shapes.problem(400, code)
        fault = self.faults.popleft() if self.faults else None
        entry = self._accept(form) if fault is None or fault.accept else None
        if fault and fault.then == "reset":
            raise HangUp
        if fault and fault.then == "hang":
            await self._released.wait()
        if entry is None or (fault and fault.then == "answer"):
            assert fault is not None
            headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after is not None else {}
            return shapes.problem(fault.status, fault.code, headers)
        return shapes.answer(201, shapes.message(entry, ACCOUNT))

    def _refusal(self, form: dict[str, str]) -> int:
        """Return the code with which Twilio would refuse this form, or 0."""
        callback, validity = form.get("StatusCallback", ""), form.get("ValidityPeriod", "1")
        checks = {
            21604: bool(form.get("To")),
            21603: bool(form.get("From") or form.get("MessagingServiceSid")),
            21602: bool(form.get("Body")),
            21211: bool(E164.fullmatch(form.get("To", ""))),
            21617: len(form.get("Body", "")) <= LONGEST_BODY,
            21609: not callback or bool(urlsplit(callback).hostname),
            20001: validity.isdecimal() and 1 <= int(validity) <= LONGEST_VALIDITY,
            21610: form.get("To") not in self.opted_out,
        }
        return next((code for code, fine in checks.items() if not fine), 0)

    def _accept(self, form: dict[str, str]) -> dict[str, Any]:
        service = form.get("MessagingServiceSid")
        entry: dict[str, Any] = {
            "at": self.clock(),
            "sid": next(self._sids),
            "to": form["To"],
            "from": form.get("From"),
            "messaging_service_sid": service,
            "body": form["Body"],
            "status": "accepted" if service else "queued",
            "status_callback": form.get("StatusCallback", ""),
            "validity_period": int(form["ValidityPeriod"]) if "ValidityPeriod" in form else None,
            "error_code": None,
        }
        with self._taken:
            self.ledger.append(entry)
            self._taken.notify_all()
        return entry
