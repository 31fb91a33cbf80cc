"""The commands of the measures, as somebody at a terminal meets them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from interlude.cli import group

EPDS = str(Path(__file__).parent / "epds.toml")


def printed(*words: str) -> Any:
    """What a command prints, read as JSON."""
    result = CliRunner().invoke(group, list(words), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_instruments_are_listed_with_their_range_bands_risk_items_and_sources() -> None:
    listed = {one["id"]: one for one in printed("instruments")}
    phq = listed["phq-9"]
    assert (phq["version"], len(phq["items"]), phq["range"]) == (1, 9, {"lowest": 0, "highest": 27})
    assert [step["first"] for step in phq["bands"]["steps"]] == [0, 5, 10, 15, 20]
    assert [(risk["item"], risk["at_least"]) for risk in phq["risk_items"]] == [("9", 1)]
    assert phq["thresholds"]["caseness"]["at_least"] == 10
    assert phq["thresholds"]["caseness"]["validated"]


def test_every_instrument_lists_its_risk_items_even_if_there_are_none() -> None:
    assert all(isinstance(one["risk_items"], list) for one in printed("instruments"))


def test_every_rule_that_is_shown_names_its_source() -> None:
    for one in printed("instruments"):
        rules = [one["bands"], one["missing"], one["not_applicable"], *one["risk_items"], *one["thresholds"].values()]
        assert all(rule["source"] and rule["confidence"] for rule in rules if rule)


def test_a_score_is_printed_with_band_risk_and_what_is_missing() -> None:
    found = printed("score", "phq-9", *"1201-2102")
    assert (found["total"], found["band"], found["prorated"]) == (10, "moderate", True)
    assert found["missing"] == ["5"]
    assert found["risk"] == [{"item": "9", "value": 2}]


def test_an_item_that_does_not_apply_is_typed_as_na() -> None:
    found = printed("score", "wsas@1", "na", "4", "4", "4", "4")
    assert (found["total"], found["not_applicable"]) == (20, ["1"])


def test_a_clinics_own_instrument_is_scored_from_its_file() -> None:
    found = printed("score", "--file", EPDS, "epds", *"3333100001")
    assert (found["total"], found["band"], found["risk"]) == (14, "likely", [{"item": "10", "value": 1}])
    assert "epds" in {one["id"] for one in printed("instruments", "--file", EPDS)}


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["phq-9", *"12400000", "0"], "interlude: answer 3: expected 0, 1, 2 or 3, or - for missing\n"),
        (["phq-9", "-1", *"00000000"], "interlude: answer 1: expected 0, 1, 2 or 3, or - for missing\n"),
        (["gad-7", "1"], "interlude: answers: expected 7, one for each item of gad-7@1 in order, but there are 1\n"),
        (
            ["bdi", "1"],
            "interlude: instrument: one of communication-skills, gad-7, mood, mspss, phq-9, relationships, wsas\n",
        ),
    ],
)
def test_wrong_input_is_one_line_and_exit_code_1(words: list[str], line: str, tmp_path: Path) -> None:
    program = "from interlude.cli import main; main()"
    command = [sys.executable, "-c", program, "score", *words]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(root)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", line)
