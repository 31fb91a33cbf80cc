"""docs/source-map.md against the document that it answers for, and against routes, events and tests that there are."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import tests.examples  # noqa: F401 - with these every event is registered
from api.policy import POLICY, V1
from domain.event import REGISTRY
from interlude.cli import group
from tests.source_document import BEYOND, DOCUMENT

ROOT = Path(__file__).parent.parent
MAP = ROOT / "docs" / "source-map.md"
HEAD = ("section", "item", "command", "event", "shown where", "test")
DOCUMENTATION = "documentation"


class Row(NamedTuple):
    section: str
    item: str
    command: str
    event: str
    shown: str
    test: str


def table(text: str) -> list[Row]:
    """The rows of the one table of a page, its head left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    assert tuple(cells[0]) == HEAD
    return [Row(*row) for row in cells[2:]]


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


ROWS = table(MAP.read_text(encoding="utf-8"))


@cache
def collected() -> frozenset[str]:
    """The ids of the tests in the files that the map names, as pytest collects them."""
    files = sorted({name.partition("::")[0] for row in ROWS for name in quoted(row.test)})
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *files]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    return frozenset(line for line in found.stdout.splitlines() if "::" in line)


@pytest.mark.parametrize("section", DOCUMENT)
def test_every_section_and_list_item_of_the_document_has_a_row(section: str) -> None:
    answered = {row.item for row in ROWS if row.section == section}
    assert {"", *DOCUMENT[section]} <= answered


def test_the_rows_stand_in_the_order_of_the_document_and_name_no_other_section() -> None:
    sections = list(dict.fromkeys(row.section for row in ROWS))
    assert sections == [*DOCUMENT, BEYOND]


def test_no_row_stands_twice() -> None:
    assert len(set(ROWS)) == len(ROWS)


def test_every_row_says_where_it_is_shown_and_which_test_proves_it() -> None:
    assert [row for row in ROWS if not row.shown or len(quoted(row.test)) != 1] == []


def test_every_command_is_a_route_or_a_command_of_the_program() -> None:
    known = {f"{method} {path.removeprefix(V1)}" for method, path in POLICY}
    known |= {f"interlude {name}" for name in group.commands}
    for row in ROWS:
        named = set(quoted(row.command))
        assert named <= known, (row.section, named - known)
        assert bool(named) != (row.command == DOCUMENTATION), row
        shown = {one for one in quoted(row.shown) if one.startswith(("GET ", "POST ", "interlude "))}
        assert {one.partition("?")[0] for one in shown} <= known, (row.section, shown - known)


def test_every_event_is_registered_and_every_command_has_one_or_says_why_not() -> None:
    for row in ROWS:
        topics = {one for one in quoted(row.event) if re.fullmatch(r"[a-z_]+\.[a-z_]+\.v[0-9]+", one)}
        assert topics <= REGISTRY.keys(), (row.section, topics - REGISTRY.keys())
        assert topics or row.event.startswith("none: ") or row.command == DOCUMENTATION, row


def test_every_general_remark_names_a_document_that_exists() -> None:
    for row in ROWS:
        if row.command == DOCUMENTATION:
            named = [one for one in quoted(row.shown) if one.endswith(".md")]
            assert named, row
            assert all((ROOT / one).is_file() for one in named), row


def test_every_test_that_is_named_is_collected() -> None:
    """That it passes is seen where it runs: it is one of this suite."""
    missing = {name for row in ROWS for name in quoted(row.test)} - collected()
    assert missing == set()
