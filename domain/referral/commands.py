"""What can be asked of a referral."""

from datetime import date
from uuid import UUID

from domain.course.values import Party
from domain.referral.values import Findings, Form, Suitability
from domain.values import Value


class ReceiveReferral(Value):
    """Note that a client was referred. Form and age say whether the therapy is given here; neither is kept."""

    client: UUID
    received_on: date
    source: str
    reason: str = ""
    form: Form = Form.INDIVIDUAL
    age: int | None = None


class ScreenReferral(Value):
    """Note what screening found; `corrects` is the version of an earlier screening that this puts right."""

    screened_on: date
    outcome: Suitability
    findings: Findings
    screened_by: str
    remarks: str = ""
    age: int | None = None
    corrects: int | None = None
    because: str = ""


class PutOnWaitingList(Value):
    """Note that the client waits for a place."""

    since: date
    reason: str = ""


class OfferCourse(Value):
    """Note that the client was offered a course: what, with whom and when, in words."""

    offered_on: date
    offer: str = ""
    answer_by: date | None = None


class AcceptReferral(Value):
    """Note that a course was agreed on. A reason is needed after a screening that found IPT unsuitable."""

    accepted_on: date
    reason: str = ""


class DeclineReferral(Value):
    """Note that the referral leads to no course, and why."""

    declined_on: date
    by: Party
    reason: str
