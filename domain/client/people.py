"""The people around a client whom the clinic may have to reach: the GP, and whom to call in an emergency."""

from datetime import date

import msgspec

from domain.client.contact import number
from domain.errors import Invalid
from domain.values import Value


class Gp(Value):
    """The client's general practitioner, and how the practice is reached."""

    name: str
    practice: str = ""
    phone: str = ""
    email: str = ""


class EmergencyContact(Value):
    """Whom to call in an emergency. `consented_on` is when that person agreed to it, and `may_be_told` what."""

    name: str
    relation: str
    phone: str
    consented_on: date | None = None
    may_be_told: str = ""


def checked_gp(gp: Gp) -> Gp:
    """Return the GP with the number in E.164 form.

    Raises:
        Invalid: there is no name, or the number cannot be one.
    """
    if not gp.name.strip():
        raise Invalid(field="gp.name", expected="the name of the GP")
    return msgspec.structs.replace(gp, phone=number(gp.phone, "gp.phone") if gp.phone else "")


def checked_person(person: EmergencyContact) -> EmergencyContact:
    """Return the emergency contact with the number in E.164 form.

    Raises:
        Invalid: there is no name, or no number that could be called.
    """
    if not person.name.strip():
        raise Invalid(field="person.name", expected="the name of whom to call")
    return msgspec.structs.replace(person, phone=number(person.phone, "person.phone"))
