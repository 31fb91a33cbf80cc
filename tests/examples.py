"""One complete example of every type of event, each as it could stand in the log of one short case.

`EXAMPLES` are in the order in which such a case would tell them; `entries` puts an envelope around
each. The shapes of events are frozen by these, so an example, once written, is never changed.
"""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from domain.check_in import events as check_in
from domain.client import events as client
from domain.client.contact import Contact, Medium, Purpose
from domain.clinic import events as clinic
from domain.course import events as course
from domain.course.values import (
    Attendance,
    CheckInAnswer,
    CheckInPlan,
    Deviation,
    Mode,
    Outcome,
    Party,
    Place,
    PlanPart,
    Slot,
)
from domain.event import REGISTRY, Actor, Cause, Entry, Event
from domain.ids import CLINIC
from domain.inbound import events as inbound
from domain.instant import Instant, instant
from domain.line import events as line
from domain.message import events as message
from domain.message.values import Appointment, Details, Kind, Reason, Window
from domain.referral import events as referral
from domain.token import events as token
from domain.values import Wall
from tests.examples_clinical import EXAMPLES_CLINICAL
from tests.examples_pathway import EXAMPLES_PATHWAY
from tests.examples_plan import EXAMPLES_PLAN

CAST = UUID("0d9a6f6e-7c1c-4d55-9a53-3f8f0c4b5f10")


def the(name: str) -> UUID:
    """Return the id of somebody or something in these examples."""
    return uuid5(CAST, name)


def at(day: int, hour: int, minute: int = 0) -> Instant:
    """Return an instant of March 2026, in UTC."""
    return instant(datetime(2026, 3, day, hour, minute, tzinfo=UTC))


def wall(day: int, hour: int) -> Wall:
    """Return a time of March 2026 in London, where clocks go forward on the 29th."""
    return Wall(local=datetime(2026, 3, 1, hour) + timedelta(days=day - 1), zone="Europe/London")


ROOM = Place(mode=Mode.ROOM, where="Room 2", clinician="Dr Amari")
MONDAY, TUESDAY = wall(30, 9), wall(31, 10)
RULE = Cause(CLINIC, 1)
CONSENT = Cause(the("client"), 3)
ANSWER = CheckInAnswer(item="mood", value=7, text="7, thanks", inbound=the("inbound"), rules="reading-1")
WINDOW = Window(ideal=at(29, 8), not_before=at(29, 7), on_time_until=at(29, 19), expires=at(29, 20))
TOLD = Appointment(
    session=the("session"),
    sequence=1,
    status="moved",
    starts=TUESDAY,
    minutes=50,
    mode=Mode.ROOM,
    where="Room 2",
    was=MONDAY,
)

_CLINIC: list[Event] = [
    clinic.Adopted(
        kind="settings",
        name="clinic",
        content={"clinic": {"name": "Riverside", "zone": "Europe/London"}, "retry_seconds": [30, 120]},
        sha256="ab12cd34ef56" + 52 * "0",
    ),
    clinic.Restored(position=57, root="9f86d081884c" + 52 * "0", taken_at=at(30, 1), erasures=2),
    token.Issued(name="front desk", scopes=["clients", "courses"], expires_at=at(31, 12)),
    token.Revoked(reason="the laptop was lost"),
]
_CLIENT: list[Event] = [
    client.Registered(name="Robin Vale", zone="Europe/London", language="en"),
    client.ContactChanged(
        contact=Contact(
            phone="+447700900123",
            phone_kind="mobile",
            email="robin@mail.example",
            safe_to_text=True,
            safe_to_email=False,
            safe_to_leave_voicemail=True,
            safe_from=time(10),
            safe_until=time(18, 30),
            whose="carer",
            shared=True,
        )
    ),
    client.ConsentGiven(
        medium=Medium.SMS, purpose=Purpose.APPOINTMENTS, how="written", wording="Text me about my appointments."
    ),
    client.ConsentWithdrawn(medium=Medium.EMAIL, purpose=Purpose.CHECK_INS, how="spoken"),
    client.ZoneChanged(zone="Europe/Dublin"),
    client.Erased(ground="the client asked for it", approved_by=["Dr Brown", "front desk"]),
    referral.Received(client=the("client"), received_on=date(2026, 3, 2), source="Dr Osei", reason="low since winter"),
    referral.Accepted(accepted_on=date(2026, 3, 9), reason="suitable"),
]
_COURSE: list[Event] = [
    course.Opened(
        client=the("client"),
        referral=the("referral"),
        protocol="ipt-16",
        protocol_version=1,
        sessions_agreed=14,
        phase="initial",
        clinician="Dr Amari",
    ),
    course.SessionBooked(
        session=the("session"), series=the("series"), slot=Slot(starts=MONDAY, minutes=50), place=ROOM
    ),
    course.SessionMoved(session=the("session"), starts=TUESDAY, before=MONDAY, by=Party.CLIENT, reason="work trip"),
    course.SessionPlaceChanged(
        session=the("session"), place=Place(mode=Mode.VIDEO, where="https://video.example/1", clinician="Dr Amari")
    ),
    course.SessionCancelled(session=the("session"), by=Party.CLINIC, reason="illness"),
    course.AttendanceRecorded(
        session=the("session"),
        attendance=Attendance.LATE_SEEN,
        before=Attendance.DID_NOT_ATTEND,
        deviation=Deviation(what="the session had been cancelled", reason="it took place after all"),
    ),
    course.PhaseChanged(
        phase="middle",
        before="initial",
        deviation=Deviation(what="the protocol has the phase middle from session 5 to 12", reason="ready early"),
    ),
    course.CheckInsPlanned(plan=CheckInPlan(weekday=2, at=time(18, 30), items=["mood", "relationships"])),
    course.CheckInsStopped(reason="asked for a break"),
    course.CheckInRecorded(check_in=the("check-in"), week="2026-W13", answers=[ANSWER]),
    course.NoResponse(check_in=the("check-in"), week="2026-W13", asked=["mood", "relationships"], answers=[ANSWER]),
    course.PlanChanged(
        part=PlanPart.SESSION_NUMBER,
        client_agreed=True,
        effective_on=date(2026, 3, 23),
        change="two more sessions",
        reason="the move to another town",
        decided_by="Dr Amari",
        sessions_agreed=16,
        minutes=50,
    ),
    course.Paused(reason="holiday"),
    course.Resumed(reason="back home"),
    course.Discharged(
        outcome=Outcome.COMPLETED_EARLY,
        discharged_on=date(2026, 3, 31),
        lapsed=[the("session")],
        reason="goals reached",
    ),
]
_CHECK_IN: list[Event] = [
    check_in.Opened(
        course=the("course"),
        client=the("client"),
        week="2026-W13",
        line=the("line"),
        items=["mood", "relationships"],
        closes_at=at(27, 18, 30),
        rule=RULE,
    ),
    check_in.Held(week="2026-W13", until=at(25, 19), reason=Reason(code="line-busy"), rule=RULE),
    check_in.Skipped(week="2026-W13", reason=Reason(code="course-paused"), rule=RULE),
    check_in.Asked(item="mood", times=2, message=the("message")),
    check_in.Answered(item="mood", answer=ANSWER),
    check_in.Unread(item="mood", inbound=the("inbound"), because="not a single number"),
    check_in.Completed(),
    check_in.Closed(reason=Reason(code="no-response")),
]
_LINE: list[Event] = [
    line.OptedOut(word="opt_out", via="reply"),
    line.OptedIn(word="opt_in", via="reply"),
    line.ConversationOpened(check_in=the("check-in"), course=the("course"), client=the("client")),
    line.ConversationClosed(check_in=the("check-in")),
    inbound.Received(
        provider="twilio",
        reference="SM0001",
        line=the("line"),
        opt_out_type="HELP",
        attachments=1,
        sender="+447700900123",
        text="7, thanks",
    ),
    inbound.Erased(ground="the client asked for it"),
    inbound.Read(
        fate="answered",
        because="a single number on the scale",
        rules="reading-1",
        check_in=the("check-in"),
        course=the("course"),
        client=the("client"),
    ),
]
_DECIDED: list[Event] = [
    message.Owed(
        kind=Kind.REMINDER,
        occurrence=f"{the('session')}:2026-03-30T09:00:00",
        medium=Medium.SMS,
        purpose=Purpose.APPOINTMENTS,
        client=the("client"),
        about=[the("session")],
        wording="session-reminder",
        window=WINDOW,
        because=Reason(code="session-is-near", facts={"days_before": 1, "minutes_before": 0}),
        rule=RULE,
        details=Details(appointments=[TOLD], to="+447700900123"),
    ),
    message.Held(until=at(29, 7), reason=Reason(code="quiet-hours", facts={"until": at(29, 7)}), rule=RULE),
    message.Skipped(reason=Reason(code="opted-out", facts={"version": 1}), rule=RULE),
    message.Expired(
        reason=Reason(code="too-late", facts={"on_time_until": at(29, 19), "expires": at(29, 20)}), rule=RULE
    ),
    message.Superseded(reason=Reason(code="session-moved")),
]
_SENDING: list[Event] = [
    message.Dispatching(
        attempt=1,
        owner=the("worker"),
        deadline=at(29, 7, 1),
        channel="twilio",
        medium=Medium.SMS,
        line=the("line"),
        consent=CONSENT,
        rule=RULE,
        reason=Reason(code="moved-earlier", facts={"ideal": at(29, 8)}),
        to="+447700900123",
        subject="Your appointment",
        text="Riverside: Mon 30 Mar, 09:00.",
    ),
    message.Sent(attempt=1, reference="SM0002", evidence="answer"),
    message.Unsent(attempt=1, code="20429", words="too many requests at once", retry_at=at(29, 7, 2)),
    message.Refused(attempt=1, code="21610", words="the recipient has opted out"),
    message.Ambiguous(attempt=1, code="timeout", words="no answer after the request was written", look_at=at(29, 7, 1)),
    message.Reconciling(attempt=1, owner=the("other worker"), deadline=at(29, 7, 3), settles_at=at(29, 7, 6)),
    message.EvidenceMissing(attempt=1, words="the provider lists no such message", look_at=at(29, 7, 6)),
    message.NeedsPerson(attempt=1, reason=Reason(code="may-not-have-been-sent", facts={"words": "nothing was found"})),
    message.StatusReported(attempt=1, status="undelivered", code="30005", words="the number is unknown"),
]
EXAMPLES: list[Event] = [
    *_CLINIC,
    *_CLIENT,
    *_COURSE,
    *_CHECK_IN,
    *_LINE,
    *_DECIDED,
    *_SENDING,
    *EXAMPLES_CLINICAL,
    *EXAMPLES_PLAN,
    *EXAMPLES_PATHWAY,
]

_STREAMS = {"clinic": CLINIC, "check_in": the("check-in")}
_STREAMS |= dict.fromkeys(("plan", "assessment", "measure", "network", "safety", "formulation", "work"), the("course"))
_STREAMS |= dict.fromkeys(("ending", "supervision"), the("course"))
_OUTSIDE = {"clinic", "token", "client", "referral", "line", "staff"}


def entries(examples: list[Event] | None = None) -> list[Entry]:
    """Return examples with an envelope: position and version count from 1, a minute apart."""
    versions: dict[UUID, int] = {}
    return [_entry(event, number, versions) for number, event in enumerate(examples or EXAMPLES, start=1)]


def _entry(event: Event, number: int, versions: dict[UUID, int]) -> Entry:
    word = event.topic.partition(".")[0]
    stream = _STREAMS.get(word, the(word))
    versions[stream] = versions.get(stream, 0) + 1
    return Entry(
        originator_id=stream,
        originator_version=versions[stream],
        event=event,
        occurred_at=at(10, 12, number % 60),
        actor=Actor("staff", the("clinician")),
        command_id=the("command"),
        subject=the("client"),
        course=None if word in _OUTSIDE else the("course"),
        position=number,
        recorded_at=at(10, 12, number % 60),
    )


def topics() -> list[str]:
    """Return every topic of the program, in order, those of tests apart."""
    return sorted(topic for topic in REGISTRY if not topic.startswith("test."))
