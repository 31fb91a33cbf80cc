import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from domain.errors import NotFound
from domain.message.values import Kind
from projections.history.case_file import case_file, to_dict
from projections.history.contents import CaseFile
from tests.projections.history.conftest import ANOTHER, Lived


@pytest.fixture(scope="module")
def file(lived: Lived) -> CaseFile:
    return lived.file()


def test_the_header_names_the_rules_that_were_in_force(file: CaseFile, lived: Lived) -> None:
    settings, protocol = file.header.settings, file.header.protocol
    clinic = lived.living.record.clinic()
    assert settings is not None
    assert protocol is not None
    adopted = clinic.adopted["settings", "clinic"]
    assert (settings.version, settings.sha256) == (adopted.cause.version, adopted.sha256)
    assert (protocol.name, protocol.version) == ("ipt-16@1", clinic.adopted["protocol", "ipt-16@1"].cause.version)
    assert [rule.kind for rule in file.header.rules] == ["settings", "wording", "tz", "protocol"]
    assert file.header.position == lived.living.record.log.head()


def test_the_client_is_shown_with_every_consent_and_until_when_it_held(file: CaseFile) -> None:
    assert (file.client.name, file.client.zone) == ("Ana Finch", "Europe/London")
    assert not isinstance(file.client.contact, str)
    assert file.client.contact.phone == ANOTHER
    consents = {(one.medium, one.purpose): one for one in file.client.consents}
    assert consents["SMS", "appointments"].withdrawn_at is None
    assert consents["email", "appointments"].withdrawn_at == datetime(2026, 3, 29, 12, tzinfo=UTC)
    assert [one.client_version for one in file.client.consents] == [3, 4, 5]


def test_the_course_is_counted_as_the_protocol_counts(file: CaseFile) -> None:
    course = file.course
    assert (course.sessions_counted, course.sessions_agreed, course.phase) == (1, 13, "initial")
    assert course.check_ins == "mood and relationships, every Wednesday at 18:30"
    (pause,) = course.pauses
    assert (pause.since.day, pause.until.day if pause.until else None, course.paused) == (12, 24, False)


def test_sessions_are_numbered_as_the_client_counts_them(file: CaseFile) -> None:
    assert [(one.number, one.state, one.sequence) for one in file.sessions] == [
        (1, "late, seen", 1),
        (None, "cancelled by the clinic", 1),
        (2, "booked", 1),
        (3, "booked", 0),
        (4, "booked", 0),
    ]


def test_the_link_of_a_video_session_stays_secret(file: CaseFile) -> None:
    assert file.sessions[2].place == "by video with Dr B"
    assert "video.example" not in json.dumps(to_dict(file))


def test_check_ins_show_answers_and_what_stayed_unanswered(file: CaseFile) -> None:
    first, second, third, fourth = file.check_ins
    assert not isinstance(first.answers, str)
    assert [(one.item, one.value, one.text) for one in first.answers] == [("mood", 7, "7")]
    assert (first.no_response, second.no_response) == (["relationships"], ["mood"])
    assert first.state == "over with something unanswered: not every question was answered in time"
    assert third.state == "left out: the course was paused"
    assert fourth.state == "left out: the client had opted out with a STOP reply (line event 5)"


def test_changes_of_the_plan_say_who_and_why(file: CaseFile) -> None:
    (change,) = file.plan_changes
    assert (change.part, change.change, change.decided_by) == ("number of sessions", "one session less", "Dr Brown")
    assert change.client_agreed


def test_messages_say_what_became_of_them_and_why(lived: Lived) -> None:
    moved = lived.message(Kind.REMINDER, "Monday 9 March")
    assert (moved.stage, moved.state, moved.reason) == ("superseded", "superseded", "the session was moved")
    sent = lived.message(Kind.REMINDER, "Tuesday 10 March")
    assert (sent.state, sent.attempts, sent.medium) == ("sent", 1, "SMS")
    stopped = lived.message(Kind.REMINDER, "Monday 30 March")
    assert stopped.reason == "the client had opted out with a STOP reply (line event 5)"


def test_what_is_owed_next_follows_the_settings_in_force(file: CaseFile) -> None:
    kinds = [one.kind for one in file.coming]
    assert kinds == ["session-reminder-last", "check-in", "session-reminder", "session-reminder-last"]
    assert [one.window.not_before for one in file.coming] == sorted(one.window.not_before for one in file.coming)


def test_what_is_owed_next_says_what_would_come_of_it(file: CaseFile, lived: Lived) -> None:
    assert file.coming[2].expected.startswith("would go, on time, allowed by the consent to SMS about appointments")
    stopped = lived.file(next(reversed(lived.snapshots)) - 2)
    assert stopped.coming[-1].expected == (
        "would not go, because the client had opted out with a STOP reply (line event 5)"
    )


def test_what_was_recorded_late_is_marked(file: CaseFile) -> None:
    (late,) = (one for one in file.timeline if one.late and one.topic.startswith("course."))
    assert late.topic == "course.attendance_recorded.v1"
    assert (late.occurred_at.day, late.recorded_at.day) == (10, 12)


def test_the_timeline_is_in_the_order_of_the_record(file: CaseFile) -> None:
    positions = [one.position for one in file.timeline]
    assert positions == sorted(set(positions))
    assert {one.topic.partition(".")[0] for one in file.timeline} == {
        "check_in", "client", "clinic", "course", "inbound", "line", "message", "referral",
    }  # fmt: skip


def test_no_protocol_of_other_courses_stands_in_the_timeline(file: CaseFile) -> None:
    assert not [one for one in file.timeline if "ipt-8" in one.sentence]


def test_a_case_file_is_ready_for_json_in_a_stable_order(file: CaseFile) -> None:
    plain = to_dict(file)
    assert json.loads(json.dumps(plain)) == plain
    assert list(plain) == list(CaseFile.__struct_fields__)
    assert plain["sessions"][0]["starts"] == {"local": "2026-03-10T11:00:00", "zone": "Europe/London"}
    assert plain["sessions"][0]["starts_at"] == "2026-03-10T11:00:00Z"


def test_a_course_that_never_was_is_not_found(lived: Lived) -> None:
    with pytest.raises(NotFound, match="no course"):
        case_file(lived.living.record.log, uuid4(), lived.line_id)
