"""People of the inventory have not consented to being on record: nothing by which they could be called is kept."""

import re

import msgspec

from domain.errors import Invalid
from domain.network.values import Person

FEWEST_DIGITS = 6
"""A shorter run of digits is an age, a year, a house number: no telephone number has fewer."""

_DATE = re.compile(r"\b(?:[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4}|(?:19|20)[0-9]{2})\b")
_RUN = re.compile(r"[0-9](?:[\s().\-/]{0,3}[0-9])+")


def checked(person: Person) -> Person:
    """Return the person, if no text tells what looks like a telephone number.

    Raises:
        Invalid: one does; its field is named, the text is not.
    """
    for field in msgspec.structs.fields(Person):
        text = getattr(person, field.name)
        if isinstance(text, str) and looks_like_a_number(text):
            expected = "no telephone number: people of the inventory are known by a label or a first name"
            raise Invalid(field=f"person.{field.name}", expected=expected)
    return person


def looks_like_a_number(text: str) -> bool:
    """Tell whether a text has a run of digits as long as a telephone number's; dates and years are none."""
    # Whatever \d of other scripts a text has, a number in it can be dialled as well.
    plain = "".join(str(int(letter)) if letter.isdecimal() else letter for letter in text)
    return any(sum(map(str.isdigit, run)) >= FEWEST_DIGITS for run in _RUN.findall(_DATE.sub("-.-.-.-", plain)))
