"""A clinic on PostgreSQL by the machine's clock: notices come once each while workers die and are paused."""

import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from interlude.demo.prepare import SETTINGS
from tests import pg
from tests.doubles.mail_double import MailDouble
from tests.process.clinic import CONSENTS, ROOM, wall
from tests.process.running import INTERLUDE, PATIENCE, Running, surroundings_of
from tests.process.staff import Staff

QUICK = (("deadline_seconds = 60 ", "deadline_seconds = 3 "), ("retry_seconds = [30,", "retry_seconds = [1,"))
"""What a worker left in flight is seen to after three seconds, not a minute."""

PAUSE = 3.0
"""Seconds for which a worker is paused."""

SECONDS = 15.0
"""Seconds within which everything comes, also past a worker that was paused with the views in hand."""

SCOPES = [word for scope in ("clients", "courses") for word in ("--scope", scope)]


def where_it_is_noon() -> str:
    """A zone in which no quiet hours hold a notice back now."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


@dataclass
class Group:
    """The API, two workers and the mailbox of every client."""

    api: Running
    workers: list[Running]
    mail: MailDouble
    staff: Staff
    booked: list[str] = field(default_factory=list)
    zone: str = field(default_factory=where_it_is_noon)

    def book(self, clients: int) -> list[str]:
        """Book a first session for new clients, several at a time; returns their addresses."""
        known = len(self.booked)
        addresses = [f"client-{number}@client.example" for number in range(known, known + clients)]
        with ThreadPoolExecutor(4) as hands:
            list(hands.map(self._book, addresses))
        self.booked += addresses
        return addresses

    def _book(self, address: str) -> None:
        client = self.staff.post("/clients", dict(name="Robin Ashe", zone=self.zone, contact=dict(email=address)))["id"]
        for medium, purpose in CONSENTS[1:2]:
            consent = dict(medium=medium, purpose=purpose, how="spoken", wording="You may write to me.")
            self.staff.post(f"/clients/{client}/consents", consent)
        today = datetime.now(UTC).date()
        referral = self.staff.post("/referrals", dict(client=client, received_on=f"{today}", source="GP"))["id"]
        self.staff.post(f"/referrals/{referral}/acceptance", dict(accepted_on=f"{today}"))
        opening = dict(
            referral=referral, protocol="ipt-8", protocol_version=1, sessions_agreed=8, clinician="Dr Okafor"
        )
        course = self.staff.post("/courses", opening)["id"]
        slot = dict(starts=wall(f"{today + timedelta(days=9)}T12:00", self.zone))
        self.staff.post(f"/courses/{course}/session-series", dict(slot=slot, place=ROOM, count=1))

    def copies(self) -> Counter[str]:
        return Counter(address for letter in self.mail.ledger for address in letter.recipients)

    def all_came(self) -> bool:
        return set(self.booked) <= self.copies().keys()


def eventually(holds: Callable[[], bool], within: float = SECONDS) -> float:
    """Wait until something holds; returns the seconds that it took."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() < begun + within, f"it did not come about within {within} s"
        time.sleep(0.02)
    return time.monotonic() - begun


def run(directory: Path, surroundings: dict[str, str], *arguments: str) -> str:
    done = subprocess.run([*INTERLUDE, *arguments], cwd=directory, env=surroundings, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def settings(directory: Path) -> str:
    text = SETTINGS.read_text()
    for before, after in QUICK:
        assert text.count(before) == 1
        text = text.replace(before, after)
    file = directory / "clinic.toml"
    file.write_text(text)
    return str(file)


@pytest.fixture
def group(tmp_path: Path) -> Iterator[Group]:
    with MailDouble() as mail:
        surroundings = surroundings_of(tmp_path, pg.server().fresh_database(), {"INTERLUDE_SMTP_URL": mail.url})
        run(tmp_path, surroundings, "migrate")
        run(tmp_path, surroundings, "configure", settings(tmp_path))
        token = run(tmp_path, surroundings, "token", "staff", *SCOPES)
        api, *workers = (Running(tmp_path, surroundings, what) for what in ("api", "worker", "worker"))
        staff = Staff(api, token)
        try:
            for one in (api, *workers):
                one.launch()
            assert all(one.has_started() for one in (api, *workers))
            yield Group(api, workers, mail, staff)
        finally:
            staff.close()
            for one in (*workers, api):
                one.close()


def test_notices_come_once_each_whatever_becomes_of_one_worker(group: Group) -> None:
    first, second = group.workers
    group.book(6)
    eventually(group.all_came)
    assert set(group.copies().values()) == {1}

    group.book(4)
    first.kill()
    eventually(group.all_came)
    assert (group.api.is_ready(), first.is_ready(), second.is_ready()) == (True, False, True)
    no_letter_differs_from_its_copy(group)

    first.start()
    before = group.copies()
    with paused(second):
        group.book(4)
        eventually(group.all_came)
        assert (group.api.is_ready(), first.is_ready()) == (True, True)
        with pytest.raises(httpx.TimeoutException):
            httpx.get(f"{second.url}/health/ready", timeout=PAUSE, trust_env=False)
    eventually(second.is_ready, PATIENCE)
    assert before.keys() <= group.copies().keys()
    no_letter_differs_from_its_copy(group)


def test_an_answer_of_the_api_waits_until_a_worker_has_shown_what_was_written(group: Group) -> None:
    headers = {"Authorization": f"Bearer {group.staff.token}", "Prefer": "wait=10"}
    with httpx.Client(base_url=f"{group.api.url}/api/v1", headers=headers, timeout=PATIENCE, trust_env=False) as web:
        for number in range(5):
            body = dict(name=f"Robin {number}", zone="Europe/London", contact=dict(email="robin@client.example"))
            written = web.post("/clients", json=body, headers={"Idempotency-Key": f"client-{number}"}).json()["id"]
            received = dict(client=written, received_on=f"{datetime.now(UTC).date()}", source="GP")
            referral = web.post("/referrals", json=received, headers={"Idempotency-Key": f"referral-{number}"}).json()
            assert referral["id"] in [one["referral"] for one in web.get("/referrals").json()["items"]]


class paused:  # noqa: N801 - reads as a word
    """Stops a process for a while, as a machine that is short of memory does."""

    def __init__(self, process: Running) -> None:
        self._process = process

    def __enter__(self) -> None:
        self._process.process.send_signal(signal.SIGSTOP)

    def __exit__(self, *raised: object) -> None:
        self._process.process.send_signal(signal.SIGCONT)


def no_letter_differs_from_its_copy(group: Group) -> None:
    """A letter whose fate was unknown may come a second time, under the same id and the same to the byte."""
    for address in group.booked:
        letters = group.mail.sent_to(address)
        assert len(letters) <= 2
        assert len({letter.raw for letter in letters}) == 1
