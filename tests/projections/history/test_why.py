import asyncio
import json
from pathlib import Path
from uuid import uuid4

import pytest

from domain.errors import NotFound
from domain.ids import message_id
from domain.message.values import Kind
from projections.history.why import to_dict, to_text, why
from tests.living import Living
from tests.projections.history.conftest import NUMBER, Lived, begun

BEFORE_THE_STOP = "This reminder was not sent, because the client had opted out with a STOP reply (line event 5)."


def test_the_first_sentence_says_what_became_of_it_and_why(lived: Lived) -> None:
    assert lived.why(lived.message(Kind.REMINDER, "Monday 30 March").id).summary == BEFORE_THE_STOP
    assert lived.why(lived.message(Kind.REMINDER, "Monday 9 March").id).summary == (
        "This reminder was not sent, because the session was moved."
    )
    assert lived.why(lived.message(Kind.REMINDER, "Tuesday 10 March").id).summary == (
        "This reminder was sent by SMS on Monday 9 March 2026, 11:00 (Europe/London)."
    )


def test_each_step_cites_the_rule_by_version_and_hash(lived: Lived) -> None:
    owed, skipped = lived.why(lived.message(Kind.REMINDER, "Monday 30 March").id).steps
    settings = lived.living.record.clinic().adopted["settings", "clinic"]
    for step in (owed, skipped):
        assert step.rule is not None
        assert (step.rule.kind, step.rule.version, step.rule.sha256) == (
            "settings",
            settings.cause.version,
            settings.sha256,
        )


def test_a_message_that_went_cites_the_consent_that_allowed_it(lived: Lived) -> None:
    history = lived.why(lived.message(Kind.REMINDER, "Tuesday 10 March").id)
    _, claimed, sent = history.steps
    assert claimed.consent is not None
    assert (claimed.consent.client, claimed.consent.version) == (lived.client, 3)
    assert (claimed.consent.medium, claimed.consent.purpose, claimed.consent.how) == ("SMS", "appointments", "spoken")
    assert claimed.letter is not None
    assert claimed.letter.to == NUMBER
    assert "11:00" in claimed.letter.text
    assert sent.inputs is None


def test_a_decision_shows_the_versions_that_it_looked_at(lived: Lived) -> None:
    """They are those before its own append: the move that superseded the reminder is not among them."""
    moved = lived.message(Kind.REMINDER, "Monday 9 March")
    log = lived.living.record.log
    settings = lived.living.record.clinic().adopted["settings", "clinic"]
    (append,) = {step.position for step in lived.why(moved.id).steps if step.topic == "message.superseded.v1"}
    for step in lived.why(moved.id).steps:
        assert step.inputs is not None
        moves = [one for one in log.case(lived.course) if one.event.topic == "course.session_moved.v1"]
        assert step.inputs.course_version == moves[0].version - 1
        assert moves[0].position < append
        assert (step.inputs.client_version, step.inputs.clinic_version) == (5, settings.cause.version - 1)


def test_as_known_before_it_fell_due_a_message_has_no_history(lived: Lived) -> None:
    skipped = lived.message(Kind.REMINDER, "Monday 30 March").id
    (first, last) = (step.position for step in lived.why(skipped).steps)
    with pytest.raises(NotFound):
        lived.why(skipped, first - 1)
    assert lived.why(skipped, first).summary.startswith("This reminder has not been sent yet; it waits until")
    assert lived.why(skipped, last).summary == BEFORE_THE_STOP


def test_every_message_explains_itself(lived: Lived) -> None:
    for message in lived.file().messages:
        history = lived.why(message.id)
        assert history.steps[0].topic == "message.owed.v1"
        assert history.steps[0].rule is not None
        assert history.subject == message.subject
        assert all(len(line) <= 100 for line in to_text(history).splitlines())
        plain = to_dict(history)
        assert json.loads(json.dumps(plain)) == plain


def test_a_text_begins_with_the_summary_and_shows_what_was_written(lived: Lived) -> None:
    text = to_text(lived.why(lived.message(Kind.REMINDER, "Tuesday 10 March").id))
    assert text.startswith("This reminder was sent by SMS on Monday 9 March 2026, 11:00 (Europe/London).\n")
    assert f"consent: event 3 of client {lived.client}" in text
    assert f"to {NUMBER}: " in text


def test_a_message_that_never_was_is_not_found(lived: Lived) -> None:
    with pytest.raises(NotFound, match="no message"):
        lived.why(uuid4())


def test_a_reply_to_somebody_unknown_explains_itself_too(tmp_path: Path) -> None:
    living = Living(tmp_path, "2026-03-02T09:00:00Z")
    try:
        inbound = living.write("+447700900999", "STOP")
        asyncio.run(living.stepper.settle())
        message = message_id(inbound, Kind.OPT_OUT_CONFIRMED, "reply")
        nobody = Lived(living, uuid4(), uuid4(), [])
        history = why(living.record.log, message, nobody.line_id)
        assert history.summary == (
            "This confirmation of the opt-out was sent by SMS on Monday 2 March 2026, 09:00 (Europe/London)."
        )
        assert (history.course, history.client) == (None, None)
        assert "which needs no consent" in history.steps[1].sentence
        assert history.steps[1].inputs is not None
        assert history.steps[1].inputs.line_version == 1
    finally:
        living.close()


def test_a_message_that_is_merely_owed_has_no_history_yet(tmp_path: Path) -> None:
    lived = begun(tmp_path)
    try:
        notice = lived.file().coming[0]
        assert notice.kind == Kind.NOTICE
        assert notice.expected.startswith("would go, on time")
        with pytest.raises(NotFound):
            lived.why(notice.id)
    finally:
        lived.living.close()
