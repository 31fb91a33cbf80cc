"""A clinic adds a licensed instrument by a file: here one with the numbers of EPDS, whose wording needs permission."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from domain.errors import Invalid
from domain.measures.answers import read_answers
from domain.measures.instrument import Instrument
from domain.measures.read import instrument
from domain.measures.score import score
from interlude.measures import known, named
from interlude.rules import DEFAULTS, instrument_file, instruments, read_toml
from tests.measures.forms import INSTRUMENTS

FILE = Path(__file__).parent / "epds.toml"
CONTENT = read_toml(FILE)
EPDS = instrument(CONTENT)


@pytest.mark.parametrize(
    ("answers", "total", "band"),
    [
        ("0 0 0 0 0 0 0 0 0 0", 0, "below both cut-offs"),
        ("3 3 3 0 0 0 0 0 0 0", 9, "below both cut-offs"),
        ("3 3 3 1 0 0 0 0 0 0", 10, "possible"),
        ("3 3 3 3 0 0 0 0 0 0", 12, "possible"),
        ("3 3 3 3 1 0 0 0 0 0", 13, "likely"),
        ("3 3 3 3 3 3 3 3 3 3", 30, "likely"),
    ],
)
def test_it_is_scored_as_its_file_says(answers: str, total: int, band: str) -> None:
    found = score(EPDS, read_answers(EPDS, answers.split()))
    assert (found.total, found.band) == (total, band)


@pytest.mark.parametrize(("answer", "risk"), [("0", []), ("1", ["10"]), ("3", ["10"])])
def test_its_risk_item_raises_risk_answers(answer: str, risk: list[str]) -> None:
    found = score(EPDS, read_answers(EPDS, [*"000000000", answer]))
    assert [one.item for one in found.risk] == risk


def test_options_may_stand_in_the_order_of_the_form() -> None:
    assert EPDS.values(EPDS.items[0]) == [0, 1, 2, 3]
    assert EPDS.values(EPDS.items[9]) == [3, 2, 1, 0]


def test_a_clinics_file_stands_beside_the_bundled_ones() -> None:
    assert set(known([FILE])) == {*INSTRUMENTS, "epds@1"}


def test_an_id_means_its_newest_version() -> None:
    newer = msgspec.structs.replace(EPDS, version=2)
    both = {"epds@1": EPDS, "epds@2": newer}
    assert named(both, "epds") is newer
    assert named(both, "epds@1") is EPDS


def test_it_is_adopted_by_id_and_version() -> None:
    rule = instrument_file(FILE)
    assert (rule.kind, rule.name) == ("instrument", "epds@1")


@pytest.mark.parametrize("rule", [*instruments(), instrument_file(FILE)], ids=lambda rule: str(rule.name))
def test_what_is_adopted_reads_as_the_same_instrument(rule: Any) -> None:
    read = instrument(rule.content)
    assert instrument(json.loads(json.dumps(rule.content))) == read
    assert instrument(msgspec.msgpack.decode(msgspec.msgpack.encode(rule.content))) == read
    assert msgspec.convert(msgspec.to_builtins(read), Instrument) == read


Spoil = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("spoil", "named_field"),
    [
        (lambda file: file.pop("risk_items"), "risk_items"),
        (lambda file: file.pop("missing"), "missing"),
        (lambda file: file.pop("licence"), "licence"),
        (lambda file: file.update(verison=2), "verison"),
        (lambda file: file.update(version=0), r"\$\.version"),
        (lambda file: file.update(id="EPDS 1"), r"\$\.id"),
        (lambda file: file["risk_items"][0].update(item="11"), "risk_items"),
        (lambda file: file["risk_items"][0].update(at_least=4), "risk_items: 10: at_least"),
        (lambda file: file["risk_items"].append(file["risk_items"][0]), "risk_items"),
        (lambda file: file["risk_items"][0].pop("source"), r"source.*risk_items"),
        (lambda file: file["items"].append(file["items"][0]), "items"),
        (lambda file: file["items"][4].update(options="never"), "item 5: options"),
        (lambda file: file["options"].update(rising=[0, 1, 1, 3]), r"options\.rising"),
        (lambda file: file["missing"].update(at_most=10), r"missing\.at_most"),
        (lambda file: file["bands"]["steps"][1].update(first=11), r"bands\.steps"),
        (lambda file: file["bands"]["steps"][1].update(first=9), r"bands\.steps"),
        (lambda file: file["bands"]["steps"][2].update(last=29), r"bands\.steps"),
        (lambda file: file["bands"]["steps"][0].update(first=5, last=4), r"bands\.steps"),
        (lambda file: file["thresholds"]["caseness"].update(at_least=31), r"thresholds\.caseness\.at_least"),
        (lambda file: file["thresholds"]["caseness"].update(confidence="sure"), r"thresholds\.caseness\.confidence"),
        (lambda file: file["thresholds"].update(remission=edge(below=0)), r"thresholds\.remission\.below"),
        (lambda file: file["thresholds"].update(reliable_change=edge(points=0)), r"reliable_change\.points"),
        (lambda file: file["thresholds"].update(reliable_change=edge(points=31)), r"reliable_change\.points"),
        (lambda file: file.update(higher_is="better"), "thresholds"),
        (lambda file: file["entry"].append("sms-compact"), "entry"),
        (lambda file: file["entry"].append("fax"), "entry"),
        (lambda file: file["languages"]["en"]["items"].pop("3"), r"languages\.en\.items"),
        (lambda file: file["languages"]["en"]["options"]["rising"].pop("3"), r"languages\.en\.options\.rising"),
        (lambda file: file["languages"]["en"]["options"].update(more={}), r"languages\.en\.options"),
        (lambda file: file["languages"].clear(), "languages"),
        (lambda file: file.update(not_applicable=blank(["10"])), "not_applicable"),
        (lambda file: file.update(not_applicable=blank(["11"])), r"not_applicable\.items"),
        (lambda file: file.update(not_applicable=blank(["1"], at_most=10)), r"not_applicable\.at_most"),
        (lambda file: file.update(not_applicable=blank(["1"])), r"languages\.en\.not_applicable"),
        (lambda file: file.update(subscales=[subscale(["1", "1"])]), "subscales: part: items"),
        (lambda file: file.update(subscales=[subscale(["11"])]), "subscales: part: items"),
        (lambda file: file.update(subscales=[subscale(["1"]), subscale(["2"])]), "subscales"),
    ],
)
def test_a_file_that_cannot_be_right_is_refused_and_the_field_named(spoil: Spoil, named_field: str) -> None:
    content = copy.deepcopy(CONTENT)
    spoil(content)
    with pytest.raises(Invalid, match=named_field):
        instrument(content)


def edge(**value: int) -> dict[str, Any]:
    return {**value, "source": "a study", "confidence": "low"}


def blank(items: list[str], at_most: int = 1) -> dict[str, Any]:
    return {"items": items, "at_most": at_most, "source": "a study", "confidence": "low"}


def subscale(items: list[str]) -> dict[str, Any]:
    return {"id": "part", "name": "Part", "items": items}


def test_digits_in_one_text_are_for_answers_of_one_digit() -> None:
    content = read_toml(DEFAULTS / "instruments" / "mood.toml")
    content["entry"].append("sms-compact")
    with pytest.raises(Invalid, match="not one digit"):
        instrument(content)


def test_a_file_that_is_no_instrument_is_refused(tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.toml"
    nothing.write_text("", "utf-8")
    with pytest.raises(Invalid, match="instrument: Object missing required field"):
        instrument_file(nothing)
