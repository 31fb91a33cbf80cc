"""How a risk assessment may not be worded: an assessment finds what it finds, it never clears.

72 % of those who died by suicide in a study of the US Veterans Health Administration had last answered 0 to
the question about it: a record that says "no risk" would be read as more than anybody can know.
"""

import re

import msgspec

from domain.errors import Invalid
from domain.safety.values import Harm, RiskAssessment

_KINDS_OF_RISK = (
    r"(?:any|active|acute|apparent|clinical|current|evident|harm|identifiable|identified|immediate|imminent|known|"
    r"obvious|of|present|real|safety|self[\s-]harm|serious|significant|suicidal|suicide)"
)
_CLEARANCES = re.compile(
    rf"\b(?:no|nil|zero|without|absence\s+of|absent)\s+(?:{_KINDS_OF_RISK}\s+){{0,3}}risks?\b"
    r"|\brisks?\b(?:\s+(?:to|of)\s+\w+)?[\s:=,-]*(?:(?:is|was|are|were)\s+)?(?:nil|none|zero|absent|excluded)\b"
    r"|\bnot\s+(?:[\w-]+\s+)?(?:at\s+(?:any\s+)?risk|a\s+risk)\b"
    r"|\brisk[\s-]free\b",
    re.IGNORECASE,
)


class RiskCleared(Invalid):
    """Nothing shows that there is no risk."""

    code = "risk-cleared"
    message = (
        "{field}: never worded as no risk, which nobody can know; say what was asked, what was found and what follows"
    )


def checked(found: RiskAssessment) -> RiskAssessment:
    """Return the assessment, if no part of it says that there is no risk.

    Raises:
        RiskCleared: one does; its field is named, the text is not.
    """
    for field, text in _texts(found):
        if _CLEARANCES.search(text):
            raise RiskCleared(field=f"assessment.{field}")
    return found


def _texts(found: RiskAssessment) -> list[tuple[str, str]]:
    texts: list[tuple[str, str]] = []
    for name, value in msgspec.structs.asdict(found).items():
        if isinstance(value, Harm):
            texts += [(f"{name}.{part}", text) for part, text in msgspec.structs.asdict(value).items()]
        else:
            texts.append((name, value))
    return texts
