"""What is noted of the ending and afterwards, in sentences."""

from collections.abc import Callable, Iterable
from typing import Any

from domain.ending import events, values
from domain.erased import ERASED, is_erased
from domain.event import Entry
from projections.audit import spoken
from projections.audit.facts import closing, code, parts, when
from projections.audit.names import Names

REMISSIONS = {
    values.Remission.IPT_ALONE: "was reached on IPT alone",
    values.Remission.IPT_WITH_MEDICATION: "was reached on IPT with medication",
    values.Remission.NOT_REACHED: "was not reached",
}
DECISIONS = {
    values.Maintenance.MAINTENANCE: "to go on with maintenance",
    values.Maintenance.NO_MAINTENANCE: "to go on without maintenance",
    values.Maintenance.LATER: "to decide on maintenance later",
}
MISSED = {
    values.Missed.NO_CONTACT: "the client could not be reached",
    values.Missed.DECLINED: "the client declined",
    values.Missed.NOT_WANTED: "the client had asked not to be followed up",
}

Content = Callable[[Any], str]


def _saying(begins: str, says: Content) -> Callable[[Any, Entry, Names], str]:
    """Return the sentence of a fact: what it is, when and by whom, and what its content says."""

    def say(event: Any, entry: Entry, names: Names) -> str:
        said = str(ERASED) if is_erased(event.content) else says(event.content)
        begun = begins.format(month=getattr(event, "month", 0))
        return f"{begun} {when(event)}: {said}.{closing(event)}"

    return say


def quotes(texts: Iterable[str]) -> str:
    """Return several texts, each as a quotation."""
    return spoken.listed(spoken.quoted(text) for text in texts)


def ending(content: values.NamedEnding) -> str:
    """Return when the last session is meant to be, and how it was put."""
    return f"the last session is meant for {spoken.day(content.ends_on)}{spoken.giving(content.text, ', ')}"


def feelings(content: values.Feelings) -> str:
    """Return what the ending means to the client, and how it was acknowledged."""
    return f"{spoken.quoted(content.text)}{spoken.giving(content.acknowledged, ', acknowledged with ')}"


def gains(content: values.Gains) -> str:
    """Return what was gained, goal by goal, and what is left."""
    goals = "".join(f"; the goal {spoken.quoted(one.goal)}{spoken.giving(one.reached)}" for one in content.goals)
    own = spoken.giving(content.own_part, "; the client's own part ")
    return f"{quotes(content.gains)}{goals}{own}{spoken.giving(content.left_to_do, '; left to do ')}"


def plan(content: values.RelapsePlan) -> str:
    """Return the steps of a relapse-prevention plan, and what goes with them."""
    look_out = f"; situations to look out for {quotes(content.situations)}" if content.situations else ""
    people = f"; people who help {quotes(content.people)}" if content.people else ""
    copy = "; the client has a copy" if content.copy_given else "; no copy has been given yet"
    return f"{quotes(content.steps)}{look_out}{people}{spoken.giving(content.services, '; to call ')}{copy}"


def remission(content: values.RemissionReached) -> str:
    """Return how remission was reached."""
    return f"it {REMISSIONS[content.how]}{spoken.giving(content.text, ', ')}"


def maintenance(content: values.MaintenanceChoice) -> str:
    """Return what was decided about maintenance."""
    often = f", every {content.every_days} days" if content.every_days else ""
    agreed = "with" if content.client_agreed else "without"
    return f"{DECISIONS[content.decision]}{often}, {agreed} the client's agreement{spoken.giving(content.text, ', ')}"


def returned(content: values.SignsReturned) -> str:
    """Return which signs are back."""
    return f"{quotes(content.signs)}{spoken.giving(content.text, ', ')}"


def followed_up(content: values.FollowUp) -> str:
    """Return how the client fares, area by area."""
    said = parts(
        content,
        symptoms="symptoms",
        functioning="functioning",
        relationships="relationships",
        network="network",
        coping="coping",
        well_being="well-being",
    )
    back = f"; early-warning signs that are back {quotes(content.signs_returned)}" if content.signs_returned else ""
    return f"by {code(content.mode)}; {said}{back}"


def missed(content: values.MissedFollowUp) -> str:
    """Return why a follow-up did not take place."""
    return f"{MISSED[content.why]}{spoken.giving(content.text, ', ')}"


SENTENCES: dict[Any, Callable[[Any, Entry, Names], str]] = {
    events.EndingNamed: _saying("The ending was named", ending),
    events.FeelingsAcknowledged: _saying("Feelings about the ending were acknowledged", feelings),
    events.GainsReviewed: _saying("Gains and goals were reviewed", gains),
    events.SignsNoted: _saying("Early-warning signs were noted", lambda content: quotes(content.signs)),
    events.RelapsePlanMade: _saying("A relapse-prevention plan was made", plan),
    events.RemissionNoted: _saying("Remission was judged", remission),
    events.MaintenanceDecided: _saying("A decision on maintenance was taken", maintenance),
    events.SignsReturned: _saying("Early-warning signs were noted to be back", returned),
    events.FollowedUp: _saying("The follow-up {month} months after discharge was held", followed_up),
    events.FollowUpMissed: _saying("The follow-up {month} months after discharge was missed, noted", missed),
}
