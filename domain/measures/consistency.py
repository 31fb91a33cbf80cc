"""Where the parts of an instrument contradict each other: what a form of fields alone cannot tell."""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from domain.measures.instrument import Entry, Instrument, Language

Fault = tuple[str, str]
"""The field that is wrong, and what was expected of it."""

ONE_DIGIT = 9


def faults(read: Instrument) -> Iterator[Fault]:
    """Yield the contradictions of an instrument, those first that make later ones meaningless."""
    return chain(
        _items(read), _risk_items(read), _blanks(read), _subscales(read), _bands(read), _thresholds(read),
        _entry(read), _languages(read),
    )  # fmt: skip


def _items(read: Instrument) -> Iterator[Fault]:
    ids = [item.id for item in read.questions]
    if _repeats(ids):
        yield "items", "each item and unscored question to have an id of its own"
    for name, values in read.options.items():
        if _repeats(values):
            yield f"options.{name}", "no value twice"
    for item in read.questions:
        if item.options not in read.options:
            yield f"item {item.id}: options", f"one of {', '.join(read.options)}"


def _risk_items(read: Instrument) -> Iterator[Fault]:
    questions = {item.id: item for item in read.questions}
    if _repeats(risk.item for risk in read.risk_items):
        yield "risk_items", "no item twice"
    for risk in read.risk_items:
        if risk.item not in questions:
            yield "risk_items", f"items of this instrument, unlike {risk.item!r}"
        elif risk.at_least > max(read.values(questions[risk.item])):
            yield f"risk_items: {risk.item}: at_least", "a value that an answer can reach"
        elif read.may_not_apply(risk.item):
            yield "not_applicable", "no risk item: each asks for an answer"


def _blanks(read: Instrument) -> Iterator[Fault]:
    if read.missing.at_most >= len(read.items):
        yield "missing.at_most", "fewer than there are items"
    if read.not_applicable and read.not_applicable.at_most >= len(read.items):
        yield "not_applicable.at_most", "fewer than there are items"
    if read.not_applicable and not set(read.not_applicable.items) <= {item.id for item in read.items}:
        yield "not_applicable.items", "items of this instrument"


def _subscales(read: Instrument) -> Iterator[Fault]:
    if _repeats(scale.id for scale in read.subscales):
        yield "subscales", "each to have an id of its own"
    for scale in read.subscales:
        if _repeats(scale.items) or not set(scale.items) <= {item.id for item in read.items}:
            yield f"subscales: {scale.id}: items", "items of this instrument, none twice"


def _bands(read: Instrument) -> Iterator[Fault]:
    if read.bands is None:
        return
    steps, (low, high) = read.bands.steps, read.range()
    digits: int = read.scoring.decimals
    grain = 1 / 10**digits if digits else 1
    if any(step.first > step.last for step in steps):
        yield "bands.steps", "each with first <= last"
    if any(round(before.last + grain, digits) != after.first for before, after in pairwise(steps)):
        yield "bands.steps", f"each to begin {grain} above the end of the one before"
    if (steps[0].first, steps[-1].last) != (low, high):
        yield "bands.steps", f"together to reach from {low} to {high}"


def _thresholds(read: Instrument) -> Iterator[Fault]:
    found, (low, high) = read.thresholds, read.range()
    if found.caseness and not low < found.caseness.at_least <= high:
        yield "thresholds.caseness.at_least", f"above {low} and at most {high}"
    if found.remission and not low < found.remission.below <= high:
        yield "thresholds.remission.below", f"above {low} and at most {high}"
    if found.reliable_change and found.reliable_change.points > high - low:
        yield "thresholds.reliable_change.points", f"at most {high - low}"
    if read.higher_is == "better" and (found.caseness or found.response or found.remission):
        yield "thresholds", "caseness, response and remission only where higher_is is worse"


def _entry(read: Instrument) -> Iterator[Fault]:
    if Entry.SMS_COMPACT not in read.entry:
        return
    if read.risk_items:
        yield "entry", "no sms-compact with risk items: one slip would shift the answer to one"
    if any(not 0 <= value <= ONE_DIGIT for item in read.items for value in read.values(item)):
        yield "entry", "no sms-compact where an answer is not one digit"


def _languages(read: Instrument) -> Iterator[Fault]:
    asked = {item.id for item in read.questions}
    for code, language in read.languages.items():
        if set(language.items) != asked:
            yield f"languages.{code}.items", "the wording of each item and unscored question, and of no other"
        if bool(read.not_applicable) != bool(language.not_applicable):
            yield f"languages.{code}.not_applicable", "its wording where an item may not apply, and only there"
        yield from _option_wording(read, code, language)


def _option_wording(read: Instrument, code: str, language: Language) -> Iterator[Fault]:
    for name, values in read.options.items():
        worded = set(language.options.get(name, {}))
        # A scale that is worded at some values only is worded at both ends.
        if not {str(min(values)), str(max(values))} <= worded <= set(map(str, values)):
            yield (
                f"languages.{code}.options.{name}",
                "the wording of its lowest and highest value, and of no unknown one",
            )
    if not set(language.options) <= set(read.options):
        yield f"languages.{code}.options", f"none but {', '.join(read.options)}"


def _repeats(things: Iterable[object]) -> bool:
    listed = list(things)
    return len(set(listed)) != len(listed)
