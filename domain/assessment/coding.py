"""The forms of what is entered by code or by part of a date. What a code means is the clinician's to say."""

import re
from datetime import date

from domain.assessment.values import System
from domain.errors import Invalid

_ICD_11_STEM = r"[1-9A-HJ-NP-Z][A-HJ-NP-Z][0-9][0-9A-HJ-NP-Z](?:\.[0-9A-HJ-NP-Z]{1,2})?"
_ICD_11_EXTENSION = r"X[A-HJ-NP-Z][0-9A-HJ-NP-Z]{2,4}(?:\.[0-9A-HJ-NP-Z]{1,2})?"
_CODES = {
    System.ICD_10: re.compile(r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?"),
    # A stem, then what is joined to it: stems by / and extensions by & (WHO, ICD-11 Reference Guide, postcoordination).
    System.ICD_11: re.compile(f"{_ICD_11_STEM}(?:/{_ICD_11_STEM}|&(?:{_ICD_11_EXTENSION}|{_ICD_11_STEM}))*"),
}
_EXAMPLES = {System.ICD_10: "F32.1", System.ICD_11: "6A70.1"}
_PARTS_OF_A_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def checked_code(system: System, code: str) -> str:
    """Return a code in capitals, without spaces around it.

    Raises:
        Invalid: no code of the classification has this form.
    """
    plain = code.strip().upper()
    if not _CODES[system].fullmatch(plain):
        expected = f"a code of {system.value.upper()}, such as {_EXAMPLES[system]}"
        raise Invalid(field="diagnosis.code", expected=expected)
    return plain


def checked_when(when: str) -> str:
    """Return a year, a month or a day as ISO 8601 writes it: 2019, 2019-04 or 2019-04-30.

    Raises:
        Invalid: it is none, or there is no such day.
    """
    found = _PARTS_OF_A_DATE.fullmatch(when.strip())
    expected = "a year, a month or a day, such as 2019, 2019-04 or 2019-04-30"
    if found is None:
        raise Invalid(field="entry.when", expected=expected)
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        raise Invalid(field="entry.when", expected=expected) from None
    return found[0]
