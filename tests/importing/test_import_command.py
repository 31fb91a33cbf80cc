"""`interlude import`, as somebody at a terminal brings in the clients of another system."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner, Result

from domain.policy.owed import owed
from interlude import rules
from interlude.cli import group
from interlude.compose import open_record
from interlude.demo.prepare import SETTINGS, adopt_rules, prepare
from interlude.environment import Environment
from interlude.importing import NotImported
from store.persistence import MachineClock

HEAD = (
    "reference,name,zone,phone,email,consents,protocol,protocol_version,sessions_agreed,clinician,"
    "referred_on,opened_on,phase,held,booked"
)
UNDER_WAY = (
    "C-17,Kim Marsh,Europe/London,+447700900321,kim@mail.example,sms:appointments; email:appointments,ipt-16,1,12,"
    "Dr Okafor,2024-01-02,2024-01-08,initial,2024-01-08T09:00 on-time; 2024-01-15T09:00 did-not-attend,2199-01-07T09:00"
)
ALONE = "C-18,Lee Park,Europe/London,,,,,,,,,,,,"


class Terminal:
    """A clinic that has adopted its rules, and the command line."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.env = Environment(database_url=f"sqlite:///{directory / 'clinic'}")
        prepare(self.env)
        with closing(open_record(self.env, MachineClock())) as record:
            adopt_rules(record, [rules.settings_file(SETTINGS), *rules.bundled()])

    def bring_in(self, text: str, *options: str, name: str = "clients.csv") -> Result:
        file = self.directory / name
        file.write_text(text, encoding="utf-8")
        environment = {"INTERLUDE_DATABASE_URL": self.env.database_url}
        return CliRunner().invoke(group, ["import", str(file), "--source", "old diary", *options], env=environment)

    def head(self) -> int:
        with closing(open_record(self.env, MachineClock())) as record:
            return record.log.head()

    def course(self, told: str) -> tuple[Any, Any]:
        """The course that a line of the output names, and what it owes."""
        course = UUID(told.split("course ")[1].split(maxsplit=1)[0])
        with closing(open_record(self.env, MachineClock())) as record:
            world = record.executor.world(uuid4())
            case, clinic = world.case(course), world.clinic()
            return case.course, owed(case, world.client(case.course.client), clinic.settings)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def csv(*rows: str) -> str:
    return "\n".join([HEAD, *rows]) + "\n"


def test_without_apply_nothing_is_changed(terminal: Terminal) -> None:
    before = terminal.head()
    result = terminal.bring_in(csv(UNDER_WAY, ALONE))
    assert result.exit_code == 0, result.output
    assert "2 lines can be brought in; nothing was changed" in result.output
    assert terminal.head() == before


def test_a_course_under_way_comes_in_with_its_sessions_and_owes_nothing(terminal: Terminal) -> None:
    result = terminal.bring_in(csv(UNDER_WAY, ALONE), "--apply")
    assert result.exit_code == 0, result.output
    course, owes = terminal.course(result.output)
    assert course.pathway.held
    assert [str(one.attendance) for one in course.in_order()] == ["on-time", "did-not-attend", "None"]
    assert owes == {}


def test_brought_in_again_a_file_changes_nothing(terminal: Terminal) -> None:
    terminal.bring_in(csv(UNDER_WAY), "--apply")
    before = terminal.head()
    result = terminal.bring_in(csv(UNDER_WAY), "--apply")
    assert "(brought in before)" in result.output
    assert terminal.head() == before


WRONG = {
    "line 2: zone": UNDER_WAY.replace("Europe/London", "Europe/Nowhere"),
    "line 2: contact.phone": UNDER_WAY.replace("+447700900321", "12"),
    "line 2: protocol": UNDER_WAY.replace("ipt-16,1", "ipt-16,7"),
    "line 2: sessions_agreed": UNDER_WAY.replace(",1,12,", ",1,40,"),
    "line 2: held: expected": UNDER_WAY.replace("T09:00 on-time", "T09:00"),
    "line 2: expected as many cells": UNDER_WAY + ",more",
    "line 2: not one of the values": UNDER_WAY.replace("did-not-attend", "Kim-was-late"),
}


@pytest.mark.parametrize("told", WRONG)
def test_what_is_wrong_is_told_by_line_and_field_and_never_quoted(terminal: Terminal, told: str) -> None:
    before = terminal.head()
    result = terminal.bring_in(csv(WRONG[told], ALONE), "--apply")
    assert isinstance(result.exception, NotImported)
    assert told in result.output
    assert "Kim" not in result.output
    assert "1 of 2 lines" in str(result.exception)
    assert terminal.head() == before


def test_a_reference_stands_once_in_a_file(terminal: Terminal) -> None:
    result = terminal.bring_in(csv(ALONE, ALONE), "--apply")
    assert "line 3: reference: the same as in line 2" in result.output


def test_a_head_line_that_is_not_understood_is_refused_with_the_columns(terminal: Terminal) -> None:
    result = terminal.bring_in("reference,surname\nC-17,Marsh\n")
    assert "not surname" in str(result.exception)


def test_json_lines_say_the_same(terminal: Terminal) -> None:
    course = dict(
        protocol="ipt-16",
        protocol_version=1,
        sessions_agreed=12,
        clinician="Dr Okafor",
        referred_on="2024-01-02",
        opened_on="2024-01-08",
        place=dict(mode="room", where="Room 2"),
        held=[dict(starts="2024-01-08T09:00:00", attendance="on-time")],
    )
    kim = dict(reference="C-17", name="Kim Marsh", zone="Europe/London", course=course)
    result = terminal.bring_in(f"{json.dumps(kim)}\n\n", "--apply", name="clients.jsonl")
    assert result.exit_code == 0, result.output
    assert len(terminal.course(result.output)[0].sessions) == 1


def test_a_line_that_is_no_object_or_has_unknown_fields_is_told(terminal: Terminal) -> None:
    unknown = json.dumps(dict(reference="C-17", name="Kim Marsh", zone="Europe/London", diagnosis="low"))
    result = terminal.bring_in(f"[1]\n{unknown}\n", name="clients.jsonl")
    assert "line 1: expected one JSON object" in result.output
    assert "line 2: Object contains unknown field" in result.output
