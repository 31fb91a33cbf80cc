"""What holds for every instrument and every form that somebody could hand in."""

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.measures.answers import MISSING, NOT_APPLICABLE, Answers, read_answers
from domain.measures.change import Reliable, change
from domain.measures.goals import t_score
from domain.measures.instrument import Instrument
from domain.measures.outcome import Series, outcome
from domain.measures.score import Score, score
from tests.measures.forms import GAD_7, INSTRUMENTS, PHQ_9

ANY = st.sampled_from(sorted(INSTRUMENTS.values(), key=lambda one: one.name))


@st.composite
def forms(draw: st.DrawFn, instruments: st.SearchStrategy[Instrument] = ANY) -> tuple[Instrument, Answers]:
    """A form with any answers, some of them missing or not applicable."""
    instrument = draw(instruments)
    texts = [draw(answer(instrument, item.id)) for item in instrument.questions]
    return instrument, read_answers(instrument, texts)


def answer(instrument: Instrument, name: str) -> st.SearchStrategy[str]:
    item = next(item for item in instrument.questions if item.id == name)
    texts = [str(value) for value in instrument.values(item)]
    blanks = [MISSING, NOT_APPLICABLE] if instrument.may_not_apply(name) else [MISSING]
    # Answered three times in four, so that forms with a total are as common as those without.
    return st.sampled_from(texts) | st.sampled_from(texts) | st.sampled_from(texts) | st.sampled_from(blanks)


@given(forms())
def test_a_total_lies_in_the_range_and_in_exactly_one_band(form: tuple[Instrument, Answers]) -> None:
    instrument, answers = form
    found = score(instrument, answers)
    low, high = instrument.range()
    assert (found.total is None) == (found.reason is not None)
    if found.total is not None:
        assert low <= found.total <= high
        steps = instrument.bands.steps if instrument.bands else []
        assert sum(step.first <= found.total <= step.last for step in steps) == bool(instrument.bands)


@given(forms(), st.data())
def test_a_higher_answer_never_lowers_the_total(form: tuple[Instrument, Answers], data: st.DataObject) -> None:
    instrument, answers = form
    item = data.draw(st.sampled_from(instrument.items))
    assume(item.id in answers.given)
    higher = data.draw(st.sampled_from([v for v in instrument.values(item) if v >= answers.given[item.id]]))
    before = score(instrument, answers)
    after = score(instrument, Answers(given={**answers.given, item.id: higher}, not_applicable=answers.not_applicable))
    assume(before.total is not None)
    assert before.total is not None
    assert after.total is not None
    assert after.total >= before.total


@given(forms())
def test_nothing_is_prorated_beyond_the_published_rule_or_at_a_risk_item(form: tuple[Instrument, Answers]) -> None:
    instrument, answers = form
    found = score(instrument, answers)
    without = [item.id for item in instrument.items if item.id not in answers.given]
    allowed = instrument.not_applicable.at_most if instrument.not_applicable else 0
    if found.total is not None:
        assert len(found.missing) <= instrument.missing.at_most
        assert len(without) <= max(allowed, instrument.missing.at_most)
        assert found.prorated == bool(without)
        assert not found.risk_missing
    assert not (found.prorated and set(without) & {risk.item for risk in instrument.risk_items})


@given(forms())
def test_a_complete_form_without_blanks_is_scored_exactly(form: tuple[Instrument, Answers]) -> None:
    instrument, answers = form
    found = score(instrument, answers)
    assume(found.complete and not found.not_applicable and instrument.scoring.method == "sum")
    assert found.total == sum(answers.given[item.id] for item in instrument.items)


@given(forms(st.just(PHQ_9)))
def test_a_risk_answer_is_reported_whatever_else_is_missing(form: tuple[Instrument, Answers]) -> None:
    instrument, answers = form
    found = score(instrument, answers)
    given = answers.given.get("9")
    assert [(one.item, one.value) for one in found.risk] == ([("9", given)] if given else [])
    assert found.risk_missing == ([] if given is not None else ["9"])


@given(forms())
def test_a_score_reads_back_as_it_was_written(form: tuple[Instrument, Answers]) -> None:
    found = score(*form)
    assert msgspec.json.decode(msgspec.json.encode(found), type=Score) == found
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(form[1]), type=Answers) == form[1]


@given(forms(st.just(PHQ_9)), forms(st.just(PHQ_9)))
def test_a_change_turned_round_is_its_opposite(
    one: tuple[Instrument, Answers], other: tuple[Instrument, Answers]
) -> None:
    first, second = score(*one), score(*other)
    there, back = change(PHQ_9, first, second), change(PHQ_9, second, first)
    assert (there is None) == (back is None)
    opposite = {
        Reliable.IMPROVEMENT: Reliable.DETERIORATION,
        Reliable.DETERIORATION: Reliable.IMPROVEMENT,
        Reliable.NONE: Reliable.NONE,
    }
    if there and back and there.reliable:
        assert there.points == -back.points
        assert back.reliable == opposite[there.reliable]


@st.composite
def pairs(draw: st.DrawFn, instrument: Instrument) -> Series:
    values = st.sampled_from(instrument.options["frequency"])
    forms = [Answers(given={item.id: draw(values) for item in instrument.items}) for _ in range(2)]
    return Series(instrument=instrument, scores=[score(instrument, answers) for answers in forms])


@given(pairs(PHQ_9), pairs(GAD_7))
def test_an_outcome_does_not_depend_on_the_order_of_its_instruments(phq: Series, gad: Series) -> None:
    there, back = outcome([phq, gad]), outcome([gad, phq])
    assert there is not None
    assert back is not None
    assert (there.reliable, there.recovery, there.reliable_recovery) == (
        back.reliable,
        back.recovery,
        back.reliable_recovery,
    )
    assert not there.reliable_recovery or (there.recovery and there.reliable is Reliable.IMPROVEMENT)


@given(st.lists(st.integers(-2, 2), min_size=1, max_size=12))
def test_goal_attainment_is_symmetrical_about_50(levels: list[int]) -> None:
    assert abs(t_score(levels) + t_score([-level for level in levels]) - 100) < 1e-9
