"""Commands over HTTP: once for their key, on the version that was seen, and off the event loop."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain.event import Entry
from store.application import EventLog
from store.request import Answer
from tests.api.clinic import CLIENT, Caller, ClinicApi, booking, clinic_api


def test_a_command_says_what_it_made_and_where_it_can_be_read(staff: Caller) -> None:
    answer = staff.post("/clients", CLIENT)

    made = answer.json()["id"]
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/v1/clients/{made}"
    assert answer.headers["ETag"] == '"2"'
    assert staff.get(answer.headers["Location"]).json()["id"] == made


def test_the_position_is_that_of_the_last_event(api: ClinicApi, staff: Caller) -> None:
    assert staff.post("/clients", CLIENT).json()["position"] == api.log.head()


def test_a_command_is_recorded_as_the_act_of_its_token(api: ClinicApi, staff: Caller) -> None:
    client = staff.register()

    actor = api.log.entries(UUID(client))[0].actor
    assert actor.kind == "service"
    assert actor.id is not None
    assert api.executor.world(uuid4()).token(actor.id).name == "test"


def test_the_same_key_and_body_are_answered_alike_and_done_once(api: ClinicApi, staff: Caller) -> None:
    course = staff.open_course()
    body = {**booking("2026-03-02T09:00"), "count": 3}

    first = staff.post(f"/courses/{course}/session-series", body, key="one")
    head = api.log.head()
    again = staff.post(f"/courses/{course}/session-series", body, key="one")

    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert (again.status_code, again.content) == (first.status_code, first.content) == (201, first.content)
    assert again.headers["ETag"] == first.headers["ETag"]
    assert api.log.head() == head


def test_an_answer_is_given_again_unchanged_after_things_have_moved_on(staff: Caller) -> None:
    course = staff.open_course()
    first = staff.post(f"/courses/{course}/sessions", booking("2026-03-02T09:00"), key="one")
    staff.done(f"/courses/{course}/pauses", dict(reason="holiday"))

    again = staff.post(f"/courses/{course}/sessions", booking("2026-03-02T09:00"), key="one")

    assert again.content == first.content
    assert again.headers["ETag"] == first.headers["ETag"]


def test_a_repeated_command_is_not_judged_again_by_its_old_version(staff: Caller) -> None:
    course = staff.open_course()
    body, seen = dict(reason="holiday"), {"If-Match": '"1"'}
    staff.post(f"/courses/{course}/pauses", body, seen, key="one")

    assert staff.post(f"/courses/{course}/pauses", body, seen, key="one").status_code == 200


def test_a_body_that_means_the_same_is_the_same_request(api: ClinicApi, staff: Caller) -> None:
    first = staff.post("/clients", dict(name="Kim", zone="Europe/London"), key="one")
    again = staff.post("/clients", dict(zone="Europe/London", name="Kim", language="en"), key="one")

    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.json() == first.json()


def test_the_same_key_with_another_body_is_refused(staff: Caller) -> None:
    staff.post("/clients", CLIENT, key="one")

    answer = staff.post("/clients", {**CLIENT, "name": "Somebody Else"}, key="one")

    assert answer.status_code == 422
    assert answer.json()["code"] == "idempotency-key-reused"


def test_a_key_is_its_senders_own_and_of_its_route(api: ClinicApi, staff: Caller) -> None:
    first = staff.post("/clients", CLIENT, key="one").json()["id"]

    assert api.caller().post("/clients", CLIENT, key="one").json()["id"] != first
    assert staff.post(f"/clients/{first}/consents", consent(), key="one").status_code == 200


def test_a_path_written_otherwise_is_the_same_route(staff: Caller) -> None:
    client = staff.register()
    staff.post(f"/clients/{client}/consents", consent(), key="one")

    again = staff.post(f"/clients/{client.upper()}/consents/", consent(), key="one")

    assert again.headers["Idempotency-Replayed"] == "true"


def test_a_refusal_leaves_the_key_unused(staff: Caller) -> None:
    course = staff.open_course()
    assert staff.post(f"/courses/{course}/resumptions", {}, key="one").status_code == 409
    staff.done(f"/courses/{course}/pauses", dict(reason="holiday"))

    assert staff.post(f"/courses/{course}/resumptions", {}, key="one").status_code == 200


@pytest.mark.parametrize("key", [None, "", "x" * 201, "with space", "caf\xe9"])
def test_a_post_needs_a_usable_key(api: ClinicApi, staff: Caller, key: str | None) -> None:
    headers = {} if key is None else {"Idempotency-Key": key.encode("latin-1")}

    answer = api.web.post("/api/v1/clients", json=CLIENT, headers={**staff.headers(), **headers})  # type: ignore[arg-type]

    assert answer.status_code == 400
    assert answer.json()["code"] == "idempotency-key-needed"


def test_the_same_command_from_many_sides_at_once_is_done_once(api: ClinicApi, staff: Caller) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: staff.post("/clients", CLIENT, key="one"), range(8)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum("Idempotency-Replayed" not in answer.headers for answer in answers) == 1


def test_a_version_that_has_passed_is_refused_and_changes_nothing(api: ClinicApi, staff: Caller) -> None:
    course = staff.open_course()
    seen = staff.get(f"/courses/{course}").headers["ETag"]
    staff.done(f"/courses/{course}/sessions", booking("2026-03-02T09:00"))
    head = api.log.head()

    answer = staff.post(f"/courses/{course}/pauses", dict(reason="holiday"), {"If-Match": seen})

    assert answer.status_code == 412
    assert answer.json()["code"] == "version-differs"
    assert api.log.head() == head


@pytest.mark.parametrize("match", ['"2"', '"7", "2"', "*"])
def test_the_version_that_was_seen_is_accepted(staff: Caller, match: str) -> None:
    client = staff.register()

    answer = staff.put(f"/clients/{client}/zone", dict(zone="Europe/Paris"), {"If-Match": match})

    assert answer.status_code == 200
    assert answer.headers["ETag"] == '"3"'


@pytest.mark.parametrize("match", ['W/"2"', "2", "", '"3"'])
def test_a_tag_that_is_not_exactly_that_version_is_refused(staff: Caller, match: str) -> None:
    client = staff.register()

    assert staff.put(f"/clients/{client}/zone", dict(zone="Europe/Paris"), {"If-Match": match}).status_code == 412


def test_of_two_who_saw_the_same_version_one_is_refused(staff: Caller) -> None:
    client = staff.register()
    zones = ["Europe/Paris", "Europe/Rome", "Europe/Oslo", "Europe/Riga"]

    with ThreadPoolExecutor(4) as pool:
        statuses = list(
            pool.map(lambda zone: staff.put(f"/clients/{client}/zone", dict(zone=zone), {"If-Match": '"2"'}), zones)
        )

    assert sorted(answer.status_code for answer in statuses) == [200, 412, 412, 412]


def test_a_put_that_changes_nothing_tells_the_present_version(api: ClinicApi, staff: Caller) -> None:
    client = staff.register()

    answer = staff.put(f"/clients/{client}/zone", dict(zone=CLIENT["zone"]))

    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert answer.json() == {"id": client, "position": api.log.head()}


def test_a_put_may_have_a_key_too(api: ClinicApi, staff: Caller) -> None:
    client = staff.register()
    key = {"Idempotency-Key": "one"}
    staff.put(f"/clients/{client}/zone", dict(zone="Europe/Paris"), key)
    staff.put(f"/clients/{client}/zone", dict(zone="Europe/Rome"))

    again = staff.put(f"/clients/{client}/zone", dict(zone="Europe/Paris"), key)

    assert again.headers["Idempotency-Replayed"] == "true"
    assert staff.get(f"/clients/{client}").json()["zone"] == "Europe/Rome"


def test_an_answer_waits_until_the_lists_show_what_was_done(api: ClinicApi, staff: Caller) -> None:
    position = staff.post("/clients", CLIENT).json()["position"]

    assert api.views.waited_for == [position]


def test_who_prefers_not_to_wait_does_not(api: ClinicApi, staff: Caller) -> None:
    staff.post("/clients", CLIENT, {"Prefer": "wait=0"})

    assert api.views.waited_for == []


def test_views_that_stay_behind_delay_an_answer_and_spoil_nothing(api: ClinicApi, staff: Caller) -> None:
    api.views.reached = 0

    assert staff.post("/clients", CLIENT, {"Prefer": "wait=1"}).status_code == 201


class WatchedLog(EventLog):
    """A log that notes on which threads it is asked."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self.threads: set[str] = set()
        super().__init__(*args, **options)

    def submit(self, *args: Any, **options: Any) -> "Future[Answer]":
        self._note()
        return super().submit(*args, **options)

    def several(self, *args: Any, **options: Any) -> list[Entry]:
        self._note()
        return super().several(*args, **options)

    def case(self, *args: Any, **options: Any) -> list[Entry]:
        self._note()
        return super().case(*args, **options)

    def since(self, *args: Any, **options: Any) -> list[Entry]:
        self._note()
        return super().since(*args, **options)

    def head(self) -> int:
        self._note()
        return super().head()

    def _note(self) -> None:
        self.threads.add(threading.current_thread().name.partition("_")[0])


def test_nothing_asks_the_log_on_the_event_loop(tmp_path: Path) -> None:
    with clinic_api(tmp_path, log_kind=WatchedLog) as api:
        assert isinstance(api.log, WatchedLog)
        staff = api.caller()
        api.log.threads.clear()
        course = staff.open_course()
        staff.done(f"/courses/{course}/sessions", booking("2026-03-02T09:00"))
        for path in (f"/courses/{course}", f"/courses/{course}/messages", "/courses", "/clinic", "/needs-person"):
            assert staff.get(path).status_code == 200
        assert staff.get(f"/courses/{course}/history?at=3").status_code == 404

        assert api.log.threads == {"work"}


def consent() -> dict[str, str]:
    return dict(medium="sms", purpose="appointments", how="spoken", wording="May we text you?")
