"""What a clinic may adopt."""

from typing import Any

from domain.clinic.events import Adopted
from domain.clinic.protocol import protocol
from domain.clinic.settings import settings
from domain.event import Change
from domain.ids import CLINIC
from domain.values import Value
from domain.world import World


class Rules(Value):
    """Rules to be adopted: their kind, name, parsed content and the SHA-256 of that content, in hexadecimal."""

    kind: str
    name: str
    content: dict[str, Any]
    sha256: str


def adopt(world: World, rules: list[Rules]) -> list[Change]:
    """Adopt what differs from the rules in force; all of it, or nothing where a part is not valid."""
    clinic = world.clinic()
    for rule in rules:
        _checked(rule)
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


def _checked(rule: Rules) -> None:
    if rule.kind == "settings":
        settings(rule.content)
    if rule.kind == "protocol":
        protocol(rule.content)
