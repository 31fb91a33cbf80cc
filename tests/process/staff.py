"""Staff of the clinic, as they use its API: every command with its own key, and every acknowledgement remembered."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from domain.event import SYSTEM
from domain.instant import DAY, Instant, later
from domain.token.decisions import SCOPES, IssueToken, issue_token
from interlude.compose import open_record
from interlude.demo.clock import DemoClock
from interlude.environment import Environment
from tests.process.running import PATIENCE, Running
from tests.process.server import Server


@dataclass(frozen=True)
class Acknowledged:
    """One command that the API said was done."""

    path: str
    body: dict[str, Any]
    key: str
    answer: dict[str, Any]


def a_token(directory: Path, url: str) -> str:
    """Issue a token for everything, as `interlude token` does, in the demo clinic of a directory and an address."""
    clock = DemoClock(directory / "clock", Instant(0))
    record = open_record(Environment(database_url=url, key_file=str(directory / "interlude.key")), clock)
    secret = uuid4().hex
    digest = sha256(secret.encode()).hexdigest()
    command = IssueToken(name="staff", scopes=list(SCOPES), digest=digest, expires_at=later(clock.now(), 365 * DAY))
    try:
        record.executor.run(lambda world: issue_token(world, command), actor=SYSTEM, command_id=uuid4())
    finally:
        record.close()
    return secret


@dataclass
class Staff:
    """Somebody with a token for everything."""

    server: Server | Running
    token: str
    done: list[Acknowledged] = field(default_factory=list)
    _web: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=PATIENCE, trust_env=False))

    def close(self) -> None:
        self._web.close()

    def post(self, path: str, body: dict[str, Any], key: str = "") -> dict[str, Any]:
        """Send a command that must succeed; returns the answer."""
        key = key or uuid4().hex
        answer = self._post(path, body, key)
        assert answer.is_success, answer.text
        found: dict[str, Any] = answer.json()
        self.done.append(Acknowledged(path, body, key, found))
        return found

    def get(self, path: str, **query: str) -> Any:
        answer = self._web.get(f"{self.server.url}/api/v1{path}", params=query, headers=self._headers())
        assert answer.is_success, answer.text
        return answer.json()

    def all(self, path: str) -> list[dict[str, Any]]:
        """All items of a list, page after page."""
        page = self.get(path)
        items: list[dict[str, Any]] = page["items"]
        while page["next"]:
            page = self.get(path, after=page["next"])
            items += page["items"]
        return items

    def lost(self) -> list[Acknowledged]:
        """The acknowledged commands that the program does not know any more: each is sent again, and must be known."""
        return [one for one in self.done if not self._is_known(one)]

    def _is_known(self, one: Acknowledged) -> bool:
        answer = self._post(one.path, one.body, one.key)
        again: bool = answer.headers.get("Idempotency-Replayed") == "true" and answer.json() == one.answer
        return again

    def _post(self, path: str, body: dict[str, Any], key: str) -> httpx.Response:
        headers = self._headers() | {"Idempotency-Key": key}
        return self._web.post(f"{self.server.url}/api/v1{path}", json=body, headers=headers)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}
