"""The words that risk and safety are told in."""

from domain.values import Value


class Harm(Value):
    """What was found of harm in one direction; an empty field was not asked about, which is no clearance."""

    ideation: str = ""
    plan: str = ""
    intent: str = ""
    means: str = ""


class RiskAssessment(Value):
    """A risk assessment: harm to self and others, safeguarding, domestic abuse, what protects, and the conclusion."""

    conclusion: str
    to_self: Harm = Harm()
    to_others: Harm = Harm()
    safeguarding: str = ""
    domestic_abuse: str = ""
    protective_factors: str = ""


class SafetyPlan(Value):
    """A safety plan, step by step (after Stanley and Brown 2012, Cogn Behav Pract 19(2):256-264).

    Signs that a crisis comes; what the client can do alone; people and places that distract; people to ask
    for help; professionals and services to call; how the surroundings are made safe.
    """

    warning_signs: list[str]
    coping: list[str] = []
    distraction: list[str] = []
    people_to_ask: list[str] = []
    professionals: list[str] = []
    safe_surroundings: str = ""
    reasons_to_live: str = ""


class PlanCopy(Value):
    """Somebody has the safety plan: the client, the GP, a person whom the client chose."""

    holder: str
    how: str = ""
