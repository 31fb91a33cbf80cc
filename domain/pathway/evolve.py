"""How each event of the pathway changes a course."""

import msgspec

from domain.course.state import Course, PlannedCheckIns
from domain.event import Entry
from domain.fold import Rules
from domain.pathway import events
from domain.pathway.values import Pathway

change = msgspec.structs.replace


def _with(course: Course, entry: Entry, pathway: Pathway) -> Course:
    return change(course, version=entry.version, pathway=pathway)


def _imported(course: Course, event: events.Imported, entry: Entry) -> Course:
    del event
    return _with(course, entry, change(course.pathway, held=True))


def _released(course: Course, event: events.Released, entry: Entry) -> Course:
    """Check-ins count from the release on: those of the weeks before are not made up for."""
    del event
    planned = PlannedCheckIns(course.check_ins.plan, entry.occurred_at) if course.check_ins else None
    return change(_with(course, entry, change(course.pathway, held=False)), check_ins=planned)


def _protocol(course: Course, event: events.ProtocolMoved, entry: Entry) -> Course:
    return change(course, version=entry.version, protocol=(event.protocol, event.protocol_version))


def _clinician(course: Course, event: events.ClinicianChanged, entry: Entry) -> Course:
    return change(_with(course, entry, change(course.pathway, staff=event.staff)), clinician=event.clinician)


def _linked(course: Course, event: events.Linked, entry: Entry) -> Course:
    return _with(course, entry, change(course.pathway, follows=event.follows, link=event.link))


def _continued(course: Course, event: events.Continued, entry: Entry) -> Course:
    return _with(course, entry, change(course.pathway, continued_by=(*course.pathway.continued_by, event.course)))


def _withdrawn(course: Course, event: events.DischargeWithdrawn, entry: Entry) -> Course:
    del event
    return change(course, version=entry.version, outcome=None, discharged_on=None)


RULES: Rules = {
    events.Imported: _imported,
    events.Released: _released,
    events.ProtocolMoved: _protocol,
    events.ClinicianChanged: _clinician,
    events.Linked: _linked,
    events.Continued: _continued,
    events.DischargeWithdrawn: _withdrawn,
}
