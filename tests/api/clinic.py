"""A clinic with its API over a real log, and a caller who holds a token."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from api.app import create_app
from api.services import Health, Services
from domain.clinic.decisions import adopt
from domain.errors import NotFound
from domain.event import SYSTEM, Change
from domain.ids import token_id
from domain.instant import DAY, later
from domain.token.decisions import SCOPES, IssueToken, issue_token
from domain.token.events import Revoked
from notifiers.twilio.account import TwilioAccount
from store.application import EventLog
from store.execute import Executor
from store.keys import Keystore
from store.migrate import migrate
from tests.api.day_lists import FollowedDay
from tests.api.log_views import LogViews
from tests.builders import CLIENT_EMAIL, CLIENT_NAME, CLIENT_PHONE, LONDON, START, ClinicBuilder
from tests.store.things import SteppedClock

PUBLIC_URL = "https://clinic.example.org"
TWILIO = TwilioAccount(
    account_sid="AC" + "0" * 32, auth_token="twilio-secret", public_url=PUBLIC_URL, from_number="+442079460999"
)

CLIENT = dict(name=CLIENT_NAME, zone=LONDON, contact=dict(phone=CLIENT_PHONE, email=CLIENT_EMAIL))
ROOM = dict(mode="room", where="Room 2")


@dataclass
class ClinicApi:
    """One clinic: its log, what the app is given, the app, and a client of it."""

    executor: Executor
    clock: SteppedClock
    views: LogViews
    services: Services
    app: Litestar
    web: TestClient[Litestar]

    @property
    def log(self) -> EventLog:
        return self.executor.log

    def token(self, *scopes: str, days: int = 365) -> str:
        """Issue a token with these scopes (all by default), and return its secret."""
        secret = uuid4().hex
        digest = hashlib.sha256(secret.encode()).hexdigest()
        wanted = IssueToken(
            name="test",
            scopes=list(scopes or SCOPES),
            digest=digest,
            expires_at=later(self.clock.now(), days * DAY),
        )
        self.executor.run(partial(issue_token, command=wanted), actor=SYSTEM, command_id=uuid4())
        return secret

    def revoke(self, secret: str) -> None:
        token = token_id(hashlib.sha256(secret.encode()).hexdigest())
        revoked = Change(stream=token, event=Revoked(reason="lost"))
        self.log.append([revoked], actor=SYSTEM, command_id=uuid4(), now=self.clock.now(), read={token: 1})

    def caller(self, *scopes: str) -> "Caller":
        return Caller(self, self.token(*scopes))


@dataclass
class Caller:
    """Somebody with a token."""

    api: ClinicApi
    secret: str

    def headers(self, more: dict[str, str] | None = None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}", **(more or {})}

    def get(self, path: str, **headers: str) -> Response:
        return self.api.web.get(_v1(path), headers=self.headers(headers))

    def put(self, path: str, body: Any, headers: dict[str, str] | None = None) -> Response:
        return self.api.web.put(_v1(path), json=body, headers=self.headers(headers))

    def post(self, path: str, body: Any, headers: dict[str, str] | None = None, key: str | None = None) -> Response:
        sent = {"Idempotency-Key": key or uuid4().hex, **(headers or {})}
        return self.api.web.post(_v1(path), json=body, headers=self.headers(sent))

    def done(self, path: str, body: Any) -> Any:
        """Post, and return the answer of what must succeed."""
        answer = self.post(path, body)
        assert answer.is_success, answer.text
        return answer.json()

    def register(self, **facts: Any) -> str:
        return str(self.done("/clients", {**CLIENT, **facts})["id"])

    def open_course(self, client: str | None = None) -> str:
        client = client or self.register()
        referral = self.done("/referrals", dict(client=client, received_on="2026-02-01", source="GP"))["id"]
        self.done(f"/referrals/{referral}/acceptance", dict(accepted_on="2026-02-02"))
        opening = dict(
            referral=referral, protocol="ipt-16", protocol_version=1, sessions_agreed=12, clinician="Dr Okafor"
        )
        return str(self.done("/courses", opening)["id"])


def wall(local: str, zone: str = LONDON) -> dict[str, str]:
    return dict(local=f"{local}:00", zone=zone)


def booking(local: str) -> dict[str, Any]:
    return dict(slot=dict(starts=wall(local)), place=ROOM)


def _v1(path: str) -> str:
    return path if path.startswith(("/api", "/health", "/webhooks")) else f"/api/v1{path}"


@contextmanager
def clinic_api(
    directory: Path, *, adopted: bool = True, log_kind: type[EventLog] = EventLog, **services: Any
) -> Iterator[ClinicApi]:
    """Open a clinic in a directory; `services` replace what the app is given by default."""
    url = f"sqlite:///{directory / 'var'}"
    migrate(url)
    clock = SteppedClock(START)
    with (
        closing(Keystore(url, os.urandom(32))) as keystore,
        closing(log_kind(url, keystore, clock)) as log,
        closing(FollowedDay(directory, log, keystore)) as day,
    ):
        executor = Executor(log, keystore, clock)
        if adopted:
            rules = ClinicBuilder().rules()
            executor.run(partial(adopt, rules=rules), actor=SYSTEM, command_id=uuid4())
        given = replace(_services(executor, keystore, clock, day), **services)
        app = create_app(given)
        with TestClient(app, base_url="http://test.invalid") as web:
            assert isinstance(given.views, LogViews)
            yield ClinicApi(executor, clock, given.views, given, app, web)


def _services(executor: Executor, keystore: Keystore, clock: SteppedClock, day: FollowedDay) -> Services:
    return Services(
        executor=executor,
        clock=clock,
        views=LogViews(executor),
        day=day,
        digest=keystore.digest,
        history=partial(_history, executor.log),
        why=partial(_why, executor.log),
        health=lambda: Health(ready=True, database=True, behind={"views": 0}),
        public_url=PUBLIC_URL,
        twilio=TWILIO,
    )


def _history(log: EventLog, course: UUID, position: int | None) -> dict[str, Any]:
    entries = log.case(course, position)
    if not entries:
        raise NotFound(what="course")
    return {"course": str(course), "topics": [entry.event.topic for entry in entries]}


def _why(log: EventLog, message: UUID) -> dict[str, Any]:
    entries = log.entries(message)
    if not entries or not entries[0].event.topic.startswith("message."):
        raise NotFound(what="message")
    return {"message": str(message), "topics": [entry.event.topic for entry in entries]}
