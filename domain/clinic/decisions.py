"""What a clinic may adopt."""

from typing import Any

from domain.clinic.events import Adopted
from domain.clinic.protocol import Protocol, protocol
from domain.clinic.settings import settings
from domain.clinic.state import Clinic
from domain.errors import Conflict, Invalid
from domain.event import Change
from domain.ids import CLINIC
from domain.measures.read import instrument
from domain.values import Value
from domain.world import World


class Rules(Value):
    """Rules to be adopted: their kind, name, parsed content and the SHA-256 of that content, in hexadecimal."""

    kind: str
    name: str
    content: dict[str, Any]
    sha256: str


class InstrumentChanged(Conflict):
    """Scores cite an instrument by its version, so a version never changes."""

    code = "instrument-changed"
    message = "The clinic has adopted another {name}; give what has changed a version of its own."


class ProtocolChanged(Conflict):
    """Courses pin a protocol by its version, so a version never changes."""

    code = "protocol-changed"
    message = "The clinic has adopted another version {version} of {name}; give what has changed a version of its own."


def adopt(world: World, rules: list[Rules]) -> list[Change]:
    """Adopt what differs from the rules in force; all of it, or nothing where a part is not valid."""
    clinic = world.clinic()
    for rule in rules:
        _checked(rule)
        if rule.kind == "instrument" and clinic.adopted.get((rule.kind, rule.name), rule).sha256 != rule.sha256:
            raise InstrumentChanged(name=rule.name)
        if rule.kind == "protocol":
            _pinned(clinic, protocol(rule.content))
    new = [
        rule
        for rule in rules
        if (known := clinic.adopted.get((rule.kind, rule.name))) is None or known.sha256 != rule.sha256
    ]
    return [
        Change(
            stream=CLINIC,
            event=Adopted(kind=rule.kind, name=rule.name, content=rule.content, sha256=rule.sha256),
        )
        for rule in new
    ]


def _pinned(clinic: Clinic, read: Protocol) -> None:
    if clinic.protocols.get((read.name, read.version), read) != read:
        raise ProtocolChanged(name=read.name, version=read.version)


def _checked(rule: Rules) -> None:
    if rule.kind == "settings":
        settings(rule.content)
    if rule.kind == "protocol":
        protocol(rule.content)
    if rule.kind == "instrument" and instrument(rule.content).name != rule.name:
        raise Invalid(field=f"instrument {rule.name}", expected="its id and version as its name")
