from typing import Any

import pytest

from domain.event import Event
from domain.fold import fold
from domain.message import events
from domain.message.state import RULES, Message
from domain.message.values import Reason
from projections.audit.learning import learn
from projections.audit.names import Names
from projections.history.messages import state
from projections.history.summary import summary
from tests.examples import EXAMPLES, RULE, at, entries

BY_KIND: dict[type[Event], Any] = {type(event): event for event in EXAMPLES}
OWED, CLAIMED, SENT = BY_KIND[events.Owed], BY_KIND[events.Dispatching], BY_KIND[events.Sent]
UNDELIVERED, UNSENT, REFUSED = BY_KIND[events.StatusReported], BY_KIND[events.Unsent], BY_KIND[events.Refused]
DELIVERED = events.StatusReported(attempt=1, status="delivered", code="", words="")
WENT = "This reminder was sent by SMS on Tuesday 10 March 2026, "


def person(code: str, /, **facts: Any) -> Event:
    return events.NeedsPerson(attempt=1, reason=Reason(code=code, facts=facts))


def told(*happened: Event) -> str:
    """The summary of a message that these events happened to, in London."""
    names = Names()
    names.client_zone = "Europe/London"
    rows = entries([OWED, *happened])
    for row in rows:
        learn(names, row)
    message: Message = fold(RULES, rows)
    assert state(message)
    return summary(message, rows, names)


def test_a_message_that_arrived_says_so() -> None:
    assert told(CLAIMED, SENT) == f"{WENT}12:03 (Europe/London)."
    assert told(CLAIMED, SENT, DELIVERED) == f"{WENT}12:03 (Europe/London) and was delivered."


def test_a_message_that_did_not_arrive_says_why() -> None:
    undelivered = person("undelivered", code="30005", words="the number is unknown")
    assert told(CLAIMED, SENT, UNDELIVERED, undelivered) == (
        f"{WENT}12:03 (Europe/London), but did not arrive: "
        "the provider could not deliver it (the number is unknown, code 30005)."
    )


def test_a_message_that_waits_says_until_when_and_why() -> None:
    held = events.Held(until=at(29, 7), reason=Reason(code="quiet-hours"), rule=RULE)
    assert told(held) == (
        "This reminder has not been sent yet; it waits until Sunday 29 March 2026, 08:00 (Europe/London), "
        "because it fell in quiet hours."
    )
    assert told(CLAIMED, UNSENT) == (
        "This reminder has not been sent yet; it waits until Sunday 29 March 2026, 08:02 (Europe/London) "
        "after 1 attempt, because the last attempt reached nobody (too many requests at once, code 20429)."
    )


@pytest.mark.parametrize("event", [None, BY_KIND[events.Ambiguous], BY_KIND[events.Reconciling]])
def test_a_message_in_flight_is_not_said_to_be_sent_or_not(event: Event | None) -> None:
    happened = [CLAIMED, event] if event else [CLAIMED]
    assert told(*happened) == "This reminder may have been sent: what became of attempt 1 is not known yet."


def test_a_message_that_nobody_can_account_for_asks_for_a_person() -> None:
    assert told(CLAIMED, BY_KIND[events.Ambiguous], person("may-not-have-been-sent", words="nothing was found")) == (
        "This reminder needs a person, because nobody can tell whether it was sent (nothing was found)."
    )


@pytest.mark.parametrize(
    ("happened", "because"),
    [
        ([BY_KIND[events.Skipped]], "the client had opted out (line event 1)"),
        ([BY_KIND[events.Expired]], "its time had passed, which was until Sunday 29 March 2026, 21:00 (Europe/London)"),
        ([BY_KIND[events.Superseded]], "the session was moved"),
        ([CLAIMED, REFUSED], "the provider refused it (the recipient has opted out, code 21610)"),
        ([CLAIMED, REFUSED, person("refused", code="21610")], "the provider refused it (code 21610)"),
        ([CLAIMED, person("could-not-be-sent-in-time", attempts=2)], "it could not be sent in time, after 2 attempts"),
    ],
)
def test_a_message_that_did_not_go_says_why(happened: list[Event], because: str) -> None:
    assert told(*happened) == f"This reminder was not sent, because {because}."
