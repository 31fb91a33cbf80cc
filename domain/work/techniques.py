"""The techniques of IPT, and what is kept of each.

Role play, guided imagery, communication analysis and problem-solving have records of their own. Guided imagery
is not in the manual of IPT: it is recorded, and counts neither for nor against adherence to a protocol.
"""

from collections.abc import Mapping

import msgspec

from domain.plan.values import Words
from domain.values import Value


class RolePlay(Value, tag="role-play"):
    """The situation that was played, who took which role, what was practised, and how it went."""

    situation: Words
    roles: str = ""
    practised: str = ""
    went: str = ""


class GuidedImagery(Value, tag="guided-imagery"):
    """The scene that was imagined, and what the client saw in it."""

    scene: Words
    insight: str = ""


class CommunicationAnalysis(Value, tag="communication-analysis"):
    """What was said, what was meant, what was heard, and what the client would say next time."""

    said: Words
    meant: str = ""
    heard: str = ""
    next_time: str = ""


class ProblemSolving(Value, tag="problem-solving"):
    """The problem, the options that were found, the one that was chosen, and what came of it."""

    problem: Words
    options: list[Words] = msgspec.field(default_factory=list)
    choice: str = ""
    result: str = ""


class InWords(Value, tag="in-words"):
    """Any other technique, as the clinician tells of it."""

    words: Words


Record = RolePlay | GuidedImagery | CommunicationAnalysis | ProblemSolving | InWords

OWN_RECORD: Mapping[str, type[Record]] = {
    "role-play": RolePlay,
    "guided-imagery": GuidedImagery,
    "communication-analysis": CommunicationAnalysis,
    "problem-solving": ProblemSolving,
}
"""The techniques that are recorded in a form of their own."""

TECHNIQUES: Mapping[str, str] = {
    "role-play": "role play",
    "guided-imagery": "guided imagery",
    "communication-analysis": "communication analysis",
    "problem-solving": "problem-solving",
    "exploration": "non-directive exploration",
    "encouragement-of-affect": "encouragement of affect",
    "clarification": "clarification",
    "decision-analysis": "decision analysis",
    "therapeutic-relationship": "use of the therapeutic relationship",
}
"""The techniques that the source and the manuals name, by code, in words; a clinic adds its own in its settings."""

OUTSIDE_THE_MANUAL = frozenset({"guided-imagery"})
"""What is recorded and never judged."""


def known(own: Mapping[str, str]) -> dict[str, str]:
    """Return every technique by code, those of a clinic included."""
    return {**TECHNIQUES, **own}
