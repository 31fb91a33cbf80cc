"""The problem areas, each with the fields of its own."""

from enum import StrEnum
from uuid import UUID

from domain.values import Value


class AreaKind(StrEnum):
    """The four problem areas. What the clinic calls them is its setting."""

    GRIEF = "grief"
    ROLE_DISPUTE = "role-dispute"
    ROLE_TRANSITION = "role-transition"
    DEFICITS = "interpersonal-deficits"


class Stage(StrEnum):
    """How far a role dispute has gone."""

    RENEGOTIATION = "renegotiation"
    IMPASSE = "impasse"
    DISSOLUTION = "dissolution"


class Grief(Value, tag_field="area", tag=AreaKind.GRIEF.value):
    """Grief: whom the client lost, and the way through it."""

    person: str
    relationship: str = ""
    circumstances: str = ""
    coping: str = ""
    adapting: str = ""
    taken_up_again: str = ""


class RoleDispute(Value, tag_field="area", tag=AreaKind.ROLE_DISPUTE.value):
    """A role dispute: its stage, with whom, what each side expects, values and believes, and what may come of it."""

    with_whom: str
    stage: Stage
    expectations_of_client: str = ""
    expectations_of_other: str = ""
    values_of_client: str = ""
    values_of_other: str = ""
    beliefs_of_client: str = ""
    beliefs_of_other: str = ""
    tried: str = ""
    common_goals: str = ""
    options: str = ""
    outcome: str = ""


class RoleTransition(Value, tag_field="area", tag=AreaKind.ROLE_TRANSITION.value):
    """A role transition: from one role to another, the old one mourned and the new one weighed."""

    old_role: str
    new_role: str
    mourned: str = ""
    weighed: str = ""
    fears: str = ""
    expectations: str = ""
    concerns: str = ""
    managing_stress: str = ""
    skills_needed: str = ""
    supports_needed: str = ""


class Deficits(Value, tag_field="area", tag=AreaKind.DEFICITS.value):
    """Interpersonal deficits, or sensitivities: the area for a client whom none of the others fits."""

    social_skills: str = ""
    self_esteem: str = ""
    isolation: str = ""
    confidence: str = ""
    past_relationships: str = ""
    repeating_patterns: str = ""
    new_contacts: str = ""


Area = Grief | RoleDispute | RoleTransition | Deficits

_KINDS: dict[type[Value], AreaKind] = {
    Grief: AreaKind.GRIEF,
    RoleDispute: AreaKind.ROLE_DISPUTE,
    RoleTransition: AreaKind.ROLE_TRANSITION,
    Deficits: AreaKind.DEFICITS,
}


def kind_of(area: Area) -> AreaKind:
    """Return which of the four an area is."""
    return _KINDS[type(area)]


class Link(Value):
    """What ties an entry of the episode's timeline to a problem area."""

    entry: UUID
    area: UUID
    text: str = ""


class Formulation(Value):
    """The formulation in words, and how the events near the onset belong to the problem areas."""

    text: str
    links: list[Link] = []
