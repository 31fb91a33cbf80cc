"""The clinic as its events make it."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from domain.clinic import closures
from domain.clinic.closures import Closure
from domain.clinic.events import Adopted, Restored
from domain.clinic.protocol import Protocol, protocol
from domain.clinic.settings import Settings, settings
from domain.errors import InterludeError
from domain.event import Cause, Entry
from domain.fold import Rules
from domain.measures.instrument import Instrument
from domain.measures.read import instrument


class NotConfigured(InterludeError):
    """Nothing can be decided before the clinic has adopted its settings."""

    code = "not-configured"
    message = "The clinic has no settings yet; adopt them with: interlude configure FILE"


class Adoption(msgspec.Struct, frozen=True):
    """One rule in force: the event that adopted it, and the hash of its content."""

    cause: Cause
    sha256: str


class Clinic(msgspec.Struct, frozen=True, kw_only=True):
    """What is in force: settings, protocols and instruments by (name, version), and where each was adopted."""

    version: int = 0
    adopted: dict[tuple[str, str], Adoption] = msgspec.field(default_factory=dict)
    current: Settings | None = None
    protocols: dict[tuple[str, int], Protocol] = msgspec.field(default_factory=dict)
    closures: dict[UUID, Closure] = msgspec.field(default_factory=dict)
    instruments: dict[tuple[str, int], dict[str, Any]] = msgspec.field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        """The settings in force.

        Raises:
            NotConfigured: none were ever adopted.
        """
        if self.current is None:
            raise NotConfigured
        return self.current

    def instrument(self, name: str, version: int) -> Instrument:
        """Return an instrument that was adopted. It is read when it is asked for: most decisions ask for none."""
        return instrument(self.instruments[name, version])

    def closure_on(self, day: date) -> Closure | None:
        """Return the closure that a day lies in, if there is one."""
        return next((one for one in self.closures.values() if one.holds(day)), None)

    def rule(self) -> Cause:
        """Return the event that adopted the settings in force, for a decision to cite."""
        return self.adopted["settings", "clinic"].cause


def _adopted(clinic: Clinic | None, event: Adopted, entry: Entry) -> Clinic:
    clinic = clinic or Clinic()
    adoption = Adoption(cause=Cause(entry.stream, entry.version), sha256=event.sha256)
    changed: dict[str, Any] = {"adopted": {**clinic.adopted, (event.kind, event.name): adoption}}
    if event.kind == "settings":
        changed["current"] = settings(event.content)
    if event.kind == "protocol":
        read = protocol(event.content)
        changed["protocols"] = {**clinic.protocols, (read.name, read.version): read}
    if event.kind == "instrument":
        name = (event.content["id"], event.content["version"])
        changed["instruments"] = {**clinic.instruments, name: event.content}
    return msgspec.structs.replace(clinic, version=entry.version, **changed)


def _restored(clinic: Clinic | None, event: Restored, entry: Entry) -> Clinic:
    del event
    return msgspec.structs.replace(clinic or Clinic(), version=entry.version)


RULES: Rules = {Adopted: _adopted, Restored: _restored, **closures.RULES}
EMPTY = Clinic()
