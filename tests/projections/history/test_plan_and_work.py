"""Plan and work in a case file: what they say, and that they say nothing personal once the client is erased."""

import msgspec
import pytest

from domain.clinic import state as clinics
from domain.clinic.state import Clinic
from domain.event import Event
from domain.fold import fold
from domain.instant import Instant
from domain.plan import view as plans
from domain.policy.case import Case, case
from domain.work import view as works
from domain.work.adherence import adherence
from domain.work.agenda import agenda
from projections.history.case_file import case_file, to_dict, to_text
from projections.history.course_text import told
from projections.history.progress import progress, progress_of
from store.messagepack import MessagePack
from store.plan import plan_of
from tests.examples import EXAMPLES, entries
from tests.examples_plan import EXAMPLES_PLAN
from tests.projections.history.conftest import Lived


def erased(event: Event) -> Event:
    """The event as the log gives it back once the key of its subject is destroyed."""
    plan, code = plan_of(type(event)), MessagePack()
    return plan.erased_event(code.decode(code.encode({name: getattr(event, name) for name in plan.clear})))


OPENED = [event for event in EXAMPLES if event.topic in {"course.opened.v1", "course.session_booked.v1"}]


def the_case(examples: list[Event]) -> Case:
    found = case(entries(examples))
    assert found is not None
    return found


def the_clinic(lived: Lived) -> Clinic:
    found: Clinic = fold(clinics.RULES, lived.living.record.log.entries(lived.living.record.clinic().rule().stream))
    return found


def test_the_text_tells_the_plan_and_the_work(lived: Lived) -> None:
    clinic, known = the_clinic(lived), the_case([*OPENED, *EXAMPLES_PLAN])
    protocol = clinic.protocols[known.course.protocol]
    text = "\n".join(told(plans.view(known, clinic), works.view(known, protocol)))
    for words in ("goal about role dispute: 'talk with my brother', at +1", "review: progress 'fewer quarrels'"):
        assert words in text
    for words in ("role play: situation 'the call'", "next step: 'ring him', open", "note, signed, 1 addendum"):
        assert words in text


def test_nothing_personal_is_left_of_plan_and_work_once_the_client_is_erased(lived: Lived) -> None:
    clinic = the_clinic(lived)
    known = the_case([erased(event) for event in [*OPENED, *EXAMPLES_PLAN]])
    protocol = clinic.protocols[known.course.protocol]
    plan, work = plans.view(known, clinic), works.view(known, protocol)
    seen = (plan, work, adherence(known, protocol), agenda(known, clinic, Instant(0)))
    shown = [str(msgspec.to_builtins(part, enc_hook=str, str_keys=True)) for part in seen]
    shown += [*told(plan, work), str(progress(known, clinic, entries(EXAMPLES_PLAN), 1).goals)]
    personal = ("brother", "Amari", "call", "rang", "quarrels", "calmly", "dispute,")
    assert not [word for text in shown for word in personal if word in text]
    assert "[erased]" in shown[0]


def test_a_case_file_has_sections_of_plan_and_work(lived: Lived) -> None:
    file = case_file(lived.living.record.log, lived.course, lived.line_id)
    assert {"plan", "work"} <= to_dict(file).keys()
    assert to_text(file)


@pytest.mark.parametrize("upto", [None, 30])
def test_progress_is_told_of_any_time(lived: Lived, upto: int | None) -> None:
    found = progress_of(lived.living.record.log, lived.course, upto)
    assert found.course == lived.course
    assert ([mark.part for mark in found.plan_changes] == ["session-number"]) is (upto is None)


def test_check_ins_of_progress_show_where_there_was_no_response(lived: Lived) -> None:
    found = progress_of(lived.living.record.log, lived.course)
    assert ("mood", 7) in [(one.item, one.value) for one in found.check_ins]
    assert ("relationships", None) in [(one.item, one.value) for one in found.check_ins]
