"""Settings and protocols as files: what is missing, unknown or senseless is refused with the name of its field."""

from copy import deepcopy
from typing import Any

import pytest

from domain.clinic.decisions import Rules, adopt
from domain.clinic.protocol import protocol
from domain.clinic.settings import settings
from domain.clinic.state import NotConfigured
from domain.errors import Invalid, UnknownZone
from tests.builders import PROTOCOL, SETTINGS, a_clinic, a_world


def changed(content: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """A copy in which one field has another value; `...` takes it out."""
    copy = deepcopy(content)
    *sections, field = path.split(".")
    part = copy
    for section in sections:
        part = part.setdefault(section, {})
    if value is ...:
        del part[field]
    else:
        part[field] = value
    return copy


def test_a_clinic_needs_to_say_little_more_than_who_it_is() -> None:
    read = settings({"clinic": SETTINGS["clinic"]})
    assert (read.quiet_hours.starts.hour, read.quiet_hours.ends.hour) == (21, 8)
    assert read.reminders.first.days_before == 1
    assert not read.reminders.last.enabled
    assert not read.safety.two_way_ready()


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("clinic", ..., "clinic"),
        ("clinic.name", ..., "name"),
        ("clinic.name", 5, "clinic.name"),
        ("clinic.phone", "12345", "clinic.phone"),
        ("clinic.phone", "020 7946 0123", "clinic.phone: .*with its country code"),
        ("clinic.motto", "calm", "motto"),
        ("colour", "blue", "colour"),
        ("quiet_hours.starts", "9 pm", "quiet_hours.starts"),
        ("quiet_hours.margin_minutes", "many", "quiet_hours.margin_minutes"),
        ("reminders.first.days_before", 1.5, "reminders.first.days_before"),
        ("reminders.first.minutes_before", 60, "reminders.first: either days_before or minutes_before"),
        ("reminders.last.minutes_before", 0, "reminders.last: either days_before or minutes_before"),
        ("reminders.last.grace_minutes", -1, "reminders.last: no negative numbers"),
        ("reminders.first.latest_minutes_before", -60, "reminders.first: no negative numbers"),
        ("reminders.third", {}, "third"),
        ("check_ins.open_hours", "two", "check_ins.open_hours"),
        ("sending.deadline_seconds", 0, "sending: deadline_seconds"),
        ("sending.messages_per_day", 0, "sending: .*messages_per_day"),
        ("sending.retry_seconds", 30, "sending.retry_seconds"),
        ("safety.crisis_text", 999, "safety.crisis_text"),
        ("safety.escalation", "nobody", "safety.escalation"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_by_its_name(path: str, value: object, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        settings(changed(SETTINGS, path, value))


def test_a_zone_that_does_not_exist_is_refused_by_its_name() -> None:
    with pytest.raises(UnknownZone, match="Europe/Londn"):
        settings(changed(SETTINGS, "clinic.zone", "Europe/Londn"))


def test_a_slot_that_is_switched_off_needs_no_time() -> None:
    assert settings(changed(SETTINGS, "reminders.last", {"enabled": False})).reminders.last.enabled is False


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("name", ..., "name"),
        ("version", "two", "version"),
        ("fewest", None, "fewest"),
        ("colour", "blue", "colour"),
        ("phases", [], "ipt-16: phases: at least one"),
        ("phases", [dict(code="a", name="A", first=3, last=2)], "ipt-16: phases: .*first <= last"),
        (
            "phases",
            [dict(code="a", name="A", first=1, last=4), dict(code="b", name="B", first=6, last=9)],
            "ipt-16: phases: each to begin right after",
        ),
        (
            "phases",
            [dict(code="a", name="A", first=1, last=4), dict(code="b", name="B", first=4, last=9)],
            "ipt-16: phases: each to begin right after",
        ),
        ("phases", [dict(code="a", name="A", first=1)], r"phases\[0\]"),
        ("counts", "on-time", "counts"),
    ],
)
def test_a_protocol_that_makes_no_sense_is_refused_by_its_field(path: str, value: object, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        protocol(changed(PROTOCOL, path, value))


def test_a_protocol_knows_its_phases_by_their_codes() -> None:
    read = protocol(PROTOCOL)
    middle = read.phase("middle")
    assert middle is not None
    assert (middle.first, middle.last) == (5, 12)
    assert read.phase("maintenance") is None


def test_what_is_adopted_is_in_force_and_can_be_cited() -> None:
    world = a_world()
    with pytest.raises(NotConfigured, match="interlude configure"):
        _ = world.clinic().settings
    world.run(lambda w: adopt(w, a_clinic().rules()))
    clinic = world.clinic()
    assert clinic.settings.clinic.name == "Harbour Practice"
    assert clinic.rule().version == 1
    assert list(clinic.protocols) == [("ipt-16", 1)]


def test_only_what_differs_is_adopted_again() -> None:
    world = a_world()
    world.run(lambda w: adopt(w, a_clinic().rules()))
    assert world.run(lambda w: adopt(w, a_clinic().rules())) == []
    louder = a_clinic().with_settings(quiet_hours=dict(margin_minutes=60))
    assert len(world.run(lambda w: adopt(w, louder.rules()))) == 1
    assert world.clinic().settings.quiet_hours.margin_minutes == 60
    assert world.clinic().rule().version == 3


def test_one_rule_that_is_not_valid_keeps_all_from_being_adopted() -> None:
    world = a_world()
    wrong = Rules(kind="protocol", name="ipt-16", content={}, sha256="x")
    with pytest.raises(Invalid):
        world.run(lambda w: adopt(w, [*a_clinic().rules(), wrong]))
    assert world.log == []


def test_an_older_protocol_stays_known_beside_a_newer_one() -> None:
    world = a_world()
    world.run(lambda w: adopt(w, a_clinic().rules()))
    newer = Rules(kind="protocol", name="ipt-16", content=changed(PROTOCOL, "version", 2), sha256="protocol-2")
    world.run(lambda w: adopt(w, [newer]))
    assert sorted(world.clinic().protocols) == [("ipt-16", 1), ("ipt-16", 2)]
