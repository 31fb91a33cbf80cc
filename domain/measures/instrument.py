"""An instrument: a published scale as versioned data, in a form that a clinician could read too."""

from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import Annotated, Literal

from msgspec import Meta, field

from domain.measures.thresholds import Bands, Founded, Number, Text, Thresholds
from domain.values import Value


class Entry(StrEnum):
    """A way in which answers come in."""

    PAGE = "page"
    SESSION = "session"
    SMS_COMPACT = "sms-compact"
    SMS_BY_ITEM = "sms-by-item"


class Item(Value):
    """One question: its id, and the name of the options that answer it."""

    id: Text
    options: Text


class RiskItem(Founded):
    """A question that an answer of `at_least` this much makes a risk answer."""

    item: Text
    at_least: int


class Missing(Founded):
    """How many answers may be missing and be replaced by the mean of the others; never one to a risk item."""

    at_most: Annotated[int, Meta(ge=0)]


class NotApplicable(Founded):
    """The items that may not apply to a client, and how many may be without a value, with the missing ones."""

    items: Annotated[list[Text], Meta(min_length=1)]
    at_most: Annotated[int, Meta(ge=1)]


class Scoring(Value):
    """How answers become a total: their sum or mean, rounded to so many decimals, halves upwards."""

    method: Literal["sum", "mean"]
    decimals: Annotated[int, Meta(ge=0, le=2)]
    rounding: Literal["half-up"]

    def rounded(self, exact: Fraction) -> Number:
        """Return a score rounded: 2.95 to one decimal is 3.0, 10.5 to none is 11."""
        grains: int = 10**self.decimals
        whole = floor(exact * grains + Fraction(1, 2))
        return whole / grains if self.decimals else whole


class Subscale(Value):
    """Items that are scored apart as well, by the scoring of the whole."""

    id: Text
    name: Text
    items: Annotated[list[Text], Meta(min_length=1)]


class Code(Value):
    """What a terminology calls the form, its total or an item of it."""

    system: Text
    code: Text
    of: Text


class Language(Value):
    """The published wording in one language: by item id, and by name and value of the options."""

    source: Text
    instructions: Text
    items: dict[str, Text]
    options: dict[str, dict[str, Text]]
    not_applicable: str = ""


class Instrument(Value):
    """A scale. Items are in the order of the form; `unscored` ones follow them and are not in the total.

    `risk_items` has no default: every file says which they are, even if there are none.
    `period_days` is the time that the questions are about, 0 where they name none.
    """

    id: Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
    version: Annotated[int, Meta(ge=1)]
    title: Text
    licence: Text
    sources: Annotated[list[Text], Meta(min_length=1)]
    higher_is: Literal["worse", "better"]
    items: Annotated[list[Item], Meta(min_length=1)]
    options: dict[str, Annotated[list[int], Meta(min_length=2)]]
    scoring: Scoring
    risk_items: list[RiskItem]
    missing: Missing
    entry: Annotated[list[Entry], Meta(min_length=1)]
    languages: Annotated[dict[str, Language], Meta(min_length=1)]
    period_days: Annotated[int, Meta(ge=0)] = 0
    unscored: list[Item] = field(default_factory=list)
    subscales: list[Subscale] = field(default_factory=list)
    not_applicable: NotApplicable | None = None
    bands: Bands | None = None
    thresholds: Thresholds = Thresholds()
    codes: list[Code] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its id and version, as it is adopted: `phq-9@1`."""
        return f"{self.id}@{self.version}"

    @property
    def questions(self) -> list[Item]:
        """Everything that is asked, in order: the items of the total, then those beside it."""
        return [*self.items, *self.unscored]

    def values(self, item: Item) -> list[int]:
        """Return the values that answer an item, in the order of the form."""
        return self.options[item.options]

    def may_not_apply(self, item: str) -> bool:
        """Tell whether "not applicable" answers the item with this id."""
        return self.not_applicable is not None and item in self.not_applicable.items

    def range(self) -> tuple[Number, Number]:
        """Return the lowest and the highest total."""
        low = sum(min(self.values(item)) for item in self.items)
        high = sum(max(self.values(item)) for item in self.items)
        per = 1 if self.scoring.method == "sum" else len(self.items)
        return self.scoring.rounded(Fraction(low, per)), self.scoring.rounded(Fraction(high, per))
