"""From a channel's answers to the domain's words for them."""

from domain.message import outcomes
from notifiers import port


def outcome_of(answer: port.Outcome) -> outcomes.Outcome:
    """Return what a send came to."""
    match answer:
        case port.Accepted():
            return outcomes.Accepted(reference=answer.reference)
        case port.Unsent():
            return outcomes.Unsent(code=answer.code, words=answer.words, retry_after=answer.retry_after)
        case port.Refused():
            return outcomes.Refused(code=answer.code, words=answer.words, opted_out=answer.opted_out)
        case port.Ambiguous():
            return outcomes.Ambiguous(code=answer.code, words=answer.words)


def evidence_of(answer: port.Evidence) -> outcomes.Outcome:
    """Return what a look for evidence came to."""
    match answer:
        case port.Found():
            return outcomes.Accepted(reference=answer.reference, evidence="list")
        case port.Absent():
            return outcomes.Missing(words="the provider shows no such message", certain=answer.certain)
        case port.Unknown():
            return outcomes.Missing(words=answer.words, asked=False)
