"""The clinic's rules in force as the API shows them."""

import msgspec

from domain.clinic.protocol import Protocol
from domain.clinic.settings import Settings
from domain.clinic.state import Clinic


class AdoptedAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One rule in force: the version of the clinic's event that adopted it, and the SHA-256 of its content."""

    kind: str
    name: str
    version: int
    sha256: str


class ClinicAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What is in force. `safety.escalation` is empty where `escalation_hidden`: it needs the scope clinic."""

    version: int
    settings: Settings
    escalation_hidden: bool
    protocols: list[Protocol]
    adopted: list[AdoptedAnswer]


def clinic_answer(clinic: Clinic, *, hide_escalation: bool) -> ClinicAnswer:
    """Return the rules in force; without the people on the escalation list, where those are to be hidden.

    Raises:
        NotConfigured: none were adopted.
    """
    settings = clinic.settings
    if hide_escalation:
        safety = msgspec.structs.replace(settings.safety, escalation=[])
        settings = msgspec.structs.replace(settings, safety=safety)
    adopted = [
        AdoptedAnswer(kind=kind, name=name, version=one.cause.version, sha256=one.sha256)
        for (kind, name), one in sorted(clinic.adopted.items())
    ]
    protocols = [protocol for _, protocol in sorted(clinic.protocols.items())]
    return ClinicAnswer(
        version=clinic.version,
        settings=settings,
        escalation_hidden=hide_escalation,
        protocols=protocols,
        adopted=adopted,
    )
