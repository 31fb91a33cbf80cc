"""The clinic as its events make it."""

from typing import Any

import msgspec

from domain.clinic.events import Adopted, Restored
from domain.clinic.protocol import Protocol, protocol
from domain.clinic.settings import Settings, settings
from domain.errors import InterludeError
from domain.event import Cause, Entry
from domain.fold import Rules


class NotConfigured(InterludeError):
    """Nothing can be decided before the clinic has adopted its settings."""

    code = "not-configured"
    message = "The clinic has no settings yet; adopt them with: interlude configure FILE"


class Adoption(msgspec.Struct, frozen=True):
    """One rule in force: the event that adopted it, and the hash of its content."""

    cause: Cause
    sha256: str


class Clinic(msgspec.Struct, frozen=True, kw_only=True):
    """What is in force: settings, protocols by (name, version), and where each was adopted."""

    version: int = 0
    adopted: dict[tuple[str, str], Adoption] = msgspec.field(default_factory=dict)
    current: Settings | None = None
    protocols: dict[tuple[str, int], Protocol] = msgspec.field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        """The settings in force.

        Raises:
            NotConfigured: none were ever adopted.
        """
        if self.current is None:
            raise NotConfigured
        return self.current

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
    return msgspec.structs.replace(clinic, version=entry.version, **changed)


def _restored(clinic: Clinic | None, event: Restored, entry: Entry) -> Clinic:
    del event
    return msgspec.structs.replace(clinic or Clinic(), version=entry.version)


RULES: Rules = {Adopted: _adopted, Restored: _restored}
EMPTY = Clinic()
