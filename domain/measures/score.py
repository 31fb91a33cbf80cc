"""What answers come to under one version of an instrument. Nothing is guessed that its file does not allow."""

from enum import StrEnum
from fractions import Fraction

from domain.measures.answers import Answers, check
from domain.measures.instrument import Instrument, Subscale
from domain.measures.thresholds import Number
from domain.values import Value


class NoTotal(StrEnum):
    """Why a form has no total."""

    TOO_MANY_MISSING = "too-many-missing"
    RISK_ITEM_MISSING = "risk-item-missing"


class RiskAnswer(Value):
    """An answer that raises an alert."""

    item: str
    value: int


class SubscaleScore(Value):
    """The score of a subscale; none where one of its items has no answer."""

    id: str
    total: int | float | None
    band: str | None


class Score(Value):
    """A form as judged by one version of its instrument.

    `total` is null where `reason` says why. `prorated` marks a total in which the mean of the answers
    stands for some that are missing or not applicable. `complete` means that nothing is missing. No
    entry in `risk` is no clearance; `risk_missing` are risk items without an answer. `case` is null
    without a total or a published threshold.
    """

    instrument: str
    version: int
    total: int | float | None
    reason: NoTotal | None
    band: str | None
    case: bool | None
    prorated: bool
    complete: bool
    missing: list[str]
    not_applicable: list[str]
    subscales: list[SubscaleScore]
    risk: list[RiskAnswer]
    risk_missing: list[str]
    unscored: dict[str, int]


def score(instrument: Instrument, answers: Answers) -> Score:
    """Return the score of answers.

    Raises:
        Invalid: an answer is not one that the instrument knows; the item is named.
    """
    check(instrument, answers)
    missing = [item.id for item in instrument.items if _is_missing(answers, item.id)]
    reason = _no_total(instrument, answers, missing)
    total = None if reason else _total(instrument, answers, [item.id for item in instrument.items])
    return Score(
        instrument=instrument.id,
        version=instrument.version,
        total=total,
        reason=reason,
        band=_band(instrument, total),
        case=_case(instrument, total),
        prorated=total is not None and any(item.id not in answers.given for item in instrument.items),
        complete=not missing,
        missing=missing,
        not_applicable=[item.id for item in instrument.items if item.id in answers.not_applicable],
        subscales=[_subscale(instrument, answers, scale) for scale in instrument.subscales],
        risk=risk_answers(instrument, answers),
        risk_missing=[risk.item for risk in instrument.risk_items if risk.item not in answers.given],
        unscored={item.id: answers.given[item.id] for item in instrument.unscored if item.id in answers.given},
    )


def risk_answers(instrument: Instrument, answers: Answers) -> list[RiskAnswer]:
    """Return the answers that raise an alert, whether or not the form has a total or is finished yet."""
    given = answers.given
    return [
        RiskAnswer(item=risk.item, value=given[risk.item])
        for risk in instrument.risk_items
        if risk.item in given and given[risk.item] >= risk.at_least
    ]


def _is_missing(answers: Answers, item: str) -> bool:
    return item not in answers.given and item not in answers.not_applicable


def _no_total(instrument: Instrument, answers: Answers, missing: list[str]) -> NoTotal | None:
    without_value = sum(item.id not in answers.given for item in instrument.items)
    allowed = instrument.not_applicable.at_most if instrument.not_applicable else 0
    if len(missing) > instrument.missing.at_most or without_value > max(allowed, instrument.missing.at_most):
        return NoTotal.TOO_MANY_MISSING
    if any(risk.item in missing for risk in instrument.risk_items):
        return NoTotal.RISK_ITEM_MISSING
    return None


def _total(instrument: Instrument, answers: Answers, items: list[str]) -> Number:
    """Return the rounded score of these items; the mean of those answered stands for the others."""
    given = [answers.given[item] for item in items if item in answers.given]
    mean = Fraction(sum(given), len(given))
    return instrument.scoring.rounded(mean if instrument.scoring.method == "mean" else mean * len(items))


def _subscale(instrument: Instrument, answers: Answers, scale: Subscale) -> SubscaleScore:
    answered = all(item in answers.given for item in scale.items)
    total = _total(instrument, answers, scale.items) if answered else None
    return SubscaleScore(id=scale.id, total=total, band=_band(instrument, total))


def _band(instrument: Instrument, total: Number | None) -> str | None:
    return None if total is None or instrument.bands is None else instrument.bands.name(total)


def _case(instrument: Instrument, total: Number | None) -> bool | None:
    caseness = instrument.thresholds.caseness
    return None if total is None or caseness is None else total >= caseness.at_least
