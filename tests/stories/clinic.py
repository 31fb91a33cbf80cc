"""A clinic in which stories take place: the real program, its API, a clock that is stepped, and simulated phones."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from click.testing import CliRunner
from litestar import Litestar
from litestar.testing import TestClient

from api.app import create_app
from domain.event import SYSTEM
from domain.instant import DAY, later
from domain.token.decisions import SCOPES, IssueToken, issue_token
from interlude.cli import group
from interlude.web import services
from tests.living import Living

YEARS = 3 * 366 * DAY
"""How long a story's token is good for: a course with a year of follow-ups, and a course after it."""


class StoryClinic:
    """What a story's staff and client do: ask the API, wait, write a text, and look at the record again."""

    def __init__(self, living: Living, web: TestClient[Litestar]) -> None:
        self._living = living
        self._web = web
        self._token = self._issued()

    def _issued(self) -> str:
        secret = uuid4().hex
        wanted = IssueToken(
            name="story",
            scopes=list(SCOPES),
            digest=sha256(secret.encode()).hexdigest(),
            expires_at=later(self._living.clock.now(), YEARS),
        )
        run = self._living.record.executor.run
        run(partial(issue_token, command=wanted), actor=SYSTEM, command_id=uuid4())
        return secret

    def get(self, path: str) -> Any:
        answer = self._web.get(f"/api/v1{path}", headers={"Authorization": f"Bearer {self._token}"})
        assert answer.is_success, answer.text
        return answer.json()

    def done(self, path: str, body: dict[str, Any]) -> Any:
        """Post, and return the answer of what must succeed."""
        answer = self._posted(path, body)
        assert answer.is_success, (path, answer.text)
        return answer.json()

    def refused(self, path: str, body: dict[str, Any]) -> str:
        """Post what must be refused, and return the code of the refusal; nothing may have been recorded."""
        before = self.head()
        answer = self._posted(path, body)
        assert answer.is_client_error, (path, answer.text)
        assert self.head() == before
        return str(answer.json()["code"])

    def put(self, path: str, body: dict[str, Any]) -> None:
        answer = self._web.put(f"/api/v1{path}", json=body, headers={"Authorization": f"Bearer {self._token}"})
        assert answer.is_success, answer.text

    def _posted(self, path: str, body: dict[str, Any]) -> Any:
        headers = {"Authorization": f"Bearer {self._token}", "Idempotency-Key": uuid4().hex}
        return self._web.post(f"/api/v1{path}", json=body, headers=headers)

    def until(self, instant: str) -> None:
        """Let time pass, and everything happen that falls due by then."""
        asyncio.run(self._living.until(instant))

    def writes(self, number: str, text: str) -> None:
        """Have somebody send a text, which is read at once."""
        self._living.write(number, text)
        asyncio.run(self._living.stepper.settle())

    def texts(self) -> list[str]:
        """Every text that reached the client's phone."""
        return [one.content.text for one in self._living.texts()]

    def head(self) -> int:
        return self._living.record.log.head()

    def replay(self, course: str, *options: str) -> Any:
        """What `interlude replay COURSE --json` prints."""
        environment = {"INTERLUDE_DATABASE_URL": self._living.env.database_url}
        printed = CliRunner().invoke(group, ["replay", course, "--json", *options], env=environment)
        assert printed.exit_code == 0, printed.output
        return json.loads(printed.stdout)


@contextmanager
def story_clinic(directory: Path, start: str) -> Iterator[StoryClinic]:
    """Open a clinic whose time begins at an instant."""
    living = Living(directory, start)
    try:
        with TestClient(create_app(services(living.program)), base_url="http://test.invalid") as web:
            yield StoryClinic(living, web)
    finally:
        living.close()
