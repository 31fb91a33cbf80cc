"""The composition root: every part is made here, by plain constructors, and handed to whoever needs it."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from domain.clinic.state import Clinic
from domain.errors import Invalid
from domain.ids import CLINIC
from domain.instant import Clock
from interlude.environment import Environment
from interlude.letters import Letters
from interlude.probe import probe
from interlude.silent import SilentChannel
from notifiers.port import Channel
from notifiers.simulated.channels import SimulatedMailbox, SimulatedPhone
from notifiers.simulated.provider import SimulatedProvider
from notifiers.smtp.address import Sender
from notifiers.smtp.email import SmtpEmail
from notifiers.smtp.server import server
from notifiers.twilio.account import TwilioAccount
from notifiers.twilio.sms import TwilioSms
from projections.catalogue import Catalogue
from projections.engine import engine_at
from projections.follower import Follower
from projections.queries import DueQueue
from projections.runner import POLL, SHARED_POLL, Runner, Watcher
from scheduler.dispatch import Dispatcher
from scheduler.pump import Pump
from scheduler.reconcile import Reconciler
from scheduler.timer import Timer
from scheduler.work import Work
from store.application import EventLog
from store.execute import ADDRESSES, Executor
from store.keyfile import read_key_file
from store.keys import Keystore

THREADS = 24
"""Threads in which the scheduler's decisions and reads wait for the disk: more than it has commands in hand."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """The record opened, by a clock: the log, the keys, and the hands that change it."""

    clock: Clock
    log: EventLog
    keystore: Keystore
    executor: Executor

    def close(self) -> None:
        """Finish what is queued, and close."""
        self.log.close()
        self.keystore.close()

    def clinic(self) -> Clinic:
        """Return the clinic as it is now."""
        return self.executor.world(CLINIC).clinic()


def open_record(env: Environment, clock: Clock) -> Record:
    """Open the record; its tables must be there (`interlude migrate`).

    Raises:
        InterludeError: the tables, the key file or the keys are not as they must be.
    """
    secret = read_key_file(key_file(env))
    keystore = Keystore(env.keystore_url or env.database_url, secret)
    log = EventLog(env.database_url, keystore, clock)
    return Record(clock=clock, log=log, keystore=keystore, executor=Executor(log, keystore, clock))


def key_file(env: Environment) -> Path:
    """Return the path of the file that holds the key-encryption key.

    Raises:
        Invalid: none is named, and there is no directory that it could be in.
    """
    if not env.key_file and not env.embedded:
        raise Invalid(field="INTERLUDE_KEY_FILE", expected="the path of the key file, which a database server needs")
    return Path(env.key_file) if env.key_file else env.directory / "interlude.key"


def twilio_account(env: Environment) -> TwilioAccount | None:
    """Return the Twilio account that is configured, if one is."""
    if not env.twilio_account_sid:
        return None
    return TwilioAccount(
        account_sid=env.twilio_account_sid,
        auth_token=env.twilio_auth_token,
        public_url=env.public_url,
        from_number=env.twilio_from,
        messaging_service_sid=env.twilio_messaging_service_sid,
        api_url=env.twilio_api_url,
    )


def channels(env: Environment, clinic: Clinic, simulated: SimulatedProvider | None) -> dict[str, Channel]:
    """Return the channel of each medium: the one configured, else the demo's, else one that refuses."""
    account = twilio_account(env)
    found: dict[str, Channel] = {"sms": SilentChannel("sms"), "email": SilentChannel("email")}
    if simulated is not None:
        found = {"sms": SimulatedPhone(simulated), "email": SimulatedMailbox(simulated)}
    if account is not None:
        found["sms"] = TwilioSms(account)
    if env.smtp_url:
        identity = clinic.settings.clinic
        found["email"] = SmtpEmail(server(env.smtp_url), Sender(identity.name, identity.email))
    return found


class Role(StrEnum):
    """What a process does: all of it, only answer requests, or only what falls due."""

    SERVE = "serve"
    API = "api"
    WORKER = "worker"


class Program:
    """The running program: the record, its views, the pump and what wakes it."""

    def __init__(  # noqa: PLR0913 - what differs between the commands that run it
        self,
        env: Environment,
        record: Record,
        clock: Clock,
        *,
        simulated: SimulatedProvider | None = None,
        two_way: bool,
        role: Role = Role.SERVE,
        probing: Callable[[str], None] | None = None,
        busy: Callable[[], AbstractAsyncContextManager[object]] = nullcontext,
    ) -> None:
        self.env = env
        self.record = record
        self.clock = clock
        self.simulated = simulated
        self.two_way = two_way
        self.role = role
        self.engine = engine_at(env.database_url)
        catalogue = Catalogue(record.log, record.keystore)
        following = Watcher if role is Role.API else Runner
        poll = POLL if role is Role.SERVE else SHARED_POLL
        self.runner = following(record.log, Follower(record.log, self.engine, catalogue.views), poll)
        self.queue = DueQueue(self.engine)
        self.channels: Mapping[str, Channel] = channels(env, record.clinic(), simulated)
        self._pool = ThreadPoolExecutor(THREADS, "work")
        work = Work(record.executor, self._pool, probing or probe(env.failpoint))
        dispatcher = Dispatcher(work, self.channels, Letters(self._is_first, two_way=two_way), clock)
        reconciler = Reconciler(work, self.channels, self.queue, self.runner)
        senders = (dispatcher, reconciler)
        self.pump = Pump(self.queue, self.runner, work, senders, clock, two_way=two_way, busy=busy)
        self.timer = Timer(self.pump, clock)
        self.probe = work.probe

    async def start(self) -> None:
        """Bring the views up to date, then wake the pump whenever they move."""
        await asyncio.to_thread(self.runner.start)
        if self.role is not Role.API:
            self.runner.on_settled(self.timer.poke)
            self.timer.start()

    async def stop(self) -> None:
        """Take on nothing more, finish what is in hand, and close everything."""
        await self.timer.stop()
        await asyncio.to_thread(self.runner.stop)
        for channel in self.channels.values():
            await channel.close()
        self._pool.shutdown()
        self.engine.dispose()

    def _is_first(self, address: str) -> bool:
        line = self.record.keystore.index(ADDRESSES, address)
        return not self.queue.references(line, CLINIC)
