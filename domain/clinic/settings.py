"""What a clinic decides for itself, as it stands in its settings file."""

from datetime import time
from typing import Any

import msgspec

from domain.client.contact import number
from domain.errors import Invalid
from domain.formulation.values import AreaKind
from domain.values import Value, zone


class Identity(Value):
    """How the clinic appears to its clients: a neutral name, and how to call or write back."""

    name: str
    phone: str
    email: str
    zone: str
    language: str = "en"


class QuietHours(Value):
    """The hours, on the client's clock, in which nothing but a safety reply goes out.

    A message that has to go before them goes `margin_minutes` before they begin.
    """

    starts: time = time(21, 0)
    ends: time = time(8, 0)
    margin_minutes: int = 30


class Reminder(Value):
    """One reminder slot of a session.

    `days_before` counts calendar days at the same wall time, `minutes_before` elapsed minutes; one of
    them is set. Sent late by up to `grace_minutes`, and never less than `latest_minutes_before` the session.
    """

    enabled: bool = True
    days_before: int = 0
    minutes_before: int = 0
    grace_minutes: int = 720
    latest_minutes_before: int = 60


class Reminders(Value):
    """The reminder slots: the first (by default the day before), and a last one shortly before."""

    first: Reminder = Reminder(days_before=1, grace_minutes=720, latest_minutes_before=120)
    last: Reminder = Reminder(enabled=False, minutes_before=120, grace_minutes=45, latest_minutes_before=30)


class Notices(Value):
    """Notices of a booking or a change: how late one may still go out."""

    grace_minutes: int = 2880


class CheckIns(Value):
    """Check-ins between sessions: how late one may start, how long it stays open, how often an item is asked."""

    grace_minutes: int = 360
    open_hours: int = 48
    ask_at_most: int = 2


class Sending(Value):
    """How long one attempt may take, how long evidence is waited for, and when an unsent message is tried again."""

    deadline_seconds: int = 60
    settle_seconds: int = 300
    retry_seconds: list[int] = msgspec.field(default_factory=lambda: [30, 120, 600, 1800])
    messages_per_day: int = 6


class Contact(Value):
    """One person on the escalation list, and how to reach that person."""

    name: str
    phone: str = ""
    email: str = ""


class Safety(Value):
    """What a client in crisis reads, and the people who are told, in order. There is no default."""

    crisis_text: str = ""
    escalation: list[Contact] = msgspec.field(default_factory=list)

    def two_way_ready(self) -> bool:
        """Tell whether clients may be asked anything: a crisis text, and somebody who can be reached."""
        return bool(self.crisis_text.strip()) and any(who.phone or who.email for who in self.escalation)


class AreaLabels(Value):
    """What the clinic calls the four problem areas; some say sensitivities for deficits."""

    grief: str = "Grief and loss"
    role_dispute: str = "Role dispute"
    role_transition: str = "Role transition"
    interpersonal_deficits: str = "Interpersonal deficits"

    def of(self, kind: AreaKind) -> str:
        """Return the label of a problem area."""
        label: str = getattr(self, kind.value.replace("-", "_"))
        return label


class Settings(Value):
    """All settings of a clinic. `techniques` are its own beside those of the manuals: code and name."""

    clinic: Identity
    quiet_hours: QuietHours = QuietHours()
    reminders: Reminders = Reminders()
    notices: Notices = Notices()
    check_ins: CheckIns = CheckIns()
    sending: Sending = Sending()
    safety: Safety = Safety()
    techniques: dict[str, str] = {}
    areas: AreaLabels = AreaLabels()


def settings(content: dict[str, Any]) -> Settings:
    """Return the settings that a parsed file holds.

    Raises:
        Invalid: a field is missing, unknown or not of the form that it should have; it is named.
    """
    try:
        read = msgspec.convert(content, Settings, strict=False)
    except msgspec.ValidationError as wrong:
        raise Invalid(field="settings", expected=str(wrong)) from wrong
    _check(read)
    return read


def _check(read: Settings) -> None:
    zone(read.clinic.zone)
    number(read.clinic.phone, "clinic.phone")
    if read.quiet_hours.starts.tzinfo is not None or read.quiet_hours.ends.tzinfo is not None:
        raise Invalid(field="quiet_hours", expected="local times, such as 21:00:00, without an offset")
    slots = (("first", read.reminders.first), ("last", read.reminders.last))
    for name, slot in slots:
        if slot.enabled and bool(slot.days_before) == bool(slot.minutes_before):
            raise Invalid(field=f"reminders.{name}", expected="either days_before or minutes_before")
        if min(slot.days_before, slot.minutes_before, slot.grace_minutes, slot.latest_minutes_before) < 0:
            raise Invalid(field=f"reminders.{name}", expected="no negative numbers")
        if slot.minutes_before and slot.latest_minutes_before >= slot.minutes_before:
            raise Invalid(field=f"reminders.{name}.latest_minutes_before", expected="less than minutes_before")
    if min(read.check_ins.open_hours, read.check_ins.ask_at_most) <= 0 or read.check_ins.grace_minutes < 0:
        raise Invalid(field="check_ins", expected="open_hours and ask_at_most above 0, grace_minutes not below it")
    if not read.sending.retry_seconds or min(read.sending.retry_seconds) <= 0 or read.sending.settle_seconds < 0:
        raise Invalid(field="sending", expected="retry_seconds above 0, at least one; settle_seconds not below 0")
    if read.sending.deadline_seconds <= 0 or read.sending.messages_per_day <= 0:
        raise Invalid(field="sending", expected="deadline_seconds and messages_per_day above 0")
