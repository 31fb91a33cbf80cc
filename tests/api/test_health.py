"""Health: whether the process lives, and whether it should be given work."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from litestar import Litestar
from litestar.testing import TestClient

from api.app import create_app
from api.services import Health
from tests.api.clinic import ClinicApi, clinic_api


def test_a_process_that_answers_lives(api: ClinicApi) -> None:
    answer = api.web.get("/health/live")

    assert (answer.status_code, answer.json()) == (200, {"alive": True})


def test_a_process_that_is_well_is_ready(api: ClinicApi) -> None:
    answer = api.web.get("/health/ready")

    assert answer.status_code == 200
    assert answer.json() == dict(ready=True, database=True, behind={"views": 0}, pump_overdue_seconds=None)


def test_a_process_that_is_not_well_says_in_what(tmp_path: Path) -> None:
    ill = Health(ready=False, database=True, behind={"due": 900}, pump_overdue_seconds=12.5)

    with clinic_api(tmp_path, health=lambda: ill) as api:
        answer = api.web.get("/health/ready")

    assert answer.status_code == 503
    assert answer.json() == dict(ready=False, database=True, behind={"due": 900}, pump_overdue_seconds=12.5)


def test_a_database_that_hangs_is_as_good_as_none(tmp_path: Path) -> None:
    release = threading.Event()

    def hanging() -> Health:
        release.wait(30)
        return Health(ready=True, database=True)

    with clinic_api(tmp_path, health=hanging, health_patience=0.05) as api:
        answer = api.web.get("/health/ready")
        release.set()

    assert (answer.status_code, answer.json()["database"]) == (503, False)


def test_what_lives_with_the_app_is_there_from_its_first_request_to_its_last(api: ClinicApi) -> None:
    seen: list[str] = []

    @asynccontextmanager
    async def program(_: Litestar) -> AsyncIterator[None]:
        seen.append("started")
        yield
        seen.append("stopped")

    with TestClient(create_app(api.services, lifespan=[program])) as web:
        assert web.get("/health/ready").status_code == 200
        assert seen == ["started"]
    assert seen == ["started", "stopped"]
