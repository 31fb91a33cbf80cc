"""The words that the interpersonal inventory is told in."""

from enum import StrEnum

from domain.values import Value

INNERMOST, OUTERMOST = 1, 3
"""The rings of closeness."""


class Contact(StrEnum):
    """How often client and person are in contact."""

    DAILY = "daily"
    SEVERAL_TIMES_A_WEEK = "several-times-a-week"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    LESS = "less-often"
    NONE = "none"


class Support(StrEnum):
    """What support a person gives."""

    UNDERSTANDING = "understanding"
    ENCOURAGEMENT = "encouragement"
    GUIDANCE = "guidance"
    PRACTICAL = "practical"
    COMPANY = "company"


class Person(Value):
    """One person in the client's life, a third party: known by a label or a first name.

    `ring` is the closeness, from 1 (innermost) to 3. `expected_of_person` is what the client expects,
    `expected_of_client` what the person does.
    """

    label: str
    relation: str
    ring: int
    contact: Contact
    expected_of_person: str = ""
    expected_of_client: str = ""
    satisfying: str = ""
    unsatisfying: str = ""
    wanted_changes: str = ""
    support: list[Support] = []
