"""What every answer carries, and what is logged of a request: never who it was about."""

import logging
from uuid import uuid4

import pytest

from tests.api.clinic import CLIENT, Caller, ClinicApi
from tests.builders import CLIENT_EMAIL, CLIENT_NAME, CLIENT_PHONE


@pytest.mark.parametrize("path", ["/health/live", "/api/v1/courses", "/nowhere", "/api/v1/clinic"])
def test_every_answer_is_kept_by_nobody_and_read_as_what_it_says(api: ClinicApi, staff: Caller, path: str) -> None:
    for headers in ({}, staff.headers()):
        answer = api.web.get(path, headers=headers)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_no_other_origin_is_let_in(api: ClinicApi, staff: Caller) -> None:
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}

    for answer in (
        api.web.options("/api/v1/courses", headers=staff.headers(asked)),
        api.web.get("/api/v1/courses", headers=staff.headers(asked)),
    ):
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_two_callers_never_share_an_answer(api: ClinicApi) -> None:
    assert api.caller("clinic").get("/clinic").json() != api.caller("courses").get("/clinic").json()


def test_a_request_is_one_line_without_ids_bodies_or_tokens(
    api: ClinicApi, staff: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        client = staff.register()
        staff.get(f"/clients/{client}?name={CLIENT_NAME}")
        staff.post("/clients", {**CLIENT, "zone": CLIENT_NAME})
        staff.post("/clients", {**CLIENT, CLIENT_NAME: 1})
        staff.get(f"/clients/{uuid4()}")

    lines = [record.getMessage() for record in caplog.records if record.name == "api.requests"]
    assert lines == [
        "POST /api/v1/clients 201",
        "GET /api/v1/clients/{client} 422",
        "POST /api/v1/clients 422",
        "POST /api/v1/clients 422",
        "GET /api/v1/clients/{client} 404",
    ]
    ours = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("http"))
    for secret in (CLIENT_NAME, CLIENT_PHONE, CLIENT_EMAIL, staff.secret, client):
        assert secret not in ours
