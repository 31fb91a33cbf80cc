"""What somebody answered: as it is kept, and as it is typed."""

from collections.abc import Sequence

from msgspec import field

from domain.errors import Invalid
from domain.measures.instrument import Instrument, Item
from domain.values import Value

MISSING = "-"
NOT_APPLICABLE = "na"


class Answers(Value):
    """The answers to a form by item id. An item that is neither given nor not applicable is missing."""

    given: dict[str, int] = field(default_factory=dict)
    not_applicable: list[str] = field(default_factory=list)


def read_answers(instrument: Instrument, texts: Sequence[str]) -> Answers:
    """Return the answers that were typed, one text an item, in the order of the form.

    A text is a value of the item's options, `-` for missing, or `na` where the item may not apply. The
    unscored questions at the end may be left out together.

    Raises:
        Invalid: there are too few or too many, or one is none of these; it is named by its item, never quoted.
    """
    if len(texts) not in {len(instrument.items), len(instrument.questions)}:
        raise Invalid(field="answers", expected=f"{_count(instrument)}, but there are {len(texts)}")
    given: dict[str, int] = {}
    not_applicable: list[str] = []
    for item, text in zip(instrument.questions, texts, strict=False):
        value = _value(instrument, item, text.strip())
        if isinstance(value, int):
            given[item.id] = value
        elif value == NOT_APPLICABLE:
            not_applicable.append(item.id)
    return Answers(given=given, not_applicable=not_applicable)


def check(instrument: Instrument, answers: Answers) -> None:
    """Make sure that answers can be scored by an instrument.

    Raises:
        Invalid: an answer is to no item of it, or is not a value of the item's options; the item is named.
    """
    questions = {item.id: item for item in instrument.questions}
    for unknown in (answers.given.keys() | set(answers.not_applicable)) - questions.keys():
        raise Invalid(field=f"answer {unknown}", expected=f"an item of {instrument.name}")
    for name, value in answers.given.items():
        if value not in instrument.values(questions[name]) or name in answers.not_applicable:
            raise _unexpected(instrument, questions[name])
    for name in answers.not_applicable:
        if not instrument.may_not_apply(name):
            raise _unexpected(instrument, questions[name])


def _value(instrument: Instrument, item: Item, text: str) -> int | str:
    values = {str(value): value for value in instrument.values(item)}
    if text in values:
        return values[text]
    if text == MISSING or (text.lower() == NOT_APPLICABLE and instrument.may_not_apply(item.id)):
        return text.lower()
    raise _unexpected(instrument, item)


def _unexpected(instrument: Instrument, item: Item) -> Invalid:
    *but_last, last = (str(value) for value in instrument.values(item))
    else_na = f", or {NOT_APPLICABLE} for not applicable" if instrument.may_not_apply(item.id) else ""
    expected = f"expected {', '.join(but_last)} or {last}, or {MISSING} for missing{else_na}"
    return Invalid(field=f"answer {item.id}", expected=expected)


def _count(instrument: Instrument) -> str:
    beside = [item.id for item in instrument.unscored]
    more = f" (or {len(instrument.questions)} with {', '.join(beside)})" if beside else ""
    return f"expected {len(instrument.items)}{more}, one for each item of {instrument.name} in order"
